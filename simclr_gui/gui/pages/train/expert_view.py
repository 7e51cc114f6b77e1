"""The expert view: every setting, made from the config model."""

from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from simclr_gui.engine.config.presets import preset_for
from simclr_gui.engine.messages.sizes import size_text
from simclr_gui.gui.look.theme import CARD_GAP, SPACE
from simclr_gui.gui.parts.card import Card, label, row
from simclr_gui.gui.parts.wrapped_label import WrappedLabel
from simclr_gui.gui.settings_form import SettingsForm
from simclr_gui.gui.words.names import amount, device_name, encoder_name
from simclr_gui.state.experiment import Experiment

GAP = CARD_GAP - 4
Columns = tuple[tuple[str, ...], ...]
SMALLEST_COLUMN_PX = 330
COLUMNS = {
    1: (("data", "views", "optimisation", "model", "budget", "machine"),),
    2: (("data", "views"), ("optimisation", "model", "budget", "machine")),
    3: (("data", "machine"), ("views", "budget"), ("optimisation", "model")),
}
ADVANCED = {
    "data": ("part", "classes", "test_images", "drawing_seed"),
    "views": ("brightness", "contrast", "saturation", "hue"),
    "model": ("stem", "features", "projection_layers", "projection_hidden_dim"),
    "optimisation": ("weight_decay", "averaging", "warmup_share", "batch_norm"),
    "budget": (),
    "machine": ("precision", "threads"),
}


