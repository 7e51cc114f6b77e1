"""The table of the campaign says what failed, and a trial that goes wrong makes the command fail."""

import sys
from collections.abc import Iterator

import pytest

from tests.campaign import __main__ as command
from tests.campaign.trial import Campaign, Trial, table

TRIALS = [
    Trial("training", "killed at write 3", worst=2),
    Trial("training", "killed at write 4", wrong="5 steps lost of 3", worst=5),
    Trial("cache", "killed at fsync 1"),
]


def test_that_the_table_counts_each_kind_and_names_what_went_wrong() -> None:
    training, cache, together, wrong = table("kills", "steps", TRIALS)
    assert training.split() == ["kills:", "training", "2", "1", "5", "steps"]
    assert cache.split() == ["kills:", "cache", "1", "0", "0", "steps"]
    assert together.split() == ["kills,", "together", "3", "1", "5", "steps"]
    assert wrong.strip() == "WRONG killed at write 4: 5 steps lost of 3"


@pytest.mark.parametrize(("tries", "status"), [(1, 0), (2, 1)])
def test_that_the_command_fails_where_a_trial_went_wrong(
    tries: int, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def trials(count: int, seed: int) -> Iterator[Trial]:
        assert seed == 7
        yield from TRIALS[:count]

    monkeypatch.setattr(command, "campaign_of", lambda _: Campaign("", trials, full=9, unit="steps"))
    monkeypatch.setattr(sys, "argv", ["campaign", "kills", "--tries", str(tries), "--seed", "7"])
    assert command.main() == status
    assert capsys.readouterr().out.splitlines()[0].split() == ["what", "tried", "failed", "worst"]


def test_that_every_part_of_the_campaign_is_there() -> None:
    for part in command.PARTS:
        assert command.campaign_of(part).full > 0, part
