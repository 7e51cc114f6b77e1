"""The narrow rail on the left: one button a page."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from simclr_gui.gui.look.icons import icon
from simclr_gui.gui.look.theme import SPACE, Theme
from simclr_gui.gui.parts.buttons import ToolButton, pass_space_on
from simclr_gui.gui.parts.choices import ToolChoice

RAIL_WIDTH_PX, BUTTON_PX, ICON_PX = 92, 76, 24
NARROW_RAIL_PX, NARROW_BUTTON_PX = 56, 40  # icons alone


class Rail(QFrame):
    """Signals: page_requested(str); theme_requested() and language_requested() for the other of two."""

    page_requested = Signal(str)
    theme_requested = Signal()
    language_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._theme = theme
        self._buttons: dict[str, QToolButton] = {}
        self._icon_names: dict[str, str] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._request)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(SPACE, 2 * SPACE, SPACE, 2 * SPACE)
        self._layout.setSpacing(SPACE // 2)
        self._layout.addStretch(1)
        self._theme_button = ToolButton(self.tr("Light or dark"), "theme", theme)
        self._theme_button.clicked.connect(self.theme_requested)
        self.language_button = QToolButton()
        self.language_button.setText(self.tr("中文"))
        self.language_button.setToolTip(self.tr("The other language"))
        self.language_button.setProperty("role", "tool")
        self.language_button.clicked.connect(self.language_requested)
        self._layout.addWidget(self.language_button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addWidget(self._theme_button, 0, Qt.AlignmentFlag.AlignHCenter)
        theme.changed.connect(self._dress)

    def add_page(self, name: str, title: str, icon_name: str, tip: str) -> None:
        """Adds a button below the others, which asks for the page of this name; keys count from 1."""
        number = len(self._buttons)
        button = ToolChoice()
        button.setProperty("role", "rail")
        button.setText(title)
        button.setAccessibleName(title)
        button.setToolTip(self.tr("{tip} (key {key})").format(tip=tip, key=number + 1))
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a click takes the focus, else it lands anywhere
        pass_space_on(button, button.isChecked)  # after a click it has the focus, and nothing left to do
        self._buttons[name], self._icon_names[name] = button, icon_name
        self._group.addButton(button)
        self._layout.insertWidget(number, button)
        self._dress()

    def button(self, name: str) -> QToolButton:
        """The one that asks for the page of this name."""
        return self._buttons[name]

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Marks a page as the one on show."""
        self._buttons[name].setChecked(True)
        self._dress()

    @Slot(object)
    def _request(self, clicked: QToolButton) -> None:
        self.page_requested.emit(next(name for name, button in self._buttons.items() if button is clicked))

    @Slot()
    def _dress(self) -> None:
        """Presented, the icons do without their words: the room belongs to what is shown."""
        colours, larger, is_narrow = self._theme.colours, self._theme.larger, self._theme.is_presented
        self.setFixedWidth(round((NARROW_RAIL_PX if is_narrow else RAIL_WIDTH_PX) * larger))
        self.language_button.setHidden(is_narrow)
        self._theme_button.setHidden(is_narrow)
        style = Qt.ToolButtonStyle
        for name, button in self._buttons.items():
            width, height = (NARROW_BUTTON_PX,) * 2 if is_narrow else (BUTTON_PX, BUTTON_PX - SPACE)
            button.setFixedSize(round(width * larger), round(height * larger))
            button.setToolButtonStyle(style.ToolButtonIconOnly if is_narrow else style.ToolButtonTextUnderIcon)
            button.setIconSize(QSize(ICON_PX, ICON_PX) * larger)
            colour = colours.accent if button.isChecked() else colours.quiet
            button.setIcon(icon(self._icon_names[name], colour, colours.quiet))
