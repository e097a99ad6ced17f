"""First run, page 1: the language, where the data lies, what to start with."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.texts import LANGUAGES
from ui.base.form import Form
from ui.context import Context
from ui.widgets.cards import Icon
from ui.widgets.fields import LabeledField, LineField
from ui.widgets.labels import Label
from ui.widgets.segmented import Segmented
from ui.widgets.ticks import Check, RadioCards

OWN, SAMPLE = "own", "sample"
GIGABYTE = 1_000_000_000


class BeginningPane(Form[None]):
    """Values: ``both`` (print both languages) and ``start`` (own or sample)."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._free: int | None = None
        self.language = Segmented(LANGUAGES.items())
        self.language.setObjectName("first_run.language")
        self.language.changed.connect(self._speak)
        self._language = LabeledField("", self.language)
        self.both = Check()
        self.both.setObjectName("first_run.both")
        self.folder = LineField()
        self.folder.setObjectName("first_run.folder")
        self.folder.setReadOnly(True)
        self._folder = Label("", "small", "muted")
        self._folder.setBuddy(self.folder)
        self._room = Label("", "small", "muted", wrap=True)
        self.start = RadioCards(((OWN, "", ""), (SAMPLE, "", "")))
        self.start.setObjectName("first_run.start")
        self._start = LabeledField("", self.start)
        self._lay_out()
        self.bind("both", self.both)
        self.bind("start", self.start)
        self.set_values({"both": True})

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget, gap in (
            (self._language, 0),
            (self.both, 2),
            (self._folder, 14),
            (self._folder_row(), 0),
            (self._room, 0),
            (self._start, 14),
        ):
            column.addSpacing(gap)
            column.addWidget(widget)
        column.addStretch(1)

    def _folder_row(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Icon("folder"))
        row.addWidget(self.folder, 1)
        return made

    def retranslate(self) -> None:
        t = self.context.texts.t
        self._language.set_label(t("&Language"))
        self.language.set_value(self.context.texts.language)
        self.both.set_text(t("Print reports in both languages"))
        self._folder.set_text(t("The data lies in"))
        self.folder.setAccessibleName(t("The data lies in"))
        self._say_room()
        self._start.set_label(t("&Start with"))
        self.start.set_options(
            (
                (
                    OWN,
                    t("My own buildings"),
                    t("You type the buildings and homes, or read them in from a list."),
                ),
                (
                    SAMPLE,
                    t("A sample estate to look around"),
                    t(
                        "Two buildings, some 300 residents and 200 made-up cases. Nothing of your own goes in here."
                    ),
                ),
            )
        )
        if self.start.value() is None:
            self.start.set_value(OWN)

    def show_folder(self, folder: Path) -> None:
        """Say where the data lies and how much room there is."""
        self.folder.set_value(str(folder))
        self.folder.setToolTip(str(folder))
        self.context.jobs.work(self, lambda: shutil.disk_usage(folder).free, self._show_room)

    def _show_room(self, free: int) -> None:
        self._free = free
        self._say_room()

    def _say_room(self) -> None:
        texts = self.context.texts
        words = texts.t("One folder. Copy it, and you have copied everything.")
        if self._free is not None:
            room = texts.current.number(max(self._free / GIGABYTE, 0), 0 if self._free >= GIGABYTE else 1)
            words += " " + texts.t("{n} GB free.", n=room)
        self._room.set_text(words)

    def _speak(self, language: object) -> None:
        self.context.preferences.set(language=str(language))
        self.context.texts.set(str(language))
