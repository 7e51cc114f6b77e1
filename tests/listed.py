"""The list of runs in tests: read on a thread, waited for."""

from pytestqt.qtbot import QtBot

from simclr_gui.state.run_library import RunLibrary


def read_runs(library: RunLibrary, qtbot: QtBot) -> RunLibrary:
    """Asks for the list anew and waits until it is there and its thread is through."""
    with qtbot.waitSignal(library.changed, timeout=20_000):
        library.refresh()
    wait_until_quiet(library, qtbot)
    return library


def wait_until_quiet(library: RunLibrary, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: library.is_quiet, timeout=20_000)
