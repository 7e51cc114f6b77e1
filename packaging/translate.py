"""Collects every word that a person may read into resources/translations, and makes what is shipped of them.

The window's words stand in `tr`, which Qt's own tool finds; of English only the singulars of what is counted are
translated. The engine knows no Qt: its sentences stand in `said` or `counted`, or
as they are in `UserError`, `Announced`, `Proposal` and `Failure`, and are found in the syntax tree; what explains the
settings stands in the config model.
"""

import argparse
import ast
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from simclr_gui.engine.config.settings import SECTIONS
from simclr_gui.engine.mapping.settings import MapSettings
from simclr_gui.engine.messages.sentences import Sentence, SettingWords
from simclr_gui.gui.look.language import CHINESE, ENGLISH

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "simclr_gui"
TRANSLATIONS = ROOT / "resources" / "translations"
TOOLS = Path(sys.executable).parent
SPEAKING_LAYERS = ("engine", "jobs", "state")
SENTENCES_OF = {
    "said": ("words",),
    "counted": ("one", "many"),
    "UserError": ("sentence", "remedy"),
    "Announced": ("sentence",),
    "Proposal": ("words",),
    "Failure": ("sentence", "remedy"),
}
"""Calls that make sentences, and what their first arguments are called, which are some."""


def spoken_arguments(tree: ast.AST) -> Iterator[ast.expr]:
    """What is given as a sentence to the calls that make some."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SENTENCES_OF:
            names = SENTENCES_OF[node.func.id]
            yield from node.args[: len(names)]
            if node.func.id not in ("said", "counted"):  # there, names are those of values
                yield from (keyword.value for keyword in node.keywords if keyword.arg in names)


def engine_sentences() -> set[str]:
    arguments = (each for tree in _speaking_trees() for each in spoken_arguments(tree))
    return {each.value for each in _literals(arguments) if each.value} - set(counted_sentences().values())


def counted_sentences() -> dict[str, str]:
    """By the sentence of many, which is translated: that of one, which only English needs."""
    calls = (node for tree in _speaking_trees() for node in ast.walk(tree) if isinstance(node, ast.Call))
    every = (call.args for call in calls if ast.unparse(call.func) == "counted")
    return {many.value: one.value for one, many in every}


def _speaking_trees() -> Iterator[ast.Module]:
    files = (file for layer in SPEAKING_LAYERS for file in (PACKAGE / layer).rglob("*.py"))
    return (ast.parse(file.read_text(encoding="utf-8")) for file in files)


def _literals(arguments: Iterable[ast.expr]) -> Iterator[ast.Constant]:
    """Either side of a choice counts."""
    for argument in arguments:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument
        elif isinstance(argument, ast.IfExp):
            yield from _literals((argument.body, argument.orelse))


def settings_words() -> set[str]:
    """Titles, explanations, usual values and units, as far as they are words."""
    words: set[str] = set()
    for section in (*SECTIONS.values(), MapSettings):
        for field in section.model_fields.values():
            extra = field.json_schema_extra or {}
            words |= {
                field.title or "",
                field.description or "",
                extra.get("usual", ""),
                extra.get("unit", ""),
                extra.get("zero", ""),
            }
    return {each for each in words if any(map(str.isalpha, each))}


def counted_outside_of_widgets() -> set[tuple[str, str]]:
    """Context and words of `translate` with a count, which Qt's tool passes over unless the count is a literal."""
    found: set[tuple[str, str]] = set()
    for file in (PACKAGE / "gui").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(args=[ast.Constant(context), ast.Constant(words), ast.Constant(None), _]):
                    found.add((context, words))
    return found


def collect(into: Path) -> None:
    """Brings a translation file up to date; what is no longer said is dropped."""
    plain: set[tuple[str, str]] = set()
    counted = counted_outside_of_widgets()
    options = ["-extensions", "py", "-no-obsolete", "-locations", "none"]
    if into.stem == ENGLISH:  # the engine's English has its singulars itself
        options.append("-pluralonly")
    else:
        counted |= {(Sentence.context, words) for words in counted_sentences()}
        plain |= {(Sentence.context, words) for words in engine_sentences()}
        plain |= {(SettingWords.context, words) for words in settings_words()}
    with tempfile.TemporaryDirectory() as folder:
        further = Path(folder) / "further.py"
        further.write_text("".join(_as_calls(plain - counted, "") + _as_calls(counted, ", None, 1")), encoding="utf-8")
        _call("pyside6-lupdate", *options, PACKAGE / "gui", further, "-ts", into)


def _as_calls(every: set[tuple[str, str]], count: str) -> list[str]:
    """Lines in which Qt's tool finds the words."""
    return [
        f"QT_TRANSLATE_NOOP({json.dumps(context)}, {json.dumps(words, ensure_ascii=False)}{count})\n"
        for context, words in sorted(every)
    ]


def release(source: Path, into: Path) -> None:
    _call("pyside6-lrelease", source, "-qm", into)


def _call(tool: str, *arguments: object) -> None:
    answer = subprocess.run([str(TOOLS / tool), *map(str, arguments)], capture_output=True, text=True, check=False)
    if answer.returncode:
        sys.exit(answer.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    default = [TRANSLATIONS / f"{code}.ts" for code in (ENGLISH, CHINESE)]
    parser.add_argument("--words", type=Path, nargs="+", default=default, help="(default: those that are shipped)")
    for words in parser.parse_args().words:
        collect(words)
        release(words, words.with_suffix(".qm"))
        left = words.read_text(encoding="utf-8").count('type="unfinished"')
        print(f"{words}: {left} to be translated" if left else f"{words}: complete")


if __name__ == "__main__":
    main()
