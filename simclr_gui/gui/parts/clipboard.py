"""Puts something into the clipboard that can be pasted in more than one form."""

from PySide6.QtGui import QGuiApplication, QStandardItemModel


def copy_text_and_html(text: str, html: str) -> None:
    """Plain text for whoever takes no more, HTML for documents."""
    model = QStandardItemModel(1, 1)
    data = model.mimeData([model.index(0, 0)])  # made by Qt: some clipboards outlive Python, and what it made crashes
    data.clear()
    data.setText(text)
    data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
