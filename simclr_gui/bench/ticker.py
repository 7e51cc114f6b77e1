"""Notes when the event loop comes round: the gaps between are how long the window was held up."""

import time

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, QTimer, Slot

TICK_MS = 4


class Ticker(QTimer):
    """Ticks while it is started."""

    def __init__(self) -> None:
        super().__init__()
        self.kept_steps: list[float] = []
        self.setTimerType(Qt.TimerType.PreciseTimer)
        self.setInterval(TICK_MS)
        self.timeout.connect(self._note)

    @Slot()
    def _note(self) -> None:
        self.kept_steps.append(time.perf_counter())

    @property
    def gaps_ms(self) -> NDArray[np.float64]:
        """Times between two ticks."""
        gaps: NDArray[np.float64] = 1_000 * np.diff(self.kept_steps)
        return gaps
