"""What the preview shows of a case, in words; made on the database thread. Free of Qt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from models.accounts.queries import staff_names
from models.complaints.kinds import CaseRow
from models.core.session import Session
from models.handling.kinds import CaseFile, PromiseState, ProposalState, StepRow
from models.handling.queries import case_file
from models.handling.steps import step_of
from models.options.causes import causes
from models.options.kinds import labels_of
from models.options.queries import categories, category, settings
from models.store.search_hits import snippets
from models.store.search_query import Query, parse
from resources.texts import Texts
from ui.pages.complaints.lines import Hits, found
from ui.shared.case_clock import DueLook, due_look
from ui.shared.due import left_words
from ui.shared.event_words import event_sentence, lookup_of

MOST_PLACES = 8
_LATELY = 3


@dataclass(frozen=True)
class Fact:
    """A labelled value with what the search found in it."""

    label: str
    value: str
    hits: Hits = ()


@dataclass(frozen=True)
class Snippet:
    """A place in the case: where it is, what it says."""

    caption: str
    text: str
    hits: Hits = ()


@dataclass(frozen=True)
class Preview:
    """Everything that the pane shows."""

    id: int
    reference: str
    head: str
    title: str
    title_hits: Hits
    tags: tuple[tuple[str, str], ...]
    steps: str
    step_words: str
    step_note: str
    due: DueLook
    facts: tuple[Fact, ...]
    heading: str
    heading_note: str
    snippets: tuple[Snippet, ...]
    who: str
    phone: str


@dataclass(frozen=True)
class _Eye:
    """Who looks: the language, the moment, the place, the search."""

    texts: Texts
    now: datetime
    zone: tzinfo
    query: Query

    def when(self, instant: datetime) -> str:
        """A time of today as a time, others with their day."""
        local, today = instant.astimezone(self.zone), self.now.astimezone(self.zone)
        return (
            self.texts.time(local)
            if local.date() == today.date()
            else self.texts.when(instant, self.zone, self.now)
        )


def preview_of(session: Session, case_id: int, search: str, texts: Texts, zone: tzinfo) -> Preview:
    """Read a case and put it into words. Raises ``Unknown("case")``."""
    file = case_file(session.store, case_id)
    eye = _Eye(texts, session.clock.now(), zone, parse(search))
    row = file.case.row
    current = file.current()
    if eye.query.empty:
        currency = settings(session.store).property_currency
        names = lookup_of(file, staff_names(session.store), currency, zone, *_trees(session, file, texts))
        places = (*_words(eye, file), *_lately(eye, file, names))
        heading, note = texts.t("Lately"), ""
    else:
        places = tuple(_found_places(eye, file, _category(session, row)))
        heading, note = texts.t("Found in"), texts.n("{n} place", "{n} places", len(places))
    return Preview(
        id=row.id,
        reference=row.reference,
        head=_head(eye, row),
        title=row.title,
        title_hits=found(eye.query, row.title),
        tags=tuple(_tags(eye, file)),
        steps=row.steps,
        step_words=_step_words(eye, row),
        step_note=_step_note(eye, file, current),
        due=due_look(texts, row, eye.now, zone),
        facts=tuple(_facts(eye, file)),
        heading=heading if places else "",
        heading_note=note if places else "",
        snippets=places[:MOST_PLACES],
        who=" ".join(filter(None, (row.unit, row.resident))),
        phone=_phone(file),
    )


def _trees(session: Session, file: CaseFile, texts: Texts) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """What kinds and causes are called, where the case was classified anew."""
    if not any(event.kind == "classified" for event in file.events):
        return {}, {}
    kinds, why = categories(session.store, retired=True), causes(session.store, retired=True)
    return labels_of(kinds, texts.language), labels_of(why, texts.language)


def _category(session: Session, row: CaseRow) -> str:
    """The words of the category in both languages: a search finds either."""
    known = [category(session.store, code) for code in (row.category, row.subcategory) if code]
    return " › ".join(f"{one.zh} {one.en}" for one in known if one is not None)


def _head(eye: _Eye, row: CaseRow) -> str:
    t = eye.texts
    received = t.when(row.received_at, eye.zone, eye.now)
    kind, channel = t.word("kind", row.kind), t.word("channel", row.channel, inside=True)
    return " · ".join((row.reference, t.t("{kind}, {channel}", kind=kind, channel=channel), received))


def _tags(eye: _Eye, file: CaseFile) -> Iterator[tuple[str, str]]:
    t, row = eye.texts, file.case.row
    yield t.word("severity_tag", row.severity), row.severity
    if row.repeat_of_id is not None:
        yield t.t("Repeat of {reference}", reference=file.case.repeat_of), "neutral"
    if row.major:
        yield t.t("Major"), "soon"
    for flag in row.flags:
        yield t.word("flag", flag), "neutral"
    if row.imported:
        yield t.t("Imported"), "neutral"
    if row.reopened:
        yield t.t("Reopened"), "neutral"


def _step_words(eye: _Eye, row: CaseRow) -> str:
    if row.closed_at is not None or not row.step:
        return eye.texts.word("status", row.status)
    return f"{row.step} {eye.texts.word('step', step_of(row.step).code)}"


def _step_note(eye: _Eye, file: CaseFile, current: StepRow | None) -> str:
    t = eye.texts
    notes = []
    if current is not None and current.round > 1:
        again = current.round
        notes.append(t.t("second time") if again == 2 else t.t("time no. {n}", n=again))
    refused = [p for p in file.proposals if p.state == ProposalState.REFUSED]
    if refused and file.case.row.closed_at is None:
        notes.append(t.t("v{version} refused", version=refused[-1].version))
    return " · ".join(notes)


def _facts(eye: _Eye, file: CaseFile) -> Iterator[Fact]:
    t, case, row = eye.texts, file.case, file.case.row
    person = row.resident
    if person and case.resident_kind:
        person = t.t(
            "{name}, {kind}", name=person, kind=t.word("resident_kind", case.resident_kind, inside=True)
        )
    home = " ".join(filter(None, (row.unit, person)))
    yield Fact(
        t.t("Home"), home or t.t("anonymous"), found(eye.query, home, (row.resident,) if row.resident else ())
    )
    phone = _phone(file)
    if phone:
        yield Fact(t.t("Phone"), phone, found(eye.query, phone))
    if case.asks_for:
        yield Fact(t.t("Asks for"), case.asks_for, found(eye.query, case.asks_for))
    promised = sorted((p for p in file.promises if p.state == PromiseState.OPEN), key=lambda p: p.due_at)
    for promise in promised[:1]:
        words = t.t("{what}, by {when}", what=promise.text, when=eye.when(promise.due_at))
        yield Fact(t.t("Promised"), words, found(eye.query, words))
    if row.closed_at is None and row.resolved_at is None and row.resolve_due_at is not None:
        due = eye.when(row.resolve_due_at)
        left = _left(eye, row.resolve_due_at)
        yield Fact(t.t("Put right by"), t.t("{day}, {left}", day=due, left=left))
    if row.handler:
        yield Fact(t.t("Handler"), row.handler, found(eye.query, row.handler))


def _phone(file: CaseFile) -> str:
    return ", ".join(file.case.phones[:2]) or file.case.caller_phone


def _left(eye: _Eye, due: datetime) -> str:
    left = due - eye.now
    whole = timedelta(days=left.days) if left >= timedelta(days=1) else left
    if left <= -timedelta(days=1):
        whole = -timedelta(days=(-left).days)
    return left_words(eye.texts, eye.now + whole, eye.now)


def _words(eye: _Eye, file: CaseFile) -> tuple[Snippet, ...]:
    case = file.case
    caption = eye.texts.t("Their words, {when}", when=eye.when(case.row.received_at))
    return (Snippet(caption, case.words),) if case.words else ()


def _lately(eye: _Eye, file: CaseFile, names: object) -> tuple[Snippet, ...]:
    events = [event for event in file.events if event.kind != "recorded"][-_LATELY:]
    return tuple(
        Snippet(
            " · ".join(filter(None, (eye.when(event.at), event.staff))),
            event_sentence(eye.texts, event, names),  # type: ignore[arg-type]
        )
        for event in reversed(events)
    )


def _found_places(eye: _Eye, file: CaseFile, kinds: str) -> Iterator[Snippet]:
    """The texts of the case in which something was found, in the order in which they were written."""
    seen: set[str] = set()
    for caption, text, names in (*_texts(eye, file), (eye.texts.t("Category"), kinds, ())):
        if not text or text in seen:
            continue
        seen.add(text)
        shown, lit = _shown(eye.query, text, names)
        if lit:
            yield Snippet(caption, shown, lit)


def _shown(query: Query, text: str, names: tuple[str, ...]) -> tuple[str, Hits]:
    """The parts of a text around its hits, joined, with the hits where they now are."""
    shown, lit = "", []
    for part, ranges in snippets(query, text, names, around=40):
        shown += " … " if shown else "" if text.startswith(part[:20]) else "… "
        lit += [(len(shown) + start, end - start) for start, end in ranges]
        shown += part
    return shown + ("" if text.endswith(shown[-20:]) else " …"), tuple(lit)


def _texts(eye: _Eye, file: CaseFile) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    t, case = eye.texts, file.case
    yield t.t("Their words, {when}", when=eye.when(case.row.received_at)), case.words, ()
    yield t.t("Where"), case.where_text, ()
    yield t.t("When it happened"), case.happened_text, ()
    for party in case.parties:
        who = " ".join(filter(None, (party.unit, party.name, party.phone, party.words)))
        yield t.word("party_role", party.role), who, (party.name,) if party.name else ()
    for step in file.steps:
        at = eye.when(step.finished_at or step.started_at)
        who = step.finished_by or step.owner
        caption = f"{t.word('step', step.code)}, {at}" + (f" · {who}" if who else "")
        for text in written(step):
            yield caption, text, ()
    yield from _later_texts(eye, file)


def written(step: StepRow) -> Iterator[str]:
    """What people wrote at a step; its codes are no words."""
    for fact in step_of(step.step).facts:
        value = step.facts.get(fact.name)
        if fact.shape == "text" and isinstance(value, str):
            yield value
        elif fact.shape == "texts" and isinstance(value, list):
            yield from value


def _later_texts(eye: _Eye, file: CaseFile) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    t = eye.texts
    for proposal in file.proposals:
        state = t.word("proposal_state", proposal.state, inside=True)
        at = eye.when(proposal.answered_at or proposal.offered_at or proposal.made_at)
        caption = t.t("Proposal v{version}, {state} {when}", version=proposal.version, state=state, when=at)
        for text in (proposal.summary, *(offer.text for offer in proposal.offers), proposal.answer_text):
            yield caption, text, ()
    for remedy in file.remedies:
        yield f"{t.word('remedy', remedy.kind)}, {eye.when(remedy.granted_at)}", remedy.text, ()
    for promise in file.promises:
        yield f"{t.t('Promised')}, {eye.when(promise.made_at)}", promise.text, ()
    for contact in file.contacts:
        yield (
            f"{t.word('channel', contact.channel)}, {eye.when(contact.at)} · {contact.staff}",
            contact.summary,
            (),
        )
    for call in file.follow_ups:
        yield f"{t.t('Follow-up call')}, {eye.when(call.at)} · {call.staff}", call.words, ()
    for attachment in file.attachments:
        caption = f"{t.word(attachment.labels, attachment.kind)}, {eye.when(attachment.added_at)}"
        yield caption, " ".join(filter(None, (attachment.name, attachment.note))), ()
    for work in file.orders:
        caption = " · ".join(filter(None, (t.t("Work order"), work.row.reference, work.row.technician)))
        for text in (work.row.reference, work.row.title, work.text, work.words, work.closing_reason):
            yield caption, text, ()
    for event in file.events:
        yield f"{t.word('event', event.kind)}, {eye.when(event.at)} · {event.staff}", event.text, ()
    yield t.t("Lessons"), file.case.lessons, ()
