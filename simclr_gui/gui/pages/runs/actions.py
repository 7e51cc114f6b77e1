"""What can be done with the selected runs: the actions, their keys, when they are enabled, and their menus."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu, QWidget

from simclr_gui.engine.comparison.compared import FEWEST, MOST
from simclr_gui.engine.listing.seed_groups import SeedGroup
from simclr_gui.engine.sharing.tables import Rows
from simclr_gui.gui.parts.table_copy import TableCopyMenu


class RunActions:
    """One QAction for each; a page connects them.

    Args:
        rows: the selected lines as cells of a table, titles first.
    """

    def __init__(self, table: QWidget, page: QWidget, changes: QUndoStack, rows: Callable[[], Rows]) -> None:
        translate = QCoreApplication.translate
        self._table, self._page, self._rows = table, page, rows
        self.open = self._add(translate("runs", "Open"))
        self.take_settings = self._add(translate("runs", "New from this"))
        self.take_settings.setToolTip(translate("runs", "Takes these settings over for the next training"))
        self.resume = self._add(translate("runs", "Resume"))
        self.test = self._add(translate("runs", "Test"))
        self.test.setToolTip(translate("runs", "Scores the features of a run that was not tested, and draws its maps"))
        self.compare = self._add(translate("runs", "Compare"))
        self.report = self._add(translate("runs", "Report…"))
        self.longer = self._add(translate("runs", "Train for longer…"))
        self.longer.setToolTip(translate("runs", "A new run that begins with the weights of this one"))
        self.plan = self._add(translate("runs", "Plan trainings from this…"))
        self.plan.setToolTip(translate("runs", "Several trainings that vary these settings, added to the queue"))
        self.rename = self._add(translate("runs", "Rename"), "F2")
        self.tag = self._add(translate("runs", "Add tags…"))
        self.undo = self._keyed(
            changes.createUndoAction(table, translate("runs", "Undo")), QKeySequence.StandardKey.Undo
        )
        self.redo = self._keyed(
            changes.createRedoAction(table, translate("runs", "Redo")), QKeySequence.StandardKey.Redo
        )
        self.copy = self._add(translate("runs", "Copy as a table"), QKeySequence.StandardKey.Copy)
        self.copy_command = self._add(translate("runs", "Copy command"))
        self.show_folder = self._add(translate("runs", "Show folder"))
        self.export = self._add(translate("runs", "Export…"))
        self.export.setToolTip(
            translate("runs", "The encoder or its features for other programs, or the whole run as a zip")
        )
        self.archive = self._add(translate("runs", "Archive"))
        self.forget = self._add(translate("runs", "Remove from the list"))
        self.forget.setToolTip(translate("runs", "The folder stays where it is"))
        self.trash = self._add(translate("runs", "Move to trash…"), QKeySequence.StandardKey.Delete)
        self.find = self._add(translate("runs", "Find"), QKeySequence.StandardKey.Find, everywhere=True)

    def _add(
        self, words: str, key: QKeySequence.StandardKey | str | None = None, *, everywhere: bool = False
    ) -> QAction:
        action = QAction(words, self._page if everywhere else self._table)
        return self._keyed(action, key, everywhere=everywhere)

    def _keyed(
        self, action: QAction, key: QKeySequence.StandardKey | str | None, *, everywhere: bool = False
    ) -> QAction:
        """Known to whoever has the focus where it can be meant."""
        if key is not None:
            action.setShortcut(QKeySequence(key))
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut if everywhere else Qt.ShortcutContext.WidgetShortcut
        action.setShortcutContext(context)
        (self._page if everywhere else self._table).addAction(action)
        return action

    def fit(self, lines: list[SeedGroup], *, is_free: bool, elsewhere: bool) -> None:
        """What can be done with these lines.

        Args:
            is_free: nothing is running here.
            elsewhere: all of them lie in places that were opened once.
        """
        runs = [run for line in lines for run in line.runs]
        one = lines[0].first if len(lines) == 1 else None
        whole = bool(runs) and all(run.can_open for run in runs)
        self.open.setEnabled(is_free and one is not None and one.can_open)
        is_trained = one is not None and one.can_open and not one.is_imported  # else it has no settings of a training
        self.take_settings.setEnabled(is_free and is_trained)
        self.resume.setEnabled(is_free and one is not None and one.can_resume)
        self.test.setEnabled(is_free and one is not None and one.can_test)
        self.compare.setEnabled(whole and FEWEST <= len(runs) <= MOST)
        self.report.setEnabled(whole and len(runs) <= MOST)
        self.longer.setEnabled(one is not None and one.can_train_longer)
        self.plan.setEnabled(is_trained)
        is_imported = one is not None and one.is_imported
        translate = QCoreApplication.translate
        longer = translate("runs", "Train on from it…") if is_imported else translate("runs", "Train for longer…")
        self.longer.setText(longer)
        for action in (self.export, self.rename, self.copy_command):
            action.setEnabled(one is not None and one.can_open)
        self.show_folder.setEnabled(one is not None)
        self.copy.setEnabled(bool(runs))
        self.archive.setEnabled(whole)
        self.tag.setEnabled(whole)
        is_archived = bool(runs) and all(run.archived for run in runs)
        self.archive.setText(
            translate("runs", "Take out of the archive") if is_archived else translate("runs", "Archive")
        )
        self.forget.setVisible(elsewhere)
        self.trash.setEnabled(bool(runs) and not any(run.is_live for run in runs))
        self.compare.setText(compare_words(len(runs)))

    def menu(self, parent: QWidget, *, whole: bool) -> QMenu:
        """All of them, or only those without a button of their own."""
        menu = QMenu(parent)
        menu.setToolTipsVisible(True)
        first = [self.open, self.take_settings, self.resume, self.test, self.compare, self.report]
        copy_as = TableCopyMenu(self._rows, menu)
        copy_as.setTitle(QCoreApplication.translate("runs", "Copy as"))
        copy_as.menuAction().setEnabled(self.copy.isEnabled())
        self.copy.enabledChanged.connect(copy_as.menuAction().setEnabled)
        groups = [first] if whole else []
        groups += [
            [self.longer, self.plan],
            [self.copy, copy_as.menuAction(), self.copy_command, self.show_folder, self.export],
            [self.rename, self.tag, self.archive, self.forget, self.trash],
            [self.undo, self.redo],
        ]
        for group in groups:
            if not menu.isEmpty():
                menu.addSeparator()
            menu.addActions(group)
        return menu


def compare_words(count: int) -> str:
    """With the number of runs where they can be compared."""
    if not FEWEST <= count <= MOST:
        return QCoreApplication.translate("runs", "Compare")
    return QCoreApplication.translate("runs", "Compare {count}").format(count=count)
