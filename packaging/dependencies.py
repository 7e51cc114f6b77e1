"""What is installed beside the program: fails where a version is open, or a licence is unknown or would bind it."""

import argparse
import re
import sys
import tomllib
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAME = "simclr-explorer"
EXACT = re.compile(r"[\w.\-]+(\[[\w,\-]+\])?==[\w.!+\-]+( *;.*)?")
TOLD_ELSEWHERE = {"cuda-toolkit": "NVIDIA"}  # its metadata do not say it
READ_IN_THE_PACKAGE = {"docutils": "Public Domain, BSD"}  # its GPL is of an Emacs mode, which the package leaves out
BINDING = re.compile(r"\bA?GPL|^GNU (?!Lesser)")  # would bind the whole program
LONGEST_LICENCE = 60


def open_requirements(pyproject: dict[str, object]) -> list[str]:
    """The requirements that do not name one version."""
    project = pyproject["project"]
    assert isinstance(project, dict)
    groups = [project["dependencies"], *project.get("optional-dependencies", {}).values()]
    groups += pyproject.get("dependency-groups", {}).values()  # type: ignore[attr-defined]
    return [requirement for group in groups for requirement in group if not EXACT.fullmatch(requirement)]


def licence_of(distribution: Distribution) -> str:
    """As the package says it, in one line; empty where it does not."""
    about = distribution.metadata
    if about["Name"] in READ_IN_THE_PACKAGE:
        return READ_IN_THE_PACKAGE[about["Name"]]
    named = [each.split(" :: ")[-1] for each in about.get_all("Classifier", []) if each.startswith("License ::")]
    texts = [about.get("License-Expression"), ", ".join(each for each in named if each != "OSI Approved")]
    texts += [(about.get("License") or "").strip().partition("\n")[0], TOLD_ELSEWHERE.get(about["Name"].lower())]
    return next((text for text in texts if text), "")


def binds(licence: str) -> bool:
    """Whether nothing but a licence that would bind the whole program is offered."""
    return all(BINDING.search(choice) for choice in re.split(r" OR ", licence)) and "LGPL" not in licence


def main() -> int:
    argparse.ArgumentParser(description=__doc__).parse_args()
    installed = sorted(distributions(), key=lambda each: each.metadata["Name"].lower())
    others = {each.metadata["Name"]: each for each in installed if each.metadata["Name"] != NAME}
    for name, distribution in others.items():
        print(f"{name:28}{distribution.version:20}{licence_of(distribution)[:LONGEST_LICENCE] or '?'}")
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    faults = [f"{requirement} names no single version" for requirement in open_requirements(pyproject)]
    licences = {name: licence_of(distribution) for name, distribution in others.items()}
    faults += [f"the licence of {name} is unknown" for name, licence in licences.items() if not licence]
    faults += [f"{name} would bind the program: {licence}" for name, licence in licences.items() if binds(licence)]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
