"""A report's sections about several runs: what differs, scores, paired differences, curves and maps side by side."""

from collections.abc import Sequence

from simclr_gui.engine.comparison.compared import PairDifference, RunComparison, letter
from simclr_gui.engine.events import LiveKnnMeasured
from simclr_gui.engine.events.evaluation import COMPARED, SCORES, Difference, ScoreName
from simclr_gui.engine.messages.foreign_words import shortened
from simclr_gui.engine.messages.sentences import Sentence, said
from simclr_gui.engine.messages.shares import percent
from simclr_gui.engine.sharing.charts import Bar, Line, averaged, bar_chart, line_chart
from simclr_gui.engine.sharing.colours import RUNS
from simclr_gui.engine.sharing.document import Block, Paragraph, Section, Table
from simclr_gui.engine.sharing.map_charts import maps_figure
from simclr_gui.engine.sharing.reported_run import ReportedRun
from simclr_gui.engine.sharing.run_sections import facts_of, note_blocks, shares_over
from simclr_gui.engine.sharing.wording import Wording, interval

LONGEST_NAME = 40


def runs_section(runs: Sequence[ReportedRun], wording: Wording) -> Section:
    """Which letter stands for which, and what was written of each."""
    rows = tuple((letter(place), run.name, facts_of(run, wording)) for place, run in enumerate(runs))
    blocks: list[Block] = [Table((" ", wording.say(said("Run")), wording.say(said("what it is"))), rows)]
    for place, run in enumerate(runs):
        notes = note_blocks(run)
        if notes:
            blocks += [Paragraph(f"{letter(place)}  {run.name}", "lead"), *notes]
    return Section(wording.say(said("Runs")), tuple(blocks))


def differing_section(comparison: RunComparison, runs: Sequence[ReportedRun], wording: Wording) -> Section:
    """Settings, and what else a run owes its scores to, where they are not the same."""
    rows: list[tuple[str, ...]] = []
    for name, values in comparison.settings.items():
        rows.append((wording.setting(name), *(wording.setting_value(name, value) for value in values)))
    titles = {"beginning": said("Began from"), "device": said("Machine"), "version": said("Version")}
    for name, facts in comparison.circumstances.items():
        rows.append((wording.say(titles[name]), *(wording.say(fact or said("not known")) for fact in facts)))
    title = wording.say(said("What differs"))
    if not rows:
        return Section(title, (Paragraph(wording.say(said("No setting differs, nor machine or version."))),))
    return Section(title, (Table((wording.say(said("Setting")), *map(letter, range(len(runs)))), tuple(rows)),))


def compared_scores_section(runs: Sequence[ReportedRun], wording: Wording) -> Section | None:
    """Bars and a table; runs that were not tested are told."""
    bars, rows = [], []
    for place, run in enumerate(runs):
        result = run.result
        if result is None:
            wording.lack(said("There are no scores of {run}: it was not tested.", run=letter(place)))
            continue
        name, scores = _named(place, run), result.simclr
        bars.append(Bar(name, scores.linear, RUNS[place], scores.interval("linear")))
        others = (percent(result.scores(kind).linear, 1) for kind in COMPARED if kind != "simclr")
        linear, knn = interval(scores.interval("linear")), interval(scores.interval("knn"))
        rows.append((name, percent(scores.linear, 1), linear, percent(scores.knn, 1), knn, *others))
    if not bars:
        return None
    chances = {run.result.chance for run in runs if run.result is not None}
    caption = said("Test images recognised by a linear classifier on SimCLR's features; thin lines are 95 % intervals.")
    chance = chances.pop() if len(chances) == 1 else None
    figure = bar_chart(bars, chance, wording.say(said("chance")), wording.say(caption))
    heads = [said("Run"), said("linear evaluation"), said("95 % interval"), said("kNN"), said("95 % interval")]
    head = (*map(wording.say, heads), *(wording.features(kind) for kind in COMPARED if kind != "simclr"))
    changed = [letter(p) for p, run in enumerate(runs) if run.result is not None and not run.result.frozen_verified]
    blocks: list[Block] = [figure, Table(head, tuple(rows))]
    if changed:
        words = said("The network CHANGED during the evaluation of {runs}: do not trust its numbers.",
                     runs=", ".join(changed))  # fmt: skip
        blocks.append(Paragraph(wording.say(words), "lead"))
    else:
        blocks.append(Paragraph(wording.say(said("Every evaluation left its network as it was (checksums)."))))
    return Section(wording.say(said("Scores")), tuple(blocks))


