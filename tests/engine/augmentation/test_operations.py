"""The table of operations: what stands in it is sampled, rendered both ways and told; nothing else lists operations."""

import subprocess
import sys

import numpy as np
import pytest
import torch
from torch import Tensor

from simclr_gui.engine.augmentation import ViewParameters, rendering, sample_parameters
from simclr_gui.engine.augmentation.compiled import render_each
from simclr_gui.engine.augmentation.operations import table
from simclr_gui.engine.augmentation.operations.lines import ONE, ZERO, Array, Numbers, Scalar
from simclr_gui.engine.augmentation.operations.operation import Operation, Step
from simclr_gui.engine.augmentation.steps import take_apart
from simclr_gui.engine.config.views import ViewSettings

SIDE_PX = 32
COLUMNS = 40


class SolarisingSettings(ViewSettings):
    """With a setting more, as `engine/config/settings.py` would have it."""

    solarise_probability: float = 0.0


def _sample(uniform: Tensor, _side_px: int, settings: ViewSettings) -> tuple[Tensor, ...]:
    assert isinstance(settings, SolarisingSettings)
    is_solarised = uniform[:, 0] < settings.solarise_probability
    return (torch.where(is_solarised, uniform[:, 1], 1.0),)


def _render(views: Tensor, parameters: ViewParameters) -> Tensor:
    return torch.where(views > parameters.threshold[:, None, None, None], 1 - views, views)


def _solarise_one(view: Array, sampled: Numbers) -> None:
    if sampled[0] < ONE:
        for channel in range(3):
            for y in range(len(view[channel])):
                line = view[channel, y]
                for x in range(len(line)):
                    line[x] = _solarised(line[x], sampled[0])


def _solarised(value: Scalar, threshold: Scalar) -> Scalar:
    return ONE - value if value > threshold else max(value, ZERO)


SOLARISE = Operation(
    columns=slice(34, 36),
    parameters=("threshold",),
    sample=_sample,
    steps=(Step("solarise", "threshold", neutral=1),),
    render=_render,
    loop=_solarise_one,
)


@pytest.fixture
def solarise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "OPERATIONS", (*table.OPERATIONS, SOLARISE))


def noise(count: int) -> Tensor:
    return torch.randint(0, 256, (count, 3, SIDE_PX, SIDE_PX), generator=torch.Generator().manual_seed(0)).byte()


def parameters_of(settings: ViewSettings, count: int = 40, seed: int = 1) -> ViewParameters:
    return sample_parameters(count, SIDE_PX, settings, torch.Generator().manual_seed(seed))


def test_that_an_operation_in_the_table_is_sampled_behind_the_others(solarise: None) -> None:
    parameters = parameters_of(SolarisingSettings(solarise_probability=0.5))
    assert 5 < int((parameters.threshold < 1).sum()) < 35
    assert len(parameters.select(torch.arange(7)).threshold) == 7


def test_that_a_further_operation_leaves_what_the_others_draw_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    before = vars(parameters_of(ViewSettings()))
    monkeypatch.setattr(table, "OPERATIONS", (*table.OPERATIONS, SOLARISE))
    after = vars(parameters_of(SolarisingSettings(solarise_probability=0.5)))
    assert set(after) - set(before) == {"threshold"}
    for name, values in before.items():
        assert torch.equal(after[name], values), name


@pytest.mark.parametrize("name", ["compiled", "torch"])
def test_that_both_renderers_do_what_the_table_says(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    render = render_each if name == "compiled" else rendering.render_at_once
    plain = render(noise(40), parameters_of(ViewSettings()), SIDE_PX)
    monkeypatch.setattr(table, "OPERATIONS", (*table.OPERATIONS, SOLARISE))
    parameters = parameters_of(SolarisingSettings(solarise_probability=0.5))
    torch.testing.assert_close(render(noise(40), parameters, SIDE_PX), _render(plain, parameters), rtol=0, atol=1e-6)


def test_that_a_step_is_told_of_every_operation_of_the_table(solarise: None) -> None:
    parameters = parameters_of(SolarisingSettings(solarise_probability=1.0, jitter_probability=0.0), count=1)
    *_, before, last = take_apart(noise(1)[0], parameters).steps
    assert last.name == "solarise"
    assert last.amount == pytest.approx(float(parameters.threshold))
    assert (last.pixels != before.pixels).any()
    *_, before, last = take_apart(noise(1)[0], parameters_of(SolarisingSettings(), count=1)).steps
    assert (last.name, last.amount) == ("solarise", None)
    assert (last.pixels == before.pixels).all()


@pytest.mark.parametrize("solarising", [False, True])
def test_that_no_two_operations_read_the_same_random_number_or_share_a_name(
    solarising: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if solarising:
        monkeypatch.setattr(table, "OPERATIONS", (*table.OPERATIONS, SOLARISE))
    uniform = torch.rand(200, COLUMNS, generator=torch.Generator().manual_seed(0))
    settings = SolarisingSettings(crop_area_min=0.08, solarise_probability=0.5)
    readers = [
        [each for each in table.samplings() if _reads(each.columns, column, uniform, settings, each.sample)]
        for column in range(COLUMNS)
    ]
    assert max(len(each) for each in readers) == 1
    names = [name for each in table.samplings() for name in each.parameters]
    assert len(set(names)) == len(names)


def _reads(columns: slice, column: int, uniform: Tensor, settings: ViewSettings, sample: object) -> bool:
    """Whether something else is sampled where the random numbers of a column are others."""
    assert callable(sample)
    others = uniform.clone()
    others[:, column] = 1 - others[:, column]
    pairs = zip(sample(uniform[:, columns], 96, settings), sample(others[:, columns], 96, settings), strict=True)
    return any(not torch.equal(one, other) for one, other in pairs)


def test_that_every_loop_works_in_plain_python_too() -> None:
    """So that it can be followed with a debugger; what numba compiles is tested against torchvision."""
    parameters = sample_parameters(6, 64, ViewSettings(blur_probability=1.0), torch.Generator().manual_seed(3))
    pixels = torch.randint(0, 256, (6, 3, 64, 64), generator=torch.Generator().manual_seed(0)).byte()
    views = rendering.crop_resize_flip(pixels.float() / 255, parameters, 64)
    for operation in table.OPERATIONS:
        if operation.loop.__name__ == "_blur_one":
            continue  # takes seconds
        changed = operation.render(views, parameters)
        for i in range(2):
            view = views[i].numpy().copy()
            numbers = np.concatenate([np.atleast_1d(vars(parameters)[n][i].numpy()) for n in operation.parameters])
            operation.loop(view, tuple(numbers.astype(np.float32)))
            np.testing.assert_allclose(view, changed[i].numpy(), atol=1e-4)
        views = changed


def test_that_the_operations_load_no_numba() -> None:
    code = "import sys, simclr_gui.engine.augmentation.preview; sys.exit('numba' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
