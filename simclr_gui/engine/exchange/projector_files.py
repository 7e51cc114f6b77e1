"""A folder for TensorBoard: the curves of the training, and h with its images for the Projector."""

import io
import math
from collections.abc import Generator, Iterator
from pathlib import Path

from google.protobuf import text_format
from PIL import Image
from tensorboard.compat.proto.event_pb2 import Event as TensorBoardEvent
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.plugins.projector.projector_config_pb2 import ProjectorConfig
from tensorboard.summary.writer.record_writer import RecordWriter

from simclr_gui.engine.events import Announced, Event
from simclr_gui.engine.events.sharing import EncoderExported
from simclr_gui.engine.exchange.export_kinds import EXPORT_KINDS
from simclr_gui.engine.exchange.exported_encoder import in_code
from simclr_gui.engine.exchange.feature_rows import FeatureRows
from simclr_gui.engine.exchange.training_curves import TrainingCurve, read_curves
from simclr_gui.engine.messages.sentences import counted
from simclr_gui.engine.runs.run_folder import RunFolder

MOST_POINTS = 10_000  # more, and the Projector draws samples of them
LARGEST_SPRITE_PX = 8_192  # of either side: what browsers take
TENSORS, METADATA, SPRITE, CONFIG = "tensors.tsv", "metadata.tsv", "sprite.png", "projector_config.pbtxt"
FLOAT32 = "%.9g"
ROWS_AT_ONCE = 500
NOTHING = ""


def write_for_tensorboard(
    rows: FeatureRows, folder: RunFolder, part: Path, output: Path
) -> Generator[Event, None, EncoderExported]:
    """Writes the test images' h, their names, classes and images, and the curves, into `part`, which becomes `output`.

    Raises:
        OSError: the disk refuses it.
    """
    count = min(rows.test_count, MOST_POINTS)
    curves = read_curves(folder)
    events_file = f"events.out.tfevents.{_seconds(curves)}.simclr-explorer"
    yield from _write_tensors(rows, count, part / TENSORS)
    _write_metadata(rows, count, part / METADATA)
    yield Announced("Drawing the images side by side")
    side_px = _write_sprite(rows, count, part / SPRITE)
    (part / CONFIG).write_text(_config(side_px), encoding="utf-8")
    yield from _write_curves(curves, part / events_file)
    remarks = rows.remarks
    if count < rows.test_count:
        remarks += (
            counted(
                "Only the first test image is there.", "Only the first {count:,} test images are there.", count=count
            ),
        )
    written = tuple(output / name for name in (TENSORS, METADATA, SPRITE, CONFIG, events_file))
    lines = f"tensorboard --logdir {in_code(output)}"
    return EncoderExported(output, written, EXPORT_KINDS["tensorboard"].opens_with, lines, None, remarks)


def _seconds(curves: list[TrainingCurve]) -> int:
    return int(curves[0].times[0]) if curves else 0


def _write_tensors(rows: FeatureRows, count: int, file: Path) -> Iterator[Event]:
    with file.open("w", encoding="ascii", newline="\n") as text:
        for begin in range(0, count, ROWS_AT_ONCE):
            for h in rows.h[begin : min(begin + ROWS_AT_ONCE, count)].tolist():
                text.write("\t".join(map(FLOAT32.__mod__, h)) + "\n")
            yield Announced("Writing the features", begin / count)


def _write_metadata(rows: FeatureRows, count: int, file: Path) -> None:
    """Name, class and prediction; a line of titles first, as the Projector wants it for several columns."""
    lines = ["file_name\tlabel\tprediction"]
    for row in range(count):
        classes = (rows.class_name(int(labels[row])) or NOTHING for labels in (rows.labels, rows.predictions))
        lines.append("\t".join(" ".join(words.split()) for words in (rows.file_names[row], *classes)))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="backslashreplace", newline="\n")


def _write_sprite(rows: FeatureRows, count: int, file: Path) -> int:
    """A square of squares, row by row from the top left; smaller than the images where they would be too many.

    Returns:
        The side of one in pixels.
    """
    columns = math.isqrt(count - 1) + 1
    side_px: int = min(rows.pixels(0).shape[0], LARGEST_SPRITE_PX // columns)
    sprite = Image.new("RGB", (columns * side_px, columns * side_px))
    for row in range(count):
        image = Image.fromarray(rows.pixels(row))
        if image.width != side_px:
            image = image.resize((side_px, side_px), Image.Resampling.BOX)
        sprite.paste(image, (row % columns * side_px, row // columns * side_px))
    content = io.BytesIO()
    sprite.save(content, "png")
    file.write_bytes(content.getvalue())
    return side_px


def _config(side_px: int) -> str:
    config = ProjectorConfig()
    embedding = config.embeddings.add()
    embedding.tensor_name, embedding.tensor_path, embedding.metadata_path = "h", TENSORS, METADATA
    embedding.sprite.image_path = SPRITE
    embedding.sprite.single_image_dim.extend([side_px, side_px])
    text: str = text_format.MessageToString(config)
    return text


def _write_curves(curves: list[TrainingCurve], file: Path) -> Iterator[Event]:
    with file.open("wb") as open_file:
        writer = RecordWriter(open_file)
        began = float(curves[0].times[0]) if curves else 0.0
        writer.write(TensorBoardEvent(wall_time=began, file_version="brain.Event:2").SerializeToString())
        for number, curve in enumerate(curves):
            yield Announced("Writing the curves", number / len(curves))
            for step, value, time in zip(
                curve.steps.tolist(), curve.values.tolist(), curve.times.tolist(), strict=True
            ):
                point = Summary(value=[Summary.Value(tag=curve.name, simple_value=value)])
                writer.write(TensorBoardEvent(wall_time=time, step=step, summary=point).SerializeToString())
