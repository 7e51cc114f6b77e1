"""The log file, for whoever mends a fault."""

import logging
import logging.handlers
from pathlib import Path

from simclr_gui.engine.places import log_file

LARGEST_LOG_BYTES = 1_000_000


def start_log() -> Path:
    """Sends warnings and worse to the log file, once; a folder that cannot be written costs the log alone."""
    path = log_file()
    root = logging.getLogger()
    if not any(getattr(handler, "baseFilename", None) == str(path.absolute()) for handler in root.handlers):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handler = logging.handlers.RotatingFileHandler(
                path, maxBytes=LARGEST_LOG_BYTES, backupCount=2, encoding="utf-8"
            )
        except OSError:
            return path
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        root.addHandler(handler)
    return path


def log_failure() -> Path:
    """Logs the exception that is being handled, with its traceback; returns the log file."""
    path = start_log()
    logging.getLogger("simclr_gui").error("unexpected failure", exc_info=True)
    return path
