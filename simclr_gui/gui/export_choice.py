"""What a run can be exported as: every form with what it is, what opens it, and what it still needs."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QComboBox, QGridLayout, QPushButton, QVBoxLayout, QWidget

from simclr_gui.engine.exchange.export_kinds import EXPORT_KINDS, INSTALL, ExportKind, missing_packages
from simclr_gui.gui.look.language import listed, spoken
from simclr_gui.gui.look.theme import CARD_GAP, SPACE
from simclr_gui.gui.parts.wrapped_label import WrappedLabel


class ExportChoice(QWidget):
    """A row for each form, one of which is chosen.

    Signals:
        changed(): another one, or another format.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = QButtonGroup(self)
        self._words: list[tuple[WrappedLabel, WrappedLabel]] = []  # what each form is, and what opens it
        self.format = QComboBox()
        self.format.setAccessibleName(self.tr("Format"))
        self.missing = WrappedLabel(role="remark")
        self.copy_button = QPushButton(self.tr("Copy command"))
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(self._copy_command)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(CARD_GAP)
        layout.addLayout(self._rows())
        self.show_kinds(EXPORT_KINDS)
        layout.addStretch(1)
        layout.addWidget(self.missing)
        layout.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.buttons.idClicked.connect(self._show_missing)
        self.format.activated.connect(self._choose_format)
        self.choose(next(iter(EXPORT_KINDS)))

    def _rows(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(CARD_GAP)
        grid.setVerticalSpacing(CARD_GAP)
        grid.setColumnStretch(1, 1)
        for number, kind in enumerate(EXPORT_KINDS.values()):
            button = QPushButton()
            button.setProperty("role", "choice")
            button.setCheckable(True)
            button.setAutoDefault(False)
            self.buttons.addButton(button, number)
            grid.addWidget(button, number, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addLayout(self._words_of(kind), number, 1)
        return grid

    def _words_of(self, kind: ExportKind) -> QVBoxLayout:
        """What it is, what opens it, and what has to be installed first."""
        words = QVBoxLayout()
        words.setSpacing(1)
        told = WrappedLabel(), WrappedLabel(role="caption")
        for label in told:
            words.addWidget(label)
        self._words.append(told)
        if len(kind.endings) > 1:
            for ending in kind.endings:
                self.format.addItem(_format_name(ending), ending)
            words.addSpacing(SPACE // 2)
            words.addWidget(self.format, 0, Qt.AlignmentFlag.AlignLeft)
        if kind.missing():
            not_here = self.tr("Not installed: {packages}").format(packages=listed(kind.missing()))
            words.addWidget(WrappedLabel(not_here, "remark"))
        return words

    def show_kinds(self, kinds: Mapping[str, ExportKind]) -> None:
        """The forms, in words that hold for the run."""
        for button, told, name in zip(self.buttons.buttons(), self._words, EXPORT_KINDS, strict=True):
            kind = kinds[name]
            button.setText(spoken(kind.title))
            button.setAccessibleDescription(spoken(kind.what))
            opens_with = self.tr("Opens with {programs}").format(programs=spoken(kind.opens_with))
            for label, words in zip(told, (spoken(kind.what), opens_with), strict=True):
                label.setText(words)
                label.updateGeometry()  # other words may take another line

    @property
    def name(self) -> str:
        """Of the chosen form."""
        return list(EXPORT_KINDS)[self.buttons.checkedId()]

    @property
    def kind(self) -> ExportKind:
        return EXPORT_KINDS[self.name]

    @property
    def ending(self) -> str:
        """Of the file; empty of a folder."""
        endings = self.kind.endings
        if len(endings) > 1:
            return str(self.format.currentData())
        return endings[0] if endings else ""

    @property
    def endings(self) -> tuple[str, ...]:
        """All that a file of this form may have, the chosen one first."""
        return (self.ending, *(ending for ending in self.kind.endings if ending != self.ending))

    @property
    def can_be_written(self) -> bool:
        """Whether all packages are there."""
        return not self.kind.missing(self.ending)

    def choose(self, name: str) -> None:
        """Chooses a form by its name."""
        self.buttons.button(list(EXPORT_KINDS).index(name)).setChecked(True)
        self._show_missing()

    @Slot()
    def _choose_format(self) -> None:
        """Whoever chooses one means the form that has several."""
        self.choose(next(name for name, kind in EXPORT_KINDS.items() if len(kind.endings) > 1))

    @Slot()
    def _show_missing(self) -> None:
        """What has to be installed first, and how."""
        missing = self.kind.missing(self.ending)
        self.missing.setText(spoken(missing_packages(missing)) if missing else "")
        for widget in (self.missing, self.copy_button):
            widget.setVisible(bool(missing))
        self.changed.emit()

    @Slot()
    def _copy_command(self) -> None:
        QGuiApplication.clipboard().setText(INSTALL)


def _format_name(ending: str) -> str:
    """As people call it."""
    name = ending.removeprefix(".")
    return name.capitalize() if len(name) > 3 else name.upper()
