"""Makes the report of a run, or of several beside each other, and writes it as HTML."""

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from simclr_gui.engine.events import Announced, Event
from simclr_gui.engine.events.sharing import FileWritten
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import counted, said
from simclr_gui.engine.sharing.document import REPORT_ENDINGS, Paragraph, Report, Section
from simclr_gui.engine.sharing.html import html_of
from simclr_gui.engine.sharing.network_sections import network_section
from simclr_gui.engine.sharing.reported_run import read_run
from simclr_gui.engine.sharing.result_sections import finding_of, maps_section, mistakes_section, scores_section
from simclr_gui.engine.sharing.run_sections import (
    data_section,
    facts_of,
    lacks_section,
    note_blocks,
    origin_section,
    repeat_section,
    settings_section,
    training_section,
)
from simclr_gui.engine.sharing.wording import Speak, Wording
from simclr_gui.engine.storage.whole_files import whole_file


def write_html(paths: Sequence[Path], file: Path, speak: Speak = str, language: str = "en") -> Iterator[Event]:
    """Makes a report and writes it as one HTML file.

    Raises:
        UserError: a run cannot be opened, or the file cannot be written.
    """
    with whole_file(file) as part:
        report = yield from make_report(paths, speak, language)
        part.write_text(html_of(report), encoding="utf-8")
    yield FileWritten(file)


def make_report(paths: Sequence[Path], speak: Speak = str, language: str = "en") -> Generator[Event, None, Report]:
    """The report of one run, or of two to eight beside each other.

    Args:
        speak: says a sentence in the language asked for.

    Raises:
        UserError: one cannot be opened, or they are too many.
    """
    wording = Wording(speak)
    if len(paths) == 1:
        return (yield from _of_one(paths[0], wording, language))
    return (yield from _of_several(paths, wording, language))


def require_ending(file: Path) -> str:
    """What kind of report its name asks for (".html"); UserError where that is none."""
    ending = file.suffix.lower()
    if ending not in REPORT_ENDINGS:
        raise UserError(said("{file} is neither .html nor .pdf.", file=file), "Name a file that ends in .html or .pdf.")
    return ending


def _of_one(path: Path, wording: Wording, language: str) -> Generator[Event, None, Report]:
    yield Announced("Reading the run")
    run = read_run(path)
    wording.is_of_imported = run.origin is not None
    facts, finding = facts_of(run, wording), Paragraph(finding_of(run, wording), "lead")
    head = Section(wording.say(said("Question and finding")), (*note_blocks(run), finding))
    sections = [
        head,
        origin_section(run, wording),
        data_section(run, wording),
        None if run.origin is not None else settings_section(run.config, wording),
        training_section(run, wording),
        (yield from network_section(run, wording)),
        scores_section(run, wording),
        maps_section(run, wording),
        mistakes_section(run, wording),
        repeat_section(run, wording),
    ]
    for trouble in run.troubles:
        wording.lack(trouble)
    return Report(run.name, facts, _those_there_are([*sections, lacks_section(wording)]), language)


def _of_several(paths: Sequence[Path], wording: Wording, language: str) -> Generator[Event, None, Report]:
    from simclr_gui.engine.comparison.run_comparison import compare_runs  # with scipy's statistics, a second
    from simclr_gui.engine.sharing.comparison_sections import (
        commands_section,
        compared_maps_section,
        compared_scores_section,
        curves_section,
        differences_section,
        differing_section,
        runs_section,
    )

    yield Announced("Comparing the runs")
    comparison = compare_runs(paths)
    runs = []
    for number, path in enumerate(paths):
        yield Announced("Reading the runs", number / len(paths))
        runs.append(read_run(path))
    sections = [
        runs_section(runs, wording),
        differing_section(comparison, runs, wording),
        compared_scores_section(runs, wording),
        differences_section(comparison, wording),
        curves_section(runs, wording),
        compared_maps_section(runs, wording),
        commands_section(runs, wording),
    ]
    for run in runs:
        for trouble in run.troubles:
            wording.lack(trouble)
    title = wording.say(counted("1 run", "{count:,} runs compared", count=len(runs)))
    facts = wording.listed([run.name for run in runs])
    return Report(title, facts, _those_there_are([*sections, lacks_section(wording)]), language)


def _those_there_are(sections: Sequence[Section | None]) -> tuple[Section, ...]:
    return tuple(section for section in sections if section is not None)
