"""SimCLR's map at every kept checkpoint, each laid over the next, so that points move instead of jump."""

from collections.abc import Generator, Iterator

import numpy as np

from simclr_gui.engine.events import Announced, CheckpointMapped, Event, Floats
from simclr_gui.engine.features.features import FeatureSource
from simclr_gui.engine.mapping.begun_layouts import Embed
from simclr_gui.engine.mapping.computation import compute_maps
from simclr_gui.engine.mapping.faithfulness import faithfulness
from simclr_gui.engine.mapping.files import MapFiles
from simclr_gui.engine.mapping.layouts import aligned, find_space, layout_task
from simclr_gui.engine.mapping.settings import MapSettings
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.checkpoints import list_checkpoints

SENTENCE = said("Drawing the map as it was")


def compute_checkpoint_maps(
    source: FeatureSource, folder: RunFolder, embed: Embed, settings: MapSettings | None = None
) -> Iterator[Event]:
    """Draws the maps first where they are missing, then one of each earlier checkpoint and of the beginning.

    It goes back in time from the map of the newest: each starts where the points lie a moment later, and is turned
    and scaled to lie over it. What was drawn before is kept.

    Raises:
        UserError: no checkpoint, too few images, or a damaged file.
    """
    settings = settings or MapSettings()
    files = MapFiles(folder)
    yield from compute_maps(source, folder, embed, settings)
    _, newest = source.trained()
    count = min(settings.points, len(source.data.test))
    latest = files.map("simclr", count)
    if latest is None:
        raise UserError(said("{folder} has lost a map meanwhile.", folder=folder.maps_dir), "Draw the maps again.")
    there = {moment.step: moment for moment in files.kept_steps(count)}
    checkpoints = {manifest.step: (manifest, file) for manifest, file in list_checkpoints(folder)}
    later = latest.coordinates
    steps = sorted({0, *checkpoints} - {newest.step}, reverse=True)
    for number, step in enumerate(steps):
        if step in there:
            later = there[step].coordinates
            continue
        done = Announced(SENTENCE, number / len(steps))
        yield done
        features = _untrained(source) if step == 0 else source.at_checkpoint(*checkpoints[step])
        moment = yield from _told_as(done, _drawn(step, features, count, embed, settings, later))
        files.keep_map(moment, np.arange(count))
        yield moment
        later = moment.coordinates


def _untrained(source: FeatureSource) -> Generator[Announced, None, Floats]:
    return (yield from source.untrained()).test


def _drawn(
    step: int,
    features: Generator[Announced, None, Floats],
    count: int,
    embed: Embed,
    settings: MapSettings,
    later: Floats,
) -> Generator[Announced, None, CheckpointMapped]:
    """The map of a moment, laid over that of a later one."""
    found = (yield from features)[:count]
    space = yield from find_space(found, settings.neighbours, SENTENCE)
    coordinates = aligned(embed(layout_task(space, settings, later)), later)
    kept, _ = yield from faithfulness(space, coordinates)
    return CheckpointMapped(step, coordinates, kept)


def _told_as(
    done: Announced, work: Generator[Announced, None, CheckpointMapped]
) -> Generator[Announced, None, CheckpointMapped]:
    """Of many moments it is told how many are drawn, not how far each part of each has come."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            moment: CheckpointMapped = end.value
            return moment
        yield done
