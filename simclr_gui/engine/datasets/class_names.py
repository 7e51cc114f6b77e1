"""Which classes a user means who writes their names with commas between them."""

import csv
import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.sentences import said

MOST_NAMED = 10


def chosen_classes(text: str, class_names: Sequence[str]) -> tuple[str, ...]:
    """Those of `class_names` that the text names, in their order; all where it names none.

    A comma may be part of a name, names may stand in quotes, and case and Unicode form do not matter where they decide
    nothing.

    Raises:
        UserError: a name is that of no class.
    """
    words = next(csv.reader([text], skipinitialspace=True)) if '"' in text else text.split(",")
    alike = _by_likeness(class_names)
    longest = 1 + max((name.count(",") for name in class_names), default=0)
    wanted: set[str] = set()
    start = 0
    while start < len(words):
        ends = range(min(len(words), start + longest), start, -1)
        tries = ((end, _class_called(",".join(words[start:end]).strip(), alike)) for end in ends)
        end, found = next(((end, name) for end, name in tries if name), (start + 1, None))
        if found is not None:
            wanted.add(found)
        elif words[start].strip():
            raise UserError(
                said("There is no class called {name}.", name=words[start].strip()),
                said("Classes here: {names}.", names=tuple(class_names[:MOST_NAMED]) or said("none")),
                field="data.classes",
            )
        start = end
    return tuple(name for name in class_names if not wanted or name in wanted)


def _by_likeness(class_names: Sequence[str]) -> dict[str, set[str]]:
    alike: dict[str, set[str]] = defaultdict(set)
    for name in class_names:
        alike[_alike(name)].add(name)
    return alike


def _class_called(given: str, alike: dict[str, set[str]]) -> str | None:
    names = alike.get(_alike(given), set())
    if given in names:
        return given
    return next(iter(names)) if len(names) == 1 else None


def _alike(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip()).casefold()
