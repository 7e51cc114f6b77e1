"""The owners of the facts: what they learn from events, and whom they tell."""

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import (
    CoreShareMeasured,
    EvaluationFinished,
    FeatureMapsTaken,
    ImagesChosen,
    LiveKnnMeasured,
    MapComputed,
    ReceptiveField,
    RunEnded,
    RunStarted,
    StepMeasured,
    StepsRead,
)
from simclr_gui.engine.listing.known_run import summarise
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.event_records import event_from
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.state.curves import Curves
from simclr_gui.state.experiment import Experiment, Phase
from simclr_gui.state.feature_maps import FeatureMaps
from simclr_gui.state.feature_space import FeatureSpace
from simclr_gui.state.phases import Happening
from simclr_gui.state.run_library import RunLibrary
from tests.listed import read_runs
from tests.small import SMALL, evaluated, train_small


def started(step: int = 0) -> RunStarted:
    return RunStarted(
        run_dir="r",
        data="Shapes",
        class_names=("a", "b"),
        train_images=64,
        test_images=40,
        side_px=16,
        encoder="resnet18-thin",
        stem="thin",
        feature_dim=128,
        parameters=1,
        device="CPU",
        precision="float32",
        steps_per_epoch=4,
        step=step,
        elapsed_s=0.0,
        chance_loss=3.4,
        floor_loss=0.1,
        layers=("stem", "layer1.1"),
        time=0.0,
    )


def measured(step: int, loss: float = 3.0) -> StepMeasured:
    return StepMeasured(
        step=step,
        epoch=step / 4,
        loss=loss,
        learning_rate=0.1,
        top1=0.2,
        images_per_second=100.0,
        elapsed_s=float(step),
        progress=step / 8,
        time=0.0,
    )


def looked(step: int, channels: int = 8) -> FeatureMapsTaken:
    """The stem's maps of 4 x 4 units; every channel is a ramp."""
    maps = np.arange(3 * channels * 16, dtype=np.uint8).reshape(3, channels, 4, 4)
    return FeatureMapsTaken(
        step=step,
        layer="stem",
        image_index=0,
        images=np.zeros((3, 16, 16, 3), np.uint8),
        maps=maps,
        low=-0.5,
        high=2.0,
        receptive_field=ReceptiveField(3, 2, 0.5),
        cosine=0.75,
        attention=np.zeros((2, 16, 16), np.uint8),
        shapes={"stem": (channels, 4), "layer1.1": (16, 4)},
        filters=np.zeros((channels, 3, 3, 3), np.uint8),
    )


RESULT = {
    "simclr": {"linear": 0.9, "knn": 0.8},
    "pca": {"components": 64, "linear": 0.2, "knn": 0.3},
    "untrained": {"linear": 0.25, "knn": 0.2},
    "chance": 0.1,
    "test_images": 40,
    "frozen_verified": True,
}


def test_that_the_phase_follows_the_events(qtbot: QtBot) -> None:
    experiment = Experiment()
    phases: list[Phase] = []
    experiment.phase_changed.connect(lambda: phases.append(experiment.phase))
    experiment.begin(Path("r"))
    for event in (
        started(),
        measured(1),
        RunEnded("finished", 8, 2.0, 1.0, 0.0),
        EvaluationFinished(evaluated(RESULT)),
    ):
        experiment.take(event)
    experiment.take(ImagesChosen(np.zeros((5, 2, 2, 3), np.uint8), np.zeros(5, np.int64), np.arange(5), ("a", "b")))
    assert phases == [Phase.PREPARING, Phase.TRAINING, Phase.EVALUATING, Phase.MAPPING]
    assert experiment.result == evaluated(RESULT)
    assert experiment.last_step.step == 1


def test_that_an_opened_run_only_tells_what_was(qtbot: QtBot) -> None:
    experiment = Experiment()
    experiment.begin(Path("r"), Happening.RUN_OPENED)
    for event in (started(), measured(1), RunEnded("finished", 8, 2.0, 1.0, 0.0)):
        experiment.take(event)
    assert experiment.phase is Phase.OPENING


def test_that_a_new_run_forgets_the_last_one(qtbot: QtBot) -> None:
    experiment = Experiment()
    experiment.begin(Path("r"))
    for event in (started(), measured(1), EvaluationFinished(evaluated(RESULT))):
        experiment.take(event)
    experiment.begin(Path("s"))
    assert (experiment.run, experiment.last_step, experiment.result) == (None, None, None)


def test_that_a_setting_that_does_not_fit_is_refused_and_nothing_changes(qtbot: QtBot) -> None:
    experiment = Experiment()
    before = experiment.config
    with qtbot.assertNotEmitted(experiment.config_changed), pytest.raises(UserError):
        experiment.change_config({"optimisation.temperature": -1.0})
    assert experiment.config == before
    with qtbot.waitSignal(experiment.config_changed):
        experiment.change_config({"optimisation.temperature": 0.3})


