"""What the engine is asked to do: a function for each piece of work, which loads what it needs when it is called.

torch, scikit-learn and the files of the engine that use them are imported here and nowhere nearer to the window, most
of them on the thread of the stream. Whatever is returned is a stream of events, or an object whose methods give one.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from simclr_gui.engine.config.settings import DataSettings, TrainingConfig
from simclr_gui.engine.events import AlbumOpened, Event, RunEnded, RunStarted, ShotsRead
from simclr_gui.engine.events.sharing import EncoderExported, FileWritten
from simclr_gui.engine.exchange.corrections import Corrections
from simclr_gui.engine.exchange.export_kinds import EXPORT_KINDS
from simclr_gui.engine.listing.run_list import RunList
from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.messages.errors import Changes, UserError
from simclr_gui.engine.planning import queue_outlook, series_outlook
from simclr_gui.engine.planning.cautions import cautions
from simclr_gui.engine.planning.foresight import Foreseen
from simclr_gui.engine.planning.planner import outlook
from simclr_gui.engine.planning.queue import Queue, has_begun
from simclr_gui.engine.planning.queue_entry import QueueEntry
from simclr_gui.engine.planning.series_outlook import TypedGrid
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.places import runs_dir
from simclr_gui.engine.training.control import Control
from simclr_gui.jobs.reading_process import reading_ahead

if TYPE_CHECKING:
    from simclr_gui.engine.augmentation.preview import AugmentationPreview
    from simclr_gui.engine.experiments.run_evaluator import RunEvaluator
    from simclr_gui.engine.experiments.run_inspector import RunInspector
    from simclr_gui.engine.experiments.sharp_test_images import SharpTestImages
    from simclr_gui.engine.lessons.demonstrator import Demonstrator
    from simclr_gui.engine.mapping.begun_layouts import Embed
    from simclr_gui.engine.observers import FeatureMapObserver, SimilarityObserver
    from simclr_gui.engine.planning.needs import Needs
    from simclr_gui.engine.sharing.document import Report
    from simclr_gui.engine.sharing.wording import Speak
    from simclr_gui.engine.training.observer import Observer
    from simclr_gui.jobs.umap_process import UmapProcess

FIRST_SHOTS = 20  # at once, without waiting to be asked for: somebody looks at an empty place

ShouldLeave = Callable[[], bool]


# Training


def train(
    config: TrainingConfig,
    run_dir: Path,
    control: Control,
    embed: "Embed",
    observers: "Sequence[Observer]",
    *,
    downloads: bool,
    parent: Path | None = None,
) -> Iterator[Event]:
    """Trains a new run, from the weights of `parent` or random ones, then evaluates and maps it."""
    from simclr_gui.engine.experiments.experiment import experiment

    return experiment(config, run_dir, control, embed, observers, downloads=downloads, parent=parent)


def resume(run_dir: Path, control: Control, embed: "Embed", observers: "Sequence[Observer]") -> Iterator[Event]:
    """The curves of a run so far, then what is still to come."""
    from simclr_gui.engine.experiments.experiment import resumed
    from simclr_gui.engine.experiments.replay import replay_curves

    yield from _as_resumed(replay_curves(RunFolder.open(run_dir)))
    yield from resumed(run_dir, control, embed, observers)


def train_queued(
    entry: QueueEntry, control: Control, embed: "Embed", observers: "Sequence[Observer]"
) -> Iterator[Event]:
    """Trains what the queue gave out, then evaluates and maps it; of what had begun the curves so far come first."""
    from simclr_gui.engine.experiments.queued_training import queued_training
    from simclr_gui.engine.experiments.replay import replay_curves

    if has_begun(entry) and entry.run_dir is not None:
        yield from _as_resumed(replay_curves(RunFolder.open(entry.run_dir)))
    yield from queued_training(entry, control, embed, observers)


def _as_resumed(events: Iterator[Event]) -> Iterator[Event]:
    """That it once began and ended is past."""
    return (event for event in events if not isinstance(event, (RunStarted, RunEnded)))


def open_queue() -> Queue:
    """The trainings that wait on this machine."""
    return Queue()


def chosen_observers() -> "tuple[FeatureMapObserver, SimilarityObserver]":
    """Those that watch what a person looks at."""
    from simclr_gui.engine.observers import FeatureMapObserver, SimilarityObserver

    return FeatureMapObserver(), SimilarityObserver()


def further_observers(umap: "UmapProcess | None") -> "list[Observer]":
    """Those that watch in every training; the live map where there is a process that lays it out."""
    from simclr_gui.engine.observers import LiveMapObserver, PairObserver, lasting_observers

    return [PairObserver(), *([LiveMapObserver(umap)] if umap is not None else []), *lasting_observers()]


def check_model(config: TrainingConfig) -> Iterator[Event]:
    """What a run with these settings would be like."""
    from simclr_gui.engine.training import model_check

    return model_check.check_model(config)


def foresee(
    config: TrainingConfig, train_images: int | None, runs: Sequence[RunSummary], *, asks_machine: bool
) -> Iterator[Event]:
    """What is known of a training before it starts; `asks_machine` for memory and disk, which loads torch."""
    known = outlook(config, train_images, runs)
    yield Foreseen(config, known, cautions(config, known, _needs_of(config) if asks_machine else None))


def foresee_series(recipe: str, config: TrainingConfig, over: TypedGrid, runs: Sequence[RunSummary]) -> Iterator[Event]:
    """What a recipe makes of these settings, and what is known of each training."""
    return series_outlook.foresee_series(recipe, config, over, runs)


def foresee_queue(entries: Sequence[QueueEntry], runs: Sequence[RunSummary]) -> Iterator[Event]:
    """How long what waits will take."""
    return queue_outlook.foresee_queue(entries, runs)


def _needs_of(config: TrainingConfig) -> "Needs | None":
    from simclr_gui.engine.planning.costs import needs_of

    try:
        return needs_of(config, runs_dir())
    except UserError:  # such as a device that this machine has not: Start tells it
        return None


# Earlier runs


def open_run_list() -> RunList:
    """Lists the runs of this machine."""
    return RunList()


def follow(run_dir: Path, should_leave: ShouldLeave) -> Iterator[Event]:
    """A run as it was trained; one that another process trains to its end."""
    from simclr_gui.engine.experiments import replay

    folder = RunFolder.open(run_dir)
    with reading_ahead(folder.events_file) as read_on:
        yield from replay.follow(folder, should_leave, read_on)


def replay_curves(run_dir: Path) -> Iterator[Event]:
    """What the training of a run told."""
    from simclr_gui.engine.experiments import replay

    folder = RunFolder.open(run_dir)
    with reading_ahead(folder.events_file) as read_on:
        yield from replay.replay_curves(folder, read_on)


def replay_predictions(run_dir: Path) -> Iterator[Event]:
    """The scores and maps of a run."""
    from simclr_gui.engine.experiments import replay

    return replay.replay_predictions(RunFolder.open(run_dir))


def name_place(run_dir: Path, place: Path) -> None:
    """Writes down where the images of a run lie now; UserError where that cannot be written."""
    from simclr_gui.engine.experiments import run_images

    run_images.name_place(RunFolder.open(run_dir), place)


def open_inspector(run_dir: Path) -> "RunInspector":
    """Looks at the network of a run."""
    from simclr_gui.engine.experiments.run_inspector import RunInspector

    return RunInspector(RunFolder(run_dir))


def open_evaluator(run_dir: Path, embed: "Embed") -> "RunEvaluator":
    """Scores a run and draws its maps."""
    from simclr_gui.engine.experiments.run_evaluator import RunEvaluator

    return RunEvaluator(RunFolder(run_dir), embed)


def evaluate(
    run_evaluator: "RunEvaluator",
    *,
    pca_components: int | None = None,
    supervised: bool = False,
    layers: bool = False,
    few_labels: bool = False,
) -> Iterator[Event]:
    """What is asked for beyond what is known; see `engine.evaluation.evaluation.EvaluationOptions`."""
    from simclr_gui.engine.evaluation.evaluation import EvaluationOptions
    from simclr_gui.engine.features.features import PCA_COMPONENTS

    components = PCA_COMPONENTS if pca_components is None else pca_components
    return run_evaluator.evaluate(
        EvaluationOptions(components, supervised=supervised, layers=layers, few_labels=few_labels)
    )


def open_sharp_images(run_dir: Path) -> "SharpTestImages":
    """The test images of a run as sharp as their files are."""
    from simclr_gui.engine.experiments.sharp_test_images import SharpTestImages

    return SharpTestImages(RunFolder(run_dir))


# Handing runs on


def make_report(paths: Sequence[Path], speak: "Speak", language: str) -> "Generator[Event, None, Report]":
    """The report of a run, or of several beside each other."""
    from simclr_gui.engine.sharing import report

    return (yield from report.make_report(paths, speak, language))


def write_html_report(paths: Sequence[Path], file: Path, speak: "Speak", language: str) -> Iterator[Event]:
    """The same as an HTML file."""
    from simclr_gui.engine.sharing import report

    return report.write_html(paths, file, speak, language)


def export_run(run_dir: Path, kind: str, output: Path, moved_to: Path | None = None) -> Iterator[Event]:
    """A run in one of the forms of `engine.exchange.export_kinds`; EncoderExported comes last."""
    if kind != "zip":
        from simclr_gui.engine.exchange.exporting import export_encoder

        yield from export_encoder(run_dir, kind, output, moved_to)
        return
    from simclr_gui.engine.sharing import run_archive

    for event in run_archive.export_run(RunFolder.open(run_dir), output):
        if not isinstance(event, FileWritten):
            yield event
    yield EncoderExported(output, (output,), EXPORT_KINDS[kind].opens_with, "")


def unpack_run(archive: Path) -> Iterator[Event]:
    """A run that came as a zip, among the runs of this machine."""
    from simclr_gui.engine.sharing import run_archive
    from simclr_gui.engine.storage.places import runs_dir

    return run_archive.unpacked_run(archive, runs_dir())


def recognise_encoder(file: Path, corrections: Corrections) -> Iterator[Event]:
    """What an encoder of another program is."""
    from simclr_gui.engine.exchange import importing

    return importing.recognise_encoder(file, corrections)


def import_encoder(file: Path, data: Changes, corrections: Corrections) -> Iterator[Event]:
    """An encoder of another program as a run, among the runs of this machine."""
    from simclr_gui.engine.exchange import importing

    return importing.import_encoder(file, None, data, corrections)


# Several runs


def compare_runs(run_dirs: Sequence[Path]) -> Iterator[Event]:
    """Scores, settings that differ, and every pair's difference."""
    from simclr_gui.engine.comparison.run_comparison import comparison_of

    return comparison_of(run_dirs)


