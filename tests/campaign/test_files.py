"""A few broken files of each kind that has no test beside what reads it, and what the border itself would notice."""

import importlib
import itertools
import os
import pickle
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from simclr_gui.engine.messages.errors import UserError
from tests.campaign import files
from tests.campaign.files import border
from tests.campaign.files.border import tried

SMALL = {"tables": 30, "arrays": 16, "small_files": 42, "encoders": 8, "run_zips": 12}
BY_THEIR_READERS = {"images", "archives", "cached_images", "run_folders"}


@pytest.mark.filterwarnings("ignore::UserWarning")  # torch and zipfile say of broken files what we say otherwise
@pytest.mark.parametrize("module", SMALL)
def test_that_what_comes_of_broken_files_is_right_or_refused_in_words(module: str) -> None:
    trials = list(importlib.import_module(f"tests.campaign.files.{module}").trials(SMALL[module], seed=0))
    assert len(trials) == SMALL[module]
    assert [trial for trial in trials if trial.wrong] == []


def test_that_all_parts_have_their_share_and_a_small_part() -> None:
    assert set(files.SHARES) == set(SMALL) | BY_THEIR_READERS
    assert files.CAMPAIGN.full >= 10_000


def _raises(error: BaseException) -> Callable[[], object]:
    def use() -> object:
        raise error

    return use


class Asks:
    """Its pickle asks for a function."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.getpid, ()


def test_that_the_border_notices_everything_but_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, outside = tmp_path / "place", tmp_path / "outside"
    place.mkdir()

    def wrong_of(use: Callable[[], object]) -> str:
        return tried("kind", "what", use, place).wrong

    assert wrong_of(lambda: (place / "inside").write_text("x") and None) == ""
    assert wrong_of(_raises(UserError("It is damaged."))) == ""
    assert "no sentence" in wrong_of(_raises(UserError("damaged")))
    assert "ZeroDivisionError: by zero (" in wrong_of(_raises(ZeroDivisionError("by zero")))
    assert wrong_of(lambda: "other pixels") == "other pixels"
    assert "outside was to be written" in wrong_of(lambda: outside.write_text("x"))
    assert "outside was to be written" in wrong_of(lambda: (place / "inside").rename(outside))
    assert "a program was to be started" in wrong_of(lambda: subprocess.run(["true"], check=True))
    assert "a pickle asked for" in wrong_of(lambda: pickle.loads(pickle.dumps(Asks())))
    with monkeypatch.context() as patch:
        patch.setattr(border, "SECONDS_OF_WAITING", 0.05)
        assert wrong_of(lambda: time.sleep(600)) == "it hangs"
    with monkeypatch.context() as patch:
        patch.setattr(border, "SECONDS_ALLOWED", 0.05)
        assert wrong_of(lambda: all(True for _ in itertools.repeat(1))) == "it hangs"
    monkeypatch.setattr(border, "BYTES_ALLOWED", -1)
    assert "it takes 0 MB" in wrong_of(lambda: "")
    assert not outside.exists()
