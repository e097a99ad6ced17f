"""What can be done with the improvement that is shown: its dialogs and its writes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from models.core.errors import UserProblem
from models.improvements import actions, counting
from models.improvements.kinds import ImprovementRow, ImprovementView, TaskRow, Verdict
from models.improvements.printing import MOST_LETTERS
from resources.texts import N_
from ui.base.page import Page
from ui.commands import Command, Scope
from ui.messages import Choice, Kind
from ui.operations import AnyAction
from ui.pages.improvements.data import Shown
from ui.pages.improvements.deed_dialogs import AskingDeeds
from ui.pages.improvements.foot import DEEDS
from ui.pages.improvements.form_dialog import change
from ui.pages.improvements.side import SidePane
from ui.pages.improvements.verdict import figure_between

_REPORT, _LETTERS, _WORDS = "report", "letters:", "words"
_MOST_FILES = 5  # choices of one question
_HINTS = frozenset({"edit", "residents"})
_LABELS = {
    "edit": N_("edit"),
    "start": N_("begin"),
    "force": N_("put in force"),
    "decide": N_("decide"),
    "judge": N_("judge now"),
    "residents": N_("tell residents"),
    "department": N_("tell the department"),
    "note": N_("print the note to the department"),
    "attach": N_("add a file"),
    "drop": N_("drop it"),
}


class ImprovementDeeds(QObject):
    """Opens the dialogs, and does what they were answered with."""

    def __init__(self, page: Page, side: SidePane, went: Callable[[int], None]) -> None:
        super().__init__(page)
        self._page, self._side, self._went = page, side, went
        self._context = page.context
        self._asks = asks = AskingDeeds(page, self._row)
        self._do: dict[str, Callable[[], None]] = {
            "cases": self.cases, "edit": self.edit, "start": self.start, "force": asks.force, "decide": asks.decide,
            "judge": self.judge, "residents": self.residents, "department": asks.department, "note": self.note,
            "attach": self.attach,
            "drop": asks.drop,
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

    def print_register(self, view: ImprovementView) -> None:
        """Go to the page for printing with a tab of the register."""
        self._context.navigation.navigate(_REPORT, kind="register", ids=(), view=view.value)

    def note(self) -> None:
        """Go to the page for printing with the note to the department."""
        row = self._row()
        if row is not None:
            self._context.navigation.navigate(_REPORT, kind="note", ids=(row.id,))

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
        words = texts.t("No case names a resident. Have they been told all the same?")
        if shown.residents:
            words = texts.n("Has {n} resident been told?", "Have {n} residents been told?", shown.residents)
        detail = [texts.t("It is noted here, with the day.")]
        if shown.others:
            detail.append(texts.n("{n} case names no resident.", "{n} cases name no resident.", shown.others))
        starts = range(0, shown.residents, MOST_LETTERS)[:_MOST_FILES]
        choices = (
            *(Choice(f"{_LETTERS}{first}", self._letters_words(first, shown.residents)) for first in starts),
            *([Choice(_WORDS, texts.t("Change what they say …"))] if shown.wording.words and starts else []),
            Choice("told", texts.t("They were told")),
            Choice("not", texts.t("Not yet")),
        )
        answered = partial(self._residents, shown)
        self._context.messages.ask(words, choices, answered, " ".join(detail))

    def _letters_words(self, first: int, total: int) -> str:
        """What the choice says; where one file does not hold them all, which of them it prints."""
        texts, last = self._context.texts, min(first + MOST_LETTERS, total)
        if total <= MOST_LETTERS:
            return texts.n("Print {n} letter", "Print {n} letters", total)
        return texts.t("Print letters {first} to {last}", first=first + 1, last=last)

    def _residents(self, shown: Shown, answer: str) -> None:
        row = shown.file.row
        if answer.startswith(_LETTERS):
            go = partial(self._print_letters, row.id, int(answer.removeprefix(_LETTERS)))
            if shown.wording.complete:
                go()
            else:
                self._asks.letters(shown.wording, go)
        if answer == _WORDS:
            self._asks.letters(shown.wording, self.residents)
        if answer == "told":
            self._page.run(actions.told_residents, row.id, row.row_version)

    def _print_letters(self, improvement_id: int, first: int) -> None:
        self._context.navigation.navigate(_REPORT, kind="letters", ids=(improvement_id,), first=first)
