"""Images in a row written as a film: GIF everywhere, MP4 where PyAV is installed."""

import importlib.util
from collections.abc import Iterator, Sequence
from functools import reduce
from pathlib import Path

from simclr_gui.engine.events import Announced, Event, Pixels
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, said
from simclr_gui.engine.messages.system_reasons import system_reason

COLOURS = 128
SENTENCE = said("Writing the film")
VIDEO_QUALITY = {"crf": "20"}  # x264's measure: lower is better and larger


def animation_endings() -> tuple[str, ...]:
    """What can be written here; the first is the usual one."""
    return (".gif", ".mp4") if importlib.util.find_spec("av") is not None else (".gif",)


def write_animation(path: Path, frames: Sequence[Pixels], frames_per_second: int) -> Iterator[Event]:
    """Writes frames (height, width, 3), uint8, all of one size; the ending chooses the kind.

    Raises:
        UserError: the ending is unknown here, or the file cannot be written. Half a file is not left behind.
    """
    if path.suffix.lower() not in animation_endings():
        raise UserError(
            said("A film cannot be written as {ending}.", ending=path.suffix or said("a file without an ending")),
            said("Name it {endings}.", endings=_either(animation_endings())),
        )
    beside = path.with_name(f".{path.name}.part")
    write = _write_gif if path.suffix.lower() == ".gif" else _write_mp4
    try:
        yield from write(beside, frames, frames_per_second)
        beside.replace(path)
    except OSError as error:
        raise UserError(
            said("{path} cannot be written: {reason}.", path=path, reason=system_reason(error)),
            "Choose another folder.",
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def _either(endings: tuple[str, ...]) -> Sentence:
    return reduce(lambda one, other: said("{one} or {other}", one=one, other=other), map(Sentence, endings))


def _write_gif(path: Path, frames: Sequence[Pixels], frames_per_second: int) -> Iterator[Event]:
    """All frames in the colours of the last: colours that change from frame to frame flicker."""
    from PIL import Image  # the window asks for the endings when it opens, long before there is a film

    palette = Image.fromarray(frames[-1]).quantize(COLOURS)
    images = []
    for number, frame in enumerate(frames):
        images.append(Image.fromarray(frame).quantize(palette=palette, dither=Image.Dither.NONE))
        yield Announced(SENTENCE, (number + 1) / len(frames))
    ms = round(1_000 / frames_per_second)
    images[0].save(path, format="GIF", save_all=True, append_images=images[1:], duration=ms, loop=0, optimize=False)


def _write_mp4(path: Path, frames: Sequence[Pixels], frames_per_second: int) -> Iterator[Event]:
    import av

    height, width = (side - side % 2 for side in frames[0].shape[:2])  # the format halves the sides of colours
    with av.open(str(path), "w", format="mp4") as animation:
        stream = animation.add_stream("libx264", rate=frames_per_second, options=VIDEO_QUALITY)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        for number, frame in enumerate(frames):
            image = av.VideoFrame.from_ndarray(frame[:height, :width].copy(), format="rgb24")
            animation.mux(stream.encode(image))
            yield Announced(SENTENCE, (number + 1) / len(frames))
        animation.mux(stream.encode())
