"""The result as one image for a chat or a slide: what was found, the bars, SimCLR's map, and whose result it is."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QDateTime, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPalette, QPen

from simclr_gui.engine.events import Pixels
from simclr_gui.engine.events.evaluation import COMPARED
from simclr_gui.engine.messages.shares import percent
from simclr_gui.engine.storage.places import APP_NAME
from simclr_gui.gui.look.figures import duration
from simclr_gui.gui.look.language import spoken_in_a_row
from simclr_gui.gui.look.theme import LIGHT, Theme
from simclr_gui.gui.pages.map.colouring import BY_CLASS, colour_dots
from simclr_gui.gui.pages.map.legend import LegendEntries
from simclr_gui.gui.pages.map.scatter import Scatter
from simclr_gui.gui.parts.card import unbroken
from simclr_gui.gui.parts.score_bars import Score, paint_whisker
from simclr_gui.gui.words.finding import finding_of
from simclr_gui.gui.words.names import class_names_of, data_name, encoder_name, features_name
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.feature_space import FeatureSpace
from simclr_gui.state.session import Session

SHEET = QSize(1200, 675)  # what chats show without cutting it
EDGE_PX, GAP_PX, COLUMN_PX, FOOT_PX = 48, 40, 520, 28
TITLE_PX, SENTENCE_PX, BODY_PX, SMALL_PX = 20, 34, 19, 15
LINE_PX = 30
ROW_PX, BAR_PX, CHANCE_PX = 52, 28, 26
MOST_LEGEND_PX = 96
translate = QCoreApplication.translate
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def result_sheet(session: Session, theme: Theme) -> QImage:
    """Of the active run, which has a result; white in either design, and 1200 x 675 pixels at any size of type."""
    image = QImage(SHEET, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    inner = QRect(EDGE_PX, EDGE_PX - 8, SHEET.width() - 2 * EDGE_PX, SHEET.height() - 2 * EDGE_PX + 16)
    has_map = "simclr" in session.feature_space.maps
    left = QRect(inner.topLeft(), QSize(COLUMN_PX if has_map else inner.width(), inner.height() - FOOT_PX))
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_finding(painter, session, left)
        _draw_bars(painter, session.experiment, left)
        if has_map:
            right = QRect(inner)
            right.setLeft(left.right() + GAP_PX)
            right.setBottom(left.bottom())
            _draw_map(painter, session.feature_space, right, theme)
        _draw_foot(painter, session.experiment, inner)
    return image


def facts_of_sheet(experiment: Experiment) -> tuple[str, ...]:
    """Whose result it is: how long it was trained, the day, and the run's folder."""
    step, ended, parts = experiment.last_step, experiment.ended, []
    if experiment.origin is not None:
        parts.append(translate("sharing", "Imported: {file}").format(file=experiment.origin.file.name))
    if step is not None:
        words = translate("sharing", "Trained for {time}, {epochs:.1f} epochs")
        parts.append(words.format(time=duration(step.elapsed_s), epochs=step.epoch))
    when = experiment.done_at or (ended.time if ended is not None else 0.0)
    if when:
        parts.append(QDateTime.fromSecsSinceEpoch(int(when)).toString("yyyy-MM-dd"))
    if experiment.run_dir is not None:
        parts.append(experiment.run_dir.name)
    return tuple(parts)


def finding_of_sheet(session: Session) -> str:
    """The verdict, as the Train page says it."""
    result = session.experiment.result
    assert result is not None
    return finding_of(session.experiment, result, session.curves.positives_found)


def scores_of_sheet(experiment: Experiment) -> list[Score]:
    result, is_imported = experiment.result, experiment.origin is not None
    assert result is not None
    names = {kind: features_name(kind, is_imported=is_imported) for kind in result.compared}
    return [
        Score(names[kind], scores.linear, getattr(LIGHT, kind), scores.interval("linear"))
        for kind, scores in result.compared.items()
    ]


