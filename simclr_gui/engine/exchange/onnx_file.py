"""The encoder as an ONNX file, written node by node, and compared with the encoder at once.

torch's own exporter gives the same numbers, but traces the network: 14 to 32 s of Python for a ResNet-50, in which no
window is painted, for a graph that is written down here in a moment.
"""

from collections.abc import Generator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from simclr_gui.engine.events import Announced, Event, Floats
from simclr_gui.engine.events.sharing import EncoderExported
from simclr_gui.engine.exchange.export_kinds import EXPORT_KINDS
from simclr_gui.engine.exchange.exported_encoder import ExportedEncoder, in_code
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, said
from simclr_gui.engine.network.resnet import STAGES, BasicBlock, Bottleneck

OPSET, IR_VERSION = 17, 8  # of 2022: whatever runs ONNX today reads them
IMAGES, FEATURES = "images", "h"
MOST_DIFFERENT = 1e-3  # of the largest number of h; what rounding does is below 1e-5


def write_onnx(
    exported: ExportedEncoder, part: Path, output: Path, images: Tensor, compared_with: Sentence
) -> Generator[Event, None, EncoderExported]:
    """Writes the file, and runs it on these images before it takes its place.

    Args:
        part: is written, and becomes `output`.
        images: float in [0, 1], shape (count, 3, height, width).
        compared_with: says what they are.

    Raises:
        UserError: it gives something else than the encoder.
        OSError: the disk refuses it.
    """
    yield Announced("Writing the network as ONNX")
    part.write_bytes(onnx_model(exported).SerializeToString())
    yield Announced("Comparing it with the encoder")
    difference = _largest_difference(exported, part, images)
    lines = (
        "import onnxruntime",
        "",
        f"session = onnxruntime.InferenceSession({in_code(output)})",
        f'h = session.run(["{FEATURES}"], {{"{IMAGES}": images}})[0]  # NumPy float32 in [0, 1], (N, 3, height, width)',
    )
    remarks = (compared_with,) if exported.warning is None else (exported.warning, compared_with)
    return EncoderExported(output, (output,), EXPORT_KINDS["onnx"].opens_with, "\n".join(lines), difference, remarks)


def onnx_model(exported: ExportedEncoder) -> onnx.ModelProto:
    """Images of any number and size in [0, 1] to h; the normalisation is part of it."""
    graph = _Graph(exported)
    sizes = ("N", 3, "height", "width"), ("N", exported.encoder.feature_dim)
    inputs, outputs = (
        helper.make_tensor_value_info(name, TensorProto.FLOAT, size)
        for name, size in zip((IMAGES, FEATURES), sizes, strict=True)
    )
    whole = helper.make_graph(graph.nodes, "encoder", [inputs], [outputs], graph.weights)
    model = helper.make_model(
        whole, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION, producer_name="SimCLR Explorer"
    )
    helper.set_model_props(model, {name: value for name, value in exported.about().items() if name != "format"})
    onnx.checker.check_model(model)
    return model


class _Graph:
    """Nodes and weights, under the names that torchvision gives them; every node is named like what it gives."""

    def __init__(self, exported: ExportedEncoder) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self._network = exported.encoder.network
        for name, value in exported.weights().items():
            if value.is_floating_point():
                self.weights.append(numpy_helper.from_array(value.numpy(), name))
        for name, values in (("mean", exported.mean), ("std", exported.std)):
            self.weights.append(numpy_helper.from_array(np.array(values, np.float32).reshape(1, 3, 1, 1), name))
        self._write()

    def _write(self) -> None:
        network = self._network
        maps = self._add("Div", "normalised", self._add("Sub", "centred", IMAGES, "mean"), "std")
        maps = self._normalised_convolution(maps, "conv1", "bn1")
        if isinstance(network.relu, nn.ReLU):
            maps = self._relu(maps)
        if isinstance(network.maxpool, nn.MaxPool2d):
            maps = self._add("MaxPool", "maxpool", maps, kernel_shape=[3, 3], strides=[2, 2], pads=[1] * 4)
        averages = []
        for stage in range(1, STAGES + 1):
            for number, block in enumerate(network.stage(stage)):
                assert isinstance(block, (BasicBlock, Bottleneck)), "stages consist of blocks"
                maps = self._block(maps, f"layer{stage}.{number}", block)
            if stage in network.averaged:
                pooled = self._add("GlobalAveragePool", f"layer{stage}.average", maps)
                averages.append(self._add("Flatten", f"layer{stage}.h", pooled, axis=1))
        self._add("Concat", FEATURES, *averages, axis=1)

    def _block(self, maps: str, name: str, block: BasicBlock | Bottleneck) -> str:
        added, count = maps, 3 if isinstance(block, Bottleneck) else 2
        for number in range(1, count + 1):
            added = self._normalised_convolution(added, f"{name}.conv{number}", f"{name}.bn{number}")
            if number < count:
                added = self._relu(added)
        skipped = maps
        if isinstance(block.downsample, nn.Sequential):
            skipped = self._normalised_convolution(maps, f"{name}.downsample.0", f"{name}.downsample.1")
        return self._relu(self._add("Add", f"{name}.sum", added, skipped))

    def _normalised_convolution(self, maps: str, convolution: str, norm: str) -> str:
        layer, statistics = self._network.get_submodule(convolution), self._network.get_submodule(norm)
        assert isinstance(layer, nn.Conv2d), "it is called so"
        assert isinstance(statistics, nn.BatchNorm2d), "it is called so"
        pads = [int(side) for side in layer.padding] * 2
        maps = self._add("Conv", convolution, maps, f"{convolution}.weight", strides=list(layer.stride), pads=pads)
        of_norm = [f"{norm}.{part}" for part in ("weight", "bias", "running_mean", "running_var")]
        return self._add("BatchNormalization", norm, maps, *of_norm, epsilon=statistics.eps)

    def _relu(self, maps: str) -> str:
        return self._add("Relu", f"{maps}.relu", maps)

    def _add(self, operation: str, name: str, *inputs: str, **settings: Any) -> str:
        self.nodes.append(helper.make_node(operation, inputs, [name], name, **settings))
        return name


def _largest_difference(exported: ExportedEncoder, file: Path, images: Tensor) -> float:
    """Of any number of h; UserError where it is more than rounding."""
    expected = exported.features_of(images)
    found = run_onnx(file, images)
    difference = float(np.abs(found - expected).max())
    if not difference <= MOST_DIFFERENT * max(1.0, float(np.abs(expected).max())):
        raise UserError(
            said("The ONNX file gives other numbers than the encoder: {difference:.2g} apart.", difference=difference),
            "It was not kept. Please report this.",
        )
    return difference


def run_onnx(file: Path, images: Tensor) -> Floats:
    """h as ONNX Runtime computes it on the processor."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    session = onnxruntime.InferenceSession(file.read_bytes(), options, providers=["CPUExecutionProvider"])
    found: Floats = session.run([FEATURES], {IMAGES: images.numpy()})[0]
    return found
