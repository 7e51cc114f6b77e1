"""The phases of a run, and the one table that says which of them follows what happens."""

from collections.abc import Iterable
from enum import Enum


class Phase(Enum):
    """What is going on."""

    IDLE = "idle"
    OPENING = "opening"
    FOLLOWING = "following"
    PREPARING = "preparing"
    TRAINING = "training"
    PAUSED = "paused"
    STOPPING = "stopping"
    EVALUATING = "evaluating"
    MAPPING = "mapping"
    DONE = "done"
    FAILED = "failed"

    @property
    def is_busy(self) -> bool:
        """Whether the engine works, or waits in the middle of work."""
        return self not in (Phase.IDLE, Phase.DONE, Phase.FAILED)

    @property
    def is_of_the_past(self) -> bool:
        """Whether the events that come tell of what was, here or in another process."""
        return self in (Phase.OPENING, Phase.FOLLOWING)


class Happening(Enum):
    """What may change the phase: a person's request, an event of the stream, or the stream's end."""

    TRAINING_REQUESTED = "a new run is to be trained, or an earlier one further"
    RUN_OPENED = "an earlier run is read"
    RUN_FOLLOWED = "a run that another process trains is read as it grows"
    REQUEST_WITHDRAWN = "what waited for the engine is not wanted any more"
    TRAINING_BEGAN = "the first step is near"
    PAUSE_REQUESTED = "no further step is asked for"
    PAUSE_ENDED = "steps are asked for again"
    STOP_REQUESTED = "the training ends after its step"
    TRAINING_ENDED = "there is a network to be evaluated"
    EVALUATION_REQUESTED = "the run in hand is to be evaluated"
    MAPS_CHOSEN = "the images of the maps are known"
    MAPS_REQUESTED = "maps of the run in hand are to be drawn"
    STREAM_ENDED = "nothing more comes"
    STREAM_FAILED = "nothing more comes, and something went wrong"
    SETTING_MENDED = "the setting that was at fault is another"


_AT_REST = tuple(phase for phase in Phase if not phase.is_busy)
_BUSY = tuple(phase for phase in Phase if phase.is_busy)
_LIVE = tuple(phase for phase in Phase if not phase.is_of_the_past)


def _rows() -> Iterable[tuple[Happening, Iterable[Phase], Phase]]:
    """What happens, in which phases it counts, and the phase that follows.

    Who plays the streams begins a run only where none is played, whatever the last phase was. Events of a live stream
    tell how far it has come even where a request has not been answered yet.
    """
    return (
        (Happening.TRAINING_REQUESTED, Phase, Phase.PREPARING),
        (Happening.RUN_OPENED, Phase, Phase.OPENING),
        (Happening.RUN_FOLLOWED, Phase, Phase.FOLLOWING),
        (Happening.REQUEST_WITHDRAWN, (Phase.PREPARING,), Phase.IDLE),
        (Happening.TRAINING_BEGAN, _LIVE, Phase.TRAINING),
        (Happening.PAUSE_REQUESTED, (Phase.TRAINING,), Phase.PAUSED),
        (Happening.PAUSE_ENDED, (Phase.PAUSED,), Phase.TRAINING),
        (Happening.STOP_REQUESTED, (Phase.TRAINING, Phase.PAUSED), Phase.STOPPING),
        (Happening.TRAINING_ENDED, _LIVE, Phase.EVALUATING),
        (Happening.EVALUATION_REQUESTED, _AT_REST, Phase.EVALUATING),
        (Happening.MAPS_CHOSEN, _LIVE, Phase.MAPPING),
        (Happening.MAPS_REQUESTED, _AT_REST, Phase.MAPPING),
        (Happening.STREAM_ENDED, _BUSY, Phase.DONE),
        (Happening.STREAM_FAILED, Phase, Phase.FAILED),
        (Happening.SETTING_MENDED, (Phase.FAILED,), Phase.IDLE),
    )


NEXT_PHASE = {(phase, happening): following for happening, phases, following in _rows() for phase in phases}


def next_phase(phase: Phase, happening: Happening) -> Phase:
    """The phase that follows; the same one where what happens does not count in it."""
    return NEXT_PHASE.get((phase, happening), phase)
