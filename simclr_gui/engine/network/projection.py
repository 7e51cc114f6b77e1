"""The projection head g: dense layers with ReLU between them, z = g(h), or none at all. For training only."""

from torch import nn

from simclr_gui.engine.config.settings import ModelSettings


def build_projection_head(feature_dim: int, settings: ModelSettings) -> nn.Sequential:
    """Two layers as wide as h inside, unless the settings say otherwise (Chen et al. 2020, section 4.2).

    Without layers z is h.
    """
    if settings.projection_layers == 0:
        return nn.Sequential()
    hidden_dim = settings.projection_hidden_dim or feature_dim
    layers: list[nn.Module] = []
    width = feature_dim
    for _ in range(settings.projection_layers - 1):
        layers += [nn.Linear(width, hidden_dim), nn.ReLU(inplace=True)]
        width = hidden_dim
    return nn.Sequential(*layers, nn.Linear(width, settings.projection_dim))
