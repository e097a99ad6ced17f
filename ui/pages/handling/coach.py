"""The coach card: what to say, what never to say, what to look out for. Phrases go into the words by a key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from models.handling.steps import step_of
from resources.phrases import Coach, Phrase, coach
from ui.context import Context
from ui.pages.handling.view import CaseView
from ui.theme import fonts
from ui.theme.current import theme
from ui.theme.paint import paint_box
from ui.widgets.controls import LinkButton
from ui.widgets.labels import Label
from ui.widgets.marks import Icon, KeyHint
from ui.widgets.planes import Plane, Scroller, Separator
from ui.widgets.roving import PartButton, RovingGroup

SHOWN = 3
_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)


class _Phrase(PartButton):
    """One phrase that can be put into the words."""

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(key, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.follow_theme()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px = theme().px
        room = QRect(0, 0, max(width - px(12), px(80)), 10_000)
        return QFontMetrics(fonts.font("body")).boundingRect(room, _FLAGS, self.text()).height() + px(6)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), self.heightForWidth(self.width() or theme().px(248)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(100), self.heightForWidth(self.width() or theme().px(248)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme()
        painter = QPainter(self)
        rect = self.rect().toRectF()
        if self.hasFocus():
            paint_box(painter, rect, shown.color("hover"), shown.color("focus"), shown.px(5), 2)
        elif self.underMouse():
            paint_box(painter, rect, shown.color("hover"), None, shown.px(5))
        painter.setFont(fonts.font("body"))
        painter.setPen(shown.color("text"))
        inner = QRectF(shown.px(6), shown.px(3), rect.width() - shown.px(12), rect.height())
        painter.drawText(inner, _FLAGS, self.text())
        painter.end()


class PhraseList(RovingGroup):
    """Phrases one below the other; Enter, Space, Ctrl+J or a click puts one in."""

    put_in = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._bare: dict[object, str] = {}
        self._all: list[_Phrase] = []
        self.objectNameChanged.connect(self._name_parts)

    def set_phrases(self, phrases: Sequence[tuple[str, str, str]]) -> None:
        """Show (key, words as shown, bare words)."""
        if [key for key, _, _ in phrases] != [part.code for part in self._parts]:
            self._rebuild([key for key, _, _ in phrases])
        self._bare = {key: bare for key, _, bare in phrases}
        for part, (_, shown, _) in zip(self._parts, phrases, strict=True):
            part.set_words(shown)
            part.updateGeometry()

    def _rebuild(self, keys: list[str]) -> None:
        while len(self._all) < len(keys):
            part = _Phrase("", self)
            part.setCheckable(False)
            part.chosen.connect(self._chosen)
            self._all.append(part)
            self._box.addWidget(part)
        self._parts = [*self._all[: len(keys)]]
        for part, key in zip(self._all, keys, strict=False):
            part.code = key
        for part in self._all:
            part.setVisible(part in self._parts)
        self._name_parts()
        self._be_reached(0)

    def _chosen(self, key: object) -> None:
        self._be_reached([part.code for part in self._parts].index(key))
        self.put_in.emit(self._bare[key])

    def take_next(self) -> str:
        """The phrase that is reached now; the next one is reached afterwards."""
        if not self._parts:
            return ""
        key = self._parts[self._reach].code
        self._be_reached((self._reach + 1) % len(self._parts))
        return self._bare[key]

    def focus_first(self) -> bool:
        """Take the focus to the phrases; ``False`` when there are none."""
        if not self._parts:
            return False
        self._parts[self._reach].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        part = self.focused_part()
        if (
            part is not None
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers()
        ):
            part.click()
        else:
            super().keyPressEvent(event)


class CoachCard(Plane):
    """The card beside the form; a drawer where the window is narrow."""

    put_in = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__("raised", 10, parent)
        self.setObjectName("case.coach")
        self._context = context
        self._view: CaseView | None = None
        self._number = 0
        self._all = False
        self._title, self._lead = Label("", strong=True), Label("", "small", "muted", wrap=True)
        self._heads = {name: Label("", "small", token, strong=True) for name, _, token in _KINDS}
        self.say = PhraseList()
        self.say.setObjectName("case.coach.say")
        self.say.put_in.connect(self.put_in)
        self._never, self._watch = QVBoxLayout(), QVBoxLayout()
        self._lines: dict[str, list[Label]] = {"never": [], "watch": []}
        self.more = LinkButton()
        self.more.setObjectName("case.coach.more")
        self.more.clicked.connect(self._toggle_all)
        self._put_words, self._put_key = Label("", "small", "muted"), KeyHint("Ctrl+J")
        self._lay_out()

    def _lay_out(self) -> None:
        px = theme().px
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(16), px(12), px(16), px(10))
        outer.setSpacing(px(6))
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(KeyHint("F1"))
        outer.addLayout(top)
        outer.addWidget(self._lead)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, px(4), px(2), 0)
        box.setSpacing(px(5))
        for name, icon, token in _KINDS:
            head = QHBoxLayout()
            head.setSpacing(px(6))
            head.addWidget(Icon(icon, token, 14))
            head.addWidget(self._heads[name], 1)
            box.addLayout(head)
            if name == "say":
                box.addWidget(self.say)
            else:
                box.addLayout(self._never if name == "never" else self._watch)
            box.addSpacing(px(6))
        box.addStretch(1)
        self._scroller = Scroller(inner)
        outer.addWidget(self._scroller, 1)
        outer.addWidget(Separator())
        foot = QHBoxLayout()
        foot.addWidget(self.more)
        foot.addStretch(1)
        foot.addWidget(self._put_words)
        foot.addWidget(self._put_key)
        outer.addLayout(foot)

    def show_step(self, view: CaseView, number: int, takes_words: bool) -> None:
        """Show the card of a step, most fitting for this case first."""
        if number != self._number:
            self._all = False
        self._view, self._number = view, number
        self._put_words.setVisible(takes_words)
        self._put_key.setVisible(takes_words)
        self.retranslate()

    def card(self) -> Coach | None:
        """The card in sight."""
        if self._view is None or not self._number:
            return None
        view = self._view
        code = step_of(self._number).code
        mood = view.file.case.row.mood
        return coach(code, view.category_code, mood).with_own(view.own, self._context.texts.language)

    def retranslate(self) -> None:
        """Set all words, in the language of now."""
        t, language, card = self._context.texts.t, self._context.texts.language, self.card()
        self._title.set_text(t("How to say it"))
        self.setAccessibleName(t("How to say it"))
        for name, words in (("say", t("Say")), ("never", t("Never say")), ("watch", t("Look out for"))):
            self._heads[name].set_text(words)
        self._put_words.set_text(t("put it in"))
        if card is None:
            return
        self._lead.set_text(card.lead.text(language))
        said = [(one.key, t("“{words}”", words=one.text(language)), one.text(language)) for one in card.say]
        self.say.set_phrases(said if self._all else said[:SHOWN])
        self._fill("never", card.never, quoted=True)
        self._fill("watch", card.watch, quoted=False)
        hidden = sum(max(len(part) - SHOWN, 0) for part in (card.say, card.never, card.watch))
        self.more.setVisible(hidden > 0)
        self.more.set_text(t("Fewer") if self._all else t("More phrases {n}", n=hidden))

    def _fill(self, name: str, phrases: Sequence[Phrase], quoted: bool) -> None:
        t, language = self._context.texts.t, self._context.texts.language
        shown = phrases if self._all else phrases[:SHOWN]
        lines, box = self._lines[name], self._never if name == "never" else self._watch
        while len(lines) < len(shown):
            line = Label("", wrap=True)
            line.setContentsMargins(theme().px(6), 0, 0, 0)
            lines.append(line)
            box.addWidget(line)
        for index, line in enumerate(lines):
            line.setVisible(index < len(shown))
            words = shown[index].text(language) if index < len(shown) else ""
            line.set_text(t("“{words}”", words=words) if quoted and words else words)

    def _toggle_all(self) -> None:
        self._all = not self._all
        self.retranslate()


_KINDS = (("say", "check", "ok"), ("never", "x", "s1"), ("watch", "eye", "soon"))
