"""The random numbers of a batch of views, drawn in one go, one set per image."""

import math
from dataclasses import dataclass, fields

import torch
from torch import Tensor

from simclr_gui.engine.config.settings import ViewSettings

CROP_ATTEMPTS = 10  # as torchvision's RandomResizedCrop
ASPECT_RANGE = (3 / 4, 4 / 3)
BLUR_SIGMA_RANGE_PX = (0.1, 2.0)
SMALLEST_BLURRED_SIDE_PX = 64

BRIGHTNESS, CONTRAST, SATURATION, HUE = range(4)


@dataclass(frozen=True)
class ViewParameters:
    """What happens to each of `count` images; every tensor has shape (count,) but `order`.

    Attributes:
        top, left, height, width: the crop in pixels, int64.
        flipped: bool, mirrored left to right.
        order: int64 (count, 4), the order of BRIGHTNESS, CONTRAST, SATURATION, HUE.
        brightness, contrast, saturation: factors, 1 changes nothing.
        hue: turn of the colour circle in [-0.5, 0.5], 0 changes nothing.
        grey: bool, loses its colours.
        sigma_px: width of the Gaussian blur, 0 for none.
    """

    top: Tensor
    left: Tensor
    height: Tensor
    width: Tensor
    flipped: Tensor
    order: Tensor
    brightness: Tensor
    contrast: Tensor
    saturation: Tensor
    hue: Tensor
    grey: Tensor
    sigma_px: Tensor

    def __len__(self) -> int:
        return len(self.top)

    def select(self, index: Tensor) -> "ViewParameters":
        """The parameters of some of the images."""
        return ViewParameters(**{field.name: getattr(self, field.name)[index] for field in fields(self)})


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
    uniform = torch.rand(count, 2 * CROP_ATTEMPTS + 14, generator=generator, device=device)
    crop, rest = uniform[:, : 2 * CROP_ATTEMPTS + 2], uniform[:, 2 * CROP_ATTEMPTS + 2 :]
    top, left, height, width = _draw_crops(crop, side_px, settings)
    jittered = rest[:, 0] < settings.jitter_probability

    def factor(column: int, strength: float) -> Tensor:
        low, high = max(0.0, 1 - strength), 1 + strength
        return torch.where(jittered, low + (high - low) * rest[:, column], 1.0)

    blurred = (rest[:, 10] < settings.blur_probability) & (side_px >= SMALLEST_BLURRED_SIDE_PX)
    low_px, high_px = BLUR_SIGMA_RANGE_PX
    return ViewParameters(
        top=top,
        left=left,
        height=height,
        width=width,
        flipped=rest[:, 1] < settings.flip_probability,
        order=rest[:, 2:6].argsort(dim=1),
        brightness=factor(6, settings.brightness),
        contrast=factor(7, settings.contrast),
        saturation=factor(8, settings.saturation),
        hue=torch.where(jittered, (2 * rest[:, 9] - 1) * settings.hue, 0.0),
        grey=rest[:, 11] < settings.grey_probability,
        sigma_px=torch.where(
            blurred, low_px + (high_px - low_px) * rest[:, 10] / max(settings.blur_probability, 1e-9), 0.0
        ),
    )


def _draw_crops(uniform: Tensor, side_px: int, settings: ViewSettings) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Ten tries at an area and an aspect ratio; the first that fits, else the whole (square) image."""
    attempts = uniform[:, :-2].unflatten(1, (2, CROP_ATTEMPTS))
    low, high = settings.crop_area_min, settings.crop_area_max
    area = side_px**2 * (low + (high - low) * attempts[:, 0])
    log_low, log_high = math.log(ASPECT_RANGE[0]), math.log(ASPECT_RANGE[1])
    aspect = torch.exp(log_low + (log_high - log_low) * attempts[:, 1])
    widths = torch.sqrt(area * aspect).round().long()
    heights = torch.sqrt(area / aspect).round().long()
    fits = (widths > 0) & (heights > 0) & (widths <= side_px) & (heights <= side_px)

    first = fits.to(torch.int8).argmax(dim=1, keepdim=True)
    found = fits.gather(1, first)[:, 0]
    width = torch.where(found, widths.gather(1, first)[:, 0], side_px)
    height = torch.where(found, heights.gather(1, first)[:, 0], side_px)
    top = (uniform[:, -2] * (side_px - height + 1)).long().clamp(max=side_px - 1)
    left = (uniform[:, -1] * (side_px - width + 1)).long().clamp(max=side_px - 1)
    return torch.minimum(top, side_px - height), torch.minimum(left, side_px - width), height, width
