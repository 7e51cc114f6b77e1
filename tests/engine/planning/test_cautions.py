"""Warnings before a training, each of which goes away with what its button changes."""

from dataclasses import replace

import pytest

from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.presets import preset_for
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.planning.cautions import cautions
from simclr_gui.engine.planning.needs import Needs
from simclr_gui.engine.planning.planner import Outlook

CONFIG = TrainingConfig()
SPEED = 1_000.0  # images a second
ROOMY = Needs(10**9, 10**10, 10**8, 10**12, 64)


def known(config: TrainingConfig, images: int = 5_000) -> Outlook:
    epochs = config.budget.epochs
    if epochs is not None:
        return Outlook(float(epochs), epochs * images / SPEED, images, True, ())
    return Outlook(SPEED * config.budget.seconds / images, config.budget.seconds, images, True, ())


def told(config: TrainingConfig, images: int = 5_000, room: Needs | None = ROOMY) -> list[str]:
    return [str(each.sentence) for each in cautions(config, known(config, images), room)]


@pytest.mark.parametrize("config", [CONFIG, preset_for("cifar10"), preset_for("stl10")])
def test_that_nothing_speaks_against_the_presets(config: TrainingConfig) -> None:
    fits = replace(ROOMY, batch_that_fits=config.optimisation.batch_size)
    assert told(config, 50_000, fits) == []


@pytest.mark.parametrize(
    ("changes", "images", "words", "remedy"),
    [
        (
            {"optimisation.batch_size": 512},
            100,
            "The batch (512) is larger than the number of training images (100).",
            "Use batch 64",
        ),
        ({"model.stem": "imagenet"}, 5_000, "The 7×7 stem leaves little of images of 32 px", "Choose the stem"),
        ({"budget.seconds": 1.0}, 5_000, "That is time for about 16 steps", "Train for 1 min"),
        ({"budget.epochs": 2}, 128, "That is time for about 4 steps", "Train for 10 epochs"),
        ({"optimisation.temperature": 0.05}, 5_000, "Temperature: 0.05 is below the usual 0.1 to 0.5.", "Use 0.1"),
        ({"optimisation.temperature": 2.0}, 5_000, "Temperature: 2 is above the usual 0.1 to 0.5.", "Use 0.5"),
        ({"optimisation.learning_rate": 50.0}, 5_000, "Learning rate: 50 is far above the usual", "Use 0.3"),
    ],
)
def test_that_each_is_mended_by_its_button(changes: dict[str, object], images: int, words: str, remedy: str) -> None:
    config = config_with(CONFIG, changes)
    room = replace(ROOMY, batch_that_fits=config.optimisation.batch_size)
    (caution,) = cautions(config, known(config, images), room)
    assert caution.sentence.startswith(words)
    assert caution.remedy.startswith(remedy)
    assert told(config_with(config, caution.changes), images, room) == []


def test_that_a_rate_only_a_little_out_of_the_usual_is_left_to_its_field() -> None:
    assert told(config_with(CONFIG, {"optimisation.learning_rate": 0.5})) == []


def test_that_memory_and_disk_are_told_with_their_units() -> None:
    little_memory = replace(ROOMY, step_bytes=8 * 10**9, free_memory_bytes=2 * 10**9, batch_that_fits=16)
    (caution,) = cautions(CONFIG, known(CONFIG), little_memory)
    assert caution.sentence == "With batch 64, a step takes about 8.0 GB of memory; 2.0 GB are free."
    assert caution.changes == {"optimisation.batch_size": 16}
    little_disk = replace(ROOMY, disk_bytes=2 * 10**9, free_disk_bytes=10**9)
    full = config_with(CONFIG, {"model.encoder": "resnet18"})
    (caution,) = cautions(full, known(full), little_disk)
    assert (
        caution.sentence
        == "Its checkpoints may need 2.0 GB on the disk, where 268 MB are to stay free; 1.0 GB are free."
    )
    assert caution.changes == {"model.encoder": "resnet50-thin"}


def test_that_the_gravest_comes_first() -> None:
    config = config_with(CONFIG, {"optimisation.batch_size": 512, "optimisation.temperature": 1.0})
    assert told(config, 100)[0].startswith("The batch (512)")
    assert told(config, 100)[-1].startswith("Temperature")


def test_that_nothing_is_guessed_where_speed_and_images_are_unknown() -> None:
    config = config_with(CONFIG, {"budget.seconds": 0.1, "optimisation.batch_size": 16_384})
    assert cautions(config, Outlook(None, 0.1, None, False, ())) == ()
