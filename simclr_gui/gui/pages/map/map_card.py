"""One map under its name, with its scores below."""

from PySide6.QtWidgets import QWidget

from simclr_gui.engine.events import MapDrawn
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages.map.scatter import Scatter
from simclr_gui.gui.parts.card import Card, label


class MapCard(Card):
    """`scatter` is the map; `show_words` tells what it is worth."""

    def __init__(self, title: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.scatter = Scatter(theme)
        self.scatter.setAccessibleName(self.tr("Map of {features} features").format(features=title))
        self._words = label("", "caption")
        self._words.setWordWrap(True)
        self._words.setMinimumHeight(34)
        self.body.addWidget(self.scatter, 1)
        self.body.addWidget(self._words)

    def show_words(self, scores: dict[str, float] | None, drawn: MapDrawn | None) -> None:
        """The accuracies of the features, and how faithful the map is to them."""
        parts = []
        if scores is not None:
            parts.append(
                self.tr("Recognises {linear:.1f} % (linear evaluation), {knn:.1f} % (kNN).").format(
                    linear=100 * scores["linear"], knn=100 * scores["knn"]
                )
            )
        if drawn is not None:
            method = self.tr("UMAP") if drawn.method == "umap" else self.tr("Two principal components")
            parts.append(
                self.tr("{method}; {kept:.0f} % of nearest neighbours kept.").format(
                    method=method, kept=100 * drawn.neighbours_kept
                )
            )
        self._words.setText(" ".join(parts))
