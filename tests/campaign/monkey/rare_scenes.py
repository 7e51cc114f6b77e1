"""States that are seldom seen: something is missing or has failed, or a choice is made that shows more than usual."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from simclr_gui.engine.runs.about import About
from simclr_gui.gui.export_dialog import ExportDialog
from simclr_gui.gui.pages import names
from simclr_gui.gui.pages.learn.convolution import ConvolutionLesson
from simclr_gui.gui.pages.runs import RunsPage
from simclr_gui.gui.parts.queue_strip import QueueStrip
from simclr_gui.gui.plan_dialog import PlanDialog
from simclr_gui.jobs.player import as_failure
from simclr_gui.state.phases import Phase
from tests.campaign.monkey import gestures
from tests.campaign.monkey.hand import Condition, Hand, Scene, page
from tests.campaign.monkey.scenes import paused
from tests.campaign.monkey.watch import Injected

FAILED_TRAININGS = 4
RESULTS, MAPS, MOMENTS = ("evaluation.json", "predictions.npz"), ("maps",), ("maps/moment-00000000.npz",)
NETWORK_TAB = 2


def named(name: str, scene: Scene) -> Scene:
    scene.__name__ = name
    return scene


def failed_start(hand: Hand) -> Iterator[Condition]:
    """A training that could not begin, since its images have gone: there is no run to look at."""
    yield from hand.stop()
    experiment = hand.session.experiment
    if experiment.phase is not Phase.FAILED or experiment.last_step is not None:
        experiment.change_config({"data.source": "folder", "data.folder": hand.places.nowhere})
        hand.window.requests.start()
        yield lambda: experiment.phase is Phase.FAILED and hand.is_at_rest()


def without_run(page: str, tab: int | None = None) -> Scene:
    """A page that has nothing to show."""

    def scene(hand: Hand) -> Iterator[Condition]:
        yield from failed_start(hand)
        yield from hand.look_at(page, tab)

    return named(f"without a run: {page} {'' if tab is None else tab}", scene)


def lesson_without_run(number: int) -> Scene:
    """The network that it shows has learned nothing; what its answer hides is shown."""

    def scene(hand: Hand) -> Iterator[Condition]:
        yield from failed_start(hand)
        hand.show(names.LEARN)
        learn = hand.window.pages.learn
        learn.list.setCurrentRow(number)
        has_answered = hand.has_answered()
        yield lambda: learn.lesson.card.waiting_line.isVisible() or has_answered()
        hand.aim_at(learn.lesson.card.waiting_line)
        learn.lesson.card.formula_button.setChecked(True)

    return named(f"lesson {number + 1} without a run", scene)


def folder_without_run(hand: Hand) -> Iterator[Condition]:
    """The first screen with images of one's own."""
    yield from failed_start(hand)
    hand.show(names.TRAIN)
    hand.window.pages.train.setup.choose_folder(hand.places.images)
    yield lambda: hand.session.folder_report.latest is not None and hand.is_at_rest()


def folder_that_is_missed(hand: Hand) -> Iterator[Condition]:
    """The settings want a folder, and its line is empty."""
    yield from folder_without_run(hand)
    setup = hand.window.pages.train.setup
    setup.expert.setChecked(True)
    yield hand.is_at_rest
    expert = hand.window.pages.train.expert
    assert expert is not None
    line = expert.forms["data"].editor("folder").stops()[0]
    line.setFocus()
    gestures.replace_text(hand.window, "")
    gestures.press(hand.window, Qt.Key.Key_Return)
    yield hand.is_at_rest


def incomplete(what: str, missing: tuple[str, ...], page: str, tab: int | None = None) -> Scene:
    """A run of which parts were never written."""

    def scene(hand: Hand) -> Iterator[Condition]:
        yield from hand.stop()
        run_dir = hand.places.incomplete_run(what.replace(" ", "-"), missing)
        hand.drop(run_dir)
        yield lambda: hand.session.experiment.run_dir == run_dir and hand.is_quiet()
        yield from hand.look_at(page, tab)

    return named(f"{what}: {page} {'' if tab is None else tab}", scene)


def followed(page: str) -> Scene:
    """Another process trains the run."""

    def scene(hand: Hand) -> Iterator[Condition]:
        yield from hand.stop()
        hand.drop(hand.places.run_of_another_process())
        yield lambda: hand.session.experiment.phase is Phase.FOLLOWING
        hand.show(page)
        if page == names.LEARN:
            hand.show_lesson("evaluation")
        yield hand.is_at_rest

    return named(f"followed: {page}", scene)


