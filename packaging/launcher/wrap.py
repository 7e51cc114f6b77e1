"""Wraps the folder of build.py as what a person installs: a Debian package, an AppDir of an AppImage, or a .app folder.

    uv run python packaging/launcher/wrap.py deb|appdir|app [--folder dist/launcher/linux] [--output dist]

`deb` needs dpkg-deb. An AppDir becomes an AppImage by `appimagetool AppDir`. The installer of Windows is made there, by
Inno Setup from windows/simclr-explorer.iss.
"""

import argparse
import gzip
import hashlib
import plistlib
import shutil
import subprocess
import sys
import tempfile
from email.utils import formatdate
from pathlib import Path

LAUNCHER = Path(__file__).parent
ROOT = LAUNCHER.parents[1]
sys.path.insert(0, str(ROOT))

from simclr_gui import __version__
from simclr_gui.display import X11_LIBRARIES
from simclr_gui.terminal.desktop_entry import COMMAND, NAME, entry_for

TITLE = "SimCLR Explorer"
MAINTAINER = "The SimCLR Explorer authors <authors@simclr-explorer.invalid>"
ARCHITECTURES = {"linux": "amd64", "linux-arm": "arm64"}
RELEASED_S = 1_767_225_600  # the same package from the same files, whenever it is built: 2026-01-01
DESCRIPTION = """train SimCLR and see what the network sees
 Trains SimCLR, a method that learns features of images without labels, in a
 window that shows what the network sees, or in the terminal.
 .
 The first start downloads the Python packages that belong to this version into
 the user's data folder, after saying how much room they need. Before this
 package is removed, "simclr-gui --remove" removes them again."""
MANUAL = r""".TH SIMCLR-GUI 1
.SH NAME
simclr-gui \- train SimCLR and see what the network sees
.SH SYNOPSIS
.B simclr-gui
[\fB\-\-yes\fR | \fB\-\-update\fR | \fB\-\-remove\fR] [\fIARGUMENTS\fR]
.SH DESCRIPTION
Opens the window, or runs a command in the terminal: \fBsimclr-gui \-\-help\fR lists them.
The first start installs what the program needs, in the data folder of the user.
.SH OPTIONS
.TP
.B \-\-yes
install without asking first
.TP
.B \-\-update
install what belongs to this version, and do not start
.TP
.B \-\-remove
remove what was installed; runs and settings stay
"""


def put(path: Path, content: str | bytes, mode: int = 0o644) -> None:
    """Writes a file with the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    path.chmod(mode)


def carry(source: Path, target: Path) -> None:
    """The folder of build.py, with the rights that everybody's programs have."""
    for path in source.iterdir():
        put(target / path.name, path.read_bytes(), 0o755 if path.name in ("uv", "launch.sh") else 0o644)


def starter(launcher: str, known_as: str) -> str:
    """The script under the program's name; `known_as` is what a desktop entry has to name."""
    return f'#!/bin/sh\nexport SIMCLR_EXPLORER_LAUNCHER="{known_as}"\nexec "{launcher}/launch.sh" "$@"\n'


def system_tree(source: Path, root: Path, command: str) -> None:
    """What the Debian package and the AppDir share."""
    carry(source, root / "usr/lib" / NAME)
    put(root / "usr/share/applications" / f"{NAME}.desktop", entry_for([command]))
    icon = (ROOT / "resources/icons/app.svg").read_bytes()
    put(root / "usr/share/icons/hicolor/scalable/apps" / f"{NAME}.svg", icon)


def control(installed_kb: int, architecture: str) -> str:
    """The package's own description. Whoever has no fitting Python gets one from uv, if the network has it."""
    needed = ", ".join(["libc6", *sorted(set(X11_LIBRARIES.values()))])
    return (
        f"Package: {NAME}\nVersion: {__version__}\nArchitecture: {architecture}\nMaintainer: {MAINTAINER}\n"
        f"Installed-Size: {installed_kb}\nDepends: {needed}\n"
        "Recommends: ca-certificates, procps, python3 (>= 3.11), zenity\n"
        f"Section: science\nPriority: optional\nDescription: {DESCRIPTION}\n"
    )


