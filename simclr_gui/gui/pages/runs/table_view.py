"""The table of runs as it is seen: whole rows, several at once, scores as bars, columns that a person chooses."""

from functools import cache, lru_cache

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QAction, QColor, QFocusEvent, QKeyEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from simclr_gui.gui.look.theme import SPACE, Theme
from simclr_gui.gui.pages.runs.columns import ALWAYS_SHOWN, DIFFERENCES, MAP, SIMCLR
from simclr_gui.gui.pages.runs.map_stamp import SIDE_PX, map_stamp
from simclr_gui.gui.pages.runs.table_model import RunTable
from simclr_gui.state.remembered import remember, remembered
from simclr_gui.state.small_maps import SmallMaps

MOST_STAMPS = 500  # kept drawn: more than anybody has on show
MS_BEFORE_MAPS = 60  # who scrolls past does not look at them
ROWS_MEASURED = 40  # for the widths of the columns, from the first that is seen
ROW_PX, BAR_PX, BAR_HEIGHT_PX = 40, 56, 8
NARROWEST_PX = {ALWAYS_SHOWN: 120, DIFFERENCES: 110}
QUIET = frozenset((DIFFERENCES, "when", "pca", "knn"))
DIFFERENCES_SHARE = 0.45  # of the room that names and differences have together


class RunList(QTableView):
    """Whole rows: the arrows go from run to run, Tab leaves.

    Signals:
        return_pressed(): not `activated`, which some desktops emit at a single click.
    """

    return_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Runs"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)

    def sizeHintForColumn(self, column: int) -> int:
        """As the cell with the widest words needs: Qt would ask the model eight things of each, and measure thrice."""
        self.ensurePolished()  # as Qt does: before, cells have no padding yet
        model, metrics = self.model(), self.fontMetrics()
        first = max(0, self.rowAt(0))
        cells = [model.index(row, column) for row in range(first, min(model.rowCount(), first + ROWS_MEASURED))]
        widest = max(cells, key=lambda cell: metrics.horizontalAdvance(model.data(cell)), default=None)
        return 0 if widest is None else self.sizeHintForIndex(widest).width()

    def selectRow(self, row: int) -> None:
        """This row alone: Qt's own would add or remove it while somebody holds Ctrl, as for a key of the window."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.model().index(row, 0), flags.ClearAndSelect | flags.Rows)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By keys there is always a row to go on from."""
        super().focusInEvent(event)
        by_keys = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_keys and not self.selectionModel().hasSelection():
            self.selectRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.return_pressed.emit()
        else:
            super().keyPressEvent(event)


