"""The slider over a run's history, the same on every page: untrained, every kept checkpoint, the end; it plays."""

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from simclr_gui.gui.look.figures import use_tabular_figures
from simclr_gui.gui.look.theme import SPACE, Theme
from simclr_gui.gui.parts.buttons import ToolButton
from simclr_gui.gui.parts.card import label
from simclr_gui.state.timeline import Timeline


class CheckpointSlider(QWidget):
    """Each notch is one moment at which the network can be looked at; hidden while there is the present alone.

    Args:
        parent: without one it would be a window for a moment, where there is something to choose from.
    """

    def __init__(self, timeline: Timeline, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self.play = ToolButton("", "play", theme)
        self.play.clicked.connect(self._play_or_pause)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setToolTip(
            self.tr("The untrained network, and each saved checkpoint. All pages show the one that is chosen here.")
        )
        self.slider.setPageStep(1)
        self.slider.valueChanged.connect(self._choose)
        self.words = label("", "caption")
        use_tabular_figures(self.words)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.play)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.words)
        timeline.steps_changed.connect(self._show_steps)
        timeline.step_changed.connect(self._show_step)
        timeline.playing_changed.connect(self._show_playing)
        self._show_steps()
        self._show_playing()

    @Slot()
    def _show_steps(self) -> None:
        steps = self._timeline.steps
        self.setVisible(bool(steps))
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(0, len(steps) - 1))
        self.slider.blockSignals(False)
        self._keep_length()
        self._show_step()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:  # it is larger where it is presented
            self._keep_length()

    def _keep_length(self) -> None:
        """The slider is as long under the hand at every moment."""
        self.words.ensurePolished()
        widths = (self.words.fontMetrics().horizontalAdvance(self._words_for(each)) for each in self._timeline.steps)
        self.words.setMinimumWidth(max(widths, default=0))

    @Slot()
    def _show_step(self) -> None:
        steps, step = self._timeline.steps, self._timeline.shown_step
        self.slider.blockSignals(True)
        self.slider.setValue(steps.index(step) if steps else 0)
        self.slider.blockSignals(False)
        self.words.setText(self._words_for(step))
        when = self.tr("When: {moment}").format(moment=self.words.text())
        self.slider.setAccessibleName(when)  # the notch alone says nothing

    @Slot()
    def _show_playing(self) -> None:
        playing = self._timeline.playing
        self.play.show_icon("pause" if playing else "play")
        words = self.tr("Pause") if playing else self.tr("Play: watch the network learn, from checkpoint to checkpoint")
        self.play.setToolTip(words)
        self.play.setAccessibleName(words)

    def _words_for(self, step: int) -> str:
        return self.tr("after %Ln steps", None, step) if step else self.tr("untrained")

    @Slot()
    def _choose(self) -> None:
        """Who takes the slider in hand wants to stay there."""
        self._timeline.pause()
        self._timeline.choose(self._timeline.steps[self.slider.value()])

    @Slot()
    def _play_or_pause(self) -> None:
        if self._timeline.playing:
            self._timeline.pause()
        else:
            self._timeline.play()
