"""What each step owes, what a proposal owes, who may call: pure decisions over facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.core.errors import UserProblem
from models.handling.kinds import ANSWERED, Facts, FactValue, FollowOutcome, OfferDraft, ProposalState
from models.handling.steps import CONFIRM, FOLLOW_UP, PROPOSE, REMEDIES, Fact, step_of

MOST_ATTEMPTS = 3
REOPEN_WITHIN = timedelta(days=14)
HALF_DAY_HOURS = 12
ACCEPTED = frozenset({ProposalState.ACCEPTED, ProposalState.ACCEPTED_WITH_CHANGES})


@dataclass(frozen=True)
class CaseState:
    """What the gaps of the last three steps depend on, beside the step's own facts."""

    proposal_state: str | None = None
    proposal_offered: bool = False
    outcomes: tuple[str, ...] = ()
    solved: bool | None = None
    open_promises: int = 0
    awaiting_approval: int = 0
    resolved: bool = False


def is_given(fact: Fact, value: FactValue) -> bool:
    """Whether a value answers a fact: the right shape, not blank, one of the options where there are any."""
    match fact.shape:
        case "text":
            return isinstance(value, str) and bool(value.strip())
        case "flag":
            return value is True
        case "code":
            return isinstance(value, str) and value in fact.options
        case "codes":
            given = set(value) if isinstance(value, list) else set()
            return bool(given) and all(given) and (not fact.options or given <= set(fact.options))
        case "texts":
            return isinstance(value, list) and any(one.strip() for one in value)
        case _:  # staff, instant
            return isinstance(value, int) and not isinstance(value, bool) and value > 0


def fact_gaps(number: int, facts: Facts) -> tuple[str, ...]:
    """The facts of a step that are owed and not given."""
    return tuple(
        fact.name
        for fact in step_of(number).facts
        if fact.needed and not is_given(fact, facts.get(fact.name))
    )


def clean_facts(number: int, facts: Facts) -> dict[str, FactValue]:
    """The facts that belong to a step, in its own order. Raises ``step.unknown_fact`` for others."""
    known = {fact.name: fact for fact in step_of(number).facts}
    strange = sorted(set(facts) - set(known))
    if strange:
        raise UserProblem("step.unknown_fact", facts=tuple(strange))
    return {name: facts[name] for name in known if name in facts}


def record_gaps(number: int, state: CaseState) -> tuple[str, ...]:
    """What a step owes beyond its own facts: an offer made, an answer given, promises settled, a call."""
    gaps: list[str] = []
    if number == PROPOSE and not state.proposal_offered:
        gaps.append("proposal_offered")
    if number == CONFIRM and state.proposal_state not in ACCEPTED:
        gaps.append("answer")
    if number == FOLLOW_UP:
        if not state.resolved:
            gaps.append("carried_out_at")
        if state.open_promises:
            gaps.append("open_promises")
        if state.awaiting_approval:
            gaps.append("remedies_awaiting")
        gaps.extend(_call_gaps(state))
    return tuple(gaps)


def _call_gaps(state: CaseState) -> list[str]:
    """A follow-up call must have ended: an answer and "solved", a resident who declined, or three vain attempts."""
    outcomes = state.outcomes
    if any(outcome in ANSWERED for outcome in outcomes):
        return [] if state.solved else ["solved"]
    if FollowOutcome.DECLINED in outcomes or outcomes.count(FollowOutcome.NOT_REACHED) >= MOST_ATTEMPTS:
        return []
    return ["follow_up_call"]


def gaps(number: int, facts: Facts, state: CaseState) -> tuple[str, ...]:
    """All that a step (2 to 8) still owes."""
    return fact_gaps(number, facts) + record_gaps(number, state)


def proposal_gaps(offers: Sequence[OfferDraft], valid_until: datetime | None) -> tuple[str, ...]:
    """What a proposal owes before the resident hears it: remedy, words, who, by when, and how long it stands.

    Explaining or doing nothing owes nobody and no timetable.
    """
    if not offers:
        return ("offers",)
    missing: list[str] = []
    for offer in offers:
        if offer.remedy not in REMEDIES:
            missing.append("remedy")
        if not offer.text.strip():
            missing.append("offer_text")
        if offer.remedy not in ("explanation", "no_action"):
            missing.extend(
                name
                for name, value in (("doer", offer.doer), ("timetable", offer.timetable))
                if not value.strip()
            )
        if offer.cost_minor < 0:
            missing.append("cost")
    if valid_until is None:
        missing.append("valid_until")
    return tuple(dict.fromkeys(missing))


def check_attempts(previous: Sequence[tuple[datetime, str]], at: datetime, outcome: FollowOutcome) -> None:
    """At most three vain attempts, on different half-days of local time (figures.md, section 3).

    ``previous`` holds (local time, outcome) of earlier calls; ``at`` is local, too. Raises ``follow_up.same_half_day``
    or ``follow_up.enough``.
    """
    if outcome != FollowOutcome.NOT_REACHED:
        return
    vain = [when for when, what in previous if what == FollowOutcome.NOT_REACHED]
    if len(vain) >= MOST_ATTEMPTS:
        raise UserProblem("follow_up.enough", most=MOST_ATTEMPTS)
    if any(half_day(when) == half_day(at) for when in vain):
        raise UserProblem("follow_up.same_half_day")


def half_day(at: datetime) -> tuple[int, int]:
    """A local time's day and half: forenoon 0, afternoon 1."""
    return at.toordinal(), int(at.hour >= HALF_DAY_HOURS)
