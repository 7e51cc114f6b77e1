"""Encoders as other programs write them, made with a seed from public packages: each file, and the network it holds."""

import argparse
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import timm
import torch
import torchvision
from lightly.models import ResNetGenerator
from lightly.models.modules import SimCLRProjectionHead
from torch import Tensor, nn

IMAGENET = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
CIFAR = (0.4914, 0.4822, 0.4465), (0.2470, 0.2435, 0.2616)
SUPCONTRAST = (0.4914, 0.4822, 0.4465), (0.2023, 0.1994, 0.2010)
PLAIN = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)


@dataclass
class Layout:
    """A file of another program.

    Attributes:
        tree: what torch.save writes.
        network: gives h of normalised images.
        beside: JSON files beside it.
    """

    made_by: str
    tree: Any
    network: nn.Module
    encoder: str
    stem: str
    colours: tuple[tuple[float, ...], tuple[float, ...]]
    side_px: int
    dropped: tuple[str, ...] = ()
    beside: dict[str, Any] = field(default_factory=dict)

    def features(self, images: Tensor) -> Tensor:
        mean, std = (torch.tensor(each).reshape(1, 3, 1, 1) for each in self.colours)
        with torch.inference_mode():
            return self.network.eval()((images - mean) / std).flatten(1)


def resnet(name: str = "resnet18", stem: str = "imagenet") -> nn.Module:
    """torchvision's as it is after a training, with another stem where one is named."""
    network: nn.Module = getattr(torchvision.models, name)()
    if stem != "imagenet":
        network.conv1 = nn.Conv2d(3, 64, 3, padding=2 if stem == "small-padded" else 1, bias=False)
        network.maxpool = nn.Identity()
    network.fc = nn.Identity()
    return as_trained(network)


def as_trained(network: nn.Module) -> nn.Module:
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.5, 1.5)
            module.num_batches_tracked += 7
    return network


def head(*sizes: int) -> dict[str, Tensor]:
    """Dense layers in a row with a ReLU between them, by torch's names."""
    layers = {}
    for number, (inside, outside) in enumerate(itertools.pairwise(sizes)):
        layers[f"{2 * number}.weight"] = torch.randn(outside, inside)
        layers[f"{2 * number}.bias"] = torch.randn(outside)
    return layers


def below(prefix: str, weights: dict[str, Tensor]) -> dict[str, Tensor]:
    return {f"{prefix}{name}": value for name, value in weights.items()}


def of_torchvision() -> Layout:
    network = resnet("resnet34")
    weights = network.state_dict() | below("fc.", head(512, 10))
    return Layout("torchvision, timm", weights, network, "resnet34", "imagenet", IMAGENET, 224, ("fc",))


def of_timm() -> Layout:
    network = timm.create_model("resnet18", num_classes=0)
    known = {"pretrained_cfg": {"mean": [0.5, 0.4, 0.3], "std": [0.2, 0.3, 0.4], "input_size": [3, 160, 160]}}
    colours = (0.5, 0.4, 0.3), (0.2, 0.3, 0.4)
    return Layout(
        "timm", network.state_dict(), network, "resnet18", "imagenet", colours, 160, beside={"config.json": known}
    )


def of_sthalles() -> Layout:
    network = resnet()
    weights = below("backbone.", network.state_dict() | below("fc.", head(512, 512, 128)))
    tree = {"epoch": 200, "arch": "resnet18", "state_dict": weights, "optimizer": {"state": {}}}
    return Layout("sthalles/SimCLR", tree, network, "resnet18", "imagenet", PLAIN, 96, ("fc",))


def of_spijkervet() -> Layout:
    network = resnet()
    projector = {name: value for name, value in head(512, 512, 64).items() if name.endswith("weight")}
    weights = below("encoder.", network.state_dict()) | below("projector.", projector)
    return Layout("Spijkervet/SimCLR", weights, network, "resnet18", "imagenet", PLAIN, 224, ("projector",))


