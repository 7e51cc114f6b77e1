"""With few labels: what SimCLR's features save in labels, beside a network that is trained on those labels alone."""

from PySide6.QtWidgets import QWidget

from simclr_gui.engine.events.evaluation import WITH_FEW_LABELS, FeatureKind, FewLabels
from simclr_gui.engine.messages.shares import in_percent
from simclr_gui.gui.look.language import spoken_in_a_row
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages.map.scores.asked_card import AskedCard
from simclr_gui.gui.pages.map.scores.label_lines import LabelLine, LabelLines
from simclr_gui.gui.pages.map.scores.words import LINEAR, kind_name, score_term


class FewLabelsCard(AskedCard):
    """Lines over the number of labels per class."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.lines = LabelLines(theme)
        super().__init__(self.lines, parent)
        self.dress(
            self.tr("With few labels"),
            self.tr("Try with few labels"),
            self.tr(
                "Fit classifiers on the features with 10 to 500 labels per class, then train the network on each "
                "number of labels, as long as this run each time"
            ),
        )

    def show_scores(self, few_labels: FewLabels | None, *, is_imported: bool = False) -> None:
        """Shows label efficiency, None while it is not known."""
        names: dict[FeatureKind, str] = {kind: kind_name(kind, is_imported=is_imported) for kind in WITH_FEW_LABELS}
        if few_labels is None:
            self.lines.show_outline(names)
            self.show_prompt(
                self.tr(
                    "How many labels are needed to recognise the classes from these features, and how far does a "
                    "network get from those labels alone?"
                )
            )
            return
        sizes = few_labels.labels_a_class
        if not sizes:
            words = self.tr("The smallest class has fewer than 10 images: too few to try this.")
            self.show_prompt(words, can_ask=False)
            return
        lines = {
            kind: LabelLine(
                kind,
                names[kind],
                tuple(entry.linear for entry in few_labels.scores(kind)),
                tuple(entry.deviation for entry in few_labels.scores(kind)),
            )
            for kind in WITH_FEW_LABELS
        }
        self.lines.show_lines(sizes, list(lines.values()))
        sentence = self._sentence(sizes, *(line.accuracies for line in lines.values()))
        self.show_chart(score_term(LINEAR), sentence, is_whole=few_labels.is_complete)

    def _sentence(
        self, sizes: list[int], simclr: tuple[float, ...], pca: tuple[float, ...], supervised: tuple[float, ...]
    ) -> str:
        if not supervised:
            words = self.tr("With {size} labels per class, the features recognise {simclr:.0f} %, PCA's {pca:.0f} %.")
            return words.format(size=sizes[0], simclr=in_percent(simclr[0]), pca=in_percent(pca[0]))
        first = self.tr(
            "With {size} labels per class, the features recognise {simclr:.0f} %; a network trained on those "
            "labels alone, {supervised:.0f} %."
        ).format(size=sizes[0], simclr=in_percent(simclr[0]), supervised=in_percent(supervised[0]))
        if pca[0] >= simclr[0]:
            words = self.tr("The raw pixels (PCA) reach {pca:.0f} %, no worse than these features.")
            return spoken_in_a_row(first, words.format(pca=in_percent(pca[0])))
        return spoken_in_a_row(first, self._who_is_ahead(sizes, simclr, supervised))

    def _who_is_ahead(self, sizes: list[int], simclr: tuple[float, ...], supervised: tuple[float, ...]) -> str:
        """From where on labels alone are worth more, if at all."""
        sizes = sizes[: len(supervised)]
        are_beaten = [theirs > ours for ours, theirs in zip(simclr, supervised, strict=False)]
        if not any(are_beaten):
            return self.tr("Up to {size} per class, labels alone do no better.").format(size=sizes[-1])
        if all(are_beaten):
            return self.tr("Here labels alone do better.")
        turn = len(are_beaten) - are_beaten[::-1].index(False)
        if turn == len(sizes):
            return self.tr("Up to {size} per class, neither is always ahead.").format(size=sizes[-1])
        return self.tr("From {size} on, labels alone do better.").format(size=sizes[turn])
