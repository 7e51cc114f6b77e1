"""Features of whole pictures: h of the trained encoder, h of the untrained one, and principal components.

Evaluation and maps read the same features, so that both speak of the same thing.
"""

import hashlib
from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
from torch import Tensor

from simclr_gui.engine.checkpoints import restore_newest
from simclr_gui.engine.config import TrainingConfig
from simclr_gui.engine.devices import Machine, choose_machine
from simclr_gui.engine.encoders import Encoder
from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import Announced, Floats
from simclr_gui.engine.feature_maps import evaluating
from simclr_gui.engine.images import DataSet, ImageSet
from simclr_gui.engine.learner import Learner
from simclr_gui.engine.pca import fit_principal_components
from simclr_gui.engine.run_folder import RunFolder

PCA_COMPONENTS = 128
CHUNK = 500


@dataclass(frozen=True)
class Features:
    """What one method says of every picture, float32, shapes (bank_images, dim) and (test_images, dim)."""

    train: Floats
    test: Floats


class FeatureSource:
    """The features of one run, each computed once and kept.

    Attributes:
        frozen_verified: whether the trained encoder had the same weights and BatchNorm buffers after its
            features were taken as before; None until they were taken.
        pca_solver: how the principal components were found; empty until they were.
    """

    def __init__(self, config: TrainingConfig, data: DataSet, folder: RunFolder) -> None:
        self.data = data
        self.frozen_verified: bool | None = None
        self.pca_solver = ""
        self._config, self._folder = config, folder
        self._known: dict[str, Features] = {}

    def simclr(self) -> Generator[Announced, None, Features]:
        """h of the newest whole checkpoint.

        Raises:
            UserError: the run has no checkpoint yet.
        """
        if "simclr" not in self._known:
            learner = self._learner()
            if restore_newest(self._folder, learner) is None:
                raise UserError(f"{self._folder.path} has no checkpoint yet.", "Train it first.")
            before = fingerprint(learner.judged_encoder)
            self._known["simclr"] = yield from self._encoded(learner, "Looking at all pictures")
            self.frozen_verified = fingerprint(learner.judged_encoder) == before
        return self._known["simclr"]

    def untrained(self) -> Generator[Announced, None, Features]:
        """h of the same network as it was before its first step."""
        if "untrained" not in self._known:
            self._known["untrained"] = yield from self._encoded(self._learner(), "Asking the untrained network")
        return self._known["untrained"]

    def pca(self) -> Generator[Announced, None, Features]:
        """Principal components of the raw pixels, fitted on the bank."""
        if "pca" not in self._known:
            yield Announced("Finding principal components")
            self._known["pca"], self.pca_solver = pixel_components(self.data.bank, self.data.test)
        return self._known["pca"]

    def _learner(self) -> Learner:
        return Learner(self._config, self.data, choose_machine(self._config.machine))

    def _encoded(self, learner: Learner, sentence: str) -> Generator[Announced, None, Features]:
        parts: list[Floats] = []
        total = len(self.data.bank) + len(self.data.test)
        done = 0
        for images in (self.data.bank, self.data.test):
            chunks = []
            for pixels in images.pixels.split(CHUNK):
                chunks.append(encode(learner.judged_encoder, ImageSet(pixels, images.labels[:0]), learner.machine))
                done += len(pixels)
                yield Announced(sentence, done / total)
            parts.append(np.concatenate(chunks))
        return Features(*parts)


def encode(encoder: Encoder, images: ImageSet, machine: Machine) -> Floats:
    """h of whole, uncropped pictures, the encoder in eval mode; float32, shape (count, feature_dim)."""
    with evaluating(encoder), machine.autocast():
        features = encoder(images.pixels.to(machine.device).float() / 255)
        result: Floats = features.float().cpu().numpy()
    return result


def pixel_components(train: ImageSet, test: ImageSet) -> tuple[Features, str]:
    """The first 128 principal components of raw pixels, fitted on the training pictures, and the solver's name."""
    fitted = fit_principal_components(_flat(train), PCA_COMPONENTS)
    features = Features(fitted.transform(_flat(train)).numpy(), fitted.transform(_flat(test)).numpy())
    return features, fitted.solver


def _flat(images: ImageSet) -> Tensor:
    """Pictures as rows of numbers in [0, 1], float32."""
    return images.pixels.flatten(1).float().div_(255)


def fingerprint(encoder: Encoder) -> str:
    """SHA-256 over every weight and buffer of the encoder, BatchNorm's included."""
    digest = hashlib.sha256()
    for name, value in sorted(encoder.state_dict().items()):
        digest.update(name.encode())
        digest.update(value.detach().cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()
