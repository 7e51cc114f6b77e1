"""How fast the engine is here, beside the conventional pipeline in the same run."""

import statistics
import time
from collections.abc import Callable
from typing import Any

import torch

from simclr_gui.bench.busy import busy_figures
from simclr_gui.bench.conventional import ConventionalTraining, views_of_images
from simclr_gui.bench.first_loss import first_loss_figures
from simclr_gui.engine.augmentation import sample_views
from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.settings import EncoderName, Stem, TrainingConfig
from simclr_gui.engine.datasets.images import DataSet, image_statistics
from simclr_gui.engine.datasets.shapes import draw_shapes, shapes_data
from simclr_gui.engine.devices import Machine, choose_machine, machine_description
from simclr_gui.engine.losses.nt_xent import nt_xent
from simclr_gui.engine.network.model_facts import model_facts
from simclr_gui.engine.optimisation.optimizers import take_step
from simclr_gui.engine.training.comparison import compare
from simclr_gui.engine.training.learner import Learner
from simclr_gui.engine.training.step import Batches, contrastive_step, two_views

VIEW_SIDES_PX = (32, 96)
VIEWS_PER_ROUND = 256
ROUNDS = 5
STEP_SIDE_PX, STEP_BATCH, STEP_ROUNDS, STEPS_PER_ROUND = 32, 256, 3, 2
STEPS_TAKEN_APART = 5
PEAK_CHANNELS, PEAK_SIDE_PX, PEAK_BATCH = 256, 32, 32


def engine_figures(
    net: EncoderName = "resnet18", stem: Stem = "imagenet", side_px: int = STEP_SIDE_PX, batch_size: int = STEP_BATCH
) -> dict[str, Any]:
    """Measures views, a training step and its parts beside the conventional step, and the share of the peak."""
    config = config_with(
        TrainingConfig(),
        {
            "model.encoder": net,
            "model.stem": stem,
            "data.side_px": side_px,
            "optimisation.batch_size": batch_size,
            "views.crop_area_min": 0.08,
        },
    )
    machine = choose_machine(config.machine)
    step = _step_figures(config, machine)
    return {
        "machine": machine_description(),
        "device": machine.name,
        "precision": machine.precision_name,
        "views": {str(side): _view_figures(side, config) for side in VIEW_SIDES_PX},
        "step": step,
        "parts_ms": _parts_of_a_step(config, machine),
        "peak_share": _flops_per_s(config, step["ours_images_per_s"]) / _convolution_peak_flops(machine),
        "busy": busy_figures(),
        "first_loss": first_loss_figures(),
    }


def engine_table(figures: dict[str, Any]) -> str:
    """The figures for people."""
    lines = [figures["machine"], f"Engine on {figures['device']}, {figures['precision']}"]
    for side, views in figures["views"].items():
        lines.append(
            f"Views {side} px, one core: {views['ours_per_s']:,.0f}/s, torchvision on PIL {views['pil_per_s']:,.0f}/s, "
            f"ratio {views['ratio']:.1f}"
        )
    step = figures["step"]
    lines.append(
        f"Step {step['net']}, {step['side_px']} px, batch {step['batch']}: {step['ours_images_per_s']:,.0f} images/s, "
        f"conventional {step['conventional_images_per_s']:,.0f} images/s, ratio {step['ratio']:.2f}"
    )
    parts = figures["parts_ms"]
    whole = sum(parts.values())
    lines += [
        f"  {name:<10}{milliseconds:9.1f} ms {100 * milliseconds / whole:6.1f} %"
        for name, milliseconds in parts.items()
    ]
    busy, first = figures["busy"], figures["first_loss"]
    lines += [
        f"Share of the measured convolution peak: {100 * figures['peak_share']:.0f} %",
        f"Of the quiet speed: {100 * busy['one_process_share']:.0f} % beside one busy program, "
        f"{100 * busy['four_processes_share']:.0f} % beside four; choosing the number of threads costs "
        f"{busy['quiet_cost_percent']:.1f} % of the steps of a quiet machine",
        f"From `demo` to its first loss: {first['new_machine_s']:.1f} s on a new machine, "
        f"{first['again_s']:.1f} s again; loading torch takes {first['torch_s']:.1f} s of each",
    ]
    return "\n".join(lines)


def _view_figures(side_px: int, config: TrainingConfig) -> dict[str, float]:
    """Views of one core, ours and torchvision's on PIL in turn; medians."""
    pixels = draw_shapes(VIEWS_PER_ROUND, side_px, seed=0).pixels
    generator = torch.Generator().manual_seed(0)
    images = views_of_images(pixels, config.views)
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        ours, conventional = [], []
        sample_views(pixels, config.views, generator)
        for _ in range(ROUNDS):
            ours.append(len(pixels) / _seconds(lambda: sample_views(pixels, config.views, generator)))
            conventional.append(len(pixels) / _seconds(images))
    finally:
        torch.set_num_threads(threads)
    return _ratio("ours_per_s", ours, "pil_per_s", conventional)


