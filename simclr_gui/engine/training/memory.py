"""Memory: how much there is, and what to propose when a step does not fit."""

import os
from typing import get_args

import torch

from simclr_gui.engine.config.settings import EncoderName, TrainingConfig
from simclr_gui.engine.config.stems import resolved_stem
from simclr_gui.engine.datasets.images import ImageSet
from simclr_gui.engine.messages.errors import Proposal, UserError
from simclr_gui.engine.messages.sentences import in_a_list, said

SMALLEST_PROPOSED_BATCH = 16
MOST_OF_DEVICE_FOR_IMAGES = 0.4
_SIGNS = ("out of memory", "can't allocate memory", "not enough memory", "failed to allocate")


def is_out_of_memory(error: BaseException) -> bool:
    """Whether the error says that memory ran out, on whatever device."""
    if isinstance(error, (MemoryError, torch.OutOfMemoryError)):
        return True
    return isinstance(error, RuntimeError) and any(sign in str(error).lower() for sign in _SIGNS)


def out_of_memory(config: TrainingConfig) -> UserError:
    """What to say, with everything that would need less. Nothing is changed unasked: each changes the experiment."""
    proposals = tuple(_smaller(config))
    return UserError(
        said(
            "A step with a batch of {batch:,} does not fit into the memory of this machine.",
            batch=config.optimisation.batch_size,
        ),
        said("Less would do with: {proposals}.", proposals=in_a_list(*(proposal.words for proposal in proposals)))
        if proposals
        else "Close other programs.",
        field="optimisation.batch_size",
        proposals=proposals,
    )


def _smaller(config: TrainingConfig) -> list[Proposal]:
    proposals = []
    half = config.optimisation.batch_size // 2
    if half >= SMALLEST_PROPOSED_BATCH:
        proposals.append(Proposal(said("Batch of {count:,}", count=half), {"optimisation.batch_size": half}))
    names: tuple[EncoderName, ...] = get_args(EncoderName)
    place = names.index(config.model.encoder)
    if place > 0:
        proposals.append(Proposal(said("Network {name}", name=names[place - 1]), {"model.encoder": names[place - 1]}))
    if resolved_stem(config.model.encoder, config.model.stem, config.data.side_px).startswith("small"):
        proposals.append(Proposal("Stem with stride 2", {"model.stem": "thin"}))
    return proposals


def on_device_if_it_fits(images: ImageSet, device: torch.device) -> ImageSet:
    """The images on the device where they leave it enough room; else batches travel one by one."""
    if device.type == "cpu" or images.pixels.nbytes > MOST_OF_DEVICE_FOR_IMAGES * free_bytes(device):
        return images
    return ImageSet(images.pixels.to(device), images.labels)


def free_bytes(device: torch.device) -> int:
    """Memory that a run could take on the device; 0 where the system does not tell."""
    if device.type == "cuda":
        return torch.cuda.mem_get_info(device)[0]
    try:
        with open("/proc/meminfo", encoding="ascii") as lines:
            available = next(line for line in lines if line.startswith("MemAvailable"))
        return int(available.split()[1]) * 1024
    except (OSError, StopIteration, ValueError, IndexError):
        pass
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0


def used_bytes(device: torch.device) -> int:
    """Memory that torch holds on the GPU, or that the process has; 0 where the system does not tell."""
    if device.type == "cuda":
        return torch.cuda.memory_reserved(device)
    try:
        with open("/proc/self/statm", encoding="ascii") as line:
            return int(line.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0
