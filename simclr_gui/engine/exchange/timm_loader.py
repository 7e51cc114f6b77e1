"""An encoder that SimCLR Explorer trained on small images, in timm's ResNet.

from load import load_encoder

encoder = load_encoder()
h = encoder(images)  # float images in [0, 1] of shape (N, 3, height, width); h is (N, D)
"""

import json
from pathlib import Path

import timm
from safetensors.torch import load_file
from torch import nn
from torchvision.transforms import Normalize


def load_encoder(folder: str | Path = Path(__file__).parent) -> nn.Sequential:
    """Normalisation and network, in eval mode. The usual first layers would shrink small images by four."""
    network = timm.create_model(f"local-dir:{folder}")
    network.conv1 = nn.Conv2d(3, 64, kernel_size=3, stride=1, padding=1, bias=False)
    network.maxpool = nn.Identity()
    network.load_state_dict(load_file(Path(folder) / "model.safetensors"))
    about = json.loads((Path(folder) / "config.json").read_text(encoding="utf-8"))["pretrained_cfg"]
    return nn.Sequential(Normalize(about["mean"], about["std"]), network).eval()
