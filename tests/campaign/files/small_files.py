"""Small files that the program keeps, broken: settings, queue, what is said of a run, the index, crash reports."""

import os
import platform
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from random import Random
from unittest.mock import patch

import numpy as np
from PySide6.QtCore import QByteArray

from simclr_gui.crash_report import CrashWatch
from simclr_gui.engine.datasets.data_record import read_record
from simclr_gui.engine.kept_precision import Circumstances, keep_precision, kept_precision, precision_file
from simclr_gui.engine.listing import known_run
from simclr_gui.engine.listing.known_run import summarise
from simclr_gui.engine.listing.remembered_places import forget_place, places_file, remember_place, remembered_places
from simclr_gui.engine.listing.run_details import read_details
from simclr_gui.engine.listing.run_index import index_file
from simclr_gui.engine.listing.run_list import RunList
from simclr_gui.engine.listing.run_summary import RunsListed, RunSummary
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.planning.planned_training import PlannedTraining
from simclr_gui.engine.planning.queue import Queue
from simclr_gui.engine.runs.about import About, read_about, write_about
from simclr_gui.engine.runs.origin import read_origin
from simclr_gui.engine.runs.parent import Parent, began_elsewhere, beginning_of, read_parent
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.json_files import write_json_atomically
from simclr_gui.engine.storage.places import log_file, runs_dir, settings_dir
from simclr_gui.state.durations import last_duration_s
from simclr_gui.state.remembered import finish_remembering, remember, remembered
from tests.campaign.files.border import home_in, tried
from tests.campaign.files.changes import changed_json, damaged
from tests.campaign.files.run_changes import replace_file
from tests.campaign.trial import Trial
from tests.small import small_config

SETTINGS: dict[str, object] = {
    "geometry": QByteArray(bytes(range(1, 200))),
    "design": "dark",
    "language": "zh_CN",
    "runs/columns": "when name state",
    "runs/order": "ascending",
    "lessons/done": "views loss",
    "lessons/seconds_head": 12.5,
}
CIRCUMSTANCES = Circumstances("cpu", "2.0", 2)
PICKLE = rb"\0\0\0\x7f\0\0\0\x18PySide::PyObjectWrapper\0\0\0\0\x10\x80\x4\x8c\x5posix\x8c\x6getpid\x93)R."
GUISES = rb'"@Variant(', rb'"\x40Variant(', rb'@Var"iant(', rb'"a", "@Variant('
Use = Callable[[Path], str]
Made = tuple[Path, Use]
"""A whole file, and what becomes of it once it was broken: what is wrong, or nothing."""


def _settings(_home: Path, chance: Random) -> Made:
    for key, value in SETTINGS.items():
        remember(key, value)
    finish_remembering()
    file = settings_dir() / "window.ini"
    if chance.random() < 0.2:
        file.write_bytes(file.read_bytes() + b"\ndesign=" + chance.choice(GUISES) + PICKLE + b')"\n')

    def wrong(_file: Path) -> str:
        for key in SETTINGS:
            remembered(key)
        last_duration_s("head")
        remember("design", "light")
        finish_remembering()
        return "" if remembered("design") == "light" else "what was said is not remembered"

    return file, wrong


def _queue(_home: Path, _chance: Random) -> Made:
    queue = Queue()
    queue.add([PlannedTraining(small_config(), name, ("tag",)) for name in "ab"], "both", [Path("/runs/done")])
    queue.fail(queue.add([PlannedTraining(small_config(), "c")])[0].id, "It failed.")

    def wrong(_file: Path) -> str:
        trouble = str(queue.contents().trouble)
        if trouble and not trouble.endswith("."):
            return f"no sentence: {trouble}"
        (added,) = queue.add([PlannedTraining(small_config(), "new")])
        queue.begin_work()
        try:
            taken = queue.take_next()
            if taken is not None:
                queue.put_back(taken.id)
        finally:
            queue.end_work()
        kept = queue.contents()
        return "" if added.id in [entry.id for entry in kept.entries] and not kept.trouble else "what was added is lost"

    return queue.path, wrong


def _of_a_run(_home: Path, chance: Random) -> Made:
    folder = RunFolder.create(runs_dir() / "run", small_config())
    folder.write_status("stopped")
    write_about(folder, About("A name", "a note", ("tag",), archived=False))
    write_json_atomically(folder.parent_file, asdict(Parent("/runs/before", "before", 7, "0" * 64)))
    write_json_atomically(
        folder.imported_file,
        {
            "file": "a.pth",
            "path": "/a.pth",
            "sha256": "0" * 64,
            "made_by": "timm",
            "encoder": "resnet18",
            "stem": "small",
        }
        | {"mean": [0.5] * 3, "std": [0.25] * 3, "side_px": 32, "dropped": ["fc"], "corrected": ["std"]}
        | {"parameters": 11, "imported_at": 1.5},
    )
    images = [{"name": f"{number}.png", "label": number % 2, "digest": f"{number:032x}"} for number in range(4)]
    write_json_atomically(folder.data_file, {"train": images[:2], "test": images[2:], "class_names": ["a", "b"]})
    files = (folder.about_file, folder.parent_file, folder.imported_file, folder.config_file, folder.data_file)
    return chance.choice([*files, folder.status_file]), lambda _file: _wrong_with_run(folder)