def of_google() -> Layout:
    network = resnet("resnet50")
    weights = network.state_dict() | {"fc.weight": torch.randn(1000, 2048), "fc.bias": torch.randn(1000)}
    return Layout("Google SimCLR", {"state_dict": weights}, network, "resnet50", "imagenet", PLAIN, 224, ("fc",))


def of_lightly_benchmarks() -> Layout:
    network = resnet("resnet50")
    projection = SimCLRProjectionHead(2048, 2048, 128).state_dict()
    weights = below("backbone.", network.state_dict()) | below("projection_head.", projection)
    weights |= below("online_classifier.", {"w": torch.randn(3)})
    tree = {"state_dict": weights, "pytorch-lightning_version": "2.0", "epoch": 1}
    dropped = "projection_head", "online_classifier"
    return Layout("lightly (benchmarks)", tree, network, "resnet50", "imagenet", IMAGENET, 224, dropped)


def of_lightly_examples() -> Layout:
    network = resnet()
    numbered = nn.Sequential(*list(network.children())[:-1])
    projection = SimCLRProjectionHead(512, 512, 128).state_dict()
    weights = below("backbone.", numbered.state_dict()) | below("projection_head.", projection)
    dropped = ("projection_head",)
    return Layout("lightly (examples)", weights, network, "resnet18", "imagenet", IMAGENET, 32, dropped)


def of_lightly_generator() -> Layout:
    """Its own ResNet as a row of its modules, as its tutorials use it; the ReLU behind the stem is no module."""
    network = as_trained(ResNetGenerator("resnet-18"))
    numbered = nn.Sequential(*list(network.children())[:-1], nn.AdaptiveAvgPool2d(1))
    weights = below("backbone.", numbered.state_dict())
    return Layout("lightly (examples)", {"state_dict": weights}, numbered, "resnet18", "small-linear", IMAGENET, 32)


def of_lightly_train() -> Layout:
    network = resnet("resnet50")
    return Layout("lightly-train", network.state_dict(), network, "resnet50", "imagenet", IMAGENET, 224)


def of_solo_learn() -> Layout:
    network = resnet(stem="small-padded")
    weights = below("backbone.", network.state_dict()) | below("classifier.", head(512, 100))
    weights |= below("projector.", head(512, 256)) | below("momentum_backbone.", resnet(stem="small").state_dict())
    tree = {"state_dict": weights, "pytorch-lightning_version": "1.5"}
    colours = (0.5071, 0.4865, 0.4409), (0.2673, 0.2564, 0.2762)
    args = {"method": "byol", "dataset": "cifar100", "backbone": {"name": "resnet18"}}
    dropped = "classifier", "projector", "momentum_backbone"
    beside = {"args.json": args}
    return Layout("solo-learn", tree, network, "resnet18", "small-padded", colours, 32, dropped, beside)


def of_old_solo_learn() -> Layout:
    network = resnet(stem="small-padded")
    weights = below("encoder.", network.state_dict()) | below("classifier.", head(512, 10))
    weights |= below("projector.", head(512, 256))
    dropped = "classifier", "projector"
    tree = {"state_dict": weights, "pytorch-lightning_version": "1.4"}
    return Layout("solo-learn", tree, network, "resnet18", "small-padded", CIFAR, 32, dropped)


def of_vissl() -> Layout:
    network = resnet("resnet50")
    trunk = below("_feature_blocks.", network.state_dict())
    model = {"trunk": trunk, "heads": head(2048, 128)}
    tree = {"classy_state_dict": {"base_model": {"model": model}}, "iteration": 5}
    return Layout("VISSL", tree, network, "resnet50", "imagenet", IMAGENET, 224)


def of_bolts() -> Layout:
    network = resnet(stem="small")
    weights = below("encoder.", network.state_dict()) | below("projection.model.", head(512, 128))
    tree = {"state_dict": weights, "pytorch-lightning_version": "1.1", "epoch": 9}
    return Layout("lightning-bolts", tree, network, "resnet18", "small", CIFAR, 32, ("projection",))


