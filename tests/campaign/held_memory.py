"""What a process has asked of malloc and not given back: exact, where its size in memory moves by megabytes."""

import ctypes
import gc

import psutil

ENVIRONMENT = {"PYTHONMALLOC": "malloc"}  # else Python's own objects lie where malloc does not see them


class _Mallinfo(ctypes.Structure):
    """mallinfo2 of the GNU C library, see mallinfo(3)."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            "arena",
            "ordblks",
            "smblks",
            "hblks",
            "hblkhd",
            "usmblks",
            "fsmblks",
            "uordblks",
            "fordblks",
            "keepcost",
        )
    ]


def held_kb() -> float:
    """After Python's garbage is collected; the resident set where the C library cannot tell."""
    gc.collect()
    try:
        mallinfo = ctypes.CDLL(None).mallinfo2
    except (AttributeError, OSError, TypeError):
        return float(psutil.Process().memory_info().rss) / 1024
    mallinfo.restype = _Mallinfo
    held = mallinfo()
    return float(held.uordblks + held.hblkhd) / 1024