def _wrong_with_run(folder: RunFolder) -> str:
    line = summarise(folder.path)
    if line.state == "damaged" and not line.trouble.endswith("."):
        return f"no sentence: {line.trouble}"
    list(read_details(folder.path))
    began_elsewhere(folder)
    said = []
    for read in (read_about, read_parent, read_origin, _record):
        try:
            said.append(read(folder))
        except UserError as error:
            if not error.sentence.endswith("."):
                return f"no sentence: {error.sentence}"
    for each in said:
        if isinstance(each, Parent):
            str(beginning_of(each))
    return ""


def _record(folder: RunFolder) -> object:
    return read_record(folder.data_file)


def _index(home: Path, _chance: Random) -> Made:
    for name in ("one", "two"):
        RunFolder.create(runs_dir() / name, small_config()).write_status("stopped")
    with patch.object(known_run, "SECONDS_UNTIL_STAMPS_TELL", -1.0):
        truth = _listed()

    def wrong(_file: Path) -> str:
        lines = _listed()
        return "" if lines == truth else f"other runs: {[line.title for line in lines]}"

    assert home in index_file().parents
    return index_file(), wrong


def _listed() -> list[RunSummary]:
    (told,) = [event for event in RunList().listed() if isinstance(event, RunsListed)]
    return told.runs


def _places(home: Path, _chance: Random) -> Made:
    remember_place(home / "elsewhere")
    remember_place(home / "also")

    def wrong(_file: Path) -> str:
        remember_place(home / "new")
        known = remembered_places()
        forget_place(home / "also")
        return "" if home / "new" in known else "what was opened is not remembered"

    return places_file(), wrong


def _precision(_home: Path, _chance: Random) -> Made:
    keep_precision(CIRCUMSTANCES, "bfloat16")

    def wrong(file: Path) -> str:
        if kept_precision(CIRCUMSTANCES) not in (None, "float32", "bfloat16", "float16"):
            return "another precision"
        keep_precision(CIRCUMSTANCES, "float32")
        return "" if not file.is_file() or kept_precision(CIRCUMSTANCES) == "float32" else "what was found is not kept"

    return precision_file(), wrong


def _crash_report(home: Path, chance: Random) -> Made:
    folder = log_file().parent / "windows"
    folder.mkdir(parents=True)
    machine = platform.node().replace("-", "_").replace(".", "_")
    number = chance.choice(["999999999", "x", "-1", str(2**70), "", str(os.getpid())])
    fault = folder / f"{machine}-{number}.txt"
    fault.write_text(f'Fatal Python error\n  File "{home}/secret/a.py", line 3\n')
    log_file().write_text(f"line of {home}/secret/runs\n" * 100)

    def wrong(_file: Path) -> str:
        watch = CrashWatch()
        try:
            return "" if isinstance(watch.begin(), str) else "no report"
        finally:
            watch.end()

    return chance.choice([fault, log_file()]), wrong


KINDS: dict[str, Callable[[Path, Random], Made]] = {
    "settings of the window": _settings,
    "queue": _queue,
    "small files of a run": _of_a_run,
    "index of the runs": _index,
    "places": _places,
    "precision": _precision,
    "crash reports": _crash_report,
}


def _break(file: Path, chance: Random) -> str:
    ways = (
        ["bytes", "bytes", "replaced", "json", "json", "json"]
        if file.suffix == ".json"
        else ["bytes"] * 3 + ["replaced"]
    )
    match chance.choice(ways):
        case "bytes":
            file.write_bytes(damaged(file.read_bytes(), np.random.default_rng(chance.randrange(2**32))))
            return "bytes"
        case "json":
            content, what = changed_json(file.read_text(), chance)
            file.write_text(content)
            return what
    return replace_file(file, chance)


def trials(count: int, seed: int) -> Iterator[Trial]:
    """Reads so many, each kind in turn, and writes them anew where the program does that."""
    for number in range(seed, seed + count):
        chance = Random(number)
        kind = list(KINDS)[number % len(KINDS)]
        with tempfile.TemporaryDirectory() as place, home_in(Path(place)):
            file, use = KINDS[kind](Path(place), chance)
            what = _break(file, chance)

            def wrong(file: Path = file, use: Use = use) -> str:
                return use(file)

            trial = tried(kind, f"{kind} {number} ({file.name}: {what})", wrong, Path(place))
        yield trial
