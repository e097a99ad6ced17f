"""Rows of the improvement register that contradict themselves: no action leaves such ones. A part of the doctor."""

from __future__ import annotations

# A plan in force without its day, a verdict without its numbers or of a row that is not judged, an answer to nothing,
# somebody who still waits for a row that is over.
IMPROVEMENTS = """
SELECT i.title FROM improvement i
WHERE (i.state IN ('in_force', 'judged') AND i.effective_on IS NULL)
  OR (i.state = 'judged') <> (i.verdict IS NOT NULL) OR (i.verdict IS NULL) <> (i.judged_at IS NULL)
  OR (i.verdict IS NOT NULL AND (i.before_count IS NULL OR i.after_count IS NULL OR i.p_value IS NULL
      OR i.before_exposure IS NULL OR i.after_exposure IS NULL))
  OR (i.decision IS NOT NULL AND i.ask = '') OR (i.decision IS NULL) <> (i.decided_at IS NULL)
  OR (i.state IN ('judged', 'dropped') AND i.next_at IS NOT NULL)
  OR i.rung NOT BETWEEN 0 AND 3 OR i.target_percent NOT BETWEEN 1 AND 100 OR i.period_to < i.period_from
ORDER BY i.id LIMIT 20
"""
