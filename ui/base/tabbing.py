"""The Tab key goes through a page as it is read: in the order of the layouts, whenever its parts were made."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLayout, QPushButton, QScrollArea, QWidget

from ui.widgets.roving import RovingGroup


def tab_through(page: QWidget) -> None:
    """Put everything in ``page`` that takes the focus into reading order."""
    before: QWidget | None = None
    for widget in _stops(page):
        if isinstance(widget, RovingGroup):
            if before is not None:
                widget.stand_after(before)
            before = widget.last_part()
            continue
        if before is not None:
            QWidget.setTabOrder(before, widget)
        before = widget


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, RovingGroup):  # one stop; the group itself knows its buttons
        yield widget
        return
    takes = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    proxy: object = widget.focusProxy()
    if takes and proxy is None:
        yield widget
    layout: object = widget.layout()
    if isinstance(widget, QScrollArea):
        inside: object = widget.widget()
        if isinstance(inside, QWidget):
            yield from _stops(inside)
    elif isinstance(layout, QLayout):
        yield from _in_layout(layout)
    elif not isinstance(widget, QComboBox):
        # Fields that carry a small button of their own: calendar, eye.
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        yield from widget.findChildren(QPushButton, options=direct)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item: object = layout.itemAt(index)
        if item is None:
            continue
        widget: object = item.widget()  # type: ignore[attr-defined]
        inner: object = item.layout()  # type: ignore[attr-defined]
        if isinstance(widget, QWidget):
            yield from _stops(widget)
        elif isinstance(inner, QLayout):
            yield from _in_layout(inner)
