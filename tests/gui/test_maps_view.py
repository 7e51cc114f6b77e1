"""The linked maps: neighbours, selection, filter, search, colours, moments, films, images from outside."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import (
    CheckpointMapped,
    CheckpointsKept,
    ImagesChosen,
    ImagesPredicted,
    MapComputed,
    NeighboursFound,
    Placement,
    QueryImagePlaced,
)
from simclr_gui.engine.experiments.experiment import experiment
from simclr_gui.engine.mapping.files import KINDS
from simclr_gui.engine.mapping.umap_layout import umap_layout
from simclr_gui.engine.messages.sentences import Sentence
from simclr_gui.engine.training.control import Control
from simclr_gui.gui.look.theme import LIGHT
from simclr_gui.gui.pages.map.colouring import BY_CORRECTNESS, BY_LOSS, BY_PREDICTION, OWN, colour_dots
from simclr_gui.gui.pages.registry import PAGES
from simclr_gui.gui.parts.paper import PAPER_SCALE
from simclr_gui.state.experiment import Phase
from tests.gui.conftest import Shown
from tests.gui.test_pages import MAP, feed, texts
from tests.small import SMALL

COUNT = 30


def chosen() -> ImagesChosen:
    images = np.random.default_rng(0).integers(0, 255, (COUNT, 8, 8, 3)).astype(np.uint8)
    return ImagesChosen(images, np.arange(COUNT) % 2, np.arange(COUNT), ("cat", "dog"))


def predicted() -> ImagesPredicted:
    """Every fifth image is mistaken."""
    labels = np.arange(COUNT) % 2
    predictions = np.where(np.arange(COUNT) % 5 == 0, 1 - labels, labels)
    own = np.where(predictions == labels, 0.9, 0.1).astype(np.float32)
    return ImagesPredicted(labels, predictions, np.full(COUNT, 0.9, np.float32), own, ("cat", "dog"))


@pytest.fixture
def mapped(shown: Shown) -> Shown:
    """Three maps of thirty images, and what was made of them."""
    rng = np.random.default_rng(1)
    feed(shown, predicted(), chosen())
    for kind in KINDS:
        near = np.stack([(place + np.arange(1, 13)) % COUNT for place in range(COUNT)]).astype(np.int32)
        feed(shown, NeighboursFound(kind, near))
        for method in ("pca", "umap"):
            feed(shown, MapComputed(kind, method, rng.normal(size=(COUNT, 2)).astype(np.float32), 0.5, 0.9))
    shown.session.experiment.set_phase(Phase.DONE)
    shown.window.show_page(MAP)
    return shown


@pytest.fixture(scope="module")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small run that was trained, scored and mapped."""
    path = tmp_path_factory.mktemp("maps-view") / "run"
    list(experiment(SMALL, path, Control(), umap_layout))
    return path


@pytest.fixture
def opened(shown: Shown, qtbot: QtBot, run_dir: Path) -> Iterator[Shown]:
    session = shown.session
    session.load_engine()
    qtbot.waitUntil(lambda: session.is_loaded, timeout=60_000)
    session.open_run(run_dir)
    qtbot.waitUntil(lambda: session.experiment.phase is Phase.DONE, timeout=60_000)
    shown.window.show_page(MAP)
    yield shown


def done(shown: Shown, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: shown.session.stream.is_empty, timeout=120_000)


