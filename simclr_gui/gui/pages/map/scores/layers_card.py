"""Layer by layer: what each part of the network recognises, and why h is used and not z."""

from PySide6.QtWidgets import QWidget

from simclr_gui.engine.events.evaluation import LayerScores, ScoreName
from simclr_gui.engine.messages.shares import in_percent
from simclr_gui.gui.look.language import spoken_in_a_row
from simclr_gui.gui.look.theme import Theme
from simclr_gui.gui.pages.map.scores.asked_card import AskedCard
from simclr_gui.gui.pages.map.scores.layer_bars import LayerBars, LayerScore
from simclr_gui.gui.pages.map.scores.words import score_term

H, Z, STEM = "h", "z", "stem"
NAMES = (STEM, *(f"layer{number}" for number in range(1, 5)), H, Z)
CLEAR_WITHOUT_INTERVALS = 0.01


class LayersCard(AskedCard):
    """Bars of the stem, the stages, h and z."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.bars = LayerBars(theme)
        super().__init__(self.bars, parent)
        self.dress(
            self.tr("Layer by layer"),
            self.tr("Score every layer"),
            self.tr("Fit a classifier to the output of each layer, without changing the network"),
        )

    def show_layers(self, layers: list[LayerScores] | None, score: ScoreName, chance: float) -> None:
        """Shows the scores of all layers, None while they are not known."""
        if layers is None:
            self.bars.show_outline([self._name(layer) for layer in NAMES])
            self.show_prompt(
                self.tr(
                    "How well each layer tells the classes apart: from the stem through the four stages to the "
                    "features h, and to z, which only the loss sees."
                )
            )
            return
        found = [
            LayerScore(
                self._name(layer.name),
                layer.accuracy(score),
                layer.interval(score),
                layer.numbers,
                is_used=layer.name == H,
            )
            for layer in layers
        ]
        self.bars.show_layers(found, chance)
        self.show_chart(
            score_term(score), self._sentence({layer.name: one for layer, one in zip(layers, found, strict=True)})
        )

    def _name(self, layer: str) -> str:
        if layer == STEM:
            return self.tr("Stem")
        if layer in (H, Z):
            return layer
        return self.tr("Stage {number}").format(number=layer.removeprefix("layer"))

    def _sentence(self, layers: dict[str, LayerScore]) -> str:
        h, z = layers.get(H), layers.get(Z)
        if h is None or z is None:
            return ""
        if is_clearly_more(h, z):
            words = self.tr(
                "h recognises {h:.1f} %, z only {z:.1f} %: the head discards what the loss does not need, so h is used."
            )
        elif is_clearly_more(z, h):
            words = self.tr("z recognises {z:.1f} %, more than h with {h:.1f} %: here the head discarded nothing.")
        else:
            words = self.tr("h recognises {h:.1f} %, z {z:.1f} %, no clear difference: the head discarded little.")
        words = words.format(h=in_percent(h.accuracy, 1), z=in_percent(z.accuracy, 1))
        best = max(layers.values(), key=_accuracy)
        if best is not z and is_clearly_more(best, h):
            more = self.tr("Best layer: {name}, {accuracy:.1f} %.")
            words = spoken_in_a_row(words, more.format(name=best.name, accuracy=in_percent(best.accuracy, 1)))
        return words


def _accuracy(layer: LayerScore) -> float:
    return layer.accuracy


def is_clearly_more(one: LayerScore, other: LayerScore) -> bool:
    """Whether more is recognised from the one by more than the test images' chance."""
    if one.interval is None or other.interval is None:
        return one.accuracy - other.accuracy > CLEAR_WITHOUT_INTERVALS
    return one.interval[0] > other.interval[1]
