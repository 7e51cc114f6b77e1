"""Every version is named, and every licence of what is installed beside the program is known and does not bind it."""

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.scripts import module_of

COMMAND = Path(__file__).parents[1] / "packaging" / "dependencies.py"


@pytest.fixture(scope="module")
def dependencies() -> ModuleType:
    return module_of(COMMAND)


def test_that_nothing_is_open_unknown_or_binding() -> None:
    told = subprocess.run([sys.executable, COMMAND], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert any(line.split()[:1] == ["torch"] for line in told.stdout.splitlines())


def test_that_an_open_version_is_found(dependencies: ModuleType) -> None:
    groups = {"dev": ["c==1.0; python_version < '3.12'", "d"]}
    pyproject = {"project": {"dependencies": ["a==1.2.3", "b>=2"]}, "dependency-groups": groups}
    assert dependencies.open_requirements(pyproject) == ["b>=2", "d"]


@pytest.mark.parametrize(
    ("licence", "is_binding"),
    [
        ("MIT", False),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("GPL-3.0-only", True),
        ("GNU General Public License v3", True),
        ("AGPL-3.0-or-later", True),
    ],
)
def test_that_a_licence_that_would_bind_the_program_is_found(
    dependencies: ModuleType, licence: str, is_binding: bool
) -> None:
    assert dependencies.binds(licence) is is_binding
