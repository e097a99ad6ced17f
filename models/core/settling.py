"""What has to follow from a change before its transaction ends.

A room may say that records of a topic owe a settling (``must_settle``), and another, higher one what that is
(``settles``): the due times of a case follow from what happened to it, whoever wrote that down. Every action settles
what it touched, after its body and before its audit entry.
"""

from __future__ import annotations

from collections.abc import Callable

from models.core.work import Work

Settler = Callable[[Work, int], None]

_OWED: set[str] = set()
_SETTLERS: dict[str, Settler] = {}


def must_settle(topic: str) -> None:
    """Records of this topic may not be touched where nobody settles them: forgetting an import is a loud mistake."""
    _OWED.add(topic)


def settles(topic: str, settler: Settler) -> None:
    """What is run, in the transaction, for each record of a topic that an action touched."""
    if _SETTLERS.setdefault(topic, settler) is not settler:
        raise ValueError(f"two settle {topic}")


def settled_topics() -> frozenset[str]:
    """The topics that are settled here: for tests."""
    return frozenset(_SETTLERS)


def settle(work: Work) -> None:
    """Settle what was touched, and what settling touches, each record once."""
    done: set[tuple[str, int]] = set()
    while todo := sorted(one for one in work.touched() - done if one[0] in _OWED or one[0] in _SETTLERS):
        for topic, row_id in todo:
            if topic not in _SETTLERS:
                raise RuntimeError(f"nobody settles {topic}: import the module that does")
            _SETTLERS[topic](work, row_id)
        done.update(todo)