def png(pixels: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def test_that_a_click_keeps_a_picture_and_shows_its_nearest_in_every_space(mapped: Shown, qtbot: QtBot) -> None:
    view, session = mapped.window.pages.map.maps, mapped.session
    view.cards["pca"].scatter.clicked.emit(4)
    session.feature_space.point_at(-1)
    assert session.selection.pinned == 4
    for kind in KINDS:
        scatter, goal = view.cards[kind].scatter, session.feature_space.maps[kind].coordinates[4]
        qtbot.waitUntil(lambda scatter=scatter, goal=goal: np.allclose(scatter.ring_place, goal), timeout=2_000)
        assert list(view.image.neighbours[kind].keys) == [*range(5, 17)]
        assert view.image.neighbours[kind].isVisible()
    assert view.image.name.text() == "cat"
    assert view.image.words.text() == "Test image 5. Predicted correctly, 90 % sure."
    view.image.neighbours["pca"].clicked.emit(5)
    assert view.image.words.text() == "Test image 6. Predicted as cat, 90 % sure."


def test_that_escape_lets_go_of_the_picture_first_and_then_of_the_selection(mapped: Shown, qtbot: QtBot) -> None:
    selection = mapped.session.selection
    mapped.window.pages.map.maps.picker.select(np.array([1, 2, 3]))
    selection.pin(2)
    mapped.window.let_go()
    assert selection.pinned == -1
    assert selection.selected.tolist() == [1, 2, 3]
    mapped.window.let_go()
    assert not len(selection.selected)


def test_that_what_is_circled_in_one_map_is_selected_in_all_and_shown_as_a_gallery(mapped: Shown) -> None:
    view = mapped.window.pages.map.maps
    view.cards["untrained"].scatter.lassoed.emit(np.array([0, 2, 3]))
    for kind in KINDS:
        assert np.flatnonzero(view.cards[kind].scatter.dots.is_selected).tolist() == [0, 2, 3]
    assert view.gallery.isVisible()
    assert view.gallery.title.text() == "3 images"
    assert view.gallery.words.text().startswith("67 % cat, 33 % dog.")
    view.gallery.gallery.clicked.emit(3)
    assert not view.gallery.isVisible(), "one image is looked at"
    assert view.image.name.text() == "dog"


def test_that_a_selection_is_exported_as_pictures_and_a_table(
    mapped: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "out"))
    view = mapped.window.pages.map.maps
    view.picker.select(np.array([4, 5]))
    view.gallery.export.click()
    with (tmp_path / "out" / "pictures.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [row["file"] for row in rows] == ["test-000005.png", "test-000006.png"]
    assert [(row["class"], row["taken_for"]) for row in rows] == [("cat", "cat"), ("dog", "cat")]
    with Image.open(tmp_path / "out" / "test-000005.png") as image:
        np.testing.assert_array_equal(np.asarray(image), chosen().images[4])


def test_that_a_folder_closed_to_us_is_told_in_the_banner(
    mapped: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "file"))
    view = mapped.window.pages.map.maps
    view.picker.select(np.array([4]))
    view.gallery.export.click()
    assert "cannot be written" in texts(mapped.window.banner)


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Light, Qt.ColorScheme.Dark])
def test_that_the_maps_are_saved_as_a_figure_on_white(
    scheme: Qt.ColorScheme, mapped: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mapped.theme.choose(scheme)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "maps.png"), ""))
    menu = mapped.window.header.more.menu()
    menu.aboutToShow.emit()
    assert menu.save_maps.isVisible()
    menu.save_maps.trigger()
    assert mapped.window.banner.sentence.text() == f"Saved: {tmp_path / 'maps.png'}"
    figure = QImage(str(tmp_path / "maps.png"))
    scatters = [card.scatter for card in mapped.window.pages.map.maps.cards.values()]
    assert figure.width() > PAPER_SCALE * sum(scatter.width() for scatter in scatters)
    corners = [figure.pixelColor(x, y).name() for x in (0, figure.width() - 1) for y in (0, figure.height() - 1)]
    assert corners == 4 * ["#ffffff"]
    pixels = np.frombuffer(figure.convertToFormat(QImage.Format.Format_RGB888).constBits(), np.uint8)
    assert 0.01 < (pixels < 250).mean() < 0.5  # drawn, and on paper


def test_that_only_maps_are_offered_as_a_figure(shown: Shown) -> None:
    menu = shown.window.header.more.menu()
    for page in (entry.name for entry in PAGES):
        shown.window.show_page(page)
        menu.aboutToShow.emit()
        assert not menu.save_maps.isVisible()


