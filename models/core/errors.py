"""Two kinds of trouble: the user's world, told kindly, and bugs, which stay ordinary exceptions."""

from __future__ import annotations

from datetime import date, timedelta

Fact = (
    str
    | int
    | float
    | bool
    | date
    | timedelta
    | tuple[str, ...]
    | tuple[str, int, str]
    | tuple[str, date, date]
    | None
)


class UserProblem(Exception):
    """Something in the user's world stands in the way.

    Carries a code and facts, never a sentence: words are made at the edge, in the reader's language
    (``resources.texts.problems``). Facts may name a unit or a file; they are shown, not logged.
    """

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts: dict[str, Fact] = dict(facts)


class NotAllowed(UserProblem):
    """The acting person lacks a permission."""

    def __init__(self, permission: str) -> None:
        super().__init__("not_allowed", permission=permission)


class ChangedMeanwhile(UserProblem):
    """Somebody else saved the same record since it was read."""

    def __init__(self, topic: str, row_id: int) -> None:
        super().__init__("changed_meanwhile", topic=topic, id=row_id)


class Unknown(UserProblem):
    """A record that was asked for does not exist (any more)."""

    def __init__(self, topic: str, key: int | str) -> None:
        super().__init__("unknown." + topic, key=key)
