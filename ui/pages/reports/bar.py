"""The head of the preview: the way back, what is shown, languages, zoom, pages, print and save."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.language import TextsHolder
from ui.pages.reports.making import BOTH, Kind
from ui.theme.current import theme
from ui.widgets.choices import Segmented
from ui.widgets.controls import Button, IconButton, LinkButton, PrimaryButton
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.themed import Themed


class ReportBar(Themed, QWidget):
    """Says what is wanted; the page does it."""

    back = Signal()
    print_wanted = Signal()
    save_wanted = Signal()
    language_chosen = Signal(object)
    kind_chosen = Signal(object)
    fit_wanted = Signal()
    whole_wanted = Signal()
    zoom_stepped = Signal(bool)
    page_stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back_link = LinkButton(icon="chevron-left", strong=True)
        self.heading, self.line = Label("", "page"), ElidedLabel("", token="muted")
        self.kind, self.language = Segmented(equal=False), Segmented(equal=False)
        self.print = Button(icon="printer", key="Ctrl+P")
        self.save = PrimaryButton(key="Ctrl+S")
        self.smaller, self.larger = IconButton("minus"), IconButton("plus")
        self.fit, self.whole = Button(size="small"), Button(size="small")
        self.before, self.after = IconButton("chevron-left"), IconButton("chevron-right")
        self.zoom, self.place = Label("", token="muted"), Label("")
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        names = ("kind", "language", "print", "save", "smaller", "larger", "fit", "whole", "before", "after")
        for name in names:
            getattr(self, name).setObjectName(f"report.{name}")
        self.back_link.setObjectName("report.back")
        self.place.setObjectName("report.place")
        self._lay_out()
        self._wire()
        self.follow_theme()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.back_link, 0, Qt.AlignmentFlag.AlignLeft)
        title = QHBoxLayout()
        title.setSpacing(12)
        title.addWidget(self.heading)
        title.addWidget(self.line, 1)
        words.addLayout(title)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addLayout(words, 1)
        for button in (self.print, self.save):
            first.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(4)
        self._tools.addWidget(self.kind)
        self._tools.addSpacing(12)
        self._tools.addWidget(self.language)
        self._tools.addStretch(1)
        for widget in (self.before, self.place, self.after):
            self._tools.addWidget(widget)
        self._tools.addStretch(1)
        for widget in (self.smaller, self.zoom, self.larger, self.fit, self.whole):
            self._tools.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.addLayout(first)
        self._column.addLayout(self._tools)

    def _wire(self) -> None:
        self.back_link.clicked.connect(self.back)
        self.print.clicked.connect(self.print_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.kind.changed.connect(self.kind_chosen)
        self.language.changed.connect(self.language_chosen)
        self.fit.clicked.connect(self.fit_wanted)
        self.whole.clicked.connect(self.whole_wanted)
        self.smaller.clicked.connect(self._smaller)
        self.larger.clicked.connect(self._larger)
        self.before.clicked.connect(self._before)
        self.after.clicked.connect(self._after)

    def retheme(self) -> None:
        px = theme().px
        self._column.setContentsMargins(px(24), px(16), px(24), px(12))
        self._column.setSpacing(px(12))
        self.zoom.setMinimumWidth(px(48))
        self.place.setMinimumWidth(px(110))

    def retranslate(self, texts: TextsHolder) -> None:
        """Set the words that do not depend on the document."""
        t = texts.t
        self.kind.set_options([(Kind.REPORT, t("Report")), (Kind.RECEIPT, t("Receipt"))])
        self.kind.setAccessibleName(t("What to print"))
        # Each language is called what its readers call it.
        self.language.set_options([("zh_CN", "中文"), ("en", "English"), (BOTH, t("Both"))])
        self.language.setAccessibleName(t("Language of the document"))
        self.print.set_text(t("Print"))
        self.save.set_text(t("Save as"))
        self.smaller.set_name(t("Smaller"))
        self.larger.set_name(t("Larger"))
        self.before.set_name(t("Page before"))
        self.after.set_name(t("Next page"))
        self.fit.set_text(t("Page width"))
        self.whole.set_text(texts.percent(1))

    def show_place(self, texts: TextsHolder, page: int, count: int) -> None:
        """Page x of y."""
        words = texts.t("Page {page} of {pages}", page=texts.number(page + 1), pages=texts.number(count))
        self.place.set_text(words if count else "")
        self.before.setEnabled(page > 0)
        self.after.setEnabled(page + 1 < count)

    def show_zoom(self, texts: TextsHolder, zoom: float) -> None:
        """How large the sheets are."""
        self.zoom.set_text(texts.percent(zoom))

    def set_ready(self, ready: bool) -> None:
        """Whether there is a document to print and save."""
        self.print.setEnabled(ready)
        self.save.setEnabled(ready)

    def _smaller(self) -> None:
        self.zoom_stepped.emit(False)

    def _larger(self) -> None:
        self.zoom_stepped.emit(True)

    def _before(self) -> None:
        self.page_stepped.emit(-1)

    def _after(self) -> None:
        self.page_stepped.emit(1)
