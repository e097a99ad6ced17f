"""Telling what was done: times, outcome, words, parts, readings, time of others, photos, signature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from models.core.errors import UserProblem
from models.repairs.kinds import DoneDraft, LabourDraft, Outcome
from models.repairs.rules import OPENS_AGAIN
from models.stock.kinds import PartRow
from resources.texts import N_
from ui.base.drafts import DraftKeeper
from ui.context import Context
from ui.pages.order.lines import LabourLines, PartLines, ReadingLines
from ui.pages.order.sheet import Sheet
from ui.pages.order.signing import SignatureField
from ui.pages.order.view import OrderView
from ui.shared.local_time import local_now, to_instant, to_local
from ui.shared.pictures import png_of, read_files
from ui.widgets.choices import Segmented
from ui.widgets.fields import TextField
from ui.widgets.photo import EvidenceStrip
from ui.widgets.span_field import SpanField

DRAFT_KIND = "order_done"
File = tuple[str, bytes]


@dataclass(frozen=True)
class Told:
    """What the dialog is answered with: the report, photos that show the result, the signature (empty: none)."""

    draft: DoneDraft
    photos: tuple[File, ...]
    signature: bytes
    signed_by: str


class DoneDialog(Sheet):
    """``correcting`` replaces what was told before; parts, readings and time are added to those that are there."""

    WIDTH = 660

    def __init__(
        self,
        context: Context,
        parent: QWidget,
        view: OrderView,
        parts: Sequence[PartRow],
        *,
        correcting: bool = False,
    ) -> None:
        title = N_("Correct what was told") if correcting else N_("The work is done")
        super().__init__(
            context, parent, "done", title, N_("Keep the changes") if correcting else N_("It is done")
        )
        self._view, self._correcting = view, correcting
        self.photos: list[File] = []
        self._images: list[QImage] = []
        now = partial(local_now, context)
        self.outcome, self.times, self.words = Segmented(), SpanField(now), TextField(lines=2)
        self.parts = PartLines(parts)
        self.readings, self.labour = ReadingLines(), LabourLines(view.crew, now)
        self.strip, self.signature = EvidenceStrip(shown=5), SignatureField(context)
        self.add("outcome", N_("How it &ended"), self.outcome)
        self.add("times", N_("&From when to when"), self.times)
        self.add("words", N_("What was done, in the &technician's words"), self.words)
        self.add("parts", N_("&Parts from the store"), self.parts)
        self.add("readings", N_("&Readings"), self.readings)
        self.add("labour", N_("Time of &others, or other times"), self.labour)
        self.add("photos", N_("Photos of the res&ult"), self.strip)
        self.add("signature", N_("&Signature of the resident"), self.signature)
        self.keeper = DraftKeeper(self, context, DRAFT_KIND, self._written, str(view.id))
        self._fill()
        self._wire()
        if not correcting:
            self.keeper.restore(self._restored)

    def _wire(self) -> None:
        self.strip.files_dropped.connect(self.take_files)
        self.strip.image_pasted.connect(self._take_image)
        self.strip.add_wanted.connect(self.pick)
        lines = (self.parts, self.readings, self.labour)
        for field in (self.outcome, self.times, self.words, *lines, self.signature):
            field.changed.connect(self._edited)
        self.words.image_pasted.connect(self._take_image)

    def _fill(self) -> None:
        file, row = self._view.file, self._view.row
        now = local_now(self.context).replace(second=0, microsecond=0)
        begin = file.started_at or (
            row.starts_at if row.starts_at is not None and row.starts_at < self._view.now else None
        )
        end = row.finished_at if self._correcting else None
        self.times.set_value((to_local(self.context, begin), to_local(self.context, end) or now))
        self.words.set_value(file.words if self._correcting else "")

    def retranslate(self) -> None:
        super().retranslate()
        texts = self.context.texts.current
        self.outcome.set_options([(one.value, texts.word("outcome", one)) for one in Outcome])
        if self.outcome.value() is None:
            self.outcome.set_value(self._view.file.outcome or Outcome.FIXED.value)
        calendar = texts.t("Choose the day in a calendar")
        self.times.set_names(texts.t("Began"), texts.t("Ended"), calendar)
        self.times.set_placeholders(texts.t("began, such as 14:00"), texts.t("ended, such as 15:30"))
        for lines in (self.parts, self.readings, self.labour):
            lines.speak(texts)
        own = self._view.row.technician
        hint = (
            texts.t("empty: {name}, from beginning to end", name=own)
            if own
            else texts.t("who did it, and how long")
        )
        self.held("labour").set_hint(hint)
        self.strip.set_invitation(texts.t("Drop, paste or choose a photo"))
        self.signature.retranslate()

    # Photos

    def pick(self) -> None:
        """Let people choose photos."""
        dialog = QFileDialog(self, self.context.texts.t("Add a photo or a file"))
        dialog.setObjectName("order.done.picker")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self.take_files)
        dialog.open()

    def take_files(self, paths: list[str]) -> None:
        """Read photos in the pool."""
        self.context.jobs.work(self, partial(_read, tuple(paths)), self._took)

    def _take_image(self, image: QImage) -> None:
        now, copy = local_now(self.context), image.copy()
        name = f"{now:%Y%m%d-%H%M%S}-{len(self.photos) + 1}.png"
        self.context.jobs.work(self, lambda: [((name, png_of(copy)), copy)], self._took)

    def _took(self, found: list[tuple[File, QImage]]) -> None:
        for file, image in found:
            self.photos.append(file)
            self._images.append(image)
        self.strip.set_images([(n, image, self.photos[n][0]) for n, image in enumerate(self._images)])

    # What is being written

    def _written(self) -> dict[str, Any]:
        begin, end = self.times.span()
        return {
            "outcome": self.outcome.value(),
            "words": self.words.value(),
            "times": [begin and begin.isoformat(), end and end.isoformat()],
            "readings": [list(one) for one in self.readings.entries()],
            "parts": [list(one) for one in self.parts.entries()],
            "labour": [
                [who, since and since.isoformat(), until and until.isoformat()]
                for who, since, until in self.labour.entries()
            ],
            "signature": self.signature.written(),
        }

    def _restored(self, kept: dict[str, Any] | None) -> None:
        if not kept or self.words.value():
            return
        self.outcome.set_value(kept.get("outcome"))
        self.words.set_value(kept.get("words"))
        self.times.set_value(_moments(kept.get("times") or (None, None)))
        self.readings.set_value(kept.get("readings"))
        self.parts.set_value(kept.get("parts"))
        self.labour.set_value([(who, *_moments(span)) for who, *span in kept.get("labour", ())])
        if "signature" in kept:
            self.signature.restore(kept["signature"])
        self.note.set_text(self.context.texts.t("What you were writing is back."))
        self.note.show()
        self.fit()

    def _edited(self, *_: object) -> None:
        if not self._correcting:
            self.keeper.touch()

    def done(self, result: int) -> None:
        self.keeper.flush()
        super().done(result)

    def kept(self) -> None:
        """It became a record."""
        if not self._correcting:
            self.keeper.forget()
        self.accept()

    # The answer

    def answer_now(self) -> object:
        t = self.context.texts.t
        begin, end = self.times.span()
        outcome, words = Outcome(str(self.outcome.value())), str(self.words.value()).strip()
        if begin is None or end is None:
            self.miss("times", t("Both times are needed, such as 14:00 and 15:30."))
        elif end <= begin:
            self.miss("times", t("The work would end before it began. Look at the two times again."))
        elif outcome in OPENS_AGAIN and not words:
            self.miss("words", t("Say what is still not right, for those who come next."))
        elif any(part is None for part, _ in self.parts.entries()):
            self.miss("parts", t("There is no such part. Choose one from the list, or leave it empty."))
        elif any(pieces is None for _, pieces in self.parts.entries()):
            self.miss("parts", self.context.texts.problem(UserProblem("part.no_pieces")))
        elif any(not name or not value for name, value, _ in self.readings.entries()):
            self.miss("readings", t("A reading needs a name and a value."))
        elif any(None in line for line in self.labour.entries()):
            self.miss("labour", t("Each line needs who, and both times."))
        else:
            return Told(
                self._draft(outcome, words),
                tuple(self.photos),
                self.signature.png(),
                self.signature.name_now(),
            )
        return None

    def _draft(self, outcome: Outcome, words: str) -> DoneDraft:
        begin, end = (to_instant(self.context, one) for one in self.times.span())
        assert begin is not None
        assert end is not None
        lines = []
        for who, first, last in self.labour.entries():
            since, until = to_instant(self.context, first), to_instant(self.context, last)
            assert since is not None
            assert until is not None
            lines.append(LabourDraft(who, since, until))
        return DoneDraft(
            outcome,
            begin,
            end,
            words,
            tuple(self.parts.entries()),
            tuple(self.readings.entries()),
            tuple(lines),
        )


def _read(paths: Sequence[str]) -> list[tuple[File, QImage]]:
    return [(file, QImage.fromData(file[1])) for file in read_files(paths)]


def _moments(said: Sequence[str | None]) -> tuple[datetime | None, ...]:
    return tuple(datetime.fromisoformat(one) if one else None for one in said)
