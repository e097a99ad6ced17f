"""The keys of the case page."""

from __future__ import annotations

from functools import partial
from typing import Any

from models.handling.steps import LAST
from resources.texts import N_
from ui.commands import Command, Scope
from ui.pages.handling.guide import Guide
from ui.pages.handling.matters import Matters
from ui.pages.handling.screen import CaseScreen

# Without a key: found in the search box under "Do".
_PALETTE = (
    ("severity", N_("Severity…")),
    ("flags", N_("Risk flags…")),
    ("validity", N_("Is it justified…")),
    ("handler", N_("Hand it on…")),
    ("comment", N_("Note for colleagues…")),
    ("join", N_("Another home joins…")),
    ("receipt", N_("Print the receipt")),
    ("link", N_("It repeats an earlier case…")),
    ("join_incident", N_("Part of an outage…")),
    ("leave", N_("Not part of the outage…")),
    ("correct_call", N_("Correct the last call…")),
    ("second_look", N_("Second look…")),
    ("appeal", N_("Another answer is asked for…")),
    ("appeal_acknowledge", N_("Acknowledge the appeal…")),
    ("appeal_assign", N_("Hand the appeal to…")),
    ("appeal_extend", N_("Take longer for the appeal…")),
    ("appeal_answer", N_("Answer the appeal…")),
    ("review", N_("Review it…")),
    ("acknowledge", N_("I know, I see to it")),
)


class _When:
    """When each of the commands makes sense."""

    def __init__(self, page: CaseScreen) -> None:
        self._page = page

    def there(self) -> bool:
        """A case is in sight."""
        return self._page.view is not None

    def is_open(self) -> bool:
        """It can be worked on."""
        return self._page.view is not None and self._page.view.is_open

    def offers(self, *names: str) -> bool:
        """The menu would offer one of these."""
        view = self._page.view
        return view is not None and any(self._page.menu.offers(name, view) for name in names)


def case_commands(page: CaseScreen, deeds: Matters, guide: Guide) -> list[Command]:
    """All commands, in the order in which the status bar lists those that it lists."""
    when = _When(page)

    def key(name: str, title: str, keys: str, slot: Any, enabled: Any = when.is_open, **more: Any) -> Command:
        return Command(f"case.{name}", title, keys or (), slot, Scope.PAGE, enabled=enabled, **more)

    def beside(name: str, title: str, keys: str, *offered: str) -> Command:
        return key(name, title, keys, partial(deeds.do, name), partial(when.offers, *(offered or (name,))))

    return [
        key("call", N_("note a call"), "Alt+C", deeds.talk, when.there, hint=True),
        key("keep", N_("keep"), "Ctrl+S", deeds.keep, hint=True),
        key("finish", N_("finish the step"), "Ctrl+Return", deeds.finish, hint=True),
        key("phrase", N_("put the phrase in"), "Ctrl+J", guide.put_next),
        key("remedy", N_("give something now"), "Alt+G", deeds.remedy),
        key("promise", N_("note a promise"), "Ctrl+D", guide.promise),
        key("paste", N_("paste a photo"), "Ctrl+V", page.side.evidence.paste),
        beside("clocks", N_("the clocks, and why then"), "Ctrl+T"),
        beside("hold", N_("wait, go on"), "Ctrl+B", "pause", "resume"),
        beside("arrived", N_("on site"), "Ctrl+O"),
        beside("chain", N_("the chain of repeats"), "Ctrl+R"),
        beside("order", N_("make a work order"), "Ctrl+M"),
        beside("orders", N_("the work orders"), "Ctrl+G"),
        key("print", N_("print"), "Ctrl+P", deeds.print_report, when.there),
        *(
            key(f"step{n}", N_("see a step"), f"Alt+{n}", partial(page.show_step, n), when.there)
            for n in range(1, LAST + 1)
        ),
        *(
            key(f"do.{name}", title, "", partial(deeds.do, name), partial(when.offers, name), palette=True)
            for name, title in _PALETTE
        ),
    ]