def _draw_finding(painter: QPainter, session: Session, place: QRect) -> None:
    config = session.experiment.active_config
    title = "  ·  ".join((data_name(config.data.name), encoder_name(config.model.encoder)))
    _write(painter, QRect(place.topLeft(), QSize(place.width(), LINE_PX)), title, TITLE_PX, LIGHT.quiet)
    below = place.adjusted(0, LINE_PX + 10, 0, 0)
    below.setHeight(_bars_top(place) - below.top() - 10)
    words = unbroken(finding_of_sheet(session))
    size_px = next(
        (px for px in range(SENTENCE_PX, SMALL_PX, -1) if _height(words, px, below) <= below.height()), SMALL_PX
    )
    painter.setFont(_font(size_px, is_strong=True))
    painter.setPen(QColor(LIGHT.text))
    painter.drawText(below, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, words)


def _height(words: str, size_px: int, room: QRect) -> int:
    wraps = Qt.TextFlag.TextWordWrap
    return (
        QFontMetrics(_font(size_px, is_strong=True))
        .boundingRect(QRect(0, 0, room.width(), 10_000), wraps, words)
        .height()
    )


def _bars_top(place: QRect) -> int:
    return place.bottom() - (LINE_PX + len(COMPARED) * ROW_PX + CHANCE_PX + 2 * LINE_PX)


def _draw_bars(painter: QPainter, experiment: Experiment, place: QRect) -> None:
    """From the bottom up they take what they need; the sentence has the rest."""
    result, scores, top = experiment.result, scores_of_sheet(experiment), _bars_top(place)
    assert result is not None
    title = translate("sharing", "Recognises unseen images")
    _write(painter, QRect(place.left(), top, place.width(), LINE_PX), title, BODY_PX, LIGHT.text, is_strong=True)
    metrics = QFontMetrics(_font(BODY_PX))
    names_px = max(metrics.horizontalAdvance(score.name) for score in scores) + 16
    numbers_px = metrics.horizontalAdvance("100.0 %") + 12
    bars = QRectF(place.left() + names_px, top + LINE_PX, place.width() - names_px - numbers_px, ROW_PX)
    for score in scores:
        _draw_bar(painter, score, QRect(place.left(), round(bars.top()), place.width(), ROW_PX), bars)
        bars.translate(0, ROW_PX)
    x = bars.left() + bars.width() * result.chance
    painter.setPen(QPen(QColor(LIGHT.quiet), 1, Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(x, top + LINE_PX + 6), QPointF(x, bars.top()))
    chance = QRect(max(place.left(), round(x) - 100), round(bars.top()), 200, CHANCE_PX)
    _write(painter, chance, translate("sharing", "chance"), SMALL_PX, LIGHT.quiet, Qt.AlignmentFlag.AlignCenter)
    _draw_note(painter, experiment, QRect(place.left(), chance.bottom() + 8, place.width(), 2 * LINE_PX), scores)


def _draw_bar(painter: QPainter, score: Score, row: QRect, bars: QRectF) -> None:
    accuracy = score.accuracy or 0.0
    _write(painter, row, score.name, BODY_PX, LIGHT.text)
    bar = QRectF(bars.left(), bars.center().y() - BAR_PX / 2, bars.width(), BAR_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.raised))
    painter.drawRoundedRect(bar, 5, 5)
    painter.setBrush(QColor(score.colour))
    painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * accuracy, BAR_PX), 5, 5)
    if score.interval is not None:
        ends = (QPointF(bar.left() + bar.width() * end, bar.center().y()) for end in score.interval)
        paint_whisker(painter, _white_palette(), *ends)
    _write(painter, row, percent(accuracy, 1), BODY_PX, LIGHT.text, RIGHT)


