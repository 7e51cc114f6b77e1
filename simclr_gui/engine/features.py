"""Features of whole pictures: h of the trained encoder, h of the untrained one, and principal components.

Evaluation and maps read the same features, so that both speak of the same thing.
"""

import hashlib
from collections.abc import Generator
from dataclasses import dataclass

import numpy as np

from simclr_gui.engine.checkpoints import restore_newest
from simclr_gui.engine.config import TrainingConfig
from simclr_gui.engine.devices import Machine, choose_machine
from simclr_gui.engine.encoders import Encoder
from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import Announced, Floats
from simclr_gui.engine.feature_maps import evaluating
from simclr_gui.engine.images import DataSet, ImageSet
from simclr_gui.engine.learner import Learner
from simclr_gui.engine.run_folder import RunFolder

PCA_COMPONENTS = 128
MOST_FEATURES_FOR_EXACT_PCA = 1_000
CHUNK = 500


@dataclass(frozen=True)
class Features:
    """What one method says of every picture, float32, shapes (train_images, dim) and (test_images, dim)."""

    train: Floats
    test: Floats


class FeatureSource:
    """The features of one run, each computed once and kept.

    Attributes:
        frozen_verified: whether the trained encoder had the same weights and BatchNorm buffers after its
            features were taken as before; None until they were taken.
    """

    def __init__(self, config: TrainingConfig, data: DataSet, folder: RunFolder) -> None:
        self.data = data
        self.frozen_verified: bool | None = None
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
            before = fingerprint(learner.encoder)
            self._known["simclr"] = yield from self._encoded(learner, "Looking at all pictures")
            self.frozen_verified = fingerprint(learner.encoder) == before
        return self._known["simclr"]

    def untrained(self) -> Generator[Announced, None, Features]:
        """h of the same network as it was before its first step."""
        if "untrained" not in self._known:
            self._known["untrained"] = yield from self._encoded(self._learner(), "Asking the untrained network")
        return self._known["untrained"]

    def pca(self) -> Generator[Announced, None, Features]:
        """Principal components of the raw pixels, fitted on the training pictures."""
        if "pca" not in self._known:
            yield Announced("Finding principal components")
            self._known["pca"] = principal_components(self.data.train, self.data.test)
        return self._known["pca"]

    def _learner(self) -> Learner:
        return Learner(self._config, self.data, choose_machine(self._config.machine))

    def _encoded(self, learner: Learner, sentence: str) -> Generator[Announced, None, Features]:
        parts: list[Floats] = []
        total = len(self.data.train) + len(self.data.test)
        done = 0
        for images in (self.data.train, self.data.test):
            chunks = []
            for pixels in images.pixels.split(CHUNK):
                chunks.append(encode(learner.encoder, ImageSet(pixels, images.labels[:0]), learner.machine))
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


def principal_components(train: ImageSet, test: ImageSet) -> Features:
    """PCA of raw pixels: exact by the covariance's eigenvectors up to 1,000 numbers a picture, else randomized
    with a fixed seed; as many of 128 components as the data allows."""
    from sklearn.decomposition import PCA  # loads for seconds: training must not wait for it

    raw_train = _flat(train)
    components = min(PCA_COMPONENTS, *raw_train.shape)
    if raw_train.shape[1] <= MOST_FEATURES_FOR_EXACT_PCA:
        solver = PCA(components, svd_solver="covariance_eigh")
        raw_train = raw_train.astype(np.float64)
    else:
        solver = PCA(components, svd_solver="randomized", random_state=0)
    return Features(
        solver.fit_transform(raw_train).astype(np.float32), solver.transform(_flat(test)).astype(np.float32)
    )


def _flat(images: ImageSet) -> Floats:
    values: Floats = images.pixels.flatten(1).numpy().astype(np.float32)
    values /= 255
    return values


def fingerprint(encoder: Encoder) -> str:
    """SHA-256 over every weight and buffer of the encoder, BatchNorm's included."""
    digest = hashlib.sha256()
    for name, value in sorted(encoder.state_dict().items()):
        digest.update(name.encode())
        digest.update(value.detach().cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()
