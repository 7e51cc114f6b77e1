"""Damaged entries of the cache of decoded images, drawn by a seed: what comes out is right, or made anew."""

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from simclr_gui.engine.datasets.data_record import LevelScale
from simclr_gui.engine.datasets.folder import cache
from simclr_gui.engine.datasets.folder.cache_index import Index
from simclr_gui.engine.events import Pixels
from tests.campaign.files.border import home_in, tried
from tests.campaign.trial import Trial

KEY, COUNT, SIDE_PX = "key", 40, 16
Change = Callable[[Path, np.random.Generator], None]


def write_entry(seed: int) -> tuple[Pixels, Index]:
    """An entry of forty images of noise, with everything that an index can hold."""
    pixels = np.random.default_rng(seed).integers(0, 256, (COUNT, 3, SIDE_PX, SIDE_PX), np.uint8)
    index = Index(
        side_px=SIDE_PX,
        train=30,
        labels=[number % 4 - 1 for number in range(COUNT)],
        left_out=[("cat/bad.png", "empty")],
        class_names=["cat", "dog", "Übung"],
        content="0" * 32,
        seen="1" * 32,
        names=[f"cat/{number}.png" for number in range(COUNT)],
        digests=[f"{number:032x}" for number in range(COUNT)],
        notes=["train/ and test/ as given"],
        scale=LevelScale(low=0.25, high=4095, words="the highest level"),
        pages=1,
    )
    with cache.CacheWriter(KEY, pixels.nbytes) as writer:
        writer.append(pixels[:13])
        writer.append(pixels[13:])
        writer.finish(index)
    return pixels, index


def _of_bytes(change: Callable[[bytes, np.random.Generator], bytes]) -> Change:
    def changed(file: Path, random: np.random.Generator) -> None:
        file.write_bytes(change(file.read_bytes(), random))

    return changed


def _flipped(content: bytes, random: np.random.Generator) -> bytes:
    changed = bytearray(content)
    changed[random.integers(len(changed))] ^= 1 << int(random.integers(8))
    return bytes(changed)


def _swapped(content: bytes, random: np.random.Generator) -> bytes:
    """Two pieces of an image's length change places."""
    size = min(3 * SIDE_PX**2, len(content) // 4)
    first, second = (int(place) * size for place in sorted(random.choice(len(content) // size, 2, replace=False)))
    one, other = content[first : first + size], content[second : second + size]
    return content[:first] + other + content[first + size : second] + one + content[second + size :]


def _other_value(content: bytes, random: np.random.Generator) -> bytes:
    """The index as somebody would change it by hand: the checksum stays."""
    values = json.loads(content)
    index = values["index"]
    name = str(random.choice(list(index)))
    odd = (None, -1, 10**12, -(10**9), [], [None], "", "x", {}, {"a": []}, True, 1.5, [10**12] * COUNT, [0] * COUNT)
    index[name] = odd[random.integers(len(odd))]
    return json.dumps(values).encode()


def _by_directory(file: Path, _random: np.random.Generator) -> None:
    file.unlink()
    file.mkdir()


DAMAGES: dict[str, Change] = {
    "zeros": _of_bytes(lambda content, _: bytes(len(content))),
    "bit flipped": _of_bytes(_flipped),
    "cut": _of_bytes(lambda content, random: content[: random.integers(len(content))]),
    "longer": _of_bytes(lambda content, random: content + random.bytes(random.integers(1, 5_000))),
    "pieces swapped": _of_bytes(_swapped),
    "noise": _of_bytes(lambda content, random: random.bytes(len(content))),
    "gone": lambda file, _: file.unlink(),
    "folder in its place": _by_directory,
    "nested": _of_bytes(lambda _content, _random: b"[" * 100_000),
}


def outcome(seed: int) -> tuple[str, str, str]:
    """Which file, how it was damaged, and "right", "made anew" or what is wrong."""
    pixels, index = write_entry(seed)
    random = np.random.default_rng(seed)
    entry = cache.images_cache_dir() / KEY
    file = entry / str(random.choice([cache.PIXELS_FILE, cache.INDEX_FILE]))
    damages = DAMAGES | ({"other value": _of_bytes(_other_value)} if file.name == cache.INDEX_FILE else {})
    damage = str(random.choice([*damages, "none"]))
    if damage != "none":
        damages[damage](file, random)
    try:
        cached = cache.open_cached(KEY)
    except BaseException as error:
        return file.name, damage, f"{type(error).__name__}: {error}"
    if cached is None:
        write_entry(seed)
        cached = cache.open_cached(KEY)
        came = "made anew"
    else:
        came = "right"
    if cached is None or not (cached.pixels.numpy() == pixels).all():
        return file.name, damage, "other pixels"
    is_same = cached.index.model_copy(update={"pixels_checksum": []}) == index
    return file.name, damage, came if is_same else "other index"


def trials(count: int, seed: int) -> Iterator[Trial]:
    """Opens so many."""
    for number in range(seed, seed + count):
        with tempfile.TemporaryDirectory() as place, home_in(Path(place)):

            def wrong(number: int = number) -> str:
                file, damage, came = outcome(number)
                is_right = came == "right" if damage == "none" else came in ("right", "made anew")
                return "" if is_right else f"{file}, {damage}: {came}"

            trial = tried("kept images", f"entry {number} of the cache", wrong, Path(place))
        yield trial
