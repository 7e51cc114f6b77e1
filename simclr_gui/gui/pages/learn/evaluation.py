"""Lesson 9: linear evaluation: learn without labels, freeze, test with labels."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from simclr_gui.gui.look.theme import CARD_GAP, Theme
from simclr_gui.gui.pages.learn.lesson import Lesson
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.parts.score_bars import Score, ScoreBars
from simclr_gui.gui.wording import features_name
from simclr_gui.state.experiment import Experiment

MAP_PAGE = 3
NOTES_SIMCLR, NOTES_PCA = 0.64, 0.36  # the source notes' own claim for STL-10, shown as theirs
KINDS = ("simclr", "pca", "untrained")


class EvaluationLesson(Lesson):
    """The two stages, and the notes' figures beside those of the run in hand."""

    def __init__(self, experiment: Experiment, theme: Theme) -> None:
        super().__init__(
            self.tr(
                "First the network learns without labels. Then it is frozen, and a simple classifier shows what it "
                "knows."
            ),
            self.tr("Try: if the classifier were deep as well, whose knowledge would the score be?"),
            self.tr(
                "Frozen: no weight and no BatchNorm statistic may move; a SHA-256 over all of them is compared "
                "before and after. "
                "StandardScaler, then logistic regression (C = 1) on h; its accuracy on unseen pictures is the score."
            ),
            self.tr("See the scores of your run"),
            MAP_PAGE,
        )
        self._experiment, self._theme = experiment, theme
        self.stages = TwoStages(theme)
        self.theirs, self.ours = ScoreBars(), ScoreBars()
        scheme = Card()
        scheme.body.addWidget(self.stages, 1)
        left = Card(self.tr("What the source notes report (STL-10, 105,000 pictures)"))
        left.body.addWidget(self.theirs)
        left.body.addStretch(1)
        right = Card(self.tr("Your run"))
        right.body.addWidget(self.ours)
        self._missing = label(self.tr("Train a network, and its scores stand here."), "caption")
        right.body.addWidget(self._missing)
        right.body.addStretch(1)
        line = row(left, right, spacing=CARD_GAP - 4)
        self.stage.addWidget(scheme, 1)
        self.stage.addLayout(line)
        for signal in (experiment.result_changed, theme.changed):
            signal.connect(self.show_scores)
        self.show_scores()

    @Slot()
    def show_scores(self) -> None:
        colours, result = self._theme.colours, self._experiment.result
        notes = [
            Score(features_name("simclr"), NOTES_SIMCLR, colours.simclr),
            Score(features_name("pca"), NOTES_PCA, colours.pca),
        ]
        self.theirs.show_scores(notes, 0.1, self.tr("guessing"))
        self._missing.setVisible(result is None)
        self.ours.setVisible(result is not None)
        if result is None:
            self.tell("")
            return
        scores = [Score(features_name(kind), result[kind]["linear"], getattr(colours, kind)) for kind in KINDS]
        self.ours.show_scores(scores, result["chance"], self.tr("guessing"))
        proof = (
            self.tr("proved frozen") if result["frozen_verified"] else self.tr("NOT frozen: do not trust these numbers")
        )
        self.tell(
            self.tr(
                "{data}: SimCLR {simclr:.1%}, PCA {pca:.1%} on {count:,} unseen pictures; the network was {proof}."
            ).format(
                data=result.get("dataset", ""),
                simclr=result["simclr"]["linear"],
                pca=result["pca"]["linear"],
                count=result["test_images"],
                proof=proof,
            )
        )


class TwoStages(QWidget):
    """Boxes and arrows: what learns in which stage, and what is thrown away."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(
            self.tr(
                "Stage 1: views, encoder, h, head, z, loss. Stage 2: pictures, frozen encoder, h, logistic regression."
            )
        )
        theme.changed.connect(self._paint_again)

    def minimumSizeHint(self) -> QSize:
        return QSize(640, 170)

    @Slot()
    def _paint_again(self) -> None:
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        learns, rests = self._theme.colours.accent, self._theme.colours.untrained
        first = (
            (self.tr("two views,\nno labels"), ""),
            (self.tr("encoder f\nlearns"), learns),
            ("h", ""),
            (self.tr("head g\nlearns"), learns),
            ("z", ""),
            (self.tr("NT-Xent"), ""),
        )
        second = (
            (self.tr("whole pictures\nwith labels"), ""),
            (self.tr("encoder f\nfrozen"), rests),
            ("h", ""),
            (self.tr("classifier\nlearns"), learns),
            (self.tr("score on\nunseen pictures"), ""),
        )
        half = self.height() / 2
        self._paint_stage(painter, QRectF(0, 0, self.width(), half), self.tr("1. Learn"), first)
        self._paint_stage(painter, QRectF(0, half, self.width(), half), self.tr("2. Test"), second)

    def _paint_stage(self, painter: QPainter, place: QRectF, name: str, boxes: tuple[tuple[str, str], ...]) -> None:
        colours = self._theme.colours
        name_px, gap_px = 90.0, 26.0
        painter.setPen(QColor(colours.text))
        painter.drawText(QRectF(0, place.top(), name_px, place.height()), Qt.AlignmentFlag.AlignVCenter, name)
        width = (place.width() - name_px) / len(boxes) - gap_px
        height = min(64.0, place.height() - 16)
        top = place.top() + (place.height() - height) / 2
        for number, (words, colour) in enumerate(boxes):
            box = QRectF(name_px + number * (width + gap_px), top, width, height)
            painter.setPen(QPen(QColor(colour or colours.line), 2 if colour else 1))
            painter.setBrush(QColor(colours.raised))
            painter.drawRoundedRect(box, 8, 8)
            painter.setPen(QColor(colours.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
            if number + 1 < len(boxes):
                painter.drawText(QRectF(box.right(), top, gap_px, height), Qt.AlignmentFlag.AlignCenter, "→")