def in_small_window(scene: Scene) -> Scene:
    def smaller(hand: Hand) -> Iterator[Condition]:
        yield from scene(hand)
        hand.window.resize(hand.window.minimumSize().expandedTo(hand.window.minimumSizeHint()))
        yield hand.is_at_rest

    return named(f"{scene.__name__}, in a small window", smaller)


def unexpected_error(hand: Hand) -> Iterator[Condition]:
    """As a slot might raise it."""
    yield from hand.stop()
    hand.stage.host.tell(as_failure(Injected("nobody has thought of this")))
    yield hand.window.banner.isVisible


def queue_from_before(hand: Hand) -> Iterator[Condition]:
    """The window opens, and trainings wait in the queue."""
    yield from paused(names.TRAIN)(hand)
    hand.session.queue.stop()
    hand.session.queue.open()
    hand.session.stop()
    yield lambda: hand.window.banner.isVisible() and hand.is_quiet()


def queue_that_stands(hand: Hand) -> Iterator[Condition]:
    yield from queue_from_before(hand)
    hand.window.banner.hide()
    hand.show(names.RUNS)
    strip = hand.window.pages.runs.findChild(QueueStrip)
    assert isinstance(strip, QueueStrip)
    hand.aim_at(strip.go_on)
    yield hand.is_at_rest


def failed_queue(hand: Hand) -> Iterator[Condition]:
    """All that waited have failed, since their images have gone."""
    yield from hand.stop()
    experiment, queue = hand.session.experiment, hand.session.queue
    hand.stage.train_for(100_000)
    hand.session.start()
    yield lambda: experiment.phase is Phase.TRAINING
    hand.session.pause()
    experiment.change_config({"data.source": "folder", "data.folder": hand.places.nowhere})
    for number in range(FAILED_TRAININGS):
        hand.window.requests.start()
        yield lambda number=number: len(queue.contents.entries) > number and hand.is_at_rest()
    hand.session.stop()
    yield hand.is_quiet
    queue.go_on()
    yield lambda: all(entry.state == "failed" for entry in queue.contents.entries) and hand.is_quiet()
    hand.show(names.RUNS)
    yield hand.is_at_rest


def chosen_run(name: str, missing: tuple[str, ...]) -> Scene:
    """A run in the list, of which something can be done that cannot be done with others; it has tags."""

    def scene(hand: Hand) -> Iterator[Condition]:
        yield from hand.stop()
        hand.places.incomplete_run(name, missing)
        hand.show(names.RUNS)
        library, runs = hand.session.library, hand.window.pages.runs
        library.describe([hand.places.runs[0]], lambda about: About(about.name, about.note, ("a tag",), False))
        library.refresh()
        yield lambda: hand.is_at_rest() and any(name in str(run.path) for run in library.runs)
        runs.filter_bar.search.setText(name)
        yield lambda: len(runs.model.lines) == 1 and hand.is_at_rest()

    return named(f"chosen: {name}", scene)


def run_elsewhere(show_menu: Callable[[RunsPage], object], name: str) -> Scene:
    """It may be taken from the list again, which a menu offers."""

    def scene(hand: Hand) -> Iterator[Condition]:
        yield from hand.stop()
        hand.show(names.RUNS)
        runs, place = hand.window.pages.runs, hand.places.run_elsewhere()
        hand.session.library.open_place(place)
        runs.filter_bar.search.setText(place.name)
        yield lambda: len(runs.model.lines) == 1 and hand.is_at_rest()
        hand.later(lambda: show_menu(runs))
        yield lambda: QApplication.activePopupWidget() is not None

    return named(name, scene)


def menu_of_maps(hand: Hand) -> Iterator[Condition]:
    """What can be saved of them alone."""
    yield from page(names.MAP, 0)(hand)
    hand.later(hand.window.header.more.showMenu)
    yield hand.window.menu.isVisible


def all_runs_chosen(hand: Hand) -> Iterator[Condition]:
    yield from hand.stop()
    hand.show(names.RUNS)
    hand.window.pages.runs.filter_bar.clear()
    yield hand.is_at_rest
    hand.window.pages.runs.table.selectAll()
    yield hand.is_at_rest


