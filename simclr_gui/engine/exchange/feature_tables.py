"""Features as a table that other programs open: Parquet, NPZ or CSV, by the ending of the name."""

import csv
import io
import json
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image

from simclr_gui.engine.events import Announced, Event, Pixels
from simclr_gui.engine.events.sharing import EncoderExported
from simclr_gui.engine.exchange.export_kinds import PARQUET
from simclr_gui.engine.exchange.exported_encoder import in_code
from simclr_gui.engine.exchange.feature_rows import FeatureRows
from simclr_gui.engine.messages.sentences import Sentence, said
from simclr_gui.engine.storage.places import APP_NAME
from simclr_gui.engine.storage.spreadsheet_cells import spreadsheet_cell

if TYPE_CHECKING:
    import pyarrow

ROWS_AT_ONCE = 500
FLOAT32 = "%.9g"  # digits enough to give the same number again


def write_table(rows: FeatureRows, part: Path, output: Path) -> Generator[Event, None, EncoderExported]:
    """Writes the rows as the ending of the name says into `part`, which becomes `output`.

    Raises:
        OSError: the disk refuses it.
    """
    write, opens_with, lines = _TABLES[output.suffix.lower()]
    yield from write(rows, part)
    return EncoderExported(output, (output,), opens_with, lines(output, rows), remarks=rows.remarks)


def _write_npz(rows: FeatureRows, file: Path) -> Iterator[Event]:
    """Arrays of numbers and text alone, which numpy reads without unpickling."""
    yield Announced("Writing the features")
    parts = [rows.part(row) for row in range(len(rows))]
    with file.open("wb") as open_file:
        np.savez(
            open_file,
            h=rows.h,
            file_names=np.array(rows.file_names, np.str_),
            labels=rows.labels,
            class_names=np.array(rows.class_names, np.str_),
            part=np.array(parts, np.str_),
            checkpoint_sha256=np.array(rows.checkpoint_sha256),
        )


def _write_csv(rows: FeatureRows, file: Path) -> Iterator[Event]:
    places = [f"{axis}_{name}" for name in rows.maps for axis in "xy"]
    titles = ["file_name", "part", "label", "prediction", *places, *(f"h{place}" for place in range(rows.h.shape[1]))]
    with file.open("w", encoding="utf-8", errors="backslashreplace", newline="") as text:
        table = csv.writer(text)
        table.writerow(titles)
        for begin, end in _chunks(len(rows)):
            table.writerows(_cells(rows, row) for row in range(begin, end))
            yield _told(end, len(rows))


def _cells(rows: FeatureRows, row: int) -> list[str]:
    classes = (rows.class_name(int(label[row])) or "" for label in (rows.labels, rows.predictions))
    words = [rows.file_names[row], rows.part(row), *classes]
    numbers: list[float | None] = []
    for coordinates in rows.maps.values():
        numbers += coordinates[row].tolist() if row < len(coordinates) else [None, None]
    numbers += rows.h[row].tolist()
    return [*map(spreadsheet_cell, words), *("" if number is None else FLOAT32 % number for number in numbers)]


def _write_parquet(rows: FeatureRows, file: Path) -> Iterator[Event]:
    import pyarrow
    from pyarrow import parquet

    schema = _schema(rows)
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for begin, end in _chunks(len(rows)):
            columns = _columns(rows, begin, end)
            arrays = [pyarrow.array(columns[column.name], column.type) for column in schema]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
            yield _told(end, len(rows))


def _schema(rows: FeatureRows) -> "pyarrow.Schema":
    """The columns; what holds for all rows stands in its metadata."""
    import pyarrow

    about = {
        "made_by": APP_NAME,
        "checkpoint_sha256": rows.checkpoint_sha256,
        "step": str(rows.step),
        "class_names": json.dumps(rows.class_names),
    }
    text, number = pyarrow.string(), pyarrow.float32()
    places = [(f"{axis}_{name}", number) for name in rows.maps for axis in "xy"]
    neighbours = pyarrow.struct([("ids", pyarrow.list_(pyarrow.int64())), ("distances", pyarrow.list_(number))])
    thumbnail = pyarrow.struct([("bytes", pyarrow.binary()), ("path", text)])
    columns = [
        *((name, text) for name in ("file_name", "part", "label", "prediction")),
        ("h", pyarrow.list_(number)),
        *places,
        ("neighbours", neighbours),
        ("thumbnail", thumbnail),
    ]
    return pyarrow.schema(columns, about)


