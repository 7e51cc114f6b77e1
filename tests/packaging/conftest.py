"""The commands of packaging/launcher as modules."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

LAUNCHER = Path(__file__).parents[2] / "packaging" / "launcher"


def loaded(name: str) -> ModuleType:
    specification = importlib.util.spec_from_file_location(f"launcher_{name}", LAUNCHER / f"{name}.py")
    assert specification is not None and specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def build() -> ModuleType:
    return loaded("build")


@pytest.fixture(scope="session")
def wrap() -> ModuleType:
    return loaded("wrap")
