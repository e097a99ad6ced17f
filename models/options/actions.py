"""Setting options, policies and phrases; saving views."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from models.core.action import action
from models.core.errors import Unknown, UserProblem
from models.core.permissions import Permission
from models.core.work import Work
from models.options.categories import (
    add_category,
    change_category,
    ensure_imported,
    restore_category,
    retire_category,
)
from models.options.causes import add_cause, change_cause, restore_cause, retire_cause
from models.options.drafts import drop_draft, forget_draft, save_draft
from models.options.policies import confirm_year, save_calendar, save_policy, save_targets
from models.options.putting import put_option, put_policy
from models.options.queries import current_policy, settings
from models.options.tables import Phrase, SavedView

__all__ = [
    "add_category",
    "add_cause",
    "change_category",
    "change_cause",
    "change_option",
    "change_options",
    "confirm_year",
    "delete_view",
    "drop_draft",
    "ensure_imported",
    "forget_draft",
    "put_option",
    "put_policy",
    "rename_view",
    "restore_category",
    "restore_cause",
    "restore_phrase",
    "retire_category",
    "retire_cause",
    "save_calendar",
    "save_draft",
    "save_phrase",
    "save_policy",
    "save_targets",
    "save_view",
]


@action("option.change", needs=Permission.MANAGE_OPTIONS)
def change_options(work: Work, values: Mapping[str, object]) -> None:
    """Set several options, all or none."""
    for key, value in values.items():
        put_option(work, key, value)
    _move_calendars(work)
    work.fact(options=sorted(values))


@action("option.change_one", needs=Permission.MANAGE_OPTIONS)
def change_option(work: Work, key: str, value: object) -> None:
    """Set one option."""
    put_option(work, key, value)
    _move_calendars(work)
    work.fact(options=[key])


def _move_calendars(work: Work) -> None:
    """When the property moves to another time zone, its office hours are those of the clock on its wall."""
    zone = settings(work.store).property_timezone
    policy = current_policy(work.store).policy
    if policy.office.timezone != zone:
        office, always = (replace(one, timezone=zone) for one in (policy.office, policy.always))
        put_policy(work, replace(policy, office=office, always=always))


@action("phrase.save", needs=Permission.EDIT_PHRASES)
def save_phrase(work: Work, key: str, language: str, text: str) -> int:
    """Put our own words in the place of a built-in phrase."""
    if not text.strip():
        raise UserProblem("phrase.empty")
    found = Phrase.get_or_none((Phrase.key == key) & (Phrase.language == language))
    if found is None:
        row_id = work.insert(Phrase, key=key, language=language, text=text.strip())
    else:
        row_id = int(found.id)
        work.update(Phrase, row_id, None, text=text.strip())
    work.touch("phrase", row_id)
    work.fact(phrase=key, language=language)
    return row_id


@action("phrase.restore", needs=Permission.EDIT_PHRASES)
def restore_phrase(work: Work, key: str, language: str) -> None:
    """Take the built-in phrase again; does nothing when it was never edited."""
    found = Phrase.get_or_none((Phrase.key == key) & (Phrase.language == language))
    if found is not None:
        work.delete(Phrase, found.id)
        work.touch("phrase", found.id)
    work.fact(phrase=key, language=language)


@action("view.save", needs=Permission.VIEW)
def save_view(work: Work, page: str, name: str, body: object, shared: bool = False) -> int:
    """Keep a list's filters, sort and columns under a name; the same name again replaces it."""
    owner = None if shared else work.actor.staff_id or 0
    whose = SavedView.staff_id.is_null() if shared else SavedView.staff_id == owner
    _may_change(work, owner)
    title = _view_name(name)
    same = SavedView.get_or_none(whose & (SavedView.page == page) & (SavedView.name == title))
    if same is None:
        row_id = work.insert(SavedView, staff_id=owner, page=page, name=title, body=body)
    else:
        row_id = int(same.id)
        work.update(SavedView, row_id, None, body=body)
    work.touch("saved_view", row_id)
    return row_id


@action("view.rename", needs=Permission.VIEW)
def rename_view(work: Work, view_id: int, version: int, name: str) -> None:
    """Give a view another name."""
    _own_view(work, view_id)
    work.update(SavedView, view_id, version, name=_view_name(name))


@action("view.delete", needs=Permission.VIEW)
def delete_view(work: Work, view_id: int) -> None:
    """Remove a view."""
    _own_view(work, view_id)
    work.delete(SavedView, view_id)


def _own_view(work: Work, view_id: int) -> None:
    found = SavedView.get_or_none(SavedView.id == view_id)
    if found is None or found.staff_id not in (None, work.actor.staff_id or 0):
        raise Unknown("saved_view", view_id)
    _may_change(work, found.staff_id)
    work.touch("saved_view", view_id)


def _may_change(work: Work, owner: int | None) -> None:
    if owner is None:
        work.require(Permission.MANAGE_OPTIONS)


def _view_name(name: str) -> str:
    if not name.strip():
        raise UserProblem("view.name_missing")
    return name.strip()
