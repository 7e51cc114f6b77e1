"""The list on the Runs page."""

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from simclr_gui.gui.pages.runs.table_view import RunList


def test_that_a_column_is_as_wide_as_qt_would_make_it(qtbot: QtBot) -> None:
    table, model = RunList(), QStandardItemModel()
    qtbot.addWidget(table)
    table.setModel(model)
    assert table.sizeHintForColumn(0) <= 0
    for words in ("interrupted", "", "WWWWWWWWWW", "iiiiiiiiiiiiiii"):
        model.appendRow(QStandardItem(words))
    assert table.sizeHintForColumn(0) == QTableView.sizeHintForColumn(table, 0)
