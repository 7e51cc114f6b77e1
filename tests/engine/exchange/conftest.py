"""Files of torch's are read in this very process, but where a test is about the process of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simclr_gui.engine.exchange import foreign_file, unpickling


@pytest.fixture(autouse=True)
def reads_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process takes seconds to load torch; what it does then is one function."""
    if request.node.get_closest_marker("own_process") is None:
        monkeypatch.setattr(foreign_file, "taken_out", taken_out_here)


def taken_out_here(file: Path, scratch: Path) -> Iterator[Any]:
    unpickling.take_out(file, scratch, unpickling.bytes_allowed(file))
    yield from ()
    return unpickling.facts_in(file, scratch)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "own_process: the test reads files of torch's in a process of its own")
