"""When the desk is open: the week, the days that differ, the official holidays. Kept as a new version."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from models.core.errors import ChangedMeanwhile, UserProblem
from models.core.permissions import Permission
from models.core.session import Session
from models.options.actions import save_calendar
from models.options.differences import calendar_difference
from models.options.kinds import PolicyRow, Settings
from models.options.policy_rules import check_calendar
from models.options.queries import settings
from models.timing.kinds import Calendar
from ui.base.page import Page
from ui.messages import Kind
from ui.pages.options.calendar_asking import Files
from ui.pages.options.calendar_days import DayDeeds
from ui.pages.options.calendar_pane import CalendarPane
from ui.pages.options.section import Section
from ui.pages.options.split import Split
from ui.pages.options.timing_cards import ChangesCard, ChangesFoot, PromisedCard
from ui.pages.options.timing_help import TimingHelp
from ui.pages.options.timing_words import difference_lines
from ui.pages.options.versions import Versions, VersionsDialog, read_versions


@dataclass(frozen=True)
class Held:
    """What the section asks for: the versions, and which years are confirmed."""

    versions: Versions
    settings: Settings


def read_held(session: Session) -> Held:
    """Ask the store."""
    return Held(read_versions(session), settings(session.store))


class CalendarSection(Section):
    """The editor at the left; what changes, and what it would mean now, at the right."""

    topics = frozenset({"policy_version", "setting", "staff"})

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.setObjectName("options.calendar")
        self._held: Held | None = None
        self._base: PolicyRow | None = None
        self.pane = CalendarPane(self.context)
        self.changes = ChangesCard(self.context, "calendar")
        self.promised = PromisedCard(self.context, "calendar")
        self.files = Files(page)
        self.deeds = DayDeeds(page, self.pane)
        self.split = Split(self)
        self.split.set_foot(ChangesFoot(self.context, self.changes, "calendar"))
        self.split.left.addWidget(self.pane)
        self.split.right.addWidget(self.changes)
        self.split.right.addWidget(self.promised)
        self._wire()

    def _wire(self) -> None:
        week, days = self.pane.week, self.pane.days
        week.edited.connect(self._edited)
        days.year_chosen.connect(self._say_year)
        days.import_wanted.connect(self.files.ask)
        days.export_wanted.connect(self.files.ask_export)
        self.deeds.edited.connect(self._edited)
        self.deeds.confirmed.connect(self.refresh)
        self.files.found.connect(self.deeds.look_into)
        self.files.refused.connect(self.pane.say_problem)
        self.pane.versions_wanted.connect(self._open_versions)
        self.changes.save_wanted.connect(self.save)
        self.changes.cancel_wanted.connect(self.put_back)
        self.connect_to(self.context.desk.changed, self._show_rights)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.split.set_room(self.width())

    def refresh(self) -> None:
        self.page.query(read_held, self._show, key="calendar")

    def start(self) -> None:
        self.pane.week.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        self.setAccessibleName(self.context.texts.t("Calendar"))
        self.pane.retranslate()
        self.changes.retranslate()
        self.promised.retranslate()
        self._say()

    def help(self) -> bool:
        TimingHelp(self.context, self.page, "calendar").open()
        return True

    def escape(self) -> bool:
        if not self.is_dirty():
            return False
        self.put_back()
        return True

    def put_back(self) -> None:
        """Show again what is in force."""
        if self._base is not None:
            self._load(self._base.policy.office)

    def is_dirty(self) -> bool:
        """Whether anything stands otherwise than in the version in force."""
        if self._base is None:
            return False
        office = self._base.policy.office
        same = self.pane.week.week() == office.week and self.deeds.days == dict(office.exceptions)
        return self.pane.week.is_wrong() or not same

    def save(self) -> None:
        """Keep what stands there as a new version, or lead to what cannot be."""
        if not self.is_dirty() or self._base is None or not self._may():
            return
        if self.pane.week.is_wrong():
            self.pane.week.show_wrong()
            return
        try:
            office = self._office()
            check_calendar(office)
        except UserProblem as problem:
            self._tell(problem)
            return
        self.page.run(save_calendar, office, self._base.id, done=self._saved, failed=self._tell)

    def _tell(self, problem: UserProblem) -> bool:
        if isinstance(problem, ChangedMeanwhile):
            return False
        self.pane.say_problem("", self.context.texts.problem(problem))
        return True

    def _saved(self, _id: object) -> None:
        self._base = None  # the version that comes now is what was typed
        words = self.context.texts.t("Saved. New cases are counted on this calendar from now on.")
        self.context.messages.tell(Kind.DONE, words)
        self.refresh()

    # -- what is shown

    def _show(self, held: Held) -> None:
        dirty, old = self.is_dirty(), self._base
        self._held, self._base = held, held.versions.rows[0]
        self.files.set_calendar(self._base.policy.office)
        self.deeds.set_base(held.settings, self._base.id)
        if not dirty or old is None or not self.is_dirty():
            self._load(self._base.policy.office)
            return
        mine = self._base.created_by == self.context.desk.actor.staff_id
        if old.policy.office != self._base.policy.office and not mine:
            texts = self.context.texts
            who = held.versions.who(self._base, texts.current)
            self.pane.say_changed(
                texts.t("{name} changed the calendar while you were writing.", name=who),
                texts.t("Nothing is lost: what changes is compared with the new version."),
            )
        self._say()

    def _load(self, office: Calendar) -> None:
        self.deeds.set_days(office.exceptions)
        self.pane.week.set_week(office.week)
        self.pane.say_problem("", "")
        self._say()

    def _office(self) -> Calendar:
        """The calendar as it stands there; raises ``UserProblem`` where it is none."""
        assert self._base is not None
        days = dict(sorted(self.deeds.days.items()))
        return replace(self._base.policy.office, week=self.pane.week.week(), exceptions=days)

    def _edited(self) -> None:
        self.pane.say_problem("", "")
        self._say()

    def _say(self) -> None:
        row, held = self._base, self._held
        if row is None or held is None:
            return
        texts = self.context.texts
        try:
            office = self._office()
            check_calendar(office)
        except UserProblem as problem:
            self.changes.show_lines((), dirty=True)
            self.promised.show_policy(None, texts.problem(problem))
        else:
            found = calendar_difference(row.policy.office, office)
            self.changes.show_lines(difference_lines(texts.current, found), dirty=self.is_dirty())
            self.promised.show_policy(replace(row.policy, office=office))
        self.pane.days.show_days(self.deeds.days, self._today().year)
        self.pane.say_version(row, held.versions.who(row, texts.current))
        self._say_year()
        self._show_rights()

    def _say_year(self, _year: object = None) -> None:
        held, year = self._held, self.pane.days.year
        if held is not None:
            self.pane.say_year(year, held.settings, self._today(), may=self._may())

    def _show_rights(self) -> None:
        self.changes.setVisible(self._may())
        self.pane.set_read_only(not self._may())

    def _may(self) -> bool:
        return self.context.desk.may(Permission.MANAGE_OPTIONS)

    def _today(self) -> date:
        return self.context.clock.now().astimezone(self.context.desk.zone).date()

    # -- old versions

    def _open_versions(self) -> None:
        if self._held is not None:
            dialog = VersionsDialog(self.context, self.page, self._held.versions, may_take=self._may())
            dialog.answered.connect(self._take_up)
            dialog.open()

    def _take_up(self, row: object) -> None:
        if isinstance(row, PolicyRow):
            self._load(row.policy.office)
