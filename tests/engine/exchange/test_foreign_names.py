"""Rules on names: what is taken off, renamed and left out."""

import zipfile
from pathlib import Path

import pytest

from simclr_gui.engine.exchange.foreign_kind import is_foreign
from simclr_gui.engine.exchange.foreign_names import found_network, unwrapped
from tests.engine.exchange.layouts import resnet

NAMES = list(resnet().state_dict())


def is_number(value: object) -> bool:
    return isinstance(value, int)


@pytest.mark.parametrize(
    "prefix",
    [
        "",
        "module.",
        "encoder.module.",
        "module.encoder_q.",
        "_orig_mod.module.backbone.",
        "net.f.",
        "model.backbone.0.",
    ],
)
def test_that_prefixes_come_off_whatever_their_number(prefix: str) -> None:
    found = found_network([prefix + name for name in NAMES])
    if prefix.endswith("0."):  # what is numbered so is no encoder of anybody's
        assert found is None
        return
    assert found is not None
    assert found.prefix == prefix
    assert found.names == {name: prefix + name for name in NAMES}


def test_that_a_prefix_is_taken_off_whole_and_once() -> None:
    """Letters that both have in common stay: "backbone.bn1" begins with a b, too."""
    names = ["backbone." + name for name in NAMES]
    found = found_network(names)
    assert found is not None
    assert found.names["bn1.weight"] == "backbone.bn1.weight"


def test_that_of_two_encoders_the_one_that_learned_is_taken() -> None:
    both = ["module.encoder_k." + name for name in NAMES] + ["module.encoder_q." + name for name in NAMES]
    found = found_network([*both, "module.queue", "module.encoder_q.fc.0.weight"])
    assert found is not None
    assert found.prefix == "module.encoder_q."
    assert found.dropped == ("encoder_k", "queue", "fc")


def test_that_weights_are_found_in_wrappers_within_wrappers() -> None:
    tree = {"classy_state_dict": {"base_model": {"model": {"trunk": {"w": 1, "words": "x"}, "heads": {"v": 2}}}}}
    assert unwrapped(tree, is_number) == (("classy_state_dict", "base_model", "model", "trunk"), {"w": 1})
    assert unwrapped({"student": {"w": 1}, "teacher": {"w": 2}}, is_number) == (("teacher",), {"w": 2})
    assert unwrapped([1, 2], is_number) == ((), {})


def test_that_images_and_runs_in_archives_are_not_taken_for_encoders(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "images.zip", "w") as archive:
        archive.writestr("cat/1.png", b"no image")
    (tmp_path / "notes.txt").write_text("12345678{ looks like a list of contents }")
    assert not is_foreign(tmp_path / "images.zip")
    assert not is_foreign(tmp_path / "notes.txt")
    assert not is_foreign(tmp_path)
    assert not is_foreign(tmp_path / "nowhere")
