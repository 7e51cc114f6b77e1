"""Other versions are asked for by what pyproject.toml names, and by nothing else in it."""

import os
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
    newest = dict.fromkeys(map(other_versions.plain, other_versions.pinned_versions(OURS)), "99.1") | {"torch": "98"}
    pinned = requirements(other_versions.pinned_to(newest, OURS))
    assert "torch==98" in pinned
    assert {each.partition("==")[2] for each in pinned} == {"98", "99.1"}


@pytest.mark.skipif(os.name == "nt", reason="what stands for uv is a script of a POSIX shell")
def test_that_the_versions_are_those_of_the_place_whatever_environment_is_active(
    other_versions: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uv = tmp_path / "uv"
    uv.write_text('#!/bin/sh\necho "PySide6_Essentials==6.1"\necho "active==${VIRTUAL_ENV:-none}"\n')
    uv.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("VIRTUAL_ENV", "/another")
    assert other_versions.installed_versions(tmp_path) == {"pyside6-essentials": "6.1", "active": "none"}


def test_that_nothing_but_requirements_changes(other_versions: ModuleType) -> None:
    changed = other_versions.loosened(OURS).splitlines()
    for before, after in zip(OURS.splitlines(), changed, strict=True):
        assert after in (before, before.replace("==", ">=")), before
    assert other_versions.pinned_to(other_versions.pinned_versions(OURS), OURS) == OURS
