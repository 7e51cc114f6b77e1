"""An encoder of another program becomes a run that was not trained here: config.json, imported.json, one checkpoint."""

import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Generator, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import torch

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.choices import ENCODERS
from simclr_gui.engine.config.limits import Limits
from simclr_gui.engine.config.presets import preset_for
from simclr_gui.engine.config.settings import DataSettings, MachineSettings, TrainingConfig
from simclr_gui.engine.datasets.images import ImageStatistics
from simclr_gui.engine.devices import choose_machine
from simclr_gui.engine.events import Announced, Event
from simclr_gui.engine.events.sharing import EncoderRecognised, RunImported
from simclr_gui.engine.exchange.corrections import NONE, Corrections
from simclr_gui.engine.exchange.foreign_file import (
    ForeignFile,
    colours_in,
    deviations_in,
    name_for_run,
    open_foreign,
    side_in,
)
from simclr_gui.engine.exchange.foreign_names import found_network
from simclr_gui.engine.exchange.makers import OURS, Clues, maker_of
from simclr_gui.engine.exchange.recognition import (
    COUNTER,
    STEMS,
    Recognised,
    corrected,
    encoder_of,
    kernel_of,
    no_network,
    require_fit,
    stem_of,
)
from simclr_gui.engine.messages.errors import Changes, UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.network.encoders import AVERAGED_STAGES, parameter_count
from simclr_gui.engine.runs.origin import Origin
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.files import opened, reason_of, unreadable
from simclr_gui.engine.storage.places import new_run_dir
from simclr_gui.engine.training.checkpoints import save_checkpoint
from simclr_gui.engine.training.learner import Learner

LARGE_SIDE_PX = 64
FEWER_SHAPES = {"data.train_images": 1_000, "data.test_images": 500}
"""A ResNet-50 takes 4 billion multiplications for an image of 224 px: two cores look at six thousand for ten minutes,
and at these for two and a half. With 100 images of each of the ten classes these can still be told apart."""


def recognise_encoder(file: Path, corrections: Corrections = NONE) -> Iterator[Event]:
    """What would be imported: ends with `EncoderRecognised`.

    Raises:
        UserError: it is no encoder that can be imported, is damaged, or reading it would run code.
    """
    with tempfile.TemporaryDirectory(prefix="simclr-explorer-") as scratch:
        _, recognised = yield from _opened(file, corrections, Path(scratch))
        yield _told(file, recognised)


def import_encoder(
    file: Path, run_dir: Path | None = None, data: Changes | None = None, corrections: Corrections = NONE
) -> Generator[Event, None, Path]:
    """Makes a run folder of an encoder; returns it.

    Args:
        run_dir: where; else among the program's runs.
        data: settings of the images with which it will be looked at ("data.folder"); those that are not named are
            the preset's. Without any they are Shapes.

    Raises:
        UserError: as `recognise_encoder`; or the folder holds a run already, or cannot be written.
    """
    with tempfile.TemporaryDirectory(prefix="simclr-explorer-") as scratch:
        foreign, recognised = yield from _opened(file, corrections, Path(scratch))
        yield _told(file, recognised)
        config = _config_for(recognised, data or {})
        yield Announced("Reading the weights")
        learner = _learner_with(foreign, recognised, config)
    origin = Origin(
        foreign.path.name[:1_000],
        str(foreign.path.absolute()),
        _checksum_of(foreign.path),
        recognised.made_by,
        recognised.encoder,
        recognised.stem,
        recognised.mean,
        recognised.std,
        recognised.side_px,
        recognised.dropped,
        recognised.corrected,
        parameter_count(learner.encoder),
        time.time(),
    )
    folder = _written(run_dir or new_run_dir(name_for_run(foreign.path)), config, origin, learner)
    yield RunImported(folder.path)
    return folder.path


def _opened(
    file: Path, corrections: Corrections, scratch: Path
) -> Generator[Event, None, tuple[ForeignFile, Recognised]]:
    yield Announced("Reading the file")
    foreign = yield from open_foreign(file, scratch)
    recognised = recognised_in(foreign)
    _require_stem(foreign.path.name, recognised, corrections)
    known = corrected(recognised, **vars(corrections))
    require_fit(foreign.path.name, known, foreign.weights.shapes)
    return foreign, known


