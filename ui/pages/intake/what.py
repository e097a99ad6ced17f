"""The middle column: what was said, what is wanted, and what kind of trouble it is."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from models.complaints.kinds import Flag, Mood
from resources.phrases import category as category_of
from resources.phrases.suggest import Suggestion
from ui.context import Context
from ui.pages.intake.guessing import NOTHING, Guesser, utf16
from ui.pages.intake.lookups import Kind, kinds
from ui.pages.intake.receipt import Weight, happened_at, weigh
from ui.pages.intake.what_fields import WhatFields, lay_out
from ui.pages.intake.when_words import spot
from ui.widgets.fields import Option
from ui.widgets.themed import Themed

_CHANNELS = (
    "phone",
    "visit",
    "messaging",
    "hotline",
    "app",
    "email",
    "letter",
    "social",
    "inspection",
    "other",
)
_SEGMENTS = 4
_KINDS = ("complaint", "request", "suggestion", "compliment")


class WhatPane(Themed, QWidget):
    """``changed``: something was written; ``weighed``: severity or category may be another; ``danger``: red card."""

    changed = Signal()
    weighed = Signal()
    danger = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("intake.what")
        self.context = context
        self.fields = WhatFields(context, self)
        self.guess: Suggestion = NOTHING
        self._kinds: tuple[Kind, ...] = ()
        self._category_chosen = self._since_chosen = self._flags_touched = False
        self._weight = weigh({}, NOTHING)
        self._guesser = Guesser(context, self)
        self._guesser.guessed.connect(self._guessed)
        lay_out(self, self.fields)
        self._wire()
        self.follow_theme()

    def _wire(self) -> None:
        f = self.fields
        f.words.changed.connect(self._said)
        f.asks.changed.connect(self._said)
        f.category.changed.connect(self._category_taken)
        f.since.changed.connect(self._since_typed)
        f.flags.changed.connect(self._flags_taken)
        f.details.changed.connect(self._reweigh)
        f.tag.chosen.connect(f.details.choose)
        f.tag.toggled.connect(f.details.setVisible)
        for field in (f.channel, f.kind, f.where, f.mood):
            field.changed.connect(self._edited)
        f.files.changed.connect(self.changed)
        f.words.image_pasted.connect(f.files.add_image)

    # -- what it says

    def values(self) -> dict[str, Any]:
        """What stands here, as a draft keeps it."""
        f = self.fields
        return {
            "channel": f.channel.value(), "kind": f.kind.value(), "words": f.words.value(), "asks_for": f.asks.value(),
            "category": f.category.value(), "category_chosen": self._category_chosen,
            "where_text": f.where.value(), "since": f.since.value(), "since_chosen": self._since_chosen,
            "mood": f.mood.value(), "flags": list(f.flags.values()), "flags_touched": self._flags_touched,
            **f.details.values(), **f.files.values(),
        }  # fmt: skip

    def load(self, values: dict[str, Any]) -> None:
        """Show what a draft kept; an empty one empties the column."""
        f = self.fields
        f.channel.set_value(values.get("channel") or "phone")
        f.kind.set_value(values.get("kind") or "complaint")
        f.words.set_value(values.get("words") or "")
        f.asks.set_value(values.get("asks_for") or "")
        f.category.set_value(values.get("category"))
        f.where.set_value(values.get("where_text") or "")
        f.since.set_value(values.get("since") or "")
        f.mood.set_value(values.get("mood"))
        f.flags.set_values(values.get("flags") or ())
        f.details.load(values)
        f.files.load(values)
        f.tag.setChecked(False)
        f.details.hide()
        self._category_chosen = bool(values.get("category_chosen"))
        self._since_chosen = bool(values.get("since_chosen"))
        self._flags_touched = bool(values.get("flags_touched"))
        self._said(None)
        self._guesser.guess_now()

    @property
    def weight(self) -> Weight:
        """How grave it is, and why."""
        return self._weight

    @property
    def category(self) -> str | None:
        """The code of the category."""
        value = self.fields.category.value()
        return str(value) if value else None

    def care_for(self, vulnerable: bool) -> None:
        """The directory says that the caller needs care: that is a fact, so the flag is taken."""
        flags = set(self.fields.flags.values())
        if vulnerable and not self._flags_touched and Flag.VULNERABLE not in flags:
            self.fields.flags.set_values({*flags, str(Flag.VULNERABLE)})
            self._reweigh()

    # -- what happens

    def take_from(self, category: str | None, since: str) -> None:
        """What an incident knows already; what was chosen or written by hand stays."""
        f = self.fields
        if category and not self._category_chosen:
            f.category.set_value(category)
            self._category_chosen = True
        if since and not f.since.value():
            f.since.set_value(since)
            self._since_chosen = True
        self._reweigh()

    def guess_now(self) -> None:
        """Do not wait for the end of typing."""
        self._guesser.guess_now()

    def is_quiet(self) -> bool:
        """Whether the last words have been read."""
        return self._guesser.is_quiet

    def refresh(self) -> None:
        """Fetch the categories again."""
        self.context.jobs.query(self, kinds, self._kinds_came, key="kinds")

    def _kinds_came(self, found: tuple[Kind, ...]) -> None:
        self._kinds = found
        self._offer_kinds()
        self._show_guess()

    def _offer_kinds(self) -> None:
        language = self.context.texts.language
        options = []
        for kind in self._kinds:
            known = category_of(kind.code)
            keywords = f"{kind.zh} {kind.en} {kind.parent_zh} {kind.parent_en}"
            options.append(Option(kind.code, kind.label(language), keywords, known.icon if known else None))
        self.fields.category.set_options(options)

    def _said(self, _value: object) -> None:
        self._guesser.read(f"{self.fields.words.toPlainText()}\n{self.fields.asks.value()}")
        self.changed.emit()

    def _guessed(self, found: Suggestion) -> None:
        before = self.guess
        self.guess = found
        words = self.fields.words.toPlainText()
        spans = [span for span in found.spans if span.end <= len(words)]
        self.fields.words.set_hits(
            [
                (start, utf16(words, span.end) - start)
                for span in spans
                for start in (utf16(words, span.start),)
            ]
        )
        self._show_guess()
        if before.emergency != found.emergency:
            self.danger.emit(found.emergency)

    def _show_guess(self) -> None:
        """Take what may be taken without asking, and offer the rest."""
        found, f = self.guess, self.fields
        if not self._category_chosen and self._kinds:
            codes = {kind.code for kind in self._kinds}
            fit = next((code for code in (found.sub, found.category) if code in codes), None)
            if fit != f.category.value():
                f.category.set_value(fit)
        if not self._since_chosen:
            f.since.set_value(spot(f.words.toPlainText()))
        f.flags.set_suggested({hint.code for hint in found.flags} - set(f.flags.values()))
        self._reweigh()

    def _reweigh(self) -> None:
        self._weight = weigh(self.values(), self.guess)
        self.fields.details.show_weight(self._weight)
        self._show_hints()
        self.weighed.emit()
        self.changed.emit()

    def _category_taken(self, code: object) -> None:
        self._category_chosen = bool(code)
        if not code:
            self._show_guess()
        self._reweigh()

    def _since_typed(self, text: object) -> None:
        self._since_chosen = bool(text)
        self._reweigh()

    def _flags_taken(self, _values: object) -> None:
        self._flags_touched = True
        self._reweigh()

    def _edited(self, _value: object) -> None:
        self._show_hints()
        self.changed.emit()

    # -- words

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        texts, f = self.context.texts, self.fields
        f.retranslate()
        f.channel.set_options(
            [(code, texts.word("channel", code)) for code in _CHANNELS], _SEGMENTS, texts.t("More")
        )
        f.kind.set_options([(code, texts.word("kind", code)) for code in _KINDS], 2, texts.t("Other"))
        f.mood.set_options([(str(mood), texts.word("mood", mood)) for mood in Mood])
        f.flags.set_options([(str(flag), texts.word("flag", flag)) for flag in reversed(Flag)])
        self._offer_kinds()
        self._show_hints()

    def _show_hints(self) -> None:
        texts, f, found, weight = self.context.texts, self.fields, self.guess, self._weight
        by_words = not self._category_chosen and f.category.value() and found.why_word
        f.category_label.set_hint(texts.t("from “{word}”", word=found.why_word) if by_words else "")
        now, zone = self.context.clock.now(), self.context.desk.zone
        moment = happened_at(self.values(), now, zone)
        f.since_label.set_hint(
            texts.current.when(moment, zone, now) if moment else "", "ok" if moment else "muted"
        )
        heard = found.mood if not f.mood.value() else None
        f.mood_label.set_hint(
            texts.t("sounds {mood}", mood=texts.current.word("mood", heard, inside=True)) if heard else ""
        )
        asked = f.flags.suggested()
        first = next((hint.word for hint in found.flags if hint.code in asked), "")
        f.flags_hint.set_text(texts.t("from “{word}”", word=first) if first else "")
        f.tag.show_weight(weight.severity, texts.word("severity_tag", weight.severity), self._why(weight))

    def _why(self, weight: Weight) -> str:
        texts = self.context.texts
        return {
            "life": f"“{weight.word}”",
            "chosen": texts.t("chosen by you"),
            "words": f"“{weight.word}”" if weight.word else "",
            "vulnerable": texts.t("somebody needs care"),
            "impact": texts.t("many are affected"),
        }.get(weight.why, "")
