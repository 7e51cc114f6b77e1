"""Films: every frame in its place, in its colours, or a sentence why not."""

from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from simclr_gui.engine.mapping import animation
from simclr_gui.engine.mapping.animation import animation_endings, write_animation
from simclr_gui.engine.messages.errors import UserError

COLOURS = ((200, 30, 30), (30, 160, 60), (40, 60, 220))


def frames() -> list[np.ndarray]:
    """A square of a colour that moves over white."""
    images = []
    for number in range(3):
        image = np.full((41, 60, 3), 255, np.uint8)
        for place, colour in enumerate(COLOURS):
            image[10:20, (5 + 18 * ((place + number) % 3)) : (15 + 18 * ((place + number) % 3))] = colour
        images.append(image)
    return images


def test_that_a_gif_shows_every_frame_for_its_time(tmp_path: Path) -> None:
    path = tmp_path / "film.gif"
    events = list(write_animation(path, frames(), 10))
    assert events[-1].share == 1
    with Image.open(path) as gif:
        assert gif.n_frames == 3
        assert gif.info["duration"] == 100
        assert gif.info["loop"] == 0
        for number, expected in enumerate(frames()):
            gif.seek(number)
            np.testing.assert_allclose(np.asarray(gif.convert("RGB")).astype(int), expected, atol=8)
    assert [file.name for file in tmp_path.iterdir()] == ["film.gif"]


def test_that_a_video_shows_every_frame(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    list(write_animation(path, frames(), 10))
    with av.open(str(path)) as video:
        seen = [frame.to_ndarray(format="rgb24") for frame in video.decode(video=0)]
    assert len(seen) == 3
    assert seen[0].shape == (40, 60, 3), "sides are even"
    for image, expected in zip(seen, frames(), strict=True):
        np.testing.assert_allclose(image[13:17, 8:12].mean(axis=(0, 1)), expected[15, 10], atol=25)


def test_that_an_ending_nobody_can_write_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match=r"cannot be written as \.avi"):
        list(write_animation(tmp_path / "film.avi", frames(), 10))
    monkeypatch.setattr(animation.importlib.util, "find_spec", lambda _name: None)
    assert animation_endings() == (".gif",)
    with pytest.raises(UserError, match=r"cannot be written as \.mp4"):
        list(write_animation(tmp_path / "film.mp4", frames(), 10))


def test_that_a_film_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be written: no such file"):
        list(write_animation(tmp_path / "missing" / "film.gif", frames(), 10))
    events = write_animation(tmp_path / "film.gif", frames(), 10)
    next(events)
    events.close()
    assert list(tmp_path.iterdir()) == []