def _step_figures(config: TrainingConfig, machine: Machine) -> dict[str, Any]:
    """Whole training steps, ours and the conventional pipeline's in turn; medians."""
    side_px, batch_size = config.data.side_px, config.optimisation.batch_size
    data = shapes_data(side_px, 4 * batch_size, 10, seed=0)
    ours_step = _our_step(config, data, machine)
    conventional = ConventionalTraining(config, data.train.pixels, machine.device)
    ours, theirs = [], []
    try:
        ours_step()
        conventional.step()
        for _ in range(STEP_ROUNDS):
            ours.append(STEPS_PER_ROUND * batch_size / _seconds(lambda: _repeat(ours_step)))
            theirs.append(STEPS_PER_ROUND * batch_size / _seconds(lambda: _repeat(conventional.step)))
    finally:
        conventional.close()
    description = {"net": config.model.encoder, "side_px": side_px, "batch": batch_size}
    return description | _ratio("ours_images_per_s", ours, "conventional_images_per_s", theirs)


def _our_step(config: TrainingConfig, data: DataSet, machine: Machine) -> Callable[[], None]:
    learner = Learner(config, image_statistics(data.train), machine)
    batches = Batches(len(data.train), config.optimisation.batch_size, seed=0)
    learner.encoder.train()

    def step() -> None:
        views = two_views(data.train, batches.at(learner.step), config, learner.step, machine)
        loss, _ = contrastive_step(learner, views, config.optimisation, config.optimisation.learning_rate)
        loss.item()

    return step


def _parts_of_a_step(config: TrainingConfig, machine: Machine) -> dict[str, float]:
    """Median milliseconds of each part; off the CPU the clock waits for the device after every one."""
    optimisation = config.optimisation
    data = shapes_data(config.data.side_px, 4 * optimisation.batch_size, 10, seed=0)
    learner = Learner(config, image_statistics(data.train), machine)
    batches = Batches(len(data.train), optimisation.batch_size, seed=0)
    parts: dict[str, list[float]] = {name: [] for name in ("views", "forward", "loss", "backward", "optimizer")}

    def timed(name: str, part: Callable[..., Any], *arguments: Any) -> Any:
        start = time.perf_counter()
        result = part(*arguments)
        if machine.device.type == "cuda":
            torch.cuda.synchronize()
        parts[name].append(1_000 * (time.perf_counter() - start))
        return result

    for step in range(STEPS_TAKEN_APART + 1):
        index = batches.at(step % batches.per_epoch)
        views = timed("views", two_views, data.train, index, config, step, machine)
        first, second = timed("forward", learner.project, views).chunk(2)
        loss = timed("loss", _loss_of, first, second, optimisation.temperature)
        learner.optimizer.zero_grad()
        timed("backward", loss.backward)
        timed("optimizer", take_step, learner.optimizer)
    return {name: statistics.median(milliseconds[1:]) for name, milliseconds in parts.items()}


def _loss_of(first: torch.Tensor, second: torch.Tensor, temperature: float) -> torch.Tensor:
    return nt_xent(compare(first, second, temperature))


def _flops_per_s(config: TrainingConfig, images_per_s: float) -> float:
    """Arithmetic of the network: forward once, backward twice, two views an image, two flops a multiply-add.

    Counted as published, padding included; over small maps the engine leaves the padding out, so the share of the
    peak can exceed what the processor really does.
    """
    return model_facts(config).multiply_adds * 2 * 3 * 2 * images_per_s


def _convolution_peak_flops(machine: Machine) -> float:
    """The fastest that one large 3x3 convolution runs here, forward and backward, in the engine's precision."""
    layer = torch.nn.Conv2d(PEAK_CHANNELS, PEAK_CHANNELS, 3, padding=1, bias=False)
    layer = layer.to(machine.device).to(memory_format=torch.channels_last)
    maps = torch.randn(PEAK_BATCH, PEAK_CHANNELS, PEAK_SIDE_PX, PEAK_SIDE_PX, device=machine.device)
    maps = maps.to(memory_format=torch.channels_last).requires_grad_()

    def run() -> None:
        with machine.autocast():
            layer(maps).float().mean().backward()
        maps.grad.sum().item() if maps.grad is not None else None

    run()
    seconds = min(_seconds(run) for _ in range(ROUNDS))
    return 3 * 2 * PEAK_BATCH * PEAK_SIDE_PX**2 * PEAK_CHANNELS**2 * 9 / seconds


def _ratio(our_name: str, ours: list[float], their_name: str, theirs: list[float]) -> dict[str, float]:
    pairs = [a / b for a, b in zip(ours, theirs, strict=True)]
    return {
        our_name: statistics.median(ours),
        their_name: statistics.median(theirs),
        "ratio": statistics.median(pairs),
    }


def _repeat(step: Callable[[], None]) -> None:
    for _ in range(STEPS_PER_ROUND):
        step()


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start
