"""The directory: the place tree at the left, people or places at the right."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.core.permissions import Permission
from models.directory.kinds import DirectoryCounts
from resources.texts import N_
from ui.base.page import Page
from ui.base.screen import Hint
from ui.commands import Command, Scope
from ui.context import Context
from ui.pages.directory.deeds import Deeds
from ui.pages.directory.list_data import View, how_many
from ui.pages.directory.list_pane import DirectoryList
from ui.pages.directory.tree import Branches, PlaceTree, branches
from ui.pages.directory.words import place_name
from ui.theme.current import theme
from ui.widgets.cards import Separator
from ui.widgets.choices import ViewTabs
from ui.widgets.controls import Button, IconButton, PrimaryButton
from ui.widgets.fields import LineField
from ui.widgets.labels import Label
from ui.widgets.page_head import PageHead
from ui.widgets.themed import Themed

_TYPING_MS = 120


class ResidentsPage(Themed, Page):
    """Who lives where."""

    topics = frozenset({"place", "resident"})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("residents")
        self._counts = DirectoryCounts(0, 0, 0)
        self.deeds = Deeds(self)
        self.add = PrimaryButton(icon="plus", key="A")
        self.add.setObjectName("residents.add")
        self.bring = Button(key="I")
        self.bring.setObjectName("residents.import")
        self.head = PageHead(self.bring, self.add)
        self.tree_label = Label("", "small", "muted")
        self.add_place = IconButton("plus", px=14)
        self.add_place.setObjectName("residents.add_place")
        self.tree = PlaceTree()
        self.tree.setObjectName("residents.tree")
        self.words = LineField(icon="search")
        self.words.setObjectName("residents.filter")
        self.tabs = ViewTabs()
        self.tabs.setObjectName("residents.views")
        self.list = DirectoryList(self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._lay_out()
        self._wire()
        self._add_commands()
        self.follow_theme()
        self.retranslate()
        self.tabs.set_value(View.PRESENT)

    def _lay_out(self) -> None:
        tree_head = QHBoxLayout()
        tree_head.addWidget(self.tree_label, 1)
        tree_head.addWidget(self.add_place)
        self._left = QWidget()
        self._left_box = QVBoxLayout(self._left)
        self._left_box.addLayout(tree_head)
        self._left_box.addWidget(self.tree, 1)
        self._tools = QHBoxLayout()
        self._tools.addWidget(self.tabs, 1)
        self._tools.addWidget(self.words)
        self._rows = QHBoxLayout()
        self._rows.addWidget(self.list)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(self._tools)
        right.addWidget(Separator())
        right.addLayout(self._rows, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._left)
        body.addWidget(Separator(vertical=True))
        body.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(body, 1)

    def _wire(self) -> None:
        navigation = self.context.navigation
        self.tree.chosen.connect(self._ask)
        self.tree.opened.connect(self._open_place)
        self.tree.branch_wanted.connect(self._fetch_branch)
        self.tabs.changed.connect(self._ask)
        self.words.changed.connect(self._typed)
        self._typing.timeout.connect(self._ask)
        self.words.returnPressed.connect(self._to_list)
        self.list.resident_opened.connect(self._open_resident)
        self.list.place_opened.connect(self._open_place)
        self.add.clicked.connect(self.add_resident)
        self.add_place.clicked.connect(self.add_below)
        self.bring.clicked.connect(self.open_import)
        self.connect_to(self.context.desk.changed, self._rights_changed)
        self.bring.setVisible("import" in navigation.specs)

    def _add_commands(self) -> None:
        pane, may = Scope.PANE, self.deeds.may
        add = self.context.commands.add
        for stem, widget in (("residents.list", self.list), ("residents.tree", self.tree)):
            add(
                widget,
                Command(
                    f"{stem}.add", N_("add somebody"), "A", self.add_resident, pane, hint=True, enabled=may
                ),
                Command(
                    f"{stem}.place", N_("add a place"), "P", self.add_below, pane, hint=True, enabled=may
                ),
                Command(f"{stem}.filter", N_("filter"), "F", self.focus_filter, pane, hint=True),
                Command(
                    f"{stem}.import", N_("import"), "I", self.open_import, pane, enabled=self._may_import
                ),
            )

    def retheme(self) -> None:
        px = theme().px
        self._left.setFixedWidth(px(256))
        self._left_box.setContentsMargins(px(16), px(10), px(8), px(8))
        self._left_box.setSpacing(px(4))
        self._tools.setContentsMargins(px(18), px(6), px(24), px(6))
        self._rows.setContentsMargins(px(12), 0, px(12), 0)
        self.words.setFixedWidth(px(240))

    # Life

    def shown(self, **params: object) -> None:
        place = params.get("place")
        if isinstance(place, int):
            self.tree.choose(place)
        self.list.take_focus()
        self._rights_changed()

    def refresh(self) -> None:
        opened = self.tree.unfolded()
        first = not self.tree.places.rowCount()
        self.query(how_many, self._counted, key="counts")
        self.query(lambda session: _tree(session, opened, first), self.tree.show_branches, key="tree")
        self._ask()

    def retranslate(self) -> None:
        texts = self.context.texts
        t = texts.t
        self.head.set_title(t("Residents"))
        self.add.set_text(t("Add a resident"))
        self.bring.set_text(t("Import…"))
        self.tree_label.set_text(t("Places"))
        self.add_place.set_name(t("Add a place"))
        self.tree.setAccessibleName(t("Places"))
        self.tree.set_words(t("Everybody"), partial(place_name, texts.current))
        self.words.set_placeholder(t("Name, phone, unit"))
        self.words.setAccessibleName(t("Filter the list"))
        self.tabs.setAccessibleName(t("Views"))
        self._say_counts()
        self.list.retranslate()
        self.mark_stale()  # rows are words, too

    def hints(self) -> Sequence[Hint]:
        return (Hint(("↑", "↓"), N_("choose")), Hint(("↵",), N_("open it")))

    def panes(self) -> Sequence[QWidget]:
        return (self.tree, self.tabs, self.list.view)

    def escape(self) -> bool:
        """The filter goes first."""
        if self.words.text():
            self.words.clear()
            self._ask()
            self._to_list()
            return True
        return False

    # Asking

    def _ask(self, *_: object) -> None:
        self._typing.stop()
        value = self.tabs.value()
        view = View(str(value)) if value is not None else View.PRESENT
        self.list.ask(view, str(self.words.value()), self.tree.current() or None)

    def _typed(self, _words: object) -> None:
        self._typing.start()

    def _fetch_branch(self, place_id: int) -> None:
        def done(found: Branches) -> None:
            self.tree.add_branch(place_id, found[place_id])

        self.query(lambda session: branches(session, (place_id,)), done)

    def _counted(self, counts: DirectoryCounts) -> None:
        self._counts = counts
        self._say_counts()

    def _say_counts(self) -> None:
        texts, counts = self.context.texts, self._counts
        homes = texts.n("{n} home", "{n} homes", counts.units)
        people = texts.n("{n} resident", "{n} residents", counts.residents)
        self.head.set_sentence(f"{people} · {homes}")
        t = texts.t
        self.tabs.set_options(
            [
                (View.PRESENT, t("Live here"), None),
                (View.FORMER, t("Moved out"), None),
                (View.PLACES, t("Places"), None),
                (View.RETIRED, t("Out of use"), None),
            ]
        )

    # Doing

    def add_resident(self) -> None:
        """Somebody new, at the chosen home if one is chosen."""
        if self.deeds.may():
            node = self.tree.node()
            self.deeds.add_resident(node.place if node is not None and node.place.kind == "unit" else None)

    def add_below(self) -> None:
        """A new place in the chosen one."""
        if self.deeds.may():
            node = self.tree.node() or self.tree.only_property()
            self.deeds.add_place(node.place if node is not None else None)

    def focus_filter(self) -> None:
        """Type to filter."""
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def open_import(self) -> None:
        """The page that reads lists in."""
        if self._may_import():
            self.context.navigation.navigate("import", what="directory")

    def _may_import(self) -> bool:
        return "import" in self.context.navigation.specs and self.context.desk.may(Permission.IMPORT)

    def _rights_changed(self) -> None:
        may = self.deeds.may()
        self.add.setVisible(may)
        self.add_place.setVisible(may)
        self.bring.setVisible(self._may_import())

    def _to_list(self) -> None:
        if self._typing.isActive():
            self._ask()
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_resident(self, ident: int) -> None:
        self.context.navigation.navigate("resident", id=ident)

    def _open_place(self, ident: int) -> None:
        self.context.navigation.navigate("place", id=ident)


def _tree(session: object, opened: list[int], first: bool) -> Branches:
    """The tree as it is unfolded; at first the properties are."""
    found = dict(branches(session, opened))  # type: ignore[arg-type]  # a lambda loses the type
    if first:
        for node in found[None]:
            found.update(branches(session, (node.place.id,)))  # type: ignore[arg-type]
    return found
