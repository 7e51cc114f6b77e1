"""Other versions are asked for by what pyproject.toml names, and by nothing else in it."""

import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from tests.scripts import module_of

ROOT = Path(__file__).parents[1]
OURS = (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def other_versions() -> ModuleType:
    return module_of(ROOT / "packaging" / "other_versions.py")


def requirements(pyproject: str) -> list[str]:
    content = tomllib.loads(pyproject)
    groups = [content["project"]["dependencies"], *content["project"]["optional-dependencies"].values()]
    return [each for group in (*groups, *content["dependency-groups"].values()) for each in group]


def test_that_every_requirement_is_loosened_and_pinned_again(other_versions: ModuleType) -> None:
    loosened = other_versions.loosened(OURS)
    assert requirements(loosened) == [each.replace("==", ">=") for each in requirements(OURS)]
    newest = dict.fromkeys(other_versions.pinned_versions(OURS), "99.1") | {"torch": "98"}
    pinned = requirements(other_versions.pinned_to(newest, OURS))
    assert "torch==98" in pinned
    assert {each.partition("==")[2] for each in pinned} == {"98", "99.1"}


def test_that_nothing_but_requirements_changes(other_versions: ModuleType) -> None:
    changed = other_versions.loosened(OURS).splitlines()
    for before, after in zip(OURS.splitlines(), changed, strict=True):
        assert after in (before, before.replace("==", ">=")), before
    assert other_versions.pinned_to(other_versions.pinned_versions(OURS), OURS) == OURS
