"""What all events share."""

import dataclasses
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Event:
    """Base of all events; those with an empty `kind` are shown but not kept."""

    kind: ClassVar[str] = ""

    def as_record(self) -> dict[str, Any]:
        """The event as plain JSON values, with its name first."""
        return {"event": self.kind} | dataclasses.asdict(self)


@dataclass(frozen=True)
class Announced(Event):
    """A sentence about what is being done now, with the finished share where it is known."""

    sentence: str
    share: float | None = None


@dataclass(frozen=True)
class Warned(Announced):
    """Something is not as it should be, and this was done about it; kept, so that it is still known later."""

    kind: ClassVar[str] = "warning"
