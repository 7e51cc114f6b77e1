"""Whatever is dropped on the window or pasted into it, on any page: it lands, waits, or is told why not."""

import base64
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QClipboard, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import MapComputed, Placement, QueryImagePlaced
from simclr_gui.engine.experiments.experiment import experiment
from simclr_gui.engine.mapping.umap_layout import umap_layout
from simclr_gui.engine.training.control import Control
from simclr_gui.gui.pages.names import LEARN
from simclr_gui.state.experiment import Phase
from tests.gui.conftest import Shown
from tests.gui.test_maps_view import chosen, done, png
from tests.gui.test_pages import FEATURES, MAP, RUNS, TRAIN, VIEWS, feed, texts
from tests.small import SMALL

BUTTON, KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture(scope="module")
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small run that was trained, scored and mapped."""
    path = tmp_path_factory.mktemp("reception") / "run"
    list(experiment(SMALL, path, Control(), umap_layout))
    return path


@pytest.fixture
def opened(shown: Shown, qtbot: QtBot, run_dir: Path) -> Iterator[Shown]:
    session = shown.session
    session.load_engine()
    qtbot.waitUntil(lambda: session.is_loaded, timeout=60_000)
    session.open_run(run_dir)
    qtbot.waitUntil(lambda: session.experiment.phase is Phase.DONE, timeout=60_000)
    yield shown


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    file = tmp_path / "mine.png"
    file.write_bytes(png(np.full((40, 40, 3), (200, 30, 30), np.uint8)))
    return file


def of_files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def hover(shown: Shown, data: QMimeData) -> str:
    """Drags it over the window, by the way that the system takes; what the sign says."""
    enter = QDragEnterEvent(QPoint(400, 300), Qt.DropAction.CopyAction, data, BUTTON, KEY)
    QApplication.sendEvent(shown.window.windowHandle(), enter)
    sign = shown.window.reception.sign
    return sign.words if sign.isVisible() else ""


def drop(shown: Shown, data: QMimeData) -> None:
    hover(shown, data)
    event = QDropEvent(QPoint(400, 300), Qt.DropAction.CopyAction, data, BUTTON, KEY)
    QApplication.sendEvent(shown.window.windowHandle(), event)
    assert not shown.window.reception.sign.isVisible()


def paste(shown: Shown, data: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(data)
    shown.window.reception.paste()


def told(shown: Shown) -> str:
    banner = shown.window.banner
    return "" if banner.isHidden() else f"{banner.sentence.text()} {banner.remedy.text()}".strip()


def begin(shown: Shown, phase: Phase) -> None:
    shown.session.experiment.set_phase(phase)


def tell_maps(shown: Shown) -> None:
    feed(shown, chosen())
    for kind in ("simclr", "untrained", "pca"):
        feed(shown, MapComputed(kind, "umap", np.zeros((30, 2), np.float32), 0.5, 0.9))


@pytest.mark.parametrize("page", [TRAIN, FEATURES, MAP, RUNS, LEARN])
def test_that_an_image_dropped_on_any_page_lands_on_the_map_and_is_recognised(
    opened: Shown, qtbot: QtBot, photograph: Path, page: str
) -> None:
    opened.window.show_page(page)
    opened.window.pages.map.tabs.setCurrentIndex(2)
    assert hover(opened, of_files(photograph)) == "Drop to place it on the map"
    with qtbot.waitSignal(opened.session.feature_space.placed, timeout=60_000):
        drop(opened, of_files(photograph))
    done(opened, qtbot)
    assert opened.window.page == MAP
    assert opened.window.pages.map.shows_maps
    assert "Your image is recognised as" in opened.window.pages.map.sentence.text()
    assert not told(opened)


def test_that_ctrl_v_places_what_is_in_the_clipboard_from_any_page(opened: Shown, qtbot: QtBot) -> None:
    image = QImage(3_000, 1_400, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.blue)
    QGuiApplication.clipboard().setImage(image)
    opened.window.show_page(RUNS)
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow, timeout=20_000)
    with qtbot.waitSignal(opened.session.feature_space.placed, timeout=60_000):
        qtbot.keyClick(opened.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    done(opened, qtbot)
    query_image = opened.session.feature_space.query_image
    assert query_image is not None
    assert query_image.seen.shape == (256, 256, 3), "people see more of it than the network does"
    assert query_image.seen[128, 128].tolist() == query_image.pixels[8, 8].tolist() == [0, 0, 255]


def test_that_of_several_files_the_first_image_lands(
    opened: Shown, qtbot: QtBot, photograph: Path, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("words")
    (tmp_path / "other.png").write_bytes(photograph.read_bytes())
    data = of_files(tmp_path / "notes.txt", photograph, tmp_path / "other.png")
    assert hover(opened, data) == "Drop to place the first of these images on the map"
    with qtbot.waitSignal(opened.session.feature_space.placed, timeout=60_000):
        paste(opened, data)
    done(opened, qtbot)
    query_image = opened.session.feature_space.query_image
    assert query_image is not None
    assert query_image.pixels[8, 8].tolist() == [200, 30, 30]


@pytest.mark.parametrize("kind", ["an image beside its address", "an address that holds it"])
def test_that_an_image_dragged_from_a_browser_lands(opened: Shown, qtbot: QtBot, photograph: Path, kind: str) -> None:
    data = QMimeData()
    if kind == "an image beside its address":
        data.setUrls([QUrl("https://example.org/red.png")])
        data.setImageData(QImage(str(photograph)))
    else:
        data.setUrls([QUrl("data:image/png;base64," + base64.b64encode(photograph.read_bytes()).decode())])
    with qtbot.waitSignal(opened.session.feature_space.placed, timeout=60_000):
        drop(opened, data)
    done(opened, qtbot)
    query_image = opened.session.feature_space.query_image
    assert query_image is not None
    assert query_image.pixels[8, 8].tolist() == [200, 30, 30]


def test_that_a_mere_link_is_told_and_nothing_is_fetched(shown: Shown) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/red.png")])
    drop(shown, data)
    assert told(shown) == "This is only a link to an image. Copy the image itself in the browser, then paste it here."
    assert not shown.session.arrivals.is_waiting


def test_that_an_image_waits_where_nothing_is_trained(shown: Shown, photograph: Path) -> None:
    assert hover(shown, of_files(photograph)) == "Drop to place it on the map later"
    drop(shown, of_files(photograph))
    assert told(shown) == ("There is no map yet, as nothing is trained. Train first, then your image finds its place.")
    assert "Your image is waiting to be placed." in shown.window.pages.map.sentence.text()


def test_that_an_image_dropped_during_a_training_is_placed_when_its_maps_are_there(
    opened: Shown, qtbot: QtBot, photograph: Path, run_dir: Path
) -> None:
    session = opened.session
    session.feature_space.clear()
    begin(opened, Phase.TRAINING)
    opened.window.show_page(RUNS)
    drop(opened, of_files(photograph))
    assert told(opened).startswith("Your image will be placed on the map when the training is over.")
    begin(opened, Phase.DONE)
    qtbot.wait(50)
    assert session.stream.is_empty, "there are no maps yet"
    with qtbot.waitSignal(session.arrivals.placed_late, timeout=60_000):
        session.open_run(run_dir)
    done(opened, qtbot)
    assert session.feature_space.query_image is not None
    assert not session.arrivals.is_waiting
    assert opened.window.page == RUNS, "nobody is taken away from what they look at"
    assert told(opened) == "Your image has found its place on the map."


def test_that_live_maps_are_no_place_yet(opened: Shown, qtbot: QtBot, photograph: Path) -> None:
    opened.session.feature_space.live_step = 40
    drop(opened, of_files(photograph))
    qtbot.wait(50)
    assert opened.session.arrivals.is_waiting
    assert opened.session.stream.is_empty


def test_that_a_plan_goes_on_before_an_image_that_waits(opened: Shown, qtbot: QtBot, photograph: Path) -> None:
    """Both begin when a run ends: the image, which can wait, must not be in the way."""
    session = opened.session
    session.feature_space.live_step = 40
    begin(opened, Phase.MAPPING)
    drop(opened, of_files(photograph))
    assert told(opened) == "Your image will be placed when the maps are drawn. Nothing else has to be done."
    session.feature_space.live_step = None
    begun = []
    session.experiment.phase_changed.connect(lambda: begun.append(session.stream.is_empty))
    begin(opened, Phase.DONE)
    assert begun == [True]
    qtbot.waitUntil(lambda: session.feature_space.query_image is not None, timeout=60_000)
    done(opened, qtbot)


def test_that_a_run_without_maps_offers_to_draw_them(opened: Shown, qtbot: QtBot, photograph: Path) -> None:
    session = opened.session
    session.feature_space.clear()
    drop(opened, of_files(photograph))
    assert told(opened).startswith("This run has no maps yet, so your image cannot be placed.")
    button = next(b for b in opened.window.banner.findChildren(QPushButton) if b.text() == "Draw the maps")
    with qtbot.waitSignal(session.arrivals.placed_late, timeout=120_000):
        button.click()
    done(opened, qtbot)
    assert opened.window.page == MAP
    assert session.feature_space.query_image is not None


@pytest.mark.parametrize(
    ("name", "words"),
    [("notes.txt", "notes.txt is not an image."), ("", "There is no image in what was dropped.")],
)
def test_that_what_is_no_image_is_told(shown: Shown, tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "notes.txt").write_text("words")
    data = of_files(tmp_path / name) if name else QMimeData()
    if not name:
        data.setText("a poem")
    drop(shown, data)
    assert told(shown) == f"{words} Use an image, a folder, zip or tar of images, or a file with an encoder."


def test_that_words_in_the_clipboard_are_told(shown: Shown) -> None:
    data = QMimeData()
    data.setText("a poem")
    paste(shown, data)
    assert told(shown) == "There is no image in the clipboard. Copy an image first, then paste it here."


def test_that_a_clipboard_without_any_data_is_told(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QClipboard, "mimeData", lambda _clipboard: None)
    shown.window.reception.paste()
    assert told(shown) == "There is no image in the clipboard. Copy an image first, then paste it here."


def test_that_a_folder_becomes_the_data_on_any_page_but_not_while_something_runs(shown: Shown, tmp_path: Path) -> None:
    shown.window.show_page(VIEWS)
    begin(shown, Phase.TRAINING)
    assert hover(shown, of_files(tmp_path)) == "Not while something is running"
    drop(shown, of_files(tmp_path))
    assert told(shown).startswith("Other images cannot be chosen while something is running.")
    assert shown.session.experiment.config.data.source == "shapes"
    begin(shown, Phase.IDLE)
    assert hover(shown, of_files(tmp_path)) == "Drop to learn from these images"
    drop(shown, of_files(tmp_path))
    assert shown.session.experiment.config.data.folder == tmp_path
    assert shown.window.page == TRAIN


def test_that_a_dropped_run_is_opened(opened: Shown, qtbot: QtBot, run_dir: Path) -> None:
    opened.session.experiment.replace_config(SMALL)
    opened.window.show_page(RUNS)
    begin(opened, Phase.IDLE)
    assert hover(opened, of_files(run_dir)) == "Drop to open this run"
    drop(opened, of_files(run_dir))
    qtbot.waitUntil(lambda: opened.session.experiment.phase is Phase.DONE, timeout=60_000)
    assert opened.session.experiment.run_dir == run_dir
    assert opened.session.experiment.config.data.source == SMALL.data.source


def test_that_a_training_keeps_other_runs_out(opened: Shown, run_dir: Path) -> None:
    begin(opened, Phase.TRAINING)
    drop(opened, of_files(run_dir))
    assert told(opened).startswith("Another run cannot be opened while something is running.")
    begin(opened, Phase.DONE)


def test_that_the_sign_goes_when_nothing_is_dropped_after_all(shown: Shown, photograph: Path) -> None:
    shown.window.show_page(VIEWS)
    assert hover(shown, of_files(photograph)) == "Drop to see views of this image"
    QApplication.sendEvent(shown.window.windowHandle(), QDragLeaveEvent())
    assert not shown.window.reception.sign.isVisible()


def test_that_the_three_likeliest_classes_are_bars_and_a_photograph_is_large(shown: Shown) -> None:
    tell_maps(shown)
    begin(shown, Phase.DONE)
    shown.window.show_page(MAP)
    panel = shown.window.pages.map.maps.image
    placement = Placement(np.zeros(2, np.float32), np.arange(12))
    pixels, seen = np.zeros((8, 8, 3), np.uint8), np.zeros((200, 200, 3), np.uint8)
    recognised = (("cat", 0.71), ("dog", 0.29))
    shown.window.resize(1600, 1000)
    feed(shown, QueryImagePlaced(pixels, {"simclr": placement}, recognised, seen))
    assert panel.likely.accessibleName() == "cat 71 %, dog 29 %"
    assert panel.likely.isVisible()
    QApplication.processEvents()
    assert panel.image.width() == 200
    shown.window.resize(shown.window.minimumSize())
    QApplication.processEvents()
    assert shown.window.height() == shown.window.minimumHeight(), "the large picture does not hold the window open"
    assert panel.image.width() < 200
    assert panel.image.geometry().bottom() <= panel.name.y(), "nothing lies over anything else"
    assert panel.likely.height() >= panel.likely.sizeHint().height()
    shown.window.let_go()
    assert not panel.likely.isVisible()
    assert "Point at a dot" in texts(panel)