def compared(what: str, runs: Callable[[Hand], list[Path]]) -> Scene:
    def scene(hand: Hand) -> Iterator[Condition]:
        yield from hand.stop()
        hand.session.comparison.compare(runs(hand))
        hand.show(names.COMPARE)
        yield lambda: hand.session.comparison.compared is not None and hand.is_quiet()

    return named(f"compared: {what}", scene)


def repulsion(hand: Hand) -> Iterator[Condition]:
    """The matrix of the views shows weights, which depend on a temperature."""
    yield from hand.open(hand.places.runs[0])
    hand.show(names.VIEWS)
    yield from hand.turn(hand.window.pages.views.tabs, NETWORK_TAB)
    network = hand.window.pages.views.network
    assert network is not None
    network.shown.setCurrentIndex(1)
    yield hand.is_at_rest


def other_views(hand: Hand) -> Iterator[Condition]:
    """The next run is to have other ones than the run that is open."""
    yield from hand.open(hand.places.runs[0])
    hand.show(names.VIEWS)
    yield from hand.turn(hand.window.pages.views.tabs, 0)
    hand.session.experiment.change_config({"views.hue": 0.25})
    hand.aim_at(hand.window.pages.views.settings.back)
    yield hand.is_at_rest


def curves(tab: int) -> Scene:
    """The charts of a run, one group after the other."""

    def scene(hand: Hand) -> Iterator[Condition]:
        yield from page(names.TRAIN, 1)(hand)
        yield from hand.turn(hand.window.pages.train.charts.tabs, tab)

    return named(f"curves {tab}", scene)


def curves_pointed_at(hand: Hand) -> Iterator[Condition]:
    """Their values stand above them as long as the mouse is there."""
    yield from compared("two", lambda hand: hand.places.runs[:2])(hand)
    card = hand.window.pages.compare.curves
    yield hand.is_at_rest
    middle = card.plot.mapTo(hand.window, card.plot.rect().center())
    hand.later(lambda: gestures.hover(hand.window, middle))
    hand.aim_at(card._values)
    yield hand.is_at_rest


def two_filters(hand: Hand) -> Iterator[Condition]:
    yield from hand.stop()
    hand.show(names.LEARN)
    lesson = hand.show_lesson("convolution")
    assert isinstance(lesson, ConvolutionLesson)
    yield hand.has_answered()
    lesson.second.setChecked(True)


def grid_of_plans(hand: Hand) -> Iterator[Condition]:
    yield from hand.open(hand.places.runs[0])
    hand.later(hand.window.requests.planning.plan)
    yield lambda: hand.window.findChild(PlanDialog) is not None
    dialog = hand.window.findChild(PlanDialog)
    assert isinstance(dialog, PlanDialog)
    dialog.recipe.setCurrentIndex(dialog.recipe.count() - 1)
    dialog.recipe.activated.emit(dialog.recipe.currentIndex())
    yield hand.is_at_rest


def _export(hand: Hand) -> Iterator[Condition]:
    hand.later(hand.window.menu.export.trigger)
    yield lambda: hand.window.findChild(ExportDialog) is not None and hand.is_at_rest()


def exporting(hand: Hand) -> Iterator[Condition]:
    """It takes long."""
    yield from hand.open(hand.places.runs[0])
    yield from _export(hand)
    dialog = hand.window.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    dialog.show_progress("")
    yield hand.is_at_rest


def exported(hand: Hand) -> Iterator[Condition]:
    yield from hand.open(hand.places.runs[0])
    yield from _export(hand)
    dialog = hand.window.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    dialog._request("torchvision", hand.places.out / "exported.safetensors")
    yield lambda: dialog._pages.currentWidget() is dialog._result


def export_without_images(hand: Hand) -> Iterator[Condition]:
    """Those of the run have been moved."""
    yield from hand.stop()
    run_dir = hand.places.run_without_images()
    hand.drop(run_dir)
    yield lambda: hand.session.experiment.run_dir == run_dir and hand.is_quiet()
    yield from _export(hand)
    dialog = hand.window.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    dialog._request("features", hand.places.out / "features.csv")
    yield dialog.images_button.isVisible


def export_without_packages(hand: Hand) -> Iterator[Condition]:
    yield from hand.open(hand.places.runs[0])
    hand.stage.lack({"onnx", "pyarrow"})
    yield from _export(hand)
    dialog = hand.window.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    dialog.choice.choose("onnx")
    yield hand.is_at_rest
