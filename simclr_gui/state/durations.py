"""How long things took on this machine the last time, so that whoever waits can be told."""

import math

from PySide6.QtCore import QSettings

from simclr_gui.engine.storage.places import settings_dir

SHORTEST_KEPT_S = 0.5  # a quicker answer is not waited for


def last_duration_s(name: str) -> float | None:
    """None where it was never measured here, or where somebody has damaged the settings."""
    try:
        seconds = float(str(_settings().value(_key(name))))
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) and seconds > 0 else None


def remember_duration(name: str, seconds: float) -> None:
    """What is over before it is noticed was there already, and says nothing about the next time."""
    if seconds >= SHORTEST_KEPT_S:
        _settings().setValue(_key(name), round(seconds, 1))


def _key(name: str) -> str:
    return f"lessons/seconds {name}".replace(" ", "_")


def _settings() -> QSettings:
    return QSettings(str(settings_dir() / "window.ini"), QSettings.Format.IniFormat)
