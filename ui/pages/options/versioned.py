"""What is kept in versions, as targets and calendar are: typed beside what is in force, compared, kept as a new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from PySide6.QtGui import QResizeEvent

from models.core.errors import ChangedMeanwhile, UserProblem
from models.core.permissions import Permission
from models.core.session import Session
from models.options.differences import difference
from models.options.kinds import PolicyRow, Settings
from models.options.queries import settings
from models.timing.policy import Policy
from ui.base.page import Page
from ui.messages import Kind
from ui.pages.options.section import Section
from ui.pages.options.split import Split
from ui.pages.options.timing_cards import ChangesCard, ChangesFoot, PromisedCard
from ui.pages.options.timing_help import TimingHelp
from ui.pages.options.timing_words import difference_lines
from ui.pages.options.versioned_pane import VersionedPane
from ui.pages.options.versions import Versions, VersionsDialog, read_versions


@dataclass(frozen=True)
class Held:
    """What a section asks for: the versions, and the options beside them."""

    versions: Versions
    settings: Settings


def read_held(session: Session) -> Held:
    """Ask the store."""
    return Held(read_versions(session), settings(session.store))


P = TypeVar("P", bound=VersionedPane)


class VersionedSection(Section, Generic[P]):
    """The editor at the left; what changes, and what it would mean now, at the right.

    What is typed is held by the pane. Whatever is in force may change meanwhile: then it is the new version that
    what is typed is compared with.
    """

    NAME: ClassVar[str]  # of the section in names of controls and in its help
    TITLE: ClassVar[str]
    SAVED: ClassVar[str]
    CHANGED: ClassVar[str]  # somebody, {name}, was quicker

    topics = frozenset({"policy_version", "setting", "staff"})

    def __init__(self, page: Page, pane: P) -> None:
        super().__init__(page)
        self.setObjectName(f"options.{self.NAME}")
        self._held: Held | None = None
        self._base: PolicyRow | None = None
        self.pane = pane
        self.changes = ChangesCard(self.context, self.NAME)
        self.promised = PromisedCard(self.context, self.NAME)
        self.split = Split(self)
        self.split.set_foot(ChangesFoot(self.context, self.changes, self.NAME))
        self.split.left.addWidget(self.pane)
        self.split.right.addWidget(self.changes)
        self.split.right.addWidget(self.promised)
        self.pane.versions_wanted.connect(self._open_versions)
        self.changes.save_wanted.connect(self.save)
        self.changes.cancel_wanted.connect(self.put_back)
        self.connect_to(self.context.desk.changed, self._show_rights)

    # -- what each has for itself

    def _differs(self, policy: Policy) -> bool:
        """Whether what is typed is something else than this."""
        raise NotImplementedError

    def _load(self, row: PolicyRow) -> None:
        """Put a version into the editor, and ``_say``; the base stays what is in force."""
        raise NotImplementedError

    def _rebase(self, held: Held, row: PolicyRow) -> None:
        """This version is in force now; what is typed stays."""

    def _same(self, before: Policy, after: Policy) -> bool:
        """Whether two policies are the same in what is edited here."""
        raise NotImplementedError

    def _draft(self, base: Policy) -> Policy:
        """The policy as it is typed; raises ``UserProblem`` where it is none."""
        raise NotImplementedError

    def _lead_to_gap(self) -> bool:
        """Go to what cannot be read; ``False`` when everything can."""
        raise NotImplementedError

    def _keep(self, policy: Policy, based_on: int) -> None:
        """Write with ``_write``; raises ``UserProblem`` for what cannot be kept."""
        raise NotImplementedError

    # -- life

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.split.set_room(self.width())

    def refresh(self) -> None:
        self.page.query(read_held, self._show, key=self.NAME)

    def retranslate(self) -> None:
        self.setAccessibleName(self.context.texts.t(self.TITLE))
        self.pane.retranslate()
        self.changes.retranslate()
        self.promised.retranslate()
        self._say()

    def help(self) -> bool:
        TimingHelp(self.context, self.page, self.NAME).open()
        return True

    def escape(self) -> bool:
        if not self.is_dirty():
            return False
        self.put_back()
        return True

    def put_back(self) -> None:
        """Show again what is in force."""
        self._take_up(self._base)

    def is_dirty(self) -> bool:
        """Whether anything stands otherwise than in the version in force."""
        return self._base is not None and self._differs(self._base.policy)

    def save(self) -> None:
        """Keep what stands there as a new version, or lead to what cannot be."""
        if not self.is_dirty() or self._base is None or not self._may() or self._lead_to_gap():
            return
        try:
            self._keep(self._draft(self._base.policy), self._base.id)
        except UserProblem as problem:
            self._tell(problem)

    def _tell(self, problem: UserProblem) -> bool:
        if isinstance(problem, ChangedMeanwhile):
            return False
        self.pane.say_problem(self.context.texts.problem(problem))
        return True

    def _saved(self, _id: object) -> None:
        self._base = None  # the version that comes now is what was typed
        self.context.messages.tell(Kind.DONE, self.context.texts.t(self.SAVED))
        self.refresh()

    # -- what is shown

    def _show(self, held: Held) -> None:
        dirty, old = self.is_dirty(), self._base
        self._held, self._base = held, held.versions.rows[0]
        self._rebase(held, self._base)
        if not dirty or old is None or not self.is_dirty():
            self._load(self._base)
            return
        mine = self._base.created_by == self.context.desk.actor.staff_id
        if not mine and not self._same(old.policy, self._base.policy):
            texts = self.context.texts
            self.pane.say_changed(
                texts.t(self.CHANGED, name=held.versions.who(self._base, texts.current)),
                texts.t("Nothing is lost: what changes is compared with the new version."),
            )
        self._say()

    def _edited(self) -> None:
        self.pane.say_problem("")
        self._say()

    def _say(self) -> None:
        row, held = self._base, self._held
        if row is None or held is None:
            return
        texts = self.context.texts
        try:
            draft = self._draft(row.policy)
        except UserProblem as problem:
            self.changes.show_lines((), dirty=True)
            self.promised.show_policy(None, texts.problem(problem))
        else:
            lines = difference_lines(texts.current, difference(row.policy, draft))
            self.changes.show_lines(lines, dirty=self.is_dirty())
            self.promised.show_policy(draft)
        self.pane.say_version(row, held.versions.who(row, texts.current))
        self._show_rights()

    def _show_rights(self) -> None:
        self.changes.setVisible(self._may())
        self.pane.set_read_only(not self._may())

    def _may(self) -> bool:
        return self.context.desk.may(Permission.MANAGE_OPTIONS)

    # -- old versions

    def _open_versions(self) -> None:
        if self._held is not None:
            dialog = VersionsDialog(self.context, self.page, self._held.versions, may_take=self._may())
            dialog.answered.connect(self._take_up)
            dialog.open()

    def _take_up(self, row: object) -> None:
        if isinstance(row, PolicyRow):
            self._load(row)
