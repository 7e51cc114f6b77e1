"""What other programs have of a run's network, told from its settings: what opens it, and which file lies beside it.

Loads no torch: the window says before an export what the engine says after it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from simclr_gui.engine.config.choices import ENCODERS
from simclr_gui.engine.config.settings import EncoderName, Features, Stem, TrainingConfig
from simclr_gui.engine.config.stems import resolved_stem
from simclr_gui.engine.events.base import Event
from simclr_gui.engine.exchange.export_kinds import EXPORT_KINDS, ExportKind
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.runs.run_folder import RunFolder

STANDALONE, LOADER = "encoder.py", "load.py"
OF_ONES_OWN = said("torch alone; neither torchvision nor timm has this network")


@dataclass(frozen=True)
class NetworkForm:
    """The shape of an encoder.

    Attributes:
        encoder: in `ENCODERS`.
        stem: any but "auto".
        features: which averages h holds.
    """

    encoder: EncoderName
    stem: Stem
    features: Features

    @property
    def is_plain_resnet(self) -> bool:
        """Whether torchvision and timm have just this network, but perhaps for its first layers."""
        is_usual = self.features == "last-stage" and self.stem in ("imagenet", "small")
        return is_usual and not ENCODERS[self.encoder].is_thin

    @property
    def file_beside(self) -> str | None:
        """What has to lie beside the weights, as others do not have this network, or not its first layers."""
        if not self.is_plain_resnet:
            return STANDALONE
        return LOADER if self.stem == "small" else None


@dataclass(frozen=True)
class ExportKindsRead(Event):
    """What one run can be exported as, by the names of `EXPORT_KINDS`."""

    run_dir: Path
    kinds: dict[str, ExportKind]


def read_export_kinds(run_dir: Path) -> Iterator[Event]:
    """Ends with `ExportKindsRead`; says nothing where the settings cannot be read, since the export will."""
    try:
        form = form_of(RunFolder(run_dir).config())
    except UserError:
        return
    yield ExportKindsRead(run_dir, kinds_for(form))


def form_of(config: TrainingConfig) -> NetworkForm:
    """The form of the encoder that these settings make."""
    model = config.model
    return NetworkForm(model.encoder, resolved_stem(model.encoder, model.stem, config.data.side_px), model.features)


def kinds_for(form: NetworkForm) -> dict[str, ExportKind]:
    """`EXPORT_KINDS` in words that hold for such a network."""
    torchvision, timm = EXPORT_KINDS["torchvision"], EXPORT_KINDS["timm"]
    if form.file_beside == STANDALONE:
        torchvision = replace(
            torchvision,
            title=said("Weights for torch"),
            what=said("One safetensors file, and {file} beside it, which is all of the network.", file=STANDALONE),
            opens_with=OF_ONES_OWN,
        )
        timm = replace(
            timm,
            title=said("Folder for torch"),
            what=said("A folder with weights, README and {file}, which is all of the network.", file=STANDALONE),
            opens_with=OF_ONES_OWN,
        )
    elif form.file_beside == LOADER:
        torchvision = replace(
            torchvision,
            what=said(
                "One safetensors file, and {file} beside it, which loads it with first layers for small images.",
                file=LOADER,
            ),
        )
        timm = replace(
            timm,
            what=said(
                "A folder with weights, configuration, README and {file}, "
                "which loads them with first layers for small images.",
                file=LOADER,
            ),
        )
    return EXPORT_KINDS | {"torchvision": torchvision, "timm": timm}
