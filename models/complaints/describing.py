"""What is said of a file that is kept with a case: its kind, and what it shows. Its bytes never change."""

from __future__ import annotations

from models.complaints.tables import Attachment
from models.complaints.timeline import add_event, reindex
from models.core.action import action
from models.core.errors import Unknown
from models.core.permissions import Permission
from models.core.work import Work
from models.handling import reckoning  # noqa: F401  whatever is written about a case, its clocks follow


@action("complaint.describe_file", needs=Permission.RECORD)
def describe_file(work: Work, attachment_id: int, kind: str, note: str) -> None:
    """Say anew what a file is; what was said before stays in the timeline. Raises ``Unknown("attachment")``."""
    file = Attachment.get_or_none(Attachment.id == attachment_id)
    if file is None:
        raise Unknown("attachment", attachment_id)
    if (
        file.work_order_id is not None
    ):  # what a file of an order shows, before or after, was said when it was added
        kind = file.kind
        work.touch("work_order", file.work_order_id)
    fresh = {"kind": kind, "note": note.strip()}
    if fresh == {"kind": file.kind, "note": file.note}:
        return
    work.note(Attachment, attachment_id, **fresh)
    work.fact(attachment=attachment_id)
    if file.complaint_id is None:
        return
    add_event(
        work,
        file.complaint_id,
        "evidence_described",
        text=note.strip(),
        attachment=attachment_id,
        before=file.kind,
        kind_of=kind,
    )
    work.touch("case", file.complaint_id)
    reindex(work, file.complaint_id)
