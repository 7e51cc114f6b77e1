"""Can a window be shown here? Asked before Qt is loaded, because Qt aborts the process where it cannot."""

import ctypes
import os
import sys

X11_LIBRARIES = {  # with the Debian package of each
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_ALWAYS_NEEDED = (
    "libEGL.so.1",
    "libGL.so.1",
    "libxkbcommon.so.0",
    "libdbus-1.so.3",
    "libfontconfig.so.1",
    "libglib-2.0.so.0",
    "libX11.so.6",
)
_PLATFORMS_WITHOUT_DISPLAY = ("offscreen", "minimal", "vnc")


def display_trouble() -> str | None:
    """One sentence about why no window can be shown, None where one can."""
    if not sys.platform.startswith("linux"):
        return None
    missing = missing_libraries()
    if missing:
        packages = " ".join(missing.values())
        return f"The window needs {', '.join(missing)}: sudo apt-get install {packages}."
    if _platform_name() in _PLATFORMS_WITHOUT_DISPLAY:
        return None
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)."
    return None


def missing_libraries() -> dict[str, str]:
    """Libraries that Qt would miss, with the Debian package of each."""
    on_x11 = bool(os.environ.get("DISPLAY")) and _platform_name() in ("", "xcb")
    needed = X11_LIBRARIES if on_x11 else _ALWAYS_NEEDED
    return {name: X11_LIBRARIES[name] for name in needed if not loads(name)}


def _platform_name() -> str:
    return os.environ.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]


def loads(name: str) -> bool:
    """Whether the system finds this library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
