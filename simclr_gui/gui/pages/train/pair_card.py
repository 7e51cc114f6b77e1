"""A pair: the image, its two views, and how alike the network finds them, right now or at an earlier moment."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from simclr_gui.engine.events import PairsTaken, Pixels
from simclr_gui.gui.look.figures import use_tabular_figures
from simclr_gui.gui.look.theme import CARD_GAP, SPACE, Theme
from simclr_gui.gui.parts.card import Card, label
from simclr_gui.gui.parts.checkpoint_slider import CheckpointSlider
from simclr_gui.gui.parts.image import Image
from simclr_gui.gui.words.names import ordinal
from simclr_gui.state.experiment import Experiment, Phase
from simclr_gui.state.pairs import Pairs
from simclr_gui.state.timeline import Timeline
from simclr_gui.state.views_preview import ViewsPreview

LEARNING = (Phase.TRAINING, Phase.PAUSED, Phase.FOLLOWING)
SMALLEST_SIDE_PX, LARGEST_SIDE_PX = 40, 320
SHARE_OF_HEIGHT, SHARE_ABOVE_SLIDER = 0.2, 0.12  # of the column; the result needs the rest


class PairCard(Card):
    """Shows the first pair of the latest batch; before there is one, a pair that the settings draw.

    Who looks back sees an unseen one, whose views are the same at every moment.

    The images are as large as the column is wide.
    """

    def __init__(
        self,
        experiment: Experiment,
        pairs: Pairs,
        preview: ViewsPreview,
        timeline: Timeline,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self.title.show()
        self._experiment, self._pairs, self._preview = experiment, pairs, preview
        self._images = [Image(SMALLEST_SIDE_PX) for _ in range(3)]
        grid = QGridLayout()
        grid.setSpacing(SPACE)
        names = (self.tr("image"), self.tr("view A"), self.tr("view B"))
        for column, (image, name) in enumerate(zip(self._images, names, strict=True)):
            grid.addWidget(image, 0, column)
            grid.addWidget(label(name, "caption"), 1, column)
        self._words = label("", "caption")
        self._words.setWordWrap(True)
        self._words.setMinimumHeight(34)
        use_tabular_figures(self._words)
        self.body.addLayout(grid)
        self.body.addWidget(self._words)
        self.kept_steps = CheckpointSlider(timeline, theme, self)
        self.body.addWidget(self.kept_steps)
        for signal in (pairs.drawn, preview.inspected, experiment.phase_changed):
            signal.connect(self.show_pair)
        timeline.steps_changed.connect(self._fit)  # the slider has come, or gone
        self.show_pair()

    def minimumSizeHint(self) -> QSize:
        """With the images as they are, which never shrink, but not as wide: the column must be able to."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        room = (self.width() - 2 * CARD_GAP - 2 * SPACE) // 3
        column = self.parentWidget() or self
        share = SHARE_OF_HEIGHT if self.kept_steps.isHidden() else SHARE_ABOVE_SLIDER
        high = min(int(share * column.height()), column.height() - self._taken_by_others(column))
        side_px = max(SMALLEST_SIDE_PX, min(LARGEST_SIDE_PX, room, high))
        for image in self._images:
            image.set_side(side_px)

    def _taken_by_others(self, column: QWidget) -> int:
        """Of the height of the column, by all that is in it but the images."""
        layout = column.layout()
        if layout is None:
            return 0
        return layout.totalMinimumHeightForWidth(column.width()) - self._images[0].height()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pairs.set_watched(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pairs.set_watched(False)

    @Slot()
    def show_pair(self) -> None:
        pair, sample = self._pairs.latest, self._preview.latest
        self.title.setText(self._title(pair))
        if pair is not None:
            self._show_images(pair.originals[0], pair.first[0], pair.second[0])
            self._words.setText(
                self.tr("Alike: {cosine:.2f} (cosine). Among {others} other views the partner comes {rank}.").format(
                    cosine=pair.cosine[0], others=pair.others, rank=ordinal(pair.rank[0])
                )
            )
            return
        self._words.setText(self.tr("Two random views of each image; the network must match them."))
        if sample is None:
            self._show_images(None, None, None)
        else:
            self._show_images(sample.original, sample.first.pixels, sample.second.pixels)

    def _title(self, pair: PairsTaken | None) -> str:
        if pair is None:
            return self.tr("A pair of views")
        if not pair.unseen:
            return self.tr("A pair right now") if self._experiment.phase in LEARNING else self.tr("The last pair")
        if not pair.step:
            return self.tr("An unseen pair before training")
        return self.tr("An unseen pair after %Ln steps", None, pair.step)

    def _show_images(self, *views: Pixels | None) -> None:
        names = (self.tr("image"), self.tr("view A"), self.tr("view B"))
        for image, pixels, name in zip(self._images, views, names, strict=True):
            image.show_pixels(pixels, name)