class RunTableView(RunList):
    """Shows a RunTable; which columns, and the order of the lines, are remembered.

    Signals:
        order_changed(): another column, or the other direction (`sort_key`, `descends`).
    """

    order_changed = Signal()

    def __init__(self, model: RunTable, maps: SmallMaps, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._sorted_by, self._widest_differences = model, "", 0
        self._maps, self._map_column = maps, model.number_of(MAP)
        self.setModel(model)
        self.setItemDelegate(RunDelegate(theme, model, maps, self))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(MS_BEFORE_MAPS)
        self._soon.timeout.connect(self.look_at_maps)
        maps.changed.connect(self._show_map)
        model.layoutChanged.connect(self._soon.start)
        model.dataChanged.connect(self._soon.start)
        model.rowsInserted.connect(self._soon.start)
        self.verticalScrollBar().valueChanged.connect(self._soon.start)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(40)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._offer_columns)
        header.moveSection(self._map_column, 0)  # the name stays the first column for whoever counts them
        self._restore()
        header.sectionClicked.connect(self._sort_by)

    @property
    def sort_key(self) -> str:
        return self._model.columns[self.horizontalHeader().sortIndicatorSection()].key

    @property
    def descends(self) -> bool:
        return self.horizontalHeader().sortIndicatorOrder() is Qt.SortOrder.DescendingOrder

    def fit_columns(self) -> None:
        """Each as wide as what is in it; names and differences, of which a part tells enough, have the rest."""
        header = self.horizontalHeader()
        for number, column in enumerate(self._model.columns):
            if not self.isColumnHidden(number) and column.key not in NARROWEST_PX:
                header.resizeSection(number, max(self.sizeHintForColumn(number), header.sectionSizeHint(number)))
        differences = self._model.number_of(DIFFERENCES)
        self._widest_differences = max(self.sizeHintForColumn(differences), header.sectionSizeHint(differences))
        self._share_the_rest()

    def showEvent(self, event: QShowEvent) -> None:
        """While it was out of sight nothing was asked for, and its lines need not change now."""
        super().showEvent(event)
        self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_the_rest()
        self._soon.start()

    @property
    def seen_folders(self) -> list[str]:
        """Of the runs whose lines are on show."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        lines = self._model.lines[max(0, first) : last + 1 if last >= 0 else None]
        return [line.first.folder for line in lines]

    @Slot()
    def look_at_maps(self) -> None:
        """Reads those that are new or drawn anew: that comes after the scores, and changes nothing else of a line."""
        if self.isVisible() and not self.isColumnHidden(self._map_column):
            self._maps.ask(self.seen_folders)

    @Slot(str)
    def _show_map(self, folder: str) -> None:
        row = self._model.row_of(folder)
        if row >= 0:
            self.update(self._model.index(row, self._map_column))

    def _share_the_rest(self) -> None:
        header, differences = self.horizontalHeader(), self._model.number_of(DIFFERENCES)
        shown = [number for number in range(len(self._model.columns)) if not self.isColumnHidden(number)]
        rest = self.viewport().width() - sum(header.sectionSize(each) for each in shown if each not in (0, differences))
        if not self.isColumnHidden(differences):
            share = max(NARROWEST_PX[DIFFERENCES], min(self._widest_differences, round(DIFFERENCES_SHARE * rest)))
            header.resizeSection(differences, share)
            rest -= share
        header.resizeSection(0, max(NARROWEST_PX[ALWAYS_SHOWN], rest))

    @Slot(int)
    def _sort_by(self, number: int) -> None:
        """Numbers begin with the largest, words with the first; Qt has turned the sign where it stood already."""
        header, column = self.horizontalHeader(), self._model.columns[number]
        if not column.has_words:
            number = [each.key for each in self._model.columns].index(self._sorted_by)
            return header.setSortIndicator(number, header.sortIndicatorOrder())
        if column.key != self._sorted_by:
            is_upwards = not column.is_number and column.key != "when"
            order = Qt.SortOrder.AscendingOrder if is_upwards else Qt.SortOrder.DescendingOrder
            header.setSortIndicator(number, order)
        self._sorted_by = column.key
        remember("runs/sorted_by", column.key)
        remember("runs/order", "descending" if self.descends else "ascending")
        self.order_changed.emit()

    def _restore(self) -> None:
        keys = [column.key for column in self._model.columns]
        shown = str(remembered("runs/columns", "")).split()
        for number, column in enumerate(self._model.columns):
            is_shown = column.key in shown if shown else column.is_usual
            self.setColumnHidden(number, not is_shown and column.key != ALWAYS_SHOWN)
        key = str(remembered("runs/sorted_by", "when"))
        self._sorted_by = key if key in keys else "when"
        is_upwards = remembered("runs/order", "descending") == "ascending"
        order = Qt.SortOrder.AscendingOrder if is_upwards else Qt.SortOrder.DescendingOrder
        self.horizontalHeader().setSortIndicator(keys.index(self._sorted_by), order)

    @Slot(QPoint)
    def _offer_columns(self, place: QPoint) -> None:
        menu = self.columns_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.horizontalHeader().mapToGlobal(place))

    def columns_menu(self) -> QMenu:
        """A mark for each column but the first."""
        menu = QMenu(self)
        for number, column in enumerate(self._model.columns):
            if column.key != ALWAYS_SHOWN:
                action = QAction(column.title, menu)
                action.setCheckable(True)
                action.setChecked(not self.isColumnHidden(number))
                action.setData(number)
                action.toggled.connect(self._show_column)
                menu.addAction(action)
        return menu

    @Slot(bool)
    def _show_column(self, is_shown: bool) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.setColumnHidden(action.data(), not is_shown)
        shown = [each.key for number, each in enumerate(self._model.columns) if not self.isColumnHidden(number)]
        remember("runs/columns", " ".join(shown))
        self.fit_columns()
        self._soon.start()


class RunDelegate(QStyledItemDelegate):
    """Paints a cell in one go: Qt would ask the model nine things of each, and each waits for Python's lock."""

    def __init__(self, theme: Theme, model: RunTable, maps: SmallMaps, table: QTableView) -> None:
        super().__init__(table)
        self._theme, self._model, self._maps = theme, model, maps
        self._stamp_of = lru_cache(MOST_STAMPS)(map_stamp)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        if self._model.columns[index.column()].key == MAP:
            return QSize(SIDE_PX + SPACE, ROW_PX)
        size = super().sizeHint(option, index)
        if self._model.columns[index.column()].key == SIMCLR:
            size.setWidth(size.width() + BAR_PX + SPACE)
        return size

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours, column, place = self._theme.colours, self._model.columns[index.column()], option.rect
        line = self._model.lines[index.row()]
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(place, _colour(colours.raised if is_selected else colours.surface))
        painter.fillRect(place.left(), place.bottom(), place.width(), 1, _colour(colours.line))
        if column.key == MAP:
            self._paint_map(painter, place, line.first.folder)
            return
        is_quiet = column.key in QUIET or line.runs[0].archived
        painter.setPen(_colour(colours.quiet if is_quiet else colours.text))
        text = self._model.text_of(line, column)
        if not text:
            return
        area = place.adjusted(SPACE, 0, -SPACE, -1)
        if column.key == SIMCLR and line.linear is not None:
            self._paint_bar(painter, area, line.linear[0], line.first.chance)
        side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
        if column.key in NARROWEST_PX:
            mode = Qt.TextElideMode.ElideMiddle if column.key == ALWAYS_SHOWN else Qt.TextElideMode.ElideRight
            text = option.fontMetrics.elidedText(text, mode, area.width())
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_map(self, painter: QPainter, place: QRect, folder: str) -> None:
        small_map, ratio = self._maps.of(folder), painter.device().devicePixelRatioF()
        if small_map is None:
            return
        free_px = (place.height() - 1 - SIDE_PX) // 2
        painter.drawPixmap(
            place.left() + (place.width() - SIDE_PX) // 2, place.top() + free_px, self._stamp_of(small_map, ratio)
        )

    def _paint_bar(self, painter: QPainter, area: QRect, share: float, chance: float | None) -> None:
        """From nothing to everything, with a line where guessing would be."""
        colours, top = self._theme.colours, area.center().y() - BAR_HEIGHT_PX // 2
        painter.fillRect(area.left(), top, BAR_PX, BAR_HEIGHT_PX, _colour(colours.line))
        painter.fillRect(area.left(), top, round(BAR_PX * share), BAR_HEIGHT_PX, _colour(colours.simclr))
        if chance is not None:
            place = area.left() + round(BAR_PX * chance)
            painter.fillRect(place, top - 2, 1, BAR_HEIGHT_PX + 4, _colour(colours.text))


@cache
def _colour(name: str) -> QColor:
    return QColor(name)
