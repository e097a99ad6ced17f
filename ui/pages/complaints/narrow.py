"""Where there is no room for two panes, the preview is a view of its own."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.base.page import Page
from ui.pages.complaints.preview import WIDTH, PreviewPane
from ui.theme.current import theme

NARROW = 1000  # of the page
_WIDEST = 16_777_215  # Qt's own "no limit"


class Narrow(QObject):
    """Shows list and preview beside each other, or one of them."""

    def __init__(self, page: Page, left: QWidget, preview: PreviewPane) -> None:
        super().__init__(page)
        self._page, self._left, self._preview = page, left, preview
        self._wanted = False

    def is_narrow(self) -> bool:
        """Whether there is room for one pane only."""
        return self._page.width() < theme().px(NARROW)

    def shows_preview_alone(self) -> bool:
        """Whether the preview stands in the place of the list."""
        return self.is_narrow() and self._wanted

    def toggle(self) -> None:
        """Show the other one of the two."""
        self._wanted = not self._wanted
        self.fit()
        (self._preview.open if self._wanted else self._left).setFocus()

    def fit(self) -> None:
        """Share the room out."""
        narrow = self.is_narrow()
        if not narrow:
            self._wanted = False
        self._preview.setFixedWidth(theme().px(WIDTH)) if not narrow else self._preview.setMaximumWidth(
            _WIDEST
        )
        self._left.setVisible(not narrow or not self._wanted)
        self._preview.setVisible(not narrow or self._wanted)
