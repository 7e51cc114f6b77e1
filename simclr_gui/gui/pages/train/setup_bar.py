"""The easy view: data, network, time. Everything else has a good default."""

from itertools import islice
from pathlib import Path
from typing import get_args

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QMenu, QPushButton, QWidget

from simclr_gui.engine.config.differences import CHOSEN_BY_THE_MACHINE, differing_settings
from simclr_gui.engine.config.presets import SHAPES, preset_for
from simclr_gui.engine.config.settings import EncoderName, ModelSettings, Source, title_of
from simclr_gui.engine.messages.errors import Changes, UserError
from simclr_gui.gui.look.language import listed, spoken
from simclr_gui.gui.look.theme import SPACE, Theme
from simclr_gui.gui.pages.train.caution_line import CautionLine
from simclr_gui.gui.pages.train.folder_line import FolderLine
from simclr_gui.gui.parts.buttons import ActionButton
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.parts.choices import tell_as_choice
from simclr_gui.gui.parts.foreign_text import plain_button
from simclr_gui.gui.settings_form import tooltip
from simclr_gui.gui.words.names import (
    MINUTES_OFFERED,
    budget_text,
    data_name,
    encoder_name,
    setting_text,
    time_text,
)
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.folder_report import FolderReport
from simclr_gui.state.foresight import Foresight

WIDTH_WITH_WORDS_PX = 960
MOST_SUGGESTIONS = 4


