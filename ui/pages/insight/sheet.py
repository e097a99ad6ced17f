"""Everything below the head: the sentence, the tiles, the charts in two columns, all measures, the foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.core.errors import UserProblem
from models.insights.identifiers import read, write
from models.insights.kinds import Compared
from ui.base.page import Page
from ui.language import TextsHolder
from ui.pages.insight.board import Board
from ui.pages.insight.foot import Foot
from ui.pages.insight.measure_pane import MeasurePane
from ui.pages.insight.panes import Pane, ParetoPane, TurnedPane
from ui.pages.insight.parts import AllMeasures, ParetoPart, Part, Sayings, Tiles
from ui.pages.insight.period_words import before_name
from ui.pages.insight.saving import GridSaver
from ui.pages.insight.steering import Steering
from ui.pages.insight.tiles import TileRow
from ui.pages.insight.value_words import tile_words
from ui.theme.current import theme
from ui.widgets.labels import RichLabel
from ui.widgets.planes import Scroller
from ui.widgets.themed import Themed

_STACKED = 1000
_CHART = 208  # so that two rows of charts are in sight at 1440 × 900


class InsightSheet(Themed, QWidget):
    """``opened`` carries the identifier of the figure whose cases are wanted."""

    opened = Signal(str)

    def __init__(self, page: Page, steering: Steering, saver: GridSaver) -> None:
        super().__init__(page)
        self._context, self._steering = page.context, steering
        self.sentence = RichLabel((), "lead", parent=self)
        self.sentence.setObjectName("insight.sentence")
        self.tiles = TileRow(self)
        self.pareto = ParetoPane(saver, _CHART, self)
        self.trend = TurnedPane("trend", "received", saver, "L", _CHART, self)
        self.panes_by_name: dict[str, Pane] = {"pareto": self.pareto, "trend": self.trend} | {
            name: Pane(name, measure, saver, height, self)
            for name, measure, height in (
                ("heat", "received", 0),
                ("satisfaction", "satisfaction", 190),
                ("outcomes", "satisfaction", 0),
                ("waiting", "step_compliance", 0),
                ("steps", "step_compliance", 0),
                ("workload", "backlog", 0),
                ("estimates", "remedy_cost", 0),
            )
        }
        self.measures = MeasurePane(saver, self)
        self.foot = Foot(self)
        self._shown: dict[str, Compared] = {}
        self.board = Board(self.panes_by_name, self.measures, self)
        self._lay_out()
        self._wire()
        self.follow_theme()

    def _lay_out(self) -> None:
        inside = QWidget()
        self._inner = QVBoxLayout(inside)
        self._inner.setSpacing(0)
        for widget in (self.sentence, self.tiles, self.board):
            self._inner.addWidget(widget)
        self._inner.addStretch(1)
        self.scroller = Scroller(inside, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.scroller, 1)
        column.addWidget(self.foot)

    def _wire(self) -> None:
        self.measures.opened.connect(self.open_measure)
        self.pareto.level_wanted.connect(self._steering.up_to)
        self.pareto.turn.clicked.connect(self._choose_first)
        self.trend.turn.clicked.connect(self._choose_lines)
        self.pareto.opened.connect(self._open_row)
        for name, pane in self.panes_by_name.items():
            if name != "pareto":
                pane.opened.connect(self.opened)

    def retheme(self) -> None:
        px = theme().px
        self._inner.setContentsMargins(px(24), px(4), px(24), px(16))
        self._inner.setSpacing(px(12))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.board.set_stacked(self.width() < theme().px(_STACKED))

    # -- what arrives

    def take(self, name: str, found: object) -> None:
        """Show a part."""
        texts = self._context.texts.current
        if isinstance(found, (Tiles, AllMeasures)):
            self._shown |= found.found
        if isinstance(found, Tiles):
            before = before_name(texts, found.question.sight.period)
            for key, tile in self.tiles.tiles.items():
                tile.set_words(tile_words(found.tongue, found.found[key], before), found.lines[key])
            self.foot.show_moment(texts, found.now, found.question.zone, found.chance)
        elif isinstance(found, AllMeasures):
            before = before_name(texts, found.question.sight.period)
            self.measures.show_measures(found, before)
        elif isinstance(found, Sayings):
            self.sentence.set_parts([(words, "text", strong) for words, strong in found.parts])
        elif isinstance(found, Part) and name in self.panes_by_name:
            self.panes_by_name[name].take(found)

    # -- opening

    def open_measure(self, key: str) -> None:
        """Ask for the cases behind a measure that is shown."""
        if key in self._shown:
            self.opened.emit(write(self._shown[key].now.figure))

    def _open_row(self, link: str) -> None:
        """One level down in the table, or the cases."""
        part = self.pareto.part
        try:
            figure = read(link)
        except UserProblem:
            return
        values = figure.cut.of(part.by) if isinstance(part, ParetoPart) else ()
        if len(values) == 1 and self._steering.open_value(values[0]):
            return
        self.opened.emit(link)

    def _choose_first(self) -> None:
        self._steering.choose_first(self.pareto.turn)

    def _choose_lines(self) -> None:
        self._steering.choose_lines(self.trend.turn)

    # -- keys

    def measure(self) -> str:
        """The measure that the keys are on."""
        tile = self.tiles.focused()
        pane = self.pane_in_hand()
        return tile or self.measures.chosen() or (pane.measure if pane is not None else "")

    def pane_in_hand(self) -> Pane | None:
        """The chart that the keys are on."""
        return next((one for one in self.panes_by_name.values() if one.has_keys()), None)

    def panes(self) -> Sequence[QWidget]:
        """Where F6 leads."""
        first = next(iter(self.tiles.tiles.values()))
        return (first, *(pane.first_part() for pane in self.panes_by_name.values()), self.measures.list)

    def retranslate(self, texts: TextsHolder) -> None:
        """Set all words that do not depend on what was found."""
        for pane in self.panes_by_name.values():
            pane.retranslate(texts)
        self.measures.retranslate(texts)
        self.pareto.turn.set_text(texts.p("table", "Order"))
        self.trend.turn.set_text(texts.p("trend", "Split"))
        self.foot.retranslate(texts)
