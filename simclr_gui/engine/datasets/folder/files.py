"""All files below a folder: those that may be images, tables, and what else lies there."""

import os
import re
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from simclr_gui.engine.datasets.folder.names import clean
from simclr_gui.engine.datasets.folder.naming import IMAGE_ENDINGS, ending_of, is_archive
from simclr_gui.engine.datasets.folder.table_rows import TABLE_ENDINGS
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import Sentence, counted, said
from simclr_gui.engine.messages.system_reasons import system_reason

ARCHIVE = "archive"
OTHER_ARCHIVES = frozenset({".7z", ".rar", ".zst", ".lz4"})
NEED_NO_WORD = frozenset(
    {".md", ".rst", ".log", ".ini", ".db", ".py", ".ipynb", ".yaml", ".yml", ".toml", ".html", ".url", ".lnk", ".sh"}
)
TO_CONVERT = frozenset(
    {".dcm", ".npy", ".npz", ".parquet", ".h5", ".hdf5", ".mat", ".nii", ".fits", ".svg", ".jxl", ".psd", ".xcf", ".ai"}
    | {".raw", ".cr2", ".cr3", ".nef", ".arw", ".dng", ".orf", ".rw2", ".raf", ".eps", ".ps", ".pdf", ".exr", ".hdr"}
    | {".mp4", ".mov", ".avi", ".mkv", ".webm", ".tfrecord", ".pkl", ".bin", ".czi", ".nd2", ".lif", ".svs", ".gz"}
)


class FoundFile(NamedTuple):
    """A file as the disk tells of it; another size or time (nanoseconds), another content.

    Attributes:
        name: path below the folder, with forward slashes, as it is on the disk.
    """

    name: str
    size_bytes: int
    changed_ns: int


@dataclass(frozen=True)
class Folder:
    """What lies below a folder, in order of the names.

    Attributes:
        images: files that may be images: what they are called says so, or nothing.
        tables: files that may name classes.
        notes: what else lies there, by kind.
        left_out: links that lead nowhere, folders that are closed to us.
    """

    path: Path
    images: tuple[FoundFile, ...]
    tables: tuple[FoundFile, ...]
    notes: tuple[Sentence, ...] = ()
    left_out: tuple[tuple[str, Sentence], ...] = ()


@dataclass
class _Search:
    """What has been found so far, and the folders that are still to be looked through: links last."""

    images: list[FoundFile] = field(default_factory=list)
    tables: list[FoundFile] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    left_out: list[tuple[str, Sentence]] = field(default_factory=list)
    waiting: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    seen: set[tuple[int, int]] = field(default_factory=set)

    def folders(self) -> Iterator[tuple[str, str]]:
        """Path, and path below the data folder; each folder once, however many links lead to it."""
        while self.waiting or self.links:
            is_link = not self.waiting
            if is_link:
                self.links.sort(key=itemgetter(1))
            path, above = self.links.pop(0) if is_link else self.waiting.pop()
            try:
                status = Path(path).stat()
            except OSError:
                self.left_out.append((clean(above), said("cannot be opened")))
                continue
            if (status.st_dev, status.st_ino) in self.seen:
                if is_link:
                    self.left_out.append((clean(above), said("a link to a folder that is there already")))
                continue
            self.seen.add((status.st_dev, status.st_ino))
            yield path, above

    def take(self, entry: os.DirEntry[str], above: str) -> None:
        """Sorts one entry of a folder."""
        name = entry.name
        if name.startswith(".") or name == "__MACOSX":
            return
        try:
            if entry.is_dir():
                (self.links if entry.is_symlink() else self.waiting).append((entry.path, f"{above}{name}/"))
            elif entry.is_file():
                self._take_file(entry, above)
            else:
                reason = said("a link that leads nowhere") if entry.is_symlink() else said("not a plain file")
                self.left_out.append((clean(above + name), reason))
        except OSError:
            self.left_out.append((clean(above + name), said("cannot be opened")))

    def _take_file(self, entry: os.DirEntry[str], above: str) -> None:
        ending = ending_of(entry.name)
        if ending in IMAGE_ENDINGS or not ending:
            status = entry.stat()
            self.images.append(FoundFile(above + entry.name, status.st_size, status.st_mtime_ns))
        elif ending in TABLE_ENDINGS:
            status = entry.stat()
            self.tables.append(FoundFile(above + entry.name, status.st_size, status.st_mtime_ns))
        elif ending not in NEED_NO_WORD:
            self.others[ARCHIVE if is_archive(Path(entry.name)) else ending] += 1


