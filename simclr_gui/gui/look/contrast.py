"""Contrast of colours as WCAG 2 measures it, and which ink can be read on a ground."""

from PySide6.QtGui import QColor

READABLE = 4.5  # to 1, the least for text of usual size
DARKEST_LINEAR, OF_PARTS = 0.04045, (0.2126, 0.7152, 0.0722)


def luminance(colour: QColor) -> float:
    """From 0, black, to 1, white."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = (part / 12.92 if part <= DARKEST_LINEAR else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(share * part for share, part in zip(OF_PARTS, linear, strict=True))


def contrast(one: QColor, other: QColor) -> float:
    """From 1, the same, to 21, black on white."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def laid_over(colour: QColor, ground: QColor) -> QColor:
    """What is seen of a colour that lets its ground through by its alpha."""
    alpha = colour.alphaF()
    parts = zip(colour.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(alpha * over + (1 - alpha) * under) for over, under in parts))


def readable_on(ground: QColor, *inks: str) -> QColor:
    """The first ink that can be read there; where none can, black or white, of which one always can."""
    for ink in (*inks, "black"):
        if contrast(QColor(ink), ground) >= READABLE:
            return QColor(ink)
    return QColor("white")
