"""The intake page: it brings the columns, the draft and the writes together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.texts import N_
from ui.base.page import Page
from ui.base.screen import Hint
from ui.commands import Command, Scope
from ui.context import Context
from ui.pages.intake import lookups
from ui.pages.intake.columns import Columns
from ui.pages.intake.drafting import DraftBook
from ui.pages.intake.filing import Filing
from ui.pages.intake.near import SHOWN
from ui.pages.intake.outage import OutageLine
from ui.pages.intake.outage_deeds import OutageDeeds
from ui.pages.intake.receipt import Values, is_blank
from ui.pages.intake.strips import DraftStrip, Head
from ui.pages.intake.walk import EnterWalk
from ui.theme.current import theme

_LOW = 620


class IntakePage(Page):
    """One form, by keyboard; whatever is typed survives."""

    topics = frozenset({"case", "place", "resident", "option", "category", "phrase", "incident"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("intake")
        self.setAcceptDrops(True)
        self._begun: datetime | None = None
        self._loading = False
        self._asked_near: lookups.Asked | None = None
        self._asked_promise: tuple[str, datetime] | None = None
        self.head, self.strip = Head(context, self), DraftStrip(context, self)
        self.outage = OutageLine(context, self)
        self.columns = Columns(context, self)
        self.who, self.what = self.columns.who, self.columns.what
        self.drafts = DraftBook(self, context, self.strip, self.values, self._load)
        self.filing = Filing(self, context, self.columns, self.drafts, self.values)
        self.outages = OutageDeeds(self, self.outage, self.columns, self.filing, self._edited)
        self._walk = EnterWalk(self)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.head)
        self._box.addWidget(self.strip)
        self._box.addWidget(self.outage)
        self._box.addWidget(self.columns, 1)
        self._wire()
        self._commands()
        self.retranslate()
        self.drafts.clear()

    def _wire(self) -> None:
        columns, who, what = self.columns, self.who, self.what
        self._walk.follow([*who.fields(), *what.fields.fields(), columns.foot.button], (who.finder.line,))
        self._walk.press(
            [*columns.near.buttons(), columns.red.done, columns.foot.put_aside, self.outage.join]
        )
        who.changed.connect(self._edited)
        who.home_changed.connect(self._home_changed)
        who.move_on.connect(partial(self._walk.leave, who.finder.line))
        what.changed.connect(self._edited)
        what.weighed.connect(self._weighed)
        what.danger.connect(columns.show_red)
        columns.red.ticked.connect(self._edited)
        columns.foot.aside.connect(self._put_aside)
        self.drafts.taken_up.connect(partial(self._focus, what.fields.words))
        self.drafts.emptied.connect(partial(self._focus, who.finder.line))
        self.filing.filed.connect(self._filed)
        self.connect_to(self.context.desk.locked, self.drafts.keeper.flush)

    def _commands(self) -> None:
        page = Scope.PAGE
        joins = [
            Command(f"intake.join.{i + 1}", N_("join"), f"Alt+{i + 1}", partial(self._ask_join, i), page,
                    hint=not i, enabled=partial(self.columns.may_join, i))
            for i in range(SHOWN)
        ]  # fmt: skip
        fields, cases = self.what.fields, self.who.cases
        self.context.commands.add(
            self,
            Command("intake.record", N_("record"), ("Ctrl+Return", "Ctrl+Enter"), self.filing.record, page, hint=True),
            *joins,
            Command("intake.outage", N_("join the outage"), "Alt+J", self.outages.join, page, hint=self.outage.may_join,
                    enabled=self.outage.may_join),
            Command("intake.declare", N_("declare an outage"), "Alt+O", self.outages.declare, page),
            Command("intake.repeat", N_("repeat"), "Alt+R", cases.toggle, page, enabled=cases.may_repeat),
            Command("intake.why", N_("why these times"), "Alt+T", fields.promise.why.toggle, page),
            Command("intake.drafts", N_("drafts put aside"), "Alt+D", self.strip.focus_first, page,
                    enabled=self.strip.isVisible),
            Command("intake.paste", N_("paste a photo"), "Ctrl+V", fields.files.paste, page),
        )  # fmt: skip

    # -- the life of the page

    def shown(self, **params: object) -> None:
        """``place_id`` and ``resident_id`` begin a complaint of that home, ``draft`` goes on with one put aside."""
        if params.get("draft"):
            self.drafts.wanted = str(params["draft"])
        place, resident = _whole(params.get("place_id")), _whole(params.get("resident_id"))
        if place is not None or resident is not None:
            self.drafts.put_aside()
            self.who.take(place, resident)
        self.mark_stale()
        self.head.run(self._begun)
        self._focus(self.who.finder.line)

    def hidden(self) -> None:
        self.drafts.keeper.flush()
        self.head.run(self._begun, running=False)

    def refresh(self) -> None:
        self.what.refresh()
        self.drafts.look()
        self.who.look_again()
        self._asked_near = self._asked_promise = None
        self._weighed()
        own = partial(lookups.own_phrases, self.context.texts.language)
        self.query(own, self.columns.red.set_own, key="phrases")

    def retranslate(self) -> None:
        self.head.retranslate()
        self.strip.retranslate()
        self.outage.retranslate()
        self.columns.retranslate()
        self.filing.show_gaps()

    def title(self) -> str:
        return self.context.texts.t("Record a complaint")

    def hints(self) -> Sequence[Hint]:
        return (Hint(("Return",), N_("next field")), Hint(("Alt",), N_("and the underlined letter: jump")))

    def panes(self) -> Sequence[QWidget]:
        return self.columns.panes()

    def resizeEvent(self, event: QResizeEvent) -> None:
        px = theme().px
        low = self.height() < px(_LOW)
        self._box.setContentsMargins(px(24), px(12 if low else 20), px(24), 0)
        self._box.setSpacing(px(8 if low else 14))
        super().resizeEvent(event)

    def escape(self) -> bool:
        """Esc puts away what is open, then the draft, then goes back."""
        if self.who.finder.close_list() or self.who.homes.finder.close_list():
            return True
        if self.columns.near.asking:
            self.columns.near.cancel()
            return True
        return self._put_aside() and not self.context.navigation.can_go_back

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.what.fields.files.strip.dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """A photo may be dropped anywhere on the page."""
        self.what.fields.files.strip.dropEvent(event)

    # -- the draft

    def values(self) -> Values:
        """Everything that stands in the form."""
        begun = self._begun.isoformat() if self._begun else None
        return {
            **self.who.values(),
            **self.what.values(),
            **self.outage.values(),
            "ticks": self.columns.red.ticks(),
            "begun_at": begun,
        }

    def _load(self, values: Values) -> None:
        self._loading = True
        begun = values.get("begun_at")
        self._begun = datetime.fromisoformat(begun) if begun else None
        self.columns.red.load(dict(values.get("ticks") or {}))
        self.who.load(values)
        self.what.load(values)
        self.outage.load(values)
        self._asked_near = None
        self._loading = False
        self.head.run(self._begun, running=self.isVisible())
        self._home_changed()
        self._weighed()
        self.filing.edited()

    def _put_aside(self) -> bool:
        done = self.drafts.put_aside()
        self._focus(self.who.finder.line)
        return done

    def _edited(self) -> None:
        if self._loading:
            return
        blank = is_blank(self.values())
        if self._begun is None and not blank:
            self._begun = self.context.clock.now()
            self.head.run(self._begun)
            self._weighed()
        if not blank:
            self.drafts.keeper.touch()
        self.filing.edited()

    # -- what follows from what was written

    def _home_changed(self) -> None:
        person = self.who.card.caller_person()
        self.what.care_for(bool(person and person.resident.vulnerable))
        self._weighed()

    def _weighed(self) -> None:
        """Ask for what is near and for the promises, where the question is a new one."""
        if self._loading:
            return
        code = self.what.category or ""
        asked = lookups.Asked(
            self.who.place_id,
            code.partition(".")[0] or None,
            code if "." in code else None,
            self.outage.joined,
        )
        if asked != self._asked_near:
            self._asked_near = asked
            self.query(partial(lookups.beside, asked), self._around_came, key="around")
        promise = (self.what.weight.severity, self._begun or self.context.clock.now())
        if promise != self._asked_promise:
            self._asked_promise = promise
            self.what.fields.promise.ask(*promise)

    def _around_came(self, found: lookups.Around) -> None:
        self.columns.near.show_around(found, self.who.label)
        self.outage.show_found(found.incidents)
        self.who.show_rule(found.repeat)
        self.columns.retranslate_tabs()
        self.context.commands.look_again()

    def _focus(self, widget: QWidget) -> None:
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filed(self, case_id: int) -> None:
        if "case" in self.context.navigation.specs:
            self.context.navigation.navigate("case", id=case_id)
        else:
            self.drafts.look()
            self._focus(self.who.finder.line)

    def _ask_join(self, index: int) -> None:
        self.columns.show_side()
        self.columns.near.ask(index)


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, (int, str)) and str(value).isdigit() else None
