"""The network that the lessons show: that of the active run, or one with the settings of the next."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.events import Event
from simclr_gui.jobs import work
from simclr_gui.state.experiment import Experiment
from simclr_gui.state.waiting import Watch

if TYPE_CHECKING:
    from simclr_gui.engine.lessons.demonstrator import Demonstrator

Demonstrate = Callable[["Demonstrator"], Iterator[Event]]


@dataclass
class LessonNetwork:
    """What is in hand: the settings, and the run once there is one. Opened on the thread that needs it.

    When the engine has ceased to work on a run, its network is another one than before.
    """

    next_config: TrainingConfig
    config: TrainingConfig
    run_dir: Path | None
    is_busy: bool
    _demonstrator: "Demonstrator | None" = field(default=None, compare=False)
    _watched: set[str] = field(default_factory=set, compare=False)

    def watch_over(self, kind: str) -> Watch:
        """What is computed again is quicker than the first time, when the network and the images are opened."""
        data, again = self.config.data, " again" if kind in self._watched else ""
        self._watched.add(kind)
        return Watch(f"{kind} {self.config.model.encoder} {data.source} {data.side_px}{again}")

    def demonstrated(self, demonstrate: Demonstrate) -> Iterator[Event]:
        """On the stream's thread: what is shown on this network, which stays open."""
        if self._demonstrator is None:
            self._demonstrator = work.open_demonstrator(self.config, self.run_dir)
        yield from demonstrate(self._demonstrator)


def active_network(experiment: Experiment) -> LessonNetwork:
    """As the experiment stands now."""
    run_dir = None if experiment.run is None else experiment.run_dir
    return LessonNetwork(experiment.config, experiment.active_config, run_dir, experiment.phase.is_busy)
