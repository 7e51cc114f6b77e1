"""The published data sets: what they are, which files they need, and how those are read.

Addresses, checksums and names are torchvision's. It is imported inside the functions, because that takes seconds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from simclr_gui.engine.datasets.published.cifar_files import images_of, read_batch
from simclr_gui.engine.datasets.published.download import RemoteFile
from simclr_gui.engine.datasets.published.idx_files import read_idx
from simclr_gui.engine.events import Pixels
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.storage.mapped_file import MappedFile

Labels = NDArray[np.int64]
UNLABELLED = -1
STL10_SIDE_PX = 96


@dataclass(frozen=True)
class Block:
    """Images that lie together on the disk.

    Attributes:
        pixels: uint8, shape (count, 3, height, width).
        labels: shape (count,), -1 without a class.
        file: the file that `pixels` are, where they are not in memory.
    """

    pixels: Pixels
    labels: Labels
    file: MappedFile | None = None

    def pick(self, index: NDArray[np.int64]) -> Pixels:
        """Copies of some images."""
        picked = np.ascontiguousarray(self.pixels[index])
        if self.file is not None:
            self.file.note_read(picked.nbytes)
        return picked


@dataclass(frozen=True)
class Contents:
    """What a data set holds; images with a class come first in `train`."""

    class_names: tuple[str, ...]
    train: tuple[Block, ...]
    test: tuple[Block, ...]

    def __post_init__(self) -> None:
        """Raises ValueError where images and labels do not fit together."""
        for block in (*self.train, *self.test):
            if len(block.pixels) != len(block.labels):
                raise ValueError(said("there are not as many labels as images"))
            if len(block.labels) and not -1 <= block.labels.min() <= block.labels.max() < len(self.class_names):
                raise ValueError(said("a label stands for no class"))


@dataclass(frozen=True)
class PublishedSet:
    """One data set.

    Attributes:
        about: one line for people.
        download_bytes, room_bytes: of the files, and of the files with what they unpack to.
        folder: where it unpacks to, below the folder of downloads; also a sign that it is there.
        files: what to download.
        read: the contents, from the folder that holds `folder`; None where that is a folder of image files.
    """

    title: str
    about: str
    side_px: int
    download_bytes: int
    room_bytes: int
    folder: str
    files: Callable[[], list[RemoteFile]]
    read: Callable[[Path], Contents] | None

    def found_in(self, root: Path) -> Path | None:
        """The folder that holds the unpacked data, where `root` is it, or its own folder; None without."""
        first = self.folder.split("/", maxsplit=1)[0]
        for place in (root, root.parent if root.name == first else root):
            if (place / self.folder).exists():
                return place
        return None


def _stl10(root: Path) -> Contents:
    folder = root / "stl10_binary"
    names = tuple((folder / "class_names.txt").read_text().split())
    return Contents(
        names,
        (
            _stl10_block(folder / "train_X.bin", folder / "train_y.bin"),
            _stl10_block(folder / "unlabeled_X.bin"),
        ),
        (_stl10_block(folder / "test_X.bin", folder / "test_y.bin"),),
    )


def _stl10_block(pixels_path: Path, labels_path: Path | None = None) -> Block:
    """Mapped, not read: 2.8 GB stay on the disk. Each colour lies column by column."""
    file = MappedFile(pixels_path)
    pixels: Pixels = file.bytes.view(-1, 3, STL10_SIDE_PX, STL10_SIDE_PX).transpose(2, 3).numpy()
    if labels_path is None:
        return Block(pixels, np.full(len(pixels), UNLABELLED), file)
    return Block(pixels, np.fromfile(labels_path, np.uint8).astype(np.int64) - 1, file)


def _cifar(name: str, labels: str) -> Callable[[Path], Contents]:
    def read(root: Path) -> Contents:
        from torchvision import datasets

        kind: Any = getattr(datasets, name)
        folder = root / kind.base_folder
        names = read_batch(folder / kind.meta["filename"], kind.meta["md5"])[kind.meta["key"]]
        train, test = (
            (Block(*images_of([read_batch(folder / file, md5) for file, md5 in files], labels)),)
            for files in (kind.train_list, kind.test_list)
        )
        return Contents(tuple(map(str, names)), train, test)

    return read


def _fashion_mnist(root: Path) -> Contents:
    from torchvision import datasets

    folder = root / "FashionMNIST" / "raw"
    train, test = (
        (
            Block(
                _grey_in_colour(read_idx(folder / f"{part}-images-idx3-ubyte", 3)),
                read_idx(folder / f"{part}-labels-idx1-ubyte", 1).astype(np.int64),
            ),
        )
        for part in ("train", "t10k")
    )
    return Contents(tuple(datasets.FashionMNIST.classes), train, test)


def _grey_in_colour(grey: Pixels) -> Pixels:
    count, height, width = grey.shape
    return np.broadcast_to(grey[:, None], (count, 3, height, width))


def _svhn(root: Path) -> Contents:
    from torchvision import datasets

    parts = [datasets.SVHN(str(root), split=split) for split in ("train", "test")]
    train, test = ((Block(p.data, p.labels.astype(np.int64)),) for p in parts)
    return Contents(tuple("0123456789"), train, test)


def _over_https(url: str) -> str:
    """torchvision names some addresses without; the same servers offer them with it, one under another name."""
    return url.replace("http://", "https://").replace(
        "fashion-mnist.s3-website.eu-central-1.amazonaws.com", "fashion-mnist.s3.eu-central-1.amazonaws.com"
    )


def _archive_of(name: str) -> Callable[[], list[RemoteFile]]:
    def files() -> list[RemoteFile]:
        from torchvision import datasets

        kind: Any = getattr(datasets, name)
        return [RemoteFile(_over_https(kind.url), kind.filename, kind.tgz_md5)]

    return files


def _fashion_mnist_files() -> list[RemoteFile]:
    from torchvision import datasets

    kind = datasets.FashionMNIST
    return [
        RemoteFile(_over_https(kind.mirrors[0]) + name, f"FashionMNIST/raw/{name}", md5) for name, md5 in kind.resources
    ]


def _svhn_files() -> list[RemoteFile]:
    from torchvision import datasets

    files = [datasets.SVHN.split_list[split] for split in ("train", "test")]
    return [RemoteFile(_over_https(url), name, md5) for url, name, md5 in files]


def _imagenette_files() -> list[RemoteFile]:
    from torchvision import datasets

    url, md5 = datasets.Imagenette._ARCHIVES["160px"]
    return [RemoteFile(url, url.rsplit("/", maxsplit=1)[1], md5)]


def imagenette_class_names(folders: tuple[str, ...]) -> tuple[str, ...]:
    """Its folders are named by numbers of WordNet; the first of each one's words."""
    from torchvision import datasets

    words = datasets.Imagenette._WNID_TO_CLASS
    return tuple(words[folder][0] if folder in words else folder for folder in folders)


