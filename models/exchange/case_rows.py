"""One row of a foreign file as a case of the past, or the reason why it cannot be one. Pure, no database."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from models.complaints.rules import title_of
from models.core.clock import from_millis, to_millis
from models.core.errors import Fact
from models.exchange.cause_codes import is_name
from models.exchange.mapping import Mapping
from models.exchange.reading import Cell, Note, TableRow, fold_header
from models.exchange.rejects import reason_labels

MOST_TEXT = 100_000  # of characters in one field; nobody's words are cut, so what is longer is refused
_MOST_VALUES = 5
_EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class ImportedCase:
    """A case of the past. ``category`` to ``subcause`` are the file's own words; ``closed_at`` only when closed.

    ``responsible`` is a code, or empty. A cause too long for a name stands with the words of ``cause_text``.
    """

    line: int
    key: str
    received_at: datetime
    closed_at: datetime | None
    status: str
    channel: str
    severity: str
    category: str
    subcategory: str
    title: str
    words: str
    asks_for: str
    unit: str
    where: str
    name: str
    phone: str
    outcome: str
    cause: str = ""
    subcause: str = ""
    cause_text: str = ""
    responsible: str = ""
    resolved_at: datetime | None = None
    satisfaction: str = ""


class Refused(NamedTuple):
    """Why a row is not taken: a problem's code and its facts."""

    code: str
    facts: AbstractMapping[str, Fact]


