from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.core.changes import Changes, ChangesBuilder

Touches = list[tuple[str, int | None]]
touches = st.lists(st.tuples(st.sampled_from(["case", "place", "staff"]), st.none() | st.integers(1, 5)))


def built(touched: Touches) -> Changes:
    builder = ChangesBuilder()
    for topic, row_id in touched:
        builder.touch(topic, row_id)
    return builder.build()


@given(touches, touches)
def test_together_they_touch_what_either_touches(one: Touches, two: Touches) -> None:
    assert built(one) | built(two) == built(one + two)


@given(touches)
def test_what_was_touched_is_told_and_nothing_else(touched: Touches) -> None:
    changes = built(touched)
    for topic in ("case", "place", "staff"):
        assert changes.touches(topic) == any(topic == one for one, _ in touched)
        for row_id in range(1, 6):
            assert changes.touches(topic, row_id) == ((topic, row_id) in touched)
    assert bool(changes) == bool(touched)
