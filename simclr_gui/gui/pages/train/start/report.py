"""The report on own images before anything is trained on them: what they are, and what to be careful about."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from simclr_gui.engine.datasets.folder.concerns import concerns
from simclr_gui.engine.events import FolderLookedThrough
from simclr_gui.gui.look.language import listed, spoken_in_a_row
from simclr_gui.gui.parts.wrapped_label import WrappedLabel
from simclr_gui.state.folder_report import FolderReport

SIZES_SAID, KINDS_SAID, CLASSES_SAID = 2, 3, 8


class Report(QWidget):
    """Two paragraphs; not there as long as no folder is chosen."""

    def __init__(self, report: FolderReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self.facts, self.warnings = WrappedLabel("", "caption"), WrappedLabel("", "remark")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.facts)
        column.addWidget(self.warnings)
        report.changed.connect(self.show_report)
        self.show_report()

    @Slot()
    def show_report(self) -> None:
        found = self._report.latest
        self.setVisible(found is not None)
        if found is None:
            return
        words = (self._sizes(found), self._kinds(found), self.classes(found.counts))
        self.facts.setText(spoken_in_a_row(*filter(None, words)))
        self.warnings.setText(spoken_in_a_row(*concerns(found)))
        self.warnings.setVisible(bool(self.warnings.text()))

    def _sizes(self, found: FolderLookedThrough) -> str:
        sizes = [size for size, _ in found.sizes if size is not None]
        named = listed(f"{width} × {height}" for width, height in sizes[:SIZES_SAID])
        if not sizes:
            return ""
        if len(sizes) <= SIZES_SAID:
            return self.tr("Size: {sizes} px.").format(sizes=named)
        return self.tr("Many sizes, most often {sizes} px.").format(sizes=named)

    def _kinds(self, found: FolderLookedThrough) -> str:
        kinds = [ending.lstrip(".").upper() or self.tr("no ending") for ending, _ in found.kinds[:KINDS_SAID]]
        return self.tr("Files: {kinds}.").format(kinds=listed(kinds)) if kinds else ""

    def classes(self, counts: Sequence[tuple[str, int, int]]) -> str:
        named = listed(f"{name} {train + test:,}" for name, train, test in counts[:CLASSES_SAID])
        others = len(counts) - CLASSES_SAID
        if others > 0:
            return self.tr("Classes: {classes} and %Ln more.", None, others).format(classes=named)
        return self.tr("Classes: {classes}.").format(classes=named) if named else ""
