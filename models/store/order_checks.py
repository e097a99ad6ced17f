"""Work orders and parts that contradict themselves or their case: no action leaves such ones. A part of the doctor."""

from __future__ import annotations

# Open work of a case that is over, slots and waiting that do not go with the state, work without its times, promises to
# come that nobody keeps any more, due times and files that went astray, parts, return visits and remedies of another
# case.
ORDERS = """
SELECT o.reference FROM work_order o LEFT JOIN complaint c ON c.id = o.complaint_id
  LEFT JOIN work_order w ON w.id = COALESCE(o.part_of_id, o.return_of_id)
WHERE (o.state NOT IN ('done', 'checked', 'cancelled') AND (c.closed_at IS NOT NULL
      OR (c.id IS NOT NULL AND c.reckoned_at IS NOT NULL AND o.due_at IS NOT c.resolve_due_at)))
  OR (o.state IN ('scheduled', 'on_the_way', 'working') AND o.starts_at IS NULL)
  OR (o.state IN ('draft', 'ready', 'waiting') AND o.starts_at IS NOT NULL)
  OR (o.starts_at IS NULL) <> (o.technician_id IS NULL) OR (o.starts_at IS NULL) <> (o.ends_at IS NULL)
  OR o.ends_at <= o.starts_at OR o.estimate_minutes <= 0
  OR (o.waits_for IS NULL) <> (o.state <> 'waiting')
  OR (o.state IN ('done', 'checked') AND (o.outcome IS NULL OR o.started_at IS NULL OR o.finished_at IS NULL
      OR o.finished_at <= o.started_at))
  OR (o.state = 'cancelled') <> (o.cancelled_at IS NOT NULL) OR (o.state = 'checked') <> (o.checked_at IS NOT NULL)
  OR (o.state IN ('working', 'done', 'checked', 'cancelled') AND EXISTS (
      SELECT 1 FROM appointment a WHERE a.work_order_id = o.id AND a.state = 'agreed'))
  OR (w.id IS NOT NULL AND w.complaint_id IS NOT o.complaint_id)
  OR EXISTS (SELECT 1 FROM remedy r WHERE r.id = o.remedy_id AND r.complaint_id IS NOT o.complaint_id)
  OR EXISTS (SELECT 1 FROM attachment f WHERE f.work_order_id = o.id AND f.complaint_id IS NOT o.complaint_id)
ORDER BY o.id LIMIT 20
"""

# A count is the sum of its moves, and there are never fewer than none.
PARTS = """
SELECT p.code FROM part p WHERE p.count < 0 OR p.count <> (
    SELECT COALESCE(sum(m.change), 0) FROM stock_move m WHERE m.part_id = p.id) ORDER BY p.id LIMIT 20
"""
