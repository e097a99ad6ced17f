"""The head of the case page: what it is about, who, and the two clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.complaints.kinds import Flag, Status
from resources.texts import Texts
from ui.context import Context
from ui.pages.handling.view import CaseView
from ui.shared.case_clock import next_clock
from ui.shared.due import DueClock, due_clock, left_words
from ui.theme.current import theme
from ui.widgets.controls import IconButton, LinkButton
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.marks import Icon, KeyHint, Ring, Tag

GRAVE_FLAGS = frozenset({Flag.MEDIA, Flag.PETITION, Flag.LEGAL, Flag.INJURY})


@dataclass(frozen=True)
class _Due:
    """One thing that falls due."""

    words: str
    start: datetime
    at: datetime
    clock: DueClock | None = None


class _Pair(QWidget):
    """An icon with words, and perhaps a key."""

    def __init__(self, icon: str, key: str = "") -> None:
        super().__init__()
        self.strong = Label("", strong=True)
        # A number to ring is never cut short; everything else may be.
        self.words = Label("", token="muted") if key else ElidedLabel("", token="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(6))
        row.addWidget(Icon(icon, "muted", 16))
        row.addWidget(self.strong)
        row.addWidget(self.words)
        self.key = KeyHint(key) if key else None
        if self.key is not None:
            row.addWidget(self.key)

    def show_words(self, strong: str, words: str = "") -> None:
        self.strong.set_text(strong)
        self.strong.setVisible(bool(strong))
        self.words.set_text(words)
        self.words.setVisible(bool(words))
        self.setVisible(bool(strong or words))
        self.setAccessibleName(" ".join(part for part in (strong, words) if part))


class CaseHeader(QWidget):
    """Title, tags, home, clocks. Says what is wanted; the page does it."""

    back = Signal()
    print_wanted = Signal()
    menu_wanted = Signal()
    why_wanted = Signal()
    call_wanted = Signal()
    home_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._view: CaseView | None = None
        self.setObjectName("case.header")
        self.back_link = LinkButton(icon="chevron-left", strong=True)
        self.back_link.setObjectName("case.back")
        self.back_link.clicked.connect(self.back)
        self.line = ElidedLabel("", "small", "muted")
        self.line.setObjectName("case.line")
        self.print = IconButton("printer", px=15)
        self.print.setObjectName("case.print")
        self.print.clicked.connect(self.print_wanted)
        self.more = IconButton("ellipsis", px=15)
        self.more.setObjectName("case.more")
        self.more.clicked.connect(self.menu_wanted)
        self.heading = ElidedLabel("", "page")
        self.heading.setObjectName("case.title")
        self.tags = [Tag() for _ in range(6)]
        self.home, self.phone = _Pair("house"), _Pair("phone", "Alt+C")
        self.hints = [_Pair("circle-alert"), _Pair("info"), _Pair("circle-gauge")]
        self.ring = Ring(40)
        self.labels = {name: Label("", "small", "muted") for name in ("resolve", "next")}
        self.times = {name: Label("", "heading", strong=True) for name in ("resolve", "next")}
        self.dates = {name: Label("", "small", "muted") for name in ("resolve", "next")}
        self.why = LinkButton()
        self.why.setObjectName("case.why")
        self.why.clicked.connect(self.why_wanted)
        self._lay_out()

    def _lay_out(self) -> None:
        px = theme().px
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(24))
        words = QVBoxLayout()
        words.setSpacing(px(3))
        first = QHBoxLayout()
        first.setSpacing(px(4))
        for widget in (self.back_link, self.line, self.print, self.more):
            first.addWidget(widget)
        first.addStretch(1)
        second = QHBoxLayout()
        second.setSpacing(px(8))
        second.addWidget(self.heading)
        for tag in self.tags:
            second.addWidget(tag)
        second.addStretch(1)
        third = QHBoxLayout()
        third.setSpacing(px(16))
        for pair in (self.home, self.phone, *self.hints):
            third.addWidget(pair)
        third.addStretch(1)
        for line in (first, second, third):
            words.addLayout(line)
        whole.addLayout(words, 1)
        whole.addLayout(self._lay_out_clocks())

    def _lay_out_clocks(self) -> QGridLayout:
        px = theme().px
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(2))
        top, right = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignRight
        grid.addWidget(self.ring, 0, 0, 2, 1, top)
        grid.addWidget(self.labels["resolve"], 0, 1)
        grid.addWidget(self.times["resolve"], 1, 1)
        grid.addWidget(self.dates["resolve"], 2, 1)
        grid.setColumnMinimumWidth(2, px(16))
        grid.addWidget(self.labels["next"], 0, 3, right)
        grid.addWidget(self.times["next"], 1, 3, right)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.dates["next"])
        last.addWidget(self.why)
        grid.addLayout(last, 2, 3)
        return grid

    def show_case(self, view: CaseView) -> None:
        """Show a case."""
        self._view = view
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self._context.texts.current
        previous = self._context.navigation.previous_title(self._context.texts.t)
        self.back_link.set_text(previous or texts.t("Back"))
        self.back_link.setVisible(self._context.navigation.can_go_back)
        self.print.set_name(texts.t("Print the handling report (Ctrl+P)"))
        self.more.set_name(texts.t("More about this case"))
        self.why.set_text(texts.t("Why?"))
        if self._view is not None:
            self._say_case(texts, self._view)
            self.tick(self._view)

    def _say_case(self, texts: Texts, view: CaseView) -> None:
        detail, row = view.file.case, view.file.case.row
        received = texts.t(
            "{when} by {channel}",
            when=texts.when(row.received_at, view.zone, view.now),
            channel=texts.word("channel", row.channel, inside=True),
        )
        parts = (row.reference, texts.word("kind", row.kind), received, view.category_words(texts.language))
        lead = "·  " if self._context.navigation.can_go_back else ""
        self.line.set_text(lead + "  ·  ".join(part for part in parts if part))
        self.heading.set_text(row.title)
        self._say_tags(texts, view)
        kind = texts.word("resident_kind", detail.resident_kind, inside=True) if detail.resident_kind else ""
        name = row.resident or (texts.t("anonymous") if detail.anonymous else "")
        who = texts.t("{name} ({kind})", name=name, kind=kind) if kind and name else name
        self.home.show_words(row.unit, who)
        phone = detail.caller_phone or (detail.phones[0] if detail.phones else "")
        self.phone.show_words("", phone)
        for pair, words in zip(
            self.hints, (detail.access_needs, detail.resident_hints, detail.place_hints), strict=True
        ):
            pair.show_words("", words)

    def _say_tags(self, texts: Texts, view: CaseView) -> None:
        row, detail = view.file.case.row, view.file.case
        tags = [(texts.word("severity_tag", row.severity), row.severity)]
        if row.status != Status.OPEN:
            tags.append(
                (texts.word("status", row.status), "ok" if row.status == Status.RESOLVED else "neutral")
            )
        if row.major:
            tags.append((texts.t("Major"), "s2"))
        if detail.repeat_of:
            tags.append((texts.t("Repeat of {reference}", reference=detail.repeat_of), "neutral"))
        if row.imported:
            tags.append((texts.t("Imported"), "neutral"))
        if row.reopened:
            tags.append((texts.n("Opened again", "Opened again {n} times", row.reopened), "soon"))
        tags += [
            (texts.word("flag", flag), "soon" if flag in GRAVE_FLAGS else "neutral") for flag in row.flags
        ]
        for tag, shown in zip(self.tags, [*tags, *[("", "neutral")] * len(self.tags)], strict=False):
            tag.set_tag(*shown)
            tag.setVisible(bool(shown[0]))

    def tick(self, view: CaseView) -> None:
        """Bring the clocks up to date; called once a minute."""
        self._view = view
        texts = self._context.texts.current
        row = view.file.case.row
        resolve = None if row.resolve_due_at is None else _Due("", row.received_at, row.resolve_due_at)
        ended = row.resolved_at or row.closed_at
        self.labels["resolve"].set_text(texts.t("Resolve"))
        if ended is not None:
            late = row.resolve_due_at is not None and ended > row.resolve_due_at
            self._show("resolve", texts.word("status", "resolved"), "overdue" if late else "ok")
            self.dates["resolve"].set_text(texts.when(ended, view.zone, view.now))
            self.ring.set_clock(1.0, "done", texts.word("status", "resolved"))
            self.ring.setVisible(True)
        else:
            self._show_due("resolve", texts, view, resolve)
        upcoming = next_due(texts, view)
        self.labels["next"].set_text(upcoming.words if upcoming else "")
        self._show_due("next", texts, view, upcoming)
        self.why.setVisible(upcoming is not None or resolve is not None)

    def _show(self, name: str, words: str, token: str) -> None:
        self.times[name].set_text(words)
        self.times[name].set_token(token)

    def _show_due(self, name: str, texts: Texts, view: CaseView, due: _Due | None) -> None:
        if due is None:
            self._show(name, "", "text")
            self.dates[name].set_text("")
            if name == "resolve":
                self.ring.setVisible(False)
                self.labels[name].set_text("")
            return
        clock = due.clock or due_clock(due.start, due.at, view.now)
        words = left_words(texts, due.at, view.now)
        self._show(name, words, clock.token)
        by = texts.t("by {when}", when=texts.when(due.at, view.zone, view.now))
        self.dates[name].set_text(by)
        if name == "resolve":
            self.ring.setVisible(True)
            self.ring.set_clock(clock.fraction, clock.state, f"{texts.t('Resolve')}: {words}")


def next_due(texts: Texts, view: CaseView) -> _Due | None:
    """What falls due next: the step, or a promise that comes before it."""
    row, found = view.file.case.row, []
    if row.closed_at is None and row.next_due_at is not None:
        label = texts.word("target", row.next_due_kind) if row.next_due_kind else texts.t("Next due")
        start = row.next_since or row.received_at
        words = texts.t("Next: {what}", what=label)
        found.append(_Due(words, start, row.next_due_at, next_clock(row, row.next_due_at, view.now)))
    if row.closed_at is None:
        found += [
            _Due(texts.t("Promised: {what}", what=one.text), one.made_at, one.due_at)
            for one in view.file.promises
            if one.state == "open"
        ]
    return min(found, key=lambda due: due.at, default=None)
