"""What set-up writes before anybody has changed anything."""

from __future__ import annotations

from models.core.work import Work
from models.options.categories import seed
from models.options.putting import put_policy
from models.options.queries import settings
from models.timing import policy as policies
from resources.phrases.category_tree import categories


def seed_categories(work: Work) -> int:
    """Write the built-in tree of categories; returns how many there are."""
    tops = [(top, None, at) for at, top in enumerate(categories())]
    subs = [(sub, top.code, at) for top in categories() for at, sub in enumerate(top.subs)]
    return seed(
        work,
        [
            (one.code, parent, one.zh, one.en, one.severity, one.repair, one.second_look, position)
            for one, parent, position in (*tops, *subs)
        ],
    )


def seed_policy(work: Work, preset: str, calendar: str) -> int:
    """Write version 1 of the targets, from a preset, for a kind of office hours."""
    made = policies.preset(preset, calendar, settings(work.store).property_timezone)
    return put_policy(work, made)