def look_through(folder: Path, chosen: Path | None = None) -> Folder:
    """Looks through a folder and all its sub-folders; what links lead to is followed once.

    Args:
        chosen: what a person chose, where that is the archive from which the folder was unpacked.

    Raises:
        UserError: there is no such folder, it is closed to us, or it holds no image.
    """
    _require_folder(folder)
    search = _Search(waiting=[(str(folder), "")])
    for path, above in search.folders():
        try:
            entries = list(os.scandir(path))
        except OSError as error:
            if not above:
                raise _closed(folder, error) from error
            search.left_out.append((clean(above), said("cannot be opened")))
            continue
        for entry in entries:
            search.take(entry, above)
    search.images = [file for file in search.images if ending_of(file.name) or _has_no_usual_name(file.name)]
    if not search.images:
        raise _without_images(chosen or folder, search)
    notes = tuple(_note(ending, count) for ending, count in search.others.most_common())
    return Folder(
        folder, tuple(sorted(search.images)), tuple(sorted(search.tables)), notes, tuple(sorted(search.left_out))
    )


def _has_no_usual_name(name: str) -> bool:
    return name.rpartition("/")[2].lower() not in ("readme", "license", "licence", "makefile", "md5sums", "sha256sums")


def _require_folder(folder: Path) -> None:
    try:
        mode = folder.stat().st_mode
    except (OSError, ValueError) as error:  # a name with a zero byte is a ValueError
        if isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
            raise _closed(folder, error) from error
        raise UserError(
            said("There is no folder {folder}.", folder=clean(str(folder))),
            "Name a folder, zip or tar as the file manager shows it; addresses are not opened."
            if re.match("[A-Za-z][A-Za-z0-9+.-]+:/", str(folder))
            else "Choose a folder of images.",
            "data.folder",
        ) from error
    if stat.S_ISDIR(mode):
        return
    ending = ending_of(folder.name)
    if ending in OTHER_ARCHIVES:
        raise UserError(
            said("{file} is an archive of a kind that cannot be read here.", file=clean(str(folder))),
            "Unpack it yourself, and choose the folder.",
            "data.folder",
        )
    raise UserError(
        said("{file} is a file, not a folder.", file=clean(str(folder))),
        "Choose a folder of images, or a zip or tar of one.",
        "data.folder",
    )


def _closed(folder: Path, error: OSError) -> UserError:
    return UserError(
        said("{path} cannot be opened: {reason}.", path=clean(str(folder)), reason=system_reason(error)),
        "Allow reading it, or choose another folder.",
        field="data.folder",
    )


def _without_images(folder: Path, search: _Search) -> UserError:
    name = clean(str(folder))
    archives = search.others.pop(ARCHIVE, 0)
    kinds = tuple(f"{count:,} {ending}" for ending, count in search.others.most_common(5))
    if kinds:
        sentence = said("{folder} holds no images that can be read here, but {kinds}.", folder=name, kinds=kinds)
        return UserError(sentence, "Convert them to PNG or TIFF.", "data.folder")
    if archives:
        sentence = said("{folder} holds no images, but other archives: {count:,}.", folder=name, count=archives)
        return UserError(sentence, "Unpack them, and choose the folder.", "data.folder")
    return UserError(said("{folder} holds no images.", folder=name), "Choose a folder of images.", "data.folder")


def _note(ending: str, count: int) -> Sentence:
    if ending == ARCHIVE:
        return counted(
            "1 archive is not looked into: unpack it to use what is in it.",
            "{count:,} archives are not looked into: unpack them to use what is in them.",
            count=count,
        )
    if ending in TO_CONVERT:
        return counted(
            "1 {ending} file is not an image that can be read here: convert it to PNG or TIFF.",
            "{count:,} {ending} files are not images that can be read here: convert them to PNG or TIFF.",
            count=count,
            ending=ending,
        )
    return counted(
        "1 {ending} file is no image and is left out.",
        "{count:,} {ending} files are no images and are left out.",
        count=count,
        ending=ending,
    )
