"""Features of whole images: h of the trained encoder, h of the untrained one, and principal components.

Evaluation and maps read the same features, so that both speak of the same thing.
"""

import hashlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from simclr_gui.engine.background import run_in_thread
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.datasets.images import DataSet, ImageSet, image_statistics
from simclr_gui.engine.devices import Machine, choose_machine
from simclr_gui.engine.events import Announced, Floats
from simclr_gui.engine.features.pca import PrincipalComponents, fit_principal_components
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, said
from simclr_gui.engine.network.encoders import Encoder
from simclr_gui.engine.network.model_facts import multiply_adds_counted
from simclr_gui.engine.network.taps import evaluating
from simclr_gui.engine.runs.manifests import Manifest, manifest_files
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.training.checkpoints import Restored, restore, restore_newest
from simclr_gui.engine.training.learner import Learner

PCA_COMPONENTS = 128
MOST_IMAGES_AT_ONCE = 500
MULTIPLY_ADDS_AT_ONCE = 15e9  # about a fifth of a second on two cores; who cancels should not wait longer


@dataclass(frozen=True)
class Features:
    """What one method says of every image, float32, shapes (bank_images, dim) and (test_images, dim)."""

    train: Floats
    test: Floats


class FeatureSource:
    """The features of one run, each computed once and kept.

    Attributes:
        frozen_verified: whether the trained encoder had the same weights and BatchNorm buffers after its
            features were taken as before; None until they were taken.
    """

    def __init__(self, config: TrainingConfig, data: DataSet, folder: RunFolder) -> None:
        self.data, self.config, self.folder = data, config, folder
        self.frozen_verified: bool | None = None
        self._components: dict[int, PrincipalComponents] = {}
        self._known: dict[tuple[str, int], Features] = {}
        self._trained: tuple[Learner, Restored] | None = None
        self._newest_file: Path | None = None

    def trained(self) -> tuple[Learner, Manifest]:
        """The learner at the newest whole checkpoint.

        Raises:
            UserError: the run has no checkpoint yet, or its weights have run away.
        """
        if self._trained is None:
            learner = self.fresh()
            self._newest_file = self._newest()
            restored = restore_newest(self.folder, learner)
            if restored is None:
                raise UserError(said("{folder} has no checkpoint yet.", folder=self.folder.path), "Train it first.")
            self._trained = learner, restored
        learner, restored = self._trained
        return learner, restored.manifest

    def restored(self) -> Restored:
        """The newest whole checkpoint, and the damaged ones that are newer; UserError as `trained`."""
        self.trained()
        assert self._trained is not None, "it was just opened"
        return self._trained[1]

    @property
    def title(self) -> Sentence:
        """Whose features are the run's own."""
        return said("the imported encoder") if self.folder.is_imported else Sentence("SimCLR")

    @property
    def warning(self) -> Sentence | None:
        """What is wrong with newer checkpoints, as far as they were looked at."""
        return None if self._trained is None else self._trained[1].warning

    def fresh(self) -> Learner:
        """The network as it was before its first step: the seed gives the same weights again."""
        return Learner(self.config, image_statistics(self.data.train), choose_machine(self.config.machine))

    def is_of_the_newest(self) -> bool:
        """Whether what is kept here is still what the run's newest checkpoint gives."""
        return self._trained is None or self._newest() == self._newest_file

    def _newest(self) -> Path | None:
        files = manifest_files(self.folder.checkpoints_dir)
        return files[0] if files else None

    def simclr(self) -> Generator[Announced, None, Features]:
        """h of the newest whole checkpoint; UserError where there is none."""
        if ("simclr", 0) not in self._known:
            learner, _ = self.trained()
            before = fingerprint(learner.evaluated_encoder)
            self._known["simclr", 0] = yield from self.encoded(learner, said("Looking at all images"))
            self.frozen_verified = fingerprint(learner.evaluated_encoder) == before
        return self._known["simclr", 0]

    def untrained(self) -> Generator[Announced, None, Features]:
        """h of the same network as it was before its first step."""
        if ("untrained", 0) not in self._known:
            sentence = said("Extracting features of the untrained network")
            self._known["untrained", 0] = yield from self.encoded(self.fresh(), sentence)
        return self._known["untrained", 0]

    def pca(self, components: int = PCA_COMPONENTS) -> Generator[Announced, None, Features]:
        """Principal components of the raw pixels, fitted on the bank."""
        if ("pca", components) not in self._known:
            bank, test = self.data.bank, self.data.test
            self._known["pca", components], self._components[components] = yield from run_in_thread(
                lambda: pixel_components(bank, test, components), said("Finding principal components")
            )
        return self._known["pca", components]

    def components(self, components: int = PCA_COMPONENTS) -> PrincipalComponents:
        """How `pca` describes an image; it must have been asked for before."""
        return self._components[components]

    def at_checkpoint(self, manifest: Manifest, weights_file: Path) -> Generator[Announced, None, Floats]:
        """h of the test images at an earlier checkpoint.

        Raises:
            UserError: the checkpoint is damaged.
        """
        learner = self.fresh()
        restore(learner, manifest, weights_file)
        return (yield from self.encoded_test(learner, said("Extracting features of an earlier network")))

    def encoded_test(self, learner: Learner, sentence: str) -> Generator[Announced, None, Floats]:
        """h of the test images alone; UserError where they are no numbers."""
        test = self.data.test
        return (yield from self._encoded(learner, test, sentence, 0, len(test)))

    def encoded(self, learner: Learner, sentence: str) -> Generator[Announced, None, Features]:
        """h of all images.

        Raises:
            UserError: they are no numbers.
        """
        bank, test = self.data.bank, self.data.test
        total = len(bank) + len(test)
        train = yield from self._encoded(learner, bank, sentence, 0, total)
        return Features(train, (yield from self._encoded(learner, test, sentence, len(bank), total)))

    def _encoded(
        self, learner: Learner, images: ImageSet, sentence: str, done: int, total: int
    ) -> Generator[Announced, None, Floats]:
        parts = []
        for part in chunks(learner.evaluated_encoder, images, learner.machine):
            parts.append(encode(learner.evaluated_encoder, part, learner.machine))
            done += len(part)
            yield Announced(sentence, done / total)
        features = np.concatenate(parts)
        require_numbers(features)
        return features


