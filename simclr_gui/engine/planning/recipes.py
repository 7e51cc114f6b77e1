"""Recipes: several trainings at one click that differ in one thing, all else equal. Loads no torch."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.choices import ENCODERS
from simclr_gui.engine.config.limits import is_optional
from simclr_gui.engine.config.presets import preset_for, with_and_without_colour_changes
from simclr_gui.engine.config.settings import SECTIONS, TrainingConfig
from simclr_gui.engine.config.stems import resolved_stem
from simclr_gui.engine.config.views import SMALLEST_BLURRED_SIDE_PX, WITHOUT_OPERATION
from simclr_gui.engine.losses.table import LOSSES
from simclr_gui.engine.messages.errors import Changes, UserError
from simclr_gui.engine.messages.number_text import number_text
from simclr_gui.engine.messages.sentences import Sentence, SettingWords, counted, said
from simclr_gui.engine.planning.planned_training import PlannedTraining

TEMPERATURES = (0.05, 0.1, 0.2, 0.5, 1.0)
BATCH_SIZES = (32, 64, 128, 256, 512)
HEADS = (0, 1, 2)
EPOCHS = (10, 20, 50, 100)
SHARES_OF_EPOCHS = (0.25, 0.5, 1, 2)
SEEDS = 5
MOST_RUNS, MOST_SETTINGS = 100, 2
GRID = "grid"

Grid = Mapping[str, Sequence[object]]
"""Values by the dotted names of their settings."""


@dataclass(frozen=True)
class Series:
    """What a recipe makes.

    Attributes:
        left_out: a sentence for each member that does not fit.
    """

    trainings: tuple[PlannedTraining, ...]
    left_out: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Recipe:
    """Attributes: its name as it is typed, title and sentence for people, and what makes its trainings of settings."""

    name: str
    title: Sentence
    sentence: Sentence
    make: Callable[[TrainingConfig], Series]


Member = tuple[Sentence, Changes]
"""What a training is called, and the settings in which it differs."""


def _series(tag: str, config: TrainingConfig, members: Iterable[Member], left_out: Iterable[Sentence] = ()) -> Series:
    """Trainings with these settings; a member that does not fit is told of and left out."""
    trainings: list[PlannedTraining] = []
    told = list(left_out)
    for name, changes in members:
        try:
            changed = config_with(config, changes)
        except UserError as error:
            told.append(said("{name} is left out. {reason}", name=name, reason=error.sentence))
            continue
        trouble = _batch_trouble(changed)
        if trouble is not None:
            told.append(said("{name} is left out. {reason}", name=name, reason=trouble))
        elif all(changed != training.config for training in trainings):
            trainings.append(PlannedTraining(changed, name, (tag,)))
    return Series(tuple(trainings), tuple(told))


def _batch_trouble(config: TrainingConfig) -> Sentence | None:
    """Why the batch cannot be filled, as far as the settings alone can say."""
    images, batch = config.data.train_images, config.optimisation.batch_size
    if not images or batch <= images:
        return None
    return said(
        "The batch ({batch:,}) is larger than the number of training images ({images:,}).", batch=batch, images=images
    )


def _each_view_left_out(config: TrainingConfig) -> Series:
    titles = {
        "crop": said("without crops"),
        "flip": said("without mirroring"),
        "jitter": said("without colour jitter"),
        "grey": said("without grey"),
        "blur": said("without blur"),
    }
    members: list[Member] = [(said("all view operations"), {})]
    left_out = []
    for operation, values in WITHOUT_OPERATION.items():
        name = titles.get(operation, said("without {operation}", operation=operation))
        changes = {f"views.{setting}": value for setting, value in values.items()}
        if operation == "blur" and config.data.side_px < SMALLEST_BLURRED_SIDE_PX:
            side_px = SMALLEST_BLURRED_SIDE_PX
            left_out.append(said("{name} is left out: below {side} px nothing is blurred.", name=name, side=side_px))
        elif config_with(config, changes) == config:
            left_out.append(said("{name} is left out: these views have none.", name=name))
        else:
            members.append((name, changes))
    return _series("each-view-left-out", config, members, left_out)


def _colour(config: TrainingConfig) -> Series:
    with_colour, without = with_and_without_colour_changes(config)
    pairs = (said("with colour changes"), with_colour), (said("without colour changes"), without)
    return Series(tuple(PlannedTraining(each, name, ("colour",)) for name, each in pairs))


def _temperature(config: TrainingConfig) -> Series:
    members = (
        (said("temperature {value}", value=number_text(value)), {"optimisation.temperature": value})
        for value in TEMPERATURES
    )
    return _series("temperature", config, members)


def _batch_size(config: TrainingConfig) -> Series:
    members = ((said("batch {value:,}", value=value), {"optimisation.batch_size": value}) for value in BATCH_SIZES)
    return _series("batch-size", config, members)


def _head(config: TrainingConfig) -> Series:
    names = said("no projection head"), said("linear head"), said("head of two layers")
    members = [(name, {"model.projection_layers": layers}) for name, layers in zip(names, HEADS, strict=True)]
    return _series("head", config, members)


def _loss(config: TrainingConfig) -> Series:
    members = ((said("loss {title}", title=loss.title), {"optimisation.loss": name}) for name, loss in LOSSES.items())
    return _series("loss", config, members)


def _width(config: TrainingConfig) -> Series:
    """With the same first layer: left to itself, it is another in a thin network."""
    title = ENCODERS[config.model.encoder].title
    stem = resolved_stem(config.model.encoder, config.model.stem, config.data.side_px)
    alike = {name: architecture for name, architecture in ENCODERS.items() if architecture.title == title}
    members = [
        (
            said("thin {network}", network=title) if architecture.is_thin else said("full {network}", network=title),
            {"model.encoder": name, "model.stem": stem},
        )
        for name, architecture in alike.items()
    ]
    left_out = [] if len(alike) > 1 else [said("There is no thin {network}.", network=title)]
    return _series("width", config, members, left_out)


def _epochs(config: TrainingConfig) -> Series:
    chosen = config.budget.epochs
    counts = EPOCHS if chosen is None else [max(1, round(share * chosen)) for share in SHARES_OF_EPOCHS]
    members = (
        (counted("1 epoch", "{count:,} epochs", count=count), {"budget.epochs": count}) for count in sorted({*counts})
    )
    return _series("epochs", config, members)


def _seeds(config: TrainingConfig) -> Series:
    first = min(config.machine.seed, 2**31 - SEEDS)
    members = ((said("seed {seed}", seed=seed), {"machine.seed": seed}) for seed in range(first, first + SEEDS))
    return _series("seeds", config, members)


def _course_notes(config: TrainingConfig) -> Series:
    """The budget and the machine stay as they are chosen: the notes' own takes days without a graphics card."""
    settings = preset_for("stl10", config.data.folder if config.data.source == "stl10" else None)
    changes = {
        "data.part": "train+unlabeled",
        "data.side_px": 224,
        "model.encoder": "resnet50",
        "model.stem": "auto",
        "model.features": "last-stage",
        "model.projection_layers": 2,
        "model.projection_hidden_dim": 2_048,
        "model.projection_dim": 2_048,
        "optimisation.loss": "nt-xent",
    }
    base = settings.model_copy(update={"budget": config.budget, "machine": config.machine})
    return _series("course-notes", base, [(said("STL-10, ResNet-50, 224 px, as in the course notes"), changes)])


