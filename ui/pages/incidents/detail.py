"""One incident: what it is called, the line to say, its figures, its cases, and what everybody was told."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from models.incidents.kinds import IncidentKind, IncidentRow, IncidentState, UpdateRow
from ui.context import Context
from ui.pages.incidents.data import Shown
from ui.pages.incidents.rights import allowed
from ui.shared.case_list import CaseList
from ui.shared.incident_words import (
    count_words,
    incident_title,
    is_late,
    said,
    time_words,
    where_words,
)
from ui.theme.current import theme
from ui.widgets.cards import Card, EmptyState, FactRow, Tag
from ui.widgets.choices import ViewTabs
from ui.widgets.controls import Button, PrimaryButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Label
from ui.widgets.planes import Scroller
from ui.widgets.themed import Themed

CASES, UPDATES = "cases", "updates"
_LEAST = 100


class Deeds(QWidget):
    """The buttons; which of them are there follows from the incident and from who looks."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.accept, self.dismiss = PrimaryButton(key="E"), Button(key="X")
        self.tell, self.change = PrimaryButton(key="T"), Button(key="E")
        self.arrived, self.join, self.end = Button(key="O"), Button(key="J"), Button(key="X")
        flow = FlowLayout(self, theme().px(8), theme().px(8))
        for name, button in self.named():
            button.setObjectName(f"incidents.{name}")
            flow.addWidget(button)

    def named(self) -> tuple[tuple[str, QPushButton], ...]:
        """All of them by name, in their order."""
        return (
            ("accept", self.accept), ("dismiss", self.dismiss), ("tell", self.tell), ("arrived", self.arrived),
            ("change", self.change), ("join", self.join), ("end", self.end),
        )  # fmt: skip

    def show_for(self, context: Context, row: IncidentRow) -> None:
        """Show those that this person may press now."""
        deeds = allowed(context.desk, row)
        for name, button in self.named():
            button.setVisible(name in deeds)
        self.updateGeometry()

    def retranslate(self, context: Context) -> None:
        """Set all words."""
        t = context.texts.t
        words = {
            "accept": t("Accept it …"), "dismiss": t("Dismiss it …"), "tell": t("Tell everybody …"),
            "arrived": t("Somebody is on site …"),
            "change": t("Change …"), "join": t("Join a case …"), "end": t("It is over …"),
        }  # fmt: skip
        for name, button in self.named():
            button.setText(words[name])


class Updates(QWidget):
    """What everybody was told, the latest first."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._lines: list[tuple[Label, Label]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 8)
        self._column.setSpacing(2)
        self._empty = EmptyState("message-square-text", self)
        self._column.addWidget(self._empty)
        self._column.addStretch(1)

    def show_updates(self, updates: tuple[UpdateRow, ...], now: datetime) -> None:
        """Show these and no others."""
        texts, zone = self._context.texts, self._context.desk.zone
        self._empty.set_words(texts.t("Nobody has been told anything yet."))
        self._empty.setVisible(not updates)
        while len(self._lines) < len(updates):
            head, words = Label("", "small", "muted", parent=self), Label("", wrap=True, parent=self)
            words.setContentsMargins(0, 0, 0, theme().px(10))
            self._column.insertWidget(2 * len(self._lines), head)
            self._column.insertWidget(2 * len(self._lines) + 1, words)
            self._lines.append((head, words))
        for at, (head, words) in enumerate(self._lines):
            there = at < len(updates)
            head.setVisible(there)
            words.setVisible(there)
            if there:
                one = updates[at]
                when = time_words(texts.current, one.at, now, zone)
                about = (when, texts.word("channel", one.channel), one.staff)
                head.set_text(" · ".join(filter(None, about)))
                words.set_text(one.text)


class _Pile(QStackedWidget):
    """Takes what room there is, and is content with a head and two rows."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), theme().px(_LEAST))


