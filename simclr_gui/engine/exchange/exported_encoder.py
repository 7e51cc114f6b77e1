"""The encoder of a run as it is handed on: its weights under torchvision's names, and what has to be known of it."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save
from torch import Tensor

from simclr_gui.engine.config.choices import PUBLISHED_DATA
from simclr_gui.engine.config.settings import EncoderName, Features, Stem, TrainingConfig
from simclr_gui.engine.events import Floats
from simclr_gui.engine.exchange.network_form import NetworkForm, form_of
from simclr_gui.engine.messages.sentences import Sentence
from simclr_gui.engine.network.encoders import Encoder
from simclr_gui.engine.runs.origin import Origin, read_origin
from simclr_gui.engine.runs.parent import Parent, read_parent
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.storage.places import APP_NAME
from simclr_gui.engine.training.trained_encoder import newest_learner

PREFIX = "network."


@dataclass(frozen=True)
class ExportedEncoder:
    """The network that scores and maps of a run are of.

    Attributes:
        encoder: in eval mode, on the CPU, in float32.
        name: in `ENCODERS`.
        stem: any but "auto".
        features: which averages h holds.
        side_px: of the images that it was trained on.
        data: what these were, in a word or two.
        step: of the checkpoint.
        origin: where it comes from; None where it was trained here.
        parent: whose weights it was trained on from; None where they were random.
        warning: what is wrong with newer checkpoints; None where nothing is.
    """

    encoder: Encoder
    name: EncoderName
    stem: Stem
    features: Features
    side_px: int
    data: str
    step: int
    origin: Origin | None = None
    parent: Parent | None = None
    warning: Sentence | None = None

    @property
    def form(self) -> NetworkForm:
        return NetworkForm(self.name, self.stem, self.features)

    @property
    def mean(self) -> list[float]:
        """Of each colour in [0, 1], in the fewest digits that give the same float32."""
        return _shortest(self.encoder.mean)

    @property
    def std(self) -> list[float]:
        """The standard deviation of each colour, likewise."""
        return _shortest(self.encoder.deviation)

    def weights(self) -> dict[str, Tensor]:
        """By torchvision's names: float32, and the counters of BatchNorm, each in one piece."""
        named = self.encoder.state_dict()
        return {
            name.removeprefix(PREFIX): value.detach().cpu().clone(memory_format=torch.contiguous_format)
            for name, value in named.items()
            if name.startswith(PREFIX)
        }

    def about(self) -> dict[str, str]:
        """What is written beside the weights, and read again when they come back."""
        return {
            "format": "pt",
            "made_by": APP_NAME,
            "encoder": self.name,
            "stem": self.stem,
            "features": self.features,
            "side_px": str(self.side_px),
            "mean": json.dumps(self.mean),
            "std": json.dumps(self.std),
        }

    def as_safetensors(self) -> bytes:
        """The content of a file that torchvision, timm and `standalone_encoder` read."""
        return save(self.weights(), self.about())

    def features_of(self, images: Tensor) -> Floats:
        """h, shape (count, D), of float images in [0, 1]."""
        with torch.inference_mode():
            result: Floats = self.encoder(images).numpy()
        return result


def encoder_of(folder: RunFolder) -> ExportedEncoder:
    """The one at the newest whole checkpoint.

    Raises:
        UserError: there is none, or it is damaged.
    """
    config = folder.config()
    learner, restored = newest_learner(folder)
    form = form_of(config)
    return ExportedEncoder(
        learner.evaluated_encoder.eval().requires_grad_(False),
        form.encoder,
        form.stem,
        form.features,
        config.data.side_px,
        _data_of(config),
        restored.manifest.step,
        read_origin(folder),
        read_parent(folder),
        restored.warning,
    )


def in_code(path: Path) -> str:
    """A path as Python writes it."""
    return json.dumps(str(path), ensure_ascii=False)


def _data_of(config: TrainingConfig) -> str:
    """Of a folder no name: it may tell more than its owner means to."""
    source = config.data.source
    return {"shapes": "Shapes", "folder": "images of one's own", **PUBLISHED_DATA}.get(source, source)


def _shortest(values: Tensor) -> list[float]:
    return [float(str(value)) for value in values.flatten().numpy().astype(np.float32)]
