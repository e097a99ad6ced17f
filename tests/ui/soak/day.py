"""A working day at the window: forms are filled, pages changed, things saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from tests.ui.helpers import DeskUnderTest
from tests.ui.pages.intake.page_of import page_of
from ui.base.screen import Screen
from ui.pages.handling.page import CasePage

WORDS = ("厨房顶滴水，滴到灶台上。", "The lift has stopped again.", "楼道灯坏了三天没人修。", "地库返水。")
MOODS = ("angry", "worried", "unhappy", "calm")
ANOTHER_CASE = 8  # every so many rounds
IN_SIGHT = 8  # and painted every so many
RECORDED = 20  # a whole complaint every so many; a draft each time


@dataclass
class Day:
    """Somebody who works without a pause; ``fills``, ``changes`` and ``saves`` count what was done."""

    desk: DeskUnderTest
    cases: list[int]
    fills: int = 0
    changes: int = 0
    saves: int = 0
    rounds: int = 0

    @property
    def done(self) -> int:
        """Everything that was done."""
        return self.fills + self.changes + self.saves

    def __post_init__(self) -> None:
        self.desk.context.operations.changed.connect(self._saved)

    def round(self) -> None:
        """The list, a case, a new complaint, back and forth; at the end something is saved."""
        self.rounds += 1
        n = self.rounds
        self.desk.window.setUpdatesEnabled(n % IN_SIGHT == 0)
        case = self.cases[n // ANOTHER_CASE % len(self.cases)]
        self._go("complaints")
        page = self._go("case", id=case)
        assert isinstance(page, CasePage)
        self.turn()
        self._fill_case(page, n)
        self._go("intake")
        for again in range(6):
            self._fill_intake(n + again)
        self._go("case", id=case)
        self._go("intake")
        self._save(n)
        self.turn()

    def recorded(self) -> list[str]:
        """What the window said of complaints that it recorded."""
        return [text for text in self.desk.recorder.texts() if text.endswith("已登记。")]

    def turn(self) -> None:
        """Let everything that is under way come home. No objects are made for waiting: they would be counted, too."""
        while self.desk.context.jobs.busy:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _saved(self, _changes: object) -> None:
        self.saves += 1

    def _go(self, page: str, **params: object) -> Screen:
        navigation = self.desk.context.navigation
        assert navigation.navigate(page, **params)
        self.changes += 1
        assert navigation.screen is not None
        return navigation.screen

    def _fill_case(self, page: CasePage, n: int) -> None:
        form = page.pane.form
        assert form is not None
        values: dict[str, Any] = {
            "restated": f"您是说：{WORDS[n % 4]}", "confirmed": bool(n % 2), "mood_before": MOODS[n % 4],
            "mood_after": MOODS[(n + 1) % 4], "comforts": ("listened",) if n % 2 else ("exact_time",),
        }  # fmt: skip
        for name, value in values.items():
            form.put_value(name, value)
            form.changed.emit()
            self.fills += 1

    def _fill_intake(self, n: int) -> None:
        f = page_of(self.desk).what.fields
        values = (
            (f.words, f"{WORDS[n % 4]} {n}"), (f.asks, f"修好 {n}"), (f.where, "厨房"), (f.since, "昨晚"),
            (f.mood, MOODS[n % 4]), (f.channel, ("phone", "visit")[n % 2]), (f.kind, "complaint"),
        )  # fmt: skip
        for field, value in values:
            field.set_value(value)
            field.changed.emit(value)
            self.fills += 1

    def _save(self, n: int) -> None:
        page = page_of(self.desk)
        if n % RECORDED == 0:
            page.filing.record()
            page.filing.record()  # what is still missing was named: record what there is
        else:
            page.drafts.keeper.flush()