def test_that_a_class_can_be_hidden_and_seen_alone(mapped: Shown, qtbot: QtBot) -> None:
    view, selection = mapped.window.pages.map.maps, mapped.session.selection
    first = view.legend.entries.place_of(0).center()
    qtbot.mouseClick(view.legend.entries, Qt.MouseButton.LeftButton, pos=first)
    assert selection.hidden == {0}
    assert not view.cards["simclr"].scatter.dots.is_shown(0)
    assert view.cards["simclr"].scatter.dots.is_shown(1)
    qtbot.mouseDClick(view.legend.entries, Qt.MouseButton.LeftButton, pos=first)
    assert selection.hidden == {1}, "twice clicked, a class is alone"
    qtbot.mouseClick(view.legend.entries, Qt.MouseButton.LeftButton, pos=first)
    qtbot.mouseDClick(view.legend.entries, Qt.MouseButton.LeftButton, pos=first)
    assert selection.hidden == frozenset()


def test_that_a_picture_is_found_by_its_number(mapped: Shown, qtbot: QtBot) -> None:
    tools = mapped.window.pages.map.maps.tools
    tools.search.setFocus()  # a Return that it does not use presses the button that has the focus
    qtbot.keyClicks(tools.search, "12")
    qtbot.keyClick(tools.search, Qt.Key.Key_Return)
    assert mapped.session.selection.pinned == 11
    tools.search.clear()
    qtbot.keyClicks(tools.search, "99")
    qtbot.keyClick(tools.search, Qt.Key.Key_Return)
    assert "no test image 99" in texts(mapped.window.banner)


def test_that_dots_are_coloured_by_guess_correctness_and_loss(mapped: Shown) -> None:
    by_prediction = colour_dots(chosen(), predicted(), BY_PREDICTION, LIGHT)
    by_class = colour_dots(chosen(), None, BY_PREDICTION, LIGHT)
    assert np.flatnonzero((by_prediction.colours != by_class.colours).any(axis=1)).tolist() == [0, 5, 10, 15, 20, 25]
    right_or_wrong = colour_dots(chosen(), predicted(), BY_CORRECTNESS, LIGHT)
    assert len(np.unique(right_or_wrong.colours[::5], axis=0)) == 1
    assert [words for words, _ in right_or_wrong.keys] == ["right", "wrong"]
    by_loss = colour_dots(chosen(), predicted(), BY_LOSS, LIGHT).colours.astype(int)
    assert by_loss[0].sum() > by_loss[1].sum(), "viridis: the larger the loss, the brighter"
    view = mapped.window.pages.map.maps
    view.colouring.choose(BY_CORRECTNESS)
    np.testing.assert_array_equal(view.cards["pca"].scatter.dots.colours, right_or_wrong.colours)
    assert "wrong" in view.legend.accessibleName()


def test_that_colours_that_need_guesses_are_not_offered_without_them(shown: Shown) -> None:
    feed(shown, chosen())
    model = shown.window.pages.map.maps.colouring.box.model()
    assert [model.item(place).isEnabled() for place in range(5)] == [True, False, False, True, False]
    feed(shown, predicted())
    assert all(model.item(place).isEnabled() for place in range(5))


def test_that_colours_are_chosen_by_buttons_where_there_is_room_and_from_a_list_elsewhere(
    mapped: Shown, qtbot: QtBot
) -> None:
    view = mapped.window.pages.map.maps
    mapped.window.resize(1_500, 800)
    qtbot.waitUntil(lambda: view.colouring.button(OWN).isVisible())
    qtbot.mouseClick(view.colouring.button(OWN), Qt.MouseButton.LeftButton)
    assert view.colouring.colouring == OWN
    mapped.window.resize(1_024, 720)
    qtbot.waitUntil(lambda: view.colouring.box.isVisible())
    assert not view.colouring.button(OWN).isVisible()
    view.colouring.choose(BY_CORRECTNESS)
    assert view.colouring.button(BY_CORRECTNESS).isChecked()


