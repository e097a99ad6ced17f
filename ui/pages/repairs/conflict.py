"""The red card: what speaks against a place, and the ways out."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt

from models.scheduling.kinds import Against
from models.scheduling.rules import hard
from ui.base.page import Page
from ui.pages.repairs.carrying import Carrying
from ui.pages.repairs.deeds import Deeds
from ui.pages.repairs.ways import Way, WaysCard
from ui.shared.slot_words import free_note, slot_title
from ui.widgets.schedule_grid import ScheduleGrid

OVERRIDE, SPLIT = "override", "split"


class Conflict(QObject):
    """Keeps the card in step with what is carried."""

    def __init__(self, page: Page, grid: ScheduleGrid, deeds: Deeds) -> None:
        super().__init__(page)
        self._context, self._grid, self._deeds = page.context, grid, deeds
        self.card = WaysCard(page, "repairs.conflict")
        self.card.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_for(self, carrying: Carrying) -> None:
        """Show it while what is carried is held where it may not go; put it away otherwise."""
        look, move = carrying.look(), carrying.move
        if look is None or look.aim is None or look.aim.fits or move is None or move.starts_at is None:
            self.card.hide()
            return
        picture, texts = carrying.picture, self._context.texts.current
        assert picture is not None
        who = picture.layout.sheet.lanes[look.aim.lane].name
        time = texts.time_at(move.starts_at, picture.eye.zone)
        title = texts.t("{name} cannot take it at {time}", name=who, time=time)
        if carrying.against[0].code in (Against.OVERLAP, Against.ABSENT):
            title = texts.t("{name} is not free at {time}", name=who, time=time)
        self.card.tell(title, carrying.sentence(), self._ways(carrying), grave=True)
        rect = self._grid.aim_rect(look.aim).toAlignedRect()
        corner = self._grid.viewport().mapToGlobal(rect.topLeft())
        self.card.stand_beside(QRect(corner, rect.size()))

    def _ways(self, carrying: Carrying) -> list[Way]:
        picture, texts, move = carrying.picture, self._context.texts.current, carrying.move
        assert picture is not None
        assert move is not None
        zone = picture.eye.zone
        aimed = move.starts_at or picture.now
        ways = [
            Way(slot_title(texts, one, aimed, zone), free_note(texts, one, zone), one)
            for one in carrying.ways_out()
        ]
        against = carrying.against
        if against[0].code is Against.TOO_LONG:
            ways.append(Way(texts.t("Split it…"), "", SPLIT, "plus", "accent"))
        elif not hard(against) and self._deeds.may_override():
            ways.append(Way(texts.t("Place it all the same…"), "", OVERRIDE, "triangle-alert", "soon"))
        return ways


def place_words(carrying: Carrying) -> str:
    """Whose slot is aimed at, on which day, from when to when."""
    picture, look = carrying.picture, carrying.look()
    if picture is None or look is None or look.aim is None:
        return ""
    sheet, aim = picture.layout.sheet, look.aim
    return f"{sheet.lanes[aim.lane].name}, {sheet.days[aim.day].spoken}, {aim.words}"
