"""Where the bundled files lie: inside the package once installed, beside it in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[2]


def resources_dir() -> Path:
    """The folder with icons and styles."""
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def guide_dir() -> Path:
    """The folder with the guide, in both languages: of a checkout the documentation, with its pictures."""
    inside = _PACKAGE / "resources" / "guide"
    return inside if inside.is_dir() else _PACKAGE.parent / "docs"
