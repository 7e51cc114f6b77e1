"""Spans of time in words: for the window, the terminal and reports."""

from simclr_gui.engine.messages.sentences import Sentence, counted, said

MINUTE_S, HOUR_S = 60, 3_600
EXACT_S = 600


def measured_span(seconds: float) -> Sentence:
    """As it was measured, always in the same two units: 42 s, 3 min 05 s, 2 h 10 min."""
    whole = max(0, round(seconds))
    if whole < MINUTE_S:
        return said("{seconds} s", seconds=whole)
    if whole < HOUR_S:
        return said("{minutes} min {seconds:02d} s", minutes=whole // MINUTE_S, seconds=whole % MINUTE_S)
    return said("{hours} h {minutes:02d} min", hours=whole // HOUR_S, minutes=whole % HOUR_S // MINUTE_S)


def chosen_span(seconds: float) -> Sentence:
    """As it is chosen: 0.5 s, 5 min, 2 h; what is no whole number of these as it would be measured."""
    if seconds < MINUTE_S:
        return said("{seconds:g} s", seconds=seconds)
    if seconds % HOUR_S == 0:
        return said("{hours} h", hours=int(seconds // HOUR_S))
    if seconds < HOUR_S and seconds % MINUTE_S == 0:
        return said("{minutes} min", minutes=int(seconds // MINUTE_S))
    return measured_span(seconds)


def expected_span(seconds: float) -> Sentence:
    """As it is expected: to the second, from ten minutes on to the minute, which is more than anybody knows."""
    step = 1 if seconds < EXACT_S else MINUTE_S
    return chosen_span(step * round(seconds / step))


def budget_span(epochs: int | None, seconds: float) -> Sentence:
    """How long a run trains: epochs where they are set, else time."""
    return chosen_span(seconds) if epochs is None else counted("1 epoch", "{count:,} epochs", count=epochs)
