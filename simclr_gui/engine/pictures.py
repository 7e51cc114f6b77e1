"""A folder of the user's pictures: train/ and test/, each with one sub-folder a class."""

import os
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps, UnidentifiedImageError
from torch import Tensor

from simclr_gui.engine.config import DataSettings
from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import Announced, Pixels
from simclr_gui.engine.images import DataSet, ImageSet

PICTURE_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".ppm", ".pgm"})
LARGEST_PICTURE_PIXELS = 64_000_000
FILES_PER_TASK = 256

LabelledFile = tuple[Path, int]


def folder_data(settings: DataSettings) -> Generator[Announced, None, DataSet]:
    """Decodes the pictures of a folder, telling how far it is.

    Raises:
        UserError: the folder is missing, closed to us, or not laid out as train/<class>/ and test/<class>/.
    """
    folder = settings.folder
    assert folder is not None, "the config model asks for a folder"
    class_names = tuple(_class_names(folder))
    parts: dict[str, ImageSet] = {}
    skipped = 0
    for part, most in (("train", settings.train_images), ("test", settings.test_images)):
        files = _chosen_files(folder / part, class_names, most, settings.drawing_seed)
        parts[part], missing = yield from _decode(files, settings.side_px, f"Reading {part} pictures")
        skipped += missing
    if skipped:
        yield Announced(f"{skipped:,} files could not be read as pictures and were left out.")
    return DataSet(folder.name, class_names, parts["train"], parts["test"])


def _class_names(folder: Path) -> list[str]:
    if not folder.is_dir():
        raise UserError(f"There is no folder {folder}.", "Choose a folder of pictures.", field="data.folder")
    for part in ("train", "test"):
        if not _listed(folder / part):
            raise UserError(
                f"{folder} has no {part} folder with one sub-folder a class.",
                "Put the pictures into train/<class>/ and test/<class>/.",
                field="data.folder",
            )
    names = {entry.name for entry in _listed(folder / "train")}
    unknown = {entry.name for entry in _listed(folder / "test")} - names
    if unknown:
        raise UserError(
            f"The test folder has a class that train lacks: {sorted(unknown)[0]}.",
            "Give both the same classes.",
            field="data.folder",
        )
    return sorted(names)


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    """The visible sub-folders, in order of their names."""
    try:
        entries = [e for e in os.scandir(folder) if e.is_dir() and not e.name.startswith(".")]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UserError(
            f"{folder} cannot be opened: {(error.strerror or '').lower()}.",
            "Allow reading it, or choose another folder.",
            field="data.folder",
        ) from error
    return sorted(entries, key=lambda entry: entry.name)


def _chosen_files(folder: Path, class_names: tuple[str, ...], most: int, seed: int) -> list[LabelledFile]:
    """The files of all classes in a shuffled order that depends on the seed alone; at most `most`, 0 for all."""
    files: list[LabelledFile] = []
    for label, name in enumerate(class_names):
        try:
            entries = sorted(entry.name for entry in os.scandir(folder / name)) if (folder / name).is_dir() else []
        except OSError as error:
            raise UserError(
                f"{folder / name} cannot be opened: {(error.strerror or '').lower()}.",
                "Allow reading it, or choose another folder.",
                field="data.folder",
            ) from error
        files += [(folder / name / e, label) for e in entries if Path(e).suffix.lower() in PICTURE_ENDINGS]
    order = np.random.default_rng(seed).permutation(len(files))
    return [files[i] for i in order[: most or None]]


def _decode(files: list[LabelledFile], side_px: int, what: str) -> Generator[Announced, None, tuple[ImageSet, int]]:
    """Decodes in parallel into one tensor.

    Returns:
        The pictures, and how many files were left out because they could not be read.
    """
    pixels = torch.empty(len(files), 3, side_px, side_px, dtype=torch.uint8)
    labels = torch.empty(len(files), dtype=torch.int64)
    done = kept = 0
    for chunk in _decoded_chunks(files, side_px):
        for picture, (_, label) in zip(chunk, files[done : done + len(chunk)], strict=True):
            if picture is not None:
                pixels[kept] = _channels_first(picture)
                labels[kept] = label
                kept += 1
        done += len(chunk)
        yield Announced(f"{what}: {done:,} of {len(files):,}", done / len(files))
    if kept == 0:
        raise UserError("None of the files could be read as a picture.", "Choose another folder.", "data.folder")
    return ImageSet(pixels[:kept], labels[:kept]), len(files) - kept


def _channels_first(picture: Pixels) -> Tensor:
    return torch.from_numpy(picture).permute(2, 0, 1)


def _decoded_chunks(files: list[LabelledFile], side_px: int) -> Iterator[list[Pixels | None]]:
    """Chunks in order; a few are decoded ahead, and none any more once the reader stops asking."""
    workers = os.cpu_count() or 1
    waiting: deque[Future[list[Pixels | None]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        try:
            for start in range(0, len(files), FILES_PER_TASK):
                waiting.append(pool.submit(_decode_files, files[start : start + FILES_PER_TASK], side_px))
                if len(waiting) > 2 * workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for task in waiting:
                task.cancel()


def _decode_files(files: list[LabelledFile], side_px: int) -> list[Pixels | None]:
    return [decode_picture(path, side_px) for path, _ in files]


def decode_picture(path: Path, side_px: int) -> Pixels | None:
    """Reads one picture upright, in colour, its middle square resized.

    Returns:
        uint8, shape (side_px, side_px, 3), or None where the file is no readable picture.
    """
    try:
        with Image.open(path) as picture:
            if picture.width * picture.height > LARGEST_PICTURE_PIXELS:
                return None
            picture.draft("RGB", (2 * side_px, 2 * side_px))  # lets a large JPEG be decoded small
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            if upright.size != (side_px, side_px):
                upright = ImageOps.fit(upright, (side_px, side_px), Image.Resampling.BILINEAR)
            return np.array(upright)
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError):
        return None
