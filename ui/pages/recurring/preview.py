"""The next days of a rule while it is being chosen, in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.core.errors import UserProblem
from models.recurring.kinds import PlanDraft
from models.recurring.rules import preview
from ui.base.page import Page
from ui.widgets.cards import SectionHead
from ui.widgets.labels import Label

_SHOWN = 6


class Preview(QWidget):
    """Reckons away from the window: a rule may take a moment."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page, self.context = page, page.context
        self._moments: tuple[datetime, ...] = ()
        self._draft: PlanDraft | None = None
        self.heading = SectionHead()
        self.words = Label("", wrap=True)
        self.words.setObjectName("recurring.preview")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.heading)
        column.addWidget(self.words)

    def retranslate(self) -> None:
        """Set all words."""
        self.heading.set_heading(self.context.texts.t("The next days"))
        if self._draft is not None:
            self._show(self._moments)

    def look(self, draft: PlanDraft | None) -> None:
        """Say the next days of a draft; nothing where it is not whole yet."""
        if draft == self._draft:
            return
        self._draft = draft
        if draft is None:
            self._show(())
            return
        desk = self.context.desk
        zone = desk.zone if isinstance(desk.zone, ZoneInfo) else ZoneInfo("UTC")
        today = self.context.clock.now().astimezone(zone).date()
        work = partial(_next, draft, zone, today)
        self.context.jobs.work(self, work, self._show, self._refused, key="preview")

    def _show(self, moments: tuple[datetime, ...]) -> None:
        self._moments = moments
        texts, zone = self.context.texts.current, self.context.desk.zone
        lines = []
        for at in moments[:_SHOWN]:
            local = at.astimezone(zone)
            day = texts.date(local.date(), year=True)
            lines.append(f"{texts.weekday(local.date())} {day} {texts.time(local)}")
        if not moments:
            self.words.set_token("muted")
            self.words.set_text(texts.t("None from today on.") if self._draft is not None else "–")
            return
        if len(moments) > _SHOWN:
            lines.append("…")
        self.words.set_token("text")
        self.words.set_text("\n".join(lines))

    def _refused(self, problem: UserProblem) -> bool:
        self._moments = ()
        self.words.set_token("s1")
        self.words.set_text(self.context.texts.problem(problem))
        return True


def _next(draft: PlanDraft, zone: ZoneInfo, today: date) -> tuple[datetime, ...]:
    return preview(draft, zone, _SHOWN + 1, today - timedelta(days=1))
