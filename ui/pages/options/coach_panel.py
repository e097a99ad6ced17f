"""One phrase in both languages, with the words that came with the program."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.texts import LANGUAGES as NAMES
from ui.context import Context
from ui.pages.options.coach_data import LANGUAGES, Words
from ui.theme.current import theme
from ui.widgets.cards import Scroller, Separator
from ui.widgets.controls import LinkButton, PrimaryButton, QuietButton
from ui.widgets.fields import LabeledField, TextField
from ui.widgets.labels import Label
from ui.widgets.themed import Themed

PANEL = 400


class PhrasePanel(Themed, QWidget):
    """Two fields; under each the built-in words where they differ, and the way back to them."""

    changed = Signal()
    restore_wanted = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("options.coach.panel")
        self.context = context
        self._words: Words | None = None
        self.title = Label("", "heading", wrap=True)
        self._hint = Label("", "small", "muted", wrap=True)
        self.fields = {code: LabeledField("", TextField(lines=3, max_lines=8)) for code in LANGUAGES}
        self.originals = {code: Label("", "small", "muted", wrap=True) for code in LANGUAGES}
        self.restores = {code: LinkButton(icon="undo-2") for code in LANGUAGES}
        self.keep, self.cancel = PrimaryButton(key="Ctrl+S"), QuietButton()
        self.keep.setObjectName("options.coach.save")
        self.cancel.setObjectName("options.coach.cancel")
        self._lay_out()
        for code in LANGUAGES:
            self.fields[code].field.setObjectName(f"options.coach.{code}")
            self.restores[code].setObjectName(f"options.coach.restore.{code}")
            self.fields[code].field.changed.connect(self._typed)  # type: ignore[attr-defined]
        self.restores["zh_CN"].clicked.connect(self._restore_chinese)
        self.restores["en"].clicked.connect(self._restore_english)
        self.follow_theme()

    def _lay_out(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.addWidget(self.title)
        for code in LANGUAGES:
            self._column.addWidget(self.fields[code])
            self._column.addWidget(self.originals[code])
            self._column.addWidget(self.restores[code], 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._hint)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.keep)
        row.addWidget(self.cancel)
        row.addStretch(1)
        self._column.addLayout(row)
        self._column.addStretch(1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Separator(vertical=True))
        outer.addWidget(Scroller(inside), 1)

    def retheme(self) -> None:
        px = theme().px
        self.setFixedWidth(px(PANEL))
        self._column.setContentsMargins(px(20), px(20), px(24), px(20))
        self._column.setSpacing(px(10))

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        t = self.context.texts.t
        for code, field in self.fields.items():
            field.set_label(NAMES[code])
            self.restores[code].set_text(t("Restore the original"))
            self.restores[code].setAccessibleName(t("Restore the original: {language}", language=NAMES[code]))
        self._hint.set_text(t("“__” is a blank that staff fill in."))
        self.keep.set_text(t("Save"))
        self.cancel.set_text(t("Cancel"))
        self._show()

    def show_words(self, words: Words | None, typed: Mapping[str, str]) -> None:
        """Show a phrase; what was typed and not saved stands in its fields."""
        self._words = words
        for code, field in self.fields.items():
            text = typed.get(code, words.text(code) if words is not None else "")
            field.field.set_value(text)  # type: ignore[attr-defined]
            field.set_error(None)
            field.setEnabled(words is not None)
        self._show()

    def typed(self) -> dict[str, str]:
        """What stands in the fields and is not saved."""
        words = self._words
        if words is None:
            return {}
        values = {code: str(field.field.value()) for code, field in self.fields.items()}  # type: ignore[attr-defined]
        return {code: text for code, text in values.items() if text != words.text(code)}

    def empty_field(self) -> LabeledField | None:
        """The first field without words."""
        return next((field for field in self.fields.values() if not field.field.value()), None)  # type: ignore[attr-defined]

    def _show(self) -> None:
        words, t = self._words, self.context.texts.t
        for code in LANGUAGES:
            own = words is not None and code in words.own
            self.originals[code].setVisible(own)
            self.restores[code].setVisible(own)
            if words is not None and own:
                self.originals[code].set_text(t("Originally: {words}", words=words.phrase.text(code)))
        dirty = bool(self.typed())
        self.keep.setVisible(dirty)
        self.cancel.setVisible(dirty)

    def _typed(self, _text: object) -> None:
        for field in self.fields.values():
            field.set_error(None)
        self._show()
        self.changed.emit()

    def _restore_chinese(self) -> None:
        self.restore_wanted.emit("zh_CN")

    def _restore_english(self) -> None:
        self.restore_wanted.emit("en")
