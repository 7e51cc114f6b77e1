"""What the program keeps at home: the queue, what is said of runs, the index of runs, decoded images."""

from collections.abc import Callable
from pathlib import Path

import torch

from simclr_gui.engine.config.settings import DataSettings
from simclr_gui.engine.datasets.data import load_data
from simclr_gui.engine.datasets.folder import folder as images_of_folders
from simclr_gui.engine.datasets.folder.cache import images_cache_dir
from simclr_gui.engine.datasets.images import DataSet
from simclr_gui.engine.events import Event, Warned
from simclr_gui.engine.experiments import queued_training  # noqa: F401 - as below
from simclr_gui.engine.listing import known_run
from simclr_gui.engine.listing.run_index import index_file, read_index
from simclr_gui.engine.listing.run_keeping import described
from simclr_gui.engine.listing.run_list import RunList
from simclr_gui.engine.listing.run_summary import RunsListed
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.observers import lasting_observers  # noqa: F401 - as below
from simclr_gui.engine.planning.planned_training import PlannedTraining
from simclr_gui.engine.planning.queue import Queue
from simclr_gui.engine.runs.about import About, read_about, write_about
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.places import runs_dir
from simclr_gui.terminal import playing  # noqa: F401 - loaded before anybody forks
from simclr_gui.terminal.queue import _run_all
from tests.campaign.files.run_folders import quick_layout
from tests.campaign.work.piece import CONFIG, Piece, copy, difference, run_in, save_every
from tests.campaign.work.trained import other_weights, trouble_of_run
from tests.small import small_config

SHORT = small_config(budget__epochs=1)


class QueueFile(Piece):
    """Trainings are added, moved, dropped, and the queue is held."""

    name, share = "the queue's file", 2
    STATES = ((), ("a", "b"), ("b", "a"), ("b", "a", "c"), ("a", "c"), ("a",))

    def do(self, place: Path, variant: int) -> None:
        """Goes on from whatever state it finds."""
        queue = Queue()
        while (names := names_in(queue)) != self.STATES[-1]:
            ids = {entry.training.name: entry.id for entry in queue.contents().entries}
            changes: tuple[Callable[[], object], ...] = (
                lambda: queue.add([PlannedTraining(CONFIG, "a"), PlannedTraining(CONFIG, "b")]),
                lambda ids=ids: queue.move(ids["a"], 1),  # type: ignore[misc]
                lambda: queue.add([PlannedTraining(CONFIG, "c")]),
                lambda ids=ids: queue.drop(ids["b"]),  # type: ignore[misc]
                lambda ids=ids: queue.drop(ids["c"]),  # type: ignore[misc]
            )
            changes[self.STATES.index(names)]()
        queue.hold(True)

    def look(self, place: Path, whole: Path, variant: int) -> str:
        contents = Queue().contents()
        if contents.trouble:
            return contents.trouble
        return "" if names_in(Queue()) in self.STATES else f"in between: {names_in(Queue())}"

    def compare(self, place: Path, whole: Path, variant: int) -> str:
        contents = Queue().contents()
        return contents.trouble or difference((names_in(Queue()), contents.is_held), (("a",), True), "the queue is")


class QueueRun(Piece):
    """`simclr-gui queue run` of two short trainings, with their scores and maps."""

    name, share = "queue run", 1

    def prepare(self, material: Path, place: Path, variant: int) -> None:
        copy(material / "queued", place / "home")

    def do(self, place: Path, variant: int) -> None:
        save_every(1)
        queue = Queue()
        for entry in queue.contents().entries:
            queue.try_again(entry.id)
        queue.begin_work()
        try:
            _run_all(queue, quick_layout, downloads=False)
        finally:
            queue.end_work()

    def look(self, place: Path, whole: Path, variant: int) -> str:
        contents = Queue().contents()
        if contents.trouble or contents.running:
            return contents.trouble or "an entry is said to be trained by somebody who is gone"
        inside = [entry.sentence for entry in contents.entries if "inside the program" in entry.sentence]
        if inside:
            return inside[0]
        runs = [run for run in runs_dir().glob("*") if (run / "config.json").exists()]
        known = {entry.training.name for entry in contents.entries} | {read_about(RunFolder(run)).name for run in runs}
        troubles = [trouble_of_run(RunFolder(run)) for run in runs]
        return next(filter(None, troubles), "") or difference(known - {""}, {"one", "two"}, "trainings")

    def compare(self, place: Path, whole: Path, variant: int) -> str:
        ours, theirs = (
            {read_about(RunFolder(run)).name: RunFolder(run) for run in (each / "home" / "runs").glob("*")}
            for each in (place, whole)
        )
        if len(list(runs_dir().glob("*"))) != len(theirs) or Queue().contents().entries:
            return f"{sorted(ours)} of {sorted(theirs)} are there, {len(Queue().contents().entries)} wait"
        for name, folder in ours.items():
            other = other_weights(folder, theirs[name]) or trouble_of_run(folder)
            has_all = folder.evaluation_file.exists() and (folder.maps_dir / "made_of.json").exists()
            if other or not has_all:
                return other or f"{name} has no scores or no maps"
        return ""


