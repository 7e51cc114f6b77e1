"""How long the trainings of the queue will take, from runs like them, and the event that tells it. Loads no torch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simclr_gui.engine.events import Event
from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.planning.planner import outlook
from simclr_gui.engine.planning.queue_entry import QueueEntry


@dataclass(frozen=True)
class Expected:
    """Of one training, in seconds.

    Attributes:
        training_s: what is chosen, or what runs like it took.
        tested_s: scores and maps after it; None where no run tells.
    """

    training_s: float
    tested_s: float | None


@dataclass(frozen=True)
class QueueForeseen(Event):
    """By the ids of entries; those of which nobody knows how long they train are not among them."""

    expected: dict[str, Expected]


def foresee_queue(entries: Sequence[QueueEntry], runs: Sequence[RunSummary]) -> Iterator[Event]:
    """What is known of each, from the runs that are kept; those that differ in the seed alone are asked about once."""
    known: dict[str, Expected | None] = {}
    expected: dict[str, Expected] = {}
    for entry in entries:
        config = entry.training.config
        alike = config.model_copy(update={"machine": config.machine.model_copy(update={"seed": 0})})
        key = alike.model_dump_json()
        if key not in known:
            found = outlook(alike, None, runs)
            known[key] = None if found.seconds is None else Expected(found.seconds, found.tested_s)
        told = known[key]
        if told is not None:
            expected[entry.id] = told
    yield QueueForeseen(expected)
