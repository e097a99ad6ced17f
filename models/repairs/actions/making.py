"""Making an order and changing what it says."""

from __future__ import annotations

from models.core.action import action
from models.core.permissions import Permission
from models.core.work import Work
from models.repairs.kinds import OrderDraft
from models.repairs.making import make_order


@action("order.make", needs=Permission.ORDER_WORK)
def make(work: Work, draft: OrderDraft) -> int:
    """Make an order, of a case or of none; what the draft leaves open comes from the case. Returns its id.

    Raises ``order.no_title``, ``order.no_skill``, ``order.no_time``, ``order.too_long``, ``order.window``,
    ``order.remedy``, ``case.closed``, ``unknown.*``.
    """
    return make_order(work, draft)
