"""The list of runs: only what is new or changed is read, and an index that cannot be used costs no more than time."""

import errno
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.evaluation.result import write_evaluation
from simclr_gui.engine.evaluation.seed_summary import with_seed
from simclr_gui.engine.listing import known_run, known_settings, run_index, run_list
from simclr_gui.engine.listing.run_index import index_file
from simclr_gui.engine.listing.run_list import RunList
from simclr_gui.engine.listing.run_summary import RunsListed, RunSummary
from simclr_gui.engine.messages.sentences import Sentence
from simclr_gui.engine.runs.about import About, write_about
from simclr_gui.engine.runs.run_folder import RunFolder
from tests.small import SMALL, evaluated
from tests.state.test_state import RESULT


def listed(runs: RunList) -> dict[str, RunSummary]:
    *_, last = runs.listed()
    assert isinstance(last, RunsListed)
    return {run.path.name: run for run in last.runs}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the folders that were read; what was written just now can be told from a later change."""
    monkeypatch.setattr(known_run, "SECONDS_UNTIL_STAMPS_TELL", -1.0)
    names: list[str] = []
    whole = run_list.read_run

    def noted(path: Path, stamps: known_run.Stamps) -> known_run.KnownRun:
        names.append(path.name)
        return whole(path, stamps)

    monkeypatch.setattr(run_list, "read_run", noted)
    return names


@pytest.fixture
def runs(home: Path) -> Path:
    for name in ("a", "b"):
        folder = RunFolder.create(home / "runs" / name, SMALL)
        folder.write_status("stopped")
    return home / "runs"


def test_that_the_next_program_reads_no_folder_and_lists_the_same(runs: Path, read: list[str]) -> None:
    before = listed(RunList())
    assert (list(before), sorted(read)) == (["b", "a"], ["a", "b"])
    read.clear()
    after = listed(RunList())
    assert (after, read) == (before, [])
    assert after["a"].config == SMALL
    assert after["a"].config_json is after["b"].config_json, "what is made of settings is found again by their text"
    budgets = [run.budget for run in (before["a"], after["a"])]
    assert [budget.words for budget in budgets if isinstance(budget, Sentence)] == ["{count:,} epochs"] * 2


def test_that_a_second_list_reads_nothing_and_keeps_its_lines(runs: Path, read: list[str]) -> None:
    kept = RunList()
    before = listed(kept)
    read.clear()
    assert listed(kept)["a"] is before["a"]
    assert read == []


@pytest.mark.parametrize("is_same_program", [True, False])
def test_that_only_what_changed_is_read_again(runs: Path, read: list[str], *, is_same_program: bool) -> None:
    kept = RunList()
    assert listed(kept)["a"].linear is None
    read.clear()
    write_evaluation(RunFolder(runs / "a"), evaluated(RESULT))
    assert listed(kept if is_same_program else RunList())["a"].linear == 0.9
    assert read == ["a"]


def test_that_a_new_run_is_listed_and_one_that_is_gone_is_not(runs: Path, read: list[str]) -> None:
    kept = RunList()
    listed(kept)
    read.clear()
    RunFolder.create(runs / "c", SMALL)
    (runs / "b").rename(runs.parent / "elsewhere")
    assert list(listed(kept)) == ["c", "a"]
    assert read == ["c"]
    read.clear()
    assert list(listed(RunList())) == ["c", "a"]
    assert read == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"stopped", b"running"),
        lambda content: content.replace(b'"program": "', b'"program": "0.0.'),
        lambda content: content.replace(b"/runs", b"/sums"),
        lambda _: b"\x00" * 1_000,
        lambda _: b"[" * 100_000,
    ],
)
def test_that_a_damaged_foreign_or_older_index_is_made_anew(
    runs: Path, read: list[str], spoil: Callable[[bytes], bytes]
) -> None:
    before = listed(RunList())
    whole = index_file().read_bytes()
    index_file().write_bytes(spoil(whole))
    read.clear()
    assert listed(RunList()) == before
    assert sorted(read) == ["a", "b"]
    assert index_file().read_bytes() == whole


def test_that_an_index_that_cannot_be_written_costs_only_time(
    runs: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(run_index, "write_bytes_atomically", full)
    before = listed(RunList())
    assert not index_file().exists()
    assert listed(RunList()) == before
    assert len(read) == 4


def test_that_a_file_in_the_place_of_the_cache_costs_only_time(runs: Path, home: Path) -> None:
    (home / "cache").write_text("a file")
    assert list(listed(RunList())) == ["b", "a"]


def test_that_the_index_is_written_only_where_something_changed(
    runs: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    whole = run_list.write_index

    def noted(file: Path, place: str, known: run_index.Runs) -> None:
        written.append(len(known))
        whole(file, place, known)

    monkeypatch.setattr(run_list, "write_index", noted)
    kept = RunList()
    listed(kept)
    listed(kept)
    listed(RunList())
    assert written == [2]


def test_that_two_programs_which_write_in_turn_both_list_everything(runs: Path, read: list[str]) -> None:
    one, other = RunList(), RunList()
    listed(one)
    RunFolder.create(runs / "c", SMALL)
    listed(other)
    RunFolder.create(runs / "d", SMALL)
    assert list(listed(one)) == list(listed(other)) == list(listed(RunList())) == ["d", "c", "b", "a"]


def test_that_a_file_written_a_moment_ago_is_read_again(runs: Path) -> None:
    """Its stamps may be the same after a further change."""
    kept = RunList()
    listed(kept)
    content = (runs / "a" / "status.json").read_text()
    about = (runs / "a" / "status.json").stat()
    (runs / "a" / "status.json").write_text(content.replace('"stopped"', '"failed" '))
    os.utime(runs / "a" / "status.json", ns=(about.st_atime_ns, about.st_mtime_ns))
    assert listed(kept)["a"].state == "failed"
    assert not index_file().exists() or b"failed" not in index_file().read_bytes()


def test_that_a_process_that_ended_without_a_word_is_noticed_though_no_file_changed(
    runs: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    RunFolder(runs / "a").write_status("running")
    kept = RunList()
    assert listed(kept)["a"].state == "running"
    read.clear()
    monkeypatch.setattr("simclr_gui.engine.runs.run_status.process_exists", lambda _pid: False)
    assert listed(kept)["a"].state == "lost"
    assert listed(RunList())["a"].state == "lost"
    assert read == []


def test_that_what_could_not_be_read_is_tried_again(runs: Path, read: list[str]) -> None:
    kept = RunList()
    (runs / "a" / "config.json").write_text("{")
    (runs / "b" / "evaluation.json").write_text("{")
    before = listed(kept)
    assert (before["a"].state, before["a"].config, bool(before["b"].trouble)) == ("damaged", None, True)
    read.clear()
    listed(kept)
    assert sorted(read) == ["a", "b"]


def test_that_a_long_list_says_how_far_it_is(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_list, "SECONDS_BETWEEN_WORDS", 0.0)
    words: list[Any] = [event for event in RunList().listed() if not isinstance(event, RunsListed)]
    assert [(word.sentence, word.share) for word in words] == [("Reading runs: 1 of 2", 0.5)]


def test_that_settings_which_many_runs_have_are_looked_at_once(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    RunFolder.create(runs / "c", with_seed(SMALL, 5))
    known_settings._found.cache_clear()
    looked_at: list[int] = []
    whole = known_settings.differences_from_preset

    def noted(config: TrainingConfig) -> str:
        looked_at.append(config.machine.seed)
        return whole(config)

    monkeypatch.setattr(known_settings, "differences_from_preset", noted)
    found = listed(RunList())
    assert sorted(looked_at) == [0, 5]
    assert [found[name].seed for name in "abc"] == [0, 0, 5]
    assert found["a"].siblings == found["b"].siblings == found["c"].siblings != ""


def test_that_runs_of_more_than_a_block_keep_their_own_settings(
    runs: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_index, "RUNS_IN_A_BLOCK", 2)
    for seed, name in enumerate("cdef", 5):
        RunFolder.create(runs / name, with_seed(SMALL, seed))
    before = listed(RunList())
    read.clear()
    after = listed(RunList())
    assert (after, read) == (before, [])
    assert [run.config.machine.seed for run in after.values() if run.config] == [8, 7, 6, 5, 0, 0]
    assert len(index_file().read_bytes().splitlines()) == 4, "what it is, and three blocks"


def test_that_a_name_that_is_no_unicode_is_listed(runs: Path, read: list[str]) -> None:
    odd = os.fsdecode(b"odd-\xff")
    try:
        RunFolder.create(runs / odd, SMALL)
    except OSError:
        pytest.skip("this file system knows only Unicode")
    before = listed(RunList())
    assert odd in before
    read.clear()
    assert (listed(RunList()), read) == (before, [odd]), "the others are in the index"
    assert json.loads(index_file().read_bytes().splitlines()[0])["schema_version"] == run_index.SCHEMA_VERSION


def test_that_a_line_tells_what_the_small_files_say(runs: Path) -> None:
    folder = RunFolder(runs / "a")
    write_about(folder, About("a name", "a note", ("x",), archived=True))
    write_evaluation(folder, evaluated(RESULT))
    started = {"event": "started", "class_names": ["a", "b"]}
    ended = {"event": "ended", "reason": "stopped", "step": 8, "epoch": 2.0, "elapsed_s": 31.5, "time": 5.0}
    later = {"event": "warned", "sentence": "x"}
    folder.events_file.write_text("".join(json.dumps(each) + "\n" for each in (started, ended, later)) + '{"broken')
    run = listed(RunList())["a"]
    assert (run.name, run.title, run.note, run.tags, run.archived) == ("a name", "a name", "a note", ("x",), True)
    assert (run.epochs_done, run.trained_s, run.seed) == (2.0, 31.5, 0)
    assert (run.knn, run.chance) == (RESULT["simclr"]["knn"], RESULT["chance"])
    assert run.linear_interval is not None
    assert run.trained_at == pytest.approx(time.time(), abs=60)
    assert listed(RunList())["a"] == run, "from the index"
    assert listed(RunList())["b"].title == "b"


def test_that_a_followed_list_reads_only_what_is_trained_and_what_is_new(
    runs: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_list, "RUNS_LOOKED_AT_AGAIN", 0)
    RunFolder(runs / "a").write_status("running")
    kept = RunList()
    listed(kept)
    read.clear()
    assert (list(kept.followed()), read) == ([], []), "nothing has changed"
    with (runs / "a" / "events.jsonl").open("w") as file:
        file.write('{"event": "step", "step": 1, "epoch": 0.5, "elapsed_s": 3.0}\n')
    (told,) = kept.followed()
    assert isinstance(told, RunsListed)
    assert ({run.path.name: run.epochs_done for run in told.runs}, read) == ({"b": None, "a": 0.5}, ["a"])
    read.clear()
    RunFolder.create(runs / "c", SMALL)
    assert [run.path.name for run in list(kept.followed())[-1].runs] == ["c", "b", "a"]
    assert read == ["c"]


def test_that_a_run_at_rest_that_is_tested_elsewhere_is_noticed_in_time(
    runs: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_list, "RUNS_LOOKED_AT_AGAIN", 1)
    kept = RunList()
    listed(kept)
    write_evaluation(RunFolder(runs / "a"), evaluated(RESULT))
    told = [event for _ in range(2) for event in kept.followed()]
    assert [run.linear for run in told[-1].runs] == [None, 0.9]
