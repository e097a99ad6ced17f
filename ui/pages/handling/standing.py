"""What is true of a case beside its steps, and what can be done about it: as data. Free of Qt's widgets.

Waiting, merged, part of an outage, escalated, at the second stage, a repeat, to be looked at once more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.complaints.kinds import Status
from models.core.permissions import Permission
from models.core.session import Actor
from models.escalation.kinds import Level
from models.handling.kinds import AppealRow, FollowUpRow
from models.handling.rules import CORRECT_WITHIN, HALF_DAY_HOURS, MOST_ATTEMPTS, ROOT_CAUSE_FROM
from resources.texts import Texts
from ui.pages.handling.clock_words import clock_look, clock_of, running_pause
from ui.pages.handling.view import CaseView
from ui.shared.escalation_words import sentence, tone
from ui.shared.incident_words import incident_icon, incident_title, said, until_words

APPEAL_CLOCKS = ("stage2_acknowledged", "stage2_answered", "stage2_extended")


@dataclass(frozen=True)
class Standing:
    """One such thing. ``deeds`` are (name, words): the name as ``Matters.do`` takes it.

    ``top`` ones stand across the page as long as there is room; ``tone`` is that of their plane.
    """

    code: str
    icon: str
    title: str
    text: str = ""
    deeds: tuple[tuple[str, str], ...] = ()
    top: bool = False
    tone: str = "raised"
    token: str = "muted"


def standings(texts: Texts, view: CaseView, who: Actor) -> list[Standing]:
    """Everything that is so, the most pressing first."""
    parts = (
        _merged,
        _escalated,
        _paused,
        _incident,
        _appeal,
        _chain,
        _second_look,
        _waits,
        _calls,
        _survivor,
    )
    return [one for part in parts for one in part(texts, view, who)]


def _merged(texts: Texts, view: CaseView, who: Actor) -> Iterator[Standing]:
    after = view.file.after
    if view.file.case.row.status != Status.MERGED or not after.survivor:
        return
    deeds = [("survivor", texts.t("Open {reference}", reference=after.survivor))]
    merge = next((e.facts.get("merge") for e in reversed(view.file.events) if e.kind == "merged"), None)
    if isinstance(merge, int) and who.may(Permission.HANDLE):
        deeds.append((f"unmerge:{merge}", texts.t("Take it out again")))
    yield Standing(
        "merged",
        "folder",
        texts.t("Merged into {reference}", reference=after.survivor),
        texts.t("It is carried on there; what is written here goes there, too."),
        tuple(deeds),
        top=True,
    )


def _escalated(texts: Texts, view: CaseView, who: Actor) -> Iterator[Standing]:
    waiting = [one for one in view.escalations if one.acknowledged_at is None]
    mine = [one for one in waiting if one.id in view.may_take]
    if mine:
        ladder = [str(level) for level in Level]
        last = max(mine, key=lambda one: (ladder.index(one.level), one.at))
        more = len(mine) - 1
        words = texts.n("and one more warning", "and {n} more", more) if more else ""
        late = tone(last, view.now) == "overdue"
        yield Standing(
            "escalated",
            "bell",
            sentence(texts, last, view.now, view.zone),
            words or texts.t("Nobody has said yet that they know."),
            (("acknowledge", texts.t("I know, I see to it")),),
            top=True,
            tone="error" if late else "soon",
            token="s1" if late else "soon",
        )
    others = [one for one in waiting if one.id not in view.may_take]
    if others:
        level = texts.word("level", others[-1].level, inside=True)
        yield Standing(
            "told",
            "bell",
            texts.t("The {level} has been told", level=level),
            texts.t("Nobody has said yet that they know."),
        )


def _paused(texts: Texts, view: CaseView, who: Actor) -> Iterator[Standing]:
    pause = running_pause(view)
    if pause is None or view.file.case.row.closed_at is not None:
        return
    until = texts.when(pause.ends_at, view.zone, view.now)
    words = texts.t("until {when}, then it goes on by itself", when=until)
    text = " · ".join(part for part in (words, pause.text, pause.started_by) if part)
    deeds = (("resume", texts.t("Go on now")),) if who.may(Permission.HANDLE) else ()
    yield Standing("paused", "circle-pause", texts.word("pause_reason", pause.reason), text, deeds, top=True)


def _incident(texts: Texts, view: CaseView, who: Actor) -> Iterator[Standing]:
    row = view.incident
    if row is None:
        return
    until = until_words(texts, row, view.now, view.zone)
    title = " · ".join(part for part in (incident_title(texts, row), until) if part)
    deeds = [("incident", texts.p("verb", "Open"))]
    if who.may(Permission.HANDLE) and row.is_live:
        deeds.append(("leave", texts.t("Another cause…")))
    words = said(texts, row.say) if row.say else ""
    yield Standing("incident", incident_icon(row), title, words, tuple(deeds), top=row.is_live, token="soon")


def _appeal(texts: Texts, view: CaseView, who: Actor) -> Iterator[Standing]:
    appeal = view.file.after.appeal
    if appeal is None:
        return
    if appeal.answered_at is not None:
        title = texts.t("Stage 2: {upheld}", upheld=texts.word("upheld", appeal.upheld or "", inside=True))
        when = texts.when(appeal.answered_at, view.zone, view.now)
        text = " · ".join(part for part in (when, appeal.answered_by, said(texts, appeal.answer)) if part)
        yield Standing("appeal", "arrow-big-up", title, text)
        return
    deeds = tuple(_appeal_deeds(texts, view, appeal, who))
    lines = [said(texts, appeal.words)]
    if appeal.handler:
        lines.append(texts.t("answered by {name}", name=appeal.handler))
    lines += _appeal_clocks(texts, view)
    if appeal.extended_at is not None:
        lines.append(texts.t("extended: {reason}", reason=appeal.extended_reason))
    title = texts.t("Stage 2: the resident asks for another answer")
    yield Standing("appeal", "arrow-big-up", title, "\n".join(lines), deeds, tone="soon", token="soon")


def _appeal_clocks(texts: Texts, view: CaseView) -> Iterator[str]:
    for name in APPEAL_CLOCKS:
        row = clock_of(view, name)
        if row is not None:
            look = clock_look(texts, view, row)
            yield texts.t("{what}: {words}", what=look.name, words=f"{look.words} · {look.by}")


def _appeal_deeds(texts: Texts, view: CaseView, appeal: AppealRow, who: Actor) -> Iterator[tuple[str, str]]:
    if not who.may(Permission.HANDLE):
        return
    own = who.staff_id in view.handlers
    if appeal.acknowledged_at is None:
        yield "appeal_acknowledge", texts.t("Acknowledge…")
    if who.may(Permission.ASSIGN) or (not own and appeal.handler_id is None):
        yield "appeal_assign", texts.t("Hand it to…")
    if not own and appeal.extended_at is None:
        yield "appeal_extend", texts.t("Extend…")
    if not own and (appeal.handler_id in (None, who.staff_id) or who.may(Permission.ASSIGN)):
        yield "appeal_answer", texts.t("Answer…")


def _chain(texts: Texts, view: CaseView, who: Actor) -> Iterator[Standing]:
    after = view.file.after
    if len(after.chain) < 2:
        return
    deeds = [("chain", texts.t("See the chain"))]
    lines = []
    long = after.chain_length >= ROOT_CAUSE_FROM
    if long and view.is_open:
        lines.append(texts.t("Owed before it closes: the root cause, and a manager's review."))
    if after.reviewed_at is not None:
        when = texts.when(after.reviewed_at, view.zone, view.now)
        lines.append(texts.t("Reviewed {when} by {name}", when=when, name=after.reviewed_by))
    elif long and view.is_open and _may_review(view, who):
        deeds.append(("review", texts.t("Review it…")))
    title = texts.t("Repeat: case {n} of {all}", n=after.chain_length, all=len(after.chain))
    tone = "soon" if long and view.is_open and after.reviewed_at is None else "raised"
    yield Standing("chain", "redo-2", title, "\n".join(lines), tuple(deeds), tone=tone)


def _may_review(view: CaseView, who: Actor) -> bool:
    return who.may(Permission.REVIEW) and view.file.case.row.handler_id != who.staff_id


def _second_look(texts: Texts, view: CaseView, who: Actor) -> Iterator[Standing]:
    after = view.file.after
    if after.second_look_at is None:
        return
    title = texts.t("Second look")
    if after.second_look_done_at is not None:
        looked = [call for call in view.file.follow_ups if call.second_look]
        how = texts.word("follow_outcome", looked[-1].outcome) if looked else ""
        when = texts.when(after.second_look_done_at, view.zone, view.now)
        yield Standing("second_look", "eye", title, " · ".join(part for part in (when, how) if part))
        return
    plan = view.call_plan(second_look=True)
    when = texts.when(after.second_look_at, view.zone, view.now)
    if view.now < after.second_look_at:
        words = texts.t("from {when}: has it stayed good?", when=when)
        yield Standing("second_look", "eye", title, words)
        return
    lines = [texts.t("since {when}: has it stayed good?", when=when)]
    if plan.next_at is not None and plan.next_at > view.now:
        again = half_day_words(texts, view, plan.next_at)
        lines.append(texts.t("Not reached; the next attempt from {when} on.", when=again))
    may = _may_call(view, who)
    if not may:
        lines.append(_who_calls(texts, view))
    deeds = (("second_look", texts.t("Record it…")),) if may else ()
    yield Standing("second_look", "eye", title, "\n".join(lines), deeds, tone="soon", token="soon")


def _waits(texts: Texts, view: CaseView, who: Actor) -> Iterator[Standing]:
    """What the follow-up waits for, and when the case closes by itself."""
    row, after = view.file.case.row, view.file.after
    if row.resolved_at is None or row.closed_at is not None:
        return
    plan, lines = view.call_plan(), []
    if not plan.owed:
        lines.append(texts.t("No follow-up call is owed for this case."))
    elif not plan.done:
        lines.append(_who_calls(texts, view))
        if plan.vain:
            lines.append(texts.t("Vain attempts: {n} of {most}.", n=plan.vain, most=MOST_ATTEMPTS))
        if plan.next_at is not None and plan.next_at > view.now:
            again = half_day_words(texts, view, plan.next_at)
            lines.append(texts.t("The next attempt from {when} on, in another half of the day.", when=again))
    if after.lapses_at is not None:
        when = texts.when(after.lapses_at, view.zone, view.now)
        lines.append(texts.t("Closes by itself {when} when nobody answers.", when=when))
    if lines:
        yield Standing("follow_up", "phone-outgoing", texts.t("Follow-up"), "\n".join(lines))


def half_day_words(texts: Texts, view: CaseView, at: datetime) -> str:
    """``tomorrow morning``: a half of a day has no hour."""
    local, today = at.astimezone(view.zone), view.now.astimezone(view.zone).date()
    day = texts.relative_day(local.date(), today)
    return (
        texts.t("{day}, morning", day=day) if local.hour < HALF_DAY_HOURS else texts.t("{day}, noon", day=day)
    )


def _who_calls(texts: Texts, view: CaseView) -> str:
    if not view.callers:
        return texts.t("Nobody follows up on their own work. Ask a colleague or a manager.")
    names = texts.list_of(view.callers)
    return texts.t("May call: {names}.", names=names)


def _may_call(view: CaseView, who: Actor) -> bool:
    needed = Permission.FOLLOW_UP_MAJOR if view.file.case.row.major else Permission.FOLLOW_UP
    return who.may(needed) and who.staff_id not in view.handlers


def last_call(view: CaseView) -> FollowUpRow | None:
    """The latest call, while its outcome may still be corrected."""
    call = max(view.file.follow_ups, key=lambda one: one.at, default=None)
    if call is None or view.now - call.at > CORRECT_WITHIN:
        return None
    return call


def _calls(texts: Texts, view: CaseView, who: Actor) -> Iterator[Standing]:
    call = last_call(view)
    if call is None or not _may_call(view, who):
        return
    outcome = texts.word("follow_outcome", call.outcome)
    hours = texts.duration(CORRECT_WITHIN - (view.now - call.at) + timedelta(seconds=59))
    yield Standing(
        "call",
        "square-pen",
        texts.t("Call noted: {outcome}", outcome=outcome),
        texts.t("For {time} more it can be corrected.", time=hours),
        (("correct_call", texts.t("Correct it…")),),
    )


def _survivor(texts: Texts, view: CaseView, who: Actor) -> Iterator[Standing]:
    may = who.may(Permission.HANDLE) and view.file.case.row.closed_at is None
    for one in view.file.after.merged:
        deeds = [(f"open:{one.merged_id}", texts.p("verb", "Open"))]
        if may:
            deeds.append((f"unmerge:{one.id}", texts.t("Take it out again")))
        title = texts.t("{reference} was merged into this case", reference=one.reference)
        when = texts.when(one.at, view.zone, view.now)
        text = " · ".join(part for part in (when, one.staff, one.reason) if part)
        yield Standing(f"joined{one.merged_id}", "folder", title, text, tuple(deeds))
