"""The head of the case page: what it is about, who, and the two clocks."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from models.complaints.kinds import Flag, Status
from models.complaints.repeats import window
from resources.texts import Texts
from ui.context import Context
from ui.pages.handling.clock_words import (
    RESOLVED,
    ClockLook,
    clock_look,
    clock_of,
    next_clock_row,
    running_pause,
)
from ui.pages.handling.view import CaseView
from ui.shared.due import due_clock, left_words
from ui.theme.current import theme
from ui.widgets.controls import IconButton, LinkButton
from ui.widgets.icon_words import IconWords
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.marks import Ring, Tag

GRAVE_FLAGS = frozenset({Flag.MEDIA, Flag.PETITION, Flag.LEGAL, Flag.INJURY})


class CaseHeader(QWidget):
    """Title, tags, home, clocks. Says what is wanted; the page does it."""

    back = Signal()
    print_wanted = Signal()
    menu_wanted = Signal()
    why_wanted = Signal()

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
        self.tags = [Tag() for _ in range(8)]
        self.home, self.phone = IconWords("house"), IconWords("phone", "Alt+C", elides=False)
        self.hints = [IconWords("circle-alert"), IconWords("info"), IconWords("circle-gauge")]
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
        self.why.setAccessibleName(texts.t("Why then? All clocks of this case (Ctrl+T)"))
        self.why.setToolTip(texts.t("Why then? All clocks of this case (Ctrl+T)"))
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
        row = view.file.case.row
        tags = [(texts.word("severity_tag", row.severity), row.severity)]
        if row.status != Status.OPEN:
            tags.append(
                (texts.word("status", row.status), "ok" if row.status == Status.RESOLVED else "neutral")
            )
        if row.major:
            tags.append((texts.t("Major"), "s2"))
        if running_pause(view) is not None and row.closed_at is None:
            tags.append((texts.word("clock_phase", "paused"), "neutral"))
        if repeat := repeat_words(texts, view):
            tags.append((repeat, "neutral"))
        if view.file.after.stage > 1:
            tags.append((texts.t("Stage 2"), "soon"))
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
        resolve, upcoming = resolve_look(texts, view), next_look(texts, view)
        self._show("resolve", texts.t("Resolve"), resolve)
        self.ring.setVisible(resolve is not None)
        if resolve is not None:
            self.ring.set_clock(resolve.fraction, resolve.state, f"{texts.t('Resolve')}: {resolve.words}")
        self._show("next", upcoming.name if upcoming else "", upcoming)
        self.why.setVisible(bool(view.file.clocks))

    def _show(self, name: str, label: str, look: ClockLook | None) -> None:
        self.labels[name].set_text(label if look else "")
        self.times[name].set_text(look.words if look else "")
        self.times[name].set_token(look.token if look else "text")
        self.dates[name].set_text(look.by if look else "")


def resolve_look(texts: Texts, view: CaseView) -> ClockLook | None:
    """How the resolution stands; a case without that clock says only whether it is resolved."""
    clock = clock_of(view, RESOLVED)
    row = view.file.case.row
    ended = row.resolved_at or row.closed_at
    if clock is not None:
        look = clock_look(texts, view, clock)
        if ended is None or row.status == Status.MERGED:
            return look
        return replace(look, words=texts.word("status", "resolved"))
    if ended is None:
        return None
    words, when = texts.word("status", "resolved"), texts.when(ended, view.zone, view.now)
    return ClockLook(RESOLVED, 1.0, "done", words, "ok", when)


def next_look(texts: Texts, view: CaseView) -> ClockLook | None:
    """What falls due next beside the resolution: a clock, or a promise that comes before it."""
    row = view.file.case.row
    clock = next_clock_row(view)
    look = None
    if clock is not None:
        look = clock_look(texts, view, clock)
        look = replace(look, name=texts.t("Next: {what}", what=look.name))
    promises = [one for one in view.file.promises if one.state == "open"] if row.closed_at is None else []
    first = min(promises, key=lambda one: one.due_at, default=None)
    if first is None or (clock is not None and clock.due_at <= first.due_at):
        return look
    shown = due_clock(first.made_at, first.due_at, view.now)
    words, by = left_words(texts, first.due_at, view.now), texts.when(first.due_at, view.zone, view.now)
    name = texts.t("Promised: {what}", what=first.text)
    return ClockLook(name, shown.fraction, shown.state, words, shown.token, texts.t("by {when}", when=by))


def repeat_words(texts: Texts, view: CaseView) -> str:
    """``Repeat · 2nd time in 30 days``."""
    row, n = view.file.case.row, view.file.after.chain_length
    if row.repeat_of_id is None or n < 2:
        return ""
    days = window(row.category, row.subcategory).days
    if n == 2:
        return texts.t("Repeat · 2nd time in {days} days", days=days)
    if n == 3:
        return texts.t("Repeat · 3rd time, {days} days each", days=days)
    return texts.t("Repeat · time {n}, {days} days each", n=n, days=days)
