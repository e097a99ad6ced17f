"""The drafts of this person: the one being written, those put aside, and one that a crash left behind."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from models.options.drafts import forget_draft, save_draft
from models.options.kinds import DraftRow
from ui.base.drafts import DraftKeeper
from ui.context import Context
from ui.messages import Kind
from ui.operations import Undo
from ui.pages.intake.lookups import DRAFT_KIND, kept_drafts
from ui.pages.intake.receipt import Values, is_blank
from ui.pages.intake.strips import DraftStrip

Load = Callable[[Values], None]
Collect = Callable[[], Values]


class DraftBook(QObject):
    """Keeps what is written while it is written. ``taken_up``: another draft stands in the form now."""

    taken_up = Signal()
    emptied = Signal()

    def __init__(
        self, owner: QObject, context: Context, strip: DraftStrip, collect: Collect, load: Load
    ) -> None:
        super().__init__(owner)
        self._context, self._strip = context, strip
        self._collect, self._load = collect, load
        self._looked_for_crash = False
        self.wanted = ""  # the key of a draft that somebody asked for from another page
        self.keeper = DraftKeeper(self, context, DRAFT_KIND, collect, key=uuid4().hex)
        strip.resumed.connect(self._resume)
        strip.thrown_away.connect(self._throw_away)

    @property
    def key(self) -> str:
        """What the present draft is kept under."""
        return self.keeper.key

    def clear(self) -> None:
        """Begin anew; what was written before is no longer watched."""
        self.keeper.settle()
        self.keeper.use_key(uuid4().hex)
        self._load({})

    def put_aside(self) -> bool:
        """Keep what was written, and begin anew; ``False`` when there was nothing."""
        values = self._collect()
        if is_blank(values):
            return False
        self.keeper.settle()
        body = {**values, "aside": True}
        self._context.operations.run(self, save_draft, DRAFT_KIND, self.key, body, done=self._was_put_aside)
        self.clear()
        return True

    def _was_put_aside(self, _value: object) -> None:
        self._context.messages.tell(Kind.DONE, self._context.texts.t("Put aside. Nothing is lost."))
        self.look()

    def look(self) -> None:
        """Fetch the list again."""
        self._context.jobs.query(self, kept_drafts, self._came, key="drafts")

    def _came(self, found: tuple[DraftRow, ...]) -> None:
        if self.wanted and self._take_wanted(found):
            return
        others = [one for one in found if one.key != self.key and not is_blank(_body(one))]
        if not self._looked_for_crash:
            self._looked_for_crash = True
            lost = next((one for one in others if not _body(one).get("aside")), None)
            if lost is not None and is_blank(self._collect()):
                others.remove(lost)
                self._take_up(lost)
                told = self._context.texts.t("Your words are kept: here they are again.")
                self._context.messages.tell(Kind.DONE, told)
        self._strip.show_drafts(tuple(others))

    def _take_wanted(self, found: tuple[DraftRow, ...]) -> bool:
        """Go on with the draft that was asked for; ``False`` when it is the present one, or gone."""
        wanted, self.wanted = self.wanted, ""
        draft = next((one for one in found if one.key == wanted), None)
        if draft is None or wanted == self.key:
            return False
        self._looked_for_crash = True
        self._resume(draft)
        return True

    def _take_up(self, draft: DraftRow) -> None:
        self.keeper.settle()
        self.keeper.use_key(draft.key)
        self._load(_body(draft))
        self.taken_up.emit()

    def _resume(self, draft: DraftRow) -> None:
        self.put_aside()
        self._take_up(draft)
        self.look()

    def _throw_away(self, draft: DraftRow) -> None:
        told = self._context.texts.t("The draft is thrown away.")
        back = Undo(told, save_draft, (DRAFT_KIND, draft.key, draft.body))
        self._context.operations.run(
            self, forget_draft, DRAFT_KIND, draft.key, done=self._was_thrown_away, undo=partial(_always, back)
        )

    def _was_thrown_away(self, _value: object) -> None:
        self.look()
        self.emptied.emit()


def _body(draft: DraftRow) -> dict[str, Any]:
    return draft.body if isinstance(draft.body, dict) else {}


def _always(undo: Undo, _value: object) -> Undo:
    return undo
