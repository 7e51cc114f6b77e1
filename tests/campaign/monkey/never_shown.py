"""What no state of the program shows, and why; a test holds each reason."""

import re
from typing import Literal, get_origin

from pydantic.fields import FieldInfo

from simclr_gui.engine.config.settings import field_of
from simclr_gui.engine.mapping.settings import MapSettings
from simclr_gui.gui.pages.train.expert_view import ADVANCED

PART_OF_ROW = re.compile(r"(\w+).*?(?:>SettingsForm (\w+))?/SettingRow (\w+)/(note|help)")
BUTTON_THAT_UNFOLDS = re.compile(r"(\w+).*>SettingsForm (\w+)/QPushButton")
EXPLAINS = "ExpertView"


def is_never_shown(key: str) -> bool:
    """Parts that every form or row of settings has, in those that have no use for them."""
    if found := BUTTON_THAT_UNFOLDS.fullmatch(key):
        owner, section = found.groups()
        return owner != EXPLAINS or not ADVANCED[section]  # nothing is folded away
    if found := PART_OF_ROW.fullmatch(key):
        owner, section, name, part = found.groups()
        if part == "help":
            return bool(owner != EXPLAINS)  # a tooltip tells it
        return takes_anything(field_of(f"{section}.{name}") if section else MapSettings.model_fields[name])
    return False


def takes_anything(field: FieldInfo) -> bool:
    """Whether whatever can be chosen or typed is right and usual, so that nothing is noted below it."""
    return field.annotation is str or get_origin(field.annotation) is Literal
