"""An encoder that SimCLR Explorer trained on small images, in torchvision's ResNet.

from load import load_encoder

encoder = load_encoder("encoder.safetensors")
h = encoder(images)  # float images in [0, 1] of shape (N, 3, height, width); h is (N, D)
"""

import json
from pathlib import Path

from safetensors import safe_open
from safetensors.torch import load_file
from torch import nn
from torchvision import models
from torchvision.transforms import Normalize


def load_encoder(file: str | Path) -> nn.Sequential:
    """Normalisation and network, in eval mode. Torchvision's own first layers would shrink small images by four."""
    with safe_open(file, "pt") as weights:
        about = weights.metadata()
    network = models.get_model(about["encoder"], weights=None)
    network.conv1 = nn.Conv2d(3, 64, kernel_size=3, stride=1, padding=1, bias=False)
    network.maxpool = nn.Identity()
    network.fc = nn.Identity()
    network.load_state_dict(load_file(file))
    return nn.Sequential(Normalize(json.loads(about["mean"]), json.loads(about["std"])), network).eval()
