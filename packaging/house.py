"""Measures the house: how long its files and functions are, what is loose, which words it uses. `--tree` rewrites the
tree in CONTRIBUTING.md.

    uv run python packaging/house.py
    uv run python packaging/house.py --tree
"""

import argparse
import ast
import io
import statistics
import tokenize
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "simclr_gui"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
BEGIN, END = "<!-- tree: begin -->\n", "<!-- tree: end -->\n"

MOST_LINES_OF_A_FILE, MOST_LINES_OF_A_FUNCTION, MOST_LOOSE_FILES = 400, 60, 8
WORDS_OF_THE_FIELD = ("linear_evaluation", "augmentation", "distributed", "prediction", "skip_connection")
ANY = "dict[str, Any]"
READERS_AT_THE_BORDER = (  # where JSON, forms, optimizers' groups and other people's files come in or go out
    "bench/",
    "terminal/",
    "engine/config/",
    "engine/storage/",
    "engine/runs/",
    "engine/optimisation/",
    "engine/datasets/published/cifar_files.py",
    "engine/augmentation/compiled.py",
    "engine/evaluation/result.py",
    "engine/events/base.py",
    "engine/mapping/files.py",
    "engine/experiments/replay.py",
    "engine/experiments/sharp_test_images.py",
)


def modules() -> dict[str, Path]:
    """Every module of the program by its dotted name, in order."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions_of(path: Path) -> Iterator[tuple[str, int]]:
    """Name and lines of every function, decorators and docstring included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            yield node.name, (node.end_lineno or first) - first + 1


def identifiers_of(path: Path) -> set[str]:
    """Every name in the code, comments and strings left out, and the module's own."""
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    return {token.string for token in tokens if token.type == tokenize.NAME} | {path.stem, path.parent.name}


def imports_of(path: Path, known: dict[str, Path]) -> set[str]:
    """The program's own modules that one imports when it is loaded."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found & set(known)


def cycle(known: dict[str, Path]) -> list[str]:
    """Modules that import each other in a circle; empty where there is none."""
    graph = {name: imports_of(path, known) - {name} for name, path in known.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def untyped_places(known: dict[str, Path]) -> list[str]:
    """Files beyond the readers at the border that pass `dict[str, Any]` on."""
    return [
        str(path.relative_to(PACKAGE))
        for path in known.values()
        if ANY in path.read_text(encoding="utf-8")
        and not str(path.relative_to(PACKAGE)).startswith(READERS_AT_THE_BORDER)
    ]


def faults() -> list[str]:
    """Whatever is not as the house wants it, a sentence each."""
    known = modules()
    found = []
    loose = [path for path in (PACKAGE / "engine").glob("*.py") if path.name != "__init__.py"]
    if len(loose) > MOST_LOOSE_FILES:
        found.append(f"{len(loose)} loose files in the engine")
    names = set().union(*(identifiers_of(path) for path in known.values()))
    found += [f"nothing is called {word}" for word in WORDS_OF_THE_FIELD if word not in names]
    found += [f"{name} is a request" for name in sorted(names) if name.endswith("_wished")]
    for name, path in known.items():
        if lines_of(path) > MOST_LINES_OF_A_FILE:
            found.append(f"{name} has {lines_of(path)} lines")
        found += [
            f"{name}.{each} has {lines} lines" for each, lines in functions_of(path) if lines > MOST_LINES_OF_A_FUNCTION
        ]
    if circle := cycle(known):
        found.append("in a circle: " + ", ".join(circle))
    return found + [f"{place} passes {ANY} on" for place in untyped_places(known)]


def figures() -> str:
    """Sizes of files and functions, as a table."""
    known = modules()
    files = sorted(lines_of(path) for path in known.values())
    functions = sorted(lines for path in known.values() for _, lines in functions_of(path))
    rows = [("files", files), ("functions", functions)]
    return "\n".join(
        f"{name:10} {len(sizes):6,}   median {statistics.median(sizes):g}   p95 {sizes[int(0.95 * len(sizes))]}"
        f"   longest {sizes[-1]} lines"
        for name, sizes in rows
    )


def tree() -> str:
    """The rooms and their files, a line each that says what is in it."""
    lines = ["```"]
    for path in sorted(PACKAGE.rglob("*.py"), key=_with_rooms_first):
        depth = len(path.relative_to(PACKAGE).parts) - 1
        purpose = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").splitlines()[0]
        is_room = path.name == "__init__.py"
        name = "  " * max(0, depth - is_room) + (f"{path.parent.name}/" if is_room else path.name)
        lines.append(f"{name:<34}  {purpose}")
    return "\n".join([*lines, "```", ""])


def _with_rooms_first(path: Path) -> tuple[tuple[int, str], ...]:
    """A room's own line, its files, then the rooms within it."""
    *rooms, file = path.relative_to(PACKAGE).parts
    return (*((2, room) for room in rooms), (0 if file == "__init__.py" else 1, file))


def with_tree(text: str) -> str:
    """The page with the tree as it is now."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + BEGIN + tree() + END + after


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tree", action="store_true", help="rewrite the tree in CONTRIBUTING.md")
    if parser.parse_args().tree:
        CONTRIBUTING.write_text(with_tree(CONTRIBUTING.read_text(encoding="utf-8")), encoding="utf-8")
    print(figures())
    print("\n".join(faults()) or "Nothing is out of place.")
    return bool(faults())


if __name__ == "__main__":
    raise SystemExit(main())
