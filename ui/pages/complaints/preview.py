"""The pane at the right: the chosen case at a glance, and the places in which the search was met."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.language import TextsHolder
from ui.pages.complaints.preview_data import Fact, Preview, Snippet
from ui.theme.current import theme
from ui.theme.paint import paint_line
from ui.widgets.cards import Ring, SectionHead, Separator, StepBar, Tag
from ui.widgets.controls import Button, PrimaryButton
from ui.widgets.flow import FlowLayout
from ui.widgets.hit_label import HitLabel
from ui.widgets.labels import Label, RichLabel
from ui.widgets.planes import Scroller
from ui.widgets.themed import Themed

WIDTH = 350
_LABEL_WIDTH = 76


class FactGrid(Themed, QWidget):
    """Labels at the left, values at the right, with what was found in them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._lines: list[tuple[Label, HitLabel]] = []
        self.follow_theme()

    def retheme(self) -> None:
        px = theme().px
        self._grid.setVerticalSpacing(px(6))
        self._grid.setHorizontalSpacing(px(10))
        self._grid.setColumnMinimumWidth(0, px(_LABEL_WIDTH))

    def show_facts(self, facts: tuple[Fact, ...]) -> None:
        """Show these; lines that are there already are used again."""
        top = Qt.AlignmentFlag.AlignTop
        while len(self._lines) < len(facts):
            name, value = Label("", token="muted", parent=self), HitLabel(parent=self)
            self._grid.addWidget(name, len(self._lines), 0, top)
            self._grid.addWidget(value, len(self._lines), 1, top)
            self._lines.append((name, value))
        for at, (name, value) in enumerate(self._lines):
            shown = at < len(facts)
            name.setVisible(shown)
            value.setVisible(shown)
            if shown:
                name.set_text(facts[at].label)
                value.set_hits(facts[at].value, facts[at].hits)
                value.setAccessibleName(f"{facts[at].label}: {facts[at].value}")


class SnippetList(Themed, QWidget):
    """Places of the case, a hairline above each."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._boxes: list[tuple[QWidget, Label, HitLabel]] = []

    def show_snippets(self, snippets: tuple[Snippet, ...]) -> None:
        """Show these, and no others."""
        while len(self._boxes) < len(snippets):
            self._boxes.append(self._make())
        for at, (box, caption, text) in enumerate(self._boxes):
            shown = at < len(snippets)
            box.setVisible(shown)
            if shown:
                caption.set_text(snippets[at].caption)
                text.set_hits(snippets[at].text, snippets[at].hits)

    def texts(self) -> list[HitLabel]:
        """The texts that are shown."""
        return [text for box, _, text in self._boxes if not box.isHidden()]

    def _make(self) -> tuple[QWidget, Label, HitLabel]:
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(1)
        caption, text = Label("", "small", "muted", wrap=True, parent=box), HitLabel(parent=box)
        column.addWidget(Separator(parent=box))
        column.addSpacing(6)
        column.addWidget(caption)
        column.addWidget(text)
        self._column.addWidget(box)
        return box, caption, text


class PreviewPane(Themed, QWidget):
    """What is known of the chosen case. The buttons are the page's."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("complaints.preview")
        self.shown: Preview | None = None
        self.head = Label("", "small", "muted", wrap=True)
        self.title = HitLabel("heading")
        self.title.setObjectName("complaints.preview.title")
        self._tags = QWidget(self)
        self._flow = FlowLayout(self._tags)
        self._tag_marks: list[Tag] = []
        self.bar = StepBar()
        self.step = RichLabel(wrap=True)
        self.ring = Ring(17)
        self.due = Label("", strong=True)
        self.facts = FactGrid(self)
        self.section = SectionHead("")
        self.places = SnippetList(self)
        self.open = PrimaryButton("", None, "Return")
        self.open.setObjectName("complaints.preview.open")
        self.call = Button("", "phone", "C")
        self.call.setObjectName("complaints.preview.call")
        self.report = Button("", None, "R")
        self.report.setObjectName("complaints.preview.report")
        self._lay_out()
        self.follow_theme()

    def _lay_out(self) -> None:
        self._inside = QWidget(self)
        column = QVBoxLayout(self._inside)
        clock = QHBoxLayout()
        clock.setSpacing(8)
        clock.addWidget(self.step, 1)
        clock.addWidget(self.ring)
        clock.addWidget(self.due)
        self._column = column
        for widget in (self.head, self.title, self._tags, self.bar):
            column.addWidget(widget)
        column.addLayout(clock)
        column.addWidget(Separator(parent=self))
        column.addWidget(self.facts)
        column.addWidget(self.section)
        column.addWidget(self.places)
        column.addStretch(1)
        self._scroller = Scroller(self._inside, self)
        row = QWidget(self)
        buttons = FlowLayout(row, 8, 8)
        for button in (self.open, self.call, self.report):
            buttons.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self._scroller, 1)
        self._outer.addWidget(row)

    def retheme(self) -> None:
        px = theme().px
        self._outer.setContentsMargins(px(20), px(18), px(12), px(16))
        self._outer.setSpacing(px(12))
        self._column.setContentsMargins(0, 0, px(8), 0)
        self._column.setSpacing(px(10))

    def retranslate(self, texts: TextsHolder) -> None:
        """Set the words that do not depend on the case."""
        self.setAccessibleName(texts.t("Preview"))
        self.open.set_text(texts.p("verb", "Open"))
        self.call.set_text(texts.t("Call"))
        self.report.set_text(texts.t("Report"))

    def show_case(self, preview: Preview | None) -> None:
        """Show a case; ``None`` shows an empty pane."""
        other = preview is None or self.shown is None or preview.id != self.shown.id
        self.shown = preview
        self._scroller.setVisible(preview is not None)
        for button in (self.open, self.call, self.report):
            button.setVisible(preview is not None)
        if preview is None:
            return
        self.head.set_text(preview.head)
        self.title.set_hits(preview.title, preview.title_hits)
        self._show_tags(preview.tags)
        self.bar.set_states(preview.steps, preview.step_words)
        note = [(f"  {preview.step_note}", "muted", False)] if preview.step_note else []
        self.step.set_parts([(preview.step_words, "text", True), *note])
        self._show_clock(preview)
        self.facts.show_facts(preview.facts)
        self.section.set_heading(preview.heading)
        self.section.set_count(preview.heading_note or None)
        self.section.setVisible(bool(preview.heading))
        self.places.show_snippets(preview.snippets)
        if other:
            self._scroller.verticalScrollBar().setValue(0)

    def _show_clock(self, preview: Preview) -> None:
        look = preview.due
        self.ring.setVisible(bool(look.state))
        self.due.setVisible(bool(look.state))
        if look.state:
            self.ring.set_clock(look.fraction, look.state, look.spoken)
            self.due.set_text(look.words)
            self.due.set_token(look.token)

    def _show_tags(self, tags: tuple[tuple[str, str], ...]) -> None:
        while len(self._tag_marks) < len(tags):
            mark = Tag(parent=self._tags)
            self._flow.addWidget(mark)
            self._tag_marks.append(mark)
        for at, mark in enumerate(self._tag_marks):
            mark.setVisible(at < len(tags))
            if at < len(tags):
                mark.set_tag(*tags[at])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_line(painter, 0, 0, 0, self.height())
        painter.end()
