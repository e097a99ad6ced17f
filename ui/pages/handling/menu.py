"""What else can be done with a case: the menu behind the three dots."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from models.complaints.kinds import Status
from models.core.permissions import Permission
from models.core.session import Actor
from resources.texts import N_
from ui.context import Context
from ui.pages.handling.clock_words import running_pause
from ui.pages.handling.standing import last_call, standings
from ui.pages.handling.view import CaseView

_HANDLE, _RECORD = Permission.HANDLE, Permission.RECORD
# name, words, key to show, right, only while the case is open
Item = tuple[str, str, str, Permission | None, bool]
ITEMS: tuple[Item, ...] = (
    ("contact", N_("Note a talk with the resident…"), "Alt+C", Permission.HANDLE, False),
    ("comment", N_("Note for colleagues…"), "", Permission.HANDLE, False),
    ("", "", "", None, False),
    ("pause", N_("Wait for somebody…"), "Ctrl+B", _HANDLE, True),
    ("resume", N_("Go on now"), "Ctrl+B", _HANDLE, True),
    ("arrived", N_("Somebody is on site…"), "Ctrl+O", _HANDLE, True),
    ("clocks", N_("Clocks, and why then…"), "Ctrl+T", None, False),
    ("", "", "", None, False),
    ("severity", N_("Severity…"), "", Permission.HANDLE, True),
    ("flags", N_("Risk flags…"), "", Permission.RECORD, True),
    ("validity", N_("Is it justified…"), "", Permission.HANDLE, False),
    ("handler", N_("Hand it on…"), "", Permission.HANDLE, True),
    ("correct", N_("Correct what was recorded…"), "", Permission.RECORD, True),
    ("join", N_("Another home joins…"), "", Permission.RECORD, True),
    ("", "", "", None, False),
    ("order", N_("Make a work order…"), "Ctrl+M", Permission.ORDER_WORK, True),
    ("orders", N_("To the work orders"), "Ctrl+G", None, False),
    ("", "", "", None, False),
    ("chain", N_("The chain of repeats…"), "Ctrl+R", None, False),
    ("link", N_("It repeats an earlier case…"), "", _RECORD, True),
    ("join_incident", N_("Part of an outage…"), "", _RECORD, True),
    ("leave", N_("Not part of the outage…"), "", _HANDLE, True),
    ("correct_call", N_("Correct the last call…"), "", Permission.FOLLOW_UP, False),
    ("second_look", N_("Second look…"), "", Permission.FOLLOW_UP, False),
    ("appeal", N_("Another answer is asked for…"), "", _RECORD, False),
    ("appeal_acknowledge", N_("Acknowledge the appeal…"), "", _HANDLE, False),
    ("appeal_assign", N_("Hand the appeal to…"), "", _HANDLE, False),
    ("appeal_extend", N_("Take longer for the appeal…"), "", _HANDLE, False),
    ("appeal_answer", N_("Answer the appeal…"), "", _HANDLE, False),
    ("review", N_("Review it…"), "", Permission.REVIEW, True),
    ("", "", "", None, False),
    ("return", N_("Back to an earlier step…"), "", Permission.HANDLE, True),
    ("skip", N_("Skip this step…"), "", Permission.SKIP_STEP, True),
    ("reopen", N_("Open again…"), "", Permission.REOPEN, False),
    ("", "", "", None, False),
    ("report", N_("Print the handling report"), "Ctrl+P", None, False),
    ("receipt", N_("Print the receipt"), "", None, False),
)
_BY_NAME = {name: (right, only_open) for name, _, _, right, only_open in ITEMS if name}
# Offered while what is so beside the steps offers them.
_BY_STANDING = frozenset(
    {"second_look", "appeal_acknowledge", "appeal_assign", "appeal_extend", "appeal_answer", "review"}
)


class CaseMenu(QMenu):
    """Filled anew each time it opens, with what the person may do now."""

    def __init__(self, context: Context, parent: QWidget, do: Callable[[str], None]) -> None:
        super().__init__(parent)
        self.setObjectName("case.menu")
        self._context, self._do = context, do
        self._known: tuple[CaseView, Actor, frozenset[str]] | None = None
        self.triggered.connect(self._triggered)

    def fill(self, view: CaseView) -> None:
        """Offer what can be done with a case."""
        self.clear()
        for item in ITEMS:
            name, words, key = item[:3]
            if not name:
                self.addSeparator()
            if not name or not self.offers(name, view):
                continue
            shown = self._context.texts.t(words)
            action = QAction(f"{shown}\t{key}" if key else shown, self)
            action.setObjectName(f"case.menu.{name}")
            action.setData(name)
            self.addAction(action)

    def offers(self, name: str, view: CaseView) -> bool:
        """Whether one of them makes sense for this case and this person now."""
        if name not in _BY_NAME:
            return name in self._deeds(view)
        right, only_open = _BY_NAME[name]
        if (only_open and not view.is_open) or not self._context.desk.may(right):
            return False
        return offered(name, view, self._deeds(view))

    def _deeds(self, view: CaseView) -> frozenset[str]:
        """What the things that are so offer; asked for by every command, so found once for each view."""
        actor = self._context.desk.actor
        if self._known is None or self._known[0] is not view or self._known[1] is not actor:
            found = standings(self._context.texts.current, view, actor)
            self._known = (view, actor, frozenset(deed for one in found for deed, _ in one.deeds))
        return self._known[2]

    def _triggered(self, action: QAction) -> None:
        self._do(str(action.data()))


def offered(name: str, view: CaseView, deeds: frozenset[str]) -> bool:
    """Whether something makes sense for this case now; what needs no case of its own kind always does."""
    fits = _FITS.get(name)
    if fits is not None:
        return fits(view)
    return name in deeds or name not in _BY_STANDING


def _may_reopen(view: CaseView) -> bool:
    row = view.file.case.row
    return row.closed_at is not None and row.status not in (Status.MERGED, Status.CANCELLED)


def _may_pause(view: CaseView) -> bool:
    return running_pause(view) is None and view.file.case.row.resolved_at is None


def _nobody_came(view: CaseView) -> bool:
    return not any(event.kind == "on_site" for event in view.file.events)


def _may_appeal(view: CaseView) -> bool:
    row = view.file.case.row
    ended = row.resolved_at is not None or row.closed_at is not None
    told = any(one.offered_at is not None for one in view.file.proposals)
    return view.file.after.appeal is None and row.status != Status.MERGED and (ended or told)


_FITS: Mapping[str, Callable[[CaseView], bool]] = {
    "reopen": _may_reopen,
    "return": lambda view: view.step >= 2,
    "pause": _may_pause,
    "resume": lambda view: running_pause(view) is not None,
    "arrived": _nobody_came,
    "clocks": lambda view: bool(view.file.clocks),
    "orders": lambda view: bool(view.file.orders),
    "chain": lambda view: len(view.file.after.chain) > 1,
    "link": lambda view: view.file.case.row.repeat_of_id is None,
    "join_incident": lambda view: view.incident is None,
    "leave": lambda view: view.incident is not None,
    "correct_call": lambda view: last_call(view) is not None,
    "appeal": _may_appeal,
}
