"""The augmentation lab: every step of a view, from the function that training uses."""

import itertools
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from simclr_gui.engine.augmentation import render_views, sample_parameters
from simclr_gui.engine.augmentation.preview import DRAWS, AugmentationPreview, PreviewImage
from simclr_gui.engine.augmentation.steps import overlap, take_apart
from simclr_gui.engine.config.checking import config_with
from simclr_gui.engine.config.settings import TrainingConfig
from simclr_gui.engine.datasets.images import as_pixels
from simclr_gui.engine.events import SampledView, ViewsInspected
from simclr_gui.engine.messages.errors import UserError

SMALL = config_with(TrainingConfig(), {"data.side_px": 64, "views.crop_area_min": 0.2})
ALWAYS = {f"views.{name}_probability": 1.0 for name in ("flip", "jitter", "grey", "blur")}


def inspected(
    config: TrainingConfig = SMALL,
    preview_image: PreviewImage | None = None,
    preview: AugmentationPreview | None = None,
) -> ViewsInspected:
    events = (preview or AugmentationPreview()).inspect(config, preview_image or PreviewImage())
    (event,) = [e for e in events if isinstance(e, ViewsInspected)]
    return event


def names(view: SampledView) -> list[str]:
    return [step.name for step in view.steps]


@given(seed=st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_that_the_last_step_is_the_view_that_training_would_see(seed: int) -> None:
    config = config_with(SMALL, ALWAYS | {"views.grey_probability": 0.5, "views.blur_probability": 0.5})
    pixels = torch.randint(0, 256, (3, 64, 64), generator=torch.Generator().manual_seed(seed), dtype=torch.uint8)
    parameters = sample_parameters(1, 64, config.views, torch.Generator().manual_seed(seed))
    view = take_apart(pixels, parameters)
    assert (view.pixels == as_pixels(render_views(pixels[None], parameters))[0]).all()
    assert names(view)[:2] == ["crop", "flip"]
    assert names(view)[6:] == ["grey", "blur"]
    order = ("brightness", "contrast", "saturation", "hue")
    assert names(view)[2:6] == [order[kind] for kind in parameters.order[0]]


def test_that_each_step_that_happens_changes_the_picture_and_no_other_does() -> None:
    preview = AugmentationPreview()
    for draw in range(12):
        view = inspected(SMALL, PreviewImage(draw=draw), preview).first
        for before, step in itertools.pairwise(view.steps):
            if step.amount is None:
                assert (step.pixels == before.pixels).all(), step.name
    always = inspected(config_with(SMALL, ALWAYS | {"views.grey_probability": 0.0}), PreviewImage(), preview).first
    for before, step in itertools.pairwise(always.steps):
        assert (step.amount is not None) == (step.name != "grey")
        assert ((step.pixels != before.pixels).any()) == (step.name != "grey"), step.name


def test_that_the_crop_is_where_the_first_step_comes_from() -> None:
    config = config_with(SMALL, {"views.crop_area_min": 1.0, "views.crop_area_max": 1.0})
    event = inspected(config)
    assert event.first.crop == (0, 0, 64, 64)
    assert (event.first.steps[0].pixels == event.original).all()


@pytest.mark.parametrize(
    ("second", "shared"),
    [((0, 0, 10, 10), 1.0), ((0, 10, 10, 10), 0.0), ((0, 5, 10, 10), 50 / 150), ((2, 2, 5, 5), 25 / 100)],
)
def test_that_the_overlap_is_intersection_over_union(second: tuple[int, int, int, int], shared: float) -> None:
    assert overlap(SampledView((0, 0, 10, 10), ()), SampledView(second, ())) == pytest.approx(shared)


def test_that_the_sheet_begins_with_both_views_and_its_draws_differ() -> None:
    event = inspected()
    assert event.sheet.shape == (DRAWS, 64, 64, 3)
    assert (event.sheet[0] == event.first.pixels).all()
    assert (event.sheet[1] == event.second.pixels).all()
    assert len({image.tobytes() for image in event.sheet}) == DRAWS


def test_that_a_slider_changes_what_it_is_for_and_nothing_else() -> None:
    preview = AugmentationPreview()
    before = inspected(SMALL, PreviewImage(draw=3), preview)
    after = inspected(config_with(SMALL, {"views.hue": 0.05}), PreviewImage(draw=3), preview)
    assert before.first.crop == after.first.crop
    assert names(before.first) == names(after.first)
    amounts = {step.name: step.amount for step in after.first.steps}
    assert {step.name: step.amount for step in before.first.steps} | {"hue": amounts["hue"]} == amounts


def test_that_another_draw_and_another_picture_differ_and_numbers_go_round() -> None:
    preview = AugmentationPreview()
    one, other_draw = inspected(SMALL, PreviewImage(0, 0), preview), inspected(SMALL, PreviewImage(0, 1), preview)
    assert (one.original == other_draw.original).all()
    assert one.first.crop != other_draw.first.crop
    second = inspected(SMALL, PreviewImage(1, 0), preview)
    assert (one.original != second.original).any()
    assert inspected(SMALL, PreviewImage(one.images, 0), preview).number == 0


def test_that_a_picture_file_can_be_brought_along(tmp_path: Path) -> None:
    Image.fromarray(np.full((50, 80, 3), (200, 10, 30), np.uint8)).save(tmp_path / "red.png")
    event = inspected(SMALL, PreviewImage(file=tmp_path / "red.png"))
    assert event.original.shape == (64, 64, 3)
    assert (event.original == (200, 10, 30)).all()
    assert (event.name, event.number) == ("red.png", -1)


def test_that_a_file_that_is_no_picture_is_named_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "note.png").write_text("not an image")
    with pytest.raises(UserError, match=r"note\.png cannot be shown: not an image"):
        inspected(SMALL, PreviewImage(file=tmp_path / "note.png"))
