"""One line above the choice of data: what the chosen folder holds; the whole report at a click."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from simclr_gui.engine.events import FolderLookedThrough
from simclr_gui.gui.look.language import spoken, spoken_in_a_row
from simclr_gui.gui.parts.card import label, row
from simclr_gui.state.folder_report import FolderReport

SIZES_SHOWN = 8
REPORT_SIZE_PX = (640, 480)


class FolderLine(QWidget):
    """Hidden as long as there is nothing to say."""

    def __init__(self, report: FolderReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self.words = label("", "caption")
        self.words.setWordWrap(True)
        self.details = QPushButton(self.tr("About these images…"))
        self.details.clicked.connect(self._show_report)
        line = row(self.words, self.details)
        line.setStretch(0, 1)
        self.setLayout(line)
        report.changed.connect(self.show_report)
        self.show_report()

    @Slot()
    def show_report(self) -> None:
        found, failure = self._report.latest, self._report.failure
        if found is not None:
            self.words.setText(self._in_one_line(found))
        elif failure is not None:
            self.words.setText(spoken_in_a_row(failure.sentence, failure.remedy))
        self.words.setProperty("role", "trouble" if failure is not None else "caption")
        self.words.style().polish(self.words)
        self.details.setVisible(found is not None)
        self.setVisible(found is not None or failure is not None)

    @Slot()
    def _show_report(self) -> None:
        if self._report.latest is not None:
            ReportDialog(self.tr("About these images"), self.as_text(self._report.latest), self).open()

    def _in_one_line(self, found: FolderLookedThrough) -> str:
        words = self.tr("%Ln images to train on, {test:,} for the test, {classes}.", None, found.train_images)
        counted = words.format(test=found.test_images, classes=self.classes(len(found.counts)))
        return spoken_in_a_row(counted, *found.notes)

    def classes(self, count: int) -> str:
        return self.tr("%Ln classes", None, count) if count else self.tr("no classes")

    def as_text(self, found: FolderLookedThrough) -> str:
        """The report, to be read and copied."""
        lines = [str(found.folder), "", self._in_one_line(found), ""]
        lines += [
            self.tr("{name}: {train:,} to train on, {test:,} for the test").format(name=name, train=train, test=test)
            for name, train, test in found.counts
        ]
        kinds = tuple((ending or self.tr("no ending"), count) for ending, count in found.kinds)
        lines += ["", self.tr("Kinds of files: {kinds}").format(kinds=_amounts(kinds))]
        sizes = [(f"{size[0]} × {size[1]} px", count) for size, count in found.sizes if size is not None]
        lines.append(
            self.tr("Sizes of the images measured: {sizes}").format(sizes=_amounts(tuple(sizes[:SIZES_SHOWN])))
        )
        if found.unreadable:
            lines.append(
                self.tr("Images that cannot be read, among those measured: {count:,}").format(count=found.unreadable)
            )
        if found.copies is None:
            lines.append(self.tr("Exact copies: too many files to look for them here; the training tells of them"))
        else:
            lines.append(self.tr("Exact copies of other files: {count:,}").format(count=found.copies))
        if found.left_out:
            lines += ["", self.tr("Left out:"), *map(spoken, found.left_out)]
        return "\n".join(lines)


class ReportDialog(QDialog):
    """Text to be read and copied."""

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(*REPORT_SIZE_PX)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
        self.text.setAccessibleName(title)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(buttons)


def _amounts(counted: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{name} ({count:,})" for name, count in counted)
