"""A report's sections about one run: what was asked, its data, its settings, how it learned, how it is repeated."""

import numpy as np

from simclr_gui import __version__
from simclr_gui.engine.config.differences import changes_of_preset
from simclr_gui.engine.config.settings import SECTIONS, TrainingConfig, unit_of_setting
from simclr_gui.engine.events import LiveKnnMeasured, LiveProbeMeasured, RankMeasured
from simclr_gui.engine.messages.foreign_words import shortened
from simclr_gui.engine.messages.sentences import counted, found, said
from simclr_gui.engine.messages.spans import measured_span
from simclr_gui.engine.runs.origin import colours_text
from simclr_gui.engine.runs.parent import beginning_of
from simclr_gui.engine.sharing.charts import Line, Numbers, Reference, averaged, line_chart
from simclr_gui.engine.sharing.colours import FEATURES
from simclr_gui.engine.sharing.document import Block, Folded, Paragraph, Picture, Pictures, Section, Table
from simclr_gui.engine.sharing.reported_run import ReportedRun
from simclr_gui.engine.sharing.wording import Wording, day

SAMPLES, SAMPLES_A_CLASS, SAMPLE_PX = 20, 2, 68
MOST_CLASSES_LISTED, MOST_NOTES = 40, 30
LIVE = said(
    "Live accuracies are estimates on a small sample of the test images; dashed lines are those of the other features."
)
LOSS_COLOUR, RATE_COLOUR, RANK_COLOUR, KNN_COLOUR = "#1a1d23", "#8a5a00", "#6b4fbb", "#0b7a75"


def note_blocks(run: ReportedRun) -> list[Block]:
    """What a person wrote of it, a paragraph for each of theirs."""
    blocks: list[Block] = [Paragraph(part.strip()) for part in run.about.note.split("\n\n") if part.strip()]
    if run.about.tags:
        blocks.append(Paragraph(" · ".join(run.about.tags), "quiet"))
    return blocks


def facts_of(run: ReportedRun, wording: Wording) -> str:
    """One line: data, network, how long, when."""
    trained = ""
    if run.steps:
        trained = wording.say(
            said("{epochs:.1f} epochs in {time}", epochs=run.epochs, time=measured_span(run.trained_s))
        )
    when = day(run.ended.time if run.ended else run.started.time if run.started else 0.0)
    return wording.listed([wording.data(run.config.data), wording.network(run.config.model.encoder), trained, when])


def origin_section(run: ReportedRun, wording: Wording) -> Section | None:
    """Where an encoder comes from that was not trained here, and what was understood of it."""
    origin, say = run.origin, wording.say
    if origin is None:
        return None
    rows = [
        (say(said("File")), shortened(origin.file, 80)),
        (say(said("SHA-256 of the file")), origin.sha256),
        (say(said("Made by")), shortened(origin.made_by, 80) or say(said("unknown"))),
        (say(said("Network")), wording.network(run.config.model.encoder)),
        (wording.setting("model.stem"), wording.value(origin.stem)),
        (say(said("Mean of the colours")), colours_text(origin.mean)),
        (say(said("Standard deviation of the colours")), colours_text(origin.std)),
        (wording.setting("data.side_px"), wording.value(origin.side_px, unit_of_setting("data.side_px"))),
        (
            say(said("Left out of the file")),
            ", ".join(shortened(name, 40) for name in origin.dropped) or say(said("nothing")),
        ),
    ]
    blocks: list[Block] = [Paragraph(say(said("This encoder was not trained here: it was imported from a file.")))]
    blocks.append(Table((say(said("What")), say(said("value"))), tuple(rows)))
    if origin.corrected:
        words = said("Corrected by hand: {names}.", names=", ".join(shortened(name, 40) for name in origin.corrected))
        blocks.append(Paragraph(say(words), "quiet"))
    return Section(say(said("Origin")), tuple(blocks))


