"""An estate with two buildings, and cases put straight into the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from models.core.clock import to_millis
from models.store.database import Store

ZONE = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)


def local(day: date, hour: float = 12) -> datetime:
    """A moment of a local day."""
    return datetime.combine(day, time(), ZONE) + timedelta(hours=hour)


@dataclass
class Made:
    """A store in which cases are planted; every one is closed unless it is said otherwise."""

    store: Store
    estate: int
    _numbers: count[int] = field(default_factory=lambda: count(1))

    def place(self, kind: str, label: str, parent: int | None = None, line: str = "") -> int:
        above = self.store.rows("SELECT path FROM place WHERE id = ?", (parent or self.estate,))[0][0]
        return self.put(
            "place", kind=kind, label=label, code=label, lookup=label, line=line,
            parent_id=parent or self.estate, property_id=self.estate, path=lambda ident: f"{above}{ident}/",
        )  # fmt: skip

    def case(self, at: datetime, **fields: Any) -> int:
        number = next(self._numbers)
        plain = {"reference": f"T-{number:06d}", "kind": "complaint", "channel": "phone", "status": "closed",
                 "received_at": at, "recorded_at": at, "severity": "s3", "closed_at": at + DAY,
                 "resolved_at": None, "reckoned_at": at}  # fmt: skip
        return self.put("complaint", **{**plain, **fields})

    def put(self, table: str, **fields: Any) -> int:
        late = {name: value for name, value in fields.items() if callable(value)}
        plain = {name: self._plain(value) for name, value in fields.items() if name not in late}
        plain |= dict.fromkeys(late, "")
        with self.store.writing():
            marks = ", ".join("?" * len(plain))
            made = self.store.execute(
                f"INSERT INTO {table} ({', '.join(plain)}) VALUES ({marks})", tuple(plain.values())
            )
            ident = int(made.lastrowid)
            for name, value in late.items():
                self.store.execute(f"UPDATE {table} SET {name} = ? WHERE id = ?", (value(ident), ident))
        return ident

    @staticmethod
    def _plain(value: object) -> object:
        return to_millis(value) if isinstance(value, datetime) else value
