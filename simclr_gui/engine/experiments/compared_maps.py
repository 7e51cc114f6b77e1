"""The maps of several runs that show the same images, and the images themselves."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from simclr_gui.engine.comparison.compared import MapOfRun
from simclr_gui.engine.evaluation.result import read_evaluation
from simclr_gui.engine.events import Event, ImagesChosen, MapComputed, Warned
from simclr_gui.engine.mapping.files import MapFiles
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.runs.run_folder import RunFolder


def maps_of_same_images(paths: Sequence[Path]) -> Iterator[Event]:
    """The images of the first run that has a map; of every run its map of just these, or why there is none."""
    shown: ImagesChosen | None = None
    for path in paths:
        images, drawn, trouble = _map_of(RunFolder(path))
        if shown is None and images is not None and drawn is not None:
            shown = images
            yield images
        if trouble:
            yield MapOfRun(path, None, trouble)
        elif images is None or drawn is None:
            yield MapOfRun(path, None, said("It has no map yet."))
        elif shown is None or not _are_the_same(shown, images):
            yield MapOfRun(path, None, said("Its map shows other images."))
        else:
            yield MapOfRun(path, drawn)


def _map_of(folder: RunFolder) -> tuple[ImagesChosen | None, MapComputed | None, str]:
    """Images, SimCLR's map by UMAP, and what is wrong with either."""
    files = MapFiles(folder)
    if files.are_old(_passed_over(folder)):
        return None, None, said("It was trained further since its map was drawn.")
    first = next(files.read(), None)
    if not isinstance(first, ImagesChosen):
        return None, None, first.sentence if isinstance(first, Warned) else ""
    try:
        return first, files.map("simclr", len(first.labels)), ""
    except UserError as error:
        return first, None, error.in_full


def _passed_over(folder: RunFolder) -> list[str]:
    """What is wrong with the scores is told beside them."""
    try:
        result = read_evaluation(folder)
    except UserError:
        return []
    return [] if result is None else result.files_passed_over


def _are_the_same(ours: ImagesChosen, theirs: ImagesChosen) -> bool:
    return ours.images.shape == theirs.images.shape and bool(np.array_equal(ours.images, theirs.images))
