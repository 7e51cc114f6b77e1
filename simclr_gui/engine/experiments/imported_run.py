"""An imported encoder as the window opens it: where it comes from, and what a training tells when it begins."""

from collections.abc import Iterator
from pathlib import Path

from simclr_gui.engine.config.choices import ENCODERS
from simclr_gui.engine.config.settings import DataSettings, TrainingConfig
from simclr_gui.engine.datasets.data_record import DataRecord, read_record
from simclr_gui.engine.datasets.shape_names import CLASS_NAMES
from simclr_gui.engine.events import Event, RunStarted
from simclr_gui.engine.events.sharing import EncoderRecognised
from simclr_gui.engine.losses.table import LOSSES
from simclr_gui.engine.runs.origin import Origin, read_origin
from simclr_gui.engine.runs.run_folder import RunFolder

STAGES_AVERAGED = {"last-stage": (4,), "multi-scale": (2, 3, 4)}
UNKNOWN_IMAGES = 1  # of a folder that nobody has looked into yet


def imported_run(folder: RunFolder) -> Iterator[Event]:
    """Nothing for a run that was trained here.

    Raises:
        UserError: a file of the run is damaged.
    """
    origin = read_origin(folder)
    if origin is not None:
        yield EncoderRecognised(
            Path(origin.path),
            origin.made_by,
            origin.encoder,
            origin.stem,
            (),
            origin.mean,
            origin.std,
            origin.side_px,
            origin.dropped,
            "",
        )
        yield _described(folder, folder.config(), origin, read_record(folder.data_file))


def _described(folder: RunFolder, config: TrainingConfig, origin: Origin, record: DataRecord | None) -> RunStarted:
    loss, optimisation = LOSSES[config.optimisation.loss], config.optimisation
    train, test = _counts(config.data, record)
    names = CLASS_NAMES if config.data.source == "shapes" else record.class_names if record is not None else ("",)
    return RunStarted(
        run_dir=str(folder.path),
        data=config.data.name,
        class_names=names,
        train_images=train,
        test_images=test,
        side_px=config.data.side_px,
        encoder=config.model.encoder,
        stem=origin.stem,
        feature_dim=_feature_dim(config),
        parameters=origin.parameters,
        device="",
        precision="",
        steps_per_epoch=1,
        step=0,
        elapsed_s=0.0,
        chance_loss=loss.chance(optimisation.batch_size),
        floor_loss=loss.floor(optimisation.batch_size, optimisation.temperature),
        layers=_layers(config),
        time=origin.imported_at,
        can_be_scored=len(names) > 1 or record is None,
        began_elsewhere=True,
    )


def _counts(data: DataSettings, record: DataRecord | None) -> tuple[int, int]:
    """How many images there are, as far as is known."""
    if record is not None and record.train:
        return len(record.train), len(record.test)
    return data.train_images or UNKNOWN_IMAGES, data.test_images or 10_000


def _layers(config: TrainingConfig) -> tuple[str, ...]:
    """As `network.taps` names them; without a head z is h."""
    blocks = ENCODERS[config.model.encoder].blocks_a_stage
    stages = (f"layer{stage}.{block}" for stage, count in enumerate(blocks, 1) for block in range(1, count + 1))
    return ("stem", *stages, "h")


def _feature_dim(config: TrainingConfig) -> int:
    known = ENCODERS[config.model.encoder]
    expansion = 4 if known.block == "bottleneck" else 1
    return sum(known.width * 2 ** (stage - 1) * expansion for stage in STAGES_AVERAGED[config.model.features])
