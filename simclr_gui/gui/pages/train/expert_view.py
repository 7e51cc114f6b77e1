"""The expert view: every setting, made from the config model."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from simclr_gui.gui.look.theme import CARD_GAP
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.settings_form import SettingsForm
from simclr_gui.gui.words.names import amount, device_name, encoder_name
from simclr_gui.state.experiment import Experiment

WIDTH_OF_THREE_COLUMNS_PX = 1_060
PLACES_BESIDE = ((0, 0), (0, 1), (0, 2))
PLACES_BELOW = ((0, 0), (1, 0, 1, 2), (0, 1))
COLUMNS = (("data", "machine", "budget"), ("views",), ("optimisation", "model"))


class ExpertView(QScrollArea):
    """Six cards in three columns; closed to changes while the engine works.

    Signals:
        check_wished(): it should be found out what the network costs on this machine.
    """

    check_wished = Signal()

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
        rows = QVBoxLayout(plain)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(CARD_GAP - 4)
        self.cost = label("", "")
        self.cost.setWordWrap(True)
        self.check_button = QPushButton(self.tr("Check"))
        self.check_button.setToolTip(self.tr("Counts the network's cost and tries a few steps on this machine"))
        self.check_button.clicked.connect(self.check_wished)
        cost = Card()
        line = row(self.cost, self.check_button)
        line.setStretch(0, 1)
        cost.body.addLayout(line)
        rows.addWidget(cost)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(CARD_GAP - 4)
        rows.addLayout(self._grid)
        self._columns: list[QWidget] = []
        for sections in COLUMNS:
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(CARD_GAP - 4)
            for section in sections:
                card = Card(names[section])
                self.forms[section] = SettingsForm(section, experiment)
                card.body.addWidget(self.forms[section])
                column.addWidget(card)
            column.addStretch(1)
            self._columns.append(box)
        self.setWidget(plain)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        experiment.phase_changed.connect(self._follow_phase)
        experiment.config_changed.connect(self._forget_check)
        experiment.model_checked.connect(self._show_check)
        self._follow_phase()
        self._forget_check()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """Three columns side by side; where room is scarce, the views stand below the others."""
        below = self.viewport().width() < WIDTH_OF_THREE_COLUMNS_PX
        for box, place in zip(self._columns, PLACES_BELOW if below else PLACES_BESIDE, strict=True):
            self._grid.addWidget(box, *place)
        for column in range(3):
            self._grid.setColumnStretch(column, 0 if below and column == 2 else 1)

    @Slot()
    def _forget_check(self) -> None:
        self.cost.setText(self.tr("What would this network cost here? Check tries it for a second."))

    @Slot()
    def _show_check(self) -> None:
        check = self._experiment.model_check
        if check is None:
            return
        self.cost.setText(
            self.tr(
                "{network}, {stem} stem: {parameters} parameters, {adds} multiply-adds a picture, h has {dim:,} "
                "numbers. On {device}: about {speed:,.0f} pictures/s, {memory:,.0f} MB a step; "
                "a batch of {largest:,} would fit."
            ).format(
                network=encoder_name(check.encoder),
                stem=check.stem,
                parameters=amount(check.parameters),
                adds=amount(check.multiply_adds),
                dim=check.feature_dim,
                device=device_name(check.device),
                speed=check.images_per_second,
                memory=check.step_bytes / 1e6,
                largest=check.largest_batch,
            )
        )

    @Slot()
    def _follow_phase(self) -> None:
        for form in self.forms.values():
            form.setEnabled(not self._experiment.phase.is_busy)
        self.check_button.setEnabled(not self._experiment.phase.is_busy)
