"""The columns of the table of runs: what each shows, and what it is sorted by."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from PySide6.QtCore import QCoreApplication, QDate, QDateTime

from simclr_gui.engine.listing.run_summary import RunSummary
from simclr_gui.engine.listing.seed_groups import Mean, SeedGroup
from simclr_gui.engine.listing.short_words import short_words
from simclr_gui.engine.messages.shares import percent
from simclr_gui.gui.look.figures import duration
from simclr_gui.gui.look.language import listed, spoken
from simclr_gui.gui.words.names import data_name, encoder_name

SIMCLR, STATE, MAP = "simclr", "state", "map"
ALWAYS_SHOWN, DIFFERENCES = "run", "differs"


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        key: by which it is remembered.
        text: of a cell.
        lasting_text: of a cell that is copied or saved, where that is another: it is read on other days, too.
        value: by which lines are sorted; None where there is nothing, which comes last.
        is_number: numbers stand to the right.
        is_usual: whether it is shown until somebody chooses.
    """

    key: str
    title: str
    text: Callable[[SeedGroup], str]
    value: Callable[[SeedGroup], float | str | None]
    tip: str = ""
    is_number: bool = False
    is_usual: bool = True
    lasting_text: Callable[[SeedGroup], str] | None = None

    def text_to_keep(self, line: SeedGroup) -> str:
        """What stands for the cell in a table that is copied or saved."""
        return (self.lasting_text or self.text)(line)

    @property
    def has_words(self) -> bool:
        """Whether it can be read, sorted by and copied; else it is a picture."""
        return self.key != MAP


def columns() -> tuple[Column, ...]:
    """All of them in the window's language, in their order."""
    translate = QCoreApplication.translate
    linear = translate("runs", "Test images recognised by linear evaluation of the features: {features}")
    data, network, differences = cache(data_name), cache(encoder_name), cache(_differences)  # ten thousand are sorted
    since = translate("runs", "Settings that differ from those suggested for the data")
    return (
        _words(ALWAYS_SHOWN, translate("runs", "Run"), _title),
        _words(MAP, translate("runs", "Map"), lambda _: "", tip=translate("runs", "UMAP of the encoder's features")),
        _words(
            DIFFERENCES,
            translate("runs", "What differs"),
            lambda line: differences(line.runs[0].differences),
            tip=since,
        ),
        _words("data", translate("runs", "Data"), lambda line: data(line.runs[0].data)),
        _words("network", translate("runs", "Network"), lambda line: network(line.runs[0].encoder), is_usual=False),
        _words("budget", translate("runs", "Budget"), lambda line: spoken(line.first.budget), is_usual=False),
        _score(
            SIMCLR,
            translate("runs", "Encoder"),
            lambda line: line.linear,
            linear.format(features=translate("runs", "SimCLR's, or an imported encoder's")),
        ),
        _score("pca", "PCA", lambda line: line.pca, linear.format(features="PCA")),
        _score(
            "knn", "kNN", lambda line: line.knn, translate("runs", "Test images recognised by their nearest neighbours")
        ),
        _number(
            "epochs",
            translate("runs", "Epochs"),
            lambda run: run.epochs_done,
            lambda value: f"{value:.3g}",
            is_usual=False,
        ),
        _number("time", translate("runs", "Time"), lambda run: run.trained_s, duration, is_usual=False),
        _number("seed", translate("runs", "Seed"), lambda run: run.seed, str, is_usual=False),
        _words("tags", translate("runs", "Tags"), lambda line: listed(line.first.tags), is_usual=False),
        _when(translate("runs", "When")),
        _words(STATE, translate("runs", "State"), _states()),
    )


def state_name(state: str) -> str:
    """As it stands in the table."""
    translate = QCoreApplication.translate
    names = {
        "running": translate("runs", "training"),
        "paused": translate("runs", "paused"),
        "stopped": translate("runs", "stopped early"),
        "finished": translate("runs", "finished"),
        "failed": translate("runs", "failed"),
        "lost": translate("runs", "interrupted"),
        "imported": translate("runs", "imported"),
        "damaged": translate("runs", "damaged"),
    }
    return names.get(state, state)


