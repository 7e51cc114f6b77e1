"""One map: what the mouse and the keys do in it, and what is painted where."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPolygonF, QWheelEvent
from pytestqt.qtbot import QtBot

from simclr_gui.engine.events import Floats, ImagesChosen, MapComputed
from simclr_gui.gui.application import build_application
from simclr_gui.gui.look.theme import LIGHT, Theme, class_colour
from simclr_gui.gui.pages.map.scatter import Scatter, near_images
from simclr_gui.gui.pages.map.scatter.lasso import points_inside
from simclr_gui.gui.pages.map.scatter.markers import Markers, marker_px
from simclr_gui.gui.pages.map.scatter.point_set import Places, PointSet
from simclr_gui.gui.pages.map.scatter.raster import DISC_PX, Raster
from simclr_gui.gui.pages.map.scatter.view_transform import EDGE_PX, Area, ViewTransform
from simclr_gui.gui.pages.map.scatter.widget import MOST_MARKERS

LEFT, SHIFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
SIDE_PX = 400
VERY_MANY = MOST_MARKERS + 500
CROSS = np.array([[-5, -5], [5, 5], [0, 0], [5, -5], [-5, 5]], np.float32)
MIDDLE = 2  # the place of the point in the middle of the cross


@pytest.fixture
def dots_for_five(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five points are many enough to be dots."""
    monkeypatch.setattr(near_images, "FEW", 0)


@pytest.fixture
def scatter(qtbot: QtBot, dots_for_five: None) -> Iterator[Scatter]:
    theme = Theme(build_application([]))
    theme.choose(Qt.ColorScheme.Light)
    widget = Scatter(theme)
    qtbot.addWidget(widget)
    widget.resize(SIDE_PX, SIDE_PX)
    widget.show()
    qtbot.waitExposed(widget)
    yield widget
    theme.choose(Qt.ColorScheme.Unknown)


def show(
    scatter: Scatter, coordinates: Floats, labels: Places | None = None, grey: int = 128, side_px: int = 8
) -> None:
    """A map of images that are all of one grey."""
    count = len(coordinates)
    labels = np.arange(count) % 10 if labels is None else labels
    images = np.full((count, side_px, side_px, 3), grey, np.uint8)
    scatter.show_images(ImagesChosen(images, labels, np.arange(count), tuple("abcdefghij")))
    scatter.show_map(MapComputed("simclr", "umap", coordinates, 0.5))


def very_many(first: Floats) -> Floats:
    """The given points, and so many others around that no forms are drawn; none of these near the first ones."""
    turn = np.linspace(0, 2 * np.pi, VERY_MANY - len(first))
    others = 20 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    return np.concatenate([first, others]).astype(np.float32)


def pixel_of(scatter: Scatter, at: QPointF) -> QColor:
    image: QImage = scatter.grab().toImage()
    return image.pixelColor(round(at.x()), round(at.y()))


def distance(colour: QColor, other: str | QColor) -> int:
    """Largest difference of red, green or blue."""
    requested = QColor(other)
    return max(
        abs(colour.red() - requested.red()),
        abs(colour.green() - requested.green()),
        abs(colour.blue() - requested.blue()),
    )


def drag(qtbot: QtBot, scatter: Scatter, corners: list[QPointF], modifier: Qt.KeyboardModifier = PLAIN) -> None:
    """Through all corners, the button held."""
    points = [corner.toPoint() for corner in corners]
    qtbot.mousePress(scatter, LEFT, modifier, points[0])
    for point in points[1:]:
        qtbot.mouseMove(scatter, point)
    qtbot.mouseRelease(scatter, LEFT, modifier, points[-1])


def square_around(at: QPointF, reach_px: float) -> list[QPointF]:
    steps = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
    return [at + QPointF(right * reach_px, down * reach_px) for right, down in steps]


def looped(qtbot: QtBot, scatter: Scatter, loop: list[QPointF], modifier: Qt.KeyboardModifier = SHIFT) -> list[int]:
    with qtbot.waitSignal(scatter.lassoed) as caught:
        drag(qtbot, scatter, loop, modifier)
    places = caught.args[0]
    assert places.dtype == np.int64
    return places.tolist()


