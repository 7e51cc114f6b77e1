"""How many bytes a list of packages is to be downloaded, by the sizes that the package index tells."""

import re
import shutil
import subprocess
import tempfile
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from packaging.markers import Marker
from packaging.utils import InvalidWheelFilename, parse_wheel_filename

ROOT = Path(__file__).parents[2]
LOCKED_FROM = ("pyproject.toml", "README.md", "LICENSE")
REQUIREMENT = re.compile(r"^([\w.\-]+)==([^\s;]+)(?: ; (.+?))? \\$", re.MULTILINE)
PYTHON = "3.11"
PLATFORMS = {  # beginning and end of the tags of its files, and what markers ask of it
    "linux": ("manylinux", "x86_64", "linux"),
    "linux-arm": ("manylinux", "aarch64", "linux"),
    "macos": ("macosx", "arm64", "darwin"),
    "windows": ("win", "amd64", "win32"),
}


def locked_packages(uv: str) -> list[dict[str, Any]]:
    """Every package of the project with its files, as uv locks them."""
    with tempfile.TemporaryDirectory() as temporary:
        for name in LOCKED_FROM:
            shutil.copy2(ROOT / name, temporary)
        subprocess.run([uv, "lock", "--quiet"], cwd=temporary, check=True)
        content = tomllib.loads((Path(temporary) / "uv.lock").read_text(encoding="utf-8"))
    packages: list[dict[str, Any]] = content["package"]
    return packages


def downloaded_bytes(requirements: str, system: str, packages: Iterable[dict[str, Any]]) -> int:
    """The sum of the files that a list asks of that system; of a build of its own (`+cpu`) the usual one's size."""
    files = {(each["name"], each["version"]): each.get("wheels", []) for each in packages}
    asked = {"sys_platform": PLATFORMS[system][2], "platform_machine": PLATFORMS[system][1]}
    asked |= {"python_version": PYTHON, "python_full_version": f"{PYTHON}.0"}
    total = 0
    for name, version, marker in REQUIREMENT.findall(requirements):
        if not marker or Marker(marker).evaluate(asked):
            wheels = files.get((name, version.partition("+")[0]), [])
            total += max((wheel["size"] for wheel in wheels if _fits(wheel["url"], system)), default=0)
    return total


def _fits(url: str, system: str) -> bool:
    begin, end, _ = PLATFORMS[system]
    try:
        tags = parse_wheel_filename(url.rpartition("/")[2])[3]
    except InvalidWheelFilename:
        return False
    ours = ("py3", f"cp{PYTHON.replace('.', '')}")
    return any(
        (tag.interpreter in ours or tag.abi == "abi3")
        and (tag.platform == "any" or (tag.platform.startswith(begin) and tag.platform.endswith((end, "universal2"))))
        for tag in tags
    )