RECIPES: dict[str, Recipe] = {
    recipe.name: recipe
    for recipe in (
        Recipe(
            "each-view-left-out",
            said("Each view operation left out"),
            said("Which change of the images matters most? All of them first, then each one left out once."),
            _each_view_left_out,
        ),
        Recipe(
            "colour",
            said("Colour on and off"),
            said("With and without changes of colour: without them the network may sort by colour alone."),
            _colour,
        ),
        Recipe(
            "temperature",
            said("Temperature"),
            said("From 0.05 to 1: how much the hardest negatives count."),
            _temperature,
        ),
        Recipe(
            "batch-size",
            said("Batch size"),
            said("From 32 to 512 images per step, with the same learning rate."),
            _batch_size,
        ),
        Recipe("head", said("Projection head"), said("No head, one layer, two layers."), _head),
        Recipe("loss", said("Loss"), said("NT-Xent against the decoupled loss (DCL)."), _loss),
        Recipe(
            "width",
            said("Thin against full ResNet"),
            said("The same network with a quarter of the width and with all of it, and the same first layer."),
            _width,
        ),
        Recipe(
            "epochs",
            said("Length of training"),
            said("The same training for more and more epochs; each has a whole schedule of its own."),
            _epochs,
        ),
        Recipe("seeds", said("Seeds"), said("The same training five times: how much of a score is luck?"), _seeds),
        Recipe(
            "course-notes",
            said("The experiment of the course notes"),
            said(
                "STL-10 with its unlabelled images, ResNet-50 at 224 px, head of 2 × 2,048. It needs a graphics card."
            ),
            _course_notes,
        ),
    )
}
GRID_TITLE = said("Grid")
GRID_SENTENCE = said("Every combination of the values of two settings.")


