"""The charts of the Train page and their words."""

from PySide6.QtCore import QObject

from simclr_gui.engine.messages.shares import percent
from simclr_gui.gui.look.theme import PETROFF_10, Theme
from simclr_gui.gui.parts.chart import Chart, ChartText, Line
from simclr_gui.gui.parts.chart.text import STYLES

SOLID, DASHED, DOTTED, DASH_DOT, DASH_DOT_DOT = STYLES
SMALLEST_PLAIN_RATE = 1e-3


class ChartTexts(QObject):
    """Makes each chart; what a curve means is said in its tooltip."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def loss(self) -> Chart:
        return Chart(
            ChartText(
                self.tr("Loss"),
                self.tr("NT-Xent"),
                self.tr("How hard it still is to find the partner. It falls from chance towards perfect pairs."),
                "loss",
            ),
            lambda value: f"{value:.3f}",
            self._theme,
        )

    def top1(self) -> Chart:
        return Chart(
            ChartText(
                self.tr("Finds its partner"),
                self.tr("contrastive top-1 and top-5"),
                self.tr(
                    "How often a view's most similar other view is the one from the same image (first), and how "
                    "often that one is among its five most similar."
                ),
                "top1",
            ),
            percent,
            self._theme,
            (Line(self.tr("first"), "accent"),),
            Line(self.tr("among five"), "pca", DASHED),
        )

    def scores(self) -> Chart:
        return Chart(
            ChartText(
                self.tr("Recognises"),
                "",
                self.tr(
                    "How many of a few unseen test images are recognised: by a line between the classes (probe), and "
                    "from their neighbours (kNN). The labels are used for this test only."
                ),
                "accuracy",
            ),
            percent,
            self._theme,
            (Line(self.tr("probe"), "accent"), Line(self.tr("kNN"), "pca", DASHED)),
        )

    def rate(self) -> Chart:
        return Chart(
            ChartText(
                self.tr("Learning rate"),
                "",
                self.tr("The step size: it warms up, then falls to zero when the budget is used up. Thin: as planned."),
                "learning_rate",
            ),
            _rate,
            self._theme,
        )

    def speed(self) -> Chart:
        return Chart(
            ChartText(
                self.tr("Images/s"),
                "",
                self.tr("Training images per second; each is seen as two views. Beside it the memory in use."),
                "images_per_second",
            ),
            lambda value: f"{value:,.0f}",
            self._theme,
        )

    def cosines(self) -> Chart:
        return Chart(
            ChartText(
                self.tr("How alike"),
                self.tr("mean cosine"),
                self.tr(
                    "Partners should be alike (1), other images not (0). Where they stay near 1, the network gives "
                    "every image the same answer: it has collapsed."
                ),
                "cosine",
            ),
            lambda value: f"{value:+z.2f}",
            self._theme,
            (Line(self.tr("partners"), "accent"), Line(self.tr("other images"), "pca", DASHED)),
        )

    def spread(self) -> Chart:
        return Chart(
            ChartText(
                self.tr("On the sphere"),
                self.tr("Wang and Isola"),
                self.tr(
                    "Alignment: mean squared distance of partners, 0 where they coincide. Uniformity: -4 where "
                    "views of other images fill the sphere evenly, 0 where all lie in one point. Learning lowers both."
                ),
                "sphere",
            ),
            lambda value: f"{value:+.1f}",
            self._theme,
            (Line(self.tr("alignment"), "accent"), Line(self.tr("uniformity"), "pca", DASHED)),
        )

    def rank(self) -> Chart:
        return Chart(
            ChartText(
                self.tr("Richness"),
                self.tr("effective rank"),
                self.tr("How many directions the features use. A fall towards 1 is a collapse."),
                "effective_rank",
            ),
            lambda value: f"{value:.1f}",
            self._theme,
        )

    def gradients(self) -> Chart:
        names = (
            self.tr("stem"),
            *(str(stage) for stage in range(1, 5)),
            self.tr("head"),
        )
        styles = (SOLID, DASHED, DOTTED, DASH_DOT, DASH_DOT_DOT, SOLID)
        lines = [Line(*line) for line in zip(names, PETROFF_10, styles, strict=False)]
        return Chart(
            ChartText(
                self.tr("Gradients"),
                self.tr("root mean square"),
                self.tr(
                    "How strongly stem, stages 1 to 4 and head are pushed, on a scale of powers of ten. Far smaller in "
                    "early parts: gradients vanish. Growing without end: they explode."
                ),
                "gradient",
            ),
            lambda value: f"{value:.0e}",
            self._theme,
            lines,
        )


def _rate(value: float) -> str:
    """It ends near nothing, but not at nothing: then as a power of ten, which has room beside the title."""
    return f"{value:.1e}" if 0 < value < SMALLEST_PLAIN_RATE else f"{value:.4f}"
