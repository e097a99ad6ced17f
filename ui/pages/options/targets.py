"""The targets and the calendar that new cases get: to read; cases keep the version that they began with."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from models.core.session import Session
from models.options.kinds import PolicyRow
from models.options.queries import current_policy
from models.timing.kinds import Calendar, Target, clock_text
from models.timing.presets import SEVERITIES, TARGETS
from resources.texts import Texts
from ui.base.page import Page
from ui.pages.options.section import Column, Section
from ui.shared.due import target_words
from ui.shared.policy_words import policy_word
from ui.theme.current import theme
from ui.widgets.cards import FactRow, SectionHead, Separator, Tag
from ui.widgets.labels import Label
from ui.widgets.themed import Themed

MONDAY = date(2024, 1, 1)


class TargetTable(Themed, QWidget):
    """A line a target, a column a severity."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("options.targets.table")
        self._tags = {severity: Tag("", severity) for severity in SEVERITIES}
        self._names = {name: Label("") for name in TARGETS}
        self.cells = {(name, severity): Label("") for name in TARGETS for severity in SEVERITIES}
        self._rules: dict[str, Separator] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for at, severity in enumerate(SEVERITIES, start=1):
            self._grid.addWidget(self._tags[severity], 0, at)
        self._grid.addWidget(Separator(), 1, 0, 1, 5)
        for line, name in enumerate(TARGETS, start=1):
            self._grid.addWidget(self._names[name], 2 * line, 0)
            for at, severity in enumerate(SEVERITIES, start=1):
                self._grid.addWidget(self.cells[name, severity], 2 * line, at)
            self._rules[name] = Separator()
            self._grid.addWidget(self._rules[name], 2 * line + 1, 0, 1, 5)
        self._grid.setColumnStretch(5, 1)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._grid.setVerticalSpacing(px(6))
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setColumnMinimumWidth(0, px(200))
        for at in range(1, 5):
            self._grid.setColumnMinimumWidth(at, px(118))

    def show_policy(self, row: PolicyRow, texts: Texts) -> None:
        """Fill in what is promised."""
        for severity, tag in self._tags.items():
            tag.set_tag(texts.word("severity_tag", severity), severity)
        for name, label in self._names.items():
            label.set_text(texts.word("target", name))
        for (name, severity), cell in self.cells.items():
            target = row.policy.target(severity, name)
            cell.set_text(words_of(texts, target) if target is not None else "–")
            cell.set_token("text" if target is not None else "faint")
        for name, label in self._names.items():  # a policy may leave some targets out altogether
            kept = any(row.policy.target(severity, name) is not None for severity in SEVERITIES)
            for widget in (
                label,
                self._rules[name],
                *(self.cells[name, severity] for severity in SEVERITIES),
            ):
                widget.setVisible(kept)


class TargetsSection(Section):
    """The policy in force, with its version."""

    topics = frozenset({"policy_version", "setting"})

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.setObjectName("options.targets")
        self._row: PolicyRow | None = None
        self._title, self._note = Label("", "heading"), Label("", token="muted", wrap=True)
        self.table = TargetTable()
        self._open_head = SectionHead()
        self.hours = FactRow(label_width=110)
        self.hours.setObjectName("options.targets.hours")
        self._clock = Label("", token="muted", wrap=True)
        column = Column(self, 780)
        for widget in (self._title, self._note, self.table, self._open_head, self.hours, self._clock):
            column.body.addWidget(widget)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def refresh(self) -> None:
        self.page.query(_policy, self._show, key="policy")

    def start(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        row, texts = self._row, self.context.texts
        self.setAccessibleName(texts.t("Targets"))
        if row is None:
            return
        since = texts.current.date(row.created_at.astimezone(self.context.desk.zone), year=True)
        self._title.set_text(
            texts.t("{policy}, version {n}", policy=policy_word(texts.current, row.name), n=row.version)
        )
        self._note.set_text(
            texts.t(
                "In force since {day}. Cases that were recorded before keep the version that they began with.",
                day=since,
            )
        )
        self.table.show_policy(row, texts.current)
        calendar = row.policy.office
        self._open_head.set_heading(texts.t("When the desk is open"))
        self._open_head.set_note(calendar.timezone)
        self.hours.set_facts(week_of(calendar, texts.current))
        around = [texts.word("severity_tag", one) for one in sorted(row.policy.round_the_clock)]
        self._clock.set_text(
            texts.t("{severities} are counted day and night.", severities=texts.current.list_of(around))
            if around
            else texts.t("Everything is counted in office hours.")
        )

    def _show(self, row: PolicyRow) -> None:
        self._row = row
        self.retranslate()


def words_of(texts: Texts, target: Target) -> str:
    """``3 working days``, ``4 h``, ``12 weeks``."""
    if target.weeks:
        return texts.n("{n} week", "{n} weeks", target.weeks)
    return target_words(texts, target)


def week_of(calendar: Calendar, texts: Texts) -> list[tuple[str, str]]:
    """The hours of each weekday, and the days that are not like the others."""
    facts = []
    for number, spans in enumerate(calendar.week):
        hours = texts.list_of(f"{clock_text(start)}–{clock_text(end)}" for start, end in spans)
        facts.append((texts.weekday(MONDAY + timedelta(days=number)), hours or texts.p("calendar", "closed")))
    for day, one in sorted(calendar.exceptions.items()):
        hours = texts.list_of(f"{clock_text(start)}–{clock_text(end)}" for start, end in one.hours)
        kind = texts.p("calendar", "open") if one.kind == "open" else texts.p("calendar", "closed")
        facts.append(
            (texts.date(day, year=True), " ".join(part for part in (one.label, kind, hours) if part))
        )
    return facts


def _policy(session: Session) -> PolicyRow:
    return current_policy(session.store)