def clicked(qtbot: QtBot, scatter: Scatter, at: QPointF) -> int:
    with qtbot.waitSignal(scatter.clicked) as caught:
        qtbot.mouseClick(scatter, LEFT, PLAIN, at.toPoint())
    return caught.args[0]


def pointed(qtbot: QtBot, scatter: Scatter, at: QPointF) -> int:
    qtbot.mouseMove(scatter, QPoint(1, 1))  # a mouse that is there already would not move
    with qtbot.waitSignal(scatter.pointed) as caught:
        qtbot.mouseMove(scatter, at.toPoint())
    return caught.args[0]


# pointing, clicking, circling


def test_that_the_mouse_points_at_the_nearest_dot_and_at_none_on_empty_ground(scatter: Scatter, qtbot: QtBot) -> None:
    show(scatter, CROSS)
    for point in range(len(CROSS)):
        assert pointed(qtbot, scatter, scatter.on_screen(point) + QPointF(6, 5)) == point
    assert pointed(qtbot, scatter, scatter.on_screen(MIDDLE) + QPointF(60, 0)) == -1


def test_that_nothing_is_pointed_at_when_the_mouse_leaves(scatter: Scatter, qtbot: QtBot) -> None:
    show(scatter, CROSS)
    pointed(qtbot, scatter, scatter.on_screen(1))
    with qtbot.waitSignal(scatter.pointed) as caught:
        QCoreApplication.sendEvent(scatter, QEvent(QEvent.Type.Leave))
    assert caught.args == [-1]


def test_that_a_click_tells_the_dot_and_a_click_beside_tells_none(scatter: Scatter, qtbot: QtBot) -> None:
    show(scatter, CROSS)
    assert clicked(qtbot, scatter, scatter.on_screen(3)) == 3
    assert clicked(qtbot, scatter, scatter.on_screen(MIDDLE) + QPointF(0, 70)) == -1


def test_that_a_drag_moves_the_map_and_is_no_click(scatter: Scatter, qtbot: QtBot) -> None:
    show(scatter, CROSS)
    before = scatter.on_screen(MIDDLE)
    with qtbot.assertNotEmitted(scatter.clicked), qtbot.assertNotEmitted(scatter.lassoed):
        drag(qtbot, scatter, [before, before + QPointF(20, 0), before + QPointF(50, -30)])
    assert (scatter.on_screen(MIDDLE) - before - QPointF(50, -30)).manhattanLength() < 1.5
    assert pointed(qtbot, scatter, before + QPointF(50, -30)) == MIDDLE


@pytest.mark.parametrize("count", [500, VERY_MANY])
def test_that_shift_and_drag_circle_exactly_the_dots_inside(scatter: Scatter, qtbot: QtBot, count: int) -> None:
    coordinates = np.random.default_rng(0).uniform(-1, 1, (count, 2)).astype(np.float32)
    show(scatter, coordinates)
    loop = [QPointF(x, y) for x, y in ((80, 60), (330, 90), (200, 190), (300, 340), (100, 280))]
    caught = looped(qtbot, scatter, loop)
    polygon = QPolygonF(loop)
    inside = [polygon.containsPoint(scatter.on_screen(point), Qt.FillRule.WindingFill) for point in range(count)]
    expected = set(np.flatnonzero(inside).tolist())
    at_the_line = {
        point
        for point in expected ^ set(caught)
        if any(
            polygon.containsPoint(corner, Qt.FillRule.WindingFill) != inside[point]
            for corner in square_around(scatter.on_screen(point), 1)
        )
    }
    assert len(expected) > count / 10
    assert set(caught) ^ expected == at_the_line, "pixels decide only where the line runs"
    assert len(at_the_line) <= count / 100
    assert caught == sorted(caught)


def test_that_a_loop_around_nothing_is_told_too(scatter: Scatter, qtbot: QtBot) -> None:
    show(scatter, CROSS)
    assert looped(qtbot, scatter, square_around(scatter.on_screen(MIDDLE) + QPointF(0, 80), 20)) == []


