"""Maps of earlier checkpoints: each laid over the next, kept, and drawn once."""

from pathlib import Path

import numpy as np
import pytest

from simclr_gui.engine.events import Announced, CheckpointMapped, MapComputed
from simclr_gui.engine.features.features import FeatureSource
from simclr_gui.engine.mapping.checkpoint_maps import compute_checkpoint_maps
from simclr_gui.engine.mapping.files import MapFiles
from simclr_gui.engine.mapping.umap_layout import umap_layout
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.checkpoints import list_checkpoints
from tests.small import small_config, small_data, train_small


@pytest.fixture
def run(tmp_path: Path) -> RunFolder:
    """A run with two checkpoints at least."""
    folder = RunFolder(tmp_path / "run")
    train_small(folder.path, small_config(budget__epochs=1))
    folder.config_file.write_text(small_config(budget__epochs=2).model_dump_json())
    train_small(folder.path, small_config(budget__epochs=2))
    return folder


def earlier_steps(run: RunFolder) -> list[int]:
    """The beginning and every kept checkpoint but the newest."""
    steps = [manifest.step for manifest, _ in list_checkpoints(run)][:-1]
    assert 4 in steps
    return [0, *steps]


def kept_steps(run: RunFolder, embed: object = umap_layout) -> list[object]:
    source = FeatureSource(run.config(), small_data(), run)
    return list(compute_checkpoint_maps(source, run, embed))  # type: ignore[arg-type]


def test_that_every_kept_checkpoint_and_the_beginning_have_a_map_over_the_newest(run: RunFolder) -> None:
    events = kept_steps(run)
    mapped = [event for event in events if isinstance(event, CheckpointMapped)]
    assert [moment.step for moment in mapped] == earlier_steps(run)[::-1]
    newest = next(e for e in events if isinstance(e, MapComputed) and (e.features, e.method) == ("simclr", "umap"))
    rng = np.random.default_rng(0)
    later = newest.coordinates
    for moment in mapped:
        assert moment.coordinates.shape == (40, 2)
        jump = np.linalg.norm(moment.coordinates - later, axis=1).mean()
        negatives = np.linalg.norm(moment.coordinates[rng.permutation(40)] - later, axis=1).mean()
        assert jump < 0.85 * negatives, "points stay nearer to where they were than to where others were"
        later = moment.coordinates
    assert [moment.step for moment in MapFiles(run).kept_steps(40)] == earlier_steps(run)


def test_that_it_tells_how_many_moments_are_drawn_and_never_that_all_are(run: RunFolder) -> None:
    events = kept_steps(run)
    first = next(place for place, event in enumerate(events) if isinstance(event, CheckpointMapped))
    told = [event for event in events[first:] if isinstance(event, Announced)]
    assert {event.sentence for event in told} == {"Drawing the map as it was"}
    shares = [event.share for event in told if event.share is not None]
    assert shares == sorted(shares) and len(shares) == len(told)
    count = len(earlier_steps(run))
    assert max(shares) == (count - 1) / count


def test_that_moments_are_drawn_once(run: RunFolder) -> None:
    kept_steps(run)

    def never(_task: object) -> object:
        pytest.fail("drawn again")

    shown = [event.step for event in kept_steps(run, never) if isinstance(event, CheckpointMapped)]
    assert shown == earlier_steps(run), "those of before, from their files"
