"""Why the operating system refuses a file, in words that can be translated: its own are English everywhere."""

import errno

from simclr_gui.engine.messages.sentences import Sentence, said

_REASONS: dict[int, Sentence] = {
    errno.ENOENT: said("no such file or directory"),
    errno.EACCES: said("permission denied"),
    errno.EPERM: said("operation not permitted"),
    errno.ENOSPC: said("no space left on device"),
    errno.EDQUOT: said("disk quota exceeded"),
    errno.EROFS: said("read-only file system"),
    errno.EIO: said("input/output error"),
    errno.EISDIR: said("is a directory"),
    errno.ENOTDIR: said("not a directory"),
    errno.EEXIST: said("file exists"),
    errno.ENOTEMPTY: said("directory not empty"),
    errno.ENAMETOOLONG: said("file name too long"),
    errno.EMFILE: said("too many open files"),
    errno.EFBIG: said("file too large"),
    errno.EBUSY: said("device or resource busy"),
    errno.ELOOP: said("too many levels of symbolic links"),
    errno.ENXIO: said("no such device or address"),
    errno.ESTALE: said("stale file handle"),
    errno.ETIMEDOUT: said("connection timed out"),
    errno.ECONNREFUSED: said("connection refused"),
}


def system_reason(error: OSError) -> str:
    """Within a sentence, in small letters; what is not known here in the system's words."""
    known = _REASONS.get(error.errno) if error.errno is not None else None
    return known or (error.strerror or str(error) or type(error).__name__).lower()