def _order(headers: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """The columns by their names, so that shuffled ones say the same; reasons of an import's rejects left out."""
    reasons = {fold_header(label) for label in reason_labels()}
    named = ((fold_header(header), index) for index, header in enumerate(headers))
    return tuple(sorted(pair for pair in named if pair[0] not in reasons))


class RowReader:
    """Reads the rows of one file by one mapping. ``zone`` is the property's, used when the mapping names none."""

    def __init__(self, mapping: Mapping, headers: tuple[str, ...], zone: ZoneInfo, now: datetime) -> None:
        self.mapping = mapping
        self.places = mapping.places(headers)
        self.zone = mapping.zone or zone
        self.now = now
        self._format = mapping.dates[0] if mapping.dates else ""
        self._headers = headers
        self._order = _order(headers)
        self._strange: dict[str, Counter[str]] = {field: Counter() for field in mapping.values}

    def read(self, row: TableRow) -> ImportedCase | Refused:
        """The case of a row, or why there is none."""
        received, closed = self._instant(row, "received"), self._instant(row, "closed")
        refused = (
            self._wrong_shape(row) or self._unread_times(row, received, closed) or self._wrong_texts(row)
        )
        if refused is not None or received is None:
            return refused or Refused("row.received_missing", {})
        return self._wrong_times(received, closed) or self._case(row, received, closed)

    def _wrong_shape(self, row: TableRow) -> Refused | None:
        if row.cut:
            return Refused("row.cut", {})
        return Refused("row.too_many_cells", {"n": row.extra}) if row.extra else None

    def _unread_times(
        self, row: TableRow, received: datetime | None, closed: datetime | None
    ) -> Refused | None:
        if received is None:
            value = self._text(row, "received")
            return (
                Refused("row.received_wrong", {"value": value})
                if value
                else Refused("row.received_missing", {})
            )
        value = self._text(row, "closed")
        if closed is None and value:
            return Refused("row.closed_wrong", {"value": value})
        resolved = self._instant(row, "resolved")
        value = self._text(row, "resolved")
        if resolved is None:
            return Refused("row.resolved_wrong", {"value": value}) if value else None
        if resolved < received:
            times = {"resolved": self._local(resolved), "received": self._local(received)}
            return Refused("row.resolved_before_received", times)
        return None

    def _wrong_texts(self, row: TableRow) -> Refused | None:
        if not (self._text(row, "words") or self._text(row, "title")):
            return Refused("row.words_missing", {})
        long = next((field for field in self.places if len(self._text(row, field)) > MOST_TEXT), None)
        return (
            None
            if long is None
            else Refused("row.too_long", {"column": self._header(long), "most": MOST_TEXT})
        )

    def _wrong_times(self, received: datetime, closed: datetime | None) -> Refused | None:
        if received > self.now:
            return Refused("row.received_future", {"received": self._local(received)})
        if received < _EARLIEST:
            return Refused("row.received_wrong", {"value": self._local(received)})
        if closed is not None and closed < received:
            return Refused(
                "row.closed_before_received",
                {"closed": self._local(closed), "received": self._local(received)},
            )
        return None

    def _case(self, row: TableRow, received: datetime, closed: datetime | None) -> ImportedCase:
        title = self._text(row, "title")
        words = self._text(row, "words") or title
        status = self._status(row, closed)
        resolved = self._instant(row, "resolved")
        # Closed without a date: as of the day it was resolved or came, because no later one is known.
        end = (closed or resolved or received) if status != "open" else None
        return ImportedCase(
            line=row.line,
            key=self._key(row),
            received_at=received,
            closed_at=end,
            resolved_at=None if end is None else min(resolved or end, end),
            satisfaction=self._code(row, "satisfaction") if end is not None else "",
            status=status,
            channel=self._code(row, "channel") or "other",
            severity=self._code(row, "severity") or "s3",
            category=self._text(row, "category"),
            subcategory=self._text(row, "subcategory"),
            title=title_of(title or words),
            words=words,
            asks_for=self._text(row, "asks_for"),
            unit=self._text(row, "unit"),
            where=self._text(row, "where"),
            name=self._text(row, "name"),
            phone=self._text(row, "phone"),
            outcome=self._text(row, "outcome"),
            responsible=self._code(row, "responsible"),
            **self._why(row),
        )

    def _why(self, row: TableRow) -> dict[str, str]:
        """The cause in up to two levels, and what is said of it: a sentence is no name."""
        said = [self._text(row, name) for name in ("cause", "subcause")]
        names = [text for text in said if is_name(text)]
        told = [text for text in said if text not in names and any(map(str.isalnum, text))]
        words = "\n".join(dict.fromkeys(filter(None, (*told, self._text(row, "cause_text")))))
        first, second = (*names, "", "")[:2]
        return {"cause": first, "subcause": second, "cause_text": words}

    def _key(self, row: TableRow) -> str:
        """The file's own key; without one a digest of the row, so that reading it in again finds it known."""
        own = self._text(row, "key")
        if own:
            return f"{self.mapping.name}:{own}"
        return f"{self.mapping.name}:#{self.digest(row).hex()}"

    def digest(self, row: TableRow) -> bytes:
        """What a row says, whatever the order of its columns; not the reason for which it was once refused."""
        said = [f"{name}\x1e{text}" for name, column in self._order if (text := row.text(column))]
        return hashlib.sha256("\x1f".join(said).encode("utf-8", "replace")).digest()[:12]

    def notes(self) -> tuple[Note, ...]:
        """The words of the file that the mapping does not know: they were taken for the usual ones."""
        return tuple(
            Note(
                "mapping.unknown_values",
                {
                    "n": sum(found.values()),
                    "column": self._header(field),
                    "values": tuple(value for value, _ in found.most_common(_MOST_VALUES)),
                },
            )
            for field, found in self._strange.items()
            if found
        )

    def _header(self, field: str) -> str:
        return self._headers[self.places[field][0]]

    def _status(self, row: TableRow, closed: datetime | None) -> str:
        """The file's word where it has one that is known; else closed when a closing date is there."""
        return self._code(row, "status") or ("closed" if closed is not None else "open")

    def _code(self, row: TableRow, field: str) -> str:
        text = self._text(row, field)
        code = self.mapping.values[field].get(fold_header(text), "")
        if text and not code and self.mapping.values[field]:
            self._strange[field][text[:40]] += 1
        return code

    def _text(self, row: TableRow, field: str) -> str:
        texts = [row.text(column) for column in self.places.get(field, ())]
        return self.mapping.joins.get(field, "\n").join(dict.fromkeys(text for text in texts if text))

    def _local(self, instant: datetime) -> str:
        return f"{instant.astimezone(self.zone):%Y-%m-%d %H:%M}"

    def _instant(self, row: TableRow, field: str) -> datetime | None:
        columns = self.places.get(field, ())
        if not columns or columns[0] >= len(row.cells):
            return None
        moment = self._moment(row.cells[columns[0]])
        if moment is None:
            return None
        aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=self.zone)
        try:
            return from_millis(to_millis(aware.astimezone(UTC)))
        except OverflowError:
            return None

    def _moment(self, cell: Cell) -> datetime | None:
        if isinstance(cell, datetime):
            return cell
        if isinstance(cell, date):
            return datetime.combine(cell, time())
        return self._parsed(cell.strip()) if isinstance(cell, str) and cell.strip() else None

    def _parsed(self, text: str) -> datetime | None:
        """A date in one of the mapping's formats: the one that fitted last is tried first."""
        for form in (self._format, *self.mapping.dates):
            try:
                found = datetime.strptime(text, form)  # noqa: DTZ007  (the zone is the mapping's)
            except ValueError:
                continue
            self._format = form
            return found
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return None
