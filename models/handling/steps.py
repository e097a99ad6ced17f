"""The eight steps (process.md, section 2) as data: order, facts owed, clock.

A fact is owed when its ``needed`` says so; the rest may stay empty. The forms, the state machine, the reports and
the tests all read this one tuple.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """One thing that a step leaves behind. ``shape`` says what its value looks like.

    text: str · flag: True · code: one of ``options`` · cause: a code of the tree of causes (``options.causes``)
    · codes: list of codes · staff: staff id · instant: ms since 1970
    """

    name: str
    shape: str
    needed: bool = True
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """One of the eight. ``clock`` names the policy target that it runs against, if any."""

    number: int
    code: str
    facts: tuple[Fact, ...]
    clock: str | None = None
    skippable: bool = True


MOODS = ("calm", "worried", "unhappy", "angry", "furious")
COMFORTS = ("listened", "exact_time", "made_good", "visited", "other_person", "other")
WAYS = ("in_person", "phone", "writing", "messaging")
RESPONSIBLE = ("own_staff", "contractor", "developer", "utility", "other_resident", "resident", "nobody")
REMEDIES = (
    "repair", "replacement", "refund", "fee_reduction", "compensation", "written_apology", "staff_training",
    "explanation", "no_action",
)  # fmt: skip
CLOSE_REASONS = ("solved", "explained", "withdrawn", "unreachable", "duplicate", "not_ours")
LAPSED = "no_answer"  # closed by the rule of the 14 days, or by hand where something kept the rule from it

STEPS: tuple[Step, ...] = (
    # The facts of the first step are columns of the complaint itself; ``complaints.rules.receipt_gaps`` reads them.
    Step(1, "receive", (), clock="first_response", skippable=False),
    Step(
        2,
        "isolate",
        (
            Fact("hazards_checked", "flag"),
            Fact("containment", "codes"),
            Fact("containment_note", "text", needed=False),
            Fact("affected", "text"),
            Fact("contained_at", "instant"),
        ),
        clock="contained",
    ),
    Step(
        3,
        "soothe",
        (
            Fact("restated", "text"),
            Fact("confirmed", "flag"),
            Fact("mood_before", "code", options=MOODS),
            Fact("mood_after", "code", options=MOODS),
            Fact("comforts", "codes", options=COMFORTS),
            Fact("comfort_note", "text", needed=False),
        ),
        clock="soothe",
    ),
    Step(
        4,
        "apologise",
        (
            Fact("apologised_by", "staff"),
            Fact("way", "code", options=WAYS),
            Fact("apology", "text"),
        ),
        clock="apologise",
    ),
    Step(
        5,
        "gather",
        (
            Fact("account", "text"),
            Fact("evidence", "text"),
            Fact("cause", "cause"),
            Fact("cause_text", "text"),
            Fact("whys", "texts", needed=False),
            Fact("responsible", "code", options=RESPONSIBLE),
        ),
        clock="gather",
    ),
    # Proposals and answers are records of their own; ``rules.gaps`` looks at them.
    Step(6, "propose", (Fact("propose_note", "text", needed=False),), clock="plan_told"),
    Step(7, "confirm", (Fact("confirm_note", "text", needed=False),), clock="confirm"),
    Step(
        8,
        "follow_up",
        (
            Fact("carried_out", "text"),
            Fact("lessons", "text"),
            Fact("close_reason", "code", options=(*CLOSE_REASONS, LAPSED)),
        ),
        clock="follow_up",
    ),
)

LAST = len(STEPS)
PROPOSE, CONFIRM, FOLLOW_UP, GATHER = 6, 7, 8, 5
BY_CODE = {step.code: step for step in STEPS}


def step_of(number: int) -> Step:
    """The step with this number, 1 to 8."""
    return STEPS[number - 1]
