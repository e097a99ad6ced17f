"""One way to read, write and watch any input: our own widgets and Qt's plain ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QDate, QDateTime, SignalInstance
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDateEdit,
    QDateTimeEdit,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

Access = tuple[Callable[[Any], Any], Callable[[Any, Any], None]]


def _write_date(widget: QDateEdit, value: Any) -> None:
    widget.setDate(QDate(value.year, value.month, value.day))


def _write_instant(widget: QDateTimeEdit, value: Any) -> None:
    widget.setDateTime(QDateTime(value))


def _write_choice(widget: QComboBox, value: Any) -> None:
    widget.setCurrentIndex(widget.findData(value))


# A date field is also a date-and-time field: the narrower type stands first.
_PLAIN: tuple[tuple[type[QWidget], Access], ...] = (
    (QLineEdit, (lambda w: w.text().strip(), lambda w, v: w.setText(v or ""))),
    (QPlainTextEdit, (lambda w: w.toPlainText().strip(), lambda w, v: w.setPlainText(v or ""))),
    (QAbstractButton, (lambda w: w.isChecked(), lambda w, v: w.setChecked(bool(v)))),
    (QComboBox, (lambda w: w.currentData(), _write_choice)),
    (QSpinBox, (lambda w: w.value(), lambda w, v: w.setValue(int(v or 0)))),
    (QDateEdit, (lambda w: w.date().toPython(), _write_date)),
    (QDateTimeEdit, (lambda w: w.dateTime().toPython(), _write_instant)),
)
_SIGNALS = ("changed", "textChanged", "toggled", "currentIndexChanged", "valueChanged", "dateTimeChanged")


def inner(widget: QWidget) -> QWidget:
    """The input inside a labelled field, or the widget itself."""
    field = getattr(widget, "field", None)
    return field if isinstance(field, QWidget) else widget


def read(widget: QWidget) -> Any:
    """The value of an input."""
    if hasattr(widget, "set_value"):
        return widget.value()  # type: ignore[attr-defined]  # the protocol of ui.widgets
    return _access(widget)[0](widget)


def write(widget: QWidget, value: Any) -> None:
    """Set the value of an input."""
    if hasattr(widget, "set_value"):
        widget.set_value(value)
    else:
        _access(widget)[1](widget, value)


def change_signal(widget: QWidget) -> SignalInstance:
    """The signal that tells a change of an input's value."""
    for name in _SIGNALS:
        signal = getattr(widget, name, None)
        if isinstance(signal, SignalInstance):
            return signal
    raise TypeError(f"{type(widget).__name__} does not tell when it changes")


def _access(widget: QWidget) -> Access:
    for kind, access in _PLAIN:
        if isinstance(widget, kind):
            return access
    raise TypeError(f"{type(widget).__name__} is no input")
