"""Which folders are parts (train, test, …), whatever they are called, and what lies beside them."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from simclr_gui.engine.messages.sentences import Sentence, counted, in_a_row, said

Part = Literal["train", "test"]
Role = Literal["train", "test", "validation", "unlabelled"]

ROLES: dict[str, Role] = {
    **dict.fromkeys(("train", "training", "trainset", "trainval"), "train"),
    **dict.fromkeys(("test", "testing", "testset", "holdout", "eval", "evaluation"), "test"),
    **dict.fromkeys(("val", "valid", "validation", "dev"), "validation"),
    **dict.fromkeys(("unlabeled", "unlabelled", "unsupervised"), "unlabelled"),
}
LABELLED = frozenset({"labeled", "labelled"})
PART_OF: dict[Role, Part] = {"train": "train", "unlabelled": "train", "test": "test", "validation": "test"}
WRAPPERS = frozenset({"images", "imgs", "img", "pictures", "data", "jpegimages"})
BESIDE = re.compile(
    r"(examples?|samples?|masks?|annotations?|labels?|extras?|pred(iction)?s?|previews?|thumbnails?|docs?|figures?"
    r"|segmentations?|ground_?truths?|others?|misc|backups?)[\W\d_]*",
    re.IGNORECASE,
)
"""What is called so beside parts is none, and no class."""
MOST_BESIDE = 0.1  # of the images may lie beside the one folder that holds the others


@dataclass(frozen=True, slots=True)
class Found:
    """A file: where it lies, and its folders and name below the data folder as clean text."""

    path: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Placed:
    """A file with the part in which it lies (None where a split decides), and its place within that part.

    Attributes:
        is_unlabelled: whether it lies where images have no class by their user's own word.
    """

    file: Found
    part: Part | None
    inner: tuple[str, ...]
    is_unlabelled: bool = False


@dataclass(frozen=True)
class Parted:
    """What was decided about the folders.

    Attributes:
        decision: one sentence; empty where there is nothing to say.
        decision_without_test: what is said instead where it turns out that no test image has a class.
        left_out: names of files with the reason.
    """

    placed: list[Placed]
    decision: Sentence
    decision_without_test: Sentence
    left_out: list[tuple[str, Sentence]]


@cache
def roles_in(name: str) -> frozenset[Role]:
    """What the words in a name say that it is for: "seg_train", "TestImages", "hold-out"."""
    words = [word.lower() for word in re.findall(r"[A-Z]*[a-z]+|[A-Z]+", name)]
    words += re.split(r"[^a-z]+", re.sub("hold[ _-]out", "holdout", name.lower()))
    return frozenset(ROLES[word] for word in words if word in ROLES)


def role_of(folder: str) -> Role | None:
    """What a folder is for; None where its name does not say so, or more than one thing."""
    roles = roles_in(folder)
    if roles == {"train", "validation"}:
        return "train"
    if roles == {"train", "unlabelled"}:
        return "unlabelled"
    if not roles and folder.lower() in LABELLED:
        return "train"
    return next(iter(roles)) if len(roles) == 1 else None


def find_parts(found: Sequence[Found], tables: Sequence[str] = ()) -> Parted:
    """Parts where there are some; else all files, below the folder that may lie around all of them.

    Args:
        tables: their clean names below the data folder; one that lies in a part may say its classes.
    """
    left_out: list[tuple[str, Sentence]] = []
    depth = 0
    while (name := _wrapper(found, depth)) is not None:
        beside = [file for file in found if file.parts[depth] != name or len(file.parts) == depth + 1]
        left_out += [("/".join(file.parts), said("beside {folder}/", folder=name)) for file in beside]
        found = [file for file in found if file.parts[depth] == name and len(file.parts) > depth + 1]
        depth += 1
    if _parts_lie_in_classes(found, depth):
        return _by_roles_in_classes(found, depth, left_out)
    folders = _folders(found, depth)
    if not folders.roles:
        return Parted([Placed(file, None, file.parts[depth:]) for file in found], Sentence(""), Sentence(""), left_out)
    with_tables = {role_of(parts[depth]) for table in tables if len(parts := table.split("/")) > depth + 1}
    return _by_roles(found, depth, folders, left_out, with_tables)


def _wrapper(found: Sequence[Found], depth: int) -> str | None:
    """The one folder that holds all images, or nearly all, in folders of its own."""
    below = [file for file in found if len(file.parts) > depth + 1]
    names = {file.parts[depth] for file in below}
    if len(names) > 1:
        return _around_parts(below, depth)
    if not names or (len(found) - len(below)) > MOST_BESIDE * len(found):
        return None
    (name,) = names
    if len(below) < len(found) and not any(len(file.parts) > depth + 2 for file in below):
        return None
    return None if role_of(name) in ("train", "unlabelled") else name


def _around_parts(below: Sequence[Found], depth: int) -> str | None:
    """The one folder that holds parts, with most of the images: docs/ may lie beside it, or masks/ with parts, too."""
    around = _folders_around_parts(below, depth)
    (name, *others) = around or {""}
    count = sum(file.parts[depth] == name for file in below if not BESIDE.fullmatch(file.parts[depth]))
    return name if not others and 2 * count > sum(not BESIDE.fullmatch(file.parts[depth]) for file in below) else None


def _folders_around_parts(found: Sequence[Found], depth: int) -> set[str]:
    """Those in which images lie in train/ and in another part."""
    roles: dict[str, set[Role | None]] = defaultdict(set)
    for file in found:
        if len(file.parts) > depth + 2:
            roles[file.parts[depth]].add(role_of(file.parts[depth + 1]))
    return {
        name
        for name, inside in roles.items()
        if "train" in inside and len(inside - {None}) > 1 and role_of(name) is None and not BESIDE.fullmatch(name)
    }


def _parts_lie_in_classes(found: Sequence[Found], depth: int) -> bool:
    """cat/train, cat/test, dog/train, dog/test."""
    names = {file.parts[depth] for file in found if len(file.parts) > depth + 1}
    return len(names) > 1 and _folders_around_parts(found, depth) == {n for n in names if not BESIDE.fullmatch(n)}


def _by_roles_in_classes(found: Sequence[Found], depth: int, left_out: list[tuple[str, Sentence]]) -> Parted:
    """As if the classes lay in the parts."""
    originals = {file.path: file for file in found}
    turned = [
        Found(file.path, (*file.parts[:depth], file.parts[depth + 1], file.parts[depth], *file.parts[depth + 2 :]))
        if len(file.parts) > depth + 2
        else file
        for file in found
    ]
    roles = {file.parts[depth]: role for file in turned if (role := role_of(file.parts[depth]))}
    parted = _by_roles(turned, depth, _Folders(roles), left_out, ())
    names = {"/".join(file.parts): "/".join(originals[file.path].parts) for file in turned}
    return replace(
        parted,
        placed=[replace(each, file=originals[each.file.path]) for each in parted.placed],
        left_out=[(names.get(name, name), reason) for name, reason in parted.left_out],
    )


@dataclass(frozen=True)
class _Folders:
    """The folders at one level: those that are parts, and those that are classes beside a test part."""

    roles: dict[str, Role]
    classes: frozenset[str] = frozenset()

    def names(self, *roles: Role) -> str:
        return ", ".join(sorted(f"{name}/" for name, each in self.roles.items() if each in roles))


def _folders(found: Sequence[Found], depth: int) -> _Folders:
    """Nothing where the names are those of classes: a folder of trains may well be called "train"."""
    below: dict[str, set[str]] = defaultdict(set)
    for file in found:
        if len(file.parts) > depth + 1:
            below[file.parts[depth]] |= {file.parts[depth + 1]} if len(file.parts) > depth + 2 else set()
    roles = {name: role for name in below if (role := role_of(name))}
    others = frozenset(below) - set(roles)
    kinds = set(roles.values())
    tested = set().union(*(below[name] for name, role in roles.items() if role in ("test", "validation")))
    if "train" in kinds:
        has_classes = any(below[name] for name, role in roles.items() if role == "train")
        are_parts = has_classes or len(kinds) > 1 or all(map(BESIDE.fullmatch, others))
        return _Folders(roles if are_parts else {})
    if kinds == {"test", "validation"} and not others:
        return _Folders({name: "train" if role == "validation" else role for name, role in roles.items()})
    if "test" in kinds and (trained_on := {name for name in others if name.lower() in WRAPPERS}):
        return _Folders(roles | dict.fromkeys(trained_on, "train"))
    classes = others & tested if tested else others
    if "unlabelled" in kinds or (classes and tested) or ("test" in kinds and len(classes) > 1):
        return _Folders(roles, classes)
    return _Folders({})


def _by_roles(
    found: Sequence[Found],
    depth: int,
    folders: _Folders,
    left_out: list[tuple[str, Sentence]],
    with_tables: Collection[Role | None],
) -> Parted:
    of_role: dict[Role, list[Found]] = defaultdict(list)
    in_classes: list[Found] = []
    beside: list[Found] = []
    for file in found:
        first = file.parts[depth] if len(file.parts) > depth + 1 else ""
        if first in folders.roles:
            of_role[folders.roles[first]].append(file)
        else:
            (in_classes if first in folders.classes else beside).append(file)
    placed_in = {
        role: _placed(files, depth + 1, PART_OF[role], role == "unlabelled") for role, files in of_role.items()
    }
    placed_in = {role: _without_a_strange_class(files, placed_in.get("train", [])) for role, files in placed_in.items()}
    with_classes = {role for role, files in placed_in.items() if _classes_in(files)}
    test_role, unused_role = _test_roles(of_role, with_classes.union(with_tables))
    unused = of_role[unused_role] if unused_role else []
    reason = said("not used beside {folder}", folder=folders.names(test_role)) if test_role else Sentence("")
    left_out += [("/".join(file.parts), said("beside the parts")) for file in beside]
    left_out += [("/".join(file.parts), reason) for file in unused]
    placed = [
        *placed_in.get("train", []),
        *(Placed(file, "train", file.parts[depth:]) for file in in_classes),
        *placed_in.get("unlabelled", []),
        *(placed_in[test_role] if test_role else []),
    ]
    train, test = folders.names("train", "unlabelled"), folders.names(test_role) if test_role else ""
    told = len(beside), folders.names(unused_role) if unused_role else "", len(unused)
    with_test, without = _parts_sentence(train, test), _sentence_without_test(train, test)
    return Parted(placed, _decision(with_test, *told), _decision(without, *told), left_out)


def _classes_in(placed: Sequence[Placed]) -> set[str]:
    return {each.inner[0] for each in placed if len(each.inner) > 1 and not each.is_unlabelled}


def _without_a_strange_class(placed: list[Placed], train: Sequence[Placed]) -> list[Placed]:
    """One folder alone in a test part, which is no class of the training, is no class: test/unknown/."""
    known, own = _classes_in(train), _classes_in(placed)
    is_strange = len(known) > 1 and len(own) == 1 and not own & known
    return [replace(each, is_unlabelled=True) for each in placed] if is_strange else placed


def _test_roles(of_role: Collection[Role], with_classes: Collection[Role | None]) -> tuple[Role | None, Role | None]:
    """Which part is the test, and which is not used: the test part has no classes perhaps where validation has some."""
    if "test" in of_role and "validation" in of_role:
        prefers_validation = "validation" in with_classes and "test" not in with_classes
        return ("validation", "test") if prefers_validation else ("test", "validation")
    return ("test" if "test" in of_role else "validation" if "validation" in of_role else None), None


def _placed(files: Sequence[Found], start: int, part: Part, is_unlabelled: bool) -> list[Placed]:
    """Files of one part with their places in it; a further folder of the same meaning is looked through."""
    while files and _is_doubled(files, start):
        start += 1
    return [Placed(file, part, file.parts[start:], is_unlabelled) for file in files]


def _is_doubled(files: Sequence[Found], start: int) -> bool:
    firsts = {file.parts[start] if len(file.parts) > start + 1 else "" for file in files}
    (first, *others) = firsts
    return not others and (role_of(first) is not None or first.lower() in WRAPPERS)


def _decision(sentence: Sentence, beside: int, unused: str, unused_images: int) -> Sentence:
    if beside:
        sentence = counted(
            "{parts}; 1 image beside them left out.",
            "{parts}; {count:,} images beside them left out.",
            parts=sentence,
            count=beside,
        )
    else:
        sentence = said("{parts}.", parts=sentence)
    if not unused:
        return sentence
    not_used = counted(
        "{folder} is not used (1 image).",
        "{folder} is not used ({count:,} images).",
        folder=unused,
        count=unused_images,
    )
    return in_a_row(sentence, not_used)


def _parts_sentence(train: str, test: str) -> Sentence:
    if not train:
        return said("{test} as given, the folders beside it to train on", test=test)
    if not test:
        return said("{train} as given", train=train)
    return said("{train} and {test} as given", train=train, test=test)


def _sentence_without_test(train: str, test: str) -> Sentence:
    if not train:
        return said("{test} has no classes, so about a fifth of every class beside it is held out", test=test)
    return said(
        "{train} as given; {test} has no classes, so about a fifth of every class is held out", train=train, test=test
    )
