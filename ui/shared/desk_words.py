"""What there is to do, in words: the verb first, then what it is about. For the page and the terminal. Free of Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from models.desk.kinds import (
    ON_TIME_GOAL,
    REPEATS_GOAL,
    SATISFIED_GOAL,
    Desk,
    DeskGroup,
    DeskItem,
    DeskScope,
    Need,
    Share,
    Tiles,
)
from models.desk.warnings import DeskWarnings
from models.warnings.kinds import WarningLevel
from resources.texts import N_, Texts
from ui.shared.case_clock import DueLook, short_duration
from ui.shared.due import due_clock
from ui.shared.incident_words import incident_title
from ui.shared.visit_words import visit_about, visit_look, visit_verb
from ui.shared.warning_words import reckoning, where

# What the present step asks for. Targets that a case is promised under are named by the catalogue of targets.
STEP_VERBS: Mapping[str, str] = {
    "receive": N_("Complete the receipt"),
    "isolate": N_("Make it safe"),
    "soothe": N_("Soothe"),
    "apologise": N_("Apologise"),
    "gather": N_("Find the cause"),
    "propose": N_("Tell the plan"),
    "confirm": N_("Ask for consent"),
    "follow_up": N_("Have it carried out"),
    "first_response": N_("First call"),
    "hand_over": N_("Hand over"),
    "on_site": N_("Be on site"),
    "contained": N_("Make it safe"),
    "plan_told": N_("Tell the plan"),
    "progress_told": N_("Tell the progress"),
    "resolved": N_("Have it carried out"),
}
_APPEAL_VERBS: Mapping[str, str] = {
    "stage2_acknowledged": N_("Acknowledge the appeal"),
    "stage2_answered": N_("Answer the appeal"),
    "stage2_extended": N_("Answer the appeal"),
}
_PROMISE_VERBS: Mapping[str, str] = {
    "call": N_("Call back"),
    "visit": N_("Be there"),
    "work": N_("Have it done"),
    "answer": N_("Answer"),
    "other": N_("Keep the promise"),
}
ICONS: Mapping[Need, str] = {
    Need.STEP: "clock",
    Need.APPOINTMENT: "calendar-clock",
    Need.PROMISE: "phone-outgoing",
    Need.FOLLOW_UP: "message-circle-heart",
    Need.SECOND_LOOK: "eye",
    Need.APPEAL: "arrow-big-up",
    Need.WAIT: "circle-pause",
    Need.REMEDY: "hand-coins",
    Need.PROPOSAL: "notebook-pen",
}
GROUP_TOKENS: Mapping[DeskGroup, str] = {DeskGroup.OVERDUE: "overdue", DeskGroup.SOON: "soon"}

Part = tuple[str, str, bool]
_NEAR = timedelta(days=6)


@dataclass(frozen=True)
class Speaker:
    """The language, the moment, the place and the money of the words."""

    texts: Texts
    now: datetime
    zone: tzinfo
    currency: str = "CNY"


def verb(speaker: Speaker, item: DeskItem) -> str:
    """What is to be done."""
    texts, money = speaker.texts, speaker.texts.money(item.amount_minor, speaker.currency)
    if item.visit is not None:
        return visit_verb(texts, item.visit, item.group)
    match item.need:
        case Need.STEP:
            msgid = STEP_VERBS.get(item.kind)
            words = texts.t(msgid) if msgid is not None else texts.word("target", item.kind)
        case Need.PROMISE:
            words = texts.t(_PROMISE_VERBS.get(item.kind, _PROMISE_VERBS["other"]))
        case Need.FOLLOW_UP:
            again = texts.t("Follow-up call {n}", n=item.calls + 1)
            words = again if item.calls else texts.t("Follow-up call")
        case Need.SECOND_LOOK:
            words = texts.t("Look again after 28 days")
        case Need.APPEAL:
            words = texts.t(_APPEAL_VERBS.get(item.kind, _APPEAL_VERBS["stage2_answered"]))
        case Need.WAIT:
            words = texts.word("pause_reason", item.kind)
        case Need.REMEDY:
            words = texts.t("Approve {money}", money=money)
        case _:
            words = texts.t("Approve the plan, {money}", money=money)
    return words


def about(speaker: Speaker, item: DeskItem) -> str:
    """What it is about: the promise, the remedy or the work, when a call is planned, else the complaint's title."""
    if item.visit is not None:
        return visit_about(speaker.texts, item, item.visit)
    if item.planned is not None:
        what = speaker.texts.t("planned for {when}", when=_near_time(speaker, item.planned))
    elif item.need is Need.REMEDY:
        kind = speaker.texts.word("remedy", item.kind)
        what = speaker.texts.t("{what}: {words}", what=kind, words=item.text) if item.text else kind
    else:
        what = item.text
    return (
        " · ".join(filter(None, (what, item.case.title))) if item.need is not Need.STEP else item.case.title
    )


