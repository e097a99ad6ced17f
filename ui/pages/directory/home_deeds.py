"""What is done on the page of a home or a person, and where it leads."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from models.directory.kinds import Person, PlaceRow, ResidencyRow
from ui.base.page import Page
from ui.pages.directory.deeds import Deeds
from ui.pages.directory.home_data import HomeView


class HomeDeeds(Deeds):
    """The deeds of a page; ``view`` is what it shows, ``anchor`` the button of its menu."""

    def __init__(self, page: Page, kind: str, anchor: QWidget) -> None:
        super().__init__(page)
        self._kind, self._anchor = kind, anchor
        self.view: HomeView | None = None

    @property
    def place(self) -> PlaceRow | None:
        """The place, or the home of the person."""
        return self.view.place if self.view is not None else None

    @property
    def person(self) -> Person | None:
        """The person whose page it is."""
        return self.view.person if self.view is not None else None

    def may_change(self) -> bool:
        """Whether there is something that may be changed."""
        return self.may() and self.view is not None

    def takes_people(self) -> bool:
        """Whether somebody can be added or move in here."""
        place = self.place
        return self.may() and self._kind == "place" and place is not None and place.active

    def record(self) -> None:
        """Begin a complaint of this home or person."""
        if self.view is None:
            return
        params: dict[str, object] = {}
        if self.place is not None:
            params["place_id"] = self.place.id
        if self.person is not None:
            params["resident_id"] = self.person.resident.id
        self._context.navigation.navigate("intake", **params)

    def change(self) -> None:
        """Change the place or the person."""
        view = self.view
        if not self.may_change() or view is None:
            return
        if view.person is not None:
            self.change_resident(view.person)
        elif view.place is not None:
            self.change_place(view.place, view.trail[-1] if view.trail else None)

    def add_somebody(self) -> None:
        """Somebody new at this home."""
        if self.takes_people():
            self.add_resident(self.place)

    def move_somebody_in(self) -> None:
        """Somebody known moves in here, or this person somewhere."""
        if self.person is not None:
            self.move_in(self.person)
        elif self.takes_people() and self.place is not None:
            self.move_in_here(self.place)

    # What is seldom wanted

    def menu(self) -> QMenu:
        """The menu of the moment."""
        menu = QMenu(self._page)
        menu.setObjectName(f"{self._kind}.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._kind == "place":
            self._place_lines(menu)
        else:
            self._person_lines(menu)
        return menu

    def _place_lines(self, menu: QMenu) -> None:
        t, place = self._context.texts.t, self.place
        if place is None:
            return
        if place.active:
            self._line(menu, "add_below", t("Add a place in it"), partial(self.add_place, place))
            self._line(menu, "retire", t("Take out of use"), partial(self.retire_place, place))
        else:
            self._line(menu, "restore", t("Take into use again"), partial(self.restore_place, place))

    def _person_lines(self, menu: QMenu) -> None:
        t, view = self._context.texts.t, self.view
        self._line(menu, "move_in", t("Move in somewhere"), self.move_somebody_in)
        for stay in view.stays if view is not None else ():
            words = t("{name} in {home}", name=stay.resident_name, home=stay.place_label)
            if stay.present:
                out = t("Move out of {home}", home=stay.place_label)
                self._line(menu, f"move_out.{stay.id}", out, partial(self.move_out, stay))
            self._line(
                menu, f"stay.{stay.id}", t("Change: {what}", what=words), partial(self.change_stay, stay)
            )

    def _line(self, menu: QMenu, name: str, words: str, slot: object) -> None:
        action = menu.addAction(words)
        action.setObjectName(f"{menu.objectName()}.{name}")
        action.triggered.connect(slot)

    def open_menu(self) -> None:
        """Open the menu below its button."""
        button = self._anchor
        self.menu().popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    # Going elsewhere

    def go_place(self, ident: object) -> None:
        """The page of a place."""
        self._context.navigation.navigate("place", id=ident)

    def go_resident(self, ident: object) -> None:
        """The page of a person."""
        self._context.navigation.navigate("resident", id=ident)

    def go_case(self, ident: object) -> None:
        """The page of a case."""
        self._context.navigation.navigate("case", id=ident)

    def stay_chosen(self, stay: ResidencyRow) -> None:
        """A line of the history: a person's home is gone to, a home's former people are put right."""
        if self.person is not None:
            self.go_place(stay.place_id)
        elif self.may():
            self.change_stay(stay)
