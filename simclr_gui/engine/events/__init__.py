"""What the engine tells: small frozen records of floats and numpy copies, never live tensors.

The window, the command line, the tests and a cluster job play the same events. An event with a `kind` is kept
in events.jsonl, under that name.
"""

from simclr_gui.engine.events.base import Announced, Event, Floats, Pixels
from simclr_gui.engine.events.lessons import (
    BlockProbed,
    BlocksCompared,
    ErrorMeasured,
    GradientsFlowed,
    LessonPictures,
    SizesWalked,
    WalkedLayer,
)
from simclr_gui.engine.events.looking import (
    PICTURES_TO_LOOK_AT,
    DrawnView,
    FeatureMapsTaken,
    PairsDrawn,
    ReceptiveField,
    SimilaritiesTaken,
    ViewsInspected,
    ViewStep,
)
from simclr_gui.engine.events.results import (
    EvaluationFinished,
    MapDrawn,
    ModelChecked,
    MomentMapped,
    NeighboursFound,
    PicturePlaced,
    PicturesChosen,
    PicturesGuessed,
    PicturesRead,
    Placement,
)
from simclr_gui.engine.events.training import (
    CheckpointSaved,
    EndReason,
    GraphTried,
    LiveKnnMeasured,
    LiveProbeMeasured,
    PulseTaken,
    RankMeasured,
    RunEnded,
    RunStarted,
    StepMeasured,
    StepsRead,
)

__all__ = [
    "PICTURES_TO_LOOK_AT",
    "Announced",
    "BlockProbed",
    "BlocksCompared",
    "CheckpointSaved",
    "DrawnView",
    "EndReason",
    "ErrorMeasured",
    "EvaluationFinished",
    "Event",
    "FeatureMapsTaken",
    "Floats",
    "GradientsFlowed",
    "GraphTried",
    "LessonPictures",
    "LiveKnnMeasured",
    "LiveProbeMeasured",
    "MapDrawn",
    "ModelChecked",
    "MomentMapped",
    "NeighboursFound",
    "PairsDrawn",
    "PicturePlaced",
    "PicturesChosen",
    "PicturesGuessed",
    "PicturesRead",
    "Pixels",
    "Placement",
    "PulseTaken",
    "RankMeasured",
    "ReceptiveField",
    "RunEnded",
    "RunStarted",
    "SimilaritiesTaken",
    "SizesWalked",
    "StepMeasured",
    "StepsRead",
    "ViewStep",
    "ViewsInspected",
    "WalkedLayer",
]
