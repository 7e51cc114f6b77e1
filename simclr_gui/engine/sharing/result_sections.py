"""A report's sections about what came of a run: scores with intervals, maps, and where it errs."""

from simclr_gui.engine.evaluation.finding import find
from simclr_gui.engine.evaluation.mistakes import confusion, hardest, most_confused
from simclr_gui.engine.evaluation.published_scores import PublishedScore, published_for
from simclr_gui.engine.events import EvaluationResult
from simclr_gui.engine.events.evaluation import FEATURE_KINDS, WITH_FEW_LABELS, FewScore, Scores
from simclr_gui.engine.mapping.files import KINDS
from simclr_gui.engine.messages.foreign_words import shortened
from simclr_gui.engine.messages.sentences import Sentence, counted, said
from simclr_gui.engine.messages.shares import in_percent, percent
from simclr_gui.engine.sharing.charts import Bar, bar_chart
from simclr_gui.engine.sharing.colours import FEATURES
from simclr_gui.engine.sharing.document import Block, Paragraph, Picture, Pictures, Section, Table
from simclr_gui.engine.sharing.map_charts import MOST_CLASSES_NAMED, MOST_POINTS, confusion_figure, maps_figure
from simclr_gui.engine.sharing.reported_run import ReportedRun
from simclr_gui.engine.sharing.wording import Wording, interval

HARDEST, HARDEST_PX = 18, 76
PAIRS_TOLD, FEWEST_TOLD = 5, 2


def finding_of(run: ReportedRun, wording: Wording) -> str:
    """What was found, in one sentence; that it was not tested where it was not."""
    if run.result is None:
        return wording.say(said("This run was not tested, so there are no scores."))
    finding = find(run.result)
    numbers = {
        "ours": percent(finding.ours, 1),
        "theirs": percent(finding.theirs, 1),
        "difference": 100 * finding.difference,
        "margin": 100 * finding.margin,
    }
    if run.origin is not None:
        words = counted(
            "The imported encoder's features recognise {ours} of 1 unseen image, PCA's {theirs}: a difference of "
            "{difference:+.1f} ± {margin:.1f} points.",
            "The imported encoder's features recognise {ours} of {count:,} unseen images, PCA's {theirs}: a difference "
            "of {difference:+.1f} ± {margin:.1f} points.",
            count=finding.count,
            **numbers,
        )
    else:
        words = counted(
            "SimCLR's features recognise {ours} of 1 unseen image, PCA's {theirs}: a difference of {difference:+.1f} ± "
            "{margin:.1f} points.",
            "SimCLR's features recognise {ours} of {count:,} unseen images, PCA's {theirs}: a difference of "
            "{difference:+.1f} ± {margin:.1f} points.",
            count=finding.count,
            **numbers,
        )
    return wording.say(words)


def scores_section(run: ReportedRun, wording: Wording) -> Section | None:
    """Bars, the same as a table, how it was measured, and whatever else was asked for."""
    result, say = run.result, wording.say
    if result is None:
        wording.lack(said("There are no scores, mistakes or proof of a frozen network: the run was not tested."))
        return None
    published = _published(run, result)
    blocks: list[Block] = [
        _bars(result, published, wording),
        _table(result, wording),
        Paragraph(
            say(said("The evaluation left the network as it was: a checksum over all weights proves it."))
            if result.frozen_verified
            else say(said("The network CHANGED during the evaluation: do not trust these numbers.")),
            "plain" if result.frozen_verified else "lead",
        ),
    ]
    if result.protocol:
        blocks.append(Paragraph(result.protocol, "quiet"))
    blocks += [Paragraph(_of_published(entry, wording)) for entry in published]
    if result.layers:
        rows = tuple(_score_row(layer.name, layer) for layer in result.layers)
        blocks += [Paragraph(say(said("Layer by layer"))), Table(_score_head(wording, said("Layer")), rows)]
    if result.few_labels is not None:
        blocks += [Paragraph(say(said("With few labels per class"))), _few_labels(result, wording)]
    return Section(say(said("Scores")), tuple(blocks))


def maps_section(run: ReportedRun, wording: Wording) -> Section | None:
    """The maps of SimCLR, the untrained network and PCA, in the same colours."""
    images = run.images
    if images is None or not run.maps:
        wording.lack(said("There are no maps: they were not drawn."))
        return None
    drawn = [(wording.features(kind), run.maps[kind].coordinates, images.labels) for kind in KINDS if kind in run.maps]
    methods = sorted({each.method for each in run.maps.values()})
    caption = counted(
        "1 test image, the same in each map ({method}).",
        "{count:,} test images, the same in each map ({method}).",
        count=min(len(images.labels), MOST_POINTS),
        method=", ".join("UMAP" if method == "umap" else "PCA" for method in methods),
    )
    figure = maps_figure(drawn, images.class_names, wording.say(caption))
    rows = tuple(
        (wording.features(kind), percent(run.maps[kind].neighbours_kept, 1)) for kind in KINDS if kind in run.maps
    )
    heads = said("Features"), said("nearest neighbours kept by the map")
    return Section(wording.say(said("Maps")), (figure, Table(tuple(map(wording.say, heads)), rows)))


