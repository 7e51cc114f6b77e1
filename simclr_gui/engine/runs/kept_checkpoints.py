"""When the network of a run can be looked at: before its training, and at every kept checkpoint. Loads no torch."""

from collections.abc import Iterator

from simclr_gui.engine.events import CheckpointsKept, Event
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.manifests import readable_manifests
from simclr_gui.engine.runs.run_folder import RunFolder


def kept_checkpoints(folder: RunFolder) -> Iterator[Event]:
    """The steps, from the files; whoever looks at a moment is told what is wrong with them."""
    try:
        steps = [manifest.step for manifest, _ in readable_manifests(folder.checkpoints_dir)]
    except UserError:
        steps = []
    yield CheckpointsKept((0, *(step for step in steps if step)) if any(steps) else ())
