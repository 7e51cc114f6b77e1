"""A run that begins from the weights of another: the same network, a schedule and random numbers of its own."""

from collections.abc import Generator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from torch import Tensor

from simclr_gui.engine.config.settings import MachineSettings, ModelSettings, TrainingConfig
from simclr_gui.engine.config.stems import resolved_stem
from simclr_gui.engine.datasets.data import load_data
from simclr_gui.engine.datasets.images import DataSet, image_statistics
from simclr_gui.engine.devices import choose_machine
from simclr_gui.engine.events import Announced, Event, Warned
from simclr_gui.engine.experiments.run_images import images_of, name_place, read_images
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import SettingWords, said
from simclr_gui.engine.runs.about import read_about
from simclr_gui.engine.runs.parent import Parent, began_elsewhere
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.checkpoints import newest_tensors, save_checkpoint
from simclr_gui.engine.training.learner import Learner

OTHER_NETWORK = said("Keep the network as it is there, or begin without its weights.")
ENCODER_SETTINGS = ("encoder", "features")
HEAD_SETTINGS = ("projection_layers", "projection_hidden_dim", "projection_dim")


@dataclass(frozen=True)
class Beginning:
    """Weights to begin from, and whose they are.

    Attributes:
        tensors: those of a checkpoint, by the names that it gives them; only the network's are taken.
    """

    parent: Parent
    tensors: Mapping[str, Tensor]


def opened_parent(parent: Path, config: TrainingConfig) -> Generator[Event, None, tuple[Beginning, DataSet]]:
    """The weights of a run, and the images for a run with `config` that begins from them.

    Where those are to be the parent's own, they are the very same ones: none that it learned from becomes a test image.

    Raises:
        UserError: it is no run, has no checkpoint, its network is another, or the images cannot be read.
    """
    folder = RunFolder.open(parent)
    of_parent = folder.config()
    _require_same_network(folder, of_parent, config)
    newest = newest_tensors(folder)
    if newest is None:
        raise UserError(said("{folder} has no checkpoint yet.", folder=folder.path), "Train it first.")
    restored, tensors = newest
    if restored.warning is not None:
        yield Warned(restored.warning)
    manifest = restored.manifest
    has_new_head = folder.is_imported
    whose = Parent(
        str(folder.path.absolute()),
        _name_of(folder),
        manifest.step,
        manifest.sha256,
        has_new_head,
        began_elsewhere(folder),
    )
    if has_new_head and config.model.projection_layers:
        yield Announced("Its projection head begins from random weights")
    if config.data == of_parent.data:
        return Beginning(whose, tensors), (yield from images_of(folder))
    return Beginning(whose, tensors), (yield from load_data(config.data))


def begun_folder(path: Path, config: TrainingConfig, data: DataSet, beginning: Beginning) -> RunFolder:
    """Makes the folder of a run whose first checkpoint, of step 0, holds these weights: it goes on without its parent.

    Raises:
        UserError: the weights are of another network, or the folder holds a run already, or cannot be written.
    """
    on_processor = choose_machine(MachineSettings(device="cpu", precision="float32"))
    learner = Learner(config, image_statistics(data.train), on_processor)
    _require_same_shapes(learner, beginning)
    learner.begin_from(beginning.tensors)
    folder = RunFolder.create(path, config, {"parent.json": asdict(beginning.parent)})
    save_checkpoint(folder, learner, None)
    return folder


def remember_place(folder: RunFolder, beginning: Beginning) -> None:
    """Where the parent's images were moved, those of the new run lie there, too."""
    parent = RunFolder(Path(beginning.parent.path))
    record = read_images(parent)
    if record is not None and record.folder is not None and parent.config().data == folder.config().data:
        name_place(folder, record.folder)


def _require_same_network(folder: RunFolder, there: TrainingConfig, here: TrainingConfig) -> None:
    """Raises UserError with the first setting of the network that is not the same; an imported one has no head."""
    names = ENCODER_SETTINGS if folder.is_imported else ENCODER_SETTINGS + HEAD_SETTINGS
    values = [(name, getattr(there.model, name), getattr(here.model, name)) for name in names]
    values.insert(1, ("stem", _stem_of(there), _stem_of(here)))
    for name, before, now in values:
        if before != now:
            raise UserError(
                said(
                    "The network of {path} is another: {title} is {before} there, and {now} here.",
                    path=folder.path,
                    title=SettingWords(ModelSettings.model_fields[name].title or name),
                    before=_value(before),
                    now=_value(now),
                ),
                OTHER_NETWORK,
                field=f"model.{name}",
            )


def _require_same_shapes(learner: Learner, beginning: Beginning) -> None:
    """What the settings do not say, the weights do."""
    for name, (shape, dtype) in learner.shapes(with_optimizer=False).items():
        found = beginning.tensors.get(name)
        is_new = name.startswith("projection_head.") and beginning.parent.has_new_head
        is_needed = not (is_new or name.startswith("average."))
        if is_needed and (found is None or (found.shape, found.dtype) != (shape, dtype)):
            raise UserError(
                said("The weights of {path} are of another network: {name}.", path=beginning.parent.path, name=name),
                OTHER_NETWORK,
            )


def _stem_of(config: TrainingConfig) -> str:
    return resolved_stem(config.model.encoder, config.model.stem, config.data.side_px)


def _value(value: object) -> str:
    return said("none") if value is None else str(value)


def _name_of(folder: RunFolder) -> str:
    """As a person called it; damaged words about it keep nobody from training."""
    try:
        return read_about(folder).name or folder.path.name
    except UserError:
        return folder.path.name
