"""Between instants and the clock on the wall of the property, which is what fields show."""

from __future__ import annotations

from datetime import UTC, datetime

from ui.context import Context


def local_now(context: Context) -> datetime:
    """The clock on the wall of the property: naive."""
    return context.clock.now().astimezone(context.desk.zone).replace(tzinfo=None)


def to_local(context: Context, moment: datetime | None) -> datetime | None:
    """An instant as the wall shows it."""
    return None if moment is None else moment.astimezone(context.desk.zone).replace(tzinfo=None)


def to_instant(context: Context, local: object) -> datetime | None:
    """What a field says, as an instant; ``None`` where it says nothing."""
    if not isinstance(local, datetime):
        return None
    return local.replace(tzinfo=context.desk.zone).astimezone(UTC)
