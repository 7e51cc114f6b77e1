"""What a run can be exported as: what each is, which programs open it, and which packages it takes. Loads no torch."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, said

INSTALL = 'pip install "simclr-explorer[export]"'
PARQUET = ".parquet"


@dataclass(frozen=True)
class ExportKind:
    """One form in which a run is handed to another program.

    Attributes:
        title: two or three words.
        what: what it is, one sentence.
        opens_with: the programs that open it, as a list.
        endings: of its file, the usual one first; none where it is a folder.
        packages: without which it cannot be written; for one ending alone where that is named.
    """

    title: Sentence
    what: Sentence
    opens_with: Sentence
    endings: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()
    packages_by_ending: tuple[tuple[str, str], ...] = ()

    @property
    def is_folder(self) -> bool:
        return not self.endings

    def missing(self, ending: str = "") -> tuple[str, ...]:
        """The packages that this Python lacks for it; with an `ending` those that this one needs as well."""
        needed = (*self.packages, *(package for other, package in self.packages_by_ending if other == ending))
        return tuple(package for package in needed if find_spec(package) is None)

    @property
    def possible_endings(self) -> tuple[str, ...]:
        """Those that can be written here."""
        return tuple(ending for ending in self.endings if not self.missing(ending))


EXPORT_KINDS: dict[str, ExportKind] = {
    "torchvision": ExportKind(
        said("Weights for torchvision"),
        said("One safetensors file, with torchvision's names for the weights of a ResNet."),
        said("torchvision, and whatever builds on its ResNets, such as lightly"),
        (".safetensors",),
    ),
    "timm": ExportKind(
        said("Model for timm"),
        said("A folder with weights, configuration and README."),
        said("timm; can be uploaded to the Hugging Face Hub as it is"),
    ),
    "onnx": ExportKind(
        said("ONNX"),
        said("The encoder and its normalisation as one file that runs without Python."),
        said("ONNX Runtime (C++, C#, Java, JavaScript, Python), Netron"),
        (".onnx",),
        ("onnx", "onnxruntime"),
    ),
    "features": ExportKind(
        said("Table of features"),
        said("h of every image, with name, class, prediction and places on the maps."),
        said("Embedding Atlas and pandas (Parquet), NumPy (NPZ), spreadsheets (CSV)"),
        (PARQUET, ".npz", ".csv"),
        packages_by_ending=((PARQUET, "pyarrow"),),
    ),
    "tensorboard": ExportKind(
        said("TensorBoard"),
        said("A folder with the training curves, and h with its images for the Projector."),
        said("TensorBoard"),
        packages=("tensorboard",),
    ),
    "zip": ExportKind(
        said("The whole run"),
        said("The run folder as one zip, to be opened on another machine."),
        said("SimCLR Explorer, when it is dropped on the window"),
        (".zip",),
    ),
}
"""By the name on the command line."""


def export_name(run: str, kind: str) -> str:
    """What the file or folder is called where nobody names it."""
    known = EXPORT_KINDS[kind]
    return (
        f"{run}-{kind}"
        if known.is_folder
        else f"{run}{known.possible_endings[0] if known.possible_endings else known.endings[0]}"
    )


def require_exportable(kind: str, output: Path) -> None:
    """Raises UserError where its ending is another, or a package is missing."""
    known = EXPORT_KINDS[kind]
    ending = output.suffix.lower()
    if known.endings and ending not in known.endings:
        raise UserError(
            said("{name} ends in none of: {endings}.", name=output.name, endings=known.endings),
            said("Name a file that ends in {ending}.", ending=known.endings[0]),
        )
    missing = known.missing(ending)
    if missing:
        raise UserError(missing_packages(missing))


def missing_packages(packages: Sequence[str]) -> Sentence:
    """That these have to be installed first, and how."""
    return said(
        "This needs packages that are not installed: {packages}. Install them: {command}",
        packages=tuple(packages),
        command=INSTALL,
    )
