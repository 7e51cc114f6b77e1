"""What speaks against starting with these settings, each with a change that mends it. Loads no torch."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from simclr_gui.engine.config.choices import ENCODERS
from simclr_gui.engine.config.limits import is_far_from_usual, nearest_usual, usual_remark
from simclr_gui.engine.config.presets import fitting_batch
from simclr_gui.engine.config.settings import OptimisationSettings, TrainingConfig
from simclr_gui.engine.config.stems import SMALLEST_SIDE_FOR_IMAGENET_STEM_PX
from simclr_gui.engine.messages.errors import Changes
from simclr_gui.engine.messages.number_text import number_text
from simclr_gui.engine.messages.sentences import Sentence, SettingWords, counted, in_a_row, said
from simclr_gui.engine.messages.sizes import size_text
from simclr_gui.engine.messages.spans import chosen_span
from simclr_gui.engine.planning.needs import Needs
from simclr_gui.engine.planning.planner import Outlook
from simclr_gui.engine.storage.disk import SPARE_BYTES

FEWEST_STEPS = 20
MINUTE_S = 60.0


@dataclass(frozen=True)
class Caution:
    """Attributes: the sentence, what the button says that mends it, and what it changes; none where nothing would."""

    sentence: Sentence
    remedy: str = ""
    changes: Changes = field(default_factory=dict)


def cautions(config: TrainingConfig, outlook: Outlook, room: Needs | None = None) -> tuple[Caution, ...]:
    """The gravest first: what ends the training at once, then what wastes it, then what is only unusual.

    Args:
        room: None where nobody has asked the machine yet.
    """
    found = [*_batch_against_data(config, outlook)]
    if room is not None:
        found += [*_batch_against_memory(config, room), *_disk(config, room)]
    return (*found, *_few_steps(config, outlook), *_stem(config), *_learning_rate(config), *_temperature(config))


def _batch_against_data(config: TrainingConfig, outlook: Outlook) -> Iterator[Caution]:
    images, batch = outlook.train_images, config.optimisation.batch_size
    if images is not None and 2 <= images < batch:
        sentence = said(
            "The batch ({batch:,}) is larger than the number of training images ({images:,}).",
            batch=batch,
            images=images,
        )
        yield _smaller_batch(sentence, fitting_batch(images))


def _batch_against_memory(config: TrainingConfig, room: Needs) -> Iterator[Caution]:
    batch = config.optimisation.batch_size
    if room.batch_that_fits is not None and room.batch_that_fits < batch:
        needed, free = size_text(room.step_bytes), size_text(room.free_memory_bytes)
        sentence = said(
            "With batch {batch:,}, a step takes about {needed} of memory; {free} are free.",
            batch=batch,
            needed=needed,
            free=free,
        )
        yield _smaller_batch(sentence, room.batch_that_fits)


def _smaller_batch(sentence: Sentence, batch: int) -> Caution:
    return Caution(sentence, said("Use batch {batch:,}", batch=batch), {"optimisation.batch_size": batch})


def _disk(config: TrainingConfig, room: Needs) -> Iterator[Caution]:
    if room.free_disk_bytes >= room.disk_bytes + SPARE_BYTES:
        return
    sentence = said(
        "Its checkpoints may need {needed} on the disk, where {spare} are to stay free; {free} are free.",
        needed=size_text(room.disk_bytes),
        spare=size_text(SPARE_BYTES),
        free=size_text(room.free_disk_bytes),
    )
    names = list(ENCODERS)
    place = names.index(config.model.encoder)
    if place:
        smaller = names[place - 1]
        yield Caution(sentence, said("Use {network}", network=smaller), {"model.encoder": smaller})
    else:
        yield Caution(in_a_row(sentence, said("Delete runs that nobody needs.")))


def _few_steps(config: TrainingConfig, outlook: Outlook) -> Iterator[Caution]:
    images, batch = outlook.train_images, config.optimisation.batch_size
    if not images or images < batch or outlook.epochs is None:
        return
    per_epoch = images // batch
    steps = outlook.epochs * images / batch if config.budget.epochs is None else outlook.epochs * per_epoch
    if steps >= FEWEST_STEPS:
        return
    sentence = counted(
        "That is time for about 1 step, too few to learn anything.",
        "That is time for about {count} steps, too few to learn anything.",
        count=max(1, round(steps)),
    )
    if config.budget.epochs is not None:
        epochs = math.ceil(FEWEST_STEPS / per_epoch)
        yield Caution(
            sentence,
            counted("Train for 1 epoch", "Train for {count:,} epochs", count=epochs),
            {"budget.epochs": epochs},
        )
    else:
        minutes = math.ceil(FEWEST_STEPS / max(steps, 1e-9) * config.budget.seconds / MINUTE_S)
        changes = {"budget.seconds": minutes * MINUTE_S}
        yield Caution(sentence, said("Train for {time}", time=chosen_span(changes["budget.seconds"])), changes)


def _stem(config: TrainingConfig) -> Iterator[Caution]:
    side_px = config.data.side_px
    if config.model.stem == "imagenet" and side_px < SMALLEST_SIDE_FOR_IMAGENET_STEM_PX:
        sentence = said(
            "The 7×7 stem leaves little of images of {side} px: it costs 15 to 20 points there.", side=side_px
        )
        yield Caution(sentence, said("Choose the stem automatically"), {"model.stem": "auto"})


def _learning_rate(config: TrainingConfig) -> Iterator[Caution]:
    """A rate that is a little unusual is nobody's concern: its field says so."""
    if is_far_from_usual(config.optimisation, "learning_rate"):
        yield from _unusual(config, "learning_rate")


def _temperature(config: TrainingConfig) -> Iterator[Caution]:
    yield from _unusual(config, "temperature")


def _unusual(config: TrainingConfig, name: str) -> Iterator[Caution]:
    remark = usual_remark(config.optimisation, name)
    if remark is None:
        return
    title = SettingWords(OptimisationSettings.model_fields[name].title or name)
    value = nearest_usual(config.optimisation, name)
    sentence = said("{title}: {remark}", title=title, remark=remark)
    yield Caution(sentence, said("Use {value}", value=number_text(value)), {f"optimisation.{name}": value})