def when_text(seconds: float) -> str:
    """A moment as people say it: today and yesterday by name, the year where it is another one."""
    return _when_text(int(seconds), QDate.currentDate().toJulianDay())


@lru_cache(maxsize=2_000)
def _when_text(seconds: int, day: int) -> str:
    moment, today = QDateTime.fromSecsSinceEpoch(seconds), QDate.fromJulianDay(day)
    days = moment.date().daysTo(today)
    if days == 0:
        return QCoreApplication.translate("runs", "today {time}").format(time=moment.toString("HH:mm"))
    if days == 1:
        return QCoreApplication.translate("runs", "yesterday {time}").format(time=moment.toString("HH:mm"))
    return moment.toString("yyyy-MM-dd" if moment.date().year() != today.year() else "MM-dd HH:mm")


def mean_text(mean: Mean | None) -> str:
    """A share in per cent, with the standard deviation over seeds."""
    if mean is None:
        return ""
    value, deviation = mean
    return percent(value, 1) if deviation is None else f"{percent(value, 1)} ± {100 * deviation:.1f}"


def _words(key: str, title: str, text: Callable[[SeedGroup], str], *, tip: str = "", is_usual: bool = True) -> Column:
    return Column(key, title, text, lambda line: text(line).casefold() or None, tip, is_usual=is_usual)


def _score(key: str, title: str, mean: Callable[[SeedGroup], Mean | None], tip: str) -> Column:
    def value(line: SeedGroup) -> float | None:
        found = mean(line)
        return None if found is None else found[0]

    return Column(key, title, lambda line: mean_text(mean(line)), value, tip, is_number=True, is_usual=key != "knn")


def _number(
    key: str,
    title: str,
    number: Callable[[RunSummary], float | None],
    words: Callable[..., str],
    *,
    is_usual: bool = True,
) -> Column:
    def value(line: SeedGroup) -> float | None:
        return number(line.first) if line.seeds < 2 or key != "seed" else None

    def text(line: SeedGroup) -> str:
        found = value(line)
        return "" if found is None else words(found)

    return Column(key, title, text, value, is_number=True, is_usual=is_usual)


def _when(title: str) -> Column:
    def latest(line: SeedGroup) -> float | None:
        if line.seeds < 2:
            return line.runs[0].trained_at
        return max((run.trained_at for run in line.runs if run.trained_at is not None), default=None)

    def text(line: SeedGroup) -> str:
        found = latest(line)
        return "" if found is None else when_text(found)

    def lasting_text(line: SeedGroup) -> str:
        found = latest(line)
        return "" if found is None else QDateTime.fromSecsSinceEpoch(int(found)).toString("yyyy-MM-dd HH:mm")

    return Column("when", title, text, latest, lasting_text=lasting_text)


def _title(line: SeedGroup) -> str:
    if line.seeds < 2:
        return line.runs[0].title
    count = QCoreApplication.translate("runs", "%Ln seeds", None, line.seeds)
    return f"{line.title} · {count}"


def _differences(differences: str) -> str:
    return listed(map(spoken, short_words(differences)))


def _states() -> Callable[[SeedGroup], str]:
    """The states of the runs of a line in words, each once."""

    @cache
    def in_words(state: str, lacks_test: bool, is_archived: bool) -> str:
        translate = QCoreApplication.translate
        words = translate("runs", "not tested") if lacks_test else state_name(state)
        return listed([words, translate("runs", "archived")]) if is_archived else words

    def text(line: SeedGroup) -> str:
        words = [in_words(run.state, run.state == "finished" and run.can_test, run.archived) for run in line.runs]
        return words[0] if len(words) == 1 else listed(dict.fromkeys(words))

    return text