def test_that_curves_know_whether_other_programs_use_the_processor() -> None:
    curves = Curves()
    shares = []
    for event in (started(), CoreShareMeasured(30, 0.4, 9.0), measured(31, loss=4.0), started(31)):
        curves.take(event)
        shares.append(curves.core_share)
    assert shares == [1.0, 0.4, 0.4, 1.0], "who goes on with a run finds out anew"


def test_that_curves_grow_past_their_first_room_and_keep_every_point(qtbot: QtBot) -> None:
    curves = Curves()
    for step in range(1, 3_001):
        curves.take(measured(step, loss=float(step)))
    assert len(curves.steps) == 3_000
    np.testing.assert_array_equal(curves.steps.column("loss"), np.arange(1.0, 3_001.0))


def test_that_a_resumed_run_replaces_what_came_after_its_checkpoint(qtbot: QtBot) -> None:
    curves = Curves()
    for step in range(1, 11):
        curves.take(measured(step, loss=1.0))
    curves.take(LiveKnnMeasured(9, 2.0, 0.5, 10, 10, 9.0))
    curves.take(started(step=6))
    curves.take(measured(7, loss=2.0))
    assert curves.steps.column("step").tolist() == [1, 2, 3, 4, 5, 6, 7]
    assert curves.steps.column("loss")[-1] == 2.0
    assert len(curves.knn) == 0


def test_that_of_steps_that_were_told_twice_the_later_ones_are_drawn(qtbot: QtBot) -> None:
    curves = Curves()
    for step in (1, 2, 3, 2, 3, 4):
        curves.take(measured(step, loss=float(step + len(curves.steps))))
    curves.take(LiveKnnMeasured(4, 1.0, 0.5, 10, 10, 9.0))
    curves.take(LiveKnnMeasured(4, 1.0, 0.6, 10, 10, 9.0))
    assert curves.steps.column("step").tolist() == [1, 2, 3, 4]
    columns = {field: np.array([3.0, 4.0, 5.0]) for field in vars(measured(1))}
    curves.take(StepsRead(columns, measured(5)))
    assert curves.steps.column("step").tolist() == [1, 2, 3, 4, 5]
    assert curves.knn.column("accuracy").tolist() == [0.6]


def test_that_a_resumed_run_is_no_longer_over(qtbot: QtBot) -> None:
    experiment = Experiment()
    experiment.take(started())
    experiment.take(RunEnded("stopped", 4, 1.0, 4.0, 0.0))
    assert experiment.ended is not None
    experiment.take(started(step=4))
    assert experiment.ended is None


def test_that_the_looked_at_picture_goes_round_and_the_layer_is_one_there_is(qtbot: QtBot) -> None:
    maps = FeatureMaps()
    maps.take(started())
    assert maps.layer == "stem"
    maps.choose("layer1.1", -1)
    assert (maps.layer, maps.image_index) == ("layer1.1", 39)
    maps.take(looked(step=1))
    assert maps.latest is not None


def test_that_pointing_is_told_once_to_all_maps(qtbot: QtBot) -> None:
    space = FeatureSpace()
    told: list[int] = []
    space.pointed.connect(told.append)
    for point in (3, 3, 4, -1):
        space.point_at(point)
    assert told == [3, 4, -1]
    space.take(MapComputed("simclr", "umap", np.zeros((5, 2), np.float32), 0.5))
    assert space.maps["simclr"].method == "umap"


def test_that_the_library_lists_runs_newest_first_and_names_the_damaged(home: Path, qtbot: QtBot) -> None:
    train_small(home / "runs" / "2026-01-01-a")
    RunFolder.create(home / "runs" / "2026-01-02-b", SMALL)
    damaged = RunFolder.create(home / "runs" / "2026-01-03-c", SMALL)
    damaged.config_file.write_text("{")
    (home / "runs" / "no-run").mkdir()
    library = read_runs(RunLibrary(), qtbot)
    assert [(run.path.name[-1], run.state) for run in library.runs] == [
        ("c", "damaged"),
        ("b", "lost"),
        ("a", "finished"),
    ]
    assert [run.can_open for run in library.runs] == [False, True, True]
    assert [run.can_resume for run in library.runs] == [False, True, False]


def test_that_a_run_whose_process_is_gone_is_lost(home: Path, qtbot: QtBot) -> None:
    folder = RunFolder.create(home / "runs" / "a", SMALL)
    folder.write_status("running")
    assert summarise(folder.path).state == "running"
    folder.status_file.write_text(folder.status_file.read_text().replace('"pid": ', '"pid": 99'))
    assert summarise(folder.path).state == "lost"


def test_that_no_runs_at_all_is_an_empty_list(qtbot: QtBot) -> None:
    library = RunLibrary()
    assert not library.is_known
    assert read_runs(library, qtbot).runs == []
    assert library.is_known


def test_that_a_run_of_an_earlier_version_is_still_known_to_have_begun() -> None:
    record = vars(started()) | {"event": "started"}
    for later in ("version", "can_be_scored"):
        del record[later]
    assert event_from(record) == started()
