"""Scripts that stand in no package, as modules."""

import importlib.util
from pathlib import Path
from types import ModuleType


def module_of(script: Path) -> ModuleType:
    """A module of its own each time, under no name by which others could find it."""
    specification = importlib.util.spec_from_file_location(f"script_{script.stem}", script)
    assert specification is not None and specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module
