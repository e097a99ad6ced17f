"""Writing options and policy versions inside an action that may."""

from __future__ import annotations

from models.core.errors import Unknown
from models.core.work import Work
from models.options.kinds import OPTIONS
from models.options.tables import PolicyVersion, Setting
from models.timing.policy import Policy, to_body


def put_option(work: Work, key: str, value: object) -> None:
    """Check and write one option, inside an action."""
    if key not in OPTIONS:
        raise Unknown("option", key)
    kept = OPTIONS[key].check(key, value)
    found = Setting.get_or_none(Setting.key == key)
    if found is None:
        row_id = work.insert(Setting, key=key, value=kept)
    else:
        row_id = found.id
        work.update(Setting, row_id, None, value=kept)
    work.touch("setting", row_id)


def put_policy(work: Work, policy: Policy) -> int:
    """Write the next version of a policy, inside an action."""
    name = policy.name
    latest = (
        PolicyVersion.select(PolicyVersion.version)
        .where(PolicyVersion.name == name)
        .order_by(PolicyVersion.version.desc())
        .first()
    )
    version = 1 if latest is None else latest.version + 1
    row_id = work.insert(
        PolicyVersion,
        name=name,
        version=version,
        body=to_body(policy),
        created_at=work.now,
        created_by=work.actor.staff_id,
    )
    work.touch("policy_version", row_id)
    work.fact(policy=name, version=version)
    return row_id