def recipe_title(name: str) -> Sentence | None:
    """None where there is no such recipe."""
    if name == GRID:
        return GRID_TITLE
    return RECIPES[name].title if name in RECIPES else None


def recipe_named(name: str) -> Recipe:
    """Raises UserError where there is no such recipe."""
    if name not in RECIPES:
        names = ", ".join((*RECIPES, GRID))
        raise UserError(said("There is no recipe called {name}.", name=name), said("There are: {names}.", names=names))
    return RECIPES[name]


def grid_series(config: TrainingConfig, over: Grid) -> Series:
    """Every combination of the values; those that do not go together are left out and told of.

    Raises:
        UserError: there are no settings or too many, a name is unknown, no value fits, or they make too many runs.
    """
    if not 1 <= len(over) <= MOST_SETTINGS:
        raise UserError("A grid needs one or two settings.", "Name them with their values.")
    for name, values in over.items():
        if not values:
            raise UserError(said("{name} has no values.", name=name), "Write them with commas between them.")
        if _is_unknown(name):
            raise UserError(said("There is no setting called {name}.", name=name))
    count = 1
    for values in over.values():
        count *= len(values)
    if count > MOST_RUNS:
        raise UserError(
            said("A grid of {count:,} runs is too large.", count=count),
            said("Name fewer values; a grid holds at most {most}.", most=MOST_RUNS),
        )
    combinations = (
        {name: _as_read(name, value) for name, value in zip(over, values, strict=True)}
        for values in product(*over.values())
    )
    series = _series(GRID, config, ((_grid_name(changes), changes) for changes in combinations))
    if not series.trainings:
        reason = series.left_out[0]
        raise UserError(reason, "Name other values.")
    return series


def _is_unknown(name: str) -> bool:
    section, _, setting = name.partition(".")
    return section not in SECTIONS or setting not in SECTIONS[section].model_fields


def _as_read(name: str, value: object) -> object:
    """As it was typed; "none" stands for no value where a setting may have none."""
    section, _, setting = name.partition(".")
    if _is_unknown(name) or value != "none":
        return value
    return None if is_optional(SECTIONS[section].model_fields[setting]) else value


def _grid_name(changes: Changes) -> Sentence:
    """ "Temperature 0.1, Batch 64"."""
    parts = []
    for name, value in changes.items():
        section, _, setting = name.partition(".")
        title = SettingWords(SECTIONS[section].model_fields[setting].title or setting)
        parts.append(said("{title} {value}", title=title, value=str(value)))
    return parts[0] if len(parts) == 1 else said("{first}, {second}", first=parts[0], second=parts[1])
