"""Head and foot of the import page: title and export above; the sentence, progress and buttons below."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.language import TextsHolder
from ui.theme.current import theme
from ui.widgets.controls import Button, PrimaryButton, QuietButton
from ui.widgets.labels import Label
from ui.widgets.page_head import PageHead
from ui.widgets.progress import ProgressBar
from ui.widgets.themed import Themed


class Head(PageHead):
    """Title, lead, export."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.export = Button()
        self.export.setObjectName("import.export")
        super().__init__(self.export, parent=parent)

    def retranslate(self, texts: TextsHolder, *, may_export: bool) -> None:
        """Set all words."""
        t = texts.t
        self.set_title(t("Import and export"))
        self.set_sentence(
            t("Past complaints and lists of residents come in here; complaints go out to a file.")
        )
        self.export.set_text(t("Export complaints…"))
        self.export.setVisible(may_export)


class Foot(Themed, QWidget):
    """What happened, how far it is, and what can be done next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = 0
        self.sentence = Label("", strong=True, wrap=True)
        self.sentence.setObjectName("import.sentence")
        self.bar = ProgressBar()
        self.bar.setObjectName("import.progress")
        self.progress = Label("", token="muted")
        self.stop, self.rejects = QuietButton(key="Esc"), Button(icon="folder")
        self.go = PrimaryButton(key="Ctrl+Return")
        for name in ("stop", "rejects", "go"):
            getattr(self, name).setObjectName(f"import.{name}")
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.sentence)
        left.addWidget(self.progress)
        left.addWidget(self.bar)
        self._row = QHBoxLayout(self)
        self._row.addLayout(left, 1)
        for button in (self.stop, self.rejects, self.go):
            self._row.addWidget(button)
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._row.setContentsMargins(px(24), px(10), px(24), px(10))
        self._row.setSpacing(px(12))
        self.setMinimumHeight(px(56))

    def retranslate(self, texts: TextsHolder) -> None:
        """Set all words."""
        t = texts.t
        self.stop.set_text(t("Stop"))
        self.rejects.set_text(t("Save the rows not taken…"))
        self.go.set_text(t("Read it in"))
        self.bar.setAccessibleName(t("Progress"))

    def begin(self, texts: TextsHolder, rows: int) -> None:
        """Work begins on so many rows; 0 when nobody knows."""
        self._rows = rows
        self.bar.set_share(0.0 if rows else None)
        self.progress.set_text(texts.t("Reading…"))

    def show_progress(self, texts: TextsHolder, done: int, total: int) -> None:
        """How far it is: steps of a known total, or rows."""
        if total:
            words = texts.current.percent(done / total)
            self.bar.set_share(done / total, words)
        else:
            words = texts.n("{n} row read", "{n} rows read", done)
            self.bar.set_share(min(1.0, done / self._rows) if self._rows else None, words)
        self.progress.set_text(words)

    def show_state(self, sentence: str, *, wrong: bool, running: bool, rejects: bool, may_go: bool) -> None:
        """What happened, and which buttons make sense now."""
        self.sentence.set_text(sentence)
        self.sentence.set_token("s1" if wrong else "text")
        self.sentence.setVisible(not running)
        self.progress.setVisible(running)
        self.bar.setVisible(running)
        self.stop.setVisible(running)
        self.rejects.setVisible(rejects and not running)
        self.go.setEnabled(may_go)