def data_section(run: ReportedRun, wording: Wording) -> Section:
    """How many images there were, of which classes, and some of them."""
    blocks: list[Block] = []
    if run.started is not None:
        words = said(
            "Images to learn from: {train:,}; for the test: {test:,}; {side} x {side} px each.",
            train=run.started.train_images,
            test=run.started.test_images,
            side=run.started.side_px,
        )
        blocks.append(Paragraph(wording.say(words)))
    record = run.record
    notes = [wording.say(found(note)) for note in (record.notes if record else ())[:MOST_NOTES]]
    blocks += [Paragraph(note) for note in notes]
    if record is not None and record.left_out:
        count = len(record.left_out)
        blocks.append(
            Paragraph(wording.say(counted("1 file was left out.", "{count:,} files were left out.", count=count)))
        )
    samples = _samples(run)
    if samples:
        caption = wording.say(said("Some of the test images, as the network gets them."))
        blocks.append(Pictures(samples, SAMPLE_PX, caption))
    else:
        wording.lack(said("There are no sample images: they are kept with the maps, and this run has none."))
    return Section(wording.say(said("Data")), tuple(blocks))


def settings_section(config: TrainingConfig, wording: Wording) -> Section:
    """What differs from the preset for these data, and everything, folded."""
    changed = tuple(
        (wording.setting(name), *(wording.setting_value(name, value) for value in values))
        for name, values in changes_of_preset(config).items()
    )
    blocks: list[Block] = []
    if changed:
        heads = said("Setting"), said("this run"), said("preset")
        blocks.append(Table(tuple(map(wording.say, heads)), changed))
    else:
        blocks.append(Paragraph(wording.say(said("All settings are those of the preset for these data."))))
    every = tuple(
        (wording.setting(f"{section}.{name}"), wording.setting_value(f"{section}.{name}", value))
        for section in SECTIONS
        for name, value in getattr(config, section)
    )
    table = Table((wording.say(said("Setting")), wording.say(said("value"))), every)
    blocks.append(Folded(wording.say(said("All settings")), (table,)))
    return Section(wording.say(said("Settings")), tuple(blocks))


def training_section(run: ReportedRun, wording: Wording) -> Section | None:
    """Curves over the epochs."""
    if run.origin is not None:
        return None
    if not run.steps:
        wording.lack(said("There are no curves: nothing was trained, or what the training told is gone."))
        return None
    say, steps, blocks = wording.say, run.steps, []
    epochs = say(said("epochs"))
    x, loss, together = averaged(steps["epoch"], steps["loss"])
    caption = counted("Every step is a point.", "Each point is the mean of {count:,} steps.", count=together)
    references = []
    if run.started is not None:
        references = [
            Reference(run.started.chance_loss, say(said("chance"))),
            Reference(run.started.floor_loss, say(said("perfect pairs"))),
        ]
    name = say(said("Loss"))
    blocks.append(line_chart([Line(name, LOSS_COLOUR, x, loss)], epochs, name, references, caption=say(caption)))
    blocks.append(
        line_chart(_shares(run, wording), epochs, "%", _baselines(run, wording), is_share=True, caption=say(LIVE))
    )
    x, rate, _ = averaged(steps["epoch"], steps["learning_rate"])
    name = say(said("Learning rate"))
    blocks.append(line_chart([Line(name, RATE_COLOUR, x, rate)], epochs, name))
    rank = run.measured.get(RankMeasured)
    if rank and len(rank["rank"]) > 1:
        name = say(said("Directions of h in use (effective rank)"))
        x, y, _ = averaged(rank["epoch"], rank["rank"])
        blocks.append(line_chart([Line(name, RANK_COLOUR, x, y)], epochs, say(said("directions"))))
    return Section(say(said("Training")), tuple(blocks))


def shares_over(run: ReportedRun) -> tuple[Numbers, Numbers]:
    """Epochs, and how often a view found its partner."""
    x, y, _ = averaged(run.steps["epoch"], run.steps["top1"])
    return x, y


