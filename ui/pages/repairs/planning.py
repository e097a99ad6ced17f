"""*Plan the week*: a worker proposes, the page shows the difference, all of it is applied or none."""

from __future__ import annotations

import time
from functools import partial
from itertools import groupby

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from models.core.errors import UserProblem
from models.core.session import Session
from models.scheduling.kinds import Plan, Planning
from models.scheduling.planner import SECONDS, plan
from models.scheduling.queries import planning
from ui.base.page import Page
from ui.language import TextsHolder
from ui.pages.repairs.deeds import Deeds
from ui.pages.repairs.eye import Eye
from ui.shared.slot_words import place_of
from ui.task import Task, TaskHandle
from ui.theme.current import theme
from ui.widgets.cards import SectionHead
from ui.widgets.controls import PrimaryButton, QuietButton
from ui.widgets.labels import Label
from ui.widgets.list_model import Column, ListRow, PagedModel
from ui.widgets.list_view import RowView
from ui.widgets.themed import Themed

_TICK_MS = 200


def _read(eye: Eye, session: Session) -> Planning:
    now = session.clock.now()
    return planning(session.store, max(eye.start, now), eye.end, now)


def work_out(eye: Eye, seconds: float, task: Task) -> Plan:
    """In the pool: read what is to be planned on the database thread, then think."""
    asked = task.store(partial(_read, eye))
    made = plan(asked, seconds, lambda: task.cancelled)
    task.raise_if_cancelled()
    return made


