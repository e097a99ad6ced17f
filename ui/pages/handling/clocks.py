"""All clocks of a case, and for each of them: why then?"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.core.session import Session
from models.handling.clock_queries import DueReasons, explained
from ui.base.dialog import Dialog
from ui.context import Context
from ui.pages.handling.clock_words import clock_look, clock_name, why_lines
from ui.pages.handling.view import CaseView
from ui.shared.due import target_words
from ui.shared.policy_words import POLICIES, policy_word
from ui.theme.current import theme
from ui.theme.paint import paint_icon, paint_ring, paint_text
from ui.widgets.controls import Button
from ui.widgets.labels import Label
from ui.widgets.lists import Column, ListRow, PagedModel, RowDelegate, RowState, RowView

_RING, _SIGN = 16, 13


class _ClockDelegate(RowDelegate):
    """The ring in front of the name; how it stands in its colour."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        px = theme().px
        name, begun, due, stands, ring, fraction, token = row.cells
        spot = self.cell_rect("name", rect)
        side = px(_RING)
        circle = QRectF(spot.left(), spot.center().y() - side / 2, side, side)
        paint_ring(painter, circle, float(fraction), ring)
        paint_text(painter, spot.adjusted(side + px(8), 0, 0, 0), name, "text", "body", state.selected)
        for key, words, ink in (("begun", begun, "muted"), ("due", due, "text"), ("stands", stands, token)):
            paint_text(
                painter,
                self.cell_rect(key, rect),
                words,
                ink,
                "body",
                token in ("soon", "overdue") and key == "stands",
            )


class _WhyDelegate(RowDelegate):
    """What was counted has a check; what was not is grey, with its reason."""

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        px = theme().px
        when, length, reason, counted = row.cells
        spot, side = self.cell_rect("reason", rect), px(_SIGN)
        icon, ink = ("check", "ok") if counted else ("circle-slash", "faint")
        paint_icon(painter, icon, ink, spot.left(), spot.center().y() - side / 2, side)
        words = "text" if counted else "muted"
        paint_text(painter, self.cell_rect("when", rect), when, words)
        paint_text(painter, self.cell_rect("length", rect), length, words)
        paint_text(painter, spot.adjusted(side + px(8), 0, 0, 0), reason, words)


def _view_of(name: str, delegate: RowDelegate, height: int) -> RowView:
    delegate.set_heights(row=30)
    view = RowView(PagedModel(()), delegate)
    view.setObjectName(name)
    view.setMinimumHeight(theme().px(height))
    return view


