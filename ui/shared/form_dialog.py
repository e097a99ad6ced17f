"""A form in a dialog: it slides where there is little room, refuses beside its fields, and keeps what is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from models.core.errors import ChangedMeanwhile, UserProblem
from models.core.session import Session
from ui.base.dialog import Dialog
from ui.base.drafts import DraftKeeper
from ui.base.form import FieldProblem, Form
from ui.context import Context
from ui.operations import AnyAction
from ui.theme.current import theme
from ui.widgets.controls import LinkButton, PrimaryButton, QuietButton
from ui.widgets.labels import Label
from ui.widgets.planes import Scroller

D = TypeVar("D")
F = TypeVar("F", bound=Form[Any])
Done = Callable[[int], None]


class FormDialog(Dialog, Generic[F]):
    """``stem`` begins the object names. Subclasses set the words of ``heading`` and ``save``, and write the draft."""

    WIDTH = 560
    REST = 150  # what there is besides the form: heading, buttons, margins

    def __init__(self, context: Context, parent: QWidget, stem: str, form: F) -> None:
        super().__init__(context, parent)
        self.setObjectName(f"{stem}.dialog")
        self.form = form
        self.heading = Label("", "heading", wrap=True)
        self.error = Label("", "small", "s1", wrap=True)
        self.error.setObjectName(f"{stem}.error")
        self.error.hide()
        self._scroller = Scroller(form)
        self.body.addWidget(self.heading)
        self.body.addWidget(self._scroller, 1)
        self.body.addWidget(self.error)
        self.cancel, self.save = QuietButton(), PrimaryButton(key="Ctrl+Return")
        self.cancel.setObjectName(f"{stem}.cancel")
        self.save.setObjectName(f"{stem}.save")
        self.cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self.submit)
        self.on_key("Ctrl+Return", self.submit)
        self.add_button(self.cancel)
        self.add_button(self.save)
        form.submitted.connect(self._commit)
        form.changed.connect(self._edited)
        grown = getattr(form, "grown", None)
        if grown is not None:
            grown.connect(self.fit)

    def retranslate(self) -> None:
        self.setWindowTitle(self.heading.text())
        self.cancel.set_text(self.context.texts.t("Cancel"))
        self.form.retranslate()

    def fit(self) -> None:
        """As high as the form needs, but no higher than the window."""
        px = theme().px
        layout = self.form.layout()
        assert layout is not None
        layout.activate()
        window = self.parentWidget()
        wide, high = (window.width(), window.height()) if window is not None else (0, 0)
        width = min(px(self.WIDTH), wide - px(60))
        inner = width - 2 * px(24) - px(12)
        tall = max(layout.totalHeightForWidth(inner), layout.totalSizeHint().height()) + px(self.REST)
        if self.error.isVisibleTo(self):
            tall += self.error.heightForWidth(inner)
        self.resize(width, min(tall, max(px(360), high - px(60))))

    def first_field(self) -> QWidget:
        """Where writing begins."""
        return self.form

    def open(self) -> None:
        super().open()
        self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Hand the draft over, or lead to what is missing."""
        if not self.save.is_busy():
            self.form.commit()
            self.fit()

    def _commit(self, draft: Any) -> None:
        self.save.set_busy(True)
        self.write(draft)

    def write(self, draft: Any) -> None:
        """Do what the draft is for."""
        raise NotImplementedError

    def beside_a_field(self, problem: UserProblem) -> bool:
        """Say it beside the field that it is about; whether there is one."""
        raise NotImplementedError

    def refuse(self, problem: UserProblem) -> bool:
        """Say why it was not done; everything typed stays."""
        self.save.set_busy(False)
        if not self.beside_a_field(problem):
            self.error.set_text(self.words_of(problem))
            self.error.show()
        self.fit()
        return True

    def words_of(self, problem: UserProblem) -> str:
        """What is said of a problem that belongs to no field."""
        return self.context.texts.problem(problem)

    def _edited(self) -> None:
        self.error.hide()


class Start(Protocol):
    """What a kept form begins with; ``key`` is what is written of it kept under."""

    @property
    def draft(self) -> Any: ...

    @property
    def key(self) -> str: ...


S = TypeVar("S", bound=Start)


class KeptForm(Form[D], Generic[D, S]):
    """A form whose writing is kept. ``FIELD_OF`` names the field that a problem is said beside, by its code."""

    FIELD_OF: Mapping[str, str] = {}

    def __init__(self, context: Context, start: S, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.start = start

    def refuse(self, problem: UserProblem) -> bool:
        """Say beside its field what an action refused; ``False`` where it belongs to none."""
        field = self.FIELD_OF.get(problem.code)
        if field is not None:
            self.show_problems([FieldProblem(field, self.context.texts.problem(problem))])
        return field is not None

    def start_again(self, start: S) -> None:
        """It was changed elsewhere: show it as it is now; what was edited here stays, and counts as edited."""
        self.start = start
        self.renew(partial(self.load, start.draft))

    def written(self) -> dict[str, Any]:
        """All values as JSON carries them."""
        raise NotImplementedError

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Show again what was being written; it counts as edited."""
        raise NotImplementedError


K = TypeVar("K", bound=KeptForm[Any, Any])


class KeptFormDialog(FormDialog[K]):
    """Closing it keeps what was written, under ``kind`` and the key of what it began with."""

    REST = 190

    def __init__(
        self, context: Context, parent: QWidget, stem: str, kind: str, form: K, done: Done | None
    ) -> None:
        super().__init__(context, parent, stem, form)
        self._told = done
        self.note = Label("", token="muted", wrap=True)
        self.note.setObjectName(f"{stem}.note")
        self.again = LinkButton()
        self.again.setObjectName(f"{stem}.again")
        self.again.hide()
        self.body.insertWidget(1, self.note)
        self.body.insertWidget(2, self.again)
        self.again.clicked.connect(self.begin_again)
        self.keeper = DraftKeeper(self, context, kind, form.written, form.start.key)
        self.keeper.restore(self._restored)

    def retranslate(self) -> None:
        super().retranslate()
        self.again.set_text(self.context.texts.t("What you were writing is back. Begin afresh"))

    def done(self, result: int) -> None:
        self.keeper.flush()
        super().done(result)

    def _restored(self, kept: dict[str, Any] | None) -> None:
        if kept and not self.form.is_dirty():
            self.form.restore(kept)
            self.again.setVisible(self.form.is_dirty())
            self.fit()

    def begin_again(self) -> None:
        """Throw away what was kept."""
        self.form.load(self.form.start.draft)
        self.again.hide()
        self.keeper.forget()
        self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self) -> None:
        super()._edited()
        self.keeper.touch()

    # The deed

    @property
    def row_id(self) -> int:
        """What is changed; 0 where it is new."""
        raise NotImplementedError

    def anew(self, session: Session) -> Start:
        """What is changed, as somebody else has left it. On the database thread."""
        raise NotImplementedError

    def run(self, action: AnyAction, *args: object) -> None:
        """Write, and go when it went well."""
        self.context.operations.run(self, action, *args, done=self._succeeded, failed=self.refuse)

    def _succeeded(self, made: int | None) -> None:
        self.keeper.forget()
        self.accept()
        if self._told is not None:
            self._told(made or self.row_id)

    def beside_a_field(self, problem: UserProblem) -> bool:
        return self.form.refuse(problem)

    def refuse(self, problem: UserProblem) -> bool:
        if isinstance(problem, ChangedMeanwhile):
            self.context.jobs.query(self, self.anew, self.form.start_again, key="again")
        return super().refuse(problem)
