"""The head of the page: the sentence that says what matters, and whose work is shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.desk.kinds import DeskScope
from ui.language import TextsHolder
from ui.shared.desk_words import Part
from ui.theme.current import theme
from ui.widgets.choices import Segmented
from ui.widgets.controls import PrimaryButton, QuietButton
from ui.widgets.labels import Label, RichLabel
from ui.widgets.themed import Themed


class Heading(Themed, QWidget):
    """Title, sentence, switch; in a narrow window also the two buttons of what then has no place beside."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = Label("", "page", parent=self)
        self.sentence = RichLabel((), "body", wrap=True, parent=self)
        self.sentence.setObjectName("today.sentence")
        self.scope = Segmented(equal=False, parent=self)
        self.scope.setObjectName("today.scope")
        self.beside = QuietButton("", "notebook-pen", parent=self)
        self.beside.setObjectName("today.beside")
        self.record = PrimaryButton("", "plus", "Ctrl+N", parent=self)
        self.record.setObjectName("today.record.small")
        self._totals: Mapping[DeskScope, int] = {}
        self._shown = DeskScope.MINE
        self._shared = False
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self.sentence)
        self._row = QHBoxLayout(self)
        self._row.addLayout(words, 1)
        bottom = Qt.AlignmentFlag.AlignBottom
        for widget in (self.scope, self.beside, self.record):
            self._row.addWidget(widget, 0, bottom)
        self.scope.set_value(DeskScope.MINE)
        self.follow_theme()

    def retheme(self) -> None:
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme().px(8))

    def retranslate(self, texts: TextsHolder) -> None:
        """Set the words that do not depend on what waits."""
        self._title.set_text(texts.t("Today"))
        self.scope.setAccessibleName(texts.t("Whose work"))
        self.beside.set_text(texts.t("Beside"))
        self.record.set_text(texts.t("Record complaint"))
        self._show_scopes(texts)

    def set_totals(self, texts: TextsHolder, totals: Mapping[DeskScope, int], shared: bool) -> None:
        """Show how much waits for whom; ``shared`` when one's own work is that of the whole shift."""
        self._shared = shared
        self._totals = totals
        self._show_scopes(texts)

    def show_scope(self, texts: TextsHolder, scope: DeskScope) -> None:
        """Say whose work is shown; what is put off can be chosen while there is any, or while it is shown."""
        self.scope.set_value(scope)
        self._shown = scope
        self._show_scopes(texts)
        self.scope.set_value(scope)

    def set_narrow(self, narrow: bool, may_record: bool) -> None:
        """Offer here what stands at the right where there is room."""
        self.beside.setVisible(narrow)
        self.record.setVisible(narrow and may_record)

    def show_sentence(self, parts: tuple[Part, ...]) -> None:
        """Say what matters."""
        self.sentence.set_parts(parts)

    def _show_scopes(self, texts: TextsHolder) -> None:
        options = []
        for scope in DeskScope:
            count = self._totals.get(scope)
            if scope is DeskScope.PUT_OFF and not count and self._shown is not scope:
                continue
            shift = self._shared and scope is DeskScope.MINE
            word = texts.t("Me and my shift") if shift else texts.word("desk_scope", scope)
            options.append((scope, word if count is None else f"{word} {texts.current.number(count)}"))
        self.scope.set_options(options)
