"""The keys of the page of an order, and its menu: one list of deeds for both."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from resources.texts import N_
from ui.commands import Command, Scope
from ui.context import Context
from ui.pages.order.rights import allowed
from ui.pages.order.view import OrderView

# name, words of the menu (empty: only a key), words of the status bar, key, whether the status bar lists it
Deed = tuple[str, str, str, str, bool]
DEEDS: tuple[Deed, ...] = (
    ("edit", N_("Change the order…"), N_("change"), "E", False),
    ("ready", N_("It can be scheduled"), N_("it can be scheduled"), "", False),
    ("find", N_("Find a slot…"), N_("free slots"), "F", True),
    ("place", N_("Choose the time…"), N_("choose the time"), "M", True),
    ("take_back", N_("Back to the list"), N_("back to the list"), "", False),
    ("split", N_("Split the work…"), N_("split"), "", False),
    ("join", N_("Join it again"), N_("join again"), "", False),
    ("", "", "", "", False),
    ("agree", N_("Agree on a time…"), N_("appointment"), "A", True),
    ("move", N_("Move the appointment…"), N_("appointment"), "", False),
    ("remind", N_("The resident was reminded"), N_("reminded"), "", False),
    ("drop", N_("The appointment does not hold…"), N_("appointment dropped"), "", False),
    ("missed", N_("Nobody of us came…"), N_("we did not come"), "", False),
    ("", "", "", "", False),
    ("on_the_way", N_("On the way now"), N_("on the way"), "O", False),
    ("on_the_way_at", N_("On the way since…"), N_("on the way earlier"), "", False),
    ("start", N_("There, begins now"), N_("begin"), "B", False),
    ("start_at", N_("The work began earlier…"), N_("began earlier"), "", False),
    ("done", N_("Done…"), N_("done"), "D", True),
    ("no_access", N_("Nobody in…"), N_("no access"), "N", True),
    ("wait", N_("Wait for…"), N_("wait"), "W", False),
    ("go_on", N_("Go on now"), N_("go on"), "", False),
    ("check", N_("Check it…"), N_("check"), "V", False),
    ("correct", N_("Correct what was told…"), N_("correct"), "", False),
    ("return", N_("Somebody comes again…"), N_("return visit"), "", False),
    ("cancel", N_("Cancel the order…"), N_("cancel"), "X", False),
    ("", "", "", "", False),
    ("labour", N_("Working time…"), N_("working time"), "L", False),
    ("part", N_("Part used…"), N_("part used"), "U", False),
    ("cost", N_("Invoice or cost…"), N_("cost"), "I", False),
    ("reading", N_("Reading…"), N_("reading"), "R", False),
    ("photo", N_("Add a photo…"), N_("photo"), "T", False),
    ("sign", N_("Signature…"), N_("signature"), "Z", False),
    ("", "", "", "", False),
    ("case", N_("To the case"), N_("the case"), "G", False),
    ("print", N_("Print the job slip"), N_("print"), "Ctrl+P", False),
)
# Deeds that are open when another one is.
_WITH = {"on_the_way_at": "on_the_way", "start_at": "start"}


def is_open(may: frozenset[str], name: str) -> bool:
    """Whether a deed of the list is among those that are allowed."""
    return _WITH.get(name, name) in may


def order_commands(
    may: Callable[[], frozenset[str]], do: Callable[[str], None], next_deed: Callable[[], None]
) -> list[Command]:
    """All keys. Single letters work while the focus is on the page; A is for both kinds of appointment."""

    def usable(*names: str) -> bool:
        return any(is_open(may(), name) for name in names)

    made = [
        Command("order.next", N_("the next thing"), "Ctrl+Return", next_deed, Scope.PAGE, hint=partial(_any, may)),
        Command("order.paste", N_("paste a photo"), "Ctrl+V", partial(do, "paste"), Scope.PAGE,
                enabled=partial(usable, "photo")),
    ]  # fmt: skip
    for name, _, title, key, hint in DEEDS:
        if not key:
            continue
        scope = Scope.PAGE if "+" in key else Scope.PANE
        names = ("agree", "move") if name == "agree" else (name,)
        open_now = partial(usable, *names)
        made.append(
            Command(f"order.{name}", title, key, partial(do, name), scope, hint=open_now if hint else False,
                    enabled=open_now)
        )  # fmt: skip
    return made


def _any(may: Callable[[], frozenset[str]]) -> bool:
    return bool(may())


class OrderMenu(QMenu):
    """Filled anew each time it opens, with what the person may do now."""

    def __init__(self, context: Context, parent: QWidget, do: Callable[[str], None]) -> None:
        super().__init__(parent)
        self.setObjectName("order.menu")
        self._context, self._do = context, do
        self.triggered.connect(self._triggered)

    def fill(self, view: OrderView) -> None:
        """Offer what can be done with an order."""
        self.clear()
        may = allowed(self._context.desk, view)
        for name, words, _, key, _ in DEEDS:
            if not name:
                self.addSeparator()
            elif is_open(may, name):
                shown = self._context.texts.t(words)
                key = "A" if name == "move" else key
                action = QAction(f"{shown}\t{key}" if key else shown, self)
                action.setObjectName(f"order.menu.{name}")
                action.setData(name)
                self.addAction(action)

    def _triggered(self, action: QAction) -> None:
        self._do(str(action.data()))