class ExpertView(QWidget):
    """Six cards in as many columns as there is room for; closed to changes while the engine works.

    Signals:
        check_requested(): it should be found out what the network costs on this machine.
        close_requested(): the charts are to be seen again.
    """

    check_requested = Signal()
    close_requested = Signal()

    def __init__(self, experiment: Experiment, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._experiment = experiment
        self.forms: dict[str, SettingsForm] = {}
        self.cards: dict[str, Card] = {}
        self._laid_out: Columns = ()
        self._found = set(ADVANCED)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(self._make_head())
        self.area = QScrollArea()
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from control to control
        self.area.setWidget(self._make_body())
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout.addWidget(self.area, 1)
        self._lay_out()
        experiment.phase_changed.connect(self._follow_phase)
        experiment.config_changed.connect(self._forget_check)
        experiment.model_checked.connect(self._show_check)
        self._was_busy = experiment.phase.is_busy
        self._follow_phase()
        self._forget_check()

    def _make_head(self) -> QHBoxLayout:
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search settings…"))
        self.search.setAccessibleName(self.tr("Search settings"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.suggest = QPushButton(self.tr("Back to the suggested values"))
        self.suggest.setToolTip(self.tr("The values that were measured to work for the chosen data"))
        self.suggest.clicked.connect(self._suggest)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setToolTip(self.tr("Show the charts"))
        self.close_button.clicked.connect(self.close_requested)
        line = row(self.search, self.suggest, self.close_button)
        line.setStretch(0, 1)
        return line

    def _make_body(self) -> QWidget:
        names = {
            "data": self.tr("Data"),
            "views": self.tr("Views"),
            "model": self.tr("Network"),
            "optimisation": self.tr("Loss and optimizer"),
            "budget": self.tr("Budget"),
            "machine": self.tr("Machine"),
        }
        plain = QWidget()
        plain.setObjectName("plain")
        rows = QVBoxLayout(plain)
        rows.setContentsMargins(0, 0, SPACE, 0)  # the scroll bar stands apart
        rows.setSpacing(GAP)
        self.cost = WrappedLabel()
        self.check_button = QPushButton(self.tr("Check"))
        self.check_button.setToolTip(self.tr("Counts the network's cost and tries a few steps on this machine"))
        self.check_button.clicked.connect(self.check_requested)
        self._cost_card = Card()
        line = row(self.cost, self.check_button)
        line.setStretch(0, 1)
        self._cost_card.body.addLayout(line)
        rows.addWidget(self._cost_card)
        self.nothing = label(self.tr("No setting has to do with that."), "caption")
        self.nothing.hide()
        rows.addWidget(self.nothing)
        beside = QHBoxLayout()
        beside.setSpacing(GAP)
        self._columns = [QWidget() for _ in COLUMNS]
        for box in self._columns:
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(GAP)
            beside.addWidget(box, 1)
        rows.addLayout(beside)
        rows.addStretch(1)
        for section, name in names.items():
            card = self.cards[section] = Card()
            card.title.setText(name)
            card.title.show()
            form = SettingsForm(section, self._experiment, advanced=ADVANCED[section], explains=True)
            form.more.setAccessibleDescription(name)
            form.explained.connect(self._bring_into_view)
            self.forms[section] = form
            card.body.addWidget(form)
        return plain

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _sections(self, count: int) -> Columns:
        """In so many columns; what was found begins at the left, where the eye is."""
        if not self.search.text().strip():
            return COLUMNS[count]
        found = [section for section in COLUMNS[1][0] if section in self._found]
        return tuple(tuple(found[number::count]) for number in range(count))

    def _lay_out(self) -> None:
        """One, two or three columns, and Tab goes through them one after the other."""
        count = max(1, min(len(COLUMNS), self.width() // (SMALLEST_COLUMN_PX + GAP)))
        sections = self._sections(count)
        if sections == self._laid_out:
            return
        self._laid_out = sections
        for number, box in enumerate(self._columns):
            column = box.layout()
            assert isinstance(column, QVBoxLayout)
            while column.takeAt(0):
                pass
            for section in sections[number] if number < count else ():
                card = self.cards[section]
                column.addWidget(card)
                card.setVisible(section in self._found)  # a new parent hides it, and Qt shows it again only later
            column.addStretch(1)
            box.setVisible(number < count)
        stops: list[QWidget] = [self.search, self.suggest, self.close_button, self.check_button]
        for section in sum(sections, ()):
            stops += self.forms[section].stops()
        for one, next_one in pairwise(stops):
            QWidget.setTabOrder(one, next_one)

    @Slot(QWidget)
    def _bring_into_view(self, row: QWidget) -> None:
        """Once it has its height."""
        QTimer.singleShot(0, row, lambda: self.area.ensureWidgetVisible(row, 0, SPACE))

    @Slot(str)
    def _filter(self, text: str) -> None:
        counts = {section: form.search(text) for section, form in self.forms.items()}
        self._found = {section for section, count in counts.items() if count}
        for section, card in self.cards.items():
            card.setVisible(section in self._found)
        self._cost_card.setVisible(not text.strip())
        self.nothing.setVisible(not self._found)
        self._lay_out()

    @Slot()
    def _suggest(self) -> None:
        data = self._experiment.config.data
        self._experiment.replace_config(preset_for(data.source, data.folder))
        for form in self.forms.values():
            form.reset()

    @Slot()
    def _forget_check(self) -> None:
        if self._experiment.phase.is_busy:
            self.cost.setText(self.tr("The run in progress keeps its settings. These are for the next: Add to queue."))
        else:
            self.cost.setText(self.tr("How expensive is this network here? Check runs a one-second trial."))

    @Slot()
    def _show_check(self) -> None:
        check = self._experiment.model_check
        if check is None:
            return
        self.cost.setText(
            self.tr(
                "{network}, {stem} stem: {parameters} parameters, {adds} multiply-adds per image, h has {dim:,} "
                "numbers. On {device}: about {speed:,.0f} images/s, {memory} of memory per step; "
                "a batch of {largest:,} would fit."
            ).format(
                network=encoder_name(check.encoder),
                stem=check.stem,
                parameters=amount(check.parameters),
                adds=amount(check.multiply_adds),
                dim=check.feature_dim,
                device=device_name(check.device),
                speed=check.images_per_second,
                memory=size_text(check.step_bytes),
                largest=check.largest_batch,
            )
        )

    @Slot()
    def _follow_phase(self) -> None:
        """While a run is trained, the settings are those of the next; other images would be read beside it."""
        is_busy = self._experiment.phase.is_busy
        self.forms["data"].setEnabled(not is_busy)
        self.check_button.setEnabled(not is_busy)
        self.suggest.setEnabled(not is_busy)
        if is_busy != self._was_busy:
            self._was_busy = is_busy
            self._forget_check()
