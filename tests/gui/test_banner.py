"""The banner: where it lies, and how long."""

from pathlib import Path

from simclr_gui.gui.pages.names import RUNS, TRAIN
from simclr_gui.jobs.player import Failure
from tests.gui.conftest import Shown


def test_that_it_leaves_room_for_the_choice_of_data_only_where_that_is_on_show(shown: Shown) -> None:
    banner, setup = shown.window.banner, shown.window.pages.train.setup
    banner.show_notice("5 trainings added to the queue.")
    shown.window.show_page(TRAIN)
    above_px = banner.parentWidget().height() - banner.geometry().bottom()
    assert above_px > setup.height()
    shown.window.show_page(RUNS)
    assert banner.parentWidget().height() - banner.geometry().bottom() == above_px - setup.sizeHint().height() - 12
    shown.window.show_page(TRAIN)
    assert banner.parentWidget().height() - banner.geometry().bottom() == above_px


def test_that_a_notice_goes_by_itself_and_what_can_be_acted_on_stays(shown: Shown) -> None:
    banner = shown.window.banner
    banner.show_notice("Copied.")
    assert banner.passing.isActive()
    banner.passing.timeout.emit()
    assert banner.isHidden()
    banner.show_notice("Copied.")
    banner.show_failure(Failure("The disk is full.", "Make room."))
    assert not banner.passing.isActive()
    banner.show_saved(Path("curves.png"))
    assert not banner.passing.isActive()
    banner.show_notice("Left out.", "a.png\nb.png")
    assert not banner.passing.isActive()
