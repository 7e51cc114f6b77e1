"""IDX files, as MNIST's authors lay them out: a kind, the lengths of all sides, then bytes."""

import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.messages.sentences import said

BYTES_KIND = 8


def read_idx(path: Path, sides: int) -> NDArray[np.uint8]:
    """An array of bytes with so many sides.

    Raises:
        ValueError: the file is not what it should be.
        OSError: it cannot be read.
    """
    content = path.read_bytes()
    start = 4 + 4 * sides
    if content[:4] != bytes((0, 0, BYTES_KIND, sides)) or len(content) < start:
        raise ValueError(said("{name} is no file of images or labels", name=path.name))
    shape = struct.unpack(f">{sides}I", content[4:start])
    if len(content) - start != np.prod(shape, dtype=object):
        raise ValueError(said("{name} has another length than it should", name=path.name))
    return np.frombuffer(content, np.uint8, offset=start).reshape(shape)
