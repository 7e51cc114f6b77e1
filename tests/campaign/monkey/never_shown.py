"""What no state of the program shows, and why; a test holds each reason."""

import re
from typing import Literal, get_origin

from simclr_gui.engine.config.settings import field_of
from simclr_gui.gui.pages.train.expert_view import ADVANCED

PART_OF_FORM = re.compile(r"(\w+)(?:#\w+)?>SettingsForm (\w+)/(?:SettingRow (\w+)/(note|help)|QPushButton)")


def is_never_shown(key: str) -> bool:
    """Parts that every form or row of settings has, in those that have no use for them."""
    found = PART_OF_FORM.fullmatch(key)
    if found is None:
        return False
    owner, section, name, part = found.groups()
    explains = owner == "ExpertView"
    if part == "help":
        return not explains  # a tooltip tells it
    if part == "note":
        return takes_anything(f"{section}.{name}")
    return not (explains and ADVANCED[section])  # nothing is folded away


def takes_anything(setting: str) -> bool:
    """Whether whatever can be chosen or typed is right and usual, so that nothing is noted below it."""
    kind = field_of(setting).annotation
    return kind is str or get_origin(kind) is Literal
