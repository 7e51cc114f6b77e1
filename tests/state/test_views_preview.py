"""The lab of views as the window knows it: whose wishes are granted, and when."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import ViewsInspected
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.views_preview import ViewsPreview
from tests.small import SMALL


@pytest.fixture
def preview(qtbot: QtBot) -> Iterator[ViewsPreview]:
    """A lab that is looked at, and has drawn once."""
    experiment = Experiment()
    experiment.replace_config(SMALL)
    preview = ViewsPreview(experiment)
    preview.experiment = experiment  # type: ignore[attr-defined]
    preview.set_watched(True)
    with qtbot.waitSignal(preview.became_quiet, timeout=20_000):
        preview.open()
    yield preview
    preview.close()
    qtbot.waitUntil(lambda: preview.is_quiet)


def drawn(preview: ViewsPreview) -> ViewsInspected:
    assert preview.latest is not None
    return preview.latest


def test_that_a_changed_setting_draws_anew_with_the_same_random_numbers(preview: ViewsPreview, qtbot: QtBot) -> None:
    before = drawn(preview)
    with qtbot.waitSignal(preview.became_quiet):
        preview.experiment.change_config({"views.hue": 0.0})  # type: ignore[attr-defined]
    after = drawn(preview)
    assert after.first.crop == before.first.crop
    assert {step.name: step.amount for step in after.first.steps}["hue"] is None


def test_that_of_many_wishes_the_last_one_is_granted(preview: ViewsPreview, qtbot: QtBot) -> None:
    granted: list[int] = []
    preview.inspected.connect(lambda: granted.append(drawn(preview).number))
    with qtbot.waitSignal(preview.became_quiet):
        for number in range(1, 20):
            preview.show_image(number)
    assert granted[-1] == 19
    assert len(granted) <= 3


def test_that_the_draw_stays_for_other_pictures_where_it_is_kept(preview: ViewsPreview, qtbot: QtBot) -> None:
    crop = drawn(preview).first.crop
    preview.keeps_draw = True
    with qtbot.waitSignal(preview.became_quiet):
        preview.show_image(1)
    assert drawn(preview).first.crop == crop
    preview.keeps_draw = False
    with qtbot.waitSignal(preview.became_quiet):
        preview.show_image(2)
    assert drawn(preview).first.crop != crop


def test_that_pictures_go_round_at_both_ends(preview: ViewsPreview, qtbot: QtBot) -> None:
    with qtbot.waitSignal(preview.became_quiet):
        preview.show_image(-1)
    assert preview.number == drawn(preview).images - 1
    with qtbot.waitSignal(preview.became_quiet):
        preview.show_image(preview.number + 1)
    assert preview.number == 0


def test_that_a_broken_file_is_told_and_the_picture_stays(preview: ViewsPreview, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "broken.png").write_bytes(b"")
    before = drawn(preview)
    with qtbot.waitSignal(preview.failed) as failed:
        preview.show_file(tmp_path / "broken.png")
    assert "broken.png cannot be shown: empty" in failed.args[0].sentence
    qtbot.waitUntil(lambda: preview.is_quiet)
    with qtbot.waitSignal(preview.became_quiet):
        preview.draw_again()
    assert drawn(preview).number == before.number


def test_that_for_nobody_nothing_is_drawn(preview: ViewsPreview, qtbot: QtBot) -> None:
    preview.set_watched(False)
    before = drawn(preview)
    preview.draw_again()
    qtbot.wait(50)
    assert drawn(preview) is before
    assert preview.is_quiet


def test_that_a_first_pair_wanted_once_makes_nobody_read_other_data_later(qtbot: QtBot) -> None:
    experiment = Experiment()
    experiment.replace_config(SMALL)
    preview = ViewsPreview(experiment)
    failures: list[object] = []
    preview.failed.connect(failures.append)
    preview.show_once()
    with qtbot.waitSignal(preview.became_quiet, timeout=20_000):
        preview.open()
    experiment.change_config({"data.source": "stl10"})
    assert preview.is_quiet and preview.latest is None and failures == []


def test_that_a_lab_that_is_closed_while_it_draws_becomes_quiet_for_good(preview: ViewsPreview, qtbot: QtBot) -> None:
    preview.draw_again()
    preview.draw_again()
    with qtbot.waitSignal(preview.became_quiet):
        preview.close()
    assert preview.is_quiet
