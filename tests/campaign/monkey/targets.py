"""What can be reached in a window: widgets, tabs and lines of menus, each by its class, name and place."""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QScrollArea, QTabBar, QWidget
from shiboken6 import isValid

import simclr_gui.gui

MOST_ALIKE = 3  # of siblings of one class that are counted apart: a list may be of any length
TRIES_TO_HIT = 4
UNREACHED: dict[str, str] = {}
"""Class or objectName of what a monkey cannot reach, and why."""


@dataclass(frozen=True)
class Target:
    """A widget, or a part of one (a tab, a line of a menu) that has a place of its own."""

    key: str
    widget: QWidget
    part: int = -1

    @property
    def is_there(self) -> bool:
        return isValid(self.widget) and self.widget.isVisible()


@dataclass
class Census:
    """What there is, what was reached, and what only ever lay beneath its own children.

    Attributes:
        hidden: keys that were never visible when they were looked for.
    """

    there: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)
    covered: set[str] = field(default_factory=set)

    def look(self, window: QWidget) -> list[Target]:
        """All that is visible now; whatever else there is, is noted."""
        visible = []
        for target in targets_in(window):
            self.there.add(target.key)
            if target.widget.isVisible():
                self.seen.add(target.key)
                visible.append(target)
        return visible

    def note_hit(self, key: str) -> None:
        self.reached.add(key)
        self.covered.discard(key)

    def note_covered(self, key: str) -> None:
        if key not in self.reached:
            self.covered.add(key)

    def is_missing(self, key: str) -> bool:
        return key not in self.reached and key not in self.covered

    @property
    def missing(self) -> set[str]:
        return self.there - self.reached - self.covered


def targets_in(window: QWidget) -> Iterator[Target]:
    owner = window.parentWidget()
    root = ("" if owner is None else f"{owner.metaObject().className()}>") + _name(window)
    yield from _targets_below(window, root)


def _targets_below(widget: QWidget, key: str) -> Iterator[Target]:
    yield Target(key, widget)
    if isinstance(widget, QTabBar):
        yield from (Target(f"{key}/tab{number}", widget, number) for number in range(widget.count()))
    if isinstance(widget, QMenu):
        numbers = (number for number, action in enumerate(widget.actions()) if not action.isSeparator())
        yield from (Target(f"{key}/line{number}", widget, number) for number in numbers)
    counts: Counter[str] = Counter()
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isWindow():
            name = _name(child)
            number = min(counts[name], MOST_ALIKE)
            counts[name] += 1
            yield from _targets_below(child, f"{key}/{name}{number or ''}")


def _name(widget: QWidget) -> str:
    name = widget.objectName()
    return widget.metaObject().className() + (f"#{name}" if name else "")


def place_of(target: Target, window: QWidget, random: Random) -> QPoint | None:
    """A point of the window at which the target lies uppermost; None where something lies above it everywhere."""
    widget = target.widget
    if target.part >= 0:
        rect = _rect_of_part(target)
        return widget.mapTo(window, rect.center()) if rect.isValid() else None
    _bring_into_view(widget)
    area = widget.visibleRegion().boundingRect()
    if area.isEmpty():
        return None
    for number in range(TRIES_TO_HIT):
        inside = area.center() if number == 1 else _within(area, random)
        point = widget.mapTo(window, inside)
        if (window.childAt(point) or window) is widget:
            return point
    return None


def _within(area, random: Random) -> QPoint:  # type: ignore[no-untyped-def]
    return QPoint(random.randint(area.left(), area.right()), random.randint(area.top(), area.bottom()))


def _rect_of_part(target: Target):  # type: ignore[no-untyped-def]
    widget = target.widget
    if isinstance(widget, QMenu):
        return widget.actionGeometry(widget.actions()[target.part])
    assert isinstance(widget, QTabBar)
    return widget.tabRect(target.part)


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
