"""Settings as forms made from the config model: what each means, and what is wrong with it."""

from simclr_gui.gui.settings_form.editor import SettingEditor
from simclr_gui.gui.settings_form.explanation import explanation, tooltip
from simclr_gui.gui.settings_form.form import SettingsForm
from simclr_gui.gui.settings_form.row import SettingRow

__all__ = ["SettingEditor", "SettingRow", "SettingsForm", "explanation", "tooltip"]
