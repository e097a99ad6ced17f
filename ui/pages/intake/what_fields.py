"""The fields of the middle column and how they are laid out."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.intake.files import FilesField
from ui.pages.intake.more_choice import MoreChoice
from ui.pages.intake.promise import PromiseCard
from ui.pages.intake.severity import SeverityDetails, SeverityTag
from ui.pages.intake.stacking import StackingRow
from ui.theme.current import theme
from ui.widgets.choices import Chips, Segmented
from ui.widgets.fields import ChoiceField, LabeledField, LineField, TextField
from ui.widgets.labels import Label


class WhatFields:
    """All inputs by name, each with its label."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        self._context = context
        self.channel, self.kind = MoreChoice("intake.channel", parent), MoreChoice("intake.kind", parent)
        self.words = TextField(lines=4, max_lines=8, parent=parent)
        self.asks, self.where, self.since = LineField(), LineField(), LineField()
        self.category = ChoiceField(parent=parent)
        self.tag = SeverityTag(parent)
        self.details = SeverityDetails(context, parent)
        self.mood = Segmented(parent=parent)
        self.flags = Chips(parent=parent)
        self.promise = PromiseCard(context, parent)
        self.files = FilesField(context, parent)
        self._name()
        self._label(parent)
        self.details.hide()

    def _name(self) -> None:
        named: dict[str, QWidget] = {
            "words": self.words, "asks_for": self.asks, "where": self.where, "since": self.since,
            "category": self.category, "severity": self.tag, "mood": self.mood, "flags": self.flags,
        }  # fmt: skip
        for name, field in named.items():
            field.setObjectName(f"intake.{name}")

    def _label(self, parent: QWidget) -> None:
        def labeled(field: QWidget) -> LabeledField:
            return LabeledField("", field, parent=parent)

        self.channel_label, self.kind_label = labeled(self.channel), labeled(self.kind)
        self.words_label, self.asks_label = labeled(self.words), labeled(self.asks)
        self.category_label, self.where_label = labeled(self.category), labeled(self.where)
        self.since_label, self.severity_label = labeled(self.since), labeled(self.tag)
        self.mood_label = labeled(self.mood)
        self.flags_name = Label("", "small", "muted", parent=parent)
        self.flags_name.setBuddy(self.flags)
        self.flags_hint = Label("", "small", "muted", parent=parent)
        for label in (self.flags_name, self.flags_hint):
            label.setFixedHeight(theme().px(26))

    def fields(self) -> list[QWidget]:
        """Where Enter goes, in order."""
        d = self.details
        return [
            self.channel.segments, self.channel.rest, self.kind.segments, self.kind.rest, self.words, self.asks,
            self.category, self.where, self.since, self.tag, d.urgency, d.impact, d.grade, self.mood, self.flags,
        ]  # fmt: skip

    def field_of(self, gap: str) -> QWidget | None:
        """The field that answers a gap."""
        return {
            "channel": self.channel, "words": self.words, "when": self.since, "asks_for": self.asks,
            "category": self.category, "severity": self.tag, "urgency": self.tag, "mood": self.mood,
        }.get(gap)  # fmt: skip

    def retranslate(self) -> None:
        """Set the labels, in the language of now."""
        t = self._context.texts.t
        labels: dict[LabeledField, str] = {
            self.channel_label: t("Cha&nnel"), self.kind_label: t("&Kind"), self.words_label: t("In their own &words"),
            self.asks_label: t("What they &ask for"), self.category_label: t("Cate&gory"),
            self.where_label: t("Where e&xactly"), self.since_label: t("Since w&hen"),
            self.severity_label: t("Se&verity"), self.mood_label: t("&Mood"),
        }  # fmt: skip
        for labeled, words in labels.items():
            labeled.set_label(words)
        self.flags_name.set_text(t("&Flags"))
        self.flags.setAccessibleName(t("Flags"))
        self.words_label.set_hint(t("Write it as they say it; do not tidy it up"))
        self.since.set_placeholder(t("e.g. last night"))
        self.where.set_placeholder(t("e.g. kitchen"))
        for part in (self.details, self.promise, self.files):
            part.retranslate()


def lay_out(pane: QWidget, f: WhatFields) -> None:
    """Put the fields into the column."""
    px = theme().px
    top = StackingRow((f.channel_label, 5), (f.kind_label, 4))
    facts = StackingRow((f.category_label, 6), (f.where_label, 4), (f.since_label, 5))
    grave = StackingRow((f.severity_label, 1), (f.mood_label, 2))
    flags = QHBoxLayout()
    flags.setSpacing(px(10))
    flags.addWidget(f.flags_name, 0, Qt.AlignmentFlag.AlignTop)
    flags.addWidget(f.flags, 1)
    flags.addWidget(f.flags_hint, 0, Qt.AlignmentFlag.AlignTop)
    box = QVBoxLayout(pane)
    box.setContentsMargins(0, 0, px(4), px(8))
    box.setSpacing(px(12))
    items: tuple[Any, ...] = (
        top,
        f.words_label,
        f.asks_label,
        facts,
        grave,
        f.details,
        flags,
        f.promise,
        f.files,
    )
    for item in items:
        if isinstance(item, QWidget):
            box.addWidget(item)
        else:
            box.addLayout(item)
    box.addStretch(1)