def find_images_known_by_one(first: Path, second: Path) -> Iterator[Event]:
    """What each of two runs recognises and the other mistakes."""
    from simclr_gui.engine.comparison.run_comparison import images_known_by_one

    return images_known_by_one(first, second)


def read_maps_of_same_images(run_dirs: Sequence[Path]) -> Iterator[Event]:
    """The maps of several runs that show the same images."""
    from simclr_gui.engine.experiments.compared_maps import maps_of_same_images

    return maps_of_same_images(run_dirs)


def read_curves_from(run_dir: Path, place: int) -> Iterator[Event]:
    """What the training of a run has told since this place of its events, as far as it is written."""
    from simclr_gui.engine.experiments import replay

    folder = RunFolder.open(run_dir)
    if place:
        yield from replay.curves_from(folder, place)
        return
    with reading_ahead(folder.events_file) as read_on:
        yield from replay.curves_from(folder, place, read_on)


# The chosen data


def look_through(settings: DataSettings, should_leave: ShouldLeave) -> Iterator[Event]:
    """What the chosen folder holds."""
    from simclr_gui.engine.datasets.folder.overview import overview

    return overview(settings, should_leave)


def open_album(settings: DataSettings) -> Iterator[Event]:
    """The chosen data to be looked at, and the first of their images."""
    from simclr_gui.engine.datasets.albums.opening import opened_album

    for event in opened_album(settings):
        yield event
        if isinstance(event, AlbumOpened):
            yield from read_album(event, range(min(FIRST_SHOTS, event.train)))