@pytest.mark.parametrize("width", [1_024, 1_366])
def test_that_no_map_moves_when_words_colours_or_methods_change(mapped: Shown, qtbot: QtBot, width: int) -> None:
    view = mapped.window.pages.map.maps
    mapped.window.resize(width, 768)
    qtbot.wait(50)

    def places() -> list[QRect]:
        widgets = [card.scatter for card in view.cards.values()] + [view.colouring, view.other_box]
        return [QRect(widget.mapTo(view, QPoint()), widget.size()) for widget in widgets]

    before = places()
    for colouring in (BY_PREDICTION, BY_CORRECTNESS, BY_LOSS, OWN):
        view.colouring.choose(colouring)
        qtbot.wait(20)
        assert places() == before, colouring
    view.tools.method.activated.emit(1)
    view.cards["simclr"].show_step(123_456, 0.5)
    view.other_box.list_runs()
    qtbot.wait(20)
    assert places() == before


def test_that_no_ring_stays_beside_a_group_that_was_circled(mapped: Shown, qtbot: QtBot) -> None:
    view, space = mapped.window.pages.map.maps, mapped.session.feature_space
    scatter = view.cards["pca"].scatter
    qtbot.wait(300)
    qtbot.mouseMove(scatter, QPoint(1, 1))
    qtbot.mouseMove(scatter, scatter.on_screen(3).toPoint())
    assert scatter.ring_place is not None
    button, shift = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
    corners = [QPoint(2, 2), QPoint(scatter.width() - 2, 2), QPoint(scatter.width() - 2, scatter.height() - 2)]
    qtbot.mousePress(scatter, button, shift, corners[0])
    for corner in corners[1:]:
        qtbot.mouseMove(scatter, corner)
    qtbot.mouseRelease(scatter, button, shift, corners[-1])
    assert len(mapped.session.selection.selected)
    assert space.pointed_at == -1
    assert all(card.scatter.ring_place is None for card in view.cards.values())


def test_that_two_components_can_be_shown_instead_of_umap(mapped: Shown) -> None:
    view, space = mapped.window.pages.map.maps, mapped.session.feature_space
    umap, plane = space.umaps["simclr"].coordinates, space.planes["simclr"].coordinates
    assert view.cards["simclr"].scatter.goal is umap
    view.tools.method.activated.emit(1)
    assert view.cards["simclr"].scatter.goal is plane
    assert not view.kept_steps.isVisible(), "moments are maps of UMAP"
    view.tools.method.activated.emit(0)
    assert view.cards["simclr"].scatter.goal is umap


def test_that_the_slider_shows_earlier_maps_and_plays_to_the_present(mapped: Shown, qtbot: QtBot) -> None:
    view, space, timeline = mapped.window.pages.map.maps, mapped.session.feature_space, mapped.session.timeline
    now = space.umaps["simclr"].coordinates
    early = {step: now * scale for step, scale in ((0, np.float32(0.2)), (40, np.float32(0.6)))}
    feed(mapped, *(CheckpointMapped(step, coordinates, 0.3) for step, coordinates in early.items()))
    feed(mapped, CheckpointsKept((0, 40, 80)))
    view.kept_steps.slider.slider.setValue(0)
    assert view.cards["simclr"].scatter.goal is early[0]
    assert "Before training\nNeighbours kept 30 %" in texts(view)
    view.kept_steps.slider.slider.setValue(2)
    assert view.cards["simclr"].scatter.goal is now
    timeline.timer.setInterval(30)
    seen: list[int | None] = []
    space.kept_steps_changed.connect(lambda: seen.append(space.moment))
    qtbot.mouseClick(view.kept_steps.slider.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not timeline.playing, timeout=5_000)
    assert seen == [0, 40, None]


