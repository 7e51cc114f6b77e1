"""The random numbers of a batch of views, drawn in one go, one set per image."""

import torch
from torch import Tensor

from simclr_gui.engine.augmentation.operations import table
from simclr_gui.engine.augmentation.operations.operation import ViewParameters
from simclr_gui.engine.config.views import ViewSettings

COLUMNS_AT_ONCE = 34  # those of crop, flip, jitter, grey and blur


def sample_parameters(
    count: int,
    side_px: int,
    settings: ViewSettings,
    generator: torch.Generator,
    device: torch.device | str = "cpu",
) -> ViewParameters:
    """Draws the parameters of `count` views of square images (SimCLR, Chen et al. 2020, appendix A).

    Args:
        generator: lives on `device`; the only source of chance.
    """
    samplings = table.samplings()
    uniform = _uniform(count, max(each.columns.stop for each in samplings), generator, device)
    sampled: dict[str, Tensor] = {}
    for each in samplings:
        values = each.sample(uniform[:, each.columns], side_px, settings)
        sampled |= dict(zip(each.parameters, values, strict=True))
    return ViewParameters(**sampled)


def _uniform(count: int, columns: int, generator: torch.Generator, device: torch.device | str) -> Tensor:
    """Random numbers in [0, 1), shape (count, columns); a column more leaves those before it as they are."""
    first = torch.rand(count, COLUMNS_AT_ONCE, generator=generator, device=device)
    if columns <= COLUMNS_AT_ONCE:
        return first
    others = [torch.rand(count, 1, generator=generator, device=device) for _ in range(COLUMNS_AT_ONCE, columns)]
    return torch.cat([first, *others], dim=1)
