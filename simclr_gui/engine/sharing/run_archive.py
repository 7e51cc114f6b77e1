"""A run as one zip: written whole or not at all, recognised without unpacking, and unpacked among the other runs."""

import filecmp
import os
import zipfile
from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

from simclr_gui.engine.datasets.folder.archives import unpack
from simclr_gui.engine.datasets.folder.naming import plain_name
from simclr_gui.engine.events import Announced, Event
from simclr_gui.engine.events.sharing import FileWritten, RunUnpacked
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.foreign_words import printable, shortened
from simclr_gui.engine.messages.sentences import Sentence, said
from simclr_gui.engine.runs.manifests import FILE_NAME, manifest_files, weights_beside
from simclr_gui.engine.runs.run_folder import RunFolder
from simclr_gui.engine.runs.run_lock import trained_elsewhere
from simclr_gui.engine.storage.files import reason_of, telling_disk_trouble, unreadable
from simclr_gui.engine.storage.parts import delete, new_part, sweep_parts
from simclr_gui.engine.storage.whole_files import whole_file

BYTES_AT_ONCE = 2**20
PACKED_ALREADY = (".safetensors", ".gz", ".zip", ".png", ".mp4")
MOST_ENTRIES, LARGEST_DIRECTORY_BYTES = 10_000, 2**20  # of a run's archive: images come in greater numbers
LONGEST_NAME = 80
ALLOW_WRITING = said("Allow writing there.")
OPENING = ".opening"  # hidden from whoever lists the runs
OF_THIS_MACHINE = frozenset({"lock", "status.json", "about.json"})  # two copies of a run may differ in these
TRACES = ("events.jsonl", "status.json", "evaluation.json", "imported.json")


def export_run(folder: RunFolder, file: Path, *, newest_checkpoint_only: bool = False) -> Iterator[Event]:
    """Writes a run as a zip, all in one folder of its name; the same run gives the same order.

    What only the machine needs is left out: the lock, and whatever is half written.

    Raises:
        UserError: somebody trains it, it cannot be read, or the file cannot be written.
    """
    status = folder.status()
    if status is not None and status.is_alive:
        raise trained_elsewhere(folder.path, None)
    members = _members(folder, file, newest_checkpoint_only=newest_checkpoint_only)
    top = printable(folder.path.absolute().name) or "run"
    total, done, told = max(1, sum(path.stat().st_size for path, _ in members)), 0, -1
    with whole_file(file) as part, zipfile.ZipFile(part, "w") as archive:
        for path, inside in members:
            for written in _add(archive, path, f"{top}/{printable(inside)}"):
                done += written
                if told != 100 * done // total:
                    told = 100 * done // total
                    yield Announced("Writing the archive", min(1.0, done / total))
    yield FileWritten(file)


def holds_run(archive: Path) -> bool:
    """Whether it is a zip with a run in it, at its top or in one folder; only its list of files is read."""
    try:
        with archive.open("rb") as raw:
            if not _is_short(raw.seek(0, os.SEEK_END), archive):
                return False
        with zipfile.ZipFile(archive) as file:
            names = [name for name in file.namelist() if not name.startswith("__MACOSX/")]
    except Exception:  # zipfile and what it calls raise many kinds for files that are no zip, or a damaged one
        return False
    return _root_of(names) is not None


def unpacked_run(archive: Path, runs: Path) -> Generator[Event, None, Path]:
    """Unpacks a run into a folder of its own among the runs; returns the folder.

    A run that lies there already, file by file the same, is taken instead; no other is ever replaced.

    Raises:
        UserError: it is damaged, leads elsewhere, is too large, or holds no run.
    """
    scratch = new_part(runs / OPENING)
    with telling_disk_trouble(runs, ALLOW_WRITING):
        runs.mkdir(parents=True, exist_ok=True)
        sweep_parts(runs)
        scratch.mkdir()
    try:
        yield from unpack(archive, scratch)
        root = _unpacked_root(scratch, archive)
        name = root.name if root != scratch else plain_name(archive)
        with telling_disk_trouble(runs, ALLOW_WRITING):
            _drop_links(root)
            (root / "lock").unlink(missing_ok=True)
            run_dir = _settled(root, runs, shortened(name, LONGEST_NAME).strip(" .") or "run")
    finally:
        delete(scratch)
    yield RunUnpacked(run_dir)
    return run_dir


