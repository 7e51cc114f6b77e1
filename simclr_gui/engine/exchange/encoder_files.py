"""The encoder for torchvision and for timm, and in torch alone where neither has such a network."""

import json
from importlib.resources import files
from pathlib import Path

from simclr_gui.engine.config.choices import ENCODERS
from simclr_gui.engine.datasets.folder.names import clean
from simclr_gui.engine.events.sharing import EncoderExported
from simclr_gui.engine.exchange.exported_encoder import ExportedEncoder, in_code
from simclr_gui.engine.exchange.network_form import LOADER, STANDALONE, kinds_for
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, said
from simclr_gui.engine.runs.parent import Parent
from simclr_gui.engine.storage.files import read_file
from simclr_gui.engine.storage.whole_files import whole_file

WEIGHTS = "model.safetensors"
SOURCES = {
    ("torchvision", STANDALONE): "standalone_encoder.py",
    ("timm", STANDALONE): "standalone_encoder.py",
    ("torchvision", LOADER): "torchvision_loader.py",
    ("timm", LOADER): "timm_loader.py",
}
LARGEST_SOURCE_BYTES = 2**20
CALL = "h = encoder(images)  # float images in [0, 1] of shape (N, 3, height, width)"


def write_for_torchvision(exported: ExportedEncoder, part: Path, output: Path) -> EncoderExported:
    """One safetensors file; what it takes to load an unusual network lies in its folder.

    Args:
        part: is written, and becomes `output`.

    Raises:
        UserError: another file of that name lies in the folder.
        OSError: the disk refuses it.
    """
    beside = exported.form.file_beside
    written = [output]
    part.write_bytes(exported.as_safetensors())
    if beside is not None:
        written.append(_write_beside(output, beside))
    lines = torchvision_lines(exported, output)
    return EncoderExported(
        output, tuple(written), _opens_with("torchvision", exported), lines, None, _remarks(exported)
    )


def _write_beside(output: Path, name: str) -> Path:
    source, content = output.with_name(name), _source_of("torchvision", name)
    if source.exists() and read_file(source, LARGEST_SOURCE_BYTES) != content:
        raise UserError(
            said("{path} is not the file that belongs beside the weights.", path=source),
            "Name a file in another folder.",
        )
    with whole_file(source) as part:
        part.write_bytes(content)
    return source


def write_for_timm(exported: ExportedEncoder, part: Path, output: Path) -> EncoderExported:
    """A folder with weights, configuration and README; of a network that timm does not have, the code instead of a
    configuration. Arguments as above; OSError where the disk refuses it.
    """
    beside = exported.form.file_beside
    contents = {WEIGHTS: exported.as_safetensors()}
    if exported.form.is_plain_resnet:
        contents["config.json"] = (json.dumps(_timm_config(exported), indent=2) + "\n").encode()
    contents["README.md"] = _readme(exported, timm_lines(exported, Path())).encode()
    if beside is not None:
        contents[beside] = _source_of("timm", beside)
    for name, content in contents.items():
        (part / name).write_bytes(content)
    written = tuple(output / name for name in contents)
    lines = timm_lines(exported, output)
    return EncoderExported(output, written, _opens_with("timm", exported), lines, None, _remarks(exported))


def torchvision_lines(exported: ExportedEncoder, file: Path) -> str:
    """Python that loads what `write_for_torchvision` wrote, and takes h of images."""
    beside = exported.form.file_beside
    if beside is not None:
        return _lines_with(beside, file.parent, in_code(file))
    return "\n".join(
        (
            "import torch",
            "from safetensors.torch import load_file",
            f"from torchvision.models import {exported.name}",
            "from torchvision.transforms import Normalize",
            "",
            f"network = {exported.name}()",
            "network.fc = torch.nn.Identity()",
            f"network.load_state_dict(load_file({in_code(file)}))",
            f"encoder = torch.nn.Sequential(Normalize({exported.mean}, {exported.std}), network).eval()",
            CALL,
        )
    )


