"""One warning: where, what, against what is usual, by whose chance; its weeks, its cases, and what is done about it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.core.permissions import Permission
from models.warnings.kinds import WarningLevel, WarningRow
from ui.context import Context
from ui.pages.warnings.data import Shown
from ui.pages.warnings.notes import Notes
from ui.pages.warnings.weeks import weeks_chart
from ui.shared.case_list import WIDE, CaseList
from ui.shared.chart_words import chart_words
from ui.shared.incident_words import time_words
from ui.shared.warning_words import behind, headline, reckoning
from ui.theme.current import theme
from ui.widgets.cards import FactRow, SectionHead, Tag
from ui.widgets.chart_panel import ChartPanel
from ui.widgets.controls import Button, PrimaryButton
from ui.widgets.fields import ChoiceField, LabeledField, LineField
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label
from ui.widgets.planes import Scroller
from ui.widgets.themed import Themed

Fact = tuple[str, str] | tuple[str, str, bool]
_LEAST, _CHART, _OWNER = 140, 150, 220


class Deeds(Themed, QWidget):
    """What can be done: a note and "I know", an incident, an improvement, somebody else."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.note = LineField(parent=self)
        self.note.setObjectName("warnings.note")
        self.known = PrimaryButton("", "check", "A", parent=self)
        self.incident, self.improvement = Button(key="I", parent=self), Button(key="M", parent=self)
        self.owner = ChoiceField(parent=self)
        self.owner.setObjectName("warnings.owner")
        self._owner = LabeledField("", self.owner, parent=self)
        for name, button in (
            ("known", self.known), ("incident", self.incident), ("improvement", self.improvement)
        ):  # fmt: skip
            button.setObjectName(f"warnings.{name}")
        self._noted = QWidget(self)
        self._note_row = QHBoxLayout(self._noted)
        self._note_row.setContentsMargins(0, 0, 0, 0)
        self._note_row.addWidget(self.note, 1)
        self._note_row.addWidget(self.known)
        self._others = QWidget(self)
        flow = FlowLayout(self._others, theme().px(8), theme().px(8))
        flow.addWidget(self.incident)
        flow.addWidget(self.improvement)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._owner, self._noted, self._others):
            self._column.addWidget(widget)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._column.setSpacing(px(10))
        self._note_row.setSpacing(px(8))
        self._owner.setMaximumWidth(px(_OWNER))

    def show_for(self, shown: Shown) -> None:
        """What this person may do with this warning."""
        texts, row = self._context.texts, shown.row
        may = self._context.desk.may(Permission.ANSWER_WARNINGS)
        self._owner.setVisible(may)
        self.owner.set_options([(str(ident), name) for ident, name in shown.people])
        self.owner.set_value(None if row.owner_id is None else str(row.owner_id))
        self._noted.setVisible(may and row.acknowledged_at is None)
        self.incident.set_text(
            texts.t("Open an incident …") if row.incident_id is None else texts.t("Go to the incident")
        )
        self.incident.setVisible(may or row.incident_id is not None)
        self.improvement.set_text(
            texts.t("Go to the improvement") if row.has_improvement else texts.t("Propose an improvement …")
        )
        self.improvement.setVisible("improvements" in self._context.navigation.specs)

    def retranslate(self) -> None:
        """Set all words."""
        texts = self._context.texts
        self.note.set_placeholder(texts.t("What is done about it"))
        self.note.setAccessibleName(texts.t("Note"))
        self.known.set_text(texts.t("I know"))
        self._owner.set_label(texts.t("Who &answers"))


