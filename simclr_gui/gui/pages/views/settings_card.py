"""The settings that draw the views, with presets, and a badge where the active run was made with others."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QPushButton, QScrollArea, QVBoxLayout, QWidget

from simclr_gui.engine.config.presets import VIEW_PRESETS, without_colour_changes
from simclr_gui.engine.config.views import ViewSettings
from simclr_gui.gui.look.theme import SPACE
from simclr_gui.gui.parts.buttons import pass_space_on
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.settings_form import SettingsForm
from simclr_gui.state.experiment import Experiment

WIDTH_PX = 310
COLOUR_OFF = "colour off"


class SettingsCard(Card):
    """The views of the next training; the experiment owns them.

    Signals:
        comparison_requested(): two trainings are wanted, with and without colour changes.
    """

    comparison_requested = Signal()

    def __init__(self, experiment: Experiment, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("How views are drawn"))
        self.title.show()
        self._experiment = experiment
        self.setFixedWidth(WIDTH_PX)
        self.presets = QComboBox()
        self.presets.setAccessibleName(self.tr("Presets"))
        for key, name in (
            ("paper", self.tr("As in the SimCLR paper")),
            ("photographs", self.tr("For small photographs (CIFAR)")),
            ("shapes", self.tr("For Shapes")),
            (COLOUR_OFF, self.tr("Colours stay as they are")),
        ):
            self.presets.addItem(name, key)
        self.presets.setPlaceholderText(self.tr("Choose a preset…"))
        self.presets.activated.connect(self._use_preset)
        self.form = SettingsForm("views", experiment)
        self.badge = label("", "caption")
        self.back = QPushButton(self.tr("Use those"))
        self.back.setProperty("role", "link")
        self.back.setToolTip(self.tr("Use the views that the open run was trained with"))
        self.back.clicked.connect(self._take_those_of_the_run)
        self.body.addWidget(self.presets)
        self.body.addWidget(self._scrolled(self.form), 1)
        line = row(self.badge, self.back, spacing=0)
        line.addStretch(1)
        self.body.addLayout(line)
        self.compare = QPushButton(self.tr("Train with and without colour"))
        pass_space_on(self.compare)
        self.compare.setToolTip(
            self.tr("Two trainings, alike in all else; then their maps side by side: what does the network look at?")
        )
        self.compare.clicked.connect(self.comparison_requested)
        self.body.addWidget(self.compare)
        for signal in (experiment.config_changed, experiment.phase_changed):
            signal.connect(self._compare)
        self._compare()

    def _scrolled(self, form: QWidget) -> QScrollArea:
        """In a low window no row may be cut."""
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from control to control
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        plain = QWidget()
        plain.setObjectName("plain")
        column = QVBoxLayout(plain)
        column.setContentsMargins(0, 0, SPACE // 2, 0)  # the scroll bar stands apart
        column.addWidget(form)
        column.addStretch(1)
        area.setWidget(plain)
        return area

    @Slot(int)
    def _use_preset(self, place: int) -> None:
        key = self.presets.itemData(place)
        views = self._experiment.config.views
        self._set(without_colour_changes(views) if key == COLOUR_OFF else VIEW_PRESETS[key])

    @Slot()
    def _take_those_of_the_run(self) -> None:
        self._set(self._experiment.active_config.views)

    def _set(self, views: ViewSettings) -> None:
        self._experiment.replace_config(self._experiment.config.model_copy(update={"views": views}))

    @Slot()
    def _compare(self) -> None:
        """Names the preset that is on, if it is one, and says whether the active run has other views."""
        views, of_run = self._experiment.config.views, self._experiment.active_config.views
        keys = [key for key, preset in VIEW_PRESETS.items() if preset == views]
        if not keys and views == without_colour_changes(views):
            keys = [COLOUR_OFF]
        self.presets.setCurrentIndex(self.presets.findData(keys[0]) if keys else -1)
        was_trained = self._experiment.run is not None and self._experiment.origin is None
        differs = was_trained and views != of_run
        if not was_trained:
            self.badge.setText(self.tr("The next training uses these."))
        elif differs:
            self.badge.setText(self.tr("The open run used others."))
        else:
            self.badge.setText(self.tr("The open run used these."))
        self.back.setVisible(differs)
        self.compare.setEnabled(not self._experiment.phase.is_busy)