def test_that_what_is_circled_twice_is_inside() -> None:
    pentagram = [QPointF(50 + 40 * np.sin(turn), 50 - 40 * np.cos(turn)) for turn in np.arange(5) * 0.8 * np.pi]
    xs, ys = np.array([50, 50, 5], np.float32), np.array([50, 20, 5], np.float32)
    assert points_inside(pentagram, xs, ys).tolist() == [True, True, False]


def test_that_a_plain_drag_circles_only_while_lassoing_is_on(scatter: Scatter, qtbot: QtBot) -> None:
    show(scatter, CROSS)
    loop = square_around(scatter.on_screen(1), 14)
    scatter.set_lassoing(True)
    assert scatter.cursor().shape() == Qt.CursorShape.CrossCursor
    assert looped(qtbot, scatter, loop, PLAIN) == [1]
    assert clicked(qtbot, scatter, scatter.on_screen(3)) == 3, "a click without a drag is still a click"
    scatter.set_lassoing(False)
    assert scatter.cursor().shape() == Qt.CursorShape.ArrowCursor
    with qtbot.assertNotEmitted(scatter.lassoed):
        drag(qtbot, scatter, loop)


def test_that_the_loop_is_seen_while_it_is_drawn_and_escape_gives_it_up(scatter: Scatter, qtbot: QtBot) -> None:
    show(scatter, CROSS)
    empty = scatter.on_screen(MIDDLE) + QPointF(0, 80)
    loop = [corner.toPoint() for corner in square_around(empty, 40)]
    ground = pixel_of(scatter, empty)
    qtbot.mousePress(scatter, LEFT, SHIFT, loop[0])
    for corner in loop[1:]:
        qtbot.mouseMove(scatter, corner)
    assert distance(pixel_of(scatter, QPointF(loop[1] + QPoint(0, 40))), LIGHT.accent) < 60
    filled = pixel_of(scatter, empty)
    assert 5 < distance(filled, ground) < 60
    with qtbot.assertNotEmitted(scatter.lassoed), qtbot.assertNotEmitted(scatter.clicked):
        qtbot.keyClick(scatter, Qt.Key.Key_Escape)
        assert pixel_of(scatter, empty) == ground
        qtbot.mouseRelease(scatter, LEFT, SHIFT, loop[-1])


# which dots are there


@pytest.mark.parametrize("is_raster", [False, True])
def test_that_hidden_dots_are_neither_seen_nor_found(scatter: Scatter, qtbot: QtBot, is_raster: bool) -> None:
    coordinates = very_many(CROSS) if is_raster else CROSS
    show(scatter, coordinates, labels=np.zeros(len(coordinates), np.int64))
    at, sight = scatter.on_screen(1), scatter.sight
    ground = pixel_of(scatter, at + QPointF(12, 12))
    assert distance(pixel_of(scatter, at), class_colour(0)) < 3
    mask = np.ones(len(coordinates), np.bool_)
    mask[1] = False
    scatter.show_only(mask)
    assert scatter.sight == sight
    assert pixel_of(scatter, at) == ground
    assert pointed(qtbot, scatter, at) == -1
    assert clicked(qtbot, scatter, at) == -1
    everything_near = square_around(scatter.on_screen(MIDDLE), 150 if is_raster else 190)
    assert 1 not in looped(qtbot, scatter, everything_near)
    scatter.ring(1)
    assert scatter.ring_place is None
    scatter.show_only(None)
    assert pointed(qtbot, scatter, at) == 1
    assert 1 in looped(qtbot, scatter, everything_near)
    assert scatter.ring_place == (5, 5)


@pytest.mark.parametrize("is_raster", [False, True])
def test_that_selected_dots_stay_strong_and_the_others_fade(scatter: Scatter, is_raster: bool) -> None:
    coordinates = very_many(CROSS) if is_raster else CROSS
    show(scatter, coordinates, labels=np.zeros(len(coordinates), np.int64))
    ground = pixel_of(scatter, scatter.on_screen(MIDDLE) + QPointF(20, 20))
    scatter.select(np.array([MIDDLE]))
    assert distance(pixel_of(scatter, scatter.on_screen(MIDDLE)), class_colour(0)) < 3
    faint = pixel_of(scatter, scatter.on_screen(1))
    assert 10 < distance(faint, ground) < 80
    scatter.select(np.array([], np.int64))
    assert distance(pixel_of(scatter, scatter.on_screen(1)), class_colour(0)) < 3