def timm_lines(exported: ExportedEncoder, folder: Path) -> str:
    """Python that loads what `write_for_timm` wrote, and takes h of images."""
    beside = exported.form.file_beside
    if beside is not None:
        return _lines_with(beside, folder, in_code(folder if beside == LOADER else folder / WEIGHTS))
    return "\n".join(
        (
            "import timm",
            "import torch",
            "from torchvision.transforms import Normalize",
            "",
            f"network = timm.create_model({in_code(Path(f'local-dir:{folder}'))}, pretrained=True)",
            'colours = Normalize(network.pretrained_cfg["mean"], network.pretrained_cfg["std"])',
            "encoder = torch.nn.Sequential(colours, network).eval()",
            CALL,
        )
    )


def _lines_with(source: str, folder: Path, place: str) -> str:
    """With the Python file that lies beside the weights."""
    here = ["import sys", "", f"sys.path.insert(0, {in_code(folder)})"] if folder != Path() else []
    module = source.removesuffix(".py")
    return "\n".join(
        (*here, f"from {module} import load_encoder", "", f"encoder = load_encoder({place})", CALL),
    )


def _source_of(kind: str, name: str) -> bytes:
    return files("simclr_gui.engine.exchange").joinpath(SOURCES[kind, name]).read_bytes()


def _opens_with(kind: str, exported: ExportedEncoder) -> Sentence:
    return kinds_for(exported.form)[kind].opens_with


def _remarks(exported: ExportedEncoder) -> tuple[str, ...]:
    beside = exported.form.file_beside
    remarks = [] if exported.warning is None else [exported.warning]
    if beside == LOADER:
        remarks.append(said("The first layers are for small images: load the network with {file}.", file=beside))
    elif beside is not None:
        remarks.append(said("{file} is all of the network, in torch alone.", file=beside))
    return tuple(remarks)


def _timm_config(exported: ExportedEncoder) -> dict[str, object]:
    """As timm's own models have it; `num_classes` is 0, so that the network gives h."""
    side_px = exported.side_px
    return {
        "architecture": exported.name,
        "num_classes": 0,
        "num_features": exported.encoder.feature_dim,
        "global_pool": "avg",
        "pretrained_cfg": {
            "input_size": [3, side_px, side_px],
            "mean": exported.mean,
            "std": exported.std,
            "interpolation": "bilinear",
            "crop_pct": 1.0,
            "first_conv": "conv1",
            "classifier": "fc",
            "num_classes": 0,
        },
    }


def _readme(exported: ExportedEncoder, lines: str) -> str:
    library = "timm" if exported.form.is_plain_resnet else "pytorch"
    stages = "stages 2, 3 and 4" if exported.features == "multi-scale" else "the last stage"
    tags = ["image-feature-extraction", library, *(["simclr", "self-supervised-learning"] * (exported.origin is None))]
    listed = "\n".join(f"- {tag}" for tag in tags)
    datasets = f"datasets:\n- {json.dumps(exported.data)}\n" if exported.origin is None else ""
    return f"""---
library_name: {library}
tags:
{listed}
license: other
license_name: not-chosen-yet
{datasets}---

{_history(exported)} Images of
{exported.side_px} x {exported.side_px} px become h, {exported.encoder.feature_dim:,} numbers: averages
of the maps of {stages}.

```python
{lines}
```

Colours in [0, 1] are normalised with mean {exported.mean} and standard deviation {exported.std}.

Nobody has chosen a licence for these weights: name it at the top before you share them.
"""


def _history(exported: ExportedEncoder) -> str:
    """Title, and what is known of the training."""
    architecture, origin = ENCODERS[exported.name], exported.origin
    title = f"{architecture.title}, a quarter as wide" if architecture.is_thin else architecture.title
    if origin is None:
        return (
            f"# {title}, trained with SimCLR on {exported.data}\n\n"
            f"Weights after {exported.step:,} steps, made with SimCLR Explorer. {_beginning(exported.parent)}"
        )
    made_by = f", a file of {clean(origin.made_by)}" if origin.made_by else ""
    return (
        f"# {title} from {clean(origin.file)}\n\n"
        f"These weights were not trained with SimCLR Explorer: they come from {clean(origin.file)}{made_by} "
        f"(SHA-256 {origin.sha256}). What they learned from is not known here."
    )


def _beginning(parent: Parent | None) -> str:
    """Whether labels were used: of somebody else's encoder nobody knows."""
    if parent is None:
        return "No class label was used."
    return f"They began from those of {clean(parent.name)}; no class label was used since."
