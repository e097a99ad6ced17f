"""The options as they stand. By itself: every start reads them, and needs neither policies nor categories for it."""

from __future__ import annotations

import json
from typing import Any

from models.options.kinds import OPTIONS, Settings
from models.options.tables import Setting
from models.store.database import Store

SET_UP_BY = "property.name"  # set-up writes it, and it cannot be emptied afterwards


def settings(store: Store) -> Settings:
    """All options at this moment."""
    values: dict[str, Any] = {}
    for key, text in store.rows("SELECT key, value FROM setting"):
        if key in OPTIONS:  # others belong to a newer version, or to one long gone
            value = json.loads(text)
            values[OPTIONS[key].attribute] = tuple(value) if isinstance(value, list) else value
    return Settings(**values)


def is_set_up(store: Store) -> bool:
    """Whether the first run has been through."""
    return Setting.select().where(Setting.key == SET_UP_BY).exists()
