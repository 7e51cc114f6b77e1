"""What a lesson waits for, and for how long: kinds of requests, reasons, and watches that remember."""

import time
from dataclasses import dataclass
from enum import Enum, auto

from simclr_gui.engine.events import Announced
from simclr_gui.state.durations import last_duration_s, remember_duration

IMAGES, SIZES, BLOCKS, BLOCK = "pictures", "sizes", "blocks", "block"  # what lessons ask for
CHAIN, FLOW, HEAD, RACE = "chain", "flow", "head", "race"
LOADING = "loading"


class Wait(Enum):
    """Why what was asked for is not there yet: the engine is loaded, others come first, or it is being computed."""

    LOADING = auto()
    QUEUED = auto()
    COMPUTING = auto()


@dataclass(frozen=True)
class Waiting:
    """What a request waits for.

    Attributes:
        kind: what is being computed, the request itself or what comes before it; LOADING while the engine is loaded.
        announced: what is being done for it now, None where nobody has said.
        seconds: how long that has been going on.
        usual_s: how long it took the last time on this machine; None where it is not known or does not count, since
            a run slows it down.
    """

    reason: Wait
    kind: str
    announced: Announced | None = None
    seconds: float = 0.0
    usual_s: float | None = None


class Watch:
    """Runs from when it is made, and knows how long the same took the last time."""

    def __init__(self, name: str) -> None:
        self._name, self._began_s = name, time.monotonic()
        self.usual_s = last_duration_s(name)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began_s

    def remember(self) -> None:
        """Whoever waits for the same the next time is told how long this took."""
        remember_duration(self._name, self.seconds)


def is_one_of(request: str, kinds: tuple[str, ...]) -> bool:
    """Requests for sizes are called after their network too."""
    return request.partition(" ")[0] in kinds