@pytest.mark.parametrize("is_raster", [False, True])
def test_that_a_selected_dot_lies_over_faint_ones_that_do_not_add_up(scatter: Scatter, is_raster: bool) -> None:
    heap = np.concatenate([np.zeros((200, 2)), [[1, 1]]]).astype(np.float32)
    coordinates = very_many(heap) if is_raster else heap
    show(scatter, coordinates, labels=np.zeros(len(coordinates), np.int64))
    at = scatter.on_screen(0)
    scatter.select(np.array([200]))
    assert distance(pixel_of(scatter, at), class_colour(0)) > 80
    scatter.select(np.array([0]))
    assert distance(pixel_of(scatter, at), class_colour(0)) < 3


def test_that_no_faint_dot_covers_a_pixel_of_a_selected_one() -> None:
    side_by_side = np.stack(np.meshgrid(np.arange(9), np.arange(9)), axis=-1).reshape(-1, 2).astype(np.float32)
    dots = PointSet(np.zeros(81, np.int64))
    dots.place(side_by_side)
    dots.select(np.array([40]))
    image = Raster().image(dots, ViewTransform(4, 4, 1, 19, 19), 1.0, 1.0)
    strong = {(x, y) for x in range(19) for y in range(19) if image.pixelColor(x, y).alpha() == 255}
    assert strong == {(x, y) for x in (8, 9, 10) for y in (8, 9, 10)}


# colours and forms


@pytest.mark.parametrize("is_raster", [False, True])
def test_that_dots_have_the_colours_of_their_classes_until_others_are_set(scatter: Scatter, is_raster: bool) -> None:
    coordinates = very_many(CROSS) if is_raster else CROSS
    labels = np.zeros(len(coordinates), np.int64)
    labels[1] = 1
    show(scatter, coordinates, labels=labels)
    assert distance(pixel_of(scatter, scatter.on_screen(MIDDLE)), class_colour(0)) < 3
    assert distance(pixel_of(scatter, scatter.on_screen(1)), class_colour(1)) < 3
    colours = np.random.default_rng(0).integers(0, 256, (len(coordinates), 3)).astype(np.uint8)
    scatter.set_colours(colours)
    for point in range(len(CROSS)):
        requested = QColor(*colours[point].tolist())
        if point in (1, MIDDLE) or is_raster:
            assert distance(pixel_of(scatter, scatter.on_screen(point)), requested) < 3


def test_that_very_many_dots_are_small_and_move_with_the_map(scatter: Scatter, qtbot: QtBot) -> None:
    show(scatter, very_many(CROSS), labels=np.zeros(VERY_MANY, np.int64))
    at = scatter.on_screen(MIDDLE)
    ground = pixel_of(scatter, at + QPointF(DISC_PX, 0))
    assert distance(pixel_of(scatter, at), class_colour(0)) < 3
    assert distance(ground, class_colour(0)) > 60
    drag(qtbot, scatter, [at, at + QPointF(37, 11)])
    assert pixel_of(scatter, at) == ground
    assert distance(pixel_of(scatter, at + QPointF(37, 11)), class_colour(0)) < 3


@pytest.mark.parametrize("dots_per_px", [1.0, 1.5, 2.0])
def test_that_dots_are_as_large_and_in_the_same_place_on_dense_screens(dots_per_px: float) -> None:
    dots = PointSet(np.zeros(2, np.int64))
    dots.place(np.array([[0, 0], [10, 5]], np.float32))
    sight = ViewTransform.of(Area(0, 0, 10, 5), QSize(201, 101))
    images = [
        (Raster().image(dots, sight, dots_per_px, 1.0), DISC_PX),
        (Markers().image(dots, sight, dots_per_px, LIGHT.surface), marker_px(dots.count)),
    ]
    for image, requested_px in images:
        at = dots_per_px * sight.on_screen(10, 5)
        assert distance(image.pixelColor(int(at.x()), int(at.y())), class_colour(0)) < 3
        row = [image.pixelColor(x, int(at.y())).alpha() > 200 for x in range(image.width())]
        assert abs(sum(row) - requested_px * dots_per_px) <= 1.5
        assert image.deviceIndependentSize().width() == pytest.approx(201, abs=1)


