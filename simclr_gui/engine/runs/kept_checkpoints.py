"""When the network of a run can be looked at, and whether that is what was tested. Loads no torch."""

from collections.abc import Collection, Iterator
from pathlib import Path

from simclr_gui.engine.events import CheckpointsKept, Event
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.manifests import name_of, newest_manifest, readable_manifests
from simclr_gui.engine.runs.run_folder import RunFolder


def kept_checkpoints(folder: RunFolder) -> Iterator[Event]:
    """The steps, from the files; whoever looks at a moment is told what is wrong with them."""
    try:
        steps = [manifest.step for manifest, _ in readable_manifests(folder.checkpoints_dir)]
    except UserError:
        steps = []
    yield CheckpointsKept((0, *(step for step in steps if step)) if any(steps) else ())


def was_trained_beyond(step: int, folder: RunFolder, passed_over: Collection[str] = ()) -> bool:
    """Whether weights are kept that are newer than this: what was measured of that step is not of this network.

    Args:
        passed_over: files of checkpoints that were newer already, but damaged.
    """
    try:
        newest = newest_manifest(folder.checkpoints_dir)
    except UserError:  # nobody can look
        return False
    if newest is None or newest.step <= step:
        return False
    return all(Path(file).stem != name_of(newest.step) for file in passed_over)