def test_that_a_moment_without_a_map_is_told_and_the_nearest_that_has_one_is_shown(mapped: Shown) -> None:
    view, page = mapped.window.pages.map.maps, mapped.window.pages.map
    now = mapped.session.feature_space.umaps["simclr"].coordinates
    early = now * np.float32(0.2)
    feed(mapped, CheckpointsKept((0, 40, 70, 80)), CheckpointMapped(40, early, 0.3))
    for step, shown, words in (
        (40, early, "SimCLR's map after 40 steps."),
        (0, early, "There is no map before training. What you see is the nearest one, after 40 steps."),
        (70, now, "There is no map after 70 steps. What you see is the nearest one, after 80 steps."),
    ):
        mapped.session.timeline.choose(step)
        assert view.cards["simclr"].scatter.goal is shown
        assert words in page.sentence.text()
    assert view.kept_steps.draw.isVisible(), "the missing ones can be drawn"
    mapped.session.timeline.choose(None)
    assert "What you see" not in page.sentence.text()


def test_that_an_image_from_outside_lands_on_no_earlier_map(mapped: Shown) -> None:
    view = mapped.window.pages.map.maps
    placement = Placement(np.zeros(2, np.float32), np.arange(3))
    pixels = np.zeros((8, 8, 3), np.uint8)
    placed = QueryImagePlaced(pixels, dict.fromkeys(KINDS, placement), (), pixels)
    feed(mapped, CheckpointsKept((0, 80)), CheckpointMapped(0, np.zeros((COUNT, 2), np.float32), 0.3), placed)
    mapped.session.timeline.choose(0)
    assert [view.cards[kind].scatter.query_marker is not None for kind in KINDS] == [kind != "simclr" for kind in KINDS]
    mapped.session.timeline.choose(None)
    assert view.cards["simclr"].scatter.query_marker is not None


def test_that_the_moments_of_a_run_are_drawn_on_a_click_and_saved_as_a_film(
    opened: Shown, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, space = opened.window.pages.map.maps, opened.session.feature_space
    qtbot.waitUntil(view.kept_steps.draw.isVisible)
    qtbot.mouseClick(view.kept_steps.draw, Qt.MouseButton.LeftButton)
    assert opened.session.experiment.phase is Phase.MAPPING
    qtbot.waitUntil(lambda: 0 in space.kept_steps, timeout=120_000)
    done(opened, qtbot)
    assert view.kept_steps.animation.isVisible()
    banner = opened.window.banner
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "map.avi"), ""))
    view.kept_steps.animation.click()
    assert (banner.sentence.text(), banner.remedy.text()[:4]) == ("Cannot save as .avi.", "Use ")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "nowhere" / "map.gif"), ""))
    view.kept_steps.animation.click()
    qtbot.waitUntil(lambda: "nowhere" in banner.sentence.text(), timeout=60_000)
    done(opened, qtbot)
    assert "cannot be written: no such file or directory" in banner.sentence.text()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "map"), ""))
    view.kept_steps.animation.click()
    qtbot.waitUntil(lambda: (tmp_path / "map.gif").exists(), timeout=60_000)
    done(opened, qtbot)
    assert banner.sentence.text() == f"Saved: {tmp_path / 'map.gif'}"
    with Image.open(tmp_path / "map.gif") as gif:
        assert gif.size == (480, 480)
        assert gif.n_frames > 10
        first = np.asarray(gif.convert("RGB")).astype(int)
        gif.seek(gif.n_frames - 1)
        assert np.abs(np.asarray(gif.convert("RGB")).astype(int) - first).max() > 50, "points have moved"


def test_that_a_picture_dropped_on_the_map_lands_beside_itself(opened: Shown, qtbot: QtBot, tmp_path: Path) -> None:
    view, space = opened.window.pages.map.maps, opened.session.feature_space
    assert space.images is not None
    (tmp_path / "mine.png").write_bytes(png(space.images.images[9]))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "mine.png"))])
    button, key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, button, key)
    with qtbot.waitSignal(space.placed, timeout=60_000):
        opened.window.dropEvent(drop)
    done(opened, qtbot)
    assert space.query_image is not None
    for kind in KINDS:
        assert view.image.neighbours[kind].keys[0] == 9
        assert view.cards[kind].scatter.query_marker == pytest.approx(space.umaps[kind].coordinates[9], abs=0.5)
    assert "%" in view.image.likely.accessibleName()
    assert view.image.likely.isVisible()
    assert "Your image is recognised as" in opened.window.pages.map.sentence.text()
    opened.window.let_go()
    assert space.query_image is None
    assert view.cards["pca"].scatter.query_marker is None


