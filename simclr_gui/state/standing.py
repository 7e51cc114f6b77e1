"""Where the run that is shown stands: the one description from which every page takes its words and what it offers."""

from dataclasses import dataclass
from enum import Enum

from simclr_gui.state.experiment import Experiment, Phase


class Standing(Enum):
    """Of the run that is shown."""

    EMPTY = "nothing yet"
    OPENING = "opening"
    FOLLOWED = "followed elsewhere"
    PREPARING = "loading"
    BEGINNING = "first seconds"  # it trains, and no step is over
    TRAINING = "training"
    PAUSED = "paused"
    STOPPING = "stopping"
    EVALUATING = "evaluating"
    MAPPING = "mapping"
    FINISHED = "finished"
    UNTESTED = "finished but not tested"
    UNTRAINED = "stopped at step 0"
    IMPORTED = "imported, not tested"
    FAILED = "failed"  # before there was anything to keep
    BROKEN_OFF = "failed after some steps"


class Page(Enum):
    """A place that is empty until something is known."""

    TRAIN = "train"
    NETWORK = "network"
    FEATURES = "features"
    MAP = "map"
    SCORES = "scores"


class Offer(Enum):
    """The one thing that a page offers to do next."""

    NOTHING = "nothing"
    START = "start training"
    TEST = "test it now"


IN_PROGRESS = frozenset(
    {
        Standing.OPENING,
        Standing.FOLLOWED,
        Standing.PREPARING,
        Standing.BEGINNING,
        Standing.TRAINING,
        Standing.PAUSED,
        Standing.STOPPING,
        Standing.EVALUATING,
        Standing.MAPPING,
    }
)
CAN_BE_TESTED = frozenset({Standing.UNTESTED, Standing.BROKEN_OFF, Standing.IMPORTED})
WITHOUT_A_RUN = frozenset({Standing.EMPTY, Standing.UNTRAINED, Standing.FAILED})


@dataclass(frozen=True)
class Facts:
    """All that the standing is derived from.

    Attributes:
        has_steps: at least one step of training is known.
        is_scored: there is an evaluation.
        can_be_scored: the images have classes, as far as is known.
        is_trained: the training came to its end, so that what failed came after it.
        is_imported: the encoder came from elsewhere; there is no training.
    """

    phase: Phase
    has_steps: bool
    is_scored: bool
    can_be_scored: bool
    is_trained: bool = False
    is_imported: bool = False


def facts_of(experiment: Experiment) -> Facts:
    return Facts(
        experiment.phase,
        experiment.last_step is not None,
        experiment.result is not None,
        experiment.can_be_scored,
        experiment.ended is not None,
        experiment.origin is not None,
    )


def standing_of(facts: Facts) -> Standing:
    """Every combination of facts has one standing."""
    match facts.phase:
        case Phase.IDLE:
            return Standing.EMPTY
        case Phase.TRAINING:
            return Standing.TRAINING if facts.has_steps else Standing.BEGINNING
        case Phase.DONE | Phase.FAILED if facts.is_imported:
            return Standing.FINISHED if facts.is_scored else Standing.IMPORTED
        case Phase.FAILED if not (facts.has_steps and facts.is_trained):
            return Standing.BROKEN_OFF if facts.has_steps else Standing.FAILED
        case Phase.DONE if not facts.has_steps:
            return Standing.UNTRAINED
        case Phase.DONE | Phase.FAILED:
            return Standing.UNTESTED if facts.can_be_scored and not facts.is_scored else Standing.FINISHED
        case phase:
            return _WHILE[phase]


_WHILE = {
    Phase.OPENING: Standing.OPENING,
    Phase.FOLLOWING: Standing.FOLLOWED,
    Phase.PREPARING: Standing.PREPARING,
    Phase.PAUSED: Standing.PAUSED,
    Phase.STOPPING: Standing.STOPPING,
    Phase.EVALUATING: Standing.EVALUATING,
    Phase.MAPPING: Standing.MAPPING,
}


def offer_of(page: Page, standing: Standing) -> Offer:
    """Training is offered only where there is no run, a test only of one whose network was not tested."""
    if standing in WITHOUT_A_RUN:
        return Offer.NOTHING if page is Page.TRAIN else Offer.START  # on Train the large button stands above
    if standing in CAN_BE_TESTED and page in (Page.TRAIN, Page.MAP, Page.SCORES):
        return Offer.TEST
    return Offer.NOTHING