class Card(Themed, QWidget):
    """The rows of ``cases`` are put in by the page."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("warnings.card")
        self._context = context
        self.shown: Shown | None = None
        self.title = Label("", "heading", wrap=True, parent=self)
        self.title.setObjectName("warnings.title")
        self._rule, self._level = Tag(parent=self), Tag(parent=self)
        self.words = Label("", "lead", wrap=True, parent=self)
        self.words.setObjectName("warnings.words")
        self.facts = FactRow(self, 96)
        self.chart = ChartPanel(self)
        self.chart.setObjectName("warnings.weeks")
        self.deeds = Deeds(context, self)
        self.notes = Notes(self, context, self.deeds.note)
        self.head = SectionHead()
        self.cases = CaseList(("reference", "steps"), ("who",), self)
        self.cases.setObjectName("warnings.cases")
        self._lay_out()
        self.follow_theme()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        for tag in (self._rule, self._level):
            head.addWidget(tag, 0, Qt.AlignmentFlag.AlignTop)
        self._top = QVBoxLayout()
        self._top.addLayout(head)
        for widget in (self.words, self.facts, self.chart, self.deeds, self.head):
            self._top.addWidget(widget)
        inside = QWidget(self)
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(Scroller(inside))
        self._column = QVBoxLayout(inside)
        self._column.addLayout(self._top)
        self._column.addWidget(self.cases, 1)

    def retheme(self) -> None:
        px = theme().px
        self._column.setContentsMargins(px(12), px(16), px(12), px(8))
        self._column.setSpacing(px(4))
        self._top.setContentsMargins(px(12), 0, px(12), 0)  # rows of the list reach beyond their text
        self._top.setSpacing(px(14))
        self.chart.setFixedHeight(px(_CHART))
        self.cases.setMinimumHeight(px(_LEAST))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(WIDE), super().sizeHint().height())

    def show_warning(self, shown: Shown) -> None:
        """Show a warning; a note that was begun for another one is not meant for it, but waits there."""
        self.notes.turn_to(shown.row.id)
        self.shown = shown
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self._context.texts
        self.deeds.retranslate()
        self.chart.set_words(chart_words(texts.current))
        self.cases.setAccessibleName(texts.t("Cases"))
        self.cases.fit_columns(self._context.texts.current, self.width())
        if self.shown is None:
            return
        row, words = self.shown.row, texts.current
        self.title.set_text(self.shown.where)
        self._rule.set_tag(headline(row, words), "neutral")
        self._level.set_tag(
            texts.word("warning_level", row.level), "s1" if row.level == WarningLevel.RED else "soon"
        )
        self.words.set_text(reckoning(row, words))
        self.facts.set_facts(self._facts(row))
        chart = weeks_chart(row, words, self._context.desk.zone)
        self.chart.set_chart(chart)
        self.chart.setVisible(chart is not None)
        self.deeds.show_for(self.shown)
        self.head.set_heading(texts.t("The cases behind it"))
        self.head.set_count(behind(row, words))

    def _facts(self, row: WarningRow) -> list[Fact]:
        texts, zone, now = self._context.texts, self._context.desk.zone, self._context.clock.now()
        words = texts.current
        moment = partial(time_words, words, now=now, zone=zone)
        last = row.until - timedelta(milliseconds=2)
        days = texts.t("{first} to {last}", first=words.date(row.since.astimezone(zone)),
                       last=words.date(last.astimezone(zone)))  # fmt: skip
        facts: list[Fact] = [(texts.t("Days"), days)]
        if row.acknowledged_at is None:
            facts.append((texts.t("Answer by"), moment(row.due_at), row.due_at < now))
        else:
            answered = " · ".join(filter(None, (moment(row.acknowledged_at), row.acknowledged_by)))
            facts += [(texts.t("Answer given"), answered), (texts.t("Note"), row.note, True)]
        if row.dropped:
            facts.append((texts.t("Improvement"), texts.t("Dropped: {reason}", reason=row.dropped)))
        if row.owner and not self._context.desk.may(Permission.ANSWER_WARNINGS):  # who may, has the field
            facts.append((texts.t("Owner"), row.owner))
        return facts

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.cases.fit_columns(self._context.texts.current, self.width())
