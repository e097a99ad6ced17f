"""The calendars and policies that come with the program (figures.md, sections 1 and 2), as data.

They are this project's compromise between published service norms, not law; the help says so.
"""

from __future__ import annotations

from collections.abc import Mapping

from models.timing.kinds import DAY, Calendar, Span, Target, target

OFFICE: tuple[Span, ...] = ((9 * 60, 18 * 60),)
DAILY: tuple[Span, ...] = ((8 * 60, 20 * 60),)
ALL_DAY: tuple[Span, ...] = ((0, DAY),)

WEEKS: dict[str, tuple[tuple[Span, ...], ...]] = {
    "office": (OFFICE,) * 5 + ((), ()),
    "daily": (DAILY,) * 7,
    "always": (ALL_DAY,) * 7,
}


def preset_calendar(name: str, timezone: str) -> Calendar:
    """A calendar preset ("office", "daily", "always") in a time zone, without exceptions."""
    return Calendar(timezone, WEEKS[name], name=name)


# What each target counts from. Those that are not named count from the receipt of the complaint. Where the event is
# itself a target and has not happened yet, the time at which it falls due stands in for it.
STARTS: Mapping[str, str] = {
    "progress_told": "told",
    "follow_up": "resolved",
    "soothe": "step",
    "apologise": "step",
    "gather": "step",
    "confirm": "step",
    "summary_told": "investigated",
    "works_begun": "investigated",
    "further_works": "investigated",
    "stage1_answered": "first_response",
    "stage1_extended": "first_response",
    "stage2_acknowledged": "stage2_asked",
    "stage2_answered": "stage2_acknowledged",
    "stage2_extended": "stage2_acknowledged",
}

TARGETS = (
    "first_response", "hand_over", "on_site", "contained", "plan_told", "progress_told", "resolved", "follow_up",
    "soothe", "apologise", "gather", "confirm",
    "investigated", "summary_told", "works_begun", "further_works",
    "stage1_answered", "stage1_extended", "stage2_acknowledged", "stage2_answered", "stage2_extended",
)  # fmt: skip

# The resident has a right to be spoken to, whatever else has to wait.
NEVER_PAUSED = frozenset({"first_response", "stage2_acknowledged"})

SEVERITIES = ("s1", "s2", "s3", "s4")


def _rows(text: str) -> dict[str, dict[str, Target]]:
    """Targets by severity from a table: a line a target, a column a severity, ``-`` for none."""
    table: dict[str, dict[str, Target]] = {severity: {} for severity in SEVERITIES}
    for line in text.strip().splitlines():
        name, *cells = line.split()
        for severity, cell in zip(SEVERITIES, cells, strict=True):
            if cell != "-":
                table[severity][name] = target(cell)
    return table


# soothe and gather are targets of the steps between, which the published table leaves to the house: the pictures of
# the case page and of the report (look/png/03, 10a) show them, and none for apologise and confirm. On site, S3 is by
# appointment within the time given, S4 by appointment alone. Nor does the table say when an appeal is answered: as
# under uk-code-2024. Versions that a store holds already stay as they are.
POLICIES: dict[str, dict[str, dict[str, Target]]] = {
    "cn-property": _rows("""
        first_response  5m   15m   30m   1wd
        hand_over       5m   20m   20m   1wd
        on_site         30m  60m   1wd   -
        contained       2h   4h    1wd   -
        plan_told       4h   8h    1wd   3wd
        progress_told   2h   4h    1wd   3wd
        resolved        24h  24h   3wd   7wd
        follow_up       24h  24h   3wd   7wd
        soothe          15m  15m   15m   15m
        gather          4h   8h    1wd   3wd
        stage2_acknowledged 5wd  5wd   5wd   5wd
        stage2_answered     20wd 20wd  20wd  20wd
        stage2_extended     40wd 40wd  40wd  40wd
    """),
    # Stage 1 is answered 10 working days after the acknowledgement, so 15 after receipt at the latest; an extended
    # answer has its reason.
    "uk-code-2024": _rows("""
        first_response      5wd  5wd   5wd   5wd
        hand_over           5wd  5wd   5wd   5wd
        contained           24h  5wd   5wd   5wd
        plan_told           10wd 10wd  10wd  10wd
        progress_told       5wd  5wd   5wd   5wd
        resolved            15wd 15wd  15wd  15wd
        follow_up           5wd  5wd   5wd   5wd
        stage1_answered     10wd 10wd  10wd  10wd
        stage1_extended     20wd 20wd  20wd  20wd
        stage2_acknowledged 5wd  5wd   5wd   5wd
        stage2_answered     20wd 20wd  20wd  20wd
        stage2_extended     40wd 40wd  40wd  40wd
    """),
    "hazard": _rows("""
        first_response  2h   1wd   1wd   1wd
        on_site         24h  10wd  10wd  10wd
        contained       24h  5wd   5wd   5wd
        plan_told       24h  13wd  13wd  13wd
        progress_told   24h  5wd   5wd   5wd
        resolved        24h  60wd  60wd  60wd
        follow_up       24h  3wd   3wd   7wd
        investigated    24h  10wd  10wd  10wd
        summary_told    3wd  3wd   3wd   3wd
        works_begun     24h  5wd   5wd   5wd
        further_works   12w  12w   12w   12w
    """),
}

# S1 and S2 run day and night; S3 and S4 in office hours. The hazard rules count emergencies in calendar time.
ROUND_THE_CLOCK: dict[str, frozenset[str]] = {
    "cn-property": frozenset({"s1", "s2"}),
    "uk-code-2024": frozenset(),
    "hazard": frozenset({"s1"}),
}
