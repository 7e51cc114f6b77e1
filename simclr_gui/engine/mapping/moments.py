"""SimCLR's map at every kept checkpoint, each laid over the next, so that points move instead of jump."""

from collections.abc import Iterator

import numpy as np

from simclr_gui.engine.checkpoints import list_checkpoints
from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import Announced, Event, MomentMapped
from simclr_gui.engine.features import FeatureSource
from simclr_gui.engine.mapping.drawing import Embed, draw_maps
from simclr_gui.engine.mapping.faithfulness import faithfulness
from simclr_gui.engine.mapping.files import MapFiles
from simclr_gui.engine.mapping.layouts import aligned, find_space, layout_task
from simclr_gui.engine.mapping.settings import MapSettings
from simclr_gui.engine.run_folder import RunFolder
from simclr_gui.engine.sentences import said


def draw_moments(
    source: FeatureSource, folder: RunFolder, embed: Embed, settings: MapSettings | None = None
) -> Iterator[Event]:
    """Draws the maps first where they are missing, then one of each earlier checkpoint and of the beginning.

    It goes back in time from the map of the newest: each starts where the points lie a moment later, and is turned
    and scaled to lie over it. What was drawn before is kept.

    Raises:
        UserError: no checkpoint, too few pictures, or a damaged file.
    """
    settings = settings or MapSettings()
    files = MapFiles(folder)
    yield from draw_maps(source, folder, embed, settings)
    _, newest = source.trained()
    count = min(settings.points, len(source.data.test))
    latest = files.map("simclr", count)
    if latest is None:
        raise UserError(said("{folder} has lost a map meanwhile.", folder=folder.maps_dir), "Draw the maps again.")
    there = {moment.step: moment for moment in files.moments(count)}
    checkpoints = {manifest.step: (manifest, file) for manifest, file in list_checkpoints(folder)}
    later = latest.coordinates
    steps = sorted({0, *checkpoints} - {newest.step}, reverse=True)
    for number, step in enumerate(steps):
        if step in there:
            later = there[step].coordinates
            continue
        yield Announced("Drawing the map as it was", number / len(steps))
        if step == 0:
            features = (yield from source.untrained()).test
        else:
            features = yield from source.at_moment(*checkpoints[step])
        space = yield from find_space(features[:count], settings.neighbours, said("Finding earlier neighbours"))
        coordinates = aligned(embed(layout_task(space, settings, later)), later)
        kept, _ = yield from faithfulness(space, coordinates)
        moment = MomentMapped(step, coordinates, kept)
        files.keep_moment(moment, np.arange(count))
        yield moment
        later = coordinates