PUBLISHED: dict[str, PublishedSet] = {
    "stl10": PublishedSet(
        "STL-10",
        "5,000 pictures of 10 classes, 100,000 without a class, 8,000 to test on; 96 px",
        STL10_SIDE_PX,
        2_640_397_119,
        6_000_000_000,
        "stl10_binary",
        _archive_of("STL10"),
        _stl10,
    ),
    "cifar10": PublishedSet(
        "CIFAR-10",
        "50,000 pictures of 10 classes and 10,000 to test on; 32 px",
        32,
        170_498_071,
        400_000_000,
        "cifar-10-batches-py",
        _archive_of("CIFAR10"),
        _cifar("CIFAR10", "labels"),
    ),
    "cifar100": PublishedSet(
        "CIFAR-100",
        "50,000 pictures of 100 classes and 10,000 to test on; 32 px",
        32,
        169_001_437,
        400_000_000,
        "cifar-100-python",
        _archive_of("CIFAR100"),
        _cifar("CIFAR100", "fine_labels"),
    ),
    "fashion-mnist": PublishedSet(
        "Fashion-MNIST",
        "60,000 grey pictures of 10 kinds of clothes and 10,000 to test on; 28 px",
        32,
        30_878_645,
        120_000_000,
        "FashionMNIST/raw/train-images-idx3-ubyte",
        _fashion_mnist_files,
        _fashion_mnist,
    ),
    "svhn": PublishedSet(
        "SVHN",
        "73,257 house numbers of 10 digits and 26,032 to test on; 32 px",
        32,
        246_345_426,
        300_000_000,
        "test_32x32.mat",
        _svhn_files,
        _svhn,
    ),
    "imagenette": PublishedSet(
        "Imagenette",
        "9,469 photographs of 10 classes and 3,925 to test on; at least 160 px",
        96,
        99_003_388,
        300_000_000,
        "imagenette2-160",
        _imagenette_files,
        None,
    ),
}
