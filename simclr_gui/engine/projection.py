"""The projection head g: two dense layers with a ReLU between, z = g(h). For training only."""

from torch import nn


def build_projection_head(feature_dim: int, projection_dim: int) -> nn.Sequential:
    """Hidden width is the width of h (Chen et al. 2020, section 4.2)."""
    return nn.Sequential(
        nn.Linear(feature_dim, feature_dim),
        nn.ReLU(inplace=True),
        nn.Linear(feature_dim, projection_dim),
    )
