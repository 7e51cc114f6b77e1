"""Writing what the user wishes to keep: asked for in one way, written in one way, and never without a word."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from simclr_gui.engine.messages.errors import UserError
from simclr_gui.engine.messages.system_reasons import system_reason
from simclr_gui.gui.look.language import spoken
from simclr_gui.jobs.player import Failure

IMAGE_ENDINGS = (".png", ".jpg", ".jpeg")
ENDING = re.compile(r"\.[A-Za-z]\w{0,5}")  # "run-0.5" has none
translate = QCoreApplication.translate


def attempt(save: Callable[[], Path | None], tell: Callable[[Path], object], fail: Callable[[Failure], object]) -> None:
    """Saves something, and says so either way; `save` answers None where the user thought better of it."""
    try:
        path = save()
    except UserError as error:
        fail(Failure(error.sentence, error.remedy))
        return
    if path is not None:
        tell(path)


def ask_for_file(parent: QWidget, title: str, name: str, endings: Sequence[str]) -> Path | None:
    """Asks where to save.

    Args:
        endings: those that can be written (".png"), the usual one first.

    Returns:
        A path with one of the endings; None where the user thought better of it.

    Raises:
        UserError: the ending is another.
    """
    words = translate("saving", "Files ({endings})").format(endings=" ".join(f"*{ending}" for ending in endings))
    chosen, kind = QFileDialog.getSaveFileName(parent, title, name, words)
    return with_ending(Path(chosen), endings, kind) if chosen else None


def with_ending(path: Path, endings: Sequence[str], kind: str = "") -> Path:
    """The path with an ending that can be written; one that has none gets the first of the chosen `kind` of files.

    Raises:
        UserError: the ending is another, or completed the name is that of a file which nobody agreed to replace.
    """
    if path.suffix.lower() in endings:
        return path
    if ENDING.fullmatch(path.suffix):
        raise UserError(
            translate("saving", "Cannot save as {ending}.").format(ending=path.suffix),
            translate("saving", "Use {endings}.").format(endings=_either(endings)),
        )
    usual = next((ending for ending in re.findall(r"\*(\.\w+)", kind) if ending in endings), endings[0])
    completed = path.with_name(path.name.rstrip(".") + usual)
    with suppress(OSError):  # whoever writes there will say it
        if completed.exists():
            raise UserError(
                translate("saving", "{path} is there already.").format(path=completed),
                translate("saving", "Name it in full to replace it."),
            )
    return completed


def save_file(path: Path, content: bytes) -> None:
    """Writes a file; what stood there before is lost only when all is written.

    Raises:
        UserError: that is impossible; says why.
    """
    beside = path.with_name(f".{path.name[:40]}.part")
    try:
        require_place_for_file(path)
        try:
            beside.write_bytes(content)
            beside.replace(path.resolve())
        finally:
            beside.unlink(missing_ok=True)
    except (OSError, ValueError) as error:  # a name may hold what no system takes
        raise cannot_be_written(path, error) from error


def require_place_for_file(path: Path) -> None:
    """Raises UserError where a folder, a pipe or a device stands: a pipe would be waited for, a device replaced."""
    if path.exists() and not path.is_file():
        raise UserError(
            translate("saving", "{path} is not a file.").format(path=path),
            translate("saving", "Choose another name."),
        )


def cannot_be_written(path: Path, error: Exception) -> UserError:
    """The disk's reason in words."""
    reason = spoken(system_reason(error)) if isinstance(error, OSError) else str(error).lower()
    return UserError(
        translate("saving", "{path} cannot be written: {reason}.").format(path=path, reason=reason),
        translate("saving", "Choose another folder."),
    )


def save_image(path: Path, image: QImage) -> None:
    """Writes an image in the format that its ending tells; UserError where that is impossible."""
    save_file(path, encoded(image, path.suffix.lower().removeprefix(".")))


def encoded(image: QImage, kind: str = "png", quality: int = -1) -> bytes:
    """The image as a file's content.

    Args:
        quality: Qt's, 0 to 100; of a PNG, how little it is compressed.

    Raises:
        UserError: it cannot be encoded: it is empty, or too large.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, kind.upper(), quality):  # type: ignore[call-overload]
        raise UserError(
            translate("saving", "An image of {width} x {height} pixels cannot be saved as {kind}.").format(
                width=image.width(), height=image.height(), kind=kind
            )
        )
    return bytes(buffer.data().data())


def _either(endings: Sequence[str]) -> str:
    if len(endings) == 1:
        return endings[0]
    return translate("saving", "{some} or {last}").format(some=", ".join(endings[:-1]), last=endings[-1])
