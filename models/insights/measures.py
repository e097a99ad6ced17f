"""The measures (figures.md, section 4), defined once for the screen, the paper, the table and the command line.

How each is counted stands beside its key in ``insights.counting``; what it means is said here. Cases merged into
another and compliments are in none of them, unless it says so.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.core.errors import UserProblem
from models.insights.kinds import Better, Measure, Unit
from resources.texts.marks import N_, P_

_NOT_DUPLICATES = N_("Cases merged into another and compliments.")
_NOT_UNTIMED = N_(
    "Cases without a due time: imported ones that had ended before; merged cases and compliments."
)

_ALL = (
    Measure(
        "received",
        P_("measure", "Received"),
        N_("How many complaints, requests and suggestions came in."),
        N_("Cases received in the period."),
        N_("Cases merged into another, and compliments, which are counted by themselves."),
        Unit.CASES,
    ),
    Measure(
        "compliments",
        P_("measure", "Compliments"),
        N_("How often somebody was praised."),
        N_("Compliments received in the period."),
        N_("Everything else, and compliments merged into another."),
        Unit.CASES,
        Better.MORE,
    ),
    Measure(
        "first_response_time",
        P_("measure", "First response time"),
        N_("How long a resident waits until a person speaks with them."),
        N_(
            "First conversation given in the period minus receipt, in open time of the case's own clock: median, mean"
            " and the 90th percentile (linear interpolation)."
        ),
        N_("Cases without a clock: imported ones that had ended before; merged cases and compliments."),
        Unit.DURATION,
        Better.LESS,
    ),
    Measure(
        "response_on_time",
        P_("measure", "Response on time"),
        N_("How often the first conversation was in time."),
        N_(
            "Cases whose first response fell due or was given in the period and was in time, of all whose first"
            " response fell due or was given in it."
        ),
        N_(
            "Cases without a clock, those imported after it was due, and those that ended unanswered before it was due;"
            " merged cases and compliments."
        ),
        Unit.SHARE,
        Better.MORE,
        0.98,
    ),
    Measure(
        "handling_time",
        P_("measure", "Handling time"),
        N_("How long a case takes from receipt to resolution."),
        N_(
            "Resolved in the period, as it stood at its end: resolution minus receipt minus pauses, day and night:"
            " median, mean and the 90th percentile (linear interpolation). Gross: with the pauses."
        ),
        N_(
            "Cases that were reopened in the period and not resolved again, withdrawn, merged ones and compliments."
        ),
        Unit.DURATION,
        Better.LESS,
    ),
    Measure(
        "on_time",
        P_("measure", "On time"),
        N_("How often a case was resolved by the time that was set for it."),
        N_(
            "Resolved in the period and in time, of all resolved in the period and those that fell due in it and were"
            " not resolved at its end (or now). A resolution that was taken back later was one then."
        ),
        N_(
            "Cases without a due time, as imported ones that had ended before; those imported after it; withdrawn and"
            " merged cases, compliments."
        ),
        Unit.SHARE,
        Better.MORE,
        0.95,
    ),
    Measure(
        "handling_rate",
        P_("measure", "Handled"),
        N_("How many of those who came in the period have been helped by now."),
        N_("Resolved by now, of the cases received in the period."),
        N_("Withdrawn and merged cases, and compliments."),
        Unit.SHARE,
        Better.MORE,
        1.0,
        by_now=True,
    ),
    Measure(
        "step_compliance",
        P_("measure", "Steps in order and on time"),
        N_("How often a step was done, in its turn and by its time."),
        N_(
            "Steps done in time, of the steps that fell due in the period, or began in it after their time. A step that"
            " was skipped, or left undone when it was due, was not done."
        ),
        N_(
            "Steps that were left or ended with their case before they were due, steps begun again after their time,"
            " those of cases imported after it, and the last step until the work is done; merged cases and compliments."
        ),
        Unit.SHARE,
        Better.MORE,
        0.95,
    ),
    Measure(
        "steps_done",
        P_("measure", "Steps done"),
        N_("How many steps were done, and which."),
        N_("Steps done in the period, each as often as it was."),
        N_("Steps that were skipped or begun again; merged cases and compliments."),
        Unit.CASES,
        parts=tuple(f"step_{step}" for step in range(1, 9)),
        told=False,
    ),
    Measure(
        "follow_up_rate",
        P_("measure", "Followed up"),
        N_("How many were really spoken with after their case was resolved."),
        N_(
            "Cases whose resident was reached by a follow-up call, of the cases closed in the period that owed one."
            " Who declined to answer was reached; attempts are counted apart."
        ),
        N_(
            "Cases that owed no call, those opened again since, imported ones that had ended before, withdrawn and"
            " merged cases, compliments."
        ),
        Unit.SHARE,
        Better.MORE,
        1.0,
    ),
    Measure(
        "satisfaction",
        P_("measure", "Satisfied"),
        N_("How many of those who answered were satisfied."),
        N_(
            "Satisfied or fairly satisfied, of the cases whose resident answered a follow-up call in the period; the"
            " last answer of a case counts. With the Wilson 95 % interval."
        ),
        N_(
            "Not reached and declined, which never count as satisfied; second looks; merged cases and compliments."
        ),
        Unit.SHARE,
        Better.MORE,
        0.95,
        ("asked", "satisfied", "fairly_satisfied", "dissatisfied", "not_reached", "declined"),
    ),
    Measure(
        "repeat_rate",
        P_("measure", "Repeats"),
        N_("How many new cases came back with what had been closed before."),
        N_(
            "New cases of the period that repeat a closed one of the same home or asset and kind within 30 days (leaks"
            " and damp: 90), of all new cases."
        ),
        N_("Duplicates merged into an open case, and compliments."),
        Unit.SHARE,
        Better.LESS,
        0.05,
    ),
    Measure(
        "reopen_rate",
        P_("measure", "Reopened"),
        N_("How many resolutions did not hold."),
        N_(
            "Cases resolved in the period whose resolution was taken back within 14 days, of all resolved in it."
        ),
        N_("Withdrawn and merged cases, and compliments."),
        Unit.SHARE,
        Better.LESS,
        0.03,
        by_now=True,
    ),
    Measure(
        "escalation_level2",
        P_("measure", "Escalated to a supervisor or higher"),
        N_("How many new cases had to be told to somebody above their handler."),
        N_(
            "Cases received in the period of which a supervisor, manager or director had to know, of all of them."
        ),
        _NOT_DUPLICATES,
        Unit.SHARE,
        Better.LESS,
        0.05,
        by_now=True,
    ),
    Measure(
        "escalation_stage2",
        P_("measure", "Asked for a second answer"),
        N_("How many new cases went to stage 2."),
        N_("Cases received in the period whose resident asked for a second answer, of all of them."),
        _NOT_DUPLICATES,
        Unit.SHARE,
        Better.LESS,
        0.05,
        by_now=True,
    ),
    Measure(
        "escalation_outside",
        P_("measure", "Went outside"),
        N_("How many new cases reached an outside body or the public."),
        N_(
            "Cases received in the period through a government hotline, or marked media, petition or legal, of all of"
            " them."
        ),
        _NOT_DUPLICATES,
        Unit.SHARE,
        Better.LESS,
        0.05,
    ),
    Measure(
        "first_contact",
        P_("measure", "Resolved at first contact"),
        N_("How many questions were settled in the first conversation."),
        N_(
            "New cases of the period that need no repair, resolved within 30 minutes of the first conversation, never"
            " reopened and not repeated in 30 days, of all new cases that need no repair."
        ),
        N_("Imported cases without a first conversation, withdrawn and merged cases, and compliments."),
        Unit.SHARE,
        Better.MORE,
        by_now=True,
    ),
    Measure(
        "intensity",
        P_("measure", "Per 1,000 homes and month"),
        N_("How many complaints there are for the homes that are lived in."),
        N_(
            "Cases received in the period × 1,000 / homes lived in on its last day / months of 30.4375 days that have"
            " passed of it."
        ),
        _NOT_DUPLICATES,
        Unit.RATE,
        Better.LESS,
    ),
    Measure(
        "backlog",
        P_("measure", "Not resolved yet"),
        N_("How much work waits, and how old it is."),
        N_(
            "Cases not resolved at the end of the period (or now), and how many of them over 7, 14 and 30 days old."
        ),
        N_("Cases that are resolved and wait for their follow-up call; merged cases and compliments."),
        Unit.CASES,
        Better.LESS,
        None,
        ("over_7", "over_14", "over_30"),
    ),
    Measure(
        "waiting",
        P_("measure", "Open, by step"),
        N_("How many cases are open, and at which step they wait."),
        N_(
            "Steps begun and not ended, of the cases not closed at the end of the period (or now): one for each step at"
            " which a case waits."
        ),
        _NOT_DUPLICATES,
        Unit.CASES,
        Better.LESS,
        None,
        tuple(f"step_{step}" for step in range(1, 9)),
    ),
    Measure(
        "overdue",
        P_("measure", "Overdue now"),
        N_("How many cases are late with whatever is due next."),
        N_("Cases not closed at the end of the period (or now) whose next clock is past its due time."),
        _NOT_UNTIMED,
        Unit.CASES,
        Better.LESS,
        0.0,
    ),
    Measure(
        "remedy_cost",
        P_("measure", "Cost of remedies"),
        N_("What was granted to make things good."),
        N_("Remedies granted in the period, added up; beside it the cost for 100 cases received in it."),
        N_(
            "Remedies that wait for approval or were declined; the cost of repairs; merged cases and compliments."
        ),
        Unit.MONEY,
        Better.LESS,
    ),
    Measure(
        "improvement_success",
        P_("measure", "Improvements that worked"),
        N_("How many improvements achieved their target."),
        N_(
            "Achieved, of the improvements judged in the period and those whose due date passed in it without their"
            " being put in force."
        ),
        N_("Dropped ones, and verdicts of too few cases, which are counted apart."),
        Unit.SHARE,
        Better.MORE,
        0.8,
    ),
    Measure(
        "warnings",
        P_("measure", "Warnings"),
        N_("How often something rose beyond chance, or a rule spoke up."),
        N_("Early warnings of the period."),
        N_("Nothing; those that somebody has acknowledged are counted too."),
        Unit.CASES,
    ),
)

MEASURES: Mapping[str, Measure] = {one.key: one for one in _ALL}
TOLD = tuple(one.key for one in _ALL if one.told)

# The six of the head of every page, in their order.
TILES = ("received", "on_time", "satisfaction", "repeat_rate", "overdue", "warnings")


def measure(key: str) -> Measure:
    """A measure by its key; raises ``UserProblem("measure.unknown", key=…)``."""
    try:
        return MEASURES[key]
    except KeyError:
        raise UserProblem("measure.unknown", key=key) from None