def whose(speaker: Speaker, item: DeskItem) -> str:
    """Home, person, and what must be minded."""
    texts, case = speaker.texts, item.case
    if "vulnerable" not in case.flags:
        return "   ".join(filter(None, (case.unit, case.resident)))
    mind = texts.word("flag", "vulnerable")
    who = texts.t("{name} ({notes})", name=case.resident, notes=mind) if case.resident else mind
    return "   ".join(filter(None, (case.unit, who)))


def due_words(speaker: Speaker, item: DeskItem) -> DueLook:
    """Ring, words and colour of when it is due; what only waits has no ring."""
    texts, now = speaker.texts, speaker.now
    if item.visit is not None:
        return visit_look(texts, item, item.visit, now, speaker.zone)
    if item.due is None:
        words = texts.t("waits {time}", time=short_duration(texts, now - item.since))
        return DueLook(0.0, "", words, "text", words)
    if item.need is Need.WAIT:
        words = texts.t("until {when}", when=_near_time(speaker, item.due))
        return DueLook(0.0, "", words, "muted", words)
    clock = due_clock(item.since, item.due, now, item.warns)
    if item.group is DeskGroup.OVERDUE:
        words = texts.t("{time} over", time=short_duration(texts, now - item.due))
        return DueLook(0.0, "overdue", words, "overdue", words)
    if item.group is DeskGroup.SOON:
        words = texts.t("{time} left", time=short_duration(texts, item.due - now))
        return DueLook(clock.fraction, "soon", words, "soon", words)
    words = _moment(speaker, item)
    state = clock.state if item.need in (Need.STEP, Need.APPEAL) else ""
    return DueLook(clock.fraction, state, words, "text", words)


def _moment(speaker: Speaker, item: DeskItem) -> str:
    texts = speaker.texts
    assert item.due is not None
    moment, today = item.due.astimezone(speaker.zone), speaker.now.astimezone(speaker.zone)
    time = texts.time(moment)
    if item.need in (Need.FOLLOW_UP, Need.SECOND_LOOK):
        return texts.relative_day(moment, today)
    if item.need is Need.PROMISE:
        return texts.t("by {time}", time=time)
    return _near_time(speaker, item.due)


def _near_time(speaker: Speaker, at: datetime) -> str:
    """``15:50`` of today, ``Mon 10:00`` of the days to come, a date of later ones: the column is narrow."""
    moment, today = at.astimezone(speaker.zone), speaker.now.astimezone(speaker.zone)
    time = speaker.texts.time(moment)
    if moment.date() == today.date():
        return time
    return (
        f"{speaker.texts.weekday(moment)} {time}" if at - speaker.now < _NEAR else speaker.texts.date(moment)
    )


# The sentence over the list