def debian_package(source: Path, output: Path) -> Path:
    """usr/, its documents and checksums, packed by dpkg-deb."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary) / "root"
        system_tree(source, root, f"/usr/bin/{COMMAND}")
        put(root / "usr/bin" / COMMAND, starter(f"/usr/lib/{NAME}", f"/usr/bin/{COMMAND}"), 0o755)
        documents = root / "usr/share/doc" / NAME
        changes = f"{NAME} ({__version__}) unstable; urgency=medium\n\n  * See CHANGELOG.md of the project.\n\n"
        changes += f" -- {MAINTAINER}  {formatdate(RELEASED_S)}\n"
        put(documents / "changelog.gz", gzip.compress(changes.encode(), 9, mtime=0))
        put(documents / "copyright", (ROOT / "LICENSE").read_bytes())
        put(root / "usr/share/man/man1" / f"{COMMAND}.1.gz", gzip.compress(MANUAL.encode(), 9, mtime=0))
        files = sorted(path for path in root.rglob("*") if path.is_file())
        digests = ((hashlib.md5(path.read_bytes()).hexdigest(), path.relative_to(root)) for path in files)
        architecture = ARCHITECTURES[source.name]
        put(root / "DEBIAN/md5sums", "".join(f"{digest}  {name}\n" for digest, name in digests))
        put(root / "DEBIAN/control", control(sum(path.stat().st_size for path in files) // 1024, architecture))
        for folder in (root, *(path for path in root.rglob("*") if path.is_dir())):
            folder.chmod(0o755)
        package = output / f"{NAME}_{__version__}_{architecture}.deb"
        subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, package], check=True)
    return package


def appdir(source: Path, output: Path) -> Path:
    """The folder that appimagetool packs; the entry names the program as the AppImage's own."""
    root = fresh(output / f"{NAME}.AppDir")
    system_tree(source, root, COMMAND)
    put(
        root / "AppRun",
        "#!/bin/sh\nhere=${APPDIR:-${0%/*}}\n" + starter(f"$here/usr/lib/{NAME}", "${APPIMAGE:-$0}"),
        0o755,
    )
    shutil.copy2(root / "usr/share/applications" / f"{NAME}.desktop", root)
    shutil.copy2(root / "usr/share/icons/hicolor/scalable/apps" / f"{NAME}.svg", root)
    return root


def app(source: Path, output: Path) -> Path:
    """The folder that macOS shows as a program. Started without a terminal, it opens one for the first installation."""
    root = fresh(output / f"{TITLE}.app")
    carry(source, root / "Contents/Resources")
    put(root / "Contents/MacOS" / COMMAND, (LAUNCHER / "macos" / "start.sh").read_bytes(), 0o755)
    about = {"CFBundleName": TITLE, "CFBundleExecutable": COMMAND, "CFBundleIdentifier": f"invalid.{NAME}"}
    about |= {"CFBundleShortVersionString": __version__, "CFBundlePackageType": "APPL"}
    put(root / "Contents/Info.plist", plistlib.dumps(about | {"NSHighResolutionCapable": True}))
    return root


def fresh(folder: Path) -> Path:
    """An empty folder of that name."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


WRAPPINGS = {"deb": debian_package, "appdir": appdir, "app": app}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=WRAPPINGS)
    parser.add_argument("--folder", type=Path, metavar="DIR", help="default: dist/launcher/linux; of an app macos")
    parser.add_argument("--output", type=Path, default=ROOT / "dist", metavar="DIR")
    given = parser.parse_args()
    folder = given.folder or ROOT / "dist/launcher" / ("macos" if given.kind == "app" else "linux")
    print(WRAPPINGS[given.kind](folder, given.output))


if __name__ == "__main__":
    main()