def test_that_a_picture_can_be_pasted(opened: Shown, qtbot: QtBot) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    space = opened.session.feature_space
    with qtbot.waitSignal(space.placed, timeout=60_000):
        opened.window.reception.paste()
    assert space.query_image is not None
    assert space.query_image.pixels[8, 8].tolist() == [255, 0, 0]
    done(opened, qtbot)


def test_that_a_file_that_is_no_picture_is_told_and_the_run_stays_as_it_is(
    opened: Shown, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "broken.png").write_bytes(b"nothing")
    opened.session.evaluation_requests.place(tmp_path / "broken.png")
    done(opened, qtbot)
    assert "broken.png cannot be placed on the map" in texts(opened.window.banner)
    assert opened.session.experiment.phase is Phase.DONE
    assert opened.session.feature_space.umaps


def test_that_the_menu_of_the_knobs_grows_with_their_notes(shown: Shown, qtbot: QtBot) -> None:
    tools = shown.window.pages.map.maps.tools
    draw = tools.knobs.draw
    tools.menu.popup(QPoint(50, 50))
    qtbot.waitUntil(draw.isVisible, timeout=30_000)
    for name in ("points", "neighbours", "min_dist"):
        tools.knobs.editors[name].judged.emit(name, Sentence("Too much, by far."), True)
    QApplication.processEvents()
    assert tools.menu.rect().contains(draw.mapTo(tools.menu, draw.rect().bottomRight()))
    tools.menu.close()


def test_that_other_knobs_draw_other_maps(opened: Shown, qtbot: QtBot) -> None:
    tools, space = opened.window.pages.map.maps.tools, opened.session.feature_space
    tools.knobs.editors["points"].control.setValue(20)
    tools.knobs.editors["neighbours"].control.setValue(5)
    tools.knobs.draw.click()
    qtbot.waitUntil(lambda: len(space.umaps) == 3 and len(space.umaps["pca"].coordinates) == 20, timeout=120_000)
    done(opened, qtbot)
    assert opened.window.pages.map.maps.cards["pca"].scatter.dots.count == 20


def test_that_a_drawing_that_is_stopped_brings_the_maps_of_before_back(opened: Shown, qtbot: QtBot) -> None:
    session, space = opened.session, opened.session.feature_space
    before = space.umaps["simclr"].coordinates.copy()
    session.evaluation_requests.change_map_settings({"seed": 5})
    with qtbot.waitSignal(space.images_changed, timeout=60_000):
        session.evaluation_requests.compute_maps()
    session.stop()
    done(opened, qtbot)
    assert session.experiment.phase is Phase.DONE
    np.testing.assert_array_equal(space.umaps["simclr"].coordinates, before)


def test_that_nothing_is_asked_while_a_run_is_trained(shown: Shown) -> None:
    session = shown.session
    session.evaluation_requests.evaluate(layers=True)
    assert session.stream.is_empty, "there is no run yet"
    feed(shown, chosen())
    session.experiment.set_phase(Phase.TRAINING)
    session.evaluation_requests.compute_maps()
    assert session.stream.is_empty


def test_that_further_seeds_are_trained_and_summed_up(opened: Shown, qtbot: QtBot, home: Path) -> None:
    session = opened.session
    first = session.experiment.run_dir
    with qtbot.waitSignal(session.offered, timeout=240_000) as offered:
        session.train_further_seeds()
    assert first in offered.args[0].proposals[0].compares
    done(opened, qtbot)
    seeds = session.evaluation_requests.seeds
    assert seeds is not None
    assert seeds.seeds == (1, 2), "the first run lies elsewhere"
    assert session.other_map.run_dir is None, "this is no comparison of two runs"
