"""CIFAR's files are Python pickles: read as the arrays, lists and texts in them, with nothing that could be run."""

import io
import pickle
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.datasets.published.download import md5_of
from simclr_gui.engine.messages.sentences import said

PIXELS_OF_A_IMAGE = 3 * 32 * 32


def read_batch(path: Path, md5: str) -> dict[str, Any]:
    """One file: a dictionary with an array `data` of uint8 and lists.

    Raises:
        ValueError: its checksum is wrong, it holds something else, or what it holds could be run.
        OSError: it cannot be read.
    """
    if md5_of(path) != md5:
        raise ValueError(said("the checksum of {name} is wrong", name=path.name))
    try:
        values = _OnlyData(io.BytesIO(path.read_bytes()), encoding="latin1").load()
    except OSError:
        raise
    except Exception as error:
        raise ValueError(
            said("{name} holds something else than data ({reason})", name=path.name, reason=error)
        ) from error
    if not isinstance(values, dict):
        raise ValueError(said("{name} holds no images", name=path.name))
    return {name: each.values() if isinstance(each, _Array) else each for name, each in values.items()}


def images_of(batches: list[dict[str, Any]], labels: str) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """All images (count, 3, 32, 32) and their labels; KeyError or ValueError where a batch has none."""
    pixels = np.concatenate([np.asarray(batch["data"], np.uint8).reshape(-1, PIXELS_OF_A_IMAGE) for batch in batches])
    return pixels.reshape(-1, 3, 32, 32), np.concatenate([np.array(batch[labels], np.int64) for batch in batches])


class _Kind:
    """In place of numpy's dtype: only its name counts."""

    def __init__(self, name: str, *_: object) -> None:
        self.name = str(name)

    def __setstate__(self, _state: object) -> None:
        """Byte order: single bytes have none."""


class _Array:
    """In place of numpy's array: numpy itself is not asked before the content is known to be plain bytes."""

    state: tuple[Any, ...] = ()

    def __init__(self, *_: object) -> None:
        pass

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.state = state

    def values(self) -> NDArray[np.uint8]:
        _, shape, kind, is_by_column, content = self.state
        if not isinstance(kind, _Kind) or kind.name not in ("u1", "|u1") or is_by_column:
            raise ValueError(said("an array is not of bytes"))
        raw = content.encode("latin1") if isinstance(content, str) else bytes(content)
        return np.frombuffer(raw, np.uint8).reshape(shape)


def _from_latin1(text: str, encoding: str = "latin1") -> bytes:
    """How Python 3 writes bytes for Python 2."""
    if encoding != "latin1":
        raise ValueError(encoding)
    return text.encode("latin1")


class _OnlyData(pickle.Unpickler):
    """Of everything that a pickle may ask for, the parts of an array are given, by stand-ins."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in (("numpy", "ndarray"), ("numpy", "dtype")):
            return _Array if name == "ndarray" else _Kind
        if module in ("numpy.core.multiarray", "numpy._core.multiarray") and name == "_reconstruct":
            return _Array
        if (module, name) == ("_codecs", "encode"):
            return _from_latin1
        raise pickle.UnpicklingError(f"{module}.{name}")