def of_supcontrast() -> Layout:
    network = resnet(stem="small")
    named = {name.replace("downsample", "shortcut"): value for name, value in network.state_dict().items()}
    weights = below("encoder.module.", named) | below("head.", head(512, 128))
    tree = {"opt": argparse.Namespace(model="resnet18"), "model": weights, "optimizer": {}, "epoch": 3}
    return Layout("SupContrast", tree, network, "resnet18", "small", SUPCONTRAST, 32, ("head",))


def of_moco() -> Layout:
    network = resnet("resnet50")
    weights = below("module.encoder_q.", network.state_dict() | below("fc.", head(2048, 2048, 128)))
    weights |= below("module.encoder_k.", resnet("resnet50").state_dict())
    weights |= {"module.queue": torch.randn(128, 64), "module.queue_ptr": torch.zeros(1, dtype=torch.int64)}
    tree = {"epoch": 200, "arch": "resnet50", "state_dict": weights}
    dropped = "encoder_k", "queue", "queue_ptr", "fc"
    return Layout("MoCo", tree, network, "resnet50", "imagenet", IMAGENET, 224, dropped)


def of_dino() -> Layout:
    network = resnet("resnet50")
    teacher = below("module.backbone.", network.state_dict()) | below("module.head.mlp.", head(2048, 64))
    tree = {"student": below("module.backbone.", resnet("resnet50").state_dict()), "teacher": teacher, "epoch": 1}
    return Layout("DINO", tree, network, "resnet50", "imagenet", IMAGENET, 224, ("head",))


def of_barlow_twins() -> Layout:
    network = resnet("resnet50")
    weights = below("module.backbone.", network.state_dict()) | below("module.projector.", head(2048, 64))
    weights |= below("module.bn.", {"running_mean": torch.zeros(64), "running_var": torch.ones(64)})
    tree = {"epoch": 1000, "model": weights, "optimizer": {}}
    return Layout("Barlow Twins", tree, network, "resnet50", "imagenet", IMAGENET, 224, ("projector", "bn"))


def of_vicreg() -> Layout:
    network = resnet("resnet50")
    weights = below("module.backbone.", network.state_dict()) | below("module.projector.", head(2048, 64))
    return Layout("VICReg", {"model": weights}, network, "resnet50", "imagenet", IMAGENET, 224, ("projector",))


def of_the_compiler() -> Layout:
    """A bare network that was compiled, in half precision, by a version of torch that counted no batches."""
    network = resnet().half()
    weights = below("_orig_mod.", network.state_dict())
    kept = {name: value for name, value in weights.items() if "num_batches" not in name}
    return Layout("torchvision, timm", kept, network.float(), "resnet18", "imagenet", IMAGENET, 224)


LAYOUTS: dict[str, tuple[str, Callable[[], Layout]]] = {
    "torchvision": ("resnet34.pth", of_torchvision),
    "timm": ("pytorch_model.bin", of_timm),
    "sthalles": ("checkpoint_0200.pth.tar", of_sthalles),
    "spijkervet": ("checkpoint_100.tar", of_spijkervet),
    "google": ("resnet50-1x.pth", of_google),
    "lightly benchmarks": ("epoch=1.ckpt", of_lightly_benchmarks),
    "lightly examples": ("simclr.pth", of_lightly_examples),
    "lightly generator": ("last.ckpt", of_lightly_generator),
    "lightly-train": ("exported_last.pt", of_lightly_train),
    "solo-learn": ("byol.ckpt", of_solo_learn),
    "older solo-learn": ("simsiam.ckpt", of_old_solo_learn),
    "vissl": ("model_final.torch", of_vissl),
    "lightning-bolts": ("bolts.ckpt", of_bolts),
    "supcontrast": ("ckpt_epoch_3.pth", of_supcontrast),
    "moco": ("moco_v2.pth.tar", of_moco),
    "dino": ("checkpoint.pth", of_dino),
    "barlow twins": ("barlow.pth", of_barlow_twins),
    "vicreg": ("model.pth", of_vicreg),
    "compiled": ("anything", of_the_compiler),
}
"""By program: the name of its file, and what makes it."""


def made(name: str, seed: int = 0) -> Layout:
    torch.manual_seed(seed)
    return LAYOUTS[name][1]()