def sentence(speaker: Speaker, desk: Desk, scope: DeskScope) -> tuple[Part, ...]:
    """What matters now: how many are late and whom to call first, or what comes next."""
    texts = speaker.texts
    first = desk.items[0] if desk.items else None
    if first is not None and scope is DeskScope.PUT_OFF:
        return (
            (texts.t("You put these off; each comes back by itself. S takes one back now."), "muted", False),
        )
    if first is None:
        return ((_nothing(speaker, desk, scope), "muted", False),)
    name = first.case.resident or first.case.unit or first.case.reference
    if first.group is DeskGroup.OVERDUE and first.due is not None:
        mark = texts.n("{n} is overdue", "{n} are overdue", desk.overdue)
        waited = short_duration(texts, speaker.now - first.due)
        whole = texts.t(
            "Now {overdue}; call {name} first, {time} over.", overdue="\0", name=name, time=waited
        )
        return _marked(whole, mark, "overdue")
    if first.group is DeskGroup.SOON and first.due is not None:
        mark = texts.n("{n} is due soon", "{n} are due soon", desk.counts[DeskGroup.SOON])
        begins = first.at if first.at > speaker.now else first.due
        left = short_duration(texts, begins - speaker.now)
        whole = texts.t(
            "Nothing is overdue. {soon}; {name} first, {time} left.", soon="\0", name=name, time=left
        )
        return _marked(whole, mark, "soon")
    what = verb(speaker, first)
    when = due_words(speaker, first).words
    said = texts.t("Nothing is overdue. Next: {what}, {name}, {when}.", what=what, name=name, when=when)
    return ((said, "muted", False),)


def _nothing(speaker: Speaker, desk: Desk, scope: DeskScope) -> str:
    texts, others = speaker.texts, desk.totals[DeskScope.ALL]
    if scope is DeskScope.PUT_OFF:
        return texts.t("Nothing is put off.")
    if scope is DeskScope.MINE and others:
        return texts.n(
            "Nothing waits for you. {n} thing waits for colleagues.",
            "Nothing waits for you. {n} things wait for colleagues.",
            others,
        )
    return texts.t("Nothing is waiting. Whoever calls next has your whole attention.")


def _marked(whole: str, mark: str, token: str) -> tuple[Part, ...]:
    before, _, after = whole.partition("\0")
    parts = ((before, "muted", False), (mark, token, True), (after, "muted", False))
    return tuple(part for part in parts if part[0])


# The six measures


@dataclass(frozen=True)
class TileWords:
    """One measure: what it is, its figure, what it is measured by, and how it was reckoned."""

    code: str
    title: str
    figure: str
    note: str
    hint: str
    token: str = "text"

    @property
    def spoken(self) -> str:
        """The whole in one line."""
        return ", ".join(filter(None, (self.title, self.figure, self.note)))


def tile_words(speaker: Speaker, tiles: Tiles, warned: DeskWarnings) -> tuple[TileWords, ...]:
    """The six measures in the order in which they stand."""
    texts = speaker.texts
    number = texts.number
    return (
        TileWords("received", texts.t("Received this week"), number(tiles.received_week),
                  texts.t("today {n}", n=number(tiles.received_today)),
                  texts.t("Cases received since Monday, without compliments and those merged into others.")),
        _share(speaker, "on_time", texts.t("Handled in time"), tiles.on_time, ON_TIME_GOAL,
               texts.t("Resolved in time since Monday, of all resolved and of the open ones that fell due.")),
        _satisfied(speaker, tiles.satisfied),
        _repeats(speaker, tiles),
        TileWords("overdue", texts.t("Overdue now"), number(tiles.overdue),
                  _since(speaker, N_("longest {time}"), tiles.longest_overdue),
                  texts.t("Open cases of the whole desk whose next due time has passed."),
                  "overdue" if tiles.overdue else "text"),
        TileWords("warnings", texts.t("Warnings"), number(warned.count), _first_warning(speaker, warned),
                  texts.t(
                      "Several homes with one cause, grave cases that nobody has acknowledged, holidays missing, more"
                      " cases than usual, plans that are late."
                  ),
                  "overdue" if warned.grave else "text"),
    )  # fmt: skip


