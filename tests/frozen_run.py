"""The frozen run of the first version, unpacked: trained, tested and mapped."""

import zipfile
from pathlib import Path

ARCHIVE = Path(__file__).parent / "frozen" / "0.1.zip"


def unpacked_frozen_run(path: Path) -> Path:
    with zipfile.ZipFile(ARCHIVE) as archive:
        archive.extractall(path)
    return path
