"""Which lines the table shows and in which order: searched, filtered, seeds together, sorted. Plain lists, no model."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from simclr_gui.engine.events import Event
from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.listing.search import matching
from simclr_gui.engine.listing.seed_groups import SeedGroup, alone, grouped

SortValue = Callable[[SeedGroup], float | str | None]


@dataclass(frozen=True)
class Filter:
    """What is asked for; empty texts ask for nothing.

    Attributes:
        query: words, of which all must occur.
        data, tag, state: as they stand in the run.
        shows_archived: whether archived runs are seen, too.
        joins_seeds: whether runs that differ in the seed alone are one line.
    """

    query: str = ""
    data: str = ""
    tag: str = ""
    state: str = ""
    shows_archived: bool = False
    joins_seeds: bool = False

    @property
    def is_open(self) -> bool:
        """Whether every run that is not archived passes."""
        return not (self.query.strip() or self.data or self.tag or self.state)


@dataclass(frozen=True)
class RunsArranged(Event):
    """The lines that were asked for with this number."""

    lines: list[SeedGroup]
    number: int


def arranging(arrange: Callable[[], list[SeedGroup]], number: int) -> Iterator[Event]:
    """`RunsArranged`, for a thread."""
    yield RunsArranged(arrange(), number)


def arranged(
    runs: Sequence[RunSummary], wanted: Filter, value: SortValue | None = None, *, descends: bool = False
) -> list[SeedGroup]:
    """The lines in the order in which they are shown: by `value`, lines without one last in both directions."""
    passed = [
        run
        for run in runs
        if (wanted.shows_archived or not run.archived)
        and (not wanted.data or run.data == wanted.data)
        and (not wanted.tag or wanted.tag in run.tags)
        and (not wanted.state or run.state == wanted.state)
    ]
    found = matching(passed, wanted.query)
    lines = grouped(found) if wanted.joins_seeds else list(map(alone, found))
    return lines if value is None else _sorted(lines, value, descends=descends)


def _sorted(lines: list[SeedGroup], value: SortValue, *, descends: bool) -> list[SeedGroup]:
    values = list(map(value, lines))
    with_value = [(each, line) for each, line in zip(values, lines, strict=True) if each is not None]
    with_value.sort(key=itemgetter(0), reverse=descends)
    return [*map(itemgetter(1), with_value), *(line for each, line in zip(values, lines, strict=True) if each is None)]