def differences_section(comparison: RunComparison, wording: Wording) -> Section:
    """Every pair in a sentence for each score, or why it cannot be compared."""
    sentences = [wording.say(each) for pair in comparison.pairs for each in pair_sentences(pair)]
    how = said(
        "Differences are of the same test images, image by image (McNemar); in brackets the 95 % interval, p by the "
        "exact test."
    )
    blocks = (*(Paragraph(sentence) for sentence in sentences), Paragraph(wording.say(how), "quiet"))
    return Section(wording.say(said("Differences")), blocks)


def curves_section(runs: Sequence[ReportedRun], wording: Wording) -> Section | None:
    """Loss, how often a view finds its partner, and live accuracy, over each other."""
    trained = [(place, run) for place, run in enumerate(runs) if run.steps]
    for place, run in enumerate(runs):
        if not run.steps:
            wording.lack(said("There are no curves of {run}: nothing was trained.", run=letter(place)))
    if not trained:
        return None
    say, epochs = wording.say, wording.say(said("epochs"))
    losses, partners, live = [], [], []
    for place, run in trained:
        name, colour = _named(place, run), RUNS[place]
        losses.append(Line(name, colour, *averaged(run.steps["epoch"], run.steps["loss"])[:2]))
        partners.append(Line(name, colour, *shares_over(run)))
        knn = run.measured.get(LiveKnnMeasured)
        if knn:
            live.append(Line(name, colour, *averaged(knn["epoch"], knn["accuracy"])[:2]))
    figures = [
        line_chart(losses, epochs, say(said("Loss"))),
        line_chart(partners, epochs, "%", is_share=True, caption=say(said("How often a view finds its partner."))),
    ]
    if live:
        caption = said("Live accuracy by nearest neighbours, an estimate on a small sample of the test images.")
        figures.append(line_chart(live, epochs, "%", is_share=True, caption=say(caption)))
    return Section(say(said("Curves")), tuple(figures))


def compared_maps_section(runs: Sequence[ReportedRun], wording: Wording) -> Section | None:
    """SimCLR's map of every run; one legend where the classes are the same, else a section says that they are not."""
    drawn = []
    for place, run in enumerate(runs):
        if run.images is None or "simclr" not in run.maps:
            wording.lack(said("There is no map of {run}: it was not drawn.", run=letter(place)))
            continue
        drawn.append((place, run, run.images, run.maps["simclr"]))
    if not drawn:
        return None
    names = {images.class_names for _, _, images, _ in drawn}
    maps = [(_named(place, run), drawn_map.coordinates, images.labels) for place, run, images, drawn_map in drawn]
    caption = said("SimCLR's maps of test images, coloured by class.")
    legend = names.pop() if len(names) == 1 else ()
    if not legend:
        wording.lack(said("The maps have no legend: the runs have other classes, or none."))
    return Section(wording.say(said("Maps")), (maps_figure(maps, legend, wording.say(caption)),))


def commands_section(runs: Sequence[ReportedRun], wording: Wording) -> Section:
    """The command that repeats each."""
    blocks: list[Block] = []
    for place, run in enumerate(runs):
        if run.command:
            blocks += [Paragraph(_named(place, run)), Paragraph(run.command, "code")]
    return Section(wording.say(said("How to repeat them")), tuple(blocks))


def pair_sentences(pair: PairDifference) -> list[Sentence]:
    """Of the second against the first."""
    second, first = letter(pair.second), letter(pair.first)
    if pair.refusal:
        words = said("{second} and {first} cannot be compared. {reason}", second=second, first=first,
                     reason=Sentence(pair.refusal))  # fmt: skip
        return [words]
    return [
        _difference_words(second, first, score, pair.differences[score])
        for score in SCORES
        if score in pair.differences
    ]


def _difference_words(second: str, first: str, score: ScoreName, difference: Difference) -> Sentence:
    value, low, high = (100 * share for share in (difference.value, difference.low, difference.high))
    shown = {
        "second": second,
        "first": first,
        "score": said("linear evaluation") if score == "linear" else said("kNN"),
        "p": difference.p,
    }
    if low <= 0 <= high:
        return said(
            "{second} against {first}, {score}: {points:+.1f} points ({low:+.1f} to {high:+.1f}; p = {p:.2g}), which "
            "may be chance.",
            points=value,
            low=low,
            high=high,
            **shown,
        )
    if value > 0:
        return said(
            "{second} recognises {points:.1f} points more than {first} ({low:.1f} to {high:.1f}; {score}, "
            "p = {p:.2g}).",
            points=value,
            low=low,
            high=high,
            **shown,
        )
    return said(
        "{second} recognises {points:.1f} points fewer than {first} ({low:.1f} to {high:.1f}; {score}, p = {p:.2g}).",
        points=-value,
        low=-high,
        high=-low,
        **shown,
    )


def _named(place: int, run: ReportedRun) -> str:
    return f"{letter(place)}  {shortened(run.name, LONGEST_NAME)}"
