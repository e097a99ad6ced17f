"""Options, policies, categories, phrases, views and drafts, as they stand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from models.core.errors import Unknown
from models.core.session import Session
from models.options import trees
from models.options.kinds import CategoryRow, DraftRow, PolicyRow, ViewRow
from models.options.standing import is_set_up, settings
from models.options.tables import Category, Draft, Phrase, PolicyVersion, SavedView
from models.store.database import Store
from models.store.fields import canonical
from models.timing.official import missing_year
from models.timing.policy import Policy, from_body

__all__ = ["is_set_up", "settings"]


def current_policy(store: Store) -> PolicyRow:
    """The targets and calendars that new cases get; raises ``Unknown`` before set-up."""
    newest = store.rows("SELECT max(id) FROM policy_version")[0][0]
    if newest is None:
        raise Unknown("policy_version", "current")
    return policy_version(store, newest)


def policy_version(store: Store, version_id: int) -> PolicyRow:
    """The policy that a case was recorded under."""
    found = store.get(PolicyVersion, version_id)
    if found is None:
        raise Unknown("policy_version", version_id)
    return _policy(found)


def policy_versions(store: Store) -> tuple[PolicyRow, ...]:
    """All versions, newest first."""
    return tuple(_policy(one) for one in PolicyVersion.select().order_by(PolicyVersion.id.desc()))


def missing_holidays(store: Store, now: datetime) -> int | None:
    """The year whose official days nobody has confirmed: this one, and from 1 November the next; ``None`` when all is
    well, or when the property wants no table.
    """
    held = settings(store)
    if not held.calendar_country:
        return None
    return missing_year(now.astimezone(held.zone).date(), held.calendar_confirmed_years)


def categories(store: Store, *, retired: bool = False) -> tuple[CategoryRow, ...]:
    """The tree of categories, each parent before its children, in the order of choosing."""
    query = Category.select()
    if not retired:
        query = query.where(Category.active)
    return trees.in_order(_category(one) for one in query.order_by(Category.position, Category.id))


def category(store: Store, code: str) -> CategoryRow | None:
    """One category, retired ones included; ``None`` when there is none of that code."""
    found = Category.get_or_none(Category.code == code)
    return None if found is None else _category(found)


def phrases(store: Store, language: str) -> Mapping[str, str]:
    """The coach phrases that were edited here; all others are the built-in ones."""
    query: Any = Phrase.select(Phrase.key, Phrase.text).where(Phrase.language == language)
    return dict(query.order_by(Phrase.key).tuples())


def views(session: Session, page: str) -> tuple[ViewRow, ...]:
    """The saved views of a page that this person sees: their own first, then everybody's."""
    mine = SavedView.staff_id == (session.actor.staff_id or 0)
    query = SavedView.select().where((SavedView.page == page) & (mine | SavedView.staff_id.is_null()))
    order = (SavedView.staff_id.is_null(), SavedView.position, SavedView.id)
    return tuple(_view(one) for one in query.order_by(*order))


def load_draft(session: Session, kind: str, key: str = "") -> Any:
    """What this person had typed there; ``None`` when nothing."""
    mine = Draft.staff_id == (session.actor.staff_id or 0)
    found = Draft.get_or_none(mine & (Draft.kind == kind) & (Draft.key == key))
    return None if found is None else found.body


def drafts(session: Session, kind: str | None = None) -> tuple[DraftRow, ...]:
    """Everything that this person has typed and not recorded, newest first."""
    query = Draft.select().where(Draft.staff_id == (session.actor.staff_id or 0))
    if kind is not None:
        query = query.where(Draft.kind == kind)
    found = query.order_by(Draft.saved_at.desc(), Draft.id.desc())
    return tuple(DraftRow(one.id, one.kind, one.key, one.body, one.saved_at) for one in found)


def _policy(one: Any) -> PolicyRow:
    parsed = _parsed(canonical(one.body))
    return PolicyRow(one.id, one.name, one.version, one.body, parsed, one.created_at, one.created_by)


@lru_cache(maxsize=32)
def _parsed(body: str) -> Policy:
    """The policy of a body; kept, because its calendars keep the tables that they have laid out."""
    return from_body(json.loads(body))


def _category(one: Any) -> CategoryRow:
    return CategoryRow(
        id=one.id,
        row_version=one.row_version,
        code=one.code,
        parent_code=one.parent_code,
        zh=one.zh,
        en=one.en,
        severity=one.severity,
        repair=one.repair,
        second_look=one.second_look,
        active=one.active,
        origin=one.origin,
        position=one.position,
    )


def _view(one: Any) -> ViewRow:
    return ViewRow(one.id, one.row_version, one.page, one.name, one.body, one.staff_id is None, one.position)
