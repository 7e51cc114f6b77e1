"""One file from the web: with progress, resumed where it broke off, and checked."""

import hashlib
import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from simclr_gui.engine.events import Announced
from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said
from simclr_gui.engine.messages.system_reasons import system_reason
from simclr_gui.engine.storage.disk import require_room

CHUNK_BYTES = 256 * 2**10
SECONDS_BETWEEN_WORDS = 0.2
SECONDS_UNTIL_SILENCE_IS_AN_ERROR = 30
ATTEMPTS = 3
PARTIAL_CONTENT = 206
STOPPED_EARLY = said("the server stopped early")


@dataclass(frozen=True)
class RemoteFile:
    """A file to be had: where, under which name it is kept, and its MD5 as the publisher's library tells it."""

    url: str
    name: str
    md5: str


@dataclass(frozen=True)
class Whole:
    """What the file is a part of: how people call it, its bytes in all, and those that came before this file."""

    title: str
    all_bytes: int
    bytes_before: int = 0

    def progress(self, bytes_of_file: int, bytes_per_s: float) -> Announced:
        """How much has come with so many bytes of the file."""
        came = self.bytes_before + bytes_of_file
        sentence = said(
            "Downloading {name}: {came:,.0f} of {total:,.0f} MB, {speed:.1f} MB/s",
            name=self.title,
            came=came / 1e6,
            total=self.all_bytes / 1e6,
            speed=bytes_per_s / 1e6,
        )
        return Announced(sentence, min(1.0, came / self.all_bytes))


def download(remote: RemoteFile, folder: Path, room_needed: int, whole: Whole) -> Iterator[Announced]:
    """Fetches the file into `folder`; what an earlier try has brought is kept and continued.

    Args:
        room_needed: bytes that the disk must have free, unpacking included.
        whole: of what progress is told.

    Raises:
        UserError: no connection, not enough room, or what came is not the file.
    """
    target, partial = folder / remote.name, folder / f"{remote.name}.part"
    if target.is_file() and md5_of(target) == remote.md5:
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        have = partial.stat().st_size if partial.is_file() else 0
        require_room(
            folder,
            room_needed - have,
            said("{name} and its contents", name=whole.title),
            said("Free some space, or name another folder."),
        )
        for attempt in range(1, ATTEMPTS + 1):
            try:
                yield from _fetch(remote, partial, whole)
                break
            except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError) as error:
                if attempt == ATTEMPTS or isinstance(error, urllib.error.HTTPError):
                    raise UserError(
                        said("{name} could not be downloaded: {reason}.", name=whole.title, reason=_reason(error)),
                        "Check the connection and try again; it goes on where it broke off.",
                    ) from error
                yield Announced(said("The connection broke; trying again"))
        yield Announced(said("Checking {name}", name=whole.title))
        if md5_of(partial) != remote.md5:
            partial.unlink()
            raise UserError(
                said("What came is not {name}: its checksum is wrong.", name=remote.name), "Download it again."
            )
        partial.replace(target)
    except OSError as error:
        reason = system_reason(error)
        raise UserError(
            said("{path} cannot be written: {reason}.", path=folder, reason=reason), "Choose another folder."
        ) from error


def _fetch(remote: RemoteFile, partial: Path, whole: Whole) -> Iterator[Announced]:
    have = partial.stat().st_size if partial.is_file() else 0
    request = urllib.request.Request(remote.url, headers={"Range": f"bytes={have}-"} if have else {})
    try:
        answer = urllib.request.urlopen(request, timeout=SECONDS_UNTIL_SILENCE_IS_AN_ERROR)
    except urllib.error.HTTPError as error:
        if error.code == http.client.REQUESTED_RANGE_NOT_SATISFIABLE:
            return  # it was whole already; the checksum decides
        raise
    with answer:
        is_continued = answer.status == PARTIAL_CONTENT
        have = have if is_continued else 0
        total = have + _length_told(answer.headers.get("Content-Length"))
        began, had, told_at = time.monotonic(), have, 0.0
        with partial.open("ab" if is_continued else "wb") as file:
            while chunk := answer.read(CHUNK_BYTES):
                file.write(chunk)
                have += len(chunk)
                now = time.monotonic()
                if now - told_at > SECONDS_BETWEEN_WORDS:
                    told_at = now
                    yield whole.progress(have, (have - had) / max(1e-3, now - began))
        if have < total:
            raise ConnectionError(STOPPED_EARLY)


def _length_told(header: str | None) -> int:
    return int(header) if header and header.isascii() and header.isdigit() else 0


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return said("the server says {code} {reason}", code=error.code, reason=error.reason)
    if STOPPED_EARLY in error.args:
        return STOPPED_EARLY
    reason = getattr(error, "reason", error)
    return system_reason(reason) if isinstance(reason, OSError) else str(reason or type(error).__name__).lower()


def md5_of(path: Path) -> str:
    """The publishers' libraries name MD5 sums; they guard against accidents, not against attackers."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