def chunks(encoder: Encoder, images: ImageSet, machine: Machine) -> Iterator[ImageSet]:
    """The images in parts so small that the encoder has soon looked at each; the same parts every time."""
    size = MOST_IMAGES_AT_ONCE
    if machine.device.type == "cpu":
        with multiply_adds_counted(encoder) as multiply_adds:
            encode(encoder, images.subset(1), machine)
        size = min(size, max(1, int(MULTIPLY_ADDS_AT_ONCE / sum(multiply_adds))))
    for begin in range(0, len(images), size):
        yield images.part(begin, begin + size)


def encode(encoder: Encoder, images: ImageSet, machine: Machine) -> Floats:
    """h of whole, uncropped images, the encoder in eval mode; float32, shape (count, feature_dim)."""
    with evaluating(encoder), machine.autocast():
        features = encoder(images.pixels.to(machine.device).float() / 255)
        result: Floats = features.float().cpu().numpy()
    return result


def require_numbers(features: Floats) -> None:
    """Raises UserError where a feature is not a number or infinite."""
    if not np.isfinite(features).all():
        raise UserError(
            "The network gives features that are not numbers: its weights have run away in training.",
            "Train again with a lower learning rate.",
        )


def pixel_components(
    train: ImageSet, test: ImageSet, components: int = PCA_COMPONENTS
) -> tuple[Features, PrincipalComponents]:
    """The first principal components of raw pixels, and how they are found: fitted on the training images."""
    seen, unseen = (images.pixels.flatten(1) for images in (train, test))
    fitted = fit_principal_components(seen, components)
    return Features(fitted.transform(seen).numpy(), fitted.transform(unseen).numpy()), fitted


def fingerprint(encoder: Encoder) -> str:
    """SHA-256 over every weight and buffer of the encoder, BatchNorm's included."""
    digest = hashlib.sha256()
    for name, value in sorted(encoder.state_dict().items()):
        digest.update(name.encode())
        digest.update(value.detach().cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()
