"""Places that are too small, removed, closed, or used by two processes at once."""

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from tests.campaign.children import begun, wrong_end
from tests.campaign.stage import Stage, stage
from tests.campaign.trial import Campaign, Trial
from tests.campaign.work.at_home import Decoding, Describing, Listing, QueueFile, QueueRun
from tests.campaign.work.handed_on import Exporting, Unpacking
from tests.campaign.work.piece import Piece, SharedNumber, run_in
from tests.campaign.work.trained import HALF_WAY, LAST_STEP, Evaluating, GoingOn, Mapping, Training

SIZES_KB = (300, 3_000, 7_000, 13_000, 19_000)
ROOMY_KB = 500_000
REMOVED = ("", "checkpoints", "maps", "events.jsonl", "status.json")
MODES = (0o555, 0o000, 0o444)
CLOSED: tuple[type[Piece], ...] = (
    GoingOn, Evaluating, Mapping, Describing, Exporting, QueueFile, QueueRun, Listing, Unpacking, Decoding,
)  # fmt: skip
TOGETHER: tuple[tuple[type[Piece], type[Piece]], ...] = (
    (GoingOn, GoingOn), (GoingOn, Evaluating), (Training, Training), (Unpacking, Unpacking), (Decoding, Decoding),
    (QueueRun, QueueRun), (Mapping, Evaluating), (Mapping, Mapping),
)  # fmt: skip


def trials(count: int, seed: int) -> Iterator[Trial]:
    """The four kinds in turn; where nothing can be mounted, small disks are left out, and it says so."""
    kinds = [_small_disk, _removed, _closed, _together]
    if not (_is_root() and sys.platform == "linux"):
        sys.stderr.write("Small disks are left out: only the owner of a Linux machine can mount them.\n")
        kinds.remove(_small_disk)
    with stage() as place:
        for number in range(count):
            yield kinds[number % len(kinds)](place, Random(f"{seed} {number}"), f"place {number} of seed {seed}")


def _small_disk(place: Stage, chance: Random, name: str) -> Trial:
    """So much room beside what lies there already; then there is more."""
    piece, variant, rehearsal = place.draw(chance)
    free_kb = chance.choice(SIZES_KB)
    with place.prepared(piece, variant, _disk) as there:
        used_kb = sum(path.stat().st_size // 1_000 + 4 for path in there.rglob("*"))
        _mount(there, f"remount,size={used_kb + free_kb}k")
        ended = place.begin(piece, variant, there).waited_for()
        _mount(there, f"remount,size={used_kb + ROOMY_KB}k")
        wrong = wrong_end(ended) or place.judged(piece, variant, there, rehearsal)[0]
    return Trial("small disk", f"{piece.name}, variant {variant}, on {free_kb} kB ({name})", wrong)


def _removed(place: Stage, chance: Random, name: str) -> Trial:
    """Somebody removes the run, or a part of it, while it is trained."""
    piece, variant, rehearsal = place.of(GoingOn, chance.randrange(3))
    part, step = chance.choice(REMOVED), chance.randint(HALF_WAY, LAST_STEP - 1)
    assert isinstance(piece, GoingOn)
    with place.prepared(piece, variant) as there:
        child = place.begin(piece, variant, there)
        while piece.step.value < step and not child.has_told(0.001):
            pass
        _remove(run_in(there).path / part)
        wrong = wrong_end(child.waited_for())
        if not run_in(there).config_file.exists():  # what is left of it is no run: it is begun anew
            shutil.rmtree(run_in(there).path, ignore_errors=True)
            piece.step.value = 0
        wrong = wrong or place.judged(piece, variant, there, rehearsal)[0]
    return Trial("removed", f"{part or 'the run'} after step {step}, variant {variant} ({name})", wrong)


def _closed(place: Stage, chance: Random, name: str) -> Trial:
    """A folder is closed or read-only for somebody who does not own the machine; then it is open again."""
    piece, variant, rehearsal = place.of(chance.choice(CLOSED), chance.randrange(6))
    mode = chance.choice(MODES)
    with place.prepared(piece, variant) as there:
        (there / "home").mkdir(exist_ok=True)
        folder = chance.choice(sorted(path for path in there.rglob("*") if path.is_dir()))
        _give_to_nobody(there)
        folder.chmod(mode)
        ended = begun(lambda: _as_nobody(lambda: place.work(piece, variant, there)), there / "home").waited_for()
        folder.chmod(0o755)
        wrong = wrong_end(ended) or place.judged(piece, variant, there, rehearsal)[0]
    what = f"{piece.name}, variant {variant}, {folder.relative_to(there)} with mode {mode:o} ({name})"
    return Trial("closed", what, wrong)


def _together(place: Stage, chance: Random, name: str) -> Trial:
    """Two processes at one place; the second begins at once, or a little later."""
    kinds, variant, later_s = chance.choice(TOGETHER), chance.randrange(6), chance.choice((0.0, 0.0, 0.05, 0.3))
    piece, variant, rehearsal = place.of(kinds[0], variant)
    other, _, _ = place.of(kinds[1], variant)
    go = SharedNumber()
    with place.prepared(piece, variant) as there:

        def work(each: Piece, wait_s: float) -> str:
            while not go.value:
                time.sleep(0.0005)
            time.sleep(wait_s)
            return place.work(each, variant, there)

        children = [
            begun(lambda: work(piece, 0.0), there / "home"),
            begun(lambda: work(other, later_s), there / "home"),
        ]
        go.value = 1
        ends = [child.waited_for() for child in children]
        wrong = next(filter(None, map(wrong_end, ends)), "")
        if not any(end.said == "done" for end in ends):
            wrong = wrong or f"neither did it: {ends}"
        wrong = wrong or place.judged(piece, variant, there, rehearsal)[0]
    what = f"{piece.name} and {other.name}, variant {variant}, {later_s} s later ({name})"
    return Trial("two at once", what, wrong)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


@contextlib.contextmanager
def _disk(place: Path) -> Iterator[None]:
    _mount(place, f"size={ROOMY_KB}k")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def _mount(place: Path, options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], check=True)


def _remove(path: Path) -> None:
    """Whatever is written there meanwhile may stay."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _give_to_nobody(place: Path) -> None:
    if _is_root():
        nobody = pwd.getpwnam("nobody")
        for path in (place, *place.rglob("*")):
            os.chown(path, nobody.pw_uid, nobody.pw_gid)


def _as_nobody(work: Callable[[], str]) -> str:
    """The owner of a machine may do everything, so somebody else does it."""
    if _is_root():
        nobody = pwd.getpwnam("nobody")
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)
    return work()


CAMPAIGN = Campaign(
    "small disks, folders that are removed or closed, and two processes at one place", trials, full=200, unit=""
)
