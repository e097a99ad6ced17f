"""The card "You can promise": due times by the policy in force, and why they fall when they do."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.timing.kinds import Piece
from resources.texts import N_, Texts
from ui.context import Context
from ui.pages.intake.lookups import PROMISED, Promises, promises
from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.paint import paint_line, paint_text
from ui.widgets.cards import Card
from ui.widgets.controls import LinkButton
from ui.widgets.labels import Label
from ui.widgets.themed import Themed

_NAMES = {
    "on_site": N_("at the door"),
    "contained": N_("made safe"),
    "plan_told": N_("a plan told"),
    "resolved": N_("put right"),
}
_WHY = {
    "open": N_("{from} – {to}: counted, {time}"),
    "outside_hours": N_("{from} – {to}: the office is closed"),
    "closed_day": N_("{from} – {to}: no working day"),
    "day_off": N_("{from} – {to}: no working day"),
    "start_day": N_("{from} – {to}: working days count from the day after"),
}
_MOST_PIECES = 8
_WEEK = 7


class _Times(Themed, QWidget):
    """Four times side by side, painted: large time, small words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pairs: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow_theme()

    def set_times(self, pairs: tuple[tuple[str, str], ...]) -> None:
        """Show (time, what by then)."""
        if pairs != self._pairs:
            self._pairs = pairs
            self.setAccessibleName("; ".join(f"{what}: {time}" for time, what in pairs))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(
            theme().px(300), fonts.line_height("heading") + fonts.line_height("small") + theme().px(2)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        px = theme().px
        painter = QPainter(self)
        width = self.width() / max(1, len(self._pairs))
        line = fonts.line_height("heading")
        for index, (time, what) in enumerate(self._pairs):
            left = width * index + (px(12) if index else 0)
            room = width - (px(16) if index else px(4))
            paint_text(painter, QRectF(left, 0, room, line), time, "text", "heading", True)
            below = QRectF(left, line, room, fonts.line_height("small") + 2)
            paint_text(painter, below, what, "muted", "small")
            if index:
                paint_line(painter, round(width * index), 2, round(width * index), self.height() - 2)
        painter.end()


class PromiseCard(Card):
    """Asks for the times of a severity and shows them."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("", "raised", parent)
        self.setObjectName("intake.promise")
        self._context = context
        self._known: Promises | None = None
        self._start = context.clock.now()
        self.why = LinkButton("", parent=self)
        self.why.setObjectName("intake.promise.why")
        self.why.setCheckable(True)
        self.why.toggled.connect(self._unfold)
        self.add_action(self.why)
        self._times = _Times(self)
        self._pieces = Label("", "small", "muted", wrap=True, parent=self)
        self._pieces.setObjectName("intake.promise.pieces")
        self._pieces.hide()
        self.body.addWidget(self._times)
        self.body.addWidget(self._pieces)

    def ask(self, severity: str, start: datetime) -> None:
        """Fetch the times of a severity that counts from ``start``."""
        self._start = start
        self._context.jobs.query(self, partial(promises, severity, start), self._came, key="promise")

    @property
    def known(self) -> Promises | None:
        """What is shown."""
        return self._known

    def _came(self, known: Promises) -> None:
        self._known = known
        self.retranslate()

    def _unfold(self, open_: bool) -> None:
        self._pieces.setVisible(open_)

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts = self._context.texts
        known = self._known
        how = ""
        if known is not None:
            counted = (
                texts.t("counted day and night")
                if known.day_and_night
                else texts.t("counted in office hours")
            )
            how = texts.t("{severity}, {counted}", severity=known.severity.upper(), counted=counted)
        self.set_heading(texts.t("You can promise"), how)
        self.why.set_text(texts.t("Why these times?"))
        self.why.set_key("Alt+T")
        times = dict(known.times) if known is not None else {}
        self._times.set_times(
            tuple((self._time(times.get(name)), texts.t(_NAMES[name])) for name in PROMISED)
        )
        self._pieces.set_text("\n".join(self._explain(texts.current)))

    def _time(self, due: datetime | None) -> str:
        if due is None:
            return "–" if self._known is None else self._context.texts.t("agreed")
        texts, zone = self._context.texts.current, self._context.desk.zone
        day, today = due.astimezone(zone).date(), self._context.clock.now().astimezone(zone).date()
        if day == today:
            return texts.time_at(due, zone)
        near = (day - today).days < _WEEK
        return f"{texts.weekday(day) if near else texts.date(day)} {texts.time_at(due, zone)}"

    def _explain(self, texts: Texts) -> list[str]:
        if self._known is None:
            return []
        pieces = self._known.why
        lines = [self._piece(texts, piece) for piece in pieces[:_MOST_PIECES]]
        if len(pieces) > _MOST_PIECES:
            lines.append(
                texts.n("and {n} more stretch", "and {n} more stretches", len(pieces) - _MOST_PIECES)
            )
        return lines

    def _piece(self, texts: Texts, piece: Piece) -> str:
        zone, now = self._context.desk.zone, self._context.clock.now()
        facts = {
            "from": texts.when(piece.start, zone, now),
            "to": texts.when(piece.end, zone, now),
            "time": texts.duration(piece.end - piece.start),
        }
        line = texts.t(_WHY.get(piece.why, _WHY["outside_hours"]), **facts)
        return f"{line} ({piece.label})" if piece.label else line
