"""What can be done with the improvement that is shown: its dialogs and its writes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from models.core.errors import UserProblem
from models.improvements import actions, counting
from models.improvements.kinds import ImprovementDecision, ImprovementRow, TaskRow, Verdict
from resources.texts import N_
from ui.base.page import Page
from ui.commands import Command, Scope
from ui.messages import Choice, Kind
from ui.operations import AnyAction
from ui.pages.improvements.data import Shown
from ui.pages.improvements.foot import DEEDS
from ui.pages.improvements.form_dialog import change
from ui.pages.improvements.side import SidePane
from ui.pages.improvements.verdict import figure_between
from ui.shared.day_field import DayField
from ui.shared.fields_dialog import FieldsDialog
from ui.shared.improvement_words import local_day
from ui.widgets.choices import Segmented
from ui.widgets.fields import TextField

_HINTS = frozenset({"edit", "residents"})
_LABELS = {
    "edit": N_("edit"),
    "start": N_("begin"),
    "force": N_("put in force"),
    "decide": N_("decide"),
    "judge": N_("judge now"),
    "residents": N_("tell residents"),
    "department": N_("tell the department"),
    "attach": N_("add a file"),
    "drop": N_("drop it"),
}


class ImprovementDeeds(QObject):
    """Opens the dialogs, and does what they were answered with."""

    def __init__(self, page: Page, side: SidePane, went: Callable[[int], None]) -> None:
        super().__init__(page)
        self._page, self._side, self._went = page, side, went
        self._context = page.context
        self._do: dict[str, Callable[[], None]] = {
            "cases": self.cases, "edit": self.edit, "start": self.start, "force": self.force, "decide": self.decide,
            "judge": self.judge, "residents": self.residents, "department": self.department, "attach": self.attach,
            "drop": self.drop,
        }  # fmt: skip
        side.foot.wanted.connect(self.do)
        side.tasks.ticked.connect(self._tick)
        side.evidence.collected.connect(self._collected)
        side.chart_opened.connect(self._open_figure)

    def commands(self) -> list[Command]:
        """The keys of all of them."""
        return [
            Command(
                f"improvements.{name}", _LABELS[name], key, self._do[name], Scope.PANE,
                hint=partial(self.may, name) if name in _HINTS else False, enabled=partial(self.may, name),
            )
            for name, (key, _) in DEEDS.items()
        ]  # fmt: skip

    def may(self, name: str) -> bool:
        """Whether a deed is open to this person now."""
        return self._side.shown is not None and name in self._side.foot.deeds

    def do(self, name: str) -> None:
        """Do one by its name."""
        if self.may(name):
            self._do[name]()

    def _shown(self) -> Shown | None:
        return self._side.shown

    def _row(self) -> ImprovementRow | None:
        return None if self._side.shown is None else self._side.shown.file.row

    # -- without a dialog

    def cases(self) -> None:
        """Go on to its cases."""
        row = self._row()
        if row is not None:
            self.open_cases(row)

    def open_cases(self, row: ImprovementRow) -> None:
        """Go on to the cases of a row: those of its period and of the weeks of its verdict."""
        days = counting.span(row.effective_on, row.period_from, row.period_to)
        self._open_figure(figure_between(row, *days))

    def _open_figure(self, figure: str) -> None:
        self._context.navigation.navigate("complaints", figure=figure)

    def edit(self) -> None:
        """Change any column."""
        row = self._row()
        if row is not None:
            change(self._page, row.id, self._went)

    def start(self) -> None:
        """Work on it has begun."""
        self._run(actions.start)

    def judge(self) -> None:
        """Judge it as the cases stand."""
        self._run(actions.judge, done=self._judged)

    def _judged(self, verdict: Verdict) -> None:
        self._context.messages.tell(Kind.DONE, self._context.texts.word("verdict", verdict))

    def attach(self) -> None:
        """Add files as evidence."""
        self._side.evidence.pick()

    def _collected(self, files: list[tuple[str, bytes]]) -> None:
        row = self._row()
        if row is not None:
            self._page.run(actions.attach_files, row.id, files)

    def _tick(self, task: TaskRow, done: bool) -> None:
        self._page.run(actions.task_done, task.id, done, task.row_version, failed=self._not_ticked)

    def _not_ticked(self, _problem: UserProblem) -> bool:
        """The tick goes back to what is so; the problem is told all the same."""
        self._side.retranslate()
        return False

    def _run(self, action: AnyAction, *args: object, done: Callable[[Any], None] | None = None) -> None:
        row = self._row()
        if row is not None:
            self._page.run(action, row.id, row.row_version, *args, done=done)

    def residents(self) -> None:
        """Those who complained were told."""
        shown, texts = self._shown(), self._context.texts
        if shown is None:
            return
        words = texts.n("Has {n} resident been told?", "Have {n} residents been told?", shown.residents)
        detail = [texts.t("It is noted here, with the day.")]
        if shown.others:
            detail.append(texts.n("{n} case names no resident.", "{n} cases name no resident.", shown.others))
        choices = (Choice("told", texts.t("They were told")), Choice("not", texts.t("Not yet")))
        answered = partial(self._residents, shown.file.row)
        self._context.messages.ask(words, choices, answered, " ".join(detail))

    def _residents(self, row: ImprovementRow, answer: str) -> None:
        if answer == "told":
            self._page.run(actions.told_residents, row.id, row.row_version)

    # -- with a dialog

    def force(self) -> None:
        """Since when it holds."""
        dialog = self._dialog("force", N_("Since when does it hold?"), N_("Put it in force"))
        dialog.tell(N_("Four whole weeks later it is judged by itself. The week of the change is left out."))
        field = DayField(self._context, "improvements.force.day")
        field.retranslate()
        dialog.add("day", N_("In force since"), field, needed=True)
        row = self._row()
        now = local_day(self._context.clock.now(), self._context.desk.zone)
        dialog.set_values({"day": row.effective_on if row is not None and row.effective_on else now})
        self._ask(dialog, actions.put_in_force, "day")

    def decide(self) -> None:
        """Yes or no to what is asked."""
        row = self._row()
        dialog = self._dialog("decide", N_("What do you say?"), N_("Decide"))
        dialog.tell(N_("Asked: {ask}"), ask=row.ask if row is not None else "")
        choice = Segmented(equal=True)
        texts = self._context.texts
        choice.set_options([(one, texts.word("improvement_decision", one)) for one in ImprovementDecision])
        choice.set_value(ImprovementDecision.YES)
        dialog.add("decision", N_("Decision"), choice, needed=True)
        dialog.add("text", N_("Words to go with it; a no needs them"), TextField(lines=2))
        self._ask(dialog, actions.decide, "decision", "text")

    def drop(self) -> None:
        """It is not done after all."""
        dialog = self._dialog("drop", N_("Drop this improvement?"), N_("Drop it"))
        dialog.tell(N_("The row stays in the register, with the reason."))
        dialog.add("reason", N_("&Why"), TextField(lines=2), needed=True)
        self._ask(dialog, actions.drop, "reason")

    def department(self) -> None:
        """The department was told."""
        dialog = self._dialog("department", N_("Tell the department"), N_("It was told"))
        dialog.tell(N_("What came of it goes back to those who did it. It is noted with the day."))
        dialog.add("text", N_("How, and &what was said"), TextField(lines=2))
        self._ask(dialog, actions.told_department, "text")

    def _dialog(self, name: str, title: str, ok: str) -> FieldsDialog:
        return FieldsDialog(self._context, self._page, name, title, ok, room="improvements")

    def _ask(self, dialog: FieldsDialog, action: AnyAction, *fields: str) -> None:
        row = self._row()
        if row is not None:
            dialog.submitted.connect(partial(self._submit, dialog, action, row.id, fields))
            dialog.open()

    def _submit(
        self,
        dialog: FieldsDialog,
        action: AnyAction,
        improvement_id: int,
        fields: tuple[str, ...],
        values: dict[str, Any],
    ) -> None:
        row = self._row()
        version = row.row_version if row is not None and row.id == improvement_id else None
        self._page.run(
            action,
            improvement_id,
            version,
            *(values[name] for name in fields),
            done=partial(self._close, dialog),
            failed=partial(self._refused, dialog),
        )

    @staticmethod
    def _close(dialog: FieldsDialog, _value: object) -> None:
        dialog.accept()

    def _refused(self, dialog: FieldsDialog, problem: UserProblem) -> bool:
        """Say it in the dialog; what somebody else changed meanwhile is shown below it."""
        dialog.refuse(self._context.texts.problem(problem))
        self._page.mark_stale()
        return True
