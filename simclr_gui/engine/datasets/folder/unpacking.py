"""Writing what an archive holds below one folder: nothing leads out, nothing is overwritten, nothing becomes one."""

import errno
import filecmp
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from simclr_gui.engine.datasets.folder.naming import is_archive
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.messages.system_reasons import system_reason
from simclr_gui.engine.storage.disk import SPARE_BYTES, require_room
from simclr_gui.engine.storage.places import cache_dir

BYTES_AT_ONCE = 2**20
DEEPEST = 64  # folders within folders
MOST_TIMES_LARGER = 2_000  # images pack to a tenth at best, images of one colour to a thousandth
BYTES_BEFORE_THAT_COUNTS = 2**30
LETTERS_OF_A_NAME_TOLD = 80
TO_NOTHING = "not in the archive"
UNPACK_IT = "Unpack it yourself, and choose the folder."
FORBIDDEN_ON_WINDOWS = re.compile(
    r'.*[<>:"|?*\x00-\x1f]|.*[ .]$|(con|prn|aux|nul|com\d|lpt\d)(\..*)?$', re.IGNORECASE | re.DOTALL
)


class Damaged(Exception):
    """Why an archive cannot be whole, in words (`reason`)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Unpacking:
    """One archive on its way to a new folder.

    Attributes:
        shown: what the archive is called in sentences.
        files: how many were written.
        where: the folder that people know, in which `folder` lies; the program's cache if not told.
        written_bytes: really written, whatever the archive says of its sizes; may begin above 0 for an inner archive.
        archives: archives among the files, as they were named.
    """

    def __init__(
        self, folder: Path, shown: str, packed_bytes: int, written_bytes: int = 0, where: Path | None = None
    ) -> None:
        self.folder, self.shown = folder, shown
        self._where = where or cache_dir()
        self.files, self.written_bytes = 0, written_bytes
        self.archives: list[Path] = []
        self._room = shutil.disk_usage(folder).free - SPARE_BYTES + written_bytes
        self._most_bytes = max(BYTES_BEFORE_THAT_COUNTS, MOST_TIMES_LARGER * packed_bytes)
        self._folders = {str(folder)}
        self._links: list[Path] = []

    def write(self, name: str, source: IO[bytes]) -> Iterator[int]:
        """Writes one file; yields after every megabyte how many bytes it has so far.

        Raises:
            UserError: the name is taken, or the disk is full.
            Damaged: the name leads elsewhere.
        """
        place = self._place(name)
        if place is None:
            if source.read(1):
                raise self.refused(said("a file in it has no name"))
            return
        if str(place) in self._folders and not source.read(1):
            return  # some programs name folders as if they were empty files
        with self._telling_trouble(name):
            self._make_folder(place.parent)
            twin = self.folder.with_name("twin") if self._taken(place) else None
            file = (twin or place).open("xb")
        try:
            while chunk := source.read(BYTES_AT_ONCE):
                self._count(len(chunk))
                with self._telling_trouble(name):
                    file.write(chunk)
                yield file.tell()
        finally:
            with self._telling_trouble(name):
                file.close()
        if twin:
            self._require_same(twin, place, name)
            return
        self.files += 1
        if is_archive(place) and not _is_hidden(place.relative_to(self.folder)):
            self.archives.append(place)

    def make_folder(self, name: str) -> None:
        place = self._place(name)
        if place is not None:
            with self._telling_trouble(name):
                self._make_folder(place)

    def link(self, name: str, target: str) -> None:
        """Keeps a link that stays inside; every other leads to nothing, so that whoever lists the files can tell."""
        place = self._place(name)
        if place is None:
            return
        with self._telling_trouble(name):
            self._make_folder(place.parent)
            if os.path.lexists(place):
                raise self._twice(name)
            is_outside = "\0" in target or not self._is_inside(os.path.normpath(place.parent / target))
            self._make_link(place, TO_NOTHING if is_outside else target)

    def link_to_file(self, name: str, target: str) -> None:
        """A second name of a file that was unpacked before, as tar keeps it."""
        place, other = self._place(name), self._place(target)
        if place is None or other is None or place == other:
            return
        with self._telling_trouble(name):
            self._make_folder(place.parent)
            if self._taken(place):
                raise self._twice(name)
            if other.is_symlink() or not other.is_file():
                self._make_link(place, TO_NOTHING)
                return
            self._count(other.stat().st_size)
            shutil.copyfile(other, place)
            self.files += 1

    def leave_out(self, name: str) -> None:
        """What is neither file, folder nor link leaves a link to nothing, so that whoever lists the files can tell."""
        self.link(name, TO_NOTHING)

    def settle_links(self) -> None:
        """To be called at the end: a link may lead out through another one."""
        for link in self._links:
            if not self._is_inside(os.path.realpath(link)):
                link.unlink()
                link.symlink_to(TO_NOTHING)

    def refused(self, reason: str) -> UserError:
        """Why the archive cannot be taken as it is."""
        return UserError(
            said("{name} cannot be unpacked: {reason}.", name=self.shown, reason=reason), UNPACK_IT, "data.folder"
        )

    def _place(self, name: str) -> Path | None:
        """Where an entry goes, None for the folder itself."""
        plain = name.replace("\\", "/")
        parts = [part for part in plain.split("/") if part not in ("", ".")]
        if ".." in parts or re.match(r"[A-Za-z]:", plain):
            raise Damaged(said("{name} leads out of the folder", name=readable(name)))
        if "\0" in name or (os.name == "nt" and any(map(FORBIDDEN_ON_WINDOWS.match, parts))):
            raise self.refused(said("{name} cannot be the name of a file here", name=readable(name)))
        if len(parts) > DEEPEST:
            raise self.refused(said("its folders lie more than {count} deep", count=DEEPEST))
        return self.folder.joinpath(*parts) if parts else None

    def _make_folder(self, folder: Path) -> None:
        missing = []
        while str(folder) not in self._folders:
            missing.append(folder)
            folder = folder.parent
        for each in reversed(missing):
            if os.path.lexists(each):
                if not self._is_empty_file(each):
                    raise self._clash(each)
                each.unlink()  # some programs name folders as if they were empty files
                self.files -= 1
            each.mkdir()
            self._folders.add(str(each))

    def _taken(self, place: Path) -> bool:
        """Whether the same name was there before; raises where it is another one, or no file."""
        if not os.path.lexists(place):
            return False
        if place.is_symlink() or not place.is_file() or not _is_named_so(place):
            raise self._clash(place)
        return True

    def _require_same(self, twin: Path, place: Path, name: str) -> None:
        is_same = filecmp.cmp(twin, place, shallow=False)
        twin.unlink()
        if not is_same:
            raise self._twice(name)

    def _twice(self, name: str) -> UserError:
        return self.refused(said("it holds {name} twice, with different content", name=readable(name)))

    def _clash(self, place: Path) -> UserError:
        name = readable(place.relative_to(self.folder).as_posix())
        if _is_named_so(place):
            return self.refused(said("it holds {name} both as a file and as a folder", name=name))
        return self.refused(said("this disk cannot tell {name} from another name in it", name=name))

    def _is_empty_file(self, place: Path) -> bool:
        is_file = place.is_file() and not place.is_symlink() and _is_named_so(place)
        return is_file and place.stat().st_size == 0

    def _make_link(self, place: Path, target: str) -> None:
        try:
            place.symlink_to(target)
        except OSError:
            place.touch(exist_ok=False)  # Windows allows links to few; an empty file is told, too
            return
        self._links.append(place)

    def _is_inside(self, path: str) -> bool:
        root = os.path.realpath(self.folder)
        return path == root or path.startswith(root + os.sep) or path.startswith(str(self.folder) + os.sep)

    def _count(self, more_bytes: int) -> None:
        self.written_bytes += more_bytes
        if self.written_bytes > self._room:
            self.require_room(self.written_bytes)
        if self.written_bytes > self._most_bytes:
            raise self.refused(said("it grows to more than {count:,} times its size", count=MOST_TIMES_LARGER))

    def require_room(self, needed_bytes: int) -> None:
        """Raises UserError where the disk has less."""
        require_room(
            self._where,
            needed_bytes,
            said("The unpacked files"),
            said("Free some space, or unpack it on another disk."),
        )

    def _telling_trouble(self, name: str) -> "_TellingTrouble":
        return _TellingTrouble(self.shown, self._where, name)


def _is_hidden(name: Path) -> bool:
    """What file managers lay beside the files, under the same endings."""
    return any(part.startswith(".") or part == "__MACOSX" for part in name.parts)


def _is_named_so(place: Path) -> bool:
    """Some disks find a file by another name: in other case, or with other accents."""
    return place in place.parent.iterdir()


class _TellingTrouble:
    """Turns an OSError of a write into a sentence with its true cause."""

    def __init__(self, shown: str, where: Path, name: str) -> None:
        self._shown, self._where, self._name = shown, where, name

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError):
            raise writing_failed(error, self._shown, self._where, self._name) from error


def writing_failed(error: OSError, shown: str, where: Path, member: str = "") -> UserError:
    """What is to be done where something cannot be written; free space is asked for only where the disk is full."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(
            said("There is too little room on the disk to unpack {name}.", name=shown),
            "Free some space on the disk.",
            "data.folder",
        )
    if error.errno in (errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ) and member:
        return UserError(
            said(
                "{name} cannot be unpacked: this disk does not allow a name in it, or its length: {member}.",
                name=shown,
                member=readable(member),
            ),
            "Unpack it yourself with other names, and choose the folder.",
            "data.folder",
        )
    return UserError(
        said(
            "{name} cannot be unpacked in {folder}: {reason}.",
            name=shown,
            folder=where,
            reason=system_reason(error),
        ),
        "Allow writing there, or move the program's folder with SIMCLR_EXPLORER_HOME."
        if where == cache_dir()
        else "Allow writing there, or choose another folder.",
        "data.folder",
    )


def readable(name: str) -> str:
    """A name from outside, to stand in a sentence: one line, nothing that steers a terminal, not too long."""
    text = "".join(letter if letter.isprintable() else "�" for letter in name)
    return text if len(text) <= LETTERS_OF_A_NAME_TOLD else f"{text[:LETTERS_OF_A_NAME_TOLD]}…"