class ClocksDialog(Dialog):
    """Above the clocks, below the reasons of the one that is chosen. Arrows choose, Tab goes on to the reasons."""

    WIDTH = 820

    def __init__(self, context: Context, parent: QWidget, view: CaseView, name: str = "") -> None:
        super().__init__(context, parent)
        self.setObjectName("case.dialog.clocks")
        self._view, self._wanted = view, name
        self._told: dict[int, DueReasons] = {}
        self._chosen: int | None = None
        self.heading, self.policy = Label("", "heading"), Label("", "small", "muted", wrap=True)
        self.list = _view_of("case.clocks.list", _ClockDelegate(), 170)
        self.why, self.sum = Label("", strong=True, wrap=True), Label("", "small", "muted", wrap=True)
        self.why.setObjectName("case.clocks.why")
        self.pieces = _view_of("case.clocks.pieces", _WhyDelegate(), 190)
        self.close_button = Button()
        self.close_button.setObjectName("case.clocks.close")
        self.close_button.clicked.connect(self.reject)
        self._lay_out()
        self.list.current_row.connect(self._choose)
        self.add_button(self.close_button)
        context.jobs.query(self, partial(_fetch, view.id), self._show)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(theme().px(2))
        head.addWidget(self.heading)
        head.addWidget(self.policy)
        self.body.addLayout(head)
        self.body.addWidget(self.list, 1)
        words = QHBoxLayout()
        words.addWidget(self.why, 1)
        words.addWidget(self.sum, 0, Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(words)
        self.body.addWidget(self.pieces, 1)

    def open(self) -> None:
        super().open()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        px, window = theme().px, self.parentWidget()
        most = (window.height() if window is not None else px(680)) - px(60)
        self.resize(px(self.WIDTH), max(px(480), min(px(640), most)))

    def retranslate(self) -> None:
        texts, view = self.context.texts.current, self._view
        self.heading.set_text(texts.t("The clocks of this case"))
        self.setWindowTitle(texts.t("The clocks of this case"))
        severity = texts.word("severity_tag", view.file.case.row.severity)
        self.policy.set_text(
            texts.t("Promised under {policy}, {severity}.", policy=self._policy_words(), severity=severity)
        )
        self.policy.setVisible(bool(view.file.case.policy))
        self.close_button.set_text(texts.t("Close"))
        self.list.setAccessibleName(texts.t("Clocks"))
        self.pieces.setAccessibleName(texts.t("What was counted, and what was not"))
        self.list.paged.set_columns(
            (
                Column("name", texts.t("Clock"), 210, stretch=True, sortable=False),
                Column("begun", texts.t("Began"), 130, sortable=False),
                Column("due", texts.t("Due"), 130, sortable=False),
                Column("stands", texts.t("How it stands"), 220, sortable=False),
            )
        )
        self.pieces.paged.set_columns(
            (
                Column("when", texts.t("From – to"), 300, sortable=False),
                Column("length", texts.t("Length"), 110, sortable=False),
                Column("reason", texts.t("Counted, or why not"), 200, stretch=True, sortable=False),
            )
        )
        self._fill()

    def _policy_words(self) -> str:
        name, _, version = self._view.file.case.policy.rpartition(" ")
        known = policy_word(self.context.texts.current, name) if name in POLICIES else name
        return f"{known} {version}".strip()

    def _show(self, told: tuple[DueReasons, ...]) -> None:
        self._told = {one.clock.id: one for one in told}
        running = [one for one in told if one.clock.stopped_at is None]
        wanted = [one for one in told if one.name == self._wanted]
        first = wanted[-1:] or sorted(running, key=lambda one: one.due)[:1] or list(told[:1])
        self._chosen = first[0].clock.id if first else None
        self._fill()

    def _fill(self) -> None:
        texts, view = self.context.texts.current, self._view
        rows, chosen = [], self._chosen
        for key, one in self._told.items():
            look = clock_look(texts, view, one.clock)
            begun, due = (texts.datetime(at, view.zone) for at in (one.clock.started_at, one.due))
            stands = (
                f"{look.words} · {look.by}" if one.clock.stopped_at or look.state == "paused" else look.words
            )
            cells = (
                clock_name(texts, one.clock),
                begun,
                due,
                stands,
                look.state,
                str(look.fraction),
                look.token,
            )
            rows.append(ListRow(cells, one, key))
        self.list.paged.replace_all(rows, True)
        if chosen is not None:
            self.list.select_key(chosen)
        self._explain()

    def _choose(self, row: object) -> None:
        if isinstance(row, DueReasons):
            self._chosen = row.clock.id
            self._explain()

    def _explain(self) -> None:
        texts, view = self.context.texts.current, self._view
        one = self._told.get(self._chosen) if self._chosen is not None else None
        if one is None:
            self.why.set_text(texts.t("No clock runs for this case."))
            self.pieces.paged.replace_all([], True)
            return
        when = texts.datetime(one.due, view.zone)
        self.why.set_text(texts.t("{clock}: why {when}?", clock=clock_name(texts, one.clock), when=when))
        if one.reasons is None:
            self.sum.set_text(texts.t("It is no longer promised: the severity was changed."))
            self.pieces.paged.replace_all([], True)
            return
        self.sum.set_text(texts.t("{time} are counted", time=target_words(texts, one.reasons.target)))
        lines = why_lines(texts, view, one.reasons)
        rows = [
            ListRow((when, length, reason, "yes" if counted else ""), lines[index], index + 1)
            for index, (when, length, reason, counted) in enumerate(lines)
        ]
        self.pieces.paged.replace_all(rows, True)


def _fetch(complaint_id: int, session: Session) -> tuple[DueReasons, ...]:
    return explained(session.store, complaint_id)
