"""Tables of labels beside images, broken: every image stays, each has a class that the table names, or none."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np

from simclr_gui.engine.datasets.folder.listing import UNLABELLED
from tests.campaign.files.border import tried
from tests.campaign.files.changes import changed_json, damaged
from tests.campaign.trial import Trial
from tests.engine.datasets.folder.brought import bring, classes_of, listed, series

FILES = series("all/{}.png", 12)
LABELS = {name: ("Katze", "Häher", "犬")[number % 3] for number, name in enumerate(FILES)}
CODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le")
ODD_CELLS = (
    "",
    '"',
    "\0",
    "\x1b[31m",
    "\ud800",
    "x" * 200_000,
    "../../etc/passwd",
    "=1+1",
    "NaN",
    "all/00.png",
    "|;,\t",
)


def whole_tables() -> dict[str, str]:
    """By the name of its file, each of which gives `LABELS`."""
    rows = list(LABELS.items())
    records = [{"file_name": name, "label": label} for name, label in rows]
    return {
        "labels.csv": "filename,label\n" + "".join(f"{name},{label}\n" for name, label in rows),
        "labels.tsv": "id\tage\tspecies\n" + "".join(f"{name}\t7\t{label}\n" for name, label in rows),
        "no head.csv": "".join(f'"{name}";"{label}"\r\n' for name, label in rows),
        "list.txt": "".join(f"{name} {label}\n" for name, label in rows),
        "labels.jsonl": "".join(json.dumps(record) + "\n" for record in records),
        "labels.json": json.dumps(records),
        "names.json": json.dumps(dict(rows)),
    }


def _changed(name: str, text: str, chance: Random) -> tuple[bytes, str]:
    """Another content, and what was changed."""
    way = chance.choice(["bytes", "bytes", "values", "cells", "lines", "none"])
    coding = chance.choice(CODINGS) if name.endswith(("csv", "tsv")) else "utf-8"
    if way == "values" and name.endswith(".json"):
        text, way = changed_json(text, chance)
    elif way in ("values", "cells"):
        cells = text.split(mark := chance.choice([",", "\t", ";", ":", " ", "\n"]))
        cells[chance.randrange(len(cells))] = chance.choice(ODD_CELLS)
        text = mark.join(cells)
    elif way == "lines":
        lines = text.splitlines(keepends=True)
        chance.shuffle(lines)
        text = "".join(lines[: chance.randrange(1, len(lines) + 1)] * chance.choice([1, 2, 2_000]))
    content = text.encode(coding, "surrogatepass")
    if way == "bytes":
        content = damaged(content, np.random.default_rng(chance.randrange(2**32)))
    return content, f"{name}, {coding}: {way}"


def _wrong(folder: Path, *, is_whole: bool) -> str:
    listing = listed(folder)
    classes = classes_of(listing)
    if sorted(classes) != FILES:
        return f"other images: {sorted(classes)}"
    if is_whole and classes != LABELS:
        return f"other classes: {classes}; {listing.notes}"
    if any(not UNLABELLED <= file.label < len(listing.class_names) for file in listing.files):
        return f"labels out of range: {listing.files}"
    wordless = [note for note in listing.notes if not note.endswith((".", "…"))]
    return f"no sentences: {wordless}" if wordless else ""


def trials(count: int, seed: int) -> Iterator[Trial]:
    """Reads so many, each beside twelve files that are called images."""
    whole = whole_tables()
    for number in range(seed, seed + count):
        chance = Random(number)
        name = chance.choice(list(whole))
        content, what = _changed(name, whole[name], chance)
        with tempfile.TemporaryDirectory() as place:
            folder = bring(Path(place) / "images", *FILES)
            (folder / name).write_bytes(content)

            def wrong(folder: Path = folder, what: str = what) -> str:
                return _wrong(folder, is_whole=what.endswith(": none"))

            trial = tried("tables of labels", f"table {number} ({what})", wrong, Path(place))
        yield trial
