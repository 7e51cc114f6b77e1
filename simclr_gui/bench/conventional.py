"""The pipeline that SimCLR code usually has: torchvision on PIL images in DataLoader workers, float32, NCHW."""

import os
from collections.abc import Callable, Generator

import torch
import torchvision
from PIL import Image
from torch import Tensor, nn
from torch.nn import functional
from torch.utils.data import DataLoader, Dataset
from torchvision import transforms

from simclr_gui.engine.augmentation.operations.blur import (
    BLUR_SIGMA_RANGE_PX,
    blur_kernel_size_px,
)
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.config.views import SMALLEST_BLURRED_SIDE_PX, ViewSettings


def pil_transform(side_px: int, views: ViewSettings) -> transforms.Compose:
    """torchvision's own transforms with our settings."""
    jitter = transforms.ColorJitter(views.brightness, views.contrast, views.saturation, views.hue)
    steps = [
        transforms.RandomResizedCrop(side_px, scale=(views.crop_area_min, views.crop_area_max)),
        transforms.RandomHorizontalFlip(views.flip_probability),
        transforms.RandomApply([jitter], views.jitter_probability),
        transforms.RandomGrayscale(views.grey_probability),
    ]
    if side_px >= SMALLEST_BLURRED_SIDE_PX:
        blur = transforms.GaussianBlur(blur_kernel_size_px(side_px), BLUR_SIGMA_RANGE_PX)
        steps.append(transforms.RandomApply([blur], views.blur_probability))
    return transforms.Compose([*steps, transforms.ToTensor()])


def views_of_images(pixels: Tensor, views: ViewSettings) -> Callable[[], None]:
    """What draws one view of every image, one after the other, from decoded PIL images."""
    images = _as_pil(pixels)
    transform = pil_transform(pixels.shape[-1], views)

    def run() -> None:
        for image in images:
            transform(image)

    return run


class ConventionalTraining:
    """A network of torchvision, both views in one batch, SGD, float32, NCHW, a worker process a core."""

    def __init__(self, config: TrainingConfig, pixels: Tensor, device: torch.device) -> None:
        network = getattr(torchvision.models, config.model.encoder)()
        width = network.fc.in_features
        network.fc = nn.Sequential(nn.Linear(width, width), nn.ReLU(), nn.Linear(width, config.model.projection_dim))
        self._network = network.to(device).train()
        self._device = device
        self._temperature = config.optimisation.temperature
        self._optimizer = torch.optim.SGD(self._network.parameters(), lr=0.06, momentum=0.9, weight_decay=5e-4)
        self._loader = DataLoader(
            _PairsOfViews(pixels, config.views),
            config.optimisation.batch_size,
            shuffle=True,
            drop_last=True,
            num_workers=os.cpu_count() or 1,
            persistent_workers=True,
            multiprocessing_context="spawn",
        )
        self._batches = self._endless()

    def step(self) -> None:
        first, second = next(self._batches)
        views = torch.cat([first, second]).to(self._device)
        projections = functional.normalize(self._network(views), dim=1)
        similarity = projections @ projections.T / self._temperature
        similarity = similarity.masked_fill(torch.eye(len(similarity), dtype=torch.bool, device=self._device), -1e9)
        positives = torch.arange(len(similarity), device=self._device).roll(len(first))
        loss = functional.cross_entropy(similarity, positives)
        self._optimizer.zero_grad()
        loss.backward()
        self._optimizer.step()
        loss.item()

    def close(self) -> None:
        """Ends the worker processes."""
        self._batches.close()
        del self._loader

    def _endless(self) -> Generator[list[Tensor], None, None]:
        while True:
            yield from self._loader


class _PairsOfViews(Dataset[tuple[Tensor, Tensor]]):
    def __init__(self, pixels: Tensor, views: ViewSettings) -> None:
        self._images = _as_pil(pixels)
        self._transform = pil_transform(pixels.shape[-1], views)

    def __len__(self) -> int:
        return len(self._images)

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        image = self._images[index]
        return self._transform(image), self._transform(image)


def _as_pil(pixels: Tensor) -> list[Image.Image]:
    return [Image.fromarray(image.permute(1, 2, 0).numpy()) for image in pixels]
