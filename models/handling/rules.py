"""What each step owes, what a proposal owes, who may call: pure decisions over facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.core.errors import UserProblem
from models.handling.kinds import ANSWERED, Facts, FactValue, FollowOutcome, OfferDraft, ProposalState
from models.handling.steps import CONFIRM, FOLLOW_UP, GATHER, LAPSED, PROPOSE, REMEDIES, Fact, step_of
from models.options.rules import UNKNOWN_CAUSE

MOST_ATTEMPTS = 3
REOPEN_WITHIN = timedelta(days=14)
CORRECT_WITHIN = timedelta(hours=12)
LAPSES_AFTER = timedelta(days=14)
SECOND_LOOK_AFTER = timedelta(days=28)
APPEAL_WITHIN = timedelta(days=90)
HALF_DAY_HOURS = 12
ROOT_CAUSE_FROM = 3  # so many cases of one chain ask for its root
# What a resolution brought about, and what goes with it when it no longer holds.
UNRESOLVED: Mapping[str, object] = {
    "resolved_at": None,
    "status": "open",
    "lapses_at": None,
    "second_look_at": None,
    "second_look_done_at": None,
    "reviewed_at": None,
    "reviewed_by": None,
}
TAKEN_BACK = frozenset({ProposalState.REFUSED, ProposalState.WITHDRAWN})
ACCEPTED = frozenset({ProposalState.ACCEPTED, ProposalState.ACCEPTED_WITH_CHANGES})


@dataclass(frozen=True)
class CaseState:
    """What the gaps of the last steps depend on, beside the step's own facts.

    ``chain`` counts the case and those that it repeats; ``root_cause`` says whether *gather* found more than "unknown";
    ``silent`` whether a resident who was asked has not answered for 14 days.
    """

    proposal_state: str | None = None
    proposal_offered: bool = False
    outcomes: tuple[str, ...] = ()
    solved: bool | None = None
    open_promises: int = 0
    awaiting_approval: int = 0
    resolved: bool = False
    call_owed: bool = True
    chain: int = 1
    root_cause: bool = True
    reviewed: bool = False
    appeal_open: bool = False
    silent: bool = False
    open_orders: int = 0


def is_given(fact: Fact, value: FactValue) -> bool:
    """Whether a value answers a fact: the right shape, not blank, one of the options where there are any."""
    match fact.shape:
        case "text" | "cause":  # what is written is checked against the tree of causes
            return isinstance(value, str) and bool(value.strip())
        case "flag":
            return value is True
        case "code":
            return isinstance(value, str) and value in fact.options
        case "codes":
            given = set(value) if isinstance(value, list) else set()
            return bool(given) and all(given) and (not fact.options or given <= set(fact.options))
        case "texts":
            return any_text(value)
        case _:  # staff, instant
            return isinstance(value, int) and not isinstance(value, bool) and value > 0


def fact_gaps(number: int, facts: Facts) -> tuple[str, ...]:
    """The facts of a step that are owed and not given. Nobody can have learned from what nobody answered."""
    spared = {"lessons"} if number == FOLLOW_UP and for_silence(facts) else set()
    return tuple(
        fact.name
        for fact in step_of(number).facts
        if fact.needed and fact.name not in spared and not is_given(fact, facts.get(fact.name))
    )


def for_silence(facts: Facts) -> bool:
    """Whether a case is to close because nobody answered."""
    return facts.get("close_reason") == LAPSED


def clean_facts(number: int, facts: Facts) -> dict[str, FactValue]:
    """The facts that belong to a step, in its own order. Raises ``step.unknown_fact`` for others."""
    known = {fact.name: fact for fact in step_of(number).facts}
    strange = sorted(set(facts) - set(known))
    if strange:
        raise UserProblem("step.unknown_fact", facts=tuple(strange))
    return {name: facts[name] for name in known if name in facts}


def record_gaps(number: int, state: CaseState, facts: Facts | None = None) -> tuple[str, ...]:
    """What a step owes beyond its own facts: an offer made, an answer given, promises settled, a call.

    Where the ``facts`` say that nobody answered, silence stands for the call; but it has to be so.
    """
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
        if state.open_orders:
            gaps.append("open_orders")
        if state.awaiting_approval:
            gaps.append("remedies_awaiting")
        if state.appeal_open:
            gaps.append("appeal")
        gaps.extend(_chain_gaps(state))
        gaps.extend(_silence_gaps(state) if for_silence(facts or {}) else _call_gaps(state))
    return tuple(gaps)


def _silence_gaps(state: CaseState) -> list[str]:
    """That nobody answered holds only where it is so: else another reason is owed, and the call."""
    answered = any(outcome in ANSWERED or outcome == FollowOutcome.DECLINED for outcome in state.outcomes)
    return [] if state.silent and not answered else [*_call_gaps(state), "close_reason"]


def _call_gaps(state: CaseState) -> list[str]:
    """A follow-up call must have ended: an answer and "solved", a resident who declined, or three vain attempts.

    Where none is owed none is waited for; but a resident who answered "not solved" has been heard all the same.
    """
    outcomes = state.outcomes
    if any(outcome in ANSWERED for outcome in outcomes):
        return [] if state.solved else ["solved"]
    if not state.call_owed:
        return []
    if FollowOutcome.DECLINED in outcomes or outcomes.count(FollowOutcome.NOT_REACHED) >= MOST_ATTEMPTS:
        return []
    return ["follow_up_call"]


def _chain_gaps(state: CaseState) -> list[str]:
    """What came back twice closes with its root cause found, and seen by a manager (figures.md, section 4)."""
    if state.chain < ROOT_CAUSE_FROM:
        return []
    return [*([] if state.root_cause else ["root_cause"]), *([] if state.reviewed else ["review"])]


def root_cause_gaps(facts: Facts) -> tuple[str, ...]:
    """What *gather* owes of a root cause: at least one why, and a cause that is not "unknown"."""
    whys = [] if any_text(facts.get("whys")) else ["whys"]
    return (*whys, *(["root_cause"] if facts.get("cause") == UNKNOWN_CAUSE else []))


def any_text(value: FactValue) -> bool:
    """Whether a list of texts says anything."""
    return isinstance(value, list) and any(one.strip() for one in value)


def has_root_cause(facts: Facts) -> bool:
    """Whether the facts of *gather* name a root cause."""
    return bool(facts.get("cause")) and not root_cause_gaps(facts)


def gaps(number: int, facts: Facts, state: CaseState) -> tuple[str, ...]:
    """All that a step (2 to 8) still owes."""
    deeper = root_cause_gaps(facts) if number == GATHER and state.chain >= ROOT_CAUSE_FROM else ()
    return fact_gaps(number, facts) + deeper + record_gaps(number, state, facts)


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
