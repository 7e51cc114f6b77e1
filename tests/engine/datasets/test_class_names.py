"""The names of classes as a user writes them."""

import pytest

from simclr_gui.engine.datasets.class_names import chosen_classes
from simclr_gui.engine.messages.errors import UserError

NAMES = ("cat", "dog", "Dog", "café", "bread, fresh", "fresh", "a,b,c")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", NAMES),
        (" , ,", NAMES),
        ("cat", ("cat",)),
        ("Dog,cat", ("cat", "Dog")),
        ("CAFE\u0301", ("café",)),
        ("fresh, bread, fresh", ("bread, fresh", "fresh")),
        ("bread, fresh", ("bread, fresh",)),
        ('"bread, fresh", cat', ("cat", "bread, fresh")),
        ("a,b,c,cat", ("cat", "a,b,c")),
    ],
)
def test_that_names_are_found_however_they_are_written(text: str, expected: tuple[str, ...]) -> None:
    assert chosen_classes(text, NAMES) == expected


@pytest.mark.parametrize(("text", "unknown"), [("owl", "owl"), ("cat,bread", "bread"), ("DOG", "DOG")])
def test_that_a_name_of_no_class_or_of_two_is_refused(text: str, unknown: str) -> None:
    with pytest.raises(UserError) as caught:
        chosen_classes(text, NAMES)
    assert f"no class called {unknown}" in caught.value.in_full


def test_that_a_thousand_names_are_found() -> None:
    names = tuple(f"class {n}, of many" for n in range(1000))
    assert chosen_classes(",".join(names), names) == names