def _first_warning(speaker: Speaker, warned: DeskWarnings) -> str:
    found = warning_words(speaker, warned)
    return found[0].words if found else ""


@dataclass(frozen=True)
class WarningWords:
    """One warning: where it leads, its sign, what it says, and whether it is grave."""

    page: str
    params: tuple[tuple[str, object], ...]
    lead: str
    words: str
    grave: bool = False


def warning_words(speaker: Speaker, warned: DeskWarnings) -> tuple[WarningWords, ...]:
    """What is warned of, the gravest first."""
    texts = speaker.texts
    grave = [
        WarningWords(
            "case", (("id", one.id),), one.reference, texts.t("Nobody has said that they know"), True
        )
        for one in warned.grave
    ]
    proposed = [
        WarningWords("incidents", (("id", row.id),), texts.n("{n} home", "{n} homes", row.households),
                     incident_title(texts, row))
        for row in warned.proposed
    ]  # fmt: skip
    year = warned.missing_year
    missing = [] if year is None else [
        WarningWords("options", (("section", "calendar"),), str(year), texts.t("Holidays are not confirmed yet"))
    ]  # fmt: skip
    kinds = {code: said.get(texts.language) or said["en"] for code, said in warned.kinds.items()}
    early = [
        WarningWords("warnings", (("id", row.id),), where(row, texts, kinds), reckoning(row, texts),
                     row.level == WarningLevel.RED)
        for row in warned.early
    ]  # fmt: skip
    late = [
        WarningWords("improvements", (("id", row.id),), texts.n("{n} day late", "{n} days late", row.late_days),
                     row.title, True)
        for row in warned.late
    ]  # fmt: skip
    return (*grave, *early, *late, *proposed, *missing)


def few(texts: Texts, share: Share) -> tuple[str, str]:
    """What is said instead of a share of too few."""
    return texts.t("n/a"), f"(n={texts.number(share.n)})"


def _share(speaker: Speaker, code: str, title: str, share: Share, goal: float, hint: str) -> TileWords:
    texts = speaker.texts
    if share.value is None:
        return TileWords(code, title, *few(texts, share), hint)
    note = texts.t("goal {goal} · n={n}", goal=texts.percent(goal), n=texts.number(share.n))
    return TileWords(code, title, texts.percent(share.value, 1), note, hint)


def _satisfied(speaker: Speaker, share: Share) -> TileWords:
    texts = speaker.texts
    hint = texts.t(
        "Satisfied or fairly satisfied, of all who answered since Monday, with the 95 % interval. Goal {goal}.",
        goal=texts.percent(SATISFIED_GOAL),
    )
    title = texts.t("Satisfaction")
    if share.value is None or share.interval is None:
        return TileWords("satisfied", title, *few(texts, share), hint)
    low, high = (texts.number(100 * end, 1) for end in share.interval)
    note = f"{low}–{high} · n={texts.number(share.n)}"
    return TileWords("satisfied", title, texts.percent(share.value, 1), note, hint)


def _repeats(speaker: Speaker, tiles: Tiles) -> TileWords:
    texts, share = speaker.texts, tiles.repeats
    hint = texts.t("New complaints since Monday about what had been closed before.")
    title = texts.t("Repeats")
    if share.value is None:
        return TileWords("repeats", title, texts.number(share.good), " ".join(few(texts, share)), hint)
    facts = {"share": texts.percent(share.value, 1), "goal": texts.percent(REPEATS_GOAL)}
    note = texts.t("{share} · goal {goal}", **facts)
    return TileWords("repeats", title, texts.number(share.good), note, hint)


def _since(speaker: Speaker, msgid: str, moment: datetime | None) -> str:
    if moment is None:
        return ""
    length = max(timedelta(), speaker.now - moment)
    return speaker.texts.t(msgid, time=short_duration(speaker.texts, length))
