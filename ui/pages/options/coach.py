"""The coach cards: what to say, what never, what to look out for; in the property's own words."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from models.options.actions import restore_phrase, save_phrase
from resources.texts import N_
from ui.base.page import Page
from ui.messages import Kind
from ui.operations import Undo
from ui.pages.options.coach_data import (
    GENERAL,
    LISTS,
    STEPS,
    Own,
    Words,
    card_word,
    cards_of,
    own_words,
    words_of,
    write,
)
from ui.pages.options.coach_panel import PhrasePanel
from ui.pages.options.section import Section
from ui.theme.current import theme
from ui.widgets.fields import ChoiceField
from ui.widgets.labels import Label
from ui.widgets.lists import Column, ListRow, PagedModel, RowView
from ui.widgets.themed import Themed

TITLES = {
    "lead": N_("What this step is for"),
    "say": N_("Say"),
    "never": N_("Never say"),
    "watch": N_("Look out for"),
}


class CoachSection(Themed, Section):
    """Choose a step and a card, then a phrase; edits wait for their phrase until they are saved."""

    topics = frozenset({"phrase"})

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.setObjectName("options.coach")
        self._own: Own = {}
        self._words: tuple[Words, ...] = ()
        self._shown: str | None = None
        self._filling = False
        self._typed: dict[str, dict[str, str]] = {}
        self.step, self.card = ChoiceField(), ChoiceField()
        self.step.setObjectName("options.coach.step")
        self.card.setObjectName("options.coach.card")
        self._note = Label("", "small", "muted")
        self.list = RowView(PagedModel(()))
        self.list.setObjectName("options.coach.phrases")
        self.list.horizontalHeader().hide()
        self.panel = PhrasePanel(self.context)
        self._lay_out()
        self.step.set_value(STEPS[0])
        self.card.set_value(GENERAL)
        self._wire()
        self.follow_theme()

    def _lay_out(self) -> None:
        self._bar = QHBoxLayout()
        self._bar.setSpacing(8)
        for widget in (self.step, self.card):
            self._bar.addWidget(widget)
        self._bar.addWidget(self._note, 1)
        self._box = QVBoxLayout()
        self._box.addWidget(self.list)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(self._bar)
        left.addLayout(self._box, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.panel)

    def _wire(self) -> None:
        self.step.changed.connect(self._step_chosen)
        self.card.changed.connect(self._card_chosen)
        self.list.current_row.connect(self._chosen)
        self.list.activated_row.connect(self._open)
        self.panel.changed.connect(self._edited)
        self.panel.restore_wanted.connect(self._restore)
        self.panel.keep.clicked.connect(self.save)
        self.panel.cancel.clicked.connect(self.escape)

    def retheme(self) -> None:
        px = theme().px
        self._bar.setContentsMargins(px(24), px(14), px(24), px(8))
        self._box.setContentsMargins(px(12), 0, px(12), px(8))
        self.step.setFixedWidth(px(190))
        self.card.setFixedWidth(px(220))

    def refresh(self) -> None:
        self.page.query(own_words, self._show, key="phrases")

    def start(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        texts = self.context.texts
        self.step.setAccessibleName(texts.t("Step"))
        self.card.setAccessibleName(texts.t("Card"))
        self.step.set_options(
            [(code, f"{n} · {texts.word('step', code)}") for n, code in enumerate(STEPS, start=1)]
        )
        self._offer_cards()
        self.list.setAccessibleName(texts.t("Phrases"))
        self.panel.retranslate()
        self._show_list()

    def escape(self) -> bool:
        if self._shown is None or not self.panel.typed():
            return False
        self._typed.pop(self._shown, None)
        self._show_phrase()
        self._show_list()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def save(self) -> None:
        words, typed = self._phrase(), self.panel.typed()
        if words is None or not typed:
            return
        empty = self.panel.empty_field()
        if empty is not None:
            empty.set_error(self.context.texts.current.problem("phrase.empty"))
            empty.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.page.run(write, words, typed, done=partial(self._saved, words.key))

    def _offer_cards(self) -> None:
        texts, cards = self.context.texts.current, cards_of(str(self.step.value() or STEPS[0]))
        self.card.set_options([(card, card_word(card, texts)) for card in cards])
        if self.card.value() not in cards:
            self.card.set_value(GENERAL)

    def _step_chosen(self, _step: object) -> None:
        self._offer_cards()
        self._card_chosen(None)

    def _card_chosen(self, _card: object) -> None:
        self._shown = None
        self._show_list()
        self._choose_first()

    def _show(self, own: Own) -> None:
        self._own = own
        self._show_list()
        self._choose_first()
        self._show_phrase()

    def _choose_first(self) -> None:
        if self._phrase() is None:
            self.list.select_first()
            row = self.list.current()
            self._chosen(row.row if row is not None else None)

    def _show_list(self) -> None:
        texts = self.context.texts
        step, card = str(self.step.value() or STEPS[0]), str(self.card.value() or GENERAL)
        self._words = words_of(step, card, self._own)
        self.list.paged.set_columns(
            (
                Column("text", "", 300, stretch=True, sortable=False),
                Column("state", "", 110, sortable=False, token="soon"),
            )
        )
        rows: list[ListRow] = []
        for section in LISTS:
            some = [words for words in self._words if words.section == section]
            if some:
                rows.append(ListRow(("", str(len(some))), None, section, texts.t(TITLES[section])))
                rows += [
                    ListRow((words.text(texts.language), self._state(words)), words, words.key)
                    for words in some
                ]
        self._filling = True
        self.list.paged.replace_all(rows, done=True)
        self._filling = False
        own = sum(bool(words.own) for words in self._words)
        self._note.set_text(texts.n("{n} in your own words", "{n} in your own words", own) if own else "")

    def _state(self, words: Words) -> str:
        if words.key in self._typed:
            return self.context.texts.t("Not saved yet")
        return self.context.texts.t("your own") if words.own else ""

    def _phrase(self) -> Words | None:
        return next((words for words in self._words if words.key == self._shown), None)

    def _chosen(self, row: object) -> None:
        if isinstance(row, Words) and row.key != self._shown and not self._filling:
            self._shown = row.key
            self._show_phrase()

    def _show_phrase(self) -> None:
        words = self._phrase()
        self.panel.title.set_text(self.context.texts.t(TITLES[words.section]) if words is not None else "")
        self.panel.show_words(words, self._typed.get(words.key, {}) if words is not None else {})

    def _open(self, _row: object) -> None:
        language = self.context.texts.language
        field = self.panel.fields.get(language) or self.panel.fields["en"]
        field.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edited(self) -> None:
        if self._shown is not None:
            typed = self.panel.typed()
            was = self._shown in self._typed
            self._typed.pop(self._shown, None)
            if typed:
                self._typed[self._shown] = typed
            if was != bool(typed):
                self._show_list()

    def _saved(self, key: str, _value: object) -> None:
        self._typed.pop(key, None)
        self.context.messages.tell(Kind.DONE, self.context.texts.t("Saved"))

    def _restore(self, language: str) -> None:
        words = self._phrase()
        if words is None:
            return
        before = words.own.get(language, "")
        text = self.context.texts.t("The original words are back.")
        self._typed.pop(words.key, None)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)  # so that Ctrl+Z takes this back, not the typing

        def undo(_value: object) -> Undo:
            return Undo(text, save_phrase, (words.key, language, before))

        self.page.run(restore_phrase, words.key, language, undo=undo)
