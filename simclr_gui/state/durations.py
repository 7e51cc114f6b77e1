"""How long things took on this machine the last time, so that whoever waits can be told."""

import math

from simclr_gui.state.remembered import remember, remembered

SHORTEST_KEPT_S = 0.5  # a quicker answer is not waited for


def last_duration_s(name: str) -> float | None:
    """None where it was never measured here, or where somebody has damaged the settings."""
    try:
        seconds = float(str(remembered(_key(name))))
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) and seconds > 0 else None


def remember_duration(name: str, seconds: float) -> None:
    """What is over before it is noticed was there already, and says nothing about the next time."""
    if seconds >= SHORTEST_KEPT_S:
        remember(_key(name), round(seconds, 1))


def _key(name: str) -> str:
    return f"lessons/seconds {name}".replace(" ", "_")
