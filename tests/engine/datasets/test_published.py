"""Published data sets: read as their authors lay them out, downloaded with interruptions, never unasked."""

import dataclasses
import functools
import gzip
import hashlib
import http.server
import os
import pickle
import shutil
import struct
import tarfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.datasets.data import load_data
from simclr_gui.engine.datasets.images import DataSet
from simclr_gui.engine.datasets.published import catalogue, download, fetching
from simclr_gui.engine.datasets.published.download import RemoteFile, Whole
from simclr_gui.engine.events import Announced
from simclr_gui.engine.messages.errors import UserError

LABELLED, UNLABELLED, TEST = 30, 50, 20


def write_stl10(root: Path) -> dict[str, np.ndarray]:
    """A small STL-10: each colour of an image lies column by column."""
    folder = root / "stl10_binary"
    folder.mkdir(parents=True)
    rng = np.random.default_rng(0)
    pixels = {}
    for name, count in (("train", LABELLED), ("unlabeled", UNLABELLED), ("test", TEST)):
        pixels[name] = rng.integers(0, 256, (count, 3, 96, 96), np.uint8)
        pixels[name].transpose(0, 1, 3, 2).tofile(folder / f"{name}_X.bin")
        if name != "unlabeled":
            (np.arange(count) % 10 + 1).astype(np.uint8).tofile(folder / f"{name}_y.bin")
    (folder / "class_names.txt").write_text("\n".join(f"class{number}" for number in range(10)))
    return pixels


def read(root: Path, **settings: object) -> DataSet:
    values = {"source": "stl10", "folder": root, "side_px": 96, "train_images": 0, "test_images": 0} | settings
    steps = load_data(DataSettings(**values))
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def test_that_stl10_is_read_with_its_unlabelled_pictures_behind(tmp_path: Path) -> None:
    pixels = write_stl10(tmp_path)
    data = read(tmp_path)
    assert (len(data.train), len(data.bank), len(data.test)) == (LABELLED + UNLABELLED, LABELLED, TEST)
    assert (data.train.pixels[:LABELLED].numpy() == pixels["train"]).all()
    assert (data.train.pixels[LABELLED:].numpy() == pixels["unlabeled"]).all()
    assert (data.test.pixels.numpy() == pixels["test"]).all()
    assert data.test.labels.tolist() == [number % 10 for number in range(TEST)]
    assert data.class_names[3] == "class3"


def test_that_the_parts_of_stl10_can_be_chosen(tmp_path: Path) -> None:
    write_stl10(tmp_path)
    labelled, unlabelled = read(tmp_path, part="train"), read(tmp_path, part="unlabeled")
    assert (len(labelled.train), len(labelled.bank)) == (LABELLED, LABELLED)
    assert (len(unlabelled.train), len(unlabelled.bank)) == (UNLABELLED, LABELLED)
    assert (unlabelled.train.labels == -1).all()
    assert (labelled.bank.pixels == unlabelled.bank.pixels).all()


def test_that_a_subset_by_count_class_and_size_is_taken(tmp_path: Path) -> None:
    write_stl10(tmp_path)
    data = read(tmp_path, part="train", classes="class2, class5", test_images=3, side_px=32)
    assert data.class_names == ("class2", "class5")
    assert data.train.pixels.shape == (6, 3, 32, 32)
    assert set(data.train.labels.tolist()) == {0, 1}
    assert len(data.test) == 3
    with pytest.raises(UserError, match="no class called cow"):
        read(tmp_path, classes="cow")


def test_that_the_folder_itself_is_found_too_and_the_cache_serves_again(tmp_path: Path) -> None:
    write_stl10(tmp_path)
    first = read(tmp_path / "stl10_binary")
    again = read(tmp_path)
    assert (first.train.pixels == again.train.pixels).all()


def test_that_a_missing_data_set_is_offered_not_fetched(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="STL-10 is not on this machine") as caught:
        read(tmp_path)
    (proposal,) = caught.value.proposals
    assert proposal.download == "stl10"
    assert "2.6 GB" in caught.value.remedy


def test_that_damaged_files_are_told(tmp_path: Path) -> None:
    write_stl10(tmp_path)
    (tmp_path / "stl10_binary" / "train_X.bin").write_bytes(b"123")
    with pytest.raises(UserError, match="damaged"):
        read(tmp_path)


