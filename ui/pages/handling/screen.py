"""What the helpers of the case page know of it: the case in sight, the parts, and a few things it can do."""

from __future__ import annotations

from models.core.permissions import Permission
from ui.base.page import Page
from ui.pages.handling.bottom import CaseFoot
from ui.pages.handling.frame import CaseFrame
from ui.pages.handling.menu import CaseMenu
from ui.pages.handling.side import SideColumn
from ui.pages.handling.standing import standings
from ui.pages.handling.step_pane import StepPane
from ui.pages.handling.view import CaseView


class CaseScreen(Page):
    """The case page without its helpers, so that they can be written apart from it."""

    view: CaseView | None = None
    frame: CaseFrame
    pane: StepPane
    side: SideColumn
    foot: CaseFoot
    menu: CaseMenu

    def show_step(self, number: int | None) -> None:
        """Show a step; ``None`` goes back to the current one."""
        raise NotImplementedError

    def correct(self) -> None:
        """Open the facts of receipt for correction."""
        raise NotImplementedError

    def moved_on(self) -> None:
        """The case has come to another step by what was done here."""
        raise NotImplementedError

    def changed_elsewhere(self) -> None:
        """A save was refused: somebody else had saved."""
        raise NotImplementedError

    def keep_draft(self) -> None:
        """Save what is being written, now."""
        raise NotImplementedError

    def forget_draft(self) -> None:
        """What was written has become a record."""
        raise NotImplementedError

    def lead_to(self, gap: str) -> bool:
        """Lead to what is missing."""
        raise NotImplementedError

    def say_standings(self, view: CaseView) -> None:
        """Show what is so beside the steps."""
        self.frame.show_standings(standings(self.context.texts.current, view, self.context.desk.actor))

    def foot_height(self) -> int:
        return self.foot.height() if self.foot.isVisible() else 0

    def may_handle(self) -> bool:
        """Whether the person at the desk may work on cases."""
        return self.context.desk.may(Permission.HANDLE)

    def be_busy(self, busy: bool) -> None:
        """While a step is being finished it cannot be finished again."""
        self.foot.finish.set_busy(busy, self.context.texts.t("Saving"))
