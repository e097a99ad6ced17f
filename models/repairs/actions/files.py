"""Photos before and after, signatures and papers of an order. What belongs to an order of a case belongs to both."""

from __future__ import annotations

from dataclasses import replace

from models.complaints.evidence import Kept, keep, media_type_of
from models.complaints.kinds import FileDraft
from models.complaints.tables import Attachment
from models.core.action import Outcome, action
from models.core.errors import UserProblem
from models.core.permissions import Permission
from models.core.session import Session
from models.core.work import Work
from models.options.standing import settings
from models.repairs.kinds import FileKind
from models.repairs.telling import note, order_of, renew_search


@action("order.attach", needs=Permission.ORDER_WORK)
def _attach(work: Work, order_id: int, kept: Kept) -> int:
    order = order_of(work, order_id)
    made = work.insert(
        Attachment,
        complaint_id=order.complaint_id,
        work_order_id=order_id,
        sha256=kept.sha256,
        name=kept.name,
        media_type=kept.media_type,
        size=kept.size,
        kind=kept.kind,
        note=kept.note,
        thumbnail=kept.thumbnail,
        added_at=work.now,
        added_by=work.actor.staff_id,
    )
    note(work, order, "file_added", text=kept.note, attachment=made, kind_of=kept.kind)
    work.fact(order=order_id, attachment=made, sha256=kept.sha256)
    renew_search(work, order)
    return made


def attach_file(session: Session, order_id: int, file: FileDraft, kind: FileKind) -> Outcome[int]:
    """Keep a file's bytes, then refer to them from the order; returns the attachment's id.

    Raises ``file.*``, ``attachment.too_large``, ``order.no_picture`` where a photo or a signature is no picture.
    """
    _attach.check(session)  # whoever may not attach leaves no bytes behind either
    if kind != FileKind.DOCUMENT and file.content and not media_type_of(file.content).startswith("image/"):
        raise UserProblem("order.no_picture", name=file.name)
    kept = keep(session.store, replace(file, kind=kind.value), settings(session.store).attachment_limit)
    return _attach(session, order_id, kept)