class Server(http.server.SimpleHTTPRequestHandler):
    """Serves ranges, and breaks off after `breaks_after` bytes as often as it is told."""

    breaks = 0
    ranges: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        file = Path(self.directory) / self.path.lstrip("/")
        if not file.is_file():
            self.send_error(404)
            return
        content = file.read_bytes()
        asked = self.headers.get("Range")
        start = 0
        if asked:
            Server.ranges.append(asked)
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            if start >= len(content):
                self.send_error(416)
                return
        self.send_response(206 if asked else 200)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        body = content[start:]
        if Server.breaks > 0:
            Server.breaks -= 1
            body = body[: len(body) // 2]
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """An address and the folder behind it."""
    folder = tmp_path / "served"
    folder.mkdir()
    Server.breaks, Server.ranges = 0, []
    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Server, directory=str(folder)))
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}/", folder
    running.shutdown()
    running.server_close()
    thread.join()


def served_file(server: tuple[str, Path], content: bytes) -> RemoteFile:
    address, folder = server
    (folder / "file.bin").write_bytes(content)
    return RemoteFile(address + "file.bin", "file.bin", hashlib.md5(content, usedforsecurity=False).hexdigest())


CONTENT = np.random.default_rng(0).bytes(3_000_000)
WHOLE = Whole("Pictures", 8_000_000, bytes_before=4_000_000)


def test_that_a_download_tells_its_progress_and_speed(server: tuple[str, Path], tmp_path: Path) -> None:
    told = list(download.download(served_file(server, CONTENT), tmp_path / "to", 0, WHOLE))
    assert (tmp_path / "to" / "file.bin").read_bytes() == CONTENT
    first, last = told[0], told[-1]
    assert first.sentence.startswith("Downloading Pictures: 4 of 8 MB, ") and first.sentence.endswith(" MB/s")
    assert 0.5 < first.share < 0.6
    assert last.sentence == "Checking Pictures"
    assert not list(tmp_path.rglob("*.part"))


def test_that_a_broken_connection_goes_on_where_it_broke(server: tuple[str, Path], tmp_path: Path) -> None:
    remote = served_file(server, CONTENT)
    Server.breaks = 2
    list(download.download(remote, tmp_path / "to", 0, WHOLE))
    assert (tmp_path / "to" / "file.bin").read_bytes() == CONTENT
    assert Server.ranges == ["bytes=1500000-", "bytes=2250000-"]


def test_that_a_cancelled_download_goes_on_next_time(server: tuple[str, Path], tmp_path: Path) -> None:
    remote = served_file(server, CONTENT)
    steps = download.download(remote, tmp_path / "to", 0, WHOLE)
    next(steps)
    steps.close()
    half = (tmp_path / "to" / "file.bin.part").stat().st_size
    assert half > 0
    list(download.download(remote, tmp_path / "to", 0, WHOLE))
    assert (tmp_path / "to" / "file.bin").read_bytes() == CONTENT
    assert Server.ranges == [f"bytes={half}-"]


def test_that_a_wrong_checksum_leaves_nothing_behind(server: tuple[str, Path], tmp_path: Path) -> None:
    remote = served_file(server, CONTENT)
    with pytest.raises(UserError, match="checksum is wrong"):
        list(download.download(RemoteFile(remote.url, remote.name, "0" * 32), tmp_path / "to", 0, WHOLE))
    assert not list((tmp_path / "to").iterdir())


