"""A run exported for another program: one stream for every kind, with what it needs besides the weights."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from simclr_gui.engine.events import Announced, Event
from simclr_gui.engine.events.sharing import EncoderExported
from simclr_gui.engine.exchange.encoder_files import write_for_timm, write_for_torchvision
from simclr_gui.engine.exchange.export_kinds import EXPORT_KINDS, require_exportable
from simclr_gui.engine.exchange.exported_encoder import encoder_of
from simclr_gui.engine.exchange.feature_rows import feature_rows
from simclr_gui.engine.exchange.feature_tables import write_table
from simclr_gui.engine.experiments.run_images import few_images, images_of
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, counted, said
from simclr_gui.engine.randomness import Stream, generator_for
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.runs.run_lock import trained_elsewhere
from simclr_gui.engine.storage.whole_files import whole_file, whole_folder

IMAGES_COMPARED = 16


@dataclass(frozen=True)
class Request:
    """Which run is to be written where.

    Attributes:
        part: the file or folder to write, which becomes `output` when all is there.
        moved_to: where the images of the run lie now; None where they did not move.
    """

    folder: RunFolder
    part: Path
    output: Path
    moved_to: Path | None = None


def export_encoder(run_dir: Path, kind: str, output: Path, moved_to: Path | None = None) -> Iterator[Event]:
    """Writes a run's encoder or its features; the last event, EncoderExported, says what was written.

    All of it is written, or nothing.

    Args:
        kind: in `EXPORT_KINDS`, but for "zip", which `sharing.run_archive` writes.
        output: the file or the folder.
        moved_to: where the images of the run lie now, if that is not where they lay when it was trained.

    Raises:
        UserError: it is no run or is being trained, has no checkpoint, a package is missing, or the place cannot be
            written.
    """
    require_exportable(kind, output)
    folder = RunFolder.open(run_dir)
    status = folder.status()
    if status is not None and status.is_alive:
        raise trained_elsewhere(folder.path, None)
    whole = whole_folder if EXPORT_KINDS[kind].is_folder else whole_file
    with whole(output) as part:
        exported = yield from _WRITERS[kind](Request(folder, part, output, moved_to))
    yield exported


Writing = Generator[Event, None, EncoderExported]


def _for_torchvision(request: Request) -> Writing:
    yield Announced("Reading the encoder")
    return write_for_torchvision(encoder_of(request.folder), request.part, request.output)


def _for_timm(request: Request) -> Writing:
    yield Announced("Reading the encoder")
    return write_for_timm(encoder_of(request.folder), request.part, request.output)


def _as_onnx(request: Request) -> Writing:
    from simclr_gui.engine.exchange.onnx_file import write_onnx

    yield Announced("Reading the encoder")
    exported = encoder_of(request.folder)
    images, compared_with = yield from _images_to_compare(request, exported.side_px)
    return (yield from write_onnx(exported, request.part, request.output, images, compared_with))


def _features(request: Request) -> Writing:
    rows = yield from feature_rows(request.folder, request.moved_to)
    return (yield from write_table(rows, request.part, request.output))


def _for_tensorboard(request: Request) -> Writing:
    from simclr_gui.engine.exchange.projector_files import write_for_tensorboard

    rows = yield from feature_rows(request.folder, request.moved_to)
    return (yield from write_for_tensorboard(rows, request.folder, request.part, request.output))


def _images_to_compare(request: Request, side_px: int) -> Generator[Event, None, tuple[Tensor, Sentence]]:
    """The first test images of the run, random ones where those are gone; and a sentence that says which."""
    try:
        few = few_images(request.folder.config().data)
        data = yield from images_of(request.folder, few, moved_to=request.moved_to)
    except UserError:
        if request.moved_to is not None:
            raise
        generator = generator_for(0, Stream.COMPARED_EXPORT)
        images = torch.rand(IMAGES_COMPARED, 3, side_px, side_px, generator=generator)
        return images, said("The images of the run are not here: it was compared on random ones.")
    images = data.test.pixels[:IMAGES_COMPARED].float() / 255
    sentence = counted(
        "Compared on 1 test image of the run.", "Compared on {count} test images of the run.", count=len(images)
    )
    return images, sentence


_WRITERS: dict[str, Callable[[Request], Writing]] = {
    "torchvision": _for_torchvision,
    "timm": _for_timm,
    "onnx": _as_onnx,
    "features": _features,
    "tensorboard": _for_tensorboard,
}
