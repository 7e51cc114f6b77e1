"""The expert view: every setting, made from the config model."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from simclr_gui.gui.look.theme import CARD_GAP
from simclr_gui.gui.parts.card import Card
from simclr_gui.gui.settings_form import SettingsForm
from simclr_gui.state.experiment import Experiment

COLUMNS = (("data", "machine", "budget"), ("views",), ("optimisation", "model"))


class ExpertView(QScrollArea):
    """Six cards in three columns; closed to changes while the engine works."""

    def __init__(self, experiment: Experiment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._experiment = experiment
        names = {
            "data": self.tr("Data"),
            "views": self.tr("Views"),
            "model": self.tr("Network"),
            "optimisation": self.tr("Loss and optimizer"),
            "budget": self.tr("Budget"),
            "machine": self.tr("Machine"),
        }
        self.forms: dict[str, SettingsForm] = {}
        plain = QWidget()
        plain.setObjectName("plain")
        columns = QHBoxLayout(plain)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(CARD_GAP - 4)
        for sections in COLUMNS:
            column = QVBoxLayout()
            column.setSpacing(CARD_GAP - 4)
            for section in sections:
                card = Card(names[section])
                self.forms[section] = SettingsForm(section, experiment)
                card.body.addWidget(self.forms[section])
                column.addWidget(card)
            column.addStretch(1)
            columns.addLayout(column, 1)
        self.setWidget(plain)
        self.setWidgetResizable(True)
        experiment.phase_changed.connect(self._follow_phase)
        self._follow_phase()

    @Slot()
    def _follow_phase(self) -> None:
        for form in self.forms.values():
            form.setEnabled(not self._experiment.phase.is_busy)