def _draw_note(painter: QPainter, experiment: Experiment, place: QRect, scores: Sequence[Score]) -> None:
    """How it was measured; numbers that nobody should trust do not travel without saying so."""
    result = experiment.result
    assert result is not None
    words = translate("sharing", "Linear evaluation on %Ln test images.", None, result.test_images)
    lines = translate("sharing", "Thin lines: 95 % intervals.") if any(s.interval for s in scores) else ""
    doubt = (
        ""
        if result.frozen_verified
        else translate("sharing", "The network CHANGED during the test: do not trust these numbers.")
    )
    painter.setFont(_font(SMALL_PX))
    painter.setPen(QColor(LIGHT.quiet if result.frozen_verified else LIGHT.danger))
    painter.drawText(
        place, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, unbroken(spoken_in_a_row(words, lines, doubt))
    )


def _draw_map(painter: QPainter, space: FeatureSpace, place: QRect, theme: Theme) -> None:
    images = space.images
    assert images is not None
    title = translate("sharing", "SimCLR's map, coloured by class")
    if space.is_imported:
        title = translate("sharing", "Map of the imported encoder, coloured by class")
    _write(painter, QRect(place.topLeft(), QSize(place.width(), LINE_PX)), title, BODY_PX, LIGHT.text, is_strong=True)
    legend = LegendEntries()
    legend.setFont(_font(SMALL_PX))
    legend.show_classes(class_names_of(images.class_names))
    legend_px = legend.height_for(place.width())
    are_named = legend_px <= MOST_LEGEND_PX
    room = place.adjusted(0, LINE_PX + 8, 0, -(legend_px if are_named else LINE_PX) - 8)
    colours = colour_dots(images, None, BY_CLASS, LIGHT).colours
    painter.save()
    painter.translate(room.topLeft())
    with Theme.printed(1):
        _scatter(space, colours, room.size(), theme).print_points(painter)
    painter.restore()
    below = QRect(place.left(), room.bottom() + 8, place.width(), place.bottom() - room.bottom() - 8)
    if not are_named:
        words = translate("sharing", "%Ln classes", None, len(images.class_names))
        _write(painter, below, words, SMALL_PX, LIGHT.quiet)
        return
    painter.save()
    painter.translate(below.topLeft())
    painter.setFont(_font(SMALL_PX))
    legend.draw(painter, QRect(0, 0, below.width(), legend_px), QColor(LIGHT.text))
    painter.restore()


def _scatter(space: FeatureSpace, colours: Pixels, size: QSize, theme: Theme) -> Scatter:
    scatter = Scatter(theme)
    scatter.resize(size)
    scatter.show_images(space.images)
    scatter.set_colours(colours)
    scatter.show_map(space.maps["simclr"])
    return scatter


def _draw_foot(painter: QPainter, experiment: Experiment, place: QRect) -> None:
    line = QRect(place.left(), place.bottom() - FOOT_PX + 10, place.width(), FOOT_PX)
    name_px = QFontMetrics(_font(SMALL_PX, is_strong=True)).horizontalAdvance(APP_NAME)
    _write(painter, line, APP_NAME, SMALL_PX, LIGHT.accent, RIGHT, is_strong=True)
    room = line.width() - name_px - GAP_PX
    words = "  ·  ".join(facts_of_sheet(experiment))
    short = QFontMetrics(_font(SMALL_PX)).elidedText(words, Qt.TextElideMode.ElideRight, room)
    _write(painter, line, short, SMALL_PX, LIGHT.quiet)


def _write(
    painter: QPainter,
    place: QRect,
    words: str,
    size_px: int,
    colour: str,
    align: Qt.AlignmentFlag = LEFT,
    *,
    is_strong: bool = False,
) -> None:
    painter.setFont(_font(size_px, is_strong=is_strong))
    painter.setPen(QColor(colour))
    painter.drawText(place, align, words)


def _font(size_px: int, *, is_strong: bool = False) -> QFont:
    """In pixels: the sheet is as large whatever the type of the window is."""
    font = QFont()
    font.setPixelSize(size_px)
    if is_strong:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def _white_palette() -> QPalette:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(LIGHT.surface))
    palette.setColor(QPalette.ColorRole.Text, QColor(LIGHT.text))
    return palette
