"""The rules of the house, held by the tools that know them."""

import ast
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.scripts import module_of

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "simclr_gui"
LINT_IMPORTS = "import sys; sys.argv = ['x']; from importlinter.cli import lint_imports_command as run; run()"
MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize(
    "command",
    [("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",), ("lint-imports",)],
    ids=lambda command: command[0],
)
def test_that_the_linters_find_nothing(command: tuple[str, ...]) -> None:
    arguments = (
        [sys.executable, "-c", LINT_IMPORTS] if command[0] == "lint-imports" else [sys.executable, "-m", *command]
    )
    result = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_that_every_module_opens_with_its_purpose(path: Path) -> None:
    purpose = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert purpose
    assert len(purpose.splitlines()[0]) > 20


def imported_names(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("layer", ["state", "jobs"])
def test_that_state_and_jobs_know_qts_core_alone(layer: str) -> None:
    for path in (PACKAGE / layer).rglob("*.py"):
        assert not imported_names(path) & {"PySide6.QtGui", "PySide6.QtWidgets"}, path


def test_that_state_loads_nothing_inside_its_functions() -> None:
    """What is heavy is asked of `jobs/work.py`."""
    for path in (PACKAGE / "state").rglob("*.py"):
        functions = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if is_function(node)]
        inside = [node for function in functions for node in ast.walk(function)]
        assert not [node for node in inside if isinstance(node, (ast.Import, ast.ImportFrom))], path


def is_function(node: ast.AST) -> bool:
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))


@pytest.mark.parametrize("layer", ["state", "gui"])
def test_that_nothing_sleeps_in_the_windows_thread(layer: str) -> None:
    """Who waits there is told by a signal or a timer; what is remembered is waited for when there is no window more."""
    for path in (PACKAGE / layer).rglob("*.py"):
        found = re.search(r"\bsleep\(|processEvents\(|waitFor\w+\(|\.result\(\)", path.read_text(encoding="utf-8"))
        assert not found or path.name == "remembered.py", path


def test_that_garbage_is_collected_in_the_windows_thread_alone() -> None:
    """Elsewhere it would destroy widgets beside it; between processes that train together there is no window."""
    for path in MODULES:
        found = re.search(r"\bgc\.(collect|enable)\(", path.read_text(encoding="utf-8"))
        assert not found or path.name in ("collector.py", "distributed.py"), path


def test_that_umap_is_imported_only_inside_the_functions_that_map() -> None:
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        top_level = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
        assert not [node for node in top_level if "umap" in ast.unparse(node) and "simclr_gui" not in ast.unparse(node)]


def test_that_per_cents_have_one_form() -> None:
    """A number, a space and the sign: Python's own format leaves the space out."""
    for path in MODULES:
        assert not re.search(r":[^{}\s]*%\}", path.read_text(encoding="utf-8")), path


def test_that_nothing_is_unpickled() -> None:
    """CIFAR's own files are pickles: they are read by an unpickler that knows arrays, lists and texts alone."""
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert "pickle" not in imported_names(path) or path.name == "cifar_files.py", path
        assert not re.search(r"torch\.load\(|pickle\.loads?\(", text) or path.name == "unpickling.py", path


def test_that_files_of_torchs_are_read_as_data_alone_in_one_place() -> None:
    """What its process is told to do when it refuses stands there as words, too."""
    (path,) = (path for path in MODULES if path.name == "unpickling.py")
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    (load,) = (call for call in calls if ast.unparse(call.func) == "torch.load")
    assert "weights_only=True" in map(ast.unparse, load.keywords)


@pytest.fixture(scope="module")
def house() -> ModuleType:
    return module_of(ROOT / "packaging" / "house.py")


def test_that_nothing_in_the_house_is_out_of_place(house: ModuleType) -> None:
    """No long file or function, nothing loose, untyped or in a circle, and the field's own words."""
    assert house.faults() == []


def test_that_what_is_out_of_place_is_found(house: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "MOST_LINES_OF_A_FILE", 300)
    monkeypatch.setattr(house, "MOST_LINES_OF_A_FUNCTION", 50)
    monkeypatch.setattr(house, "MOST_LOOSE_FILES", 3)
    monkeypatch.setattr(house, "WORDS_OF_THE_FIELD", ("no_such_word",))
    monkeypatch.setattr(house, "READERS_AT_THE_BORDER", ("no such place",))
    found = "\n".join(house.faults())
    for fault in (" loose files", "nothing is called no_such_word", "config.settings has", "loop._train has", "passes"):
        assert fault in found
    a, b = ROOT / "a.py", ROOT / "b.py"
    monkeypatch.setattr(house, "imports_of", lambda path, _: {"b"} if path == a else {"a"})
    assert house.cycle({"a": a, "b": b})


def test_that_the_tree_is_as_the_files_are(house: ModuleType) -> None:
    text = house.CONTRIBUTING.read_text(encoding="utf-8")
    assert text == house.with_tree(text), "uv run python packaging/house.py --tree"
