"""Deeds that ask something first: since when, yes or no, why, how."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from models.core.errors import UserProblem
from models.improvements import actions, rules
from models.improvements.kinds import ImprovementDecision, ImprovementRow
from models.improvements.printing import Wording
from models.improvements.saying import local_day
from resources.texts import N_
from ui.base.page import Page
from ui.operations import AnyAction
from ui.shared.day_field import DayField
from ui.shared.fields_dialog import FieldsDialog
from ui.widgets.choices import Segmented
from ui.widgets.fields import TextField

_HAN = re.compile(r"[\u3400-\u9fff]")
_LANGUAGES = {"zh_CN": N_("In &Chinese"), "en": N_("In &English")}


class AskingDeeds(QObject):
    """``row`` gives what is shown, as it is by now."""

    def __init__(self, page: Page, row: Callable[[], ImprovementRow | None]) -> None:
        super().__init__(page)
        self._page, self._row, self._context = page, row, page.context

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

    def letters(self, known: Wording, then: Callable[[], None]) -> None:
        """What the letters say was changed, in the language of each; in its own they begin with the plan."""
        row = self._row()
        if row is None:
            return
        dialog = self._dialog("letters", N_("What do the letters say?"), N_("Use these words"))
        dialog.tell(N_("Residents read this, and not the plan: say it as you would say it to them."))
        plan = "\n".join(filter(None, (row.plan_short, row.plan_long)))[: rules.MOST_LETTER]
        for language in known.languages:
            label = _LANGUAGES[language] if len(known.languages) > 1 else N_("What was &changed")
            dialog.add(language, label, TextField(lines=4), needed=True)
        begun = {"zh_CN": plan} if _HAN.search(plan) else {"en": plan}
        dialog.set_values({one: known.words.get(one) or begun.get(one, "") for one in known.languages})
        dialog.submitted.connect(partial(self._word, dialog, row.id, then))
        dialog.open()

    def _word(
        self, dialog: FieldsDialog, improvement_id: int, then: Callable[[], None], words: dict[str, Any]
    ) -> None:
        done, failed = partial(self._worded, dialog, then), partial(self._refused, dialog)
        self._page.run(actions.word_letters, improvement_id, words, done=done, failed=failed)

    @staticmethod
    def _worded(dialog: FieldsDialog, then: Callable[[], None], _value: object) -> None:
        dialog.accept()
        then()

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