def repeat_section(run: ReportedRun, wording: Wording) -> Section:
    """Versions, machine, seeds, data, and the command."""
    say, rows = wording.say, []
    if run.started is not None:
        rows += [
            (say(said("Version that trained it")), run.started.version or say(said("not written down"))),
            (say(said("Machine")), f"{run.started.device}, {run.started.precision}"),
        ]
    if run.parent is not None:
        rows += [
            (say(said("Began from")), say(beginning_of(run.parent))),
            (say(said("Checkpoint it began from (SHA-256)")), run.parent.checkpoint_sha256),
        ]
    rows.append((say(said("Version of this report")), __version__))
    rows.append((say(said("Seeds")), _seeds(run, wording)))
    if run.steps:
        steps, pace = int(run.steps["step"][-1]), float(np.median(run.steps["images_per_second"]))
        words = said("{steps:,} steps, {pace:,.0f} images per second (median)", steps=steps, pace=pace)
        rows.append((say(said("Training")), say(words)))
    if run.result is not None and run.result.checkpoint is not None:
        rows.append((say(said("Tested checkpoint (SHA-256)")), run.result.checkpoint.sha256))
    if run.record is not None and run.record.pictures_sha256:
        rows.append((say(said("Images (SHA-256)")), run.record.pictures_sha256))
    rows.append((say(said("Run folder")), run.path.absolute().name))
    blocks: list[Block] = [Table((say(said("What")), say(said("value"))), tuple(rows))]
    if run.command:
        blocks += [Paragraph(say(said("This command repeats it:"))), Paragraph(run.command, "code")]
    if run.config.budget.epochs is None and run.origin is None:
        blocks.append(
            Paragraph(
                say(said("Its budget is time, so that the steps that fit into it depend on the machine.")), "quiet"
            )
        )
    return Section(say(said("How to repeat it")), tuple(blocks))


def lacks_section(wording: Wording) -> Section | None:
    """What is not in the report, and why."""
    if not wording.lacks:
        return None
    paragraphs = tuple(Paragraph(sentence) for sentence in wording.lacks)
    return Section(wording.say(said("What is not in this report")), paragraphs)


def _seeds(run: ReportedRun, wording: Wording) -> str:
    words = said("{seed} (weights and views), {drawing} (data)", seed=str(run.config.machine.seed),
                 drawing=str(run.config.data.drawing_seed))  # fmt: skip
    return wording.say(words)


def _samples(run: ReportedRun) -> tuple[Picture, ...]:
    """Two of each class, as far as there is room; without classes the first ones."""
    images = run.images
    if images is None:
        return ()
    taken: dict[int, int] = {}
    chosen: list[int] = []
    for place, label in enumerate(images.labels.tolist()):
        if len(chosen) == SAMPLES:
            break
        if label < 0 or taken.get(label, 0) < SAMPLES_A_CLASS:
            taken[label] = taken.get(label, 0) + 1
            chosen.append(place)
    chosen.sort(key=lambda place: int(images.labels[place]))
    return tuple(
        Picture(images.images[place], shortened(class_of(images.class_names, int(images.labels[place])), 18))
        for place in chosen
    )


def class_of(names: tuple[str, ...], label: int) -> str:
    """Its name; empty where it has none."""
    return names[label] if 0 <= label < len(names) else ""


def _shares(run: ReportedRun, wording: Wording) -> list[Line]:
    say = wording.say
    lines = [Line(say(said("Finds its partner")), FEATURES["simclr"], *shares_over(run))]
    for kind, name, colour in (
        (LiveKnnMeasured, said("Live accuracy, nearest neighbours"), KNN_COLOUR),
        (LiveProbeMeasured, said("Live accuracy, linear"), RANK_COLOUR),
    ):
        values = run.measured.get(kind)
        if values:
            x, y, _ = averaged(values["epoch"], values["accuracy"])
            lines.append(Line(say(name), colour, x, y))
    return lines


def _baselines(run: ReportedRun, wording: Wording) -> list[Reference]:
    return [Reference(accuracy, wording.features(kind)) for kind, accuracy in run.baselines.items()]
