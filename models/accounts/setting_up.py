"""The first run: rights, options, targets, categories, the property and the first administrator."""

from __future__ import annotations

from models.accounts.kinds import SetupDraft
from models.accounts.queries import is_set_up
from models.accounts.staffing import staff_in
from models.accounts.tables import RoleGrant
from models.core.action import action
from models.core.errors import UserProblem
from models.core.permissions import ROLE_DEFAULTS, Role
from models.core.work import Work
from models.directory.kinds import PlaceDraft, PlaceKind
from models.directory.placing import place_in
from models.options.countries import country_of
from models.options.putting import put_option
from models.options.seeding import seed_categories, seed_policy


@action("account.set_up", needs=None)
def set_up(work: Work, draft: SetupDraft) -> int:
    """Make an empty store ready for work and return the id of the property's place; refused when it already is."""
    if is_set_up(work.store):
        raise UserProblem("account.already_set_up")
    if draft.administrator is not None and draft.administrator.role is not Role.ADMINISTRATOR:
        raise ValueError("the first person must be an administrator")
    _options(work, draft)
    grants = [(role.value, right.value) for role, rights in ROLE_DEFAULTS.items() for right in sorted(rights)]
    work.insert_many(RoleGrant, ("role", "permission"), grants)
    work.touch("role_grant")
    seed_policy(work, draft.policy, draft.calendar)
    seed_categories(work)
    if draft.administrator is not None:
        staff_in(work, draft.administrator, draft.password)
    return place_in(work, PlaceDraft(kind=PlaceKind.PROPERTY, name=draft.property_name))


def _options(work: Work, draft: SetupDraft) -> None:
    put_option(work, "property.name", draft.property_name)
    put_option(work, "property.language", draft.language)
    put_option(work, "property.timezone", draft.timezone)
    put_option(work, "property.currency", draft.currency)
    put_option(work, "report.languages", list(draft.report_languages) or [draft.language])
    put_option(work, "demo", draft.demo)
    put_option(work, "calendar.country", country_of(draft.timezone))
