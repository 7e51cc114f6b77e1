"""Smaller type and narrower cells for a table that would otherwise be cut."""

from PySide6.QtWidgets import QTableWidget

from simclr_gui.gui.look.theme import CAPTION_PT


def use_small_type(table: QTableWidget, larger: float) -> None:
    """Captions' size, `larger` while the window is presented; the window's style allows none but a style's own."""
    table.setStyleSheet(
        f"* {{ font-size: {CAPTION_PT * larger}pt; }}"
        "QTableView::item { padding: 6px 4px; } QHeaderView::section { padding: 8px 4px; }"
    )
    table.ensurePolished()
