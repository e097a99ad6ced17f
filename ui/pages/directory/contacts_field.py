"""Several telephone numbers and addresses: a line each, the preferred one first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.directory.kinds import ContactDraft, ContactKind
from ui.language import TextsHolder
from ui.theme.current import theme
from ui.widgets.controls import IconButton, LinkButton
from ui.widgets.fields import ChoiceField, LineField


class ContactLine(QWidget):
    """What it is, the number, whose it is or when to use it."""

    changed = Signal()
    removed = Signal(object)

    def __init__(self, texts: TextsHolder, parent: QWidget) -> None:
        super().__init__(parent)
        self._texts = texts
        self.kind, self.value, self.label = ChoiceField(), LineField(), LineField()
        self.remove = IconButton("x", px=14)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(6))
        self.kind.setFixedWidth(theme().px(116))
        row.addWidget(self.kind)
        row.addWidget(self.value, 3)
        row.addWidget(self.label, 2)
        row.addWidget(self.remove)
        for field in (self.kind, self.value, self.label):
            field.changed.connect(self._tell)
        self.remove.clicked.connect(self._leave)

    def number(self, name: str, at: int) -> None:
        """Take object names after the place in the list."""
        for part in ("kind", "value", "label", "remove"):
            getattr(self, part).setObjectName(f"{name}.{at}.{part}")

    def retranslate(self) -> None:
        """Set all words."""
        t = self._texts.t
        self.kind.set_options([(str(kind), self._texts.word("contact_kind", kind)) for kind in ContactKind])
        self.kind.setAccessibleName(t("What kind of contact"))
        self.value.setAccessibleName(t("Number or address"))
        self.value.set_placeholder(t("Number or address"))
        self.label.setAccessibleName(t("Whose, or when"))
        self.label.set_placeholder(t("whose, or when"))
        self.remove.set_name(t("Remove this line"))

    def draft(self) -> ContactDraft:
        """What stands in the line."""
        return ContactDraft(
            str(self.kind.value() or "phone"), str(self.value.value()), str(self.label.value())
        )

    def show_draft(self, draft: ContactDraft) -> None:
        """Fill the line."""
        self.kind.set_value(str(draft.kind))
        self.value.set_value(draft.value)
        self.label.set_value(draft.label)

    def _tell(self, *_: object) -> None:
        self.changed.emit()

    def _leave(self) -> None:
        self.removed.emit(self)


class ContactsField(QWidget):
    """Value: a tuple of ``ContactDraft``; empty lines do not count. There is always a line to write in."""

    changed = Signal(object)
    committed = Signal()
    grown = Signal()

    def __init__(self, texts: TextsHolder, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.setObjectName(name)
        self.lines: list[ContactLine] = []
        self._box = QVBoxLayout()
        self._box.setSpacing(theme().px(6))
        self.add = LinkButton(icon="plus")
        self.add.setObjectName(f"{name}.add")
        self.add.clicked.connect(self.add_line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(2))
        column.addLayout(self._box)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_value(())

    def retranslate(self) -> None:
        """Set all words."""
        self.add.set_text(self._texts.t("Another number or address"))
        for line in self.lines:
            line.retranslate()

    def value(self) -> object:
        return tuple(draft for line in self.lines if (draft := line.draft()).value)

    def set_value(self, value: object) -> None:
        drafts = [one for one in value if isinstance(one, ContactDraft)] if isinstance(value, tuple) else []
        if self.lines and tuple(drafts) == self.value():
            return
        for line in list(self.lines):
            self._drop(line)
        for draft in drafts or [ContactDraft()]:
            self._make(draft)

    def set_error_state(self, wrong: bool) -> None:
        """Red borders on the lines that hold something."""
        for line in self.lines:
            line.value.set_error_state(wrong and bool(line.draft().value))

    def add_line(self) -> None:
        """Another line, with the focus in it."""
        line = self._make(ContactDraft())
        self.grown.emit()
        line.value.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, draft: ContactDraft) -> ContactLine:
        line = ContactLine(self._texts, self)
        line.changed.connect(self._tell)
        line.removed.connect(self._remove)
        line.retranslate()
        line.show_draft(draft)
        self.lines.append(line)
        self._box.addWidget(line)
        self._name_lines()
        self.setFocusProxy(self.lines[0].value)
        return line

    def _remove(self, line: object) -> None:
        if isinstance(line, ContactLine):
            at = self.lines.index(line)
            self._drop(line)
            if not self.lines:
                self._make(ContactDraft())
            self.lines[min(at, len(self.lines) - 1)].value.setFocus(Qt.FocusReason.OtherFocusReason)
            self._name_lines()
            self.grown.emit()
            self._tell()

    def _drop(self, line: ContactLine) -> None:
        self.lines.remove(line)
        self._box.removeWidget(line)
        line.hide()
        line.deleteLater()
        self.setFocusProxy(self.lines[0].value if self.lines else None)  # type: ignore[arg-type]

    def _name_lines(self) -> None:
        for at, line in enumerate(self.lines):
            line.number(self.objectName(), at)

    def _tell(self) -> None:
        self.changed.emit(self.value())
