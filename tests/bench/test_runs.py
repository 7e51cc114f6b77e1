"""What is measured of the list of runs and of a long run, with few and a short one."""

from simclr_gui.bench.runs import runs_figures, runs_table


def test_that_runs_are_listed_and_a_run_is_opened_in_processes_of_their_own() -> None:
    figures = runs_figures(runs=20, steps=200, searched=5, turns=1)  # a run that lacks steps is an error
    assert (figures["runs"], figures["steps"]) == (20, 200)
    assert min(figures.values()) > 0
    table = runs_table(figures)
    assert "20 runs are listed" in table
    assert "5 runs are searched and sorted" in table
    assert "200 steps is open" in table