class Detail(Themed, QWidget):
    """The rows of ``cases`` are put in by the page."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("incidents.detail")
        self._context = context
        self.shown: Shown | None = None
        self.title = Label("", "heading", wrap=True, parent=self)
        self.title.setObjectName("incidents.title")
        self._state, self._major = Tag(parent=self), Tag(parent=self)
        self.facts = FactRow(self)
        self.say = Card(parent=self, tone="soon")
        self.say_words = Label("", wrap=True)
        self.say_words.setObjectName("incidents.say")
        self.say.body.addWidget(self.say_words)
        self.deeds = Deeds(self)
        self.tabs = ViewTabs(((CASES, "", None), (UPDATES, "", None)))
        self.tabs.setObjectName("incidents.tabs")
        self.tabs.set_value(CASES)
        self.cases = CaseList(("who", "reference"), parent=self)
        self.cases.setObjectName("incidents.cases")
        self.no_cases = EmptyState("inbox", self)
        self.updates = Updates(context)
        self._stack = _Pile(self)
        for widget in (self.cases, self.no_cases, Scroller(self.updates)):
            self._stack.addWidget(widget)
        self._lay_out()
        self.tabs.changed.connect(self._show_tab)
        self.follow_theme()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        for tag in (self._major, self._state):
            head.addWidget(tag, 0, Qt.AlignmentFlag.AlignTop)
        self._top = QVBoxLayout()
        self._top.addLayout(head)
        for widget in (self.facts, self.say, self.deeds):
            self._top.addWidget(widget)
        self._tab_row = QHBoxLayout()
        self._tab_row.addWidget(self.tabs)
        # Where there is little room everything slides, the list with it: nothing is squeezed until it cannot be read.
        inside = QWidget(self)
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(Scroller(inside))
        self._column = QVBoxLayout(inside)
        self._column.addLayout(self._top)
        self._column.addLayout(self._tab_row)
        self._column.addWidget(self._stack, 1)

    def retheme(self) -> None:
        px = theme().px
        self._column.setContentsMargins(px(12), px(16), px(12), px(8))
        self._column.setSpacing(px(8))
        self._top.setContentsMargins(px(12), 0, px(12), 0)  # rows of the list reach beyond their text
        self._top.setSpacing(px(12))
        self._tab_row.setContentsMargins(px(6), 0, px(12), 0)
        self.updates.setContentsMargins(px(12), 0, px(12), 0)

    # -- what is shown

    def show_incident(self, shown: Shown) -> None:
        """Show an incident."""
        self.shown = shown
        self.retranslate()
        self._show_tab()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self._context.texts
        self.deeds.retranslate(self._context)
        self.cases.fit_columns(self._context.texts.current, self.width())
        self.cases.setAccessibleName(texts.t("Cases"))
        if self.shown is None:
            return
        row, words, now = self.shown.row, texts.current, self._context.clock.now()
        self.title.set_text(incident_title(words, row))
        self._state.set_tag(texts.word("incident_state", row.state), "accent" if row.is_live else "neutral")
        self._major.set_tag(texts.t("Major"), "s2")
        self._major.setVisible(row.major)
        self.facts.set_facts(self._facts(row, now))
        self._show_say(row)
        self.deeds.show_for(self._context, row)
        self.tabs.set_options(
            (
                (CASES, texts.t("Cases"), row.cases),
                (UPDATES, texts.t("What they were told"), len(self.shown.updates)),
            )
        )
        self.tabs.setAccessibleName(texts.t("Views"))
        self.no_cases.set_words(
            texts.t("No case belongs to it yet."), texts.t("Who calls is joined at the form with Alt+J.")
        )
        self.updates.show_updates(self.shown.updates, now)

    def _show_say(self, row: IncidentRow) -> None:
        texts = self._context.texts
        if row.state == IncidentState.PROPOSED:
            heading = texts.t("Three households with one cause within 7 days")
            words = texts.t(
                "If it is one cause, accept it and write the line to say. If it is chance, dismiss it."
            )
        elif row.is_live:
            heading, words = texts.t("The line to say"), said(texts.current, row.say)
        else:
            heading = (
                texts.t("What it was") if row.state == IncidentState.ENDED else texts.t("Why it was none")
            )
            words = row.note or "–"
        self.say.set_tone("soon" if row.is_live else "raised")
        self.say.set_heading(heading)
        self.say_words.set_text(words)

    def _facts(self, row: IncidentRow, now: datetime) -> list[tuple[str, str] | tuple[str, str, bool]]:
        texts, zone = self._context.texts, self._context.desk.zone
        words = texts.current
        moment = partial(time_words, words, now=now, zone=zone)
        kind = texts.word("incident_kind", row.kind)
        cause = row.category_label(words.language)
        facts: list[tuple[str, str] | tuple[str, str, bool]] = [
            (texts.t("Kind"), " · ".join(filter(None, (kind, cause)))),
            (texts.t("Where"), where_words(words, row)),
            (texts.t("Since"), " · ".join(filter(None, (moment(row.started_at), row.declared_by)))),
        ]
        if row.ended_at is not None:
            facts.append((texts.t("Over"), " · ".join(filter(None, (moment(row.ended_at), row.ended_by)))))
        elif row.expected_until is not None:
            facts.append((texts.t("Until"), moment(row.expected_until), is_late(row, now)))
        elif row.kind == IncidentKind.OUTAGE:
            facts.append((texts.t("Until"), texts.t("nobody knows yet")))
        if row.on_site_at is not None:
            facts.append((texts.t("On site"), texts.t("since {when}", when=moment(row.on_site_at))))
        asked = count_words(words, row)
        if row.cases:
            asked = texts.t("{counts}, {n} of them open", counts=asked, n=row.open_cases)
        facts.append((texts.t("Asked about it"), asked, True))
        return facts

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.cases.fit_columns(self._context.texts.current, self.width())

    def _show_tab(self, _code: object = None) -> None:
        if self.tabs.value() == UPDATES:
            self._stack.setCurrentIndex(2)
        else:
            self._stack.setCurrentIndex(0 if self.shown is not None and self.shown.cases.rows else 1)