def read_album(album: AlbumOpened, numbers: Sequence[int]) -> Iterator[Event]:
    """Some of its images."""
    yield ShotsRead(dict(zip(numbers, album.read(list(numbers)), strict=True)))


def find_copies(album: AlbumOpened, should_leave: ShouldLeave) -> Iterator[Event]:
    """Which of its images are there more than once."""
    from simclr_gui.engine.datasets.albums.copies import copies_in

    return copies_in(album, should_leave)


def open_preview() -> "AugmentationPreview":
    """Draws views of single images."""
    from simclr_gui.engine.augmentation.preview import AugmentationPreview

    return AugmentationPreview()


def inspect_views(
    preview: "AugmentationPreview", config: TrainingConfig, number: int, draw: int, file: Path | None
) -> Iterator[Event]:
    """The views that the settings draw of one image; see `engine.augmentation.preview.PreviewImage`."""
    from simclr_gui.engine.augmentation.preview import PreviewImage

    return preview.inspect(config, PreviewImage(number, draw, file))


# Lessons


def open_demonstrator(config: TrainingConfig, run_dir: Path | None) -> "Demonstrator":
    """Shows ideas on the network of a run, or on an untrained one."""
    from simclr_gui.engine.lessons.demonstrator import Demonstrator

    return Demonstrator(config, run_dir)


class LessonModule:
    """The functions of a module of `engine.lessons`, which is loaded when one is called: on the thread of the stream.

    A page imports the module itself under TYPE_CHECKING and has this of the same name otherwise, so that every call is
    checked and nothing heavy is loaded with the window.
    """

    def __init__(self, name: str) -> None:
        self._name = f"simclr_gui.engine.lessons.{name}"

    def __getattr__(self, name: str) -> Callable[..., object]:
        if name.startswith("__"):  # whoever only looks at what this is finds an object like any other
            raise AttributeError(name)

        def call(*given: object, **named: object) -> object:
            function: Callable[..., object] = getattr(import_module(self._name), name)
            return function(*given, **named)

        return call
