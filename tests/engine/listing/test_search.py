"""Runs are found by words: whatever a person remembers of them."""

import pytest

from simclr_gui.engine.listing.search import matching
from tests.engine.listing.made import made_run

RUNS = [
    made_run("2026-01-01-a", name="Café at night", note="the short cut", tags=("colour", "try"), linear=0.971),
    made_run("2026-01-02-b", {"optimisation.temperature": 0.1, "machine.seed": 4}, knn=0.5),
    made_run("2026-01-03-c", {"optimisation.temperature": 0.15, "data.source": "cifar10"}),
    made_run("2026-01-04-d", {"data.source": "cifar10", "optimisation.batch_size": 10, "optimisation.loss": "nt-xent"}),
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "abcd"),
        ("   ", "abcd"),
        ("cafe NIGHT", "a"),
        ("café", "a"),
        ("colour try", "a"),
        ("colour nothing", ""),
        ("short cut", "a"),
        ("97.1", "a"),
        ("knn 50", "b"),
        ("cifar", "cd"),
        ("CIFAR-10 tau 0.15", "c"),
        ("tau 0.1", "b"),
        ("τ=0.10", "b"),
        ("temperature 0.1", "b"),
        ("tau 0.", "abcd"),
        ("seed 4", "b"),
        ("batch size 10", "d"),
        ("bs 10 cifar", "d"),
        ("dcl", "c"),
        ("loss nt-xent", "abd"),
        ("2026-01-04", "d"),
    ],
)
def test_that_all_words_must_occur_and_a_setting_has_the_value_after_its_name(query: str, found: str) -> None:
    assert "".join(run.path.name[-1] for run in matching(RUNS, query)) == found


def test_that_damaged_settings_hide_a_run_from_nothing_but_the_search_for_them() -> None:
    damaged = made_run("x", name="kept")
    damaged = type(damaged)(damaged.folder, "", "", "", "damaged", name="kept", config_json="")
    assert matching([damaged], "kept") == [damaged]
    assert matching([damaged], "tau 0.2") == []
