"""Days that are about to go into the calendar, each with a tick; Space takes it away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QModelIndex, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from models.timing.kinds import DayException
from resources.texts import Texts
from ui.pages.options.timing_words import day_words, hours_words
from ui.theme.current import theme
from ui.theme.paint import paint_box, paint_icon, paint_tag
from ui.widgets.lists import Column, ListRow, PagedModel, RowDelegate, RowState, RowView

KINDS = {"open": "soon", "closed": "neutral"}
_BOX = 16


@dataclass(frozen=True)
class DayLine:
    """A day as it would be, and as it is. ``own``: it stands in the calendar, and in no table."""

    day: date
    after: DayException
    before: DayException | None = None
    own: bool = False


def lines_for(
    wanted: dict[date, DayException], present: dict[date, DayException], *, keep: bool
) -> list[DayLine]:
    """The days of a table or file beside those that are there; ``keep`` lists those that only stand here."""
    lines = [DayLine(day, one, present.get(day)) for day, one in wanted.items()]
    if keep:
        lines += [DayLine(day, one, one, own=True) for day, one in present.items() if day not in wanted]
    return sorted(lines, key=lambda line: line.day)


def chosen_days(lines: Iterable[DayLine], ticked: Iterable[object]) -> dict[date, DayException]:
    """What the days are in the end: unticked ones of a table stay as they are, unticked ones of our own go."""
    kept, days = set(ticked), {}
    for line in lines:
        after = line.after if line.day in kept else None if line.own else line.before
        if after is not None:
            days[line.day] = after
    return days


def kind_tag(painter: QPainter, spot: QRectF, kind: str, words: str) -> None:
    """Working day or day off, as a tag: the shape tells them apart as well as the word."""
    paint_tag(painter, spot, words, KINDS[kind])


class ChoiceDelegate(RowDelegate):
    """A box, the day, its kind, its name, and what is there now."""

    def paint_ground(self, painter: QPainter, rect: QRectF, state: RowState) -> None:
        super().paint_ground(painter, rect, replace(state, marked=False))
        px, box = theme().px, self.cell_rect("tick", rect)
        side = px(_BOX)
        spot = QRectF(box.left(), rect.center().y() - side / 2, side, side)
        fill = theme().color("fill" if state.marked else "surface")
        paint_box(painter, spot, fill, theme().color("fill" if state.marked else "control"), px(4), 1)
        if state.marked:
            inset = px(2)
            paint_icon(painter, "check", "on-fill", spot.left() + inset, spot.top() + inset, side - 2 * inset)

    def paint_row(self, painter: QPainter, rect: QRectF, row: ListRow, state: RowState) -> None:
        line = row.row
        assert isinstance(line, DayLine)
        cells = (row.cells[0], row.cells[1], "", *row.cells[3:])
        super().paint_row(painter, rect, ListRow(cells, line, row.key), state)
        kind_tag(painter, self.cell_rect("kind", rect), line.after.kind, row.cells[2])


class DayChoice(RowView):
    """All ticked at first. Space or a click on the box ticks and unticks."""

    def __init__(self, *, years: bool = False, parent: QWidget | None = None) -> None:
        delegate = ChoiceDelegate()
        super().__init__(PagedModel(()), delegate, parent)
        self._years = years  # whether the days are of several years
        delegate.setParent(self)
        self._lines: tuple[DayLine, ...] = ()
        self.clicked.connect(self._clicked)

    def show_lines(self, lines: Iterable[DayLine], texts: Texts) -> None:
        """List these days, all of them ticked."""
        self._lines = tuple(lines)
        self.set_marks([line.day for line in self._lines])
        self.say(texts)
        self.select_first()

    def say(self, texts: Texts) -> None:
        """Set all words."""
        self.paged.set_columns(
            (
                Column("tick", "", 24, sortable=False),
                Column("day", texts.t("Day"), 150, sortable=False, strong=True),
                Column("kind", texts.t("Kind"), 104, sortable=False),
                Column("name", texts.p("calendar", "Name"), 160, stretch=True, sortable=False),
                Column("note", texts.t("So far"), 170, sortable=False, token="muted"),
            )
        )
        self.paged.replace_all([self._row(line, texts) for line in self._lines], done=True)

    def chosen(self) -> dict[date, DayException]:
        """What these days are in the end."""
        return chosen_days(self._lines, self.marks())

    def _row(self, line: DayLine, texts: Texts) -> ListRow:
        one = line.after
        hours = hours_words(texts, one.hours) if one.hours else ""
        if line.own:
            note = texts.t("entered here")
        elif line.before is None:
            note = texts.t("as usual")
        else:
            note = texts.t("the same") if line.before == one else day_words(texts, line.before)
        name = " ".join(filter(None, (hours, one.label)))
        day = texts.long_date(line.day)
        if self._years:
            day = f"{texts.date(line.day, year=True)} {texts.weekday(line.day)}"
        cells = ("", day, texts.word("day_kind", one.kind), name, note)
        return ListRow(cells, line, line.day)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self._toggle_mark()