def _members(folder: RunFolder, file: Path, *, newest_checkpoint_only: bool) -> list[tuple[Path, str]]:
    """Every file with its name in the archive, in order; links are left alone, they lead elsewhere."""
    kept = set(manifest_files(folder.checkpoints_dir)[:1]) if newest_checkpoint_only else set()
    kept |= {weights_beside(path) for path in kept}
    found = []
    try:
        for place, folders, names in os.walk(folder.path, onerror=_raise):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = Path(place) / name
                is_ours = not name.startswith(".") and not name.endswith(".part") and name != "lock"
                if not is_ours or path.is_symlink() or not path.is_file() or path.absolute() == file.absolute():
                    continue
                is_checkpoint = FILE_NAME.fullmatch(path.with_suffix(".json").name) is not None
                if newest_checkpoint_only and is_checkpoint and path not in kept:
                    continue
                found.append((path, path.relative_to(folder.path).as_posix()))
    except OSError as error:
        raise unreadable(folder.path, reason_of(error)) from error
    return found


def _raise(error: OSError) -> None:
    raise error


def _add(archive: zipfile.ZipFile, path: Path, name: str) -> Iterator[int]:
    """Writes one file; yields how many bytes were read each time."""
    try:
        source = path.open("rb")
        about = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
    except OSError as error:
        raise unreadable(path, reason_of(error)) from error
    is_packed = path.suffix in PACKED_ALREADY
    about.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    about.external_attr = 0o100644 << 16
    with source, archive.open(about, "w") as target:
        while chunk := source.read(BYTES_AT_ONCE):
            target.write(chunk)
            yield len(chunk)


def _is_short(length: int, archive: Path) -> bool:
    """Whether its list of files is: the list of a million images would take long to read."""
    with archive.open("rb") as raw:
        tail_bytes = min(length, 22 + 65_535)
        raw.seek(length - tail_bytes)
        tail = raw.read(tail_bytes)
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) - end < 22:
        return False
    entries = int.from_bytes(tail[end + 10 : end + 12], "little")
    return entries <= MOST_ENTRIES and int.from_bytes(tail[end + 12 : end + 16], "little") <= LARGEST_DIRECTORY_BYTES


def _root_of(names: list[str]) -> PurePosixPath | None:
    """The folder in the archive that is a run; None where there is none."""
    whole = set(names)
    tops = {name.partition("/")[0] for name in names if "/" in name}
    for root in ("", *(f"{top}/" for top in tops if len(tops) == 1)):
        if f"{root}config.json" in whole and any(f"{root}{trace}" in whole for trace in TRACES):
            return PurePosixPath(root)
    return None


def _unpacked_root(scratch: Path, archive: Path) -> Path:
    folders = [path for path in sorted(scratch.iterdir()) if path.is_dir() and path.name != "__MACOSX"]
    for root in (scratch, *folders):
        if (root / "config.json").is_file():
            try:
                RunFolder.open(root).config()
            except UserError as error:
                reason = Sentence(error.sentence)
                raise UserError(said("The run in {name} cannot be opened. {reason}", name=archive.name, reason=reason),
                                error.remedy) from error  # fmt: skip
            return root
    raise UserError(said("{name} holds no run.", name=archive.name), "Choose the zip of a run.")


def _drop_links(root: Path) -> None:
    """A run has none."""
    for place, folders, names in os.walk(root):
        for name in (*folders, *names):
            path = Path(place) / name
            if path.is_symlink():
                path.unlink()


def _settled(root: Path, runs: Path, name: str) -> Path:
    """Moves it to a name that is free, unless the same run lies under one of those that are not."""
    number, place = 1, runs / name
    while True:
        if not os.path.lexists(place):
            try:
                root.rename(place)
                return place
            except OSError:
                if not os.path.lexists(place):  # else somebody was faster
                    raise
        if _is_same(root, place):
            return place
        number += 1
        place = runs / f"{name}-{number}"


def _is_same(root: Path, place: Path) -> bool:
    """Whether the run that lies there has every file of this one, the same in every byte."""
    with suppress(OSError):
        files = [path for path in root.rglob("*") if path.is_file() and path.name not in OF_THIS_MACHINE]
        beside = [place / path.relative_to(root) for path in files]
        return all(
            ours.is_file() and filecmp.cmp(path, ours, shallow=False) for path, ours in zip(files, beside, strict=True)
        )
    return False
