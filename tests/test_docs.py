"""The documentation: it builds without a warning, leads nowhere that is not there, and says what the program takes."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from simclr_gui.cli import build_parser
from simclr_gui.engine.config.settings import SECTIONS
from simclr_gui.engine.mapping.settings import MapSettings
from tests.scripts import module_of

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
LINK = re.compile(r"(?<!`)\[[^\]]*\]\((?P<place>[^)\s]+)\)")
SHELL = re.compile(r"^ *```sh\n(?P<lines>.*?)^ *```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"(?:simclr-gui|-m simclr_gui) (?P<arguments>.*)")
PYTHON_BLOCK = re.compile(r"^```python\n(?P<lines>.*?)^```", re.MULTILINE | re.DOTALL)
EVENT_CLASS, EVENT_KIND = r"^class (\w+)\((?:Event|Announced)\):", r'ClassVar\[str\] = "(\w+)"'
RUNS = ("my-run",)  # stand for folders that a reader has
MADE = DOCS / "reference"
PAGES = sorted(page for page in DOCS.rglob("*.md") if MADE not in page.parents and "_build" not in page.parts)


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.fixture(scope="module")
def generator() -> ModuleType:
    return module_of(DOCS / "generated_reference.py")


def test_that_the_documentation_builds_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html"]
    answer = subprocess.run(
        [*command, "-d", str(tmp_path / "trees"), str(DOCS), str(tmp_path / "html")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert (tmp_path / "html" / "reference" / "settings.html").is_file()


@pytest.mark.parametrize("page", [ROOT / "README.md", *PAGES], ids=name_of)
def test_that_every_link_and_picture_of_a_page_is_there(page: Path) -> None:
    made = {"settings.md", "commands.md", "events.md", "run-folder.md"}
    for place in (found["place"].partition("#")[0] for found in LINK.finditer(page.read_text(encoding="utf-8"))):
        if not place or "://" in place:
            continue
        target = (page.parent / place).resolve()
        assert target.is_file() or (target.parent == MADE and target.name in made), place


def test_that_no_picture_lies_about_unshown() -> None:
    shown = " ".join(page.read_text(encoding="utf-8") for page in [ROOT / "README.md", *PAGES])
    assert not [picture.name for picture in (DOCS / "pictures").iterdir() if picture.name not in shown]


def test_that_both_languages_have_the_same_chapters() -> None:
    english, chinese = ({page.name for page in (DOCS / part).glob("*.md")} for part in ("guide", "zh/guide"))
    assert english == chinese


def test_that_the_reference_names_every_setting(generator: ModuleType) -> None:
    page = "\n".join(generator.settings_page())
    names = {f"{section}.{name}" for section, model in SECTIONS.items() for name in model.model_fields}
    assert not [name for name in {*names, *MapSettings.model_fields} if f"`{name}`" not in page]


def test_that_the_reference_names_every_command(generator: ModuleType) -> None:
    page = "\n".join(generator.commands_page())
    parsers = list(build_parser()._family())
    assert len(parsers) > 20
    assert not [parser.prog for parser in parsers[1:] if f"## {parser.prog}\n" not in page]
    options = {name for parser in parsers for name in parser.options} - {"-h", "--help"}
    assert not [name for name in options if f"`{name}" not in page]


def test_that_the_reference_names_every_event(generator: ModuleType) -> None:
    page = "\n".join(generator.events_page())
    files = (ROOT / "simclr_gui" / "engine" / "events").glob("*.py")
    code = "".join(file.read_text(encoding="utf-8") for file in files)
    names, kinds = (re.findall(each, code, re.MULTILINE) for each in (EVENT_CLASS, EVENT_KIND))
    assert "StepMeasured" in names and "step" in kinds
    assert not [name for name in names if f"### {name}" not in page]
    assert not [kind for kind in kinds if f"(`{kind}`)" not in page]


def test_that_a_file_of_a_run_that_nobody_has_described_stops_the_build(
    generator: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "## parent.json" in "\n".join(generator.run_folder_page())
    monkeypatch.delitem(generator.FILES, "parent.json")
    with pytest.raises(LookupError, match=r"parent\.json"):
        list(generator.run_folder_page())


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_that_every_command_of_a_page_is_one_of_the_program(page: Path) -> None:
    parser = build_parser()
    for block in SHELL.finditer(page.read_text(encoding="utf-8")):
        for line in block["lines"].replace("\\\n", " ").splitlines():
            found = COMMAND.search(line)
            if found is None:
                continue
            given = shlex.split(found["arguments"])
            if not parser.is_path(given[0]) and given[0] not in RUNS:
                assert parser.parse_args(given).command is not None, line


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_that_every_block_of_python_on_a_page_is_python(page: Path) -> None:
    for block in PYTHON_BLOCK.finditer(page.read_text(encoding="utf-8")):
        compile(block["lines"], str(page), "exec")
