"""The commands of packaging/launcher as modules."""

from pathlib import Path
from types import ModuleType

import pytest

from tests.scripts import module_of

LAUNCHER = Path(__file__).parents[2] / "packaging" / "launcher"


def loaded(name: str) -> ModuleType:
    return module_of(LAUNCHER / f"{name}.py")


@pytest.fixture(scope="session")
def build() -> ModuleType:
    return loaded("build")


@pytest.fixture(scope="session")
def wrap() -> ModuleType:
    return loaded("wrap")
