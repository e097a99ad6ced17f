"""The keys of the list."""

from __future__ import annotations

from functools import partial

from resources.texts import N_
from ui.commands import Command, Scope
from ui.pages.complaints.chosen import ChosenCases
from ui.pages.complaints.menus import ListMenus
from ui.pages.complaints.narrow import Narrow
from ui.pages.complaints.showing import Showing
from ui.pages.complaints.view_words import VIEW_KEYS, VIEWS


def commands(chosen: ChosenCases, showing: Showing, menus: ListMenus, narrow: Narrow) -> list[Command]:
    """All of them; single letters work while the focus is on the page and not in the search box."""
    pane, cases = Scope.PANE, chosen
    return [
        Command("complaints.filter", N_("filter"), "F", menus.add_filter, pane, hint=True),
        Command("complaints.order", N_("order, columns"), "O", menus.choose_order, pane),
        Command("complaints.call", N_("call"), "C", cases.call, pane, enabled=cases.can_handle),
        Command("complaints.report", N_("report"), "R", cases.print_reports, pane, enabled=cases.can_print),
        Command("complaints.assign", N_("assign"), "A", cases.assign, pane, enabled=cases.can_handle),
        Command("complaints.close", N_("close case"), "X", cases.close_cases, pane, enabled=cases.can_handle),
        Command("complaints.merge", N_("merge cases"), "M", cases.merge_cases, pane, enabled=cases.can_merge),
        Command("complaints.classify", N_("classify"), "T", cases.sorter.classify, pane,
                enabled=cases.sorter.can_classify),
        Command("complaints.export", N_("export"), "E", cases.export, pane, enabled=cases.can_export),
        Command("complaints.preview", N_("preview"), "P", narrow.toggle, pane, hint=True, enabled=narrow.is_narrow),
        Command("complaints.print", N_("print reports"), "Ctrl+P", cases.print_reports, Scope.PAGE,
                enabled=cases.can_print),
        Command("complaints.save_view", N_("save view"), "Ctrl+S", menus.save_view, Scope.PAGE, hint=True),
        *(
            Command(f"complaints.view.{view}", VIEW_KEYS[view], str(number), partial(showing.choose_view, view), pane)
            for number, view in enumerate(VIEWS, start=1)
        ),
    ]  # fmt: skip
