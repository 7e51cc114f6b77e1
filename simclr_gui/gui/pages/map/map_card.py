"""One map under its name, with its scores below."""

import math

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from simclr_gui.engine.events import MapComputed
from simclr_gui.engine.events.evaluation import Scores
from simclr_gui.engine.messages.shares import in_percent
from simclr_gui.gui.look.theme import CARD_GAP, Theme
from simclr_gui.gui.pages.map.scatter import Scatter
from simclr_gui.gui.parts.card import Card, label, pairs_unbroken, unbroken

HIGHEST_PX = 1_000  # no words are as high


class MapCard(Card):
    """`scatter` is the map; `show_words` tells what it is worth."""

    def __init__(self, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.scatter = Scatter(theme)
        self._words = label("", "caption")
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._words.setToolTip(
            self.tr(
                "The share of unseen images recognised from these features: linear evaluation, and kNN. "
                "Neighbours kept: how many of the 15 nearest in the features are among the 15 nearest in the map. "
                "Trust (trustworthiness): 1 where no image is near in the map that is far in the features."
            )
        )
        self.body.addWidget(self.scatter, 1)
        self.body.addWidget(self._words)
        self.name(title)

    def name(self, title: str) -> None:
        """Calls the map by another name, without any for as long as it shows nothing."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.scatter.setAccessibleName(self.tr("Map: {title}").format(title=title) if title else "")

    def show_words(self, scores: Scores | None, drawn: MapComputed | None, *, is_coming: bool = False) -> None:
        """The accuracies of the features, and how faithful the map is to them; that it is coming, where it is."""
        lines = [self.tr("This map is still to come…")] if drawn is None and is_coming else []
        if scores is not None:
            lines.append(self._accuracies(scores.linear, scores.knn))
        if drawn is not None and not math.isnan(drawn.neighbours_kept):
            lines.append(self._faithfulness(drawn.neighbours_kept, drawn.trustworthiness))
        self._words.setText("\n".join(lines))

    def show_step(self, step: int, kept: float) -> None:
        """What is known of an earlier map: nobody has scored its network."""
        when = self.tr("After %Ln steps", None, step) if step else self.tr("Before training")
        self._words.setText(f"{when}\n{self._faithfulness(kept, math.nan)}")

    @property
    def words(self) -> str:
        """What the map is worth."""
        return self._words.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps room for the longest words at this width: the map must not move when they change."""
        super().resizeEvent(event)
        longest = unbroken(f"{self._accuracies(1, 1)}\n{self._faithfulness(1, 1)}")
        room = QRect(0, 0, event.size().width() - 2 * CARD_GAP, HIGHEST_PX)
        wrapped = self._words.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, longest)
        self._words.setFixedHeight(wrapped.height() + 2)

    def _accuracies(self, linear: float, knn: float) -> str:
        words = self.tr("Linear {linear:.1f} %, kNN {knn:.1f} %").format(
            linear=in_percent(linear, 1), knn=in_percent(knn, 1)
        )
        return pairs_unbroken(words)

    def _faithfulness(self, kept: float, trust: float) -> str:
        if math.isnan(trust):
            return self.tr("Neighbours kept {kept:.0f} %").format(kept=in_percent(kept))
        words = self.tr("Neighbours kept {kept:.0f} %, trust {trust:.2f}").format(kept=in_percent(kept), trust=trust)
        return pairs_unbroken(words)
