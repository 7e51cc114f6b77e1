"""Everything that can be asked of a trained run: scores, maps, earlier maps, where an image lands."""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path

from simclr_gui.engine.datasets.data_record import LevelScale
from simclr_gui.engine.datasets.folder.decoding import NoImage, decode, decode_content, read_content
from simclr_gui.engine.datasets.images import DataSet
from simclr_gui.engine.evaluation.evaluation import EvaluationOptions, evaluate
from simclr_gui.engine.evaluation.linear_evaluation import LinearClassifier
from simclr_gui.engine.evaluation.scores import scored
from simclr_gui.engine.events import Event, Pixels, Warned
from simclr_gui.engine.experiments.kept_looks import looks_of
from simclr_gui.engine.experiments.run_images import images_of
from simclr_gui.engine.features.features import FeatureSource
from simclr_gui.engine.mapping.begun_layouts import BegunLayouts, Embed
from simclr_gui.engine.mapping.checkpoint_maps import compute_checkpoint_maps
from simclr_gui.engine.mapping.computation import are_drawn, compute_maps
from simclr_gui.engine.mapping.out_of_sample import place_query_image
from simclr_gui.engine.mapping.settings import FEWEST_POINTS, MapSettings
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import counted, said
from simclr_gui.engine.runs.run_folder import RunFolder

SEEN_SIDE_PX = 256  # of an image from outside as people see it


class RunEvaluator:
    """Answers questions about one run; its images and features are read once and kept.

    Every question raises UserError where the run is being trained, has no checkpoint, or is damaged.

    Args:
        data: the run's images where they are in memory already.
        moved_to: where the images lie now, if that is not where they lay when the run began.
    """

    def __init__(
        self, folder: RunFolder, embed: Embed, data: DataSet | None = None, moved_to: Path | None = None
    ) -> None:
        self.folder = folder
        self._moved_to = moved_to
        self._embed, self._data = embed, data
        self._source: FeatureSource | None = None
        self._classifier: LinearClassifier | None = None

    def evaluate(self, options: EvaluationOptions | None = None) -> Iterator[Event]:
        """See `evaluation.evaluation`."""
        source = yield from self._opened()
        yield from _warned(source, evaluate(source, self.folder, options))

    def compute_maps(self, settings: MapSettings | None = None) -> Iterator[Event]:
        """See `mapping.computation`."""
        source = yield from self._opened()
        yield from _warned(source, compute_maps(source, self.folder, self._embed, settings))
        yield from self._looks(source)

    def compute_checkpoint_maps(self, settings: MapSettings | None = None) -> Iterator[Event]:
        """See `mapping.kept_steps`."""
        source = yield from self._opened()
        yield from _warned(source, compute_checkpoint_maps(source, self.folder, self._embed, settings))

    def evaluate_and_map(self, should_leave: Callable[[], bool]) -> Iterator[Event]:
        """Scores, where there are classes to tell apart, and maps, which are laid out while scores are computed."""
        source = yield from self._opened()
        settings = MapSettings()
        can_be_mapped = len(source.data.test) >= FEWEST_POINTS
        with closing(BegunLayouts(source, self._embed, settings)) as layouts:
            if can_be_mapped and not are_drawn(source, self.folder, settings):
                yield from layouts.begin_all()
            yield from self._scores_where_there_are_classes(source)
            if not can_be_mapped:
                yield _too_few_for_maps(len(source.data.test))
            elif not should_leave():
                yield from _warned(source, compute_maps(source, self.folder, self._embed, settings, layouts))
                yield from self._looks(source)

    def _looks(self, source: FeatureSource) -> Iterator[Event]:
        """Pairs and feature maps of the newest checkpoint, kept for whoever reads of the run without torch."""
        yield from looks_of(self.folder, source.data)

    def _scores_where_there_are_classes(self, source: FeatureSource) -> Iterator[Event]:
        if source.data.can_be_scored:
            yield from self.evaluate()
        elif source.data.has_classes:
            yield Warned(said("Nothing is scored: fewer than two classes have training images."))

    def place(self, image: bytes | Path, points: int) -> Iterator[Event]:
        """Where an image lands on the maps, which have `points` points; a file, or the content of one.

        Raises:
            UserError: it is no image.
        """
        source = yield from self._opened()
        scale = source.data.record.scale if source.data.record else None
        pixels, seen = decoded_image(image, source.data.test.side_px, scale)
        if self._classifier is None and source.data.can_be_scored:
            features = yield from source.simclr()
            self._classifier = (yield from scored(features, source.data, source.title)).classifier
        yield (yield from place_query_image(source, self.folder, pixels, seen, points, self._classifier))

    def _opened(self) -> Generator[Event, None, FeatureSource]:
        self.folder.require_nobody_trains_here()
        self.folder.sweep()
        if self._data is None:
            self._data = yield from images_of(self.folder, moved_to=self._moved_to)
        if self._source is None or not self._source.is_of_the_newest():
            self._source = FeatureSource(self.folder.config(), self._data, self.folder)
            self._classifier = None
        return self._source


def _too_few_for_maps(count: int) -> Warned:
    return Warned(
        counted(
            "The maps are left out: 1 test image is too few, {needed} are needed.",
            "The maps are left out: {count} test images are too few, {needed} are needed.",
            count=count,
            needed=FEWEST_POINTS,
        )
    )


def _warned(source: FeatureSource, events: Iterator[Event]) -> Iterator[Event]:
    """Passes events on; says once that the newest checkpoint could not be used."""
    is_told = False
    for event in events:
        if source.warning is not None and not is_told:
            is_told = True
            yield Warned(source.warning)
        yield event


def decoded_image(image: bytes | Path, side_px: int, scale: LevelScale | None) -> tuple[Pixels, Pixels]:
    """For the network, and for people.

    A deep image is drawn by the scale of the run's own, else it would be darker or brighter than they were.
    """
    try:
        content = image if isinstance(image, bytes) else read_content(image)
        seen = decode(content, max(side_px, SEEN_SIDE_PX), scale, enlarges=False).pixels
        return decode_content(content, side_px, scale), seen
    except NoImage as error:
        name = said("What was pasted") if isinstance(image, bytes) else image.name
        raise UserError(
            said("{name} cannot be placed on the map: it is {reason}.", name=name, reason=error.reason),
            "Take an image.",
        ) from None
