"""The targets that new cases get: typed into a table, compared with what is in force, kept as a new version."""

from __future__ import annotations

from PySide6.QtCore import Qt

from models.core.errors import UserProblem
from models.options.actions import save_targets
from models.options.kinds import PolicyRow, TargetsDraft
from models.options.policy_rules import check_targets
from models.timing.policy import Policy
from models.timing.presets import POLICIES, ROUND_THE_CLOCK
from resources.texts import N_
from ui.base.page import Page
from ui.pages.options.targets_pane import TargetsPane
from ui.pages.options.timing_words import cells_of, with_cells
from ui.pages.options.versioned import Held, VersionedSection


class TargetsSection(VersionedSection[TargetsPane]):
    """The table; it can be begun from a preset."""

    NAME = "targets"
    TITLE = N_("Targets")
    SAVED = N_("Saved. New cases get these targets from now on.")
    CHANGED = N_("{name} changed the targets while you were writing.")

    def __init__(self, page: Page) -> None:
        super().__init__(page, TargetsPane(page.context))
        self._name = ""
        self.pane.edited.connect(self._edited)
        self.pane.preset_wanted.connect(self._begin_from)

    def start(self) -> None:
        self.pane.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        self.pane.table.finish()
        super().save()

    def _differs(self, policy: Policy) -> bool:
        same = (cells_of(policy), policy.round_the_clock, policy.name)
        return (self.pane.table.texts(), frozenset(self.pane.around.values()), self._name) != same

    def _load(self, row: PolicyRow) -> None:
        self._put_in(row.policy, row.name)

    def _take_up(self, row: object) -> None:
        super()._take_up(row)
        self.start()

    def _put_in(self, policy: Policy, name: str) -> None:
        assert self._base is not None
        self._name = name
        self.pane.load(policy, self._base.policy)
        self._say()

    def _rebase(self, held: Held, row: PolicyRow) -> None:
        self.pane.table.set_texts(self.pane.table.texts(), cells_of(row.policy))

    def _same(self, before: Policy, after: Policy) -> bool:
        return (before.targets, before.round_the_clock) == (after.targets, after.round_the_clock)

    def _draft(self, base: Policy) -> Policy:
        around = map(str, self.pane.around.values())
        return with_cells(base, self.pane.table.texts(), around, self._name)

    def _lead_to_gap(self) -> bool:
        wrong = self.pane.table.first_problem()
        if wrong is not None:
            self.pane.table.go_to(wrong)
        return wrong is not None

    def _keep(self, policy: Policy, based_on: int) -> None:
        check_targets(policy)
        draft = TargetsDraft(policy.name, policy.targets, policy.round_the_clock)
        self.page.run(save_targets, draft, based_on, done=self._saved, failed=self._tell)

    def _tell(self, problem: UserProblem) -> bool:
        told = super()._tell(problem)
        if problem.code == "policy.first_response":
            empty = (one for one in ("s1", "s2") if not self.pane.table.texts().get(("first_response", one)))
            self.pane.table.go_to(("first_response", next(empty, "s1")))
        return told

    def _begin_from(self, name: str) -> None:
        if self._base is not None:
            around = ROUND_THE_CLOCK[name]
            self._put_in(with_cells(self._base.policy, _preset_cells(name), around, name), name)
            self.start()


def _preset_cells(name: str) -> dict[tuple[str, str], str]:
    return {
        (one, severity): str(wanted)
        for severity, table in POLICIES[name].items()
        for one, wanted in table.items()
    }