def _columns(rows: FeatureRows, begin: int, end: int) -> dict[str, list[Any]]:
    """The rows from `begin` to before `end`, None where a cell holds nothing."""
    here = range(begin, end)
    columns: dict[str, list[Any]] = {
        "file_name": [rows.file_names[row] for row in here],
        "part": [rows.part(row) for row in here],
        "label": [rows.class_name(int(rows.labels[row])) for row in here],
        "prediction": [rows.class_name(int(rows.predictions[row])) for row in here],
        "h": list(rows.h[begin:end]),
        "neighbours": [_neighbours(rows, row) for row in here],
        "thumbnail": [{"bytes": as_png(rows.pixels(row)), "path": rows.file_names[row]} for row in here],
    }
    for name, coordinates in rows.maps.items():
        for place, axis in enumerate("xy"):
            values = coordinates[begin:end, place].tolist()
            columns[f"{axis}_{name}"] = values + [None] * (end - begin - len(values))
    return columns


def _neighbours(rows: FeatureRows, row: int) -> dict[str, list[float]] | None:
    if row >= len(rows.neighbours):
        return None
    return {"ids": rows.neighbours[row].tolist(), "distances": rows.distances[row].tolist()}


def as_png(pixels: Pixels) -> bytes:
    """The content of a PNG file."""
    content = io.BytesIO()
    Image.fromarray(pixels).save(content, "png")
    return content.getvalue()


def _chunks(count: int) -> Iterator[tuple[int, int]]:
    return ((begin, min(begin + ROWS_AT_ONCE, count)) for begin in range(0, count, ROWS_AT_ONCE))


def _told(done: int, count: int) -> Announced:
    return Announced("Writing the features", done / count)


def _npz_lines(file: Path, _rows: FeatureRows) -> str:
    return "\n".join(
        (
            "import numpy",
            "",
            f"table = numpy.load({in_code(file)})",
            'h, labels, is_test = table["h"], table["labels"], table["part"] == "test"',
            'print(h.shape, table["file_names"][:5], table["class_names"])',
        )
    )


def _csv_lines(file: Path, _rows: FeatureRows) -> str:
    return "\n".join(
        (
            "import pandas",
            "",
            f"table = pandas.read_csv({in_code(file)})",
            'h = table.filter(regex=r"^h\\d+$").to_numpy("float32")',
        )
    )


def _parquet_lines(file: Path, rows: FeatureRows) -> str:
    return "\n".join(
        (
            "import numpy",
            "import pandas",
            "",
            f"table = pandas.read_parquet({in_code(file)})",
            'h = numpy.stack(table["h"])',
            "",
            f"# {atlas_command(file, rows)}",
        )
    )


def atlas_command(file: Path, rows: FeatureRows) -> str:
    """Opens the test images in Embedding Atlas, on SimCLR's map where there is one."""
    places = (
        "--x x_simclr_umap --y y_simclr_umap --neighbors neighbours" if "simclr_umap" in rows.maps else "--vector h"
    )
    return (
        f"embedding-atlas {in_code(file)} --query \"SELECT * FROM data WHERE part = 'test'\" {places} --image thumbnail"
    )


_TABLES: dict[
    str, tuple[Callable[[FeatureRows, Path], Iterator[Event]], Sentence, Callable[[Path, FeatureRows], str]]
] = {
    PARQUET: (
        _write_parquet,
        said("Embedding Atlas, latent-scope, pandas, Polars, DuckDB"),
        _parquet_lines,
    ),
    ".npz": (_write_npz, said("NumPy, and whatever reads its files"), _npz_lines),
    ".csv": (_write_csv, said("spreadsheets, pandas, R"), _csv_lines),
}
