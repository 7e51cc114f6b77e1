"""One file from the web: with progress, resumed where it broke off, and checked."""

import hashlib
import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from simclr_gui.engine.disk import require_room
from simclr_gui.engine.errors import UserError
from simclr_gui.engine.events import Announced

CHUNK_BYTES = 256 * 2**10
SECONDS_BETWEEN_WORDS = 0.2
SECONDS_UNTIL_SILENCE_IS_AN_ERROR = 30
ATTEMPTS = 3
PARTIAL_CONTENT = 206


@dataclass(frozen=True)
class RemoteFile:
    """A file to be had: where, under which name it is kept, and its MD5 as the publisher's library tells it."""

    url: str
    name: str
    md5: str


def download(remote: RemoteFile, folder: Path, room_needed: int) -> Iterator[Announced]:
    """Fetches the file into `folder`; what an earlier try has brought is kept and continued.

    Args:
        room_needed: bytes that the disk must have free, unpacking included.

    Raises:
        UserError: no connection, not enough room, or what came is not the file.
    """
    target, partial = folder / remote.name, folder / f"{remote.name}.part"
    if target.is_file() and md5_of(target) == remote.md5:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        have = partial.stat().st_size if partial.is_file() else 0
        require_room(
            folder, room_needed - have, f"{remote.name} and its contents", "Free some space, or name another folder."
        )
        for attempt in range(1, ATTEMPTS + 1):
            try:
                yield from _fetch(remote, partial)
                break
            except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError) as error:
                if attempt == ATTEMPTS or isinstance(error, urllib.error.HTTPError):
                    raise UserError(
                        f"{remote.name} could not be downloaded: {_reason(error)}.",
                        "Check the connection and try again; it goes on where it broke off.",
                    ) from error
                yield Announced(f"The connection to {remote.name} broke; trying again")
        yield Announced(f"Checking {remote.name}")
        if md5_of(partial) != remote.md5:
            partial.unlink()
            raise UserError(f"What came is not {remote.name}: its checksum is wrong.", "Download it again.")
        partial.replace(target)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UserError(f"{folder} cannot be written: {reason}.", "Choose another folder.") from error


def _fetch(remote: RemoteFile, partial: Path) -> Iterator[Announced]:
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
        total = have + int(answer.headers.get("Content-Length") or 0)
        began, had, told_at = time.monotonic(), have, 0.0
        with partial.open("ab" if is_continued else "wb") as file:
            while chunk := answer.read(CHUNK_BYTES):
                file.write(chunk)
                have += len(chunk)
                now = time.monotonic()
                if now - told_at > SECONDS_BETWEEN_WORDS:
                    told_at = now
                    yield _progress(remote.name, have, total, (have - had) / max(1e-3, now - began))
        if have < total:
            raise ConnectionError("the server stopped early")


def _progress(name: str, have: int, total: int, bytes_per_s: float) -> Announced:
    of_total = f" of {total / 1e6:,.0f}" if total else ""
    sentence = f"Downloading {name}: {have / 1e6:,.0f}{of_total} MB, {bytes_per_s / 1e6:.1f} MB/s"
    return Announced(sentence, have / total if total else None)


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"the server says {error.code} {error.reason}"
    reason = getattr(error, "reason", error)
    return str(getattr(reason, "strerror", None) or reason or type(error).__name__).lower()


def md5_of(path: Path) -> str:
    """The publishers' libraries name MD5 sums; they guard against accidents, not against attackers."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
