"""The first run: three short pages, then somebody sits at the desk."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.accounts.kinds import SetupDraft, StaffDraft
from models.core.errors import UserProblem
from models.samples.estate import CASES
from ui.base.form import Form
from ui.context import Context
from ui.messages import Kind
from ui.pages.gates.administrator import AdministratorForm
from ui.pages.gates.beginning import SAMPLE, BeginningPane
from ui.pages.gates.begun import Began, begin
from ui.pages.gates.estate import Estate, EstatePane
from ui.pages.gates.making import MakingPane, SampleDraft, make_sample
from ui.pages.gates.sheet import GatePage
from ui.widgets.cards import Separator, StepBar
from ui.widgets.controls import PrimaryButton, QuietButton
from ui.widgets.labels import Label

PAGES = 3
BOTH = ("zh_CN", "en")


class FirstRunPage(GatePage):
    """Goes forth and back between its pages; nothing typed is lost."""

    SAMPLE_CASES = CASES
    WIDTH = 540
    MARGIN = 44

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("first_run")
        self._at = 0
        self._busy = False
        self.beginning = BeginningPane(context)
        self.estate = EstatePane(context)
        self.administrator = AdministratorForm(context, "first_run.administrator")
        self.making = MakingPane(context)
        self.bar = StepBar("cll", width=108)
        self._title, self._line = Label("", "page"), Label("", token="muted", wrap=True)
        self._where = Label("", token="muted")
        self.back = QuietButton()
        self.back.setObjectName("first_run.back")
        self.go = PrimaryButton(key="Return")
        self.go.setObjectName("first_run.go")
        self._lay_out()
        self.go.clicked.connect(self.enter)
        self.back.clicked.connect(self._go_back)
        self.estate.submitted.connect(self._estate_said)
        self.administrator.submitted.connect(self._administrator_said)
        self.beginning.changed.connect(self._show)
        self.retranslate()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for pane in (self.beginning, self.estate, self.administrator, self.making):
            self._stack.addWidget(pane)
        body = self.sheet.body
        for widget, gap in ((self.bar, 0), (self._title, 14), (self._line, 2), (self._stack, 20)):
            body.addSpacing(gap)
            body.addWidget(widget)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._where)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.go)
        below = QVBoxLayout()
        below.setSpacing(14)
        below.addWidget(Separator())
        below.addLayout(foot)
        body.addSpacing(18)
        body.addLayout(below)

    def shown(self, **params: object) -> None:
        self.beginning.show_folder(self.context.desk.session.store.folder)
        self._turn_to(self._at)

    def retranslate(self) -> None:
        for pane in (self.beginning, self.estate, self.administrator, self.making):
            pane.retranslate()
        self._show()

    def escape(self) -> bool:
        """Escape goes back, and nothing is lost."""
        if self._at and not self._busy:
            self._go_back()
        return True

    def enter(self) -> None:
        """Go on from the page that is shown."""
        if self._busy:
            return
        if self._at == 0 and self.beginning.values()["start"] == SAMPLE:
            self._make_sample()
        elif self._at == 0:
            self._turn_to(1)
        elif self._at == 1:
            self.estate.commit()
        else:
            self.administrator.commit()

    def _go_back(self) -> None:
        if self._at:
            self._turn_to(self._at - 1)
        else:
            self.window().close()

    def _turn_to(self, page: int) -> None:
        self._at = page
        self._show()
        target = (self.beginning.language, self.estate.name.field, self.administrator.name.field)[page]
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        """Show the page and everything that depends on it."""
        t = self.context.texts.t
        sample = self._at == 0 and self.beginning.values()["start"] == SAMPLE
        titles = (
            (t("Set up your desk"), t("Three short pages. Everything stays on this computer.")),
            (t("Your property"), t("All of this can be changed later, under Options.")),
            (
                t("The first administrator"),
                t(
                    "This person looks after staff, categories and targets. The others are added later, under Team."
                ),
            ),
        )
        title, line = titles[self._at]
        self._title.set_text(title)
        self._line.set_text(line)
        states = "".join("d" if i < self._at else "c" if i == self._at else "l" for i in range(PAGES))
        where = t("{page} of {pages}", page=self._at + 1, pages=PAGES)
        self.bar.set_states(states, where)
        self.bar.setVisible(not self._busy)
        self._where.set_text("" if sample else where)
        self.back.set_text(t("Back") if self._at else t("Leave"))
        self.back.setVisible(not self._busy)
        last = self._at == PAGES - 1
        self.go.set_text(t("Begin") if last else t("Make the sample estate") if sample else t("Go on"))
        self._stack.setCurrentWidget(self.making if self._busy and sample else self._pane())

    def _pane(self) -> QWidget:
        panes: tuple[Form[None] | EstatePane | AdministratorForm, ...] = (
            self.beginning,
            self.estate,
            self.administrator,
        )
        return panes[self._at]

    def _estate_said(self, _estate: Estate) -> None:
        self._turn_to(2)

    def _administrator_said(self, person: StaffDraft) -> None:
        estate = self.estate.draft()
        language = self.context.texts.language
        draft = SetupDraft(
            property_name=estate.name,
            language=language if language in BOTH else "en",
            timezone=estate.timezone,
            currency=estate.currency,
            calendar=estate.calendar,
            policy=estate.policy,
            administrator=person,
            report_languages=self._report_languages(),
        )
        self._set_busy(True)
        make = partial(begin, draft=draft, password=self.administrator.password_text())
        self.query(make, self._began, self._failed)

    def _make_sample(self) -> None:
        self._set_busy(True)
        draft = SampleDraft(self.context.texts.language, self._report_languages(), self.SAMPLE_CASES)
        make = partial(make_sample, draft=draft)
        self.context.jobs.long(self, make, self._sample_made, self._failed, self.making.show_progress)

    def _sample_made(self, began: Began) -> None:
        self._began(began)
        texts, name = self.context.texts, began.session.actor.name
        self.context.messages.tell(
            Kind.NOTE,
            texts.t("You sit at the front desk as {name}.", name=name),
            texts.t("To look around as somebody else, click the name at the bottom left."),
        )

    def _report_languages(self) -> tuple[str, ...]:
        language = self.context.texts.language
        first = language if language in BOTH else "en"
        return (
            (first, *(other for other in BOTH if other != first))
            if self.beginning.values()["both"]
            else (first,)
        )

    def _began(self, began: Began) -> None:
        self.context.desk.describe(began.settings.property_name, began.settings.zone)
        self.context.desk.sign_in(began.session.actor)

    def _failed(self, problem: UserProblem) -> bool:
        self._set_busy(False)
        if problem.code == "account.already_set_up":  # another window was quicker
            self.context.desk.opened(self.context.desk.session, needs_setup=False)
        return self.administrator.tell(problem)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.go.set_busy(busy, self.context.texts.t("One moment …"))
        self._show()
