"""Deep images: all their bits are read, and one scale for the whole set makes them 8 bits."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from simclr_gui.engine.datasets.data_record import LevelScale
from simclr_gui.engine.datasets.folder import levels as levels_module
from simclr_gui.engine.datasets.folder.decoding import decode_content, decode_image
from simclr_gui.engine.datasets.folder.levels import find_level_scale
from simclr_gui.engine.events import Announced
from simclr_gui.engine.messages.sentences import found
from tests.campaign.files.images import deep_png, mutated_images, saved, tiff, whole_images

Values = np.ndarray[Any, Any]


def scale_of(folder: Path) -> LevelScale | None:
    steps = find_level_scale([str(path) for path in folder.iterdir()])
    while True:
        try:
            assert isinstance(next(steps), Announced)
        except StopIteration as end:
            return end.value


def ramp(low: float, high: float, kind: type, side: int = 64) -> Values:
    return np.linspace(low, high, side * side).reshape(side, side).astype(kind)


def scale_of_values(folder: Path, *images: Values) -> LevelScale:
    for number, values in enumerate(images):
        (folder / f"{number}.tif").write_bytes(tiff(values))
    scale = scale_of(folder)
    assert scale is not None
    return scale


@pytest.mark.parametrize(
    ("low", "high", "kind", "black", "white"),
    [
        (0, 250, np.uint16, 0, 250),
        (0, 260, np.uint16, 0, 260),
        (0, 4_095, np.uint16, 4, 4_091),
        (0, 16_383, np.uint16, 16, 16_367),
        (33_069, 36_869, np.uint16, 33_073, 36_865),
        (0, 65_535, np.uint16, 0, 65_535),
        (100, 60_000, np.uint16, 0, 65_535),
        (-1_000, 3_000, np.int16, -996, 2_996),
        (-32_768, 32_767, np.int16, -32_768, 32_767),
        (70_000, 90_000, np.int32, 70_020, 89_980),
        (0, 2**32 - 1, np.uint32, 0, 2**32 - 1),
        (4_000_000_000, 4_000_000_100, np.uint32, 4_000_000_000, 4_000_000_100),
        (0, 1, np.float32, 0, 1),
        (0.2, 0.6, np.float64, 0, 1),
        (0, 0.001, np.float32, 0, 0.001),
        (0, 1, np.float16, 0, 1),
        (0, 255, np.float32, 0, 255),
        (0, 300, np.float32, 0.3, 299.7),
        (-50, 0, np.float32, -49.95, -0.05),
    ],
)
def test_that_the_kind_of_file_and_the_levels_in_use_decide_what_is_black_and_white(
    tmp_path: Path, low: float, high: float, kind: type, black: float, white: float
) -> None:
    scale = scale_of_values(tmp_path, ramp(low, high, kind))
    tolerance = 0.002 * (high - low) if kind in (np.float16, np.float32, np.float64) else 1 + 0.002 * (high - low)
    assert scale.low == pytest.approx(black, abs=tolerance)
    assert scale.high == pytest.approx(white, abs=tolerance)
    drawn = decode_image(tmp_path / "0.tif", 64, scale).reshape(-1, 3)[:, 0].astype(int)
    used = (high - low) / (scale.high - scale.low)
    assert drawn[-1] - drawn[0] == pytest.approx(255 * min(1, used), abs=2)
    assert (np.diff(drawn) >= 0).all()


def test_that_one_scale_serves_all_images_of_a_set_whatever_the_lightest_place_of_each(tmp_path: Path) -> None:
    dim, bright = ramp(0, 255, np.uint16), ramp(0, 4_095, np.uint16)
    scale = scale_of_values(tmp_path, dim, bright)
    drawn = [decode_image(tmp_path / f"{number}.tif", 64, scale) for number in range(2)]
    assert drawn[0].max() == 16
    assert drawn[1].max() == 255
    ends = f"{scale.low:,.0f} to {scale.high:,.0f}"
    assert found(scale.words) == f"2 images of more than 8 bits: levels {ends} become black to white."


def test_that_the_same_set_has_the_same_scale_wherever_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(levels_module, "PIXELS_READ", 100)
    monkeypatch.setattr(levels_module, "MOST_READ", 5)
    rng = np.random.default_rng(0)
    images = [rng.integers(0, 3_000, (40, 40), np.uint16) for _ in range(12)]
    first, second = tmp_path / "first", tmp_path / "second"
    scales = []
    for folder in (first, second):
        folder.mkdir()
        scales += [scale_of_values(folder, *images), scale_of(folder)]
    assert scales[0] == scales[1] == scales[2] == scales[3]
    assert found(scales[0].words).startswith("12 images")


def test_that_images_of_8_bits_have_no_scale_and_stay_as_they_are(tmp_path: Path) -> None:
    grey = ramp(0, 100, np.uint8)
    Image.fromarray(grey).save(tmp_path / "a.png")
    Image.fromarray(grey).save(tmp_path / "b.jpg")
    (tmp_path / "c").write_bytes(whole_images()["avif"])
    (tmp_path / "d.tif").write_bytes(tiff(np.stack([grey] * 5, -1), planarconfig="contig", photometric="minisblack"))
    (tmp_path / "e.tif").write_bytes(tiff(grey.astype(np.int8)))
    (tmp_path / "f.tif").write_bytes(b"II*\0 damaged")
    (tmp_path / "g").mkdir()
    assert scale_of(tmp_path) is None
    (tmp_path / "deep.png").write_bytes(deep_png(ramp(0, 1_000, np.uint16)[..., None]))
    scale = scale_of(tmp_path)
    assert scale is not None
    assert (decode_image(tmp_path / "a.png", 64, scale)[..., 0] == grey).all()
    assert (decode_image(tmp_path / "d.tif", 64, scale)[..., 0] == grey).all()


def test_that_without_a_scale_the_kind_of_file_decides() -> None:
    assert decode_content(tiff(np.full((9, 9), 32_768, np.uint16)), 8)[4, 4].tolist() == [128] * 3
    assert decode_content(tiff(np.full((9, 9), 250, np.uint16)), 8)[4, 4].tolist() == [1] * 3
    assert decode_content(tiff(np.full((9, 9), 0, np.int16)), 8)[4, 4].tolist() == [128] * 3
    assert decode_content(tiff(np.full((9, 9), 0.5, np.float64)), 8)[4, 4].tolist() == [128] * 3
    assert decode_content(b"P5 9 9 1023\n" + np.full(81, 1_023, ">u2").tobytes(), 8)[4, 4].tolist() == [255] * 3
    assert decode_content(b"P2 # grey\n9 9 1023\n" + b"512 " * 81, 8)[4, 4].tolist() == [128] * 3
    assert decode_content(b"P6 9 9 4095\n" + np.full(243, 2_048, ">u2").tobytes(), 8)[4, 4].tolist() == [128] * 3


@pytest.mark.parametrize(
    ("mark", "kind", "low", "high"),
    [
        (-9_999, np.float32, 100, 3_000),
        (-9_999, np.int16, 0, 3_000),
        (-32_768, np.int16, -1_000, 3_000),
        (65_535, np.uint16, 100, 4_000),
        (0, np.uint16, 30_000, 34_000),
        (3.4e38, np.float32, 0, 50),
        (np.nan, np.float32, -50, 0),
        (np.inf, np.float32, 0, 50),
        (-np.inf, np.float64, 0, 50),
    ],
)
@pytest.mark.parametrize("rows", [1, 30])
def test_that_marks_for_no_value_do_not_move_the_scale(
    tmp_path: Path, mark: float, kind: type, low: float, high: float, rows: int
) -> None:
    values = ramp(low, high, kind)
    expected = scale_of_values(tmp_path, values)
    values[:rows] = kind(mark)
    values[rows:] = ramp(low, high, kind)[rows:]
    marked = ramp(low, high, kind, side=128)
    marked[:rows] = kind(mark)
    marked[rows:] = np.linspace(low, high, marked[rows:].size).reshape(marked[rows:].shape).astype(kind)
    scale = scale_of_values(tmp_path, marked)
    assert scale.low == pytest.approx(expected.low, abs=0.01 * (high - low))
    assert scale.high == pytest.approx(expected.high, abs=0.01 * (high - low))
    drawn = decode_image(tmp_path / "0.tif", 128, scale)[..., 0]
    assert set(np.unique(drawn[:rows])) == {0 if not mark > high or mark == 3.4e38 else 255}
    assert len(np.unique(drawn[rows:])) > 200


def test_that_two_valued_images_keep_both_values(tmp_path: Path) -> None:
    for white in (1, 65_535):
        mask = np.zeros((32, 32), np.uint16)
        mask[0, :3] = white
        scale = scale_of_values(tmp_path, mask)
        assert set(np.unique(decode_image(tmp_path / "0.tif", 32, scale))) == {0, 255}


def test_that_a_level_named_by_the_file_is_no_value(tmp_path: Path) -> None:
    values = ramp(1_000, 2_000, np.uint16)
    values[:8] = 900
    (tmp_path / "a.tif").write_bytes(tiff(values, extratags=[(42_113, 2, 0, "900", True)]))
    scale = scale_of(tmp_path)
    assert scale is not None and scale.low > 1_000


def test_that_a_set_without_any_level_or_with_a_single_one_has_a_scale_all_the_same(tmp_path: Path) -> None:
    assert _ends(scale_of_values(tmp_path, np.full((9, 9), np.nan, np.float32))) == (0, 1)
    assert _ends(scale_of_values(tmp_path, np.full((9, 9), 7, np.uint16))) == (0, 65_535)
    assert _ends(scale_of_values(tmp_path, np.full((9, 9), -7, np.float32))) == (-7, -6)


def _ends(scale: LevelScale) -> tuple[float, float]:
    return scale.low, scale.high


@pytest.mark.parametrize("name", ["grey.jp2", "grey.j2k", "grey"])
def test_that_deep_images_are_found_by_what_is_in_them(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(saved(Image.fromarray(ramp(0, 65_535, np.uint16)), "JPEG2000"))
    scale = scale_of(tmp_path)
    assert scale is not None and _ends(scale) == (0, 65_535)


def test_that_a_scale_of_no_width_still_gives_an_image() -> None:
    for low, high in ((5, 5), (7, 3), (-1e308, 1e308)):
        pixels = decode_content(tiff(ramp(0, 9, np.float64)), 8, LevelScale(low=low, high=high, words=""))
        assert pixels.shape == (8, 8, 3)


def test_that_each_kind_in_one_set_has_a_scale_of_its_own_and_all_are_told(tmp_path: Path) -> None:
    scale = scale_of_values(tmp_path, ramp(0, 1, np.float32), ramp(0, 4_095, np.uint16), ramp(-9, 9, np.int16))
    assert scale.ends_for("float") == (0, 1)
    assert scale.ends_for("16 bits") == pytest.approx((0, 4_095), abs=5)
    assert scale.ends_for("signed 16 bits") == pytest.approx((-9, 9), abs=1)
    assert found(scale.words).count(" to ") == 4  # each kind, and "black to white"
    for values in (ramp(0, 1, np.float32), ramp(0, 4_095, np.uint16), ramp(-9, 9, np.int16)):
        pixels = decode_content(tiff(values), 8, scale)
        assert pixels.max() > 200
        assert pixels.min() < 50


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
@pytest.mark.parametrize("interlaced", [False, True])
def test_that_all_bits_of_a_deep_png_are_read(channels: int, interlaced: bool) -> None:
    values = np.random.default_rng(0).integers(0, 65_536, (13, 13, channels), np.uint16)
    if channels in (2, 4):
        values[..., -1] = 65_535
    assert_all_bits_are_read(values[..., : 3 if channels >= 3 else 1], deep_png(values, interlaced))


@pytest.mark.parametrize(
    "options",
    [
        {"byteorder": ">"},
        {"bigtiff": True, "byteorder": ">"},
        {"tile": (16, 16)},
        {"rowsperstrip": 3},
        {"compression": "zlib", "predictor": True},
        {"compression": "lzma"},
    ],
    ids=str,
)
@pytest.mark.parametrize("channels", [1, 3])
def test_that_all_bits_of_a_deep_tiff_are_read(options: dict[str, Any], channels: int) -> None:
    values = np.random.default_rng(0).integers(0, 65_536, (13, 13, channels), np.uint16)
    content = tiff(values if channels == 3 else values[..., 0], photometric="rgb" if channels == 3 else None, **options)
    assert_all_bits_are_read(values, content)


def test_that_all_bits_of_a_deep_tiff_of_three_planes_are_read() -> None:
    values = np.random.default_rng(0).integers(0, 65_536, (13, 13, 3), np.uint16)
    content = tiff(np.moveaxis(values, -1, 0), photometric="rgb", planarconfig="separate")
    assert_all_bits_are_read(values, content)


def test_that_all_bits_of_packed_tiff_are_read_through_pillow() -> None:
    values = np.random.default_rng(0).integers(0, 65_536, (13, 13, 3), np.uint16)
    for compression in ("tiff_lzw", "packbits", "zstd"):
        grey = saved(Image.fromarray(values[..., 0]), "TIFF", compression=compression)
        assert_all_bits_are_read(values[..., :1], grey)
    for order in ("<", ">"):
        assert_all_bits_are_read(values, _lzw_of(values, order))


def test_that_white_is_zero_where_the_file_says_so() -> None:
    values = np.random.default_rng(0).integers(0, 65_536, (13, 13, 1), np.uint16)
    assert_all_bits_are_read(65_535 - values, tiff(values[..., 0], photometric="miniswhite"))


def assert_all_bits_are_read(values: Values, content: bytes) -> None:
    """Each byte of the levels is looked at alone: the upper by the whole scale, the lower by steps of it."""
    side = len(values)
    whole = decode_content(content, side, LevelScale(low=0, high=65_535, words=""))
    assert (whole == np.rint(values / 257).astype(np.uint8)).all()
    for start in range(0, 65_536, 4_096):
        part = decode_content(content, side, LevelScale(low=start, high=start + 255, words=""))
        assert (part == values.astype(int).__sub__(start).clip(0, 255)).all()


def _lzw_of(values: Values, order: str) -> bytes:
    """LZW that only uses codes of 9 bits: all bytes as they are, and the table emptied before it would grow."""
    raw = values.astype(f"{order}u2").tobytes()
    codes = [code for start in range(0, len(raw), 200) for code in (256, *raw[start : start + 200])] + [257]
    bits = "".join(f"{code:09b}" for code in codes)
    packed = int(bits.ljust(-len(bits) % 8 + len(bits), "0"), 2).to_bytes((len(bits) + 7) // 8, "big")
    plain = tiff(values, photometric="rgb", metadata=None, byteorder=order)
    start = plain.rindex(raw)
    content = bytearray(plain[:start] + packed)
    for tag, old, new in ((259, 1, 5), (279, len(raw), len(packed))):
        place = content.index(struct.pack(f"{order}H", tag), 8)
        entry = struct.unpack_from(f"{order}HI", content, place + 2)
        form = {3: "H", 4: "I"}[entry[0]]
        assert struct.unpack_from(order + form, content, place + 8) == (old,)
        struct.pack_into(order + form, content, place + 8, new)
    return bytes(content)


def test_that_damaged_files_do_not_stop_the_search(tmp_path: Path) -> None:
    for number, (_, content) in enumerate(mutated_images(160, seed=1)):
        (tmp_path / f"{number}").write_bytes(content)
    scale = scale_of(tmp_path)
    assert scale is not None and scale.low < scale.high


def test_that_names_of_kinds_that_are_never_deep_are_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(levels_module, "is_deep", _noted(opened))
    for name in ("a.jpg", "b.JPEG", "c.webp", "d.gif", "e.bmp", "f.HEIC", "g.png", "h.tif", "i"):
        (tmp_path / name).write_bytes(b"")
    assert scale_of(tmp_path) is None
    assert [Path(path).name for path in opened] == ["g.png", "h.tif", "i"]


def _noted(opened: list[str]) -> Callable[[str], bool]:
    def is_deep(path: str) -> bool:
        opened.append(path)
        return False

    return is_deep
