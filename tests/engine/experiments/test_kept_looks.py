"""Pairs and feature maps that are kept with the run."""

import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import numpy as np
import pytest

from simclr_gui.engine.events import Event, PairsTaken
from simclr_gui.engine.experiments import run_inspector
from simclr_gui.engine.experiments.kept_looks import LOOKS_FILE, Looks, kept_looks, looks_of
from simclr_gui.engine.experiments.run_inspector import RunInspector
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.small import SMALL, small_config, small_data, train_small


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    train_small(tmp_path / "run")
    return RunFolder(tmp_path / "run")


def played(events: Generator[Event, None, Looks]) -> Looks:
    while True:
        try:
            next(events)
        except StopIteration as end:
            return end.value


def test_that_they_are_what_the_network_says_and_come_back_the_same(folder: RunFolder) -> None:
    assert kept_looks(folder) is None
    taken = played(looks_of(folder, small_data()))
    (pairs,) = [event for event in RunInspector(folder).pair(count=6) if isinstance(event, PairsTaken)]
    kept = kept_looks(folder)
    for looks in (taken, kept):
        assert (looks.pairs.image_index, looks.pairs.rank, looks.pairs.others) == (
            pairs.image_index,
            pairs.rank,
            pairs.others,
        )
        assert looks.pairs.cosine == pytest.approx(pairs.cosine, abs=1e-6)
        assert np.array_equal(looks.pairs.second, pairs.second)
        stages = [each.layer.partition(".")[0] for each in looks.layers]
        assert stages == ["stem", "layer1", "layer2", "layer3", "layer4"]
    assert np.array_equal(kept.image, small_data().test.pixels[0].permute(1, 2, 0).numpy())
    for one, other in zip(taken.layers, kept.layers, strict=True):
        assert np.array_equal(one.maps, other.maps)


def test_that_the_network_is_not_asked_twice(folder: RunFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    first = played(looks_of(folder))
    monkeypatch.setattr(run_inspector, "RunInspector", None)
    assert played(looks_of(folder)).pairs.rank == first.pairs.rank


def test_that_those_of_an_earlier_checkpoint_are_taken_anew(folder: RunFolder) -> None:
    first = played(looks_of(folder))
    (folder.path / "config.json").unlink()
    (folder.path / "events.jsonl").unlink()
    train_small(folder.path, small_config(budget__epochs=3))
    assert kept_looks(folder) is None
    assert played(looks_of(folder)).pairs.step > first.pairs.step


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 no zip", None])
def test_that_damaged_ones_are_taken_anew(folder: RunFolder, damage: bytes | None) -> None:
    played(looks_of(folder))
    file = folder.path / LOOKS_FILE
    file.write_bytes(file.read_bytes()[:-200] if damage is None else damage)
    assert kept_looks(folder) is None
    played(looks_of(folder))
    assert kept_looks(folder) is not None


def test_that_a_run_without_a_checkpoint_has_none(tmp_path: Path) -> None:
    folder = RunFolder.create(tmp_path / "run", SMALL)
    assert kept_looks(folder) is None
    with pytest.raises(UserError, match="checkpoint"):
        played(looks_of(folder))


def test_that_a_report_of_a_mapped_run_loads_no_torch(folder: RunFolder, tmp_path: Path) -> None:
    played(looks_of(folder))
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from simclr_gui.engine.sharing.report import write_html\n"
        "list(write_html([Path(sys.argv[1])], Path(sys.argv[2])))\n"
        "print('torch' in sys.modules)\n"
    )
    command = [sys.executable, "-c", program, str(folder.path), str(tmp_path / "report.html")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.split() == ["False"]
    assert "What the network sees" in (tmp_path / "report.html").read_text()
