"""Text from outside, names above all, shown as it is where Qt would read something into it."""

import html

from PySide6.QtGui import Qt


def plain_tooltip(text: str) -> str:
    """What a tooltip shows as `text`: Qt takes whatever looks like HTML for HTML, and loads the files it names."""
    if not Qt.mightBeRichText(text):
        return text
    return f"<qt>{html.escape(text).replace(chr(10), '<br>')}</qt>"


def plain_button(text: str) -> str:
    """What a button or a menu shows as `text`: a single `&` would vanish and underline the letter after it."""
    return text.replace("&", "&&")
