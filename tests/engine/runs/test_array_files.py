"""npz files: names, types, sizes and values are checked before anybody paints them; nothing is executed."""

import io
import os
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.lib import format as npy

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.array_files import Wanted, read_arrays

WANTED = {
    "coordinates": Wanted(np.float32, ("n", 2), -1e9, 1e9),
    "labels": Wanted(np.int64, ("n",), -1, "classes"),
    "names": Wanted(np.str_, ("classes",)),
}
WHOLE: dict[str, Any] = {
    "coordinates": np.array([[0.5, 1.5], [2.0, -3.0], [0.0, 0.0]], np.float32),
    "labels": np.array([0, 1, -1]),
    "names": np.array(["cat", "owl"]),
}


def written(path: Path, **changes: Any) -> Path:
    np.savez(path, **{name: values for name, values in (WHOLE | changes).items() if values is not None})
    return path


def test_that_whole_arrays_come_back_as_they_were(tmp_path: Path) -> None:
    arrays = read_arrays(written(tmp_path / "a.npz"), WANTED)
    assert {name: values.tolist() for name, values in arrays.items()} == {
        name: values.tolist() for name, values in WHOLE.items()
    }
    assert (arrays["coordinates"].dtype, arrays["labels"].dtype) == (np.float32, np.int64)
    assert arrays["coordinates"].flags.writeable


def test_that_other_layouts_of_the_same_numbers_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    as_stored = np.asfortranarray(WHOLE["coordinates"].astype(">f8"))
    np.savez_compressed(path, **(WHOLE | {"coordinates": as_stored, "labels": WHOLE["labels"].astype(np.int16)}))
    arrays = read_arrays(path, WANTED)
    np.testing.assert_array_equal(arrays["coordinates"], WHOLE["coordinates"])
    assert arrays["coordinates"].dtype == np.float32
    assert arrays["labels"].tolist() == [0, 1, -1]


def test_that_what_is_not_there_has_its_default_or_is_missed(tmp_path: Path) -> None:
    path = written(tmp_path / "a.npz", labels=None)
    given = read_arrays(path, WANTED, defaults={"labels": np.array([1, 1, 1])})
    assert given["labels"].tolist() == [1, 1, 1]
    with pytest.raises(UserError, match=r"is damaged: .*labels"):
        read_arrays(path, WANTED)


@pytest.mark.parametrize(
    "changes",
    [
        {"coordinates": np.zeros((3, 3), np.float32)},
        {"coordinates": np.zeros((4, 2), np.float32)},
        {"coordinates": np.zeros(6, np.float32)},
        {"coordinates": np.zeros((3, 2), "M8[D]")},
        {"coordinates": np.zeros((3, 2), complex)},
        {"coordinates": np.zeros((3, 2), np.int64)},
        {"coordinates": np.full((3, 2), np.nan)},
        {"coordinates": np.full((3, 2), -np.inf)},
        {"coordinates": np.full((3, 2), 1e300)},
        {"labels": np.array([[0], [1], [0]])},
        {"labels": np.array([0, 1, 2])},
        {"labels": np.array([0, 1, -2])},
        {"labels": np.array([0, 1, 2**63], np.uint64)},
        {"labels": np.array([0.0, 1.0, 0.0])},
        {"labels": np.array(["0", "1", "0"])},
        {"labels": np.array([0, 1, None])},
        {"labels": np.array([True, False, True])},
        {"names": np.array([1, 2])},
        {"names": np.array("cat")},
        {"names": np.frombuffer(b"\xff\xff\xff\x7f" * 2, "<U1")},
    ],
)
def test_that_arrays_of_another_kind_are_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    with pytest.raises(UserError, match="is damaged"):
        read_arrays(written(tmp_path / "a.npz", **changes), WANTED)


@pytest.mark.parametrize("shape", [(10**12, 2), (2**62, 4), (-1, 2), (0, 2), (), (10**6, 2)], ids=str)
def test_that_a_header_that_lies_is_found_out_before_memory_is_taken(tmp_path: Path, shape: tuple[int, ...]) -> None:
    path = written(tmp_path / "a.npz")
    with zipfile.ZipFile(path) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    header = io.BytesIO()
    npy.write_array_header_1_0(header, {"shape": shape, "fortran_order": False, "descr": "<f4"})
    contents["coordinates.npy"] = header.getvalue() + WHOLE["coordinates"].tobytes()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    with pytest.raises(UserError, match="is damaged"):
        read_arrays(path, WANTED)


@pytest.mark.parametrize("place", range(0, 900, 23))
def test_that_a_file_with_a_changed_byte_is_read_right_or_refused(tmp_path: Path, place: int) -> None:
    path = written(tmp_path / "a.npz")
    content = bytearray(path.read_bytes())
    content[place % len(content)] ^= 0x81
    path.write_bytes(content)
    try:
        arrays = read_arrays(path, WANTED)
    except UserError as error:
        assert "damaged" in str(error)
    else:
        np.testing.assert_array_equal(arrays["coordinates"], WHOLE["coordinates"])


@pytest.mark.parametrize("content", [b"", b"PK", b"\x00" * 500, b"not a zip file at all"])
def test_that_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.npz").write_bytes(content)
    with pytest.raises(UserError, match="is damaged"):
        read_arrays(tmp_path / "a.npz", WANTED)


@pytest.mark.skipif(os.name == "nt", reason="pipes in folders are POSIX's")
def test_that_a_pipe_or_a_folder_is_refused_and_nobody_waits(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.npz")
    (tmp_path / "b.npz").mkdir()
    for name in ("a.npz", "b.npz", "gone.npz"):
        with pytest.raises(UserError, match="it is not a file"):
            read_arrays(tmp_path / name, WANTED)