def test_that_no_connection_and_no_room_are_sentences(
    server: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remote = served_file(server, CONTENT)
    with pytest.raises(UserError, match="404"):
        list(download.download(RemoteFile(remote.url + "x", "x", ""), tmp_path / "to", 0, WHOLE))
    with pytest.raises(UserError, match="could not be downloaded"):
        list(download.download(RemoteFile("http://127.0.0.1:1/x", "x", ""), tmp_path / "to", 0, WHOLE))
    with pytest.raises(UserError, match="GB are free"):
        list(download.download(remote, tmp_path / "to", 10**15, WHOLE))


def test_that_a_data_set_is_downloaded_unpacked_and_read_when_asked(
    server: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, folder = server
    write_stl10(tmp_path / "made")
    with tarfile.open(folder / "stl10.tar.gz", "w:gz") as file:
        file.add(tmp_path / "made" / "stl10_binary", "stl10_binary")
    shutil.rmtree(tmp_path / "made")
    md5 = download.md5_of(folder / "stl10.tar.gz")
    stl10 = catalogue.PUBLISHED["stl10"]
    local = type(stl10)(
        **(
            vars(stl10)
            | {
                "files": lambda: [RemoteFile(address + "stl10.tar.gz", "stl10.tar.gz", md5)],
                "room_bytes": 10_000_000,
            }
        )
    )
    monkeypatch.setitem(fetching.PUBLISHED, "stl10", local)
    settings = DataSettings(source="stl10", folder=tmp_path / "to", side_px=96, train_images=0, test_images=0)
    steps = load_data(settings, downloads=True)
    told = []
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            data = end.value
            break
    assert len(data.train) == LABELLED + UNLABELLED
    assert any("Unpacking" in event.sentence for event in told if isinstance(event, Announced))
    assert not (tmp_path / "to" / "stl10.tar.gz").exists()


@pytest.mark.parametrize("source", catalogue.PUBLISHED)
def test_that_every_data_set_names_its_files_and_checksums(source: str) -> None:
    files = catalogue.PUBLISHED[source].files()
    assert files
    for file in files:
        assert file.url.startswith("https://")
        assert len(file.md5) == 32


def cifar_of(root: Path, monkeypatch: pytest.MonkeyPatch, protocol: int = 2) -> dict[str, np.ndarray]:
    """A small CIFAR-10 as its authors lay it out, and its checksums in the list."""
    import torchvision

    folder = root / "cifar-10-batches-py"
    folder.mkdir(parents=True)
    kind = torchvision.datasets.CIFAR10
    rng = np.random.default_rng(0)
    pixels = {name: rng.integers(0, 256, (4, 3072), np.uint8) for name, _ in kind.train_list + kind.test_list}
    written = {name: {"data": data, "labels": [0, 1, 1, 0], "filenames": ["a"] * 4} for name, data in pixels.items()}
    written[kind.meta["filename"]] = {"label_names": ["cat", "dog"], "num_vis": 3072}
    for name, values in written.items():
        (folder / name).write_bytes(pickle.dumps(values, protocol))
    md5 = {name: download.md5_of(folder / name) for name in written}
    for part in ("train_list", "test_list"):
        monkeypatch.setattr(kind, part, [[name, md5[name]] for name, _ in getattr(kind, part)])
    monkeypatch.setattr(kind, "meta", kind.meta | {"md5": md5[kind.meta["filename"]]})
    return pixels


@pytest.mark.parametrize("protocol", [0, 2, 4])
def test_that_cifar10_is_read_as_its_authors_lay_it_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, protocol: int
) -> None:
    import torchvision

    pixels = cifar_of(tmp_path, monkeypatch, protocol)
    data = read(tmp_path, source="cifar10", side_px=32)
    theirs = torchvision.datasets.CIFAR10(tmp_path, train=True)
    assert data.class_names == ("cat", "dog")
    assert (data.train.pixels.permute(0, 2, 3, 1).numpy() == theirs.data).all()
    assert (data.test.pixels.flatten(1).numpy() == pixels["test_batch"]).all()
    assert data.test.labels.tolist() == [0, 1, 1, 0]
    assert data.train.labels.tolist() == theirs.targets


class Hostile:
    """What a pickle runs when it is read as Python reads it."""

    def __init__(self, victim: Path) -> None:
        self.victim = victim

    def __reduce__(self) -> tuple[object, ...]:
        return os.system, (f"touch {self.victim}",)


def test_that_a_pickle_that_would_run_something_is_refused_and_runs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torchvision

    cifar_of(tmp_path, monkeypatch)
    kind = torchvision.datasets.CIFAR10
    name = kind.test_list[0][0]
    file, victim = tmp_path / "cifar-10-batches-py" / name, tmp_path / "victim"
    for hostile in (Hostile(victim), {"data": Hostile(victim), "labels": []}):
        file.write_bytes(pickle.dumps(hostile, 2))
        with pytest.raises(UserError, match=f"damaged: the checksum of {name} is wrong"):
            read(tmp_path, source="cifar10", side_px=32)
        monkeypatch.setattr(kind, "test_list", [[name, download.md5_of(file)]])
        with pytest.raises(UserError, match=r"holds something else than data \((posix|nt)\.system\)"):
            read(tmp_path, source="cifar10", side_px=32)
    assert not victim.exists()
    pickle.loads(pickle.dumps(Hostile(victim)))
    assert victim.exists() or os.name == "nt", "the test must be able to see it"


@pytest.mark.parametrize("content", [b"", b"\x80", b"x" * 100, pickle.dumps([1]), pickle.dumps({"data": np.zeros(3)})])
def test_that_a_batch_of_anything_else_is_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    import torchvision

    cifar_of(tmp_path, monkeypatch)
    name = torchvision.datasets.CIFAR10.test_list[0][0]
    (tmp_path / "cifar-10-batches-py" / name).write_bytes(content)
    md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
    monkeypatch.setattr(torchvision.datasets.CIFAR10, "test_list", [[name, md5]])
    with pytest.raises(UserError, match=r"CIFAR-10 in .* is damaged: "):
        read(tmp_path, source="cifar10", side_px=32)


def idx(values: np.ndarray) -> bytes:
    return bytes((0, 0, 8, values.ndim)) + struct.pack(f">{values.ndim}I", *values.shape) + values.tobytes()


def fashion_of(root: Path) -> dict[str, np.ndarray]:
    folder = root / "FashionMNIST" / "raw"
    folder.mkdir(parents=True)
    rng = np.random.default_rng(0)
    written = {}
    for part, count in (("train", 20), ("t10k", 10)):
        written[f"{part}-images-idx3-ubyte"] = rng.integers(0, 256, (count, 28, 28), np.uint8)
        written[f"{part}-labels-idx1-ubyte"] = (np.arange(count) % 10).astype(np.uint8)
    for name, values in written.items():
        (folder / name).write_bytes(idx(values))
    return written


def test_that_fashion_mnist_is_read_as_its_authors_lay_it_out(tmp_path: Path) -> None:
    written = fashion_of(tmp_path)
    data = read(tmp_path, source="fashion-mnist", side_px=28)
    assert data.class_names[9] == "Ankle boot"
    for channel in range(3):
        assert (data.train.pixels[:, channel].numpy() == written["train-images-idx3-ubyte"]).all()
    assert data.test.labels.tolist() == list(range(10))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("train-images-idx3-ubyte", b"", "no file of images or labels"),
        ("train-images-idx3-ubyte", bytes((0, 0, 8, 3)) + b"\xff" * 12, "another length"),
        ("t10k-labels-idx1-ubyte", idx(np.zeros(9, np.uint8)), "not as many labels as images"),
        ("t10k-labels-idx1-ubyte", idx(np.full(10, 10, np.uint8)), "a label stands for no class"),
    ],
)
def test_that_damaged_files_of_fashion_mnist_are_told(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    fashion_of(tmp_path)
    (tmp_path / "FashionMNIST" / "raw" / name).write_bytes(content)
    with pytest.raises(UserError, match=f"Fashion-MNIST in .* is damaged: .*{words}"):
        read(tmp_path, source="fashion-mnist", side_px=28)


def test_that_a_download_that_was_left_while_unpacking_counts_as_missing(
    server: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, folder = server
    written = fashion_of(tmp_path / "made")
    remotes = []
    for name in (f"{part}-{kind}" for part in ("train", "t10k") for kind in ("images-idx3-ubyte", "labels-idx1-ubyte")):
        content = gzip.compress(idx(written[name]))
        (folder / f"{name}.gz").write_bytes(content)
        md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
        remotes.append(RemoteFile(f"{address}{name}.gz", f"FashionMNIST/raw/{name}.gz", md5))
    whole = catalogue.PUBLISHED["fashion-mnist"]
    local = dataclasses.replace(whole, files=lambda: remotes, room_bytes=10_000_000)
    monkeypatch.setitem(fetching.PUBLISHED, "fashion-mnist", local)
    settings = DataSettings(source="fashion-mnist", folder=tmp_path / "to", side_px=28, train_images=0, test_images=0)
    steps = fetching.fetch(settings)
    next(steps)
    steps.close()
    assert local.found_in(tmp_path / "to") is None
    calls = 0
    copy = shutil.copyfileobj

    def killed(*args: object) -> None:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise KeyboardInterrupt
        copy(*args)

    monkeypatch.setattr(shutil, "copyfileobj", killed)
    with pytest.raises(KeyboardInterrupt):
        list(fetching.fetch(settings))
    assert local.found_in(tmp_path / "to") is None
    list(fetching.fetch(settings))
    assert len(read(tmp_path / "to", source="fashion-mnist", side_px=28).train) == 20
    assert not [*(tmp_path / "to").rglob("*.part"), *(tmp_path / "to").rglob("*.gz")]
