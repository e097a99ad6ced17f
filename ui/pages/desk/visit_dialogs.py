"""What is asked about an appointment: how the visit went, and for when it is agreed anew."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from models.desk.kinds import Visit
from models.repairs.kinds import AppointmentDraft
from resources.texts import N_
from ui.context import Context
from ui.language import TextsHolder
from ui.pages.desk.dialogs import DeedDialog
from ui.shared.local_time import local_now, to_instant, to_local
from ui.widgets.choices import Segmented
from ui.widgets.fields import TextField
from ui.widgets.span_field import SpanField


class VisitDialog(DeedDialog):
    """Whether somebody is there. Carries the deed of the order's page that takes the rest."""

    def __init__(self, context: Context, parent: QWidget, about: str, visit: Visit) -> None:
        super().__init__(context, parent, "visit", N_("How was the visit?"), N_("Go on"), about)
        self._over = visit.to_at <= context.clock.now()
        self.went = Segmented()
        self.choices(self.went, self._options)
        self.add("went", N_("&What happened"), self.went)

    def _options(self, texts: TextsHolder) -> list[tuple[str, str]]:
        found = [("start", texts.t("We are in")), ("no_access", texts.t("Nobody opened"))]
        return [*found, ("missed", texts.t("Nobody of us came"))] if self._over else found

    def result_of(self) -> object | None:
        code = self.went.value()
        if code is None:
            self.refuse(self.context.texts.t("Please say what happened."))
        return code


class MoveVisitDialog(DeedDialog):
    """Another time for an appointment, and why. Carries ``(draft, why)``."""

    WIDTH = 520

    def __init__(self, context: Context, parent: QWidget, about: str, visit: Visit) -> None:
        super().__init__(context, parent, "move_visit", N_("Move the appointment"), N_("Move it"), about)
        self.span, self.why = SpanField(partial(local_now, context)), TextField(lines=2)
        self.add("span", N_("&Somebody comes between"), self.span)
        self.add("why", N_("&Why, in a few words"), self.why)
        self.span.set_value((to_local(context, visit.from_at), to_local(context, visit.to_at)))

    def retranslate(self) -> None:
        super().retranslate()
        texts = self.context.texts
        self.span.set_names(texts.t("From"), texts.t("Until"), texts.t("Choose the day in a calendar"))

    def result_of(self) -> object | None:
        texts, why = self.context.texts, str(self.why.value()).strip()
        begin, end = (to_instant(self.context, one) for one in self.span.span())
        if begin is None or end is None:
            self.refuse(texts.t("Both times are needed, such as 11-21 09:00 and 12:00."))
        elif not why:
            self.refuse(texts.t("Please say why, in a few words."))
        else:
            return AppointmentDraft(begin, end), why
        return None
