"""How grave it is: the tag with its reason, and, unfolded, urgency, impact and one's own choice."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.intake.receipt import Weight
from ui.theme.current import theme
from ui.theme.paint import paint_box, paint_icon, paint_tag, paint_text, tag_size
from ui.widgets.choices import Segmented
from ui.widgets.controls import LinkButton
from ui.widgets.fields import ChoiceField, LabeledField
from ui.widgets.themed import Themed

GRADES = ("s1", "s2", "s3", "s4")
_IMPACTS = ("unit", "floor", "building", "estate")
_HEIGHT = 32


class SeverityTag(Themed, QToolButton):
    """The tag and why; Space unfolds the details, 1 to 4 choose."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grade, self._tag, self._reason = "s3", "", ""
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def show_weight(self, grade: str, tag: str, reason: str) -> None:
        """Show a grade with its words and its reason."""
        if (grade, tag, reason) != (self._grade, self._tag, self._reason):
            self._grade, self._tag, self._reason = grade, tag, reason
            self.setToolTip(reason)
            self.setAccessibleDescription(", ".join(word for word in (tag, reason) if word))
            self.update()

    @property
    def tag(self) -> str:
        """The words of the tag."""
        return self._tag

    @property
    def reason(self) -> str:
        """Why it is so grave."""
        return self._reason

    def retheme(self) -> None:
        self.setFixedHeight(theme().px(_HEIGHT))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(150), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(96), theme().px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_1
        if 0 <= digit < len(GRADES) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.chosen.emit(GRADES[digit])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown, px = theme(), theme().px
        painter = QPainter(self)
        rect = self.rect().toRectF()
        if self.hasFocus():
            paint_box(painter, rect, None, shown.color("focus"), px(7), 2)
        elif self.underMouse():
            paint_box(painter, rect, shown.color("hover"), None, px(7))
        left = float(px(6) if self.hasFocus() or self.underMouse() else 0)
        size = tag_size(self._tag)
        paint_tag(painter, QRectF(left, 0, size.width(), rect.height()), self._tag, self._grade)
        right = rect.width() - px(20)
        paint_text(painter, QRectF(left + size.width() + px(8), 0, right - left - size.width() - px(8), rect.height()),
                   self._reason, "muted", "small")  # fmt: skip
        icon = "chevron-up" if self.isChecked() else "chevron-down"
        paint_icon(painter, icon, "muted", rect.width() - px(17), (rect.height() - px(14)) / 2, px(14))
        painter.end()


class SeverityDetails(QWidget):
    """Urgency, impact, and one's own grade; folded away unless wanted."""

    changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._urgency_chosen = False
        self._severity: str | None = None
        self.grade, self.urgency = Segmented(parent=self), Segmented(parent=self)
        self.impact = ChoiceField(parent=self)
        self.by_rule = LinkButton("", parent=self)
        self.grade.setObjectName("intake.severity.grade")
        self.urgency.setObjectName("intake.urgency")
        self.impact.setObjectName("intake.impact")
        self.by_rule.setObjectName("intake.severity.by_rule")
        self._fields = [
            LabeledField("", field, parent=self) for field in (self.grade, self.urgency, self.impact)
        ]
        top, below = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(12)
        below.setSpacing(12)
        top.addWidget(self._fields[1], 1)
        below.addWidget(self._fields[2], 1)
        below.addWidget(self._fields[0], 1)
        below.addWidget(self.by_rule, 0, Qt.AlignmentFlag.AlignBottom)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(top)
        box.addLayout(below)
        self.grade.changed.connect(self._graded)
        self.urgency.changed.connect(self._urged)
        self.impact.changed.connect(self._changed)
        self.by_rule.clicked.connect(self._follow_rule)

    def values(self) -> dict[str, Any]:
        """What was chosen here; what follows from the words is not."""
        return {
            "severity": self._severity,
            "urgency": int(str(self.urgency.value()))
            if self._urgency_chosen and self.urgency.value()
            else None,
            "impact": str(self.impact.value() or "unit"),
        }

    def load(self, values: dict[str, Any]) -> None:
        """Show what a draft kept."""
        self._severity = values.get("severity")
        urgency = values.get("urgency")
        self._urgency_chosen = urgency is not None
        self.urgency.set_value(str(urgency) if urgency else None)
        self.impact.set_value(values.get("impact") or "unit")
        self.grade.set_value(self._severity)

    def choose(self, grade: str) -> None:
        """Choose a grade by hand."""
        self._severity = grade
        self.grade.set_value(grade)
        self.changed.emit()

    def show_weight(self, weight: Weight) -> None:
        """Show what follows where nothing was chosen."""
        self.grade.set_value(weight.severity)
        self.by_rule.setEnabled(self._severity is not None)
        if not self._urgency_chosen:
            self.urgency.set_value(str(weight.urgency))

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self._context.texts
        self._fields[0].set_label(texts.t("Severity, chosen"))
        self._fields[1].set_label(texts.t("Urgency"))
        self._fields[2].set_label(texts.t("Who is affected"))
        self.by_rule.set_text(texts.t("By the rule"))
        self.grade.set_options([(grade, grade.upper()) for grade in GRADES])
        for grade in GRADES:
            if (button := self.grade.button(grade)) is not None:
                button.setAccessibleName(texts.word("severity_tag", grade))
        self.urgency.set_options([(str(n), texts.word("urgency", str(n))) for n in (4, 3, 2, 1)])
        self.impact.set_options([(code, texts.word("impact", code)) for code in _IMPACTS])

    def _graded(self, grade: object) -> None:
        self.choose(str(grade))

    def _urged(self, _value: object) -> None:
        self._urgency_chosen = True
        self._severity = None
        self.changed.emit()

    def _changed(self, _value: object) -> None:
        self.changed.emit()

    def _follow_rule(self) -> None:
        self._severity = None
        self._urgency_chosen = False
        self.changed.emit()