class Describing(Piece):
    """A name and tags; every other time the run has others before."""

    name, share = "about.json", 2
    BEFORE, AFTER = About("a name of before", tags=("old",)), About("a name", "a note", ("new", "tag"))

    def prepare(self, material: Path, place: Path, variant: int) -> None:
        copy(material / "trained", run_in(place).path)
        if variant % 2:
            write_about(run_in(place), self.BEFORE)

    def do(self, place: Path, variant: int) -> None:
        list(described(RunList(), [run_in(place).path], lambda _: self.AFTER))

    def look(self, place: Path, whole: Path, variant: int) -> str:
        found = read_about(run_in(place))
        known = (self.BEFORE if variant % 2 else About(), self.AFTER)
        return "" if found in known else f"neither old nor new: {found}"

    def compare(self, place: Path, whole: Path, variant: int) -> str:
        return difference(read_about(run_in(place)), self.AFTER, "what is said of it is") or trouble_of_run(
            run_in(place)
        )


class Listing(Piece):
    """The list of four runs; every other time the index knows only some of them."""

    name, share = "index of runs", 2

    def prepare(self, material: Path, place: Path, variant: int) -> None:
        copy(material / "listed", place / "home")
        index = place / "home" / "cache" / "runs" / "index.jsonl"
        if variant % 2:
            index.parent.mkdir(parents=True)
            index.write_text("an index of another version\n")

    def do(self, place: Path, variant: int) -> None:
        known_run.SECONDS_UNTIL_STAMPS_TELL = -1.0  # what was written just now is believed
        *_, listed = RunList().listed()
        assert isinstance(listed, RunsListed)
        if listed.trouble:
            raise UserError(listed.trouble)
        assert [line.path.name for line in listed.runs] == ["d", "c", "b", "a"], listed.runs

    def look(self, place: Path, whole: Path, variant: int) -> str:
        known = read_index(index_file(), str(runs_dir()))
        return "" if len(known) in (0, 3, 4) else f"{len(known)} runs in the index"  # of one it was closed to

    def compare(self, place: Path, whole: Path, variant: int) -> str:
        return difference(len(read_index(index_file(), str(runs_dir()))), 4, "runs in the index:")


class Decoding(Piece):
    """A folder of images, and every other time an archive of them, decoded into the cache."""

    name, share = "cache of images", 2

    def do(self, place: Path, variant: int) -> None:
        images(place, variant)

    def look(self, place: Path, whole: Path, variant: int) -> str:
        found, warnings = images(place, variant)
        return (warnings[0] if warnings else "") or self._other(found, place, variant)

    def compare(self, place: Path, whole: Path, variant: int) -> str:
        entries = [each for each in images_cache_dir().glob("*") if not each.name.endswith(".part")]
        found, warnings = images(place, variant)
        other = (warnings[0] if warnings else "") or self._other(found, place, variant)
        return other or difference(len(entries), 1, "entries of the cache:")

    def _other(self, found: DataSet, place: Path, variant: int) -> str:
        expected = torch.load(place.parent / "material" / f"decoded-{variant % 2}.pt")
        ours = torch.cat([found.train.pixels, found.test.pixels])
        return "" if torch.equal(ours, expected) else "other images"


def images(place: Path, variant: int) -> tuple[DataSet, list[str]]:
    """The images, and what was warned of."""
    images_of_folders.FEWEST_FOR_CACHE = 1
    source = place.parent / "material" / ("images.zip" if variant % 2 else "images")
    events, warnings = load_data(DataSettings(source="folder", folder=source, side_px=16)), list[str]()
    while True:
        try:
            event: Event = next(events)
        except StopIteration as end:
            return end.value, warnings
        if isinstance(event, Warned):
            warnings.append(str(event.sentence))


def names_in(queue: Queue) -> tuple[str, ...]:
    return tuple(entry.training.name for entry in queue.contents().entries)
