"""Where pieces of work are disturbed: a place for each try, what it is held against, and the judge."""

import contextlib
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random

import torch

from simclr_gui.engine.messages.errors import UserError
from tests.campaign.children import Child, begun, result_of
from tests.campaign.file_calls import FileCalls
from tests.campaign.work.at_home import Decoding, Describing, Listing, QueueFile, QueueRun
from tests.campaign.work.handed_on import Exporting, Unpacking
from tests.campaign.work.material import make_material
from tests.campaign.work.piece import Piece, half_written
from tests.campaign.work.trained import Evaluating, GoingOn, Mapping, Training

On = Callable[[Path], AbstractContextManager[object]]

VARIANTS = 6
PIECES: tuple[type[Piece], ...] = (
    Training, GoingOn, Evaluating, Mapping, QueueRun, QueueFile, Describing, Decoding, Listing, Exporting, Unpacking,
)  # fmt: skip


@dataclass(frozen=True)
class Rehearsal:
    """The work undisturbed: where it was done, how often each call was made, how long it took."""

    place: Path
    counts: dict[str, int]
    seconds: float


class Stage:
    """Makes places, and judges what lies in them afterwards."""

    def __init__(self, base: Path) -> None:
        self._base = base
        self._number = 0
        self._rehearsals: dict[tuple[str, int], Rehearsal] = {}
        make_material(base)
        assert threading.active_count() == 1, "whoever forks has no threads"

    def draw(self, chance: Random) -> tuple[Piece, int, Rehearsal]:
        """A piece of work, its variant, and what is known of it."""
        piece = chance.choices(_pieces(), [piece.share for piece in _pieces()])[0]
        return self.rehearsed(piece, chance.randrange(VARIANTS))

    def of(self, kind: type[Piece], variant: int) -> tuple[Piece, int, Rehearsal]:
        """A piece of work that is asked for."""
        return self.rehearsed(next(piece for piece in _pieces() if type(piece) is kind), variant)

    def rehearsed(self, piece: Piece, variant: int) -> tuple[Piece, int, Rehearsal]:
        known = self._rehearsals.get((piece.name, variant))
        if known is None:
            known = self._rehearsals[piece.name, variant] = self._rehearse(piece, variant)
        return piece, variant, known

    @contextlib.contextmanager
    def prepared(self, piece: Piece, variant: int, on: On = contextlib.nullcontext) -> Iterator[Path]:
        """A place in which it can be done, perhaps on a disk of its own; gone afterwards."""
        self._number += 1
        place = self._base / f"place-{self._number}"
        place.mkdir()
        try:
            with on(place):
                piece.prepare(self._base / "material", place, variant)
                yield place
        finally:
            shutil.rmtree(place)

    def begin(self, piece: Piece, variant: int, place: Path, calls: FileCalls | None = None) -> Child:
        """Forks a child that does it; it says "refused: …" where that ended in a sentence."""
        return begun(lambda: self.work(piece, variant, place, calls), place / "home")

    def work(self, piece: Piece, variant: int, place: Path, calls: FileCalls | None = None) -> str:
        """What the child does."""
        if calls is not None:
            calls.install()
        try:
            piece.do(place, variant)
        except UserError as error:
            sentence = error.sentence
            return f"refused: {sentence}" if sentence.endswith(".") else f"refused without a full stop: {sentence}"
        return "done"

    def judged(self, piece: Piece, variant: int, place: Path, rehearsal: Rehearsal) -> tuple[str, float]:
        """What is wrong with what is left, also when the work is done again; and how much was lost."""
        judge = partial(_judged, piece, variant, place, rehearsal.place)
        result = result_of(judge, place / "home")
        wrong, _, lost = result.said.rpartition("\n")
        trouble = f"afterwards: {result.trouble}" if result.trouble else ""
        return wrong or trouble, float(lost or 0)

    def _rehearse(self, piece: Piece, variant: int) -> Rehearsal:
        place = self._base / f"whole-{piece.name.replace(' ', '-')}-{variant}"
        place.mkdir()
        piece.prepare(self._base / "material", place, variant)
        calls, began = FileCalls(place), time.monotonic()

        def work() -> str:
            calls.install()
            piece.do(place, variant)
            return " ".join(f"{call}:{count}" for call, count in calls.counts.items())

        ended = result_of(work, place / "home")
        assert not ended.trouble and not ended.signal, f"{piece.name}, undisturbed: {ended}"
        counts = dict(each.split(":") for each in ended.said.split())
        return Rehearsal(place, {call: int(count) for call, count in counts.items()}, time.monotonic() - began)


@cache
def _pieces() -> tuple[Piece, ...]:
    return tuple(kind() for kind in PIECES)


@contextlib.contextmanager
def stage() -> Iterator[Stage]:
    """A stage on the disk for temporary files; torch has one thread from now on, as whoever forks must."""
    os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(tempfile.gettempdir()) / "simclr-explorer-tests-compiled"))
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory(prefix="campaign-") as base:
        Path(base).chmod(0o711)  # somebody else works in it, too
        yield Stage(Path(base).resolve())


def _judged(piece: Piece, variant: int, place: Path, whole: Path) -> str:
    lost = piece.lost(place, variant)
    wrong = piece.look(place, whole, variant)
    if not wrong:
        piece.do(place, variant)
        wrong = piece.compare(place, whole, variant)
        wrong = f"done again: {wrong}" if wrong else half_written(place)
    return f"{' '.join(wrong.split())}\n{lost}"
