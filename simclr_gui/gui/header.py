"""The line above every page: the experiment, Start / Pause / Stop, progress and device."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from simclr_gui.gui.look.figures import duration, use_tabular_figures
from simclr_gui.gui.look.theme import PAGE_EDGE, SPACE, Theme
from simclr_gui.gui.parts.buttons import ActionButton
from simclr_gui.gui.parts.calm import Calm
from simclr_gui.gui.parts.card import label, row
from simclr_gui.gui.wording import data_name, device_name, encoder_name
from simclr_gui.state.experiment import Experiment, Phase
from simclr_gui.state.plan import Plan

PROGRESS_STEPS = 1_000


class Header(QFrame):
    """Signals: start_wished(), pause_wished(), go_on_wished(), stop_wished()."""

    start_wished = Signal()
    pause_wished = Signal()
    go_on_wished = Signal()
    stop_wished = Signal()

    def __init__(self, experiment: Experiment, plan: Plan, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chrome")
        self._experiment, self._plan = experiment, plan
        self._what = label("", "title")
        self._device = label("", "badge")
        self.main_button = ActionButton("", "play", theme, primary=True)
        self.main_button.setMinimumWidth(132)
        self.main_button.clicked.connect(self.wish_main)
        self.stop_button = ActionButton(self.tr("Stop"), "stop", theme)
        self.stop_button.setToolTip(self.tr("Ends the training, saves it, and tests what was learned"))
        self.stop_button.clicked.connect(self.stop_wished)
        self._bar = QProgressBar()
        self._bar.setRange(0, PROGRESS_STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._left = label("", "caption")
        use_tabular_figures(self._left)
        self._left.setMinimumWidth(210)

        self._device.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        top = row(self._what, self._device, spacing=2 * SPACE)
        top.insertStretch(1, 1)
        top.addWidget(self.main_button)
        top.addWidget(self.stop_button)
        bottom = row(self._bar, self._left, spacing=2 * SPACE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PAGE_EDGE, 2 * SPACE, PAGE_EDGE, 0)
        layout.addLayout(top)
        layout.addLayout(bottom)
        self._calm = Calm(experiment.progressed, self)
        self._calm.triggered.connect(self.show_experiment)
        for signal in (
            experiment.phase_changed,
            experiment.started,
            experiment.config_changed,
            experiment.announced,
            plan.changed,
        ):
            signal.connect(self.show_experiment)
        self.show_experiment()

    @Slot()
    def wish_main(self) -> None:
        """What the large button says: start, pause or go on (also the space key)."""
        phase = self._experiment.phase
        if not self.main_button.isEnabled():
            return
        if phase is Phase.TRAINING:
            self.pause_wished.emit()
        elif phase is Phase.PAUSED:
            self.go_on_wished.emit()
        else:
            self.start_wished.emit()

    @Slot()
    def show_experiment(self) -> None:
        experiment = self._experiment
        self._what.setText(self._description())
        self._device.setText(device_name(experiment.run.device) if experiment.run else "")
        self._device.setVisible(experiment.run is not None)
        self._show_buttons(experiment.phase)
        step = experiment.last_step
        self._bar.setValue(round(PROGRESS_STEPS * step.progress) if step else 0)
        self._left.setText(self._remaining())

    def _show_buttons(self, phase: Phase) -> None:
        text, icon_name, tip = {
            Phase.TRAINING: (self.tr("Pause"), "pause", self.tr("Pauses; the time stands still (space)")),
            Phase.PAUSED: (self.tr("Go on"), "play", self.tr("Goes on where it paused (space)")),
        }.get(phase, (self.tr("Start"), "play", self.tr("Trains a new network with these settings (space)")))
        self.main_button.setText(text)
        self.main_button.show_icon(icon_name)
        self.main_button.setToolTip(tip)
        self.main_button.setEnabled(not phase.is_busy or phase in (Phase.TRAINING, Phase.PAUSED))
        self.stop_button.setEnabled(phase.is_busy and phase is not Phase.STOPPING)

    def _description(self) -> str:
        experiment = self._experiment
        config = experiment.config_in_hand if experiment.phase.is_busy else experiment.config
        data = config.data
        parts = [data_name(data.name), encoder_name(config.model.encoder)]
        if experiment.last_step:
            parts.append(self.tr("epoch {epoch:.1f}").format(epoch=experiment.last_step.epoch))
        if self._plan.count:
            parts.append(self.tr("run {place} of {count}").format(place=self._plan.place + 1, count=self._plan.count))
        return "  ·  ".join(parts)

    def _remaining(self) -> str:
        experiment, phase = self._experiment, self._experiment.phase
        step = experiment.last_step
        if phase in (Phase.TRAINING, Phase.PAUSED, Phase.FOLLOWING) and step and step.progress > 0:
            left = duration(step.elapsed_s / step.progress - step.elapsed_s)
            return self.tr("{share:.0f} %, {left} left").format(share=100 * step.progress, left=left)
        words = {
            Phase.OPENING: self.tr("opening"),
            Phase.FOLLOWING: self.tr("following"),
            Phase.PREPARING: self.tr("getting ready"),
            Phase.STOPPING: self.tr("saving"),
            Phase.EVALUATING: self.tr("testing the features"),
            Phase.MAPPING: self.tr("drawing the maps"),
            Phase.DONE: self.tr("done"),
        }
        return words.get(phase, "")