def test_that_dots_of_different_classes_have_different_forms(scatter: Scatter) -> None:
    show(scatter, CROSS, labels=np.array([0, 1, 1, 1, 7]))
    scatter.set_colours(np.zeros((5, 3), np.uint8))
    image = scatter.grab().toImage()

    def dark_pixels(point: int) -> int:
        at = scatter.on_screen(point).toPoint()
        around = [at + QPoint(right, down) for right in range(-6, 7) for down in range(-6, 7)]
        return sum(image.pixelColor(place).lightness() < 60 for place in around)

    circle, square, seventh = dark_pixels(0), dark_pixels(1), dark_pixels(4)
    assert square > circle > 30
    assert square != seventh


def test_that_the_ring_goes_around_the_dot(scatter: Scatter) -> None:
    show(scatter, CROSS)
    beside = scatter.on_screen(MIDDLE) + QPointF(11, 0)
    ground = pixel_of(scatter, beside)
    scatter.ring(MIDDLE)
    assert distance(pixel_of(scatter, beside), LIGHT.text) < 80
    scatter.ring(-1)
    assert pixel_of(scatter, beside) == ground


# looking around


def zoom_at(scatter: Scatter, at: QPointF, notches: int) -> None:
    QCoreApplication.sendEvent(
        scatter,
        QWheelEvent(
            at,
            scatter.mapToGlobal(at),
            QPoint(),
            QPoint(0, 120 * notches),
            Qt.MouseButton.NoButton,
            PLAIN,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


def test_that_the_wheel_zooms_about_the_mouse_and_a_double_click_shows_everything_again(
    scatter: Scatter, qtbot: QtBot
) -> None:
    show(scatter, CROSS)
    home, at = scatter.sight, scatter.on_screen(1)
    zoom_at(scatter, at, notches=5)
    assert scatter.zoom > 2.5
    assert (scatter.on_screen(1) - at).manhattanLength() < 0.01
    zoom_at(scatter, at, notches=-2)
    assert 1.5 < scatter.zoom < 2.5
    qtbot.mouseDClick(scatter, LEFT, PLAIN, QPoint(30, 30))
    assert scatter.sight == home
    with qtbot.assertNotEmitted(scatter.clicked):
        qtbot.mouseRelease(scatter, LEFT, PLAIN, QPoint(30, 30))


def test_that_nobody_gets_lost_by_zooming(scatter: Scatter) -> None:
    show(scatter, CROSS)
    zoom_at(scatter, QPointF(100, 100), notches=-200)
    assert scatter.zoom == pytest.approx(0.5)
    zoom_at(scatter, QPointF(100, 100), notches=500)
    assert scatter.zoom == pytest.approx(1_000)


@pytest.mark.parametrize(
    ("key", "change"),
    [
        (Qt.Key.Key_Left, lambda before, after: after.centre_x < before.centre_x),
        (Qt.Key.Key_Right, lambda before, after: after.centre_x > before.centre_x),
        (Qt.Key.Key_Up, lambda before, after: after.centre_y > before.centre_y),
        (Qt.Key.Key_Down, lambda before, after: after.centre_y < before.centre_y),
        (Qt.Key.Key_Plus, lambda before, after: after.scale > before.scale),
        (Qt.Key.Key_Minus, lambda before, after: after.scale < before.scale),
    ],
)
def test_that_keys_look_around_and_home_shows_everything(
    scatter: Scatter, qtbot: QtBot, key: Qt.Key, change: Callable[[object, object], bool]
) -> None:
    show(scatter, CROSS)
    before = scatter.sight
    qtbot.keyClick(scatter, key)
    assert change(before, scatter.sight)
    qtbot.keyClick(scatter, Qt.Key.Key_Home)
    assert scatter.sight == before


def test_that_everything_stays_in_sight_when_the_window_grows(scatter: Scatter, qtbot: QtBot) -> None:
    show(scatter, CROSS)
    gap = scatter.on_screen(1).x() - scatter.on_screen(0).x()
    scatter.resize(2 * SIDE_PX, 2 * SIDE_PX)
    assert scatter.on_screen(1).x() - scatter.on_screen(0).x() > 1.9 * gap
    scatter.zoom_by(2)
    scale = scatter.sight.scale
    scatter.resize(SIDE_PX, SIDE_PX)
    assert scatter.sight.scale == scale, "who looked nearer stays there"


def test_that_points_glide_to_the_next_map_and_the_ring_goes_along(scatter: Scatter, qtbot: QtBot) -> None:
    show(scatter, CROSS)
    scatter.ring(1)
    scatter.show_map(MapComputed("simclr", "umap", 3 * CROSS[::-1].copy(), 0.5))
    assert scatter.ring_place == (5, 5), "not there at once"
    qtbot.waitUntil(lambda: scatter.ring_place == (15, -15))
    assert all(0 < scatter.on_screen(point).x() < SIDE_PX for point in range(len(CROSS)))
    assert scatter.zoom == pytest.approx(1)


def test_that_points_without_a_place_are_not_drawn_until_the_next_map_has_one_for_them(
    scatter: Scatter, qtbot: QtBot
) -> None:
    known = CROSS.copy()
    known[4] = np.nan
    show(scatter, known)
    assert pointed(qtbot, scatter, scatter.on_screen(0)) == 0
    scatter.ring(4)
    assert scatter.ring_place is None
    scatter.show_map(MapComputed("simclr", "umap", CROSS[::-1].copy(), 0.5))
    scatter.ring(0)
    qtbot.waitUntil(lambda: scatter.ring_place == tuple(CROSS[4]))
    assert pointed(qtbot, scatter, scatter.on_screen(4)) == 4


def test_that_who_looks_around_while_points_glide_is_left_alone(scatter: Scatter, qtbot: QtBot) -> None:
    show(scatter, CROSS)
    scatter.show_map(MapComputed("simclr", "umap", 3 * CROSS, 0.5))
    scatter.zoom_by(2)
    sight = scatter.sight
    qtbot.waitUntil(lambda: scatter.on_screen(1) == sight.on_screen(15, 15))
    assert scatter.sight == sight
    scatter.go_home()
    assert 0 < scatter.on_screen(1).x() < SIDE_PX


def test_that_very_many_points_are_at_their_new_places_at_once(scatter: Scatter) -> None:
    coordinates = very_many(CROSS)
    show(scatter, coordinates)
    scatter.ring(1)
    scatter.show_map(MapComputed("simclr", "umap", 2 * coordinates, 0.5))
    assert scatter.ring_place == (10, 10)


def test_that_other_pictures_clear_the_map_the_filter_and_the_selection(scatter: Scatter, qtbot: QtBot) -> None:
    show(scatter, CROSS)
    scatter.show_only(np.array([True, False, False, True, True]))
    scatter.select(np.array([0]))
    scatter.show_images(None)
    with qtbot.assertNotEmitted(scatter.pointed):
        qtbot.mouseMove(scatter, QPoint(50, 50))
    show(scatter, CROSS[:3], labels=np.zeros(3, np.int64))
    assert pointed(qtbot, scatter, scatter.on_screen(1)) == 1
    assert distance(pixel_of(scatter, scatter.on_screen(1)), class_colour(0)) < 3


def test_that_the_same_pictures_and_map_again_change_nothing(scatter: Scatter, qtbot: QtBot) -> None:
    chosen = ImagesChosen(np.zeros((5, 8, 8, 3), np.uint8), np.zeros(5, np.int64), np.arange(5), ("a",))
    drawn = MapComputed("simclr", "umap", CROSS, 0.5)
    scatter.show_images(chosen)
    scatter.show_map(drawn)
    scatter.show_only(np.arange(5) != 1)
    scatter.zoom_by(1.02)
    sight = scatter.sight
    scatter.show_images(chosen)
    scatter.show_map(drawn)
    assert scatter.sight == sight
    assert pointed(qtbot, scatter, scatter.on_screen(1)) == -1
    assert pointed(qtbot, scatter, scatter.on_screen(MIDDLE)) == MIDDLE


def test_that_a_map_of_other_pictures_is_not_shown(scatter: Scatter, qtbot: QtBot) -> None:
    show(scatter, CROSS)
    scatter.show_map(MapComputed("simclr", "umap", CROSS[:3], 0.5))
    assert pointed(qtbot, scatter, scatter.on_screen(4)) == 4


@pytest.mark.parametrize("coordinates", [np.zeros((1, 2), np.float32), np.ones((40, 2), np.float32)])
def test_that_points_that_all_lie_in_one_place_are_shown(scatter: Scatter, qtbot: QtBot, coordinates: Floats) -> None:
    show(scatter, coordinates)
    assert scatter.on_screen(0) == QPointF(SIDE_PX / 2, SIDE_PX / 2)
    assert pointed(qtbot, scatter, scatter.on_screen(0)) >= 0


# how a map lies in its card


def long_cloud(turn: float, count: int = 60) -> Floats:
    """Three times as long as it is wide, its long axis turned against the clock."""
    along, across = np.random.default_rng(4).uniform(-1, 1, (2, count)) * [[3], [1]]
    cosine, sine = np.cos(turn), np.sin(turn)
    return np.stack([cosine * along - sine * across, sine * along + cosine * across], axis=1).astype(np.float32)


@pytest.mark.parametrize("size", [(300, 420), (420, 300)])
@pytest.mark.parametrize("turn", [0.0, 0.7, 1.5, -1.2])
def test_that_a_long_cloud_lies_along_the_longer_side(scatter: Scatter, size: tuple[int, int], turn: float) -> None:
    scatter.resize(*size)
    coordinates = long_cloud(turn)
    before = coordinates.copy()
    show(scatter, coordinates)
    at = [scatter.on_screen(point) for point in range(len(coordinates))]
    spans = [max(values) - min(values) for values in ([place.x() for place in at], [place.y() for place in at])]
    longer = 0 if size[0] > size[1] else 1
    assert spans[longer] == pytest.approx(420 - 2 * EDGE_PX, abs=1)
    assert spans[1 - longer] < 0.5 * spans[longer]
    np.testing.assert_array_equal(coordinates, before)


def test_that_mouse_loop_ring_and_landing_follow_a_map_that_is_turned(scatter: Scatter, qtbot: QtBot) -> None:
    scatter.resize(300, 420)
    coordinates = long_cloud(0.5)
    show(scatter, coordinates, labels=np.zeros(60, np.int64))
    assert abs(scatter.sight.turn) > 0.5
    for point in (0, 17, 59):
        at = scatter.on_screen(point)
        assert distance(pixel_of(scatter, at), class_colour(0)) < 60, "an outline may lie over it"
        assert np.allclose(scatter.sight.in_plane(at), coordinates[point], atol=1e-4)
    rightmost = max(range(60), key=lambda point: scatter.on_screen(point).y())
    assert pointed(qtbot, scatter, scatter.on_screen(rightmost)) == rightmost
    assert rightmost in looped(qtbot, scatter, square_around(scatter.on_screen(rightmost), 6))
    drag(qtbot, scatter, [QPointF(5, 5), QPointF(35, 25)])
    scatter.ring(rightmost)
    assert np.allclose(scatter.ring_place, coordinates[rightmost])
    scatter.show_query_marker(coordinates[3], np.full((8, 8, 3), 17, np.uint8))
    assert distance(pixel_of(scatter, scatter.on_screen(3)), QColor(17, 17, 17)) < 3


def test_that_a_map_lies_the_same_way_whatever_is_selected_and_turns_with_its_card(scatter: Scatter) -> None:
    scatter.resize(300, 420)
    show(scatter, long_cloud(0.5))
    sight = scatter.sight
    scatter.select(np.arange(5))
    scatter.show_only(np.arange(60) < 20)
    assert scatter.sight == sight
    scatter.resize(420, 300)
    assert scatter.sight.turn == pytest.approx(-0.5, abs=0.1)
    scatter.resize(300, 420)
    assert scatter.sight == sight


def test_that_a_map_can_lie_like_another(scatter: Scatter) -> None:
    show(scatter, long_cloud(0.5))
    turn = scatter.sight.turn
    scatter.glide.setDuration(1)
    scatter.show_map(MapComputed("simclr", "umap", long_cloud(1.2), 0.5), long_cloud(0.5))
    assert scatter.goal_turn == turn


# images


def test_that_few_points_are_pictures_from_afar_and_many_are_not(
    scatter: Scatter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    show(scatter, CROSS, labels=np.full(5, 2), grey=200)
    for point in range(5):
        for step in (QPointF(0, 0), QPointF(13, 13), QPointF(-13, 13)):
            assert distance(pixel_of(scatter, scatter.on_screen(point) + step), QColor(200, 200, 200)) < 3
    many = np.random.default_rng(0).normal(size=(near_images.FEW + 1, 2)).astype(np.float32)
    show(scatter, many, labels=np.zeros(len(many), np.int64), grey=200)
    assert not scatter.near.are_on


def test_that_points_seen_from_near_are_their_pictures(scatter: Scatter, qtbot: QtBot) -> None:
    show(scatter, CROSS, labels=np.full(5, 2), grey=200)
    beside = QPointF(9, 9)
    assert distance(pixel_of(scatter, scatter.on_screen(MIDDLE) + beside), QColor(200, 200, 200)) > 20
    zoom_at(scatter, scatter.on_screen(MIDDLE), notches=2)
    at = scatter.on_screen(MIDDLE)
    for step in (QPointF(0, 0), beside, -beside):
        assert distance(pixel_of(scatter, at + step), QColor(200, 200, 200)) < 3
    image = scatter.grab().toImage()
    row = [image.pixelColor(x, round(at.y())) for x in range(round(at.x()), SIDE_PX)]
    framed = [distance(colour, class_colour(2)) < 3 for colour in row]
    first = framed.index(True)
    assert 12 <= first <= 32, "half of 24 to 64 px"
    assert framed[first : first + 3] == [True, True, False], "a frame of 2 px"
    assert pointed(qtbot, scatter, at + QPointF(first - 1, first - 1)) == MIDDLE, "all of an image can be pointed at"


def test_that_pictures_of_unselected_points_fade_and_hidden_ones_are_gone(scatter: Scatter) -> None:
    show(scatter, CROSS, grey=0)
    zoom_at(scatter, scatter.on_screen(MIDDLE), notches=1)
    scatter.select(np.array([0]))
    assert 100 < pixel_of(scatter, scatter.on_screen(MIDDLE)).lightness() < 220
    scatter.select(np.array([MIDDLE]))
    assert pixel_of(scatter, scatter.on_screen(MIDDLE)).lightness() == 0
    scatter.show_only(np.arange(5) != MIDDLE)
    assert pixel_of(scatter, scatter.on_screen(MIDDLE)).lightness() > 220


def test_that_more_points_than_can_be_told_apart_stay_dots(scatter: Scatter) -> None:
    near = np.random.default_rng(0).uniform(-1, 1, (400, 2)).astype(np.float32)
    show(scatter, np.concatenate([near, CROSS]), labels=np.zeros(405, np.int64), grey=0)

    def is_dark() -> bool:
        return pixel_of(scatter, scatter.on_screen(0)).lightness() == 0

    zoom_at(scatter, scatter.on_screen(0), notches=1)
    assert not is_dark(), "400 are in sight"
    zoom_at(scatter, scatter.on_screen(0), notches=18)
    assert is_dark()
    scatter.go_home()
    assert not is_dark()


def test_that_a_picture_from_outside_is_marked_where_it_lands(scatter: Scatter) -> None:
    show(scatter, CROSS)
    at = scatter.sight.on_screen(2.5, 0)
    ground = pixel_of(scatter, at)
    scatter.show_query_marker(np.array([2.5, 0], np.float32), np.full((32, 32, 3), 17, np.uint8))
    for place in (at, at + QPointF(18, -18)):
        assert distance(pixel_of(scatter, place), QColor(17, 17, 17)) < 3
    assert distance(pixel_of(scatter, at + QPointF(21, 0)), LIGHT.accent) < 3
    zoom_at(scatter, at, notches=3)
    assert distance(pixel_of(scatter, at + QPointF(21, 0)), LIGHT.accent) < 3, "as large at every zoom"
    scatter.go_home()
    scatter.show_query_marker(None, None)
    assert pixel_of(scatter, at) == ground