class SetupBar(Card):
    """Shows and requests the few settings that a beginner chooses.

    Signals:
        expert_toggled(bool): all settings should be shown, or the charts again.
    """

    expert_toggled = Signal(bool)

    def __init__(
        self,
        experiment: Experiment,
        report: FolderReport,
        foresight: Foresight,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self._experiment = experiment
        self._make_sources(theme)
        self._make_choices()
        self.expert = QPushButton(self.tr("All settings"))
        self.expert.setCheckable(True)
        self.expert.toggled.connect(self.expert_toggled)
        self._trouble = label("", "trouble")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        self.folder_line = FolderLine(report)
        self.caution = CautionLine(experiment, foresight)
        self._make_suggestion()
        self._lay_out()
        experiment.config_changed.connect(self.show_settings)
        experiment.phase_changed.connect(self.show_settings)
        experiment.mended.connect(self._trouble.hide)
        self.show_settings()

    def _make_sources(self, theme: Theme) -> None:
        """Where the images come from."""
        self.shapes_button = self._data_button(self.tr("Shapes"), "shapes", theme)
        self.shapes_button.setToolTip(self.tr("Ten classes of figures that the program draws itself"))
        self.folder_button = self._data_button(self.tr("My images…"), "folder", theme)
        self.folder_button.setToolTip(self.tr("A folder of images; its sub-folders are the classes, if there are any"))
        self.published_button = self._data_button("", "data", theme)
        self.published_button.setAccessibleName(self.tr("Data set"))
        self.published_button.setToolTip(self.tr("Benchmark data sets (downloaded only if you ask)"))
        self.published_button.setMenu(self._published_menu())
        # Not a group of buttons: in one, Tab stops at the chosen one alone, and an arrow key opens the file dialog.
        self._sources = self.shapes_button, self.folder_button, self.published_button
        self.shapes_button.clicked.connect(self.choose_shapes)
        self.folder_button.clicked.connect(self.ask_for_folder)
        self.published_button.clicked.connect(self.show_settings)  # its menu chooses, not the click

    def _make_choices(self) -> None:
        """Network and time."""
        self.network = QComboBox()
        for name in get_args(EncoderName):
            self.network.addItem(encoder_name(name), name)
        self.network.setToolTip(tooltip(ModelSettings.model_fields["encoder"]))
        self.network.setAccessibleName(self.tr("Network"))
        self.network.activated.connect(self._choose_network)
        self.time = QComboBox()
        self.time.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # epochs are wider than minutes
        self.time.setToolTip(self.tr("Training time; the schedule is stretched to end exactly then"))
        self.time.setAccessibleName(self.tr("Training time"))
        self.time.activated.connect(self._choose_time)

    def _make_suggestion(self) -> None:
        self._suggested = label("", "caption")
        self._suggested.setWordWrap(True)
        self.suggestion_button = QPushButton(self.tr("Use the suggested values"))
        self.suggestion_button.clicked.connect(self._take_suggestion)
        self._suggestion = QWidget()
        suggestion = row(self._suggested, self.suggestion_button)
        suggestion.setStretch(0, 1)
        self._suggestion.setLayout(suggestion)

    def _lay_out(self) -> None:
        self._words = [label(self.tr("Learn from")), label(self.tr("with")), label(self.tr("for"))]
        line = row(
            self._words[0],
            self.shapes_button,
            self.folder_button,
            self.published_button,
            self._words[1],
            self.network,
            self._words[2],
            self.time,
            self.expert,
            spacing=SPACE + 2,
        )
        line.insertStretch(line.count() - 1, 1)
        for words_that_come in (self._suggestion, self.folder_line, self.caution, self._trouble):
            self.body.addWidget(words_that_come)
        self.body.addLayout(line)  # last: the bar stands at the window's bottom, so the buttons stay where they are

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The small words go first where room is scarce."""
        super().resizeEvent(event)
        for word in self._words:
            word.setVisible(event.size().width() >= WIDTH_WITH_WORDS_PX)

    def _data_button(self, text: str, icon_name: str, theme: Theme) -> ActionButton:
        button = ActionButton(text, icon_name, theme)
        button.setProperty("role", "choice")
        button.setCheckable(True)
        tell_as_choice(button)
        return button

    @Slot()
    def show_settings(self) -> None:
        config, busy = self._experiment.config, self._experiment.phase.is_busy
        source = config.data.source
        buttons = {"shapes": self.shapes_button, "folder": self.folder_button}
        for button in self._sources:
            button.setChecked(button is buttons.get(source, self.published_button))
        folder = config.data.folder if source == "folder" else None
        self.folder_button.setText(plain_button(folder.name) if folder else self.tr("My images…"))
        self.published_button.setText(data_name(source) if source not in buttons else "")
        self.network.setCurrentIndex(self.network.findData(config.model.encoder))
        self._show_times()
        self._show_suggestion()
        for control in (*self._sources, self.network, self.time):
            control.setEnabled(not busy)
        if busy:
            self._trouble.hide()

    def _show_suggestion(self) -> None:
        """What was set by hand stays; what the program would take for these data is said and offered."""
        suggested = self._experiment.suggestion
        self._suggestion.setVisible(suggested is not None and not self._experiment.phase.is_busy)
        if suggested is None:
            return
        configs = [suggested, self._experiment.config]
        differences = differing_settings(configs, leaves_out=CHOSEN_BY_THE_MACHINE)
        self._suggestion.setVisible(bool(differences) and not self._experiment.phase.is_busy)
        values = [
            f"{spoken(title_of(name))} {setting_text(name, value)}"
            for name, (value, _) in islice(differences.items(), MOST_SUGGESTIONS)
        ]
        self._suggested.setText(self.tr("Suggested for these images: {values}.").format(values=listed(values)))

    @Slot()
    def _take_suggestion(self) -> None:
        self._experiment.take_suggestion()
        self.show_settings()

    def _show_times(self) -> None:
        budget = self._experiment.config.budget
        self.time.clear()
        for minutes in MINUTES_OFFERED:
            self.time.addItem(time_text(60 * minutes), 60.0 * minutes)
        if budget.epochs is not None:
            self.time.insertItem(0, budget_text(budget), None)
            self.time.setCurrentIndex(0)
            return
        if self.time.findData(budget.seconds) < 0:
            self.time.insertItem(0, time_text(budget.seconds), budget.seconds)
        self.time.setCurrentIndex(self.time.findData(budget.seconds))

    @Slot()
    def choose_shapes(self) -> None:
        self._experiment.choose_data(SHAPES)
        self.show_settings()

    def _published_menu(self) -> QMenu:
        menu = QMenu(self)
        for source in get_args(Source):
            if source not in ("shapes", "folder"):
                menu.addAction(data_name(source)).setData(source)
        menu.addSeparator()
        menu.addAction(self.tr("Images in a zip or tar…")).setData("archive")
        menu.triggered.connect(self._choose_published)
        return menu

    @Slot(object)
    def _choose_published(self, action: QAction) -> None:
        if action.data() != "archive":
            self._experiment.choose_data(preset_for(action.data()))
        else:
            name, _ = QFileDialog.getOpenFileName(
                self, self.tr("Choose an archive of images"), "", "*.zip *.tar *.tar.gz *.tgz *.tar.bz2 *.tar.xz"
            )
            if name:
                self.choose_folder(Path(name))
        self.show_settings()

    @Slot()
    def ask_for_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Choose a folder of images"))
        if name:
            self.choose_folder(Path(name))
        self.show_settings()

    def choose_folder(self, folder: Path) -> None:
        """Learns from the images in a folder, zip or tar, with the preset for photographs."""
        self._experiment.choose_data(preset_for("folder", folder))

    @Slot()
    def _choose_network(self) -> None:
        self._change({"model.encoder": self.network.currentData()})

    @Slot()
    def _choose_time(self) -> None:
        seconds = self.time.currentData()
        if seconds is not None:
            self._change({"budget.seconds": seconds, "budget.epochs": None})

    def _change(self, changes: Changes) -> None:
        try:
            self._experiment.change_config(changes)
        except UserError as error:
            self._trouble.setText(spoken(error.in_full))
            self._trouble.show()
            self.show_settings()