class PlanPanel(Themed, QWidget):
    """Stands where the list to schedule stands: how it goes, then what would be placed and what would be left."""

    apply_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.head, self.words = SectionHead(), Label("", "small", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setObjectName("repairs.plan.progress")
        self.bar.setTextVisible(False)
        columns = (Column("what", "", 100, stretch=True), Column("when", "", 96))
        self.list = RowView(PagedModel(columns, self), parent=self)
        self.list.setObjectName("repairs.plan.list")
        self.list.head.hide()
        self.apply, self.discard = PrimaryButton("", None, "Ctrl+Return"), QuietButton("")
        self.apply.setObjectName("repairs.plan.apply")
        self.discard.setObjectName("repairs.plan.discard")
        row = QHBoxLayout()
        row.addWidget(self.apply)
        row.addWidget(self.discard)
        row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._top = QVBoxLayout()
        parts: tuple[QWidget, ...] = (self.head, self.words, self.bar)
        for widget in parts:
            self._top.addWidget(widget)
        self._column.addLayout(self._top)
        self._top.addLayout(row)  # above: the bar that offers to undo covers what is below
        self._column.addWidget(self.list, 1)
        self._column.addStretch(0)
        self.apply.clicked.connect(self.apply_wanted)
        self.discard.clicked.connect(self.discard_wanted)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._column.setContentsMargins(
            px(4), px(14), px(4), px(12)
        )  # rows of the list have room of their own
        self._top.setContentsMargins(px(12), 0, px(8), 0)
        for column in (self._column, self._top):
            column.setSpacing(px(8))
        self.bar.setFixedHeight(px(6))

    def show_working(self, texts: TextsHolder, seconds: float) -> None:
        """Say how long it has been thinking."""
        self.head.set_heading(texts.t("Planning…"))
        self.words.set_text(texts.t("Nothing is changed before you take it over."))
        self.bar.setVisible(True)
        self.bar.setRange(0, round(SECONDS * 10))
        self.bar.setValue(min(round(seconds * 10), round(SECONDS * 10)))
        self.bar.setAccessibleName(texts.t("Planning…"))
        self.list.hide()
        self.apply.hide()
        self.discard.set_text(texts.t("Stop"))

    def show_plan(self, texts: TextsHolder, eye: Eye, found: Plan) -> None:
        """Show the difference."""
        words = texts.current
        self.head.set_heading(texts.t("The plan"))
        placed = words.n("{n} order gets a slot", "{n} orders get a slot", len(found.placed))
        left = words.n("{n} stays on the list", "{n} stay on the list", len(found.left))
        self.words.set_text(
            f"{placed}, {left}." if not words.language.startswith("zh") else f"{placed}，{left}。"
        )
        self.bar.hide()
        self.list.show()
        self.list.setAccessibleName(texts.t("The plan"))
        self.list.paged.replace_all(_rows(eye, found), True)
        self.apply.setVisible(bool(found.placed))
        self.apply.set_text(texts.t("Take it over"))
        self.discard.set_text(texts.t("Discard"))
        (self.apply if found.placed else self.discard).setFocus()


def _rows(eye: Eye, found: Plan) -> list[ListRow]:
    """What gets a slot below whose it is, what is left below the reason: a narrow column shows both in full."""
    texts = eye.texts
    rows: list[ListRow] = []
    placed = sorted(
        found.placed, key=lambda one: (one.slot.technician, one.slot.technician_id, one.slot.starts_at)
    )
    for (name, ident), some in groupby(placed, lambda one: (one.slot.technician, one.slot.technician_id)):
        mine = list(some)
        rows.append(ListRow(("", texts.number(len(mine)), "text"), None, ("placed", ident), name))
        for one in mine:
            start = one.slot.starts_at.astimezone(eye.zone)
            when = f"{texts.weekday(start)} {texts.time(start)}"
            rows.append(ListRow((place_of(one.order), when), one, one.order.id))
    for why in dict.fromkeys(why for _, why in found.left):
        those = [order for order, reason in found.left if reason is why]
        head = ("", texts.number(len(those)), "soon")
        rows.append(ListRow(head, None, ("left", why), texts.word("left", why)))
        rows += [ListRow((place_of(order), ""), order, order.id) for order in those]
    return rows


class Planner(QObject):
    """Runs it. ``changed`` when there is another plan to show, or none any more."""

    changed = Signal()

    def __init__(self, page: Page, panel: PlanPanel, deeds: Deeds) -> None:
        super().__init__(page)
        self._page, self._context, self._panel, self._deeds = page, page.context, panel, deeds
        self.plan: Plan | None = None
        self._eye: Eye | None = None
        self._handle: TaskHandle | None = None
        self._begun = 0.0
        self.seconds = SECONDS
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._ticked)
        panel.apply_wanted.connect(self.apply)
        panel.discard_wanted.connect(self.discard)

    @property
    def busy(self) -> bool:
        """Whether it is thinking."""
        return self._handle is not None

    @property
    def on(self) -> bool:
        """Whether its panel is to be seen."""
        return self.busy or self.plan is not None

    def start(self, eye: Eye) -> None:
        """Begin to think about the days that are shown."""
        if self.on or not self._deeds.may_schedule():
            return
        self._eye, self._begun = eye, time.monotonic()
        self._handle = self._context.jobs.long(
            self, partial(work_out, eye, self.seconds), self._came, self._failed, ended=self._ended
        )
        self._tick.start()
        self._ticked()
        self.changed.emit()

    def _ticked(self) -> None:
        self._panel.show_working(self._context.texts, time.monotonic() - self._begun)

    def _ended(self) -> None:
        self._handle = None
        self._tick.stop()
        self.changed.emit()

    def _failed(self, _problem: UserProblem) -> bool:
        return False

    def _came(self, found: Plan) -> None:
        self.plan = found
        self.say()
        self.changed.emit()

    def say(self) -> None:
        """Say what the plan is, in the language of now."""
        if self.plan is not None and self._eye is not None:
            self._panel.show_plan(self._context.texts, self._eye, self.plan)

    def apply(self) -> None:
        """Take all of it over; one undo takes all of it back."""
        if self.plan is None:
            return
        words = self._context.texts.current.n("{n} order has its slot.", "{n} orders have their slots.",
                                              len(self.plan.placed))  # fmt: skip
        self._deeds.place(self.plan.moves, words, done=self._applied, failed=self._refused)

    def _applied(self, _inverse: object) -> None:
        self.plan = None
        self.changed.emit()

    def _refused(self, _problem: UserProblem) -> bool:
        """Somebody was faster: nothing of it was done, and what it was made for has changed."""
        self._applied(None)
        return False

    def discard(self) -> None:
        """Stop thinking, or throw the plan away."""
        if self._handle is not None:
            self._handle.cancel()
        if self.plan is not None:
            self.plan = None
            self.changed.emit()
