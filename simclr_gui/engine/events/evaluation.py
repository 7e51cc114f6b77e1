"""What an evaluation found: the content of evaluation.json, checked. Shares are shares, counts count, parts fit.

The fields stand in the order in which evaluation.json has them.
"""

from typing import Annotated, Literal, cast, get_args, overload

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from simclr_gui.engine.storage.json_files import Count, Share

BaselineKind = Literal["pca", "untrained"]
ComparedKind = Literal["simclr", BaselineKind]
FeatureKind = Literal[ComparedKind, "supervised"]
ScoreName = Literal["linear", "knn"]

COMPARED: tuple[ComparedKind, ...] = get_args(ComparedKind)
"""The kinds of features that every evaluation scores, in the order in which they are told."""
FEATURE_KINDS: tuple[FeatureKind, ...] = get_args(FeatureKind)
"""Those, and the network that was trained with labels."""
WITH_FEW_LABELS = tuple(kind for kind in FEATURE_KINDS if kind != "untrained")
SCORES: tuple[ScoreName, ...] = get_args(ScoreName)


def _in_order(ends: list[float]) -> list[float]:
    if ends[0] > ends[1]:
        raise ValueError("the ends should be in order")
    return ends


Interval = Annotated[list[Share], Field(min_length=2, max_length=2), AfterValidator(_in_order)]
SignedShare = Annotated[float, Field(ge=-1, le=1)]
Positive = Annotated[int, Field(gt=0, lt=2**53)]


class Part(BaseModel):
    """Types are not guessed: "0.5" is no number. What a later version adds may stand beside."""

    model_config = ConfigDict(strict=True, extra="allow", frozen=True, allow_inf_nan=False)


class Scores(Part):
    """Accuracies of one set of features; intervals (95 %) are not in files of the first versions."""

    linear: Share
    knn: Share
    linear_interval: Interval | None = None
    knn_interval: Interval | None = None

    def accuracy(self, score: ScoreName) -> float:
        """The share of test images that is recognised, 0 to 1."""
        return self.linear if score == "linear" else self.knn

    def interval(self, score: ScoreName) -> tuple[float, float] | None:
        """Where the true accuracy lies with 95 % certainty; None where nobody wrote it down."""
        ends = self.linear_interval if score == "linear" else self.knn_interval
        return None if ends is None else (ends[0], ends[1])


class Components(Part):
    """How PCA was made."""

    components: Positive
    solver: str = ""


class ComponentScores(Scores, Components):
    """Of principal components, whose number stands first."""


class Layer(Part):
    """A layer of the network, whose maps were described by so many numbers."""

    name: str
    numbers: Positive


class LayerScores(Scores, Layer):
    """Of one layer, whose name stands first."""


class FewScore(Part):
    """Linear evaluation with some labels per class: mean and standard deviation over draws, None of a single one."""

    linear: Share
    deviation: Share | None = None


class FewLabels(Part):
    """Lists of the same length; that of the supervised networks may still be growing."""

    labels_a_class: list[Positive]
    simclr: list[FewScore]
    pca: list[FewScore]
    supervised: list[FewScore]

    @model_validator(mode="after")
    def _lists_fit(self) -> "FewLabels":
        count = len(self.labels_a_class)
        if not len(self.simclr) == len(self.pca) == count >= len(self.supervised):
            raise ValueError("the lists should be of the same length")
        if self.labels_a_class != sorted(set(self.labels_a_class)):
            raise ValueError("the numbers of labels should grow")
        return self

    @property
    def is_complete(self) -> bool:
        """Whether the networks are trained, one for each number of labels: they come last."""
        return len(self.supervised) == len(self.labels_a_class)

    def scores(self, kind: FeatureKind) -> list[FewScore]:
        """One entry for each number of labels, or for the first of them; `kind` is one of `WITH_FEW_LABELS`."""
        return cast(list[FewScore], getattr(self, kind))


class Difference(Part):
    """Of two accuracies on the very same test images, as shares.

    Attributes:
        value: the first one's accuracy less the second one's, -1 to 1.
        low, high: the 95 % interval.
        p: how probable so uneven a count would be if both were equally good (exact McNemar test).
    """

    value: SignedShare
    low: SignedShare
    high: SignedShare
    p: Share

    @model_validator(mode="after")
    def _ends_fit(self) -> "Difference":
        if self.low > self.high:
            raise ValueError("the ends should be in order")
        return self


class DifferenceByScore(Part):
    """How much better SimCLR's features are than one other kind."""

    linear: Difference
    knn: Difference

    def difference(self, score: ScoreName) -> Difference:
        return self.linear if score == "linear" else self.knn


class Differences(Part):
    """Between SimCLR's features and each other kind."""

    pca: DifferenceByScore
    untrained: DifferenceByScore


class EvaluatedCheckpoint(Part):
    """Of which network the scores are."""

    step: Count
    sha256: str


class PassedOverCheckpoint(Part):
    """A checkpoint that is newer than the evaluated one, but damaged."""

    file: str
    reason: str


class EvaluationResult(Part):
    """The scores of a run, and what they were measured on.

    Attributes:
        chance: what guessing recognises, 0 to 1.
        frozen_verified: whether the evaluation left the network as it was.
        differences: the first versions told none.
        supervised, layers, few_labels: None where they were not asked for.
    """

    dataset: str = ""
    protocol: str = ""
    train_images: Positive | None = None
    test_images: Positive
    pictures_sha256: str = ""
    chance: Share
    simclr: Scores
    checkpoint: EvaluatedCheckpoint | None = None
    frozen_verified: bool
    passed_over: list[PassedOverCheckpoint] | None = None
    pca: ComponentScores
    untrained: Scores
    differences: Differences | None = None
    supervised: Scores | None = None
    layers: list[LayerScores] | None = None
    few_labels: FewLabels | None = None

    @property
    def files_passed_over(self) -> list[str]:
        """Of checkpoints that were newer, and too damaged to be tested."""
        return [each.file for each in self.passed_over or ()]

    @property
    def compared(self) -> dict[ComparedKind, Scores]:
        """What is known of every run, in the order in which it is told."""
        return {kind: self.scores(kind) for kind in COMPARED}

    @overload
    def scores(self, kind: ComparedKind) -> Scores: ...
    @overload
    def scores(self, kind: FeatureKind) -> Scores | None: ...
    def scores(self, kind: FeatureKind) -> Scores | None:
        """Of one kind of features; None of the network that was trained with labels where nobody asked for it."""
        return cast(Scores | None, getattr(self, kind))
