"""What can be reached in a window: widgets, tabs and lines of menus, each by its class, name and place."""

import importlib
import pkgutil
from dataclasses import dataclass
from random import Random

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QListWidget, QMenu, QScrollArea, QStackedWidget, QTabBar, QWidget
from shiboken6 import isValid

import simclr_gui.gui
from simclr_gui.gui.parts.card import Card
from simclr_gui.gui.settings_form.form import SettingsForm
from simclr_gui.gui.settings_form.row import SettingRow

MOST_ALIKE = 40  # of siblings of one class that are counted apart: a list may be of any length
MOST_ALIKE_OF = {"QueueRow": 2}  # the further ones differ in nothing
MOST_ROWS = 15
TRIES_TO_HIT = 6


@dataclass(frozen=True)
class Target:
    """A widget, or a part of one (a tab, a line of a menu) that has a place of its own."""

    key: str
    widget: QWidget
    part: int = -1

    @property
    def is_there(self) -> bool:
        return isValid(self.widget) and self.widget.isVisible()


def targets_in(window: QWidget, *, visible_only: bool) -> list[Target]:
    """Everything below a window; what is hidden takes long to go through, since most pages are."""
    owner = window.parentWidget()
    root = ("" if owner is None else f"{owner.metaObject().className()}>") + _name(window)
    found: list[Target] = []
    waiting = [(root, window)]
    while waiting:
        key, widget = waiting.pop()
        found.append(Target(key, widget))
        if isinstance(widget, (QTabBar, QMenu, QListWidget)):
            found += _parts_of(key, widget)
        counts: dict[str, int] = {}
        for child in _children_of(widget):
            name = _name(child)
            number = counts[name] = counts.get(name, -1) + 1
            if not child.isWindow() and not (visible_only and child.isHidden()) and not is_untold_title(child):
                waiting.append(
                    (_key_of(child, f"{key}/{name}{min(number, MOST_ALIKE_OF.get(name, MOST_ALIKE)) or ''}"), child)
                )
    return found


def _key_of(widget: QWidget, key: str) -> str:
    """Forms are moved from column to column as the window's width wants it: they and their rows stay what they are."""
    row = widget.parentWidget()
    if isinstance(widget, SettingsForm):
        owner = "ExpertView" if "/ExpertView/" in key else key.split("/")[4]
        return f"{owner}>SettingsForm {widget._section}"
    if isinstance(widget, SettingRow):
        return f"{key.rpartition('/')[0]}/SettingRow {widget.editor._name}"
    if isinstance(row, SettingRow) and widget in (row.note, row.help):
        return f"{key.rpartition('/')[0]}/{'note' if widget is row.note else 'help'}"
    return key


def is_untold_title(widget: QWidget) -> bool:
    """The title that every card has, of one that says none: it stays hidden, and there is nothing to be missed."""
    card = widget.parentWidget()
    return isinstance(card, Card) and widget is card.title and widget.isHidden() and not card.title.text()


def _children_of(widget: QWidget) -> list[QWidget]:
    """In an order that stays: a stack puts the page that it shows last among its children."""
    children = [child for child in widget.children() if isinstance(child, QWidget)]
    if isinstance(widget, QStackedWidget):
        children.sort(key=widget.indexOf)
    return children


def _parts_of(key: str, widget: QTabBar | QMenu | QListWidget) -> list[Target]:
    if isinstance(widget, QTabBar):
        return [Target(f"{key}/tab{number}", widget, number) for number in range(widget.count())]
    if isinstance(widget, QListWidget):
        rows = range(min(widget.count(), MOST_ROWS))
        return [Target(f"{key}/row{number}", widget, number) for number in rows]
    lines = enumerate(widget.actions())
    return [Target(f"{key}/line{number}", widget, number) for number, line in lines if not line.isSeparator()]


def _name(widget: QWidget) -> str:
    name = widget.objectName()
    return widget.metaObject().className() + (f"#{name}" if name else "")


def place_of(target: Target, window: QWidget, random: Random) -> QPoint | None:
    """A point of the window at which the target lies uppermost; None where none was found."""
    widget = target.widget
    if target.part >= 0:
        return _place_of_part(target, window)
    _bring_into_view(widget)
    rects = list(_open_part(widget) & widget.visibleRegion())
    if not rects:
        return None
    for number in range(TRIES_TO_HIT):
        rect = random.choice(rects)
        inside = rect.center() if number % 2 else _within(rect, random)
        point = widget.mapTo(window, inside)
        if (window.childAt(point) or window) is widget:
            return point
    return None


def is_covered(target: Target) -> bool:
    """Whether no mouse can reach it wherever it stands: its children lie above all of it, or it lets mice through.

    What has no room at all is not covered, but missing.
    """
    widget = target.widget
    if target.part >= 0 or widget.size().isEmpty():
        return False
    return widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents) or _open_part(widget).isEmpty()


def _open_part(widget: QWidget) -> QRegion:
    """What its children leave free."""
    region = QRegion(widget.rect())
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isWindow() and not child.isHidden():
            lets_through = child.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            region -= QRegion() if lets_through else QRegion(child.geometry())
    return region


def _within(area: QRect, random: Random) -> QPoint:
    return QPoint(random.randint(area.left(), area.right()), random.randint(area.top(), area.bottom()))


def _place_of_part(target: Target, window: QWidget) -> QPoint | None:
    widget = target.widget
    if isinstance(widget, QListWidget):
        item = widget.item(target.part)
        if item is None:
            return None
        widget.scrollToItem(item)
        return widget.viewport().mapTo(window, widget.visualItemRect(item).center())
    actions = widget.actions()
    if isinstance(widget, QTabBar):
        rect = widget.tabRect(target.part)
    else:
        assert isinstance(widget, QMenu)
        rect = widget.actionGeometry(actions[target.part]) if target.part < len(actions) else QRect()
    return widget.mapTo(window, rect.center()) if rect.isValid() else None


def _bring_into_view(widget: QWidget) -> None:
    """As a person scrolls."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea) and above.widget() is not None and above.widget().isAncestorOf(widget):
            above.ensureWidgetVisible(widget, 10, 10)
        above = above.parentWidget()


def classes_of_the_program() -> set[str]:
    """Every kind of widget that the program defines."""
    for module in pkgutil.walk_packages(simclr_gui.gui.__path__, "simclr_gui.gui."):
        importlib.import_module(module.name)
    found, waiting = set(), [QWidget]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith("simclr_gui.gui."):
                found.add(kind.__name__)
    return found
