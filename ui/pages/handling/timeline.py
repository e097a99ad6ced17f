"""What happened so far, newest first, and who joined the case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.complaints.kinds import EventRow
from models.options.kinds import labels_of
from resources.texts import Texts
from ui.context import Context
from ui.pages.handling.view import CaseView
from ui.shared.event_words import Lookup, event_sentence, lookup_of
from ui.theme.current import theme
from ui.widgets.cards import SectionHead
from ui.widgets.controls import LinkButton
from ui.widgets.event_line import EventLine
from ui.widgets.labels import Label

SHOWN = 5


@dataclass(frozen=True)
class Gathered:
    """An event, or several files that somebody added in one go."""

    event: EventRow
    count: int = 1


def gathered(events: Iterable[EventRow]) -> list[Gathered]:
    """Newest first; files that one person added one after the other are one line."""
    found: list[Gathered] = []
    for event in events:
        last = found[-1] if found else None
        files = last is not None and last.event.kind == event.kind == "evidence_added"
        if last is not None and files and last.event.staff == event.staff and not event.text:
            found[-1] = Gathered(event, last.count + 1)
        else:
            found.append(Gathered(event))
    return found[::-1]


class Timeline(QWidget):
    """The latest events; a link shows them all."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case.timeline")
        self._context = context
        self._view: CaseView | None = None
        self._all = False
        self.head = SectionHead()
        self.more = LinkButton()
        self.more.setObjectName("case.timeline.all")
        self.more.clicked.connect(self._toggle)
        self.head.add_action(self.more)
        self._rows: list[EventLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._column.addSpacing(theme().px(6))

    def show_case(self, view: CaseView) -> None:
        """Show what happened to a case."""
        if self._view is None or self._view.id != view.id:
            self._all = False
        self._view = view
        self.retranslate()

    def sentences(self) -> list[str]:
        """What is in sight, newest first."""
        return [row.what.text() for row in self._rows if row.isVisibleTo(self)]

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts, view = self._context.texts.current, self._view
        self.head.set_heading(texts.t("History"))
        if view is None:
            return
        events = gathered(view.file.events)
        self.more.setVisible(len(events) > SHOWN)
        self.more.set_text(texts.t("Fewer") if self._all else texts.t("All {n}", n=len(events)))
        shown = events if self._all else events[:SHOWN]
        kinds = labels_of(tuple(view.categories.values()), texts.language)
        causes = labels_of(view.causes, texts.language)
        names = lookup_of(view.file, view.names, view.currency, view.zone, kinds, causes)
        while len(self._rows) < len(shown):
            row = EventLine(self)
            self._rows.append(row)
            self._column.addWidget(row)
        for index, row in enumerate(self._rows):
            row.setVisible(index < len(shown))
            if index < len(shown):
                one = shown[index]
                last = index == len(shown) - 1
                words = self._sentence(texts, one, names)
                row.show_words(self._when(texts, view, one.event), words, one.event.staff, last=last)

    def _when(self, texts: Texts, view: CaseView, event: EventRow) -> str:
        at = event.at.astimezone(view.zone)
        today = view.now.astimezone(view.zone).date()
        return texts.time(at) if at.date() == today else texts.date(at)

    def _sentence(self, texts: Texts, one: Gathered, names: Lookup) -> str:
        if one.count > 1:
            return texts.n("{n} file added", "{n} files added", one.count)
        return event_sentence(texts, one.event, names)

    def _toggle(self) -> None:
        self._all = not self._all
        self.retranslate()


class People(QWidget):
    """Everybody else of the case."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("case.people")
        self._context = context
        self._view: CaseView | None = None
        self.head = SectionHead()
        self.more = LinkButton(icon="plus")
        self.more.setObjectName("case.people.join")
        self.head.add_action(self.more)
        self._rows: list[Label] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(4))
        self._column.addWidget(self.head)

    def show_case(self, view: CaseView) -> None:
        """Show who joined a case."""
        self._view = view
        self.more.setVisible(view.is_open)
        self.setVisible(bool(view.file.case.parties) or view.is_open)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts, view = self._context.texts.current, self._view
        self.head.set_heading(texts.t("Joined"))
        self.more.set_text(texts.t("Join"))
        if view is None:
            return
        people = view.file.case.parties
        self.head.set_count(len(people) or None)
        while len(self._rows) < len(people):
            row = Label("", wrap=True)
            self._rows.append(row)
            self._column.addWidget(row)
        for index, row in enumerate(self._rows):
            row.setVisible(index < len(people))
            if index < len(people):
                one = people[index]
                role = texts.word("party_role", one.role) if one.role == "reporter" else ""
                words = texts.t("“{words}”", words=one.words) if one.words else ""
                parts = (" ".join(filter(None, (one.unit, one.name))), one.phone, role, words)
                row.set_text(" · ".join(part for part in parts if part))
