"""What the system says of a file, in words that have a translation."""

import errno
import os

import pytest

from simclr_gui.engine.messages.sentences import Sentence
from simclr_gui.engine.messages.system_reasons import _REASONS, system_reason


@pytest.mark.skipif(os.name != "posix", reason="other systems have other words")
@pytest.mark.parametrize("number", _REASONS)
def test_that_what_is_known_is_what_the_system_says_and_can_be_translated(number: int) -> None:
    reason = system_reason(OSError(number, os.strerror(number)))
    assert reason == os.strerror(number).lower()
    assert isinstance(reason, Sentence)


def test_that_what_is_not_known_is_told_in_the_systems_words() -> None:
    assert system_reason(OSError(errno.EXDEV, "Invalid cross-device link")) == "invalid cross-device link"
    assert system_reason(OSError("no number")) == "no number"
    assert system_reason(OSError()) == "oserror"