def recognised_in(foreign: ForeignFile) -> Recognised:
    """What an opened file holds; UserError where that is no ResNet that can be imported."""
    name, shapes = foreign.path.name, foreign.weights.shapes
    network = found_network(shapes)
    if network is None:
        raise no_network(name, shapes)
    kernel_px = kernel_of(name, network, shapes)
    encoder = encoder_of(name, network, shapes)
    clues = Clues(name, network, kernel_px, foreign.route, foreign.keys, foreign.args, foreign.pretrained)
    maker = maker_of(clues)
    expected = maker.expected(clues)
    recognised = Recognised(
        maker.title,
        encoder,
        stem_of(network, kernel_px, ENCODERS[encoder].width, maker),
        STEMS[kernel_px],
        expected.mean,
        expected.std,
        expected.side_px,
        network.names,
        dropped=network.dropped,
        remark=maker.remark(clues),
    )
    return _as_we_wrote_it(foreign, recognised)


def _as_we_wrote_it(foreign: ForeignFile, recognised: Recognised) -> Recognised:
    """What this program has written says itself what it is; whatever of it makes no sense is not believed."""
    said_of_it = foreign.weights.metadata
    if said_of_it.get("made_by") != OURS:
        return recognised
    stem, features = said_of_it.get("stem"), said_of_it.get("features", "last-stage")
    if stem not in recognised.stems or features not in AVERAGED_STAGES:
        return recognised
    mean, std, side_px = (_json_in(said_of_it.get(name, "")) for name in ("mean", "std", "side_px"))
    return replace(
        recognised,
        made_by=OURS,
        stem=stem,
        features=features,
        mean=colours_in(mean) or recognised.mean,
        std=deviations_in(std) or recognised.std,
        side_px=side_in(side_px) or recognised.side_px,
        remark="",
    )


def _json_in(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _require_stem(name: str, recognised: Recognised, corrections: Corrections) -> None:
    if corrections.stem is not None and corrections.stem not in recognised.stems:
        raise UserError(
            said("The stem {stem} does not fit: {name} allows {stems}.", stem=corrections.stem, name=name,
                 stems=", ".join(recognised.stems)),
            "Leave the stem as it was recognised.",
        )  # fmt: skip


def _told(file: Path, recognised: Recognised) -> EncoderRecognised:
    return EncoderRecognised(
        file,
        recognised.made_by,
        recognised.encoder,
        recognised.stem,
        recognised.stems,
        recognised.mean,
        recognised.std,
        recognised.side_px,
        recognised.dropped,
        recognised.remark,
    )


def _config_for(recognised: Recognised, data: Changes) -> TrainingConfig:
    """The preset of the images, with the network of the file and no head; UserError where a value does not fit."""
    folder: Any = data.get("data.folder")
    source: Any = data.get("data.source") or ("shapes" if folder is None else "folder")
    limits, side_px = Limits.of("side_px", DataSettings.model_fields["side_px"]), recognised.side_px
    if "side_px" not in recognised.corrected:  # else a person is told the limits
        side_px = int(min(max(side_px, limits.low), limits.high))
    network: dict[str, object] = {
        "model.encoder": recognised.encoder,
        "model.stem": recognised.stem,
        "model.features": recognised.features,
        "model.projection_layers": 0,
        "data.side_px": side_px,
    }
    is_named = any(name in data for name in FEWER_SHAPES)
    if source == "shapes" and not is_named and recognised.side_px >= LARGE_SIDE_PX:
        network |= FEWER_SHAPES
    return config_with(preset_for(source, folder), {**network, **data})


def _learner_with(foreign: ForeignFile, recognised: Recognised, config: TrainingConfig) -> Learner:
    """The network on the processor, with the weights and the normalisation of the file."""
    colours = torch.tensor(recognised.mean), torch.tensor(recognised.std)
    statistics = ImageStatistics(config.data.side_px, *colours)
    learner = Learner(config, statistics, choose_machine(MachineSettings(device="cpu", precision="float32")))
    network = learner.encoder.network
    weights = {name: foreign.weights.read(theirs) for name, theirs in recognised.names.items()}
    weights |= {
        name: value for name, value in network.state_dict().items() if name.endswith(COUNTER) and name not in weights
    }
    network.load_state_dict(weights)
    return learner


def _checksum_of(path: Path) -> str:
    try:
        with opened(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # it is one
    except OSError as error:
        raise unreadable(path, reason_of(error)) from error


def _written(path: Path, config: TrainingConfig, origin: Origin, learner: Learner) -> RunFolder:
    """All of it, or nothing."""
    was_there = path.exists()
    folder = RunFolder.create(path, config, {"imported.json": asdict(origin)})
    try:
        save_checkpoint(folder, learner, None)
    except BaseException:
        if not was_there:
            shutil.rmtree(path, ignore_errors=True)
        raise
    return folder
