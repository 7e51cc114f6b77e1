"""States of the window in which much shows: a scene is what leads there, and what it has to wait for."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from simclr_gui.engine.exchange.corrections import Corrections
from simclr_gui.gui.pages import names
from simclr_gui.state.phases import Phase
from tests.campaign.monkey import gestures
from tests.campaign.monkey.hand import Condition, Hand, Scene

EPOCHS_OF_A_LONG_TRAINING = 100_000
STEPS_OF_CURVES = 30


def folder_data(hand: Hand) -> Iterator[Condition]:
    yield from hand.stop()
    hand.show(names.TRAIN)
    hand.drop(hand.places.images)
    yield lambda: hand.session.experiment.config.data.source == "folder" and hand.is_quiet()


def gallery(hand: Hand) -> Iterator[Condition]:
    yield from folder_data(hand)
    hand.click(hand.window.pages.train.start.browse)
    yield hand.is_at_rest


def download(hand: Hand) -> Iterator[Condition]:
    """Images that are not on this machine."""
    yield from hand.stop()
    hand.show(names.TRAIN)
    hand.session.experiment.change_config({"data.source": "cifar10"})
    yield hand.is_at_rest
    hand.click(hand.window.header.main_button)
    yield hand.is_at_rest


def all_settings(hand: Hand) -> Iterator[Condition]:
    """Every section, and what is folded away."""
    yield from hand.stop()
    hand.show(names.TRAIN)
    setup = hand.window.pages.train.setup
    if not setup.expert.isChecked():
        hand.click(setup.expert)
    yield setup.expert.isChecked
    expert = hand.window.pages.train.expert
    assert expert is not None
    expert.search.clear()
    expert.suggest.click()
    for form in expert.forms.values():
        form.more.setChecked(True)
    yield hand.is_at_rest


def settings_of_views(hand: Hand) -> Iterator[Condition]:
    yield from hand.stop()
    hand.show(names.VIEWS)
    yield from hand.turn(hand.window.pages.views.tabs, 0)
    for form in hand.window.pages.views.settings.findChildren(QWidget):
        more = getattr(form, "more", None)
        if more is not None:
            more.setChecked(True)
    yield hand.is_at_rest


def nothing_found(hand: Hand) -> Iterator[Condition]:
    yield from all_settings(hand)
    expert = hand.window.pages.train.expert
    assert expert is not None
    expert.search.setText("no such setting")
    yield hand.is_at_rest


def lesson(number: int) -> Scene:
    def scene(hand: Hand) -> Iterator[Condition]:
        yield from hand.stop()
        hand.show(names.LEARN)
        hand.window.pages.learn.list.setCurrentRow(number)
        yield hand.has_answered()
        hand.window.pages.learn.reveal()
        yield hand.is_at_rest

    scene.__name__ = f"lesson {number + 1}"
    return scene


def image_on_map(hand: Hand) -> Iterator[Condition]:
    yield from hand.open(hand.places.runs[0])
    hand.show(names.MAP)
    yield from hand.turn(hand.window.pages.map.tabs, 0)
    hand.drop(hand.places.out / "image.png")
    yield lambda: hand.session.feature_space.query_image is not None and hand.is_quiet()


def group_on_map(hand: Hand) -> Iterator[Condition]:
    """Circled."""
    yield from hand.open(hand.places.runs[0])
    hand.show(names.MAP)
    yield from hand.turn(hand.window.pages.map.tabs, 0)
    maps = hand.window.pages.map.maps
    scatter = next(iter(maps.cards.values())).scatter
    maps.tools.lasso.setChecked(True)
    yield hand.is_at_rest

    def circle() -> None:
        window = hand.window
        corners = [scatter.mapTo(window, QPoint(round(x * scatter.width()), round(y * scatter.height())))
                   for x, y in ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9), (0.1, 0.2))]  # fmt: skip
        gestures.draw(window, corners)

    hand.later(circle)
    yield hand.is_at_rest


def other_run_on_map(hand: Hand) -> Iterator[Condition]:
    yield from hand.open(hand.places.runs[0])
    hand.show(names.MAP)
    yield from hand.turn(hand.window.pages.map.tabs, 0)
    hand.session.other_map.choose(hand.places.runs[1])
    yield hand.is_quiet


def comparison(hand: Hand) -> Iterator[Condition]:
    yield from hand.stop()
    hand.session.comparison.compare(hand.places.runs[:8])
    hand.show(names.COMPARE)
    yield lambda: hand.session.comparison.compared is not None and hand.is_quiet()


def one_run_to_compare(hand: Hand) -> Iterator[Condition]:
    yield from hand.stop()
    hand.session.comparison.compare(hand.places.runs[:1])
    hand.show(names.COMPARE)
    yield hand.is_at_rest


def paused(page: str, tab: int | None = None) -> Scene:
    """A training that has curves stands still; others wait for it."""

    def scene(hand: Hand) -> Iterator[Condition]:
        experiment, queue = hand.session.experiment, hand.session.queue
        if experiment.phase is not Phase.PAUSED:
            yield from hand.stop()
            hand.stage.train_for(EPOCHS_OF_A_LONG_TRAINING)
            hand.window.requests.start()
            yield lambda: experiment.phase is Phase.TRAINING and len(hand.session.curves.steps) > STEPS_OF_CURVES
            hand.session.pause()
            yield lambda: experiment.phase is Phase.PAUSED
        while len(queue.contents.entries) < 3:
            hand.window.requests.start()
            yield hand.is_at_rest
        yield from hand.look_at(page, tab)

    scene.__name__ = f"paused: {page} {'' if tab is None else tab}"
    return scene


def tour(number: int) -> Scene:
    def scene(hand: Hand) -> Iterator[Condition]:
        yield from hand.stop()
        hand.window._navigation.begin_tour()
        for _ in range(number):
            hand.session.tour.go_on()
            yield hand.is_at_rest
        yield lambda: hand.session.tour.scene is not None

    scene.__name__ = f"tour {number + 1}"
    return scene


def presentation(hand: Hand) -> Iterator[Condition]:
    yield from hand.open(hand.places.runs[0])
    hand.show(names.TRAIN)
    if not hand.window.isFullScreen():
        hand.later(hand.window._presentation.toggle)
    yield lambda: hand.window.isFullScreen() and hand.is_at_rest()


def dialog(show: Callable[[Hand], object], name: str) -> Scene:
    """A dialog over the page of the run."""

    def scene(hand: Hand) -> Iterator[Condition]:
        yield from hand.open(hand.places.runs[0])
        hand.show(names.TRAIN)
        hand.later(lambda: show(hand))
        yield hand.is_at_rest

    scene.__name__ = name
    return scene


def import_dialog(hand: Hand) -> Iterator[Condition]:
    yield from hand.stop()
    hand.drop(hand.places.out / "encoder.safetensors")
    yield hand.is_at_rest


def imported_run(hand: Hand) -> Iterator[Condition]:
    yield from hand.stop()
    if hand.session.experiment.origin is None:
        hand.session.importing.look_at(hand.places.out / "encoder.safetensors")
        yield lambda: hand.session.importing.recognised is not None
        hand.session.importing.take_in({}, Corrections())
        yield lambda: hand.is_quiet() and hand.session.experiment.origin is not None
    hand.show(names.TRAIN)
    yield hand.is_at_rest
