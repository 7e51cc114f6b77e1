"""Zips of runs that somebody handed on, broken or hostile: the run comes out among the others, or nothing does."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np

from simclr_gui.engine.events.streams import result_of
from simclr_gui.engine.listing.known_run import summarise
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.sharing.run_archive import export_run, holds_run, unpacked_run
from tests.campaign.files.border import home_in, tried
from tests.campaign.files.changes import damaged
from tests.campaign.files.run_changes import mutate
from tests.campaign.files.zip_changes import change_entries
from tests.campaign.trial import Trial
from tests.frozen_run import unpacked_frozen_run


def _broken(whole: Path, place: Path, chance: Random) -> tuple[bytes, str]:
    run, way = whole, chance.choice(["none", "bytes", "bytes", "entries", "entries", "entries", "run"])
    what = way
    if way == "run":
        run = place / "run"
        shutil.copytree(whole, run)
        what = mutate(run, chance)
    file = place / "run.zip"
    list(export_run(RunFolder(run), file))
    content = file.read_bytes()
    if way == "bytes":
        content = damaged(content, np.random.default_rng(chance.randrange(2**32)))
    elif way == "entries":
        content, what = change_entries(content, chance, chance.choice(["", "", ".json", "config.json"]))
        if chance.random() < 0.3:
            content, more = change_entries(content, chance)
            what = f"{what}, {more}"
    file.write_bytes(content)
    return content, what


def _wrong(file: Path, runs: Path, *, is_whole: bool) -> str:
    is_recognised = holds_run(file)
    try:
        run_dir = result_of(unpacked_run(file, runs))
    except UserError as error:
        if is_whole or [*runs.iterdir()]:
            return f"left behind after {error}: {[*runs.iterdir()]}"
        raise
    if run_dir.parent != runs or [*runs.iterdir()] != [run_dir]:
        return f"elsewhere: {run_dir}, {[*runs.iterdir()]}"
    if any(path.is_symlink() for path in run_dir.rglob("*")):
        return "a link"
    line = summarise(run_dir)
    if line.state == "damaged" and not line.trouble.endswith("."):
        return f"no sentence: {line.trouble}"
    if is_whole and (not is_recognised or line.trouble or line.linear is None):
        return f"not the run that was packed: {line}"
    return ""


def trials(count: int, seed: int) -> Iterator[Trial]:
    """Unpacks so many."""
    with tempfile.TemporaryDirectory() as folder, home_in(Path(folder) / "home"):
        whole = unpacked_frozen_run(Path(folder) / "whole")
        for number in range(seed, seed + count):
            place = Path(folder) / str(number)
            place.mkdir()
            _, what = _broken(whole, place, Random(number))

            def wrong(place: Path = place, what: str = what) -> str:
                return _wrong(place / "run.zip", place / "runs", is_whole=what == "none")

            yield tried("zips of runs", f"zip {number} ({what})", wrong, place)
            shutil.rmtree(place)
