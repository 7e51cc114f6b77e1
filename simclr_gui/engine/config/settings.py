"""Every setting of a run: the one model from which the form, the command line and config.json are made."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from pydantic import field_validator, model_validator
from pydantic.fields import FieldInfo

from simclr_gui.engine.config.choices import ENCODERS, PUBLISHED_DATA
from simclr_gui.engine.config.section import Section, setting, unit_of
from simclr_gui.engine.config.views import ViewSettings
from simclr_gui.engine.losses.table import LOSSES
from simclr_gui.engine.messages.sentences import SettingWords, said

SCHEMA_VERSION: Literal[1] = 1

Stem = Literal["auto", "thin", "small", "small-padded", "small-linear", "imagenet"]
Features = Literal["last-stage", "multi-scale"]
if TYPE_CHECKING:
    EncoderName: TypeAlias = str
    Source: TypeAlias = str
    LossName: TypeAlias = str
else:  # a line in the table of each is enough
    EncoderName = Literal[*ENCODERS]
    Source = Literal["shapes", "folder", *PUBLISHED_DATA]
    LossName = Literal[*LOSSES]


class DataSettings(Section):
    """Which images the network learns from."""

    source: Source = setting(
        "shapes",
        "Data",
        "Shapes are drawn by the program, nothing is downloaded. A folder holds your own images. The others are "
        "published data sets, which are downloaded when you ask for it.",
        usual="shapes for a demonstration",
    )
    part: Literal["train", "unlabeled", "train+unlabeled"] = setting(
        "train+unlabeled",
        "Part",
        "Which images of STL-10 are learned from: its 5,000 with a class, its 100,000 without, or all of them.",
        usual="train+unlabeled",
    )
    folder: Path | None = setting(
        None,
        "Folder of images",
        "A folder, zip or tar of images. Sub-folders are classes, or a CSV names them; without either the network "
        "learns all the same. train/ and test/ are honoured, else a fifth of every class is kept for testing. "
        "For a published data set: the folder in which it lies already.",
        usual="only with your own images",
    )
    classes: str = setting(
        "",
        "Classes",
        "Names, with commas between them; images of other classes are left out. Empty takes all.",
        usual="empty",
    )
    side_px: int = setting(
        32,
        "Image side",
        "Every image is brought to this square size. Larger shows more detail and costs time with its square.",
        usual="32 to 96",
        usual_low=32,
        usual_high=96,
        unit="px",
        ge=16,
        le=224,
    )
    train_images: int = setting(
        5_000,
        "Training images",
        "How many Shapes are drawn for training, or the most that are taken from a folder (0 takes all).",
        usual="5,000 Shapes; 0 for a folder",
        zero="all",
        ge=0,
        le=2_000_000,
    )
    test_images: int = setting(
        1_000,
        "Test images",
        "Images that are never trained on; every accuracy is measured on them (0 takes all of a folder).",
        usual="1,000 Shapes; 0 for a folder",
        zero="all",
        ge=0,
        le=1_000_000,
    )
    drawing_seed: int = setting(
        0,
        "Drawing seed",
        "The same number draws the same Shapes and picks the same subset of a folder.",
        usual="0",
        ge=0,
        le=2**31 - 1,
    )

    @field_validator("folder", mode="before")
    @classmethod
    def _keeps_its_bytes(cls, value: Any) -> Any:
        """A name that is not UTF-8 comes back from config.json as it went in; pydantic would replace its letters."""
        return Path(value) if isinstance(value, str) else value

    @property
    def name(self) -> str:
        """What the data are called in the name of a run folder."""
        return self.folder.name if self.source == "folder" and self.folder else self.source


class ModelSettings(Section):
    """The encoder f, whose output h is kept, and the projection head g, which is for training only."""

    encoder: EncoderName = setting(
        "resnet18-thin",
        "Network",
        "The encoder. Deeper networks learn more and cost more; the thin ones have a quarter of the width "
        "and make a demonstration possible without a graphics card.",
        usual="thin on a CPU, ResNet-18 or 50 on a GPU",
    )
    stem: Stem = setting(
        "auto",
        "Stem",
        "The first layer. auto: thin networks 3x3 stride 2; others 3x3 stride 1 below 64 px (a 7x7 stride-2 stem "
        "with pooling would cost 15 to 20 points there) and the 7x7 stem with max pooling from 64 px on. Other "
        "programs know two more: 3x3 stride 1 with padding 2, and without ReLU.",
        usual="auto",
    )
    features: Features = setting(
        "last-stage",
        "Features h",
        "What h holds the averages of: the maps of the last stage, as in the paper, or (multi-scale) those of stages "
        "2, 3 and 4 side by side. Earlier maps are learned sooner, which helps short trainings on photographs.",
        usual="last-stage; multi-scale for photographs on a CPU",
    )
    projection_layers: int = setting(
        2,
        "Layers of the projection head",
        "Dense layers of g, with ReLU between them. 0 takes no head: the loss then compares h itself.",
        usual="2; 3 in SimCLR v2",
        usual_low=2,
        usual_high=3,
        ge=0,
        le=4,
    )
    projection_hidden_dim: int | None = setting(
        None,
        "Width of the projection head",
        "Width of its inner layers. None takes the width of h.",
        usual="none (as wide as h)",
        ge=2,
        le=8_192,
    )
    projection_dim: int = setting(
        128,
        "Output of the projection head",
        "Length of z, the vector that the loss compares. It is thrown away after training.",
        usual="64 to 256; 2,048 in the source notes",
        usual_low=64,
        usual_high=2_048,
        ge=2,
        le=4_096,
    )


class OptimisationSettings(Section):
    """The loss, and how the weights follow it downhill."""

    loss: LossName = setting(
        "nt-xent",
        "Loss",
        "NT-Xent is SimCLR's loss. The decoupled loss (DCL) leaves the partner out of the denominator, "
        "which helps small batches.",
        usual="nt-xent; dcl for small batches",
    )
    temperature: float = setting(
        0.2,
        "Temperature",
        "Low values focus on the hardest negatives; high values weight all negatives equally.",
        usual="0.1 to 0.5",
        usual_low=0.1,
        usual_high=0.5,
        gt=0.0,
        le=10.0,
    )
    batch_size: int = setting(
        64,
        "Batch",
        "Images per step. Each must find its partner among 2 x batch - 1 views.",
        usual="64 on a CPU, 256 to 512 on a GPU",
        usual_low={"sgd": 64, "adamw": 64, "lars": 1_024},
        usual_high={"sgd": 512, "adamw": 512, "lars": 8_192},
        usual_by="optimizer",
        unit="images",
        ge=2,
        le=16_384,
    )
    optimizer: Literal["sgd", "adamw", "lars"] = setting(
        "sgd",
        "Optimizer",
        "SGD with Nesterov momentum 0.9, AdamW, or LARS, which keeps batches of thousands steady.",
        usual="sgd; lars from a batch of 1,024 on",
    )
    batch_norm: Literal["local", "synchronised"] = setting(
        "local",
        "BatchNorm",
        "Where several processes train together: each takes the statistics of its own share, or of the whole batch.",
        usual="local; synchronised for small shares on GPUs",
    )
    learning_rate: float = setting(
        0.06,
        "Learning rate",
        "Highest step size; it warms up to it and falls along a cosine to zero. Too high, and the loss jumps.",
        usual="0.03 to 0.3 (sgd), 0.0005 to 0.002 (adamw), 1 to 5 (lars)",
        usual_low={"sgd": 0.03, "adamw": 0.0005, "lars": 1.0},
        usual_high={"sgd": 0.3, "adamw": 0.002, "lars": 5.0},
        usual_by="optimizer",
        gt=0.0,
        le=100.0,
    )
    weight_decay: float = setting(
        5e-4,
        "Weight decay",
        "Pulls the weights towards zero, which keeps the network simple.",
        usual="0.0001 to 0.001",
        usual_low=0.0001,
        usual_high=0.001,
        ge=0.0,
        le=1.0,
    )
    averaging: float = setting(
        0.0,
        "Averaged weights",
        "Share that a running average of the encoder's weights keeps at every step (EMA). Scores and maps are then of "
        "the average; 0 takes the weights themselves. It changed nothing measurable in short runs.",
        usual="0; 0.99 to 0.999",
        ge=0.0,
        le=0.9999,
    )
    warmup_share: float = setting(
        0.05,
        "Warm-up",
        "Share of the budget in which the learning rate climbs from zero.",
        usual="0.02 to 0.1",
        ge=0.0,
        le=0.9,
    )


class BudgetSettings(Section):
    """How long the run may train: the schedule is stretched to end exactly there."""

    seconds: float = setting(
        60.0,
        "Time",
        "Training time; pauses do not count. The learning rate reaches zero when it is used up.",
        usual="60 for Shapes, 300 and more for photographs",
        unit="s",
        gt=0.0,
        le=30 * 86_400.0,
    )
    epochs: int | None = setting(
        None,
        "Epochs",
        "Passes over the training images. They replace the time and make the run repeatable bit for bit.",
        usual="empty, or 100 to 1,000 on a GPU",
        ge=1,
        le=100_000,
    )
    counts: Literal["clock", "computing"] = setting(
        "clock",
        "Counted time",
        "Which seconds count: those of the clock, or those in which the processor computed for this training. Beside "
        "other programs the latter are fewer, and the training goes on for longer to make up for it.",
        usual="clock",
    )

    def counted_s(self, elapsed_s: float, processor_s: float) -> float:
        """The seconds that count of a training.

        Args:
            elapsed_s: of the clock. processor_s: in which the processor computed for it.
        """
        return processor_s if self.counts == "computing" else elapsed_s


class MachineSettings(Section):
    """Where it runs."""

    device: Literal["auto", "cpu", "cuda", "mps"] = setting(
        "auto", "Device", "auto takes a graphics card that works, else the CPU.", usual="auto"
    )
    precision: Literal["auto", "float32", "bfloat16", "float16"] = setting(
        "auto",
        "Precision",
        "auto times float32 and half precision on this machine and takes the faster one.",
        usual="auto",
    )
    threads: int | None = setting(
        None,
        "Threads",
        "How many threads of the processor compute. Empty (auto): the quickest number is found while it trains, also "
        "beside other programs; with a budget in epochs it stays as it is, so that the run is repeatable bit for bit.",
        usual="empty",
        ge=1,
        le=1_024,
    )
    seed: int = setting(
        0,
        "Seed",
        "The same number starts from the same weights and draws the same views.",
        usual="0",
        ge=0,
        le=2**31 - 1,
    )

    @field_validator("threads", mode="before")
    @classmethod
    def _read_auto(cls, value: Any) -> Any:
        """As people write it."""
        return None if value == "auto" else value


class TrainingConfig(Section):
    """Everything that is needed to repeat a run."""

    schema_version: Literal[1] = SCHEMA_VERSION
    data: DataSettings = DataSettings()
    views: ViewSettings = ViewSettings()
    model: ModelSettings = ModelSettings()
    optimisation: OptimisationSettings = OptimisationSettings()
    budget: BudgetSettings = BudgetSettings()
    machine: MachineSettings = MachineSettings()

    @model_validator(mode="after")
    def _a_folder_is_named(self) -> "TrainingConfig":
        if self.data.source == "folder" and self.data.folder is None:
            raise ValueError(said("data from a folder needs the folder's path"))
        return self


SECTIONS: dict[str, type[Section]] = {
    "data": DataSettings,
    "views": ViewSettings,
    "model": ModelSettings,
    "optimisation": OptimisationSettings,
    "budget": BudgetSettings,
    "machine": MachineSettings,
}


def field_of(setting: str) -> FieldInfo:
    """What is known of "optimisation.temperature"; KeyError where there is no such setting."""
    section, _, name = setting.partition(".")
    return SECTIONS[section].model_fields[name]


def title_of(setting: str) -> SettingWords:
    """As the window calls it."""
    return SettingWords(field_of(setting).title or setting)


def unit_of_setting(setting: str) -> str:
    """What its values count; empty for a plain number or a choice."""
    return unit_of(field_of(setting))


def zero_of_setting(setting: str) -> str:
    """What 0 stands for; empty where it is a number like any other."""
    extra: Any = field_of(setting).json_schema_extra or {}
    return str(extra.get("zero", ""))
