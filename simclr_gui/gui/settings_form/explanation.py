"""What a setting means, in words: below its row, or as its tooltip."""

from typing import Any

from pydantic.fields import FieldInfo
from PySide6.QtCore import QCoreApplication

from simclr_gui.gui.look.language import setting_words
from simclr_gui.gui.words.names import with_names


def explanation(field: FieldInfo) -> str:
    """What a setting is, why, and what is usual, in a few sentences."""
    extra: Any = field.json_schema_extra or {}
    usual = QCoreApplication.translate("SettingsForm", "Usual: {values}").format(
        values=setting_words(extra.get("usual", ""))
    )
    words = QCoreApplication.translate("SettingsForm", "{description} {usual}.")
    return with_names(words.format(description=setting_words(field.description or ""), usual=usual))


def tooltip(field: FieldInfo) -> str:
    """What, why and the usual range, wrapped by the tooltip itself."""
    extra: Any = field.json_schema_extra or {}
    title, description = setting_words(field.title or ""), setting_words(field.description or "")
    if extra.get("unit"):
        words = QCoreApplication.translate("SettingsForm", "{title} ({unit})")
        title = words.format(title=title, unit=setting_words(extra["unit"]))
    usual = QCoreApplication.translate("SettingsForm", "Usual: {values}").format(
        values=setting_words(extra.get("usual", ""))
    )
    return f"<p><b>{title}</b></p><p>{description}</p><p>{usual}</p>"
