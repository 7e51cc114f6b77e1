"""The log file, for whoever mends a fault. Nothing that goes wrong with it costs more than the log."""

import logging
import logging.handlers
from pathlib import Path

from simclr_gui.engine.storage.places import log_file

LARGEST_LOG_BYTES = 1_000_000


class QuietFile(logging.handlers.RotatingFileHandler):
    """A full disk is no reason to write tracebacks into the terminal."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Gives the record up."""


def start_log() -> Path | None:
    """Sends warnings and worse to the log file, once.

    Returns:
        The log file, None where there can be none: no home, a place that cannot be written.
    """
    root = logging.getLogger()
    try:
        path = log_file()
        if any(getattr(handler, "baseFilename", None) == str(path.absolute()) for handler in root.handlers):
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():  # a pipe would wait for its reader
            raise FileExistsError(path)
        handler = QuietFile(
            path, maxBytes=LARGEST_LOG_BYTES, backupCount=2, encoding="utf-8", errors="backslashreplace"
        )
    except Exception:
        if not root.handlers:
            root.addHandler(logging.NullHandler())  # else Python would write tracebacks into the terminal
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    return path


def log_failure() -> Path | None:
    """Logs the exception that is being handled, with its traceback; returns the log file, None where there is none."""
    path = start_log()
    logging.getLogger("simclr_gui").error("unexpected failure", exc_info=True)
    return path
