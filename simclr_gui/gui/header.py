"""The line above every page: the experiment, Start / Pause / Stop, progress and device."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from simclr_gui.gui.look.figures import duration, percent_done, use_tabular_figures
from simclr_gui.gui.look.theme import PAGE_EDGE, SPACE, Theme
from simclr_gui.gui.parts.buttons import ActionButton, ToolButton, pass_space_on
from simclr_gui.gui.parts.card import label, row
from simclr_gui.gui.parts.elided import Elided
from simclr_gui.gui.parts.throttled import Throttled
from simclr_gui.gui.words.names import budget_text, data_name, device_name, encoder_name, moment_text
from simclr_gui.gui.words.queue import group_words, queue_words
from simclr_gui.state.experiment import Experiment, Phase
from simclr_gui.state.progress import Progress
from simclr_gui.state.standing import WITHOUT_A_RUN, facts_of, standing_of
from simclr_gui.state.training_queue import TrainingQueue

PROGRESS_STEPS = 1_000
PHASES_AFTER_TRAINING = (Phase.STOPPING, Phase.EVALUATING, Phase.MAPPING, Phase.FOLLOWING)  # what starts then waits


class Header(QFrame):
    """`more` is to get the window's menu.

    Signals: start_requested(), queue_requested(), pause_requested(), go_on_requested(), stop_requested().
    """

    start_requested = Signal()
    queue_requested = Signal()
    pause_requested = Signal()
    go_on_requested = Signal()
    stop_requested = Signal()

    def __init__(
        self,
        experiment: Experiment,
        queue: TrainingQueue,
        progress: Progress,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("chrome")
        self._experiment, self._queue = experiment, queue
        self._progress, self._theme = progress, theme
        self._what = label("", "title")
        self.next = Elided()
        self._device = label("", "badge")
        self.main_button = ActionButton("", "play", theme, primary=True)
        self.main_button.setMinimumWidth(132)
        self.main_button.clicked.connect(self.request_main)
        pass_space_on(self.main_button)
        self.queue_button = ActionButton(self.tr("Add to queue"), "plus", theme)
        self.queue_button.setToolTip(self.tr("Trains a new network with these settings, after this one"))
        self.queue_button.clicked.connect(self.queue_requested)
        pass_space_on(self.queue_button)
        self.stop_button = ActionButton(self.tr("Stop"), "stop", theme)
        self.stop_button.setToolTip(self.tr("Stop, save, and evaluate the features"))
        self.stop_button.clicked.connect(self.stop_requested)
        self.more = ToolButton(self.tr("Save, present, keys"), "more", theme)
        self.more.setObjectName("more")  # three dots say enough: the style leaves out the arrow of a menu
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._bar = QProgressBar()
        self._bar.setRange(0, PROGRESS_STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        self.left = label("", "caption")
        use_tabular_figures(self.left)
        self._device.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for words in (self._what, self.next):
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._lay_out()
        self._throttled = Throttled(progress.changed, self)
        self._throttled.triggered.connect(self.show_experiment)
        for signal in (
            experiment.phase_changed,
            experiment.started,
            experiment.config_changed,
            experiment.result_changed,
            queue.changed,
            theme.changed,
        ):
            signal.connect(self.show_experiment)
        self.show_experiment()

    def _lay_out(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(self._what)
        second = row(self.left, self.next, spacing=2 * SPACE)
        second.setStretch(1, 1)
        titles.addLayout(second)
        top = row(self._device, spacing=2 * SPACE)
        top.insertLayout(0, titles, 1)
        top.addWidget(self.main_button)
        top.addWidget(self.queue_button)
        top.addWidget(self.stop_button)
        top.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PAGE_EDGE, 2 * SPACE, PAGE_EDGE, 0)
        layout.addLayout(top)
        layout.addWidget(self._bar)

    @Slot()
    def request_main(self) -> None:
        """What the large button says: start, pause or resume."""
        if self.main_button.isEnabled() and not self.pause_or_resume():
            self.start_requested.emit()

    @Slot()
    def pause_or_resume(self) -> bool:
        """What the space key does, which never starts anything; False where there is nothing to pause."""
        phase = self._experiment.phase
        if phase is Phase.TRAINING:
            self.pause_requested.emit()
        elif phase is Phase.PAUSED:
            self.go_on_requested.emit()
        return phase in (Phase.TRAINING, Phase.PAUSED)

    @Slot()
    def show_experiment(self) -> None:
        experiment, share = self._experiment, self._progress.share
        self._what.setText(self._description())
        self.next.setText(self._what_is_next())
        self._device.setText(device_name(experiment.run.device) if experiment.run else "")
        self._device.setVisible(bool(self._device.text()) and not self._theme.is_presented)
        self._show_buttons(experiment.phase)
        self._bar.setValue(round(PROGRESS_STEPS * (share or 0.0)))
        self.left.setText(self._how_far())
        self.left.setVisible(bool(self.left.text()))  # else the words beside it are indented

    def _show_buttons(self, phase: Phase) -> None:
        text, icon_name, tip = {
            Phase.TRAINING: (self.tr("Pause"), "pause", self.tr("Pauses; the time budget pauses too (Space)")),
            Phase.PAUSED: (self.tr("Resume"), "play", self.tr("Resumes training (Space)")),
        }.get(phase, (self.tr("Start"), "play", self.tr("Trains a new network with these settings")))
        if phase in PHASES_AFTER_TRAINING:
            text, icon_name, tip = self.queue_button.text(), "plus", self.queue_button.toolTip()
        self.main_button.setText(text)
        self.main_button.show_icon(icon_name)
        self.main_button.setToolTip(tip)
        is_training = phase in (Phase.TRAINING, Phase.PAUSED)
        self._enable_main(not phase.is_busy or is_training or phase in PHASES_AFTER_TRAINING)
        self.queue_button.setVisible(is_training)
        self.stop_button.setEnabled(phase.is_busy and phase is not Phase.STOPPING)

    def _enable_main(self, enabled: bool) -> None:
        """While it is closed its focus waits here; on a button of some chart Space would press that."""
        if not enabled and self.main_button.hasFocus():
            self.setFocus()
        self.main_button.setEnabled(enabled)
        if enabled and self.hasFocus():
            self.main_button.setFocus()

    @property
    def _shows_a_run(self) -> bool:
        return standing_of(facts_of(self._experiment)) not in WITHOUT_A_RUN

    def _description(self) -> str:
        """Of the run that is shown; before there is one, of the next."""
        experiment = self._experiment
        config = experiment.active_config if self._shows_a_run else experiment.config
        parts = [data_name(config.data.name), encoder_name(config.model.encoder)]
        if self._shows_a_run and experiment.last_step:
            parts.append(self.tr("epoch {epoch:.1f}").format(epoch=experiment.last_step.epoch))
        elif self._shows_a_run and experiment.origin is not None:
            parts.append(self.tr("imported"))
        else:
            parts.append(budget_text(config.budget))
        return "  ·  ".join(parts)

    def _what_is_next(self) -> str:
        """The runs that belong together or wait, or the settings of the next one where they are others."""
        experiment, queue = self._experiment, self._queue
        waiting = queue_words(queue.contents)
        belongs = group_words(queue.contents, queue.active) if queue.active is not None else ""
        if belongs:
            return belongs
        if waiting:
            return self.tr("Queue: {waiting}").format(waiting=waiting)
        config = experiment.config
        if not self._shows_a_run or config == experiment.active_config:
            return ""
        data, network = data_name(config.data.name), encoder_name(config.model.encoder)
        words = self.tr("Next: {data}, {network}, {time}")
        return words.format(data=data, network=network, time=budget_text(config.budget))

    def _how_far(self) -> str:
        experiment, phase = self._experiment, self._experiment.phase
        step, share = experiment.last_step, self._progress.share or 0.0
        if phase in (Phase.TRAINING, Phase.PAUSED, Phase.FOLLOWING) and step and step.progress > 0:
            left = duration(step.elapsed_s / step.progress - step.elapsed_s)
            paused = self.tr("paused at {share:.0f} %, {left} left")
            training = self.tr("training {share:.0f} %, {left} left")
            told = paused if phase is Phase.PAUSED else training
            return told.format(share=percent_done(step.progress), left=left)
        words = {
            Phase.OPENING: self.tr("opening"),
            Phase.FOLLOWING: self.tr("following"),
            Phase.PREPARING: self.tr("getting ready"),
            Phase.TRAINING: self.tr("training"),
            Phase.PAUSED: self.tr("paused"),
            Phase.STOPPING: self.tr("stopping"),
            Phase.EVALUATING: self.tr("testing, {share:.0f} % of the whole").format(share=percent_done(share)),
            Phase.MAPPING: self.tr("drawing maps, {share:.0f} % of the whole").format(share=percent_done(share)),
            Phase.DONE: self._how_it_ended(),
            Phase.FAILED: self._where_it_broke_off(),
        }
        return words.get(phase, "")

    def _how_it_ended(self) -> str:
        ended, step = self._experiment.ended, self._experiment.last_step
        if self._experiment.origin is not None:
            return self.tr("not trained here")
        if ended is None or step is None:
            return self.tr("stopped")
        when = moment_text(self._experiment.done_at or ended.time)
        if ended.reason == "stopped":
            return self.tr("stopped at {share:.0f} %, {when}").format(share=percent_done(step.progress), when=when)
        return self.tr("finished {when}").format(when=when)

    def _where_it_broke_off(self) -> str:
        """Empty where the training itself came to its end, or never began."""
        step = self._experiment.last_step
        if step is None or self._experiment.ended is not None:
            return ""
        return self.tr("ended early at {share:.0f} %").format(share=percent_done(step.progress))
