"""The targets that new cases get: typed into a table, compared with what is in force, kept as a new version."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from models.core.errors import ChangedMeanwhile, UserProblem
from models.core.permissions import Permission
from models.options.actions import save_targets
from models.options.differences import difference
from models.options.kinds import PolicyRow, TargetsDraft
from models.options.policy_rules import check_targets
from models.timing.policy import Policy
from models.timing.presets import POLICIES, ROUND_THE_CLOCK
from ui.base.page import Page
from ui.messages import Kind
from ui.pages.options.section import Section
from ui.pages.options.split import Split
from ui.pages.options.targets_pane import TargetsPane
from ui.pages.options.timing_cards import ChangesCard, ChangesFoot, PromisedCard
from ui.pages.options.timing_help import TimingHelp
from ui.pages.options.timing_words import cells_of, difference_lines, with_cells
from ui.pages.options.versions import Versions, VersionsDialog, read_versions


class TargetsSection(Section):
    """The table at the left; what changes, and what it would mean now, at the right."""

    topics = frozenset({"policy_version", "setting", "staff"})

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.setObjectName("options.targets")
        self._found: Versions | None = None
        self._base: PolicyRow | None = None
        self._name = ""
        self.pane = TargetsPane(self.context)
        self.changes = ChangesCard(self.context, "targets")
        self.promised = PromisedCard(self.context, "targets")
        self.split = Split(self)
        self.split.set_foot(ChangesFoot(self.context, self.changes, "targets"))
        self.split.left.addWidget(self.pane)
        self.split.right.addWidget(self.changes)
        self.split.right.addWidget(self.promised)
        self._wire()

    def _wire(self) -> None:
        self.pane.edited.connect(self._edited)
        self.pane.preset_wanted.connect(self._begin_from)
        self.pane.versions_wanted.connect(self._open_versions)
        self.changes.save_wanted.connect(self.save)
        self.changes.cancel_wanted.connect(self.put_back)
        self.connect_to(self.context.desk.changed, self._show_rights)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.split.set_room(self.width())

    def refresh(self) -> None:
        self.page.query(read_versions, self._show, key="policy")

    def start(self) -> None:
        self.pane.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self.setAccessibleName(self.context.texts.t("Targets"))
        self.pane.retranslate()
        self.changes.retranslate()
        self.promised.retranslate()
        self._say()

    def help(self) -> bool:
        TimingHelp(self.context, self.page, "targets").open()
        return True

    def escape(self) -> bool:
        if not self.is_dirty():
            return False
        self.put_back()
        return True

    def put_back(self) -> None:
        """Show again what is in force."""
        if self._base is not None:
            self._load(self._base.policy, self._base.policy.name)
            self.start()

    def is_dirty(self) -> bool:
        """Whether anything stands otherwise than in the version in force."""
        if self._base is None:
            return False
        policy = self._base.policy
        same = (cells_of(policy), policy.round_the_clock, policy.name)
        return (self.pane.table.texts(), frozenset(self.pane.around.values()), self._name) != same

    def save(self) -> None:
        """Keep what stands there as a new version, or lead to what cannot be."""
        self.pane.table.finish()
        if not self.is_dirty() or self._base is None or not self._may():
            return
        wrong = self.pane.table.first_problem()
        if wrong is not None:
            self.pane.table.go_to(wrong)
            return
        policy = self._draft(self._base.policy)
        try:
            check_targets(policy)
        except UserProblem as problem:
            self._tell(problem)
            return
        draft = TargetsDraft(policy.name, policy.targets, policy.round_the_clock)
        self.page.run(save_targets, draft, self._base.id, done=self._saved, failed=self._tell)

    def _tell(self, problem: UserProblem) -> bool:
        if isinstance(problem, ChangedMeanwhile):
            return False
        self.pane.say_problem(self.context.texts.problem(problem))
        if problem.code == "policy.first_response":
            empty = (one for one in ("s1", "s2") if not self.pane.table.texts().get(("first_response", one)))
            self.pane.table.go_to(("first_response", next(empty, "s1")))
        return True

    def _saved(self, _id: object) -> None:
        self._base = None  # the version that comes now is what was typed
        self.context.messages.tell(
            Kind.DONE, self.context.texts.t("Saved. New cases get these targets from now on.")
        )
        self.refresh()

    # -- what is shown

    def _show(self, found: Versions) -> None:
        dirty, old = self.is_dirty(), self._base
        self._found, self._base = found, found.rows[0]
        if not dirty or old is None:
            self._load(self._base.policy, self._base.policy.name)
            return
        self.pane.table.set_texts(self.pane.table.texts(), cells_of(self._base.policy))
        before, now = old.policy, self._base.policy
        mine = self._base.created_by == self.context.desk.actor.staff_id
        if (before.targets, before.round_the_clock) != (now.targets, now.round_the_clock) and not mine:
            texts = self.context.texts
            who = found.who(self._base, texts.current)
            self.pane.say_changed(
                texts.t("{name} changed the targets while you were writing.", name=who),
                texts.t("Nothing is lost: what changes is compared with the new version."),
            )
        self._say()

    def _load(self, policy: Policy, name: str) -> None:
        """Put a policy's targets into the table; the base stays what is in force."""
        assert self._base is not None
        self._name = name
        self.pane.load(policy, self._base.policy)
        self._say()

    def _draft(self, base: Policy) -> Policy:
        around = map(str, self.pane.around.values())
        return with_cells(base, self.pane.table.texts(), around, self._name)

    def _edited(self) -> None:
        self.pane.say_problem("")
        self._say()

    def _say(self) -> None:
        row, found = self._base, self._found
        if row is None or found is None:
            return
        draft = self._draft(row.policy)
        lines = difference_lines(self.context.texts.current, difference(row.policy, draft))
        self.changes.show_lines(lines, dirty=self.is_dirty())
        self.promised.show_policy(draft)
        self.pane.say_version(row, found.who(row, self.context.texts.current))
        self._show_rights()

    def _show_rights(self) -> None:
        self.changes.setVisible(self._may())
        self.pane.set_read_only(not self._may())

    def _may(self) -> bool:
        return self.context.desk.may(Permission.MANAGE_OPTIONS)

    # -- presets and old versions

    def _begin_from(self, name: str) -> None:
        if self._base is not None:
            around = ROUND_THE_CLOCK[name]
            policy = with_cells(self._base.policy, _preset_cells(name), around, name)
            self._load(policy, name)
            self.start()

    def _open_versions(self) -> None:
        if self._found is not None:
            dialog = VersionsDialog(self.context, self.page, self._found, may_take=self._may())
            dialog.answered.connect(self._take_up)
            dialog.open()

    def _take_up(self, row: object) -> None:
        if isinstance(row, PolicyRow):
            self._load(row.policy, row.name)
            self.start()


def _preset_cells(name: str) -> dict[tuple[str, str], str]:
    return {
        (one, severity): str(wanted)
        for severity, table in POLICIES[name].items()
        for one, wanted in table.items()
    }