def mistakes_section(run: ReportedRun, wording: Wording) -> Section | None:
    """The confusion matrix, the pairs that occur oftenest, and the hardest images."""
    predicted, say = run.predicted, wording.say
    if predicted is None:
        if run.result is not None:
            wording.lack(said("There is no confusion matrix: what was predicted of each image was not kept."))
        return None
    names = predicted.class_names
    caption = said("True class (rows), predicted class (columns); darker is a larger share of the row.")
    titles = say(said("true class")), say(said("predicted class"))
    blocks: list[Block] = [confusion_figure(confusion(predicted), names, *titles, caption=say(caption))]
    if len(names) > MOST_CLASSES_NAMED:
        wording.lack(said("Names of classes are left out in the confusion matrix and the maps: there are too many."))
    counts = confusion(predicted)
    told = [
        said(
            "{first} was predicted as {second} ({times:,})",
            first=shortened(names[label], 40),
            second=shortened(names[guess], 40),
            times=int(counts[label, guess]),
        )
        for label, guess in most_confused(predicted, PAIRS_TOLD, FEWEST_TOLD)
    ]
    if told:
        words = said("Most frequent mistakes: {pairs}.", pairs="; ".join(say(each) for each in told))
        blocks.append(Paragraph(say(words)))
    pictures = _hardest(run)
    if pictures:
        caption = said(
            "The hardest images: those whose own class was found least probable. Below each what it is and, after the "
            "arrow, what was predicted."
        )
        blocks.append(Pictures(pictures, HARDEST_PX, say(caption)))
    else:
        wording.lack(said("The hardest images are not shown: images are kept with the maps, and this run has none."))
    return Section(say(said("Mistakes")), tuple(blocks))


def _bars(result: EvaluationResult, published: tuple[PublishedScore, ...], wording: Wording) -> Block:
    band = next(((entry.low, entry.high) for entry in published if entry.score == "linear"), None)
    bars = [
        Bar(
            wording.features(kind),
            scores.linear,
            FEATURES[kind],
            scores.interval("linear"),
            band if kind == "simclr" else None,
        )
        for kind in FEATURE_KINDS
        if (scores := result.scores(kind)) is not None
    ]
    caption = said("Test images recognised by a linear classifier on the features; thin lines are 95 % intervals.")
    return bar_chart(bars, result.chance, wording.say(said("chance")), wording.say(caption))


def _table(result: EvaluationResult, wording: Wording) -> Table:
    rows = [
        _score_row(wording.features(kind) + (f" ({result.pca.components})" if kind == "pca" else ""), scores)
        for kind in FEATURE_KINDS
        if (scores := result.scores(kind)) is not None
    ]
    rows.append((wording.say(said("chance")), percent(result.chance, 1), "", "", ""))
    return Table(_score_head(wording, said("Features")), tuple(rows))


def _score_head(wording: Wording, first: str) -> tuple[str, ...]:
    words = (first, said("linear evaluation"), said("95 % interval"), said("kNN"), said("95 % interval"))
    return tuple(map(wording.say, words))


def _score_row(name: str, scores: Scores) -> tuple[str, ...]:
    linear, knn = (interval(scores.interval(score)) for score in ("linear", "knn"))
    return name, percent(scores.linear, 1), linear, percent(scores.knn, 1), knn


def _few_labels(result: EvaluationResult, wording: Wording) -> Table:
    few = result.few_labels
    assert few is not None
    head = (wording.say(said("Labels per class")), *(wording.features(kind) for kind in WITH_FEW_LABELS))
    rows = []
    for place, labels in enumerate(few.labels_a_class):
        scores = [few.scores(kind) for kind in WITH_FEW_LABELS]
        rows.append((f"{labels:,}", *(_few(each[place]) if place < len(each) else "" for each in scores)))
    return Table(head, tuple(rows))


def _few(score: FewScore) -> str:
    return (
        percent(score.linear, 1)
        if score.deviation is None
        else f"{in_percent(score.linear, 1):.1f} ± {100 * score.deviation:.1f} %"
    )


def _published(run: ReportedRun, result: EvaluationResult) -> tuple[PublishedScore, ...]:
    if run.started is None:
        return ()
    return published_for(result.dataset or run.started.data, run.started.encoder, run.started.stem, run.epochs)


def _of_published(entry: PublishedScore, wording: Wording) -> str:
    low, high = percent(entry.low, 1), percent(entry.high, 1)
    share = low if low == high else f"{low} – {high}"
    score = said("linear evaluation") if entry.score == "linear" else said("kNN")
    words = said(
        "Published for these data, this network and as many epochs: {share}, {score} ({source}; {details}).",
        share=share,
        score=score,
        source=Sentence(entry.source),
        details=Sentence(entry.details) if entry.details else said("details not named"),
    )
    return wording.say(words)


def _hardest(run: ReportedRun) -> tuple[Picture, ...]:
    """Of the images that are kept with the maps."""
    predicted, images = run.predicted, run.images
    if predicted is None or images is None:
        return ()
    kept = {int(number): place for place, number in enumerate(images.image_index)}
    chosen = [number for number in hardest(predicted).tolist() if number in kept][:HARDEST]
    names = predicted.class_names
    return tuple(
        Picture(
            images.images[kept[number]],
            f"{shortened(names[predicted.labels[number]], 16)} → {shortened(names[predicted.predictions[number]], 16)}",
        )
        for number in chosen
    )
