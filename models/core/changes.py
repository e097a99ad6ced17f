"""What an action touched, so that views can decide whether it concerns them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Changes:
    """The topics and the records that one action touched."""

    topics: frozenset[str] = frozenset()
    ids: frozenset[tuple[str, int]] = frozenset()

    def touches(self, topic: str, row_id: int | None = None) -> bool:
        """Whether ``topic`` was touched, or, with ``row_id``, that very record."""
        return topic in self.topics if row_id is None else (topic, row_id) in self.ids

    def __or__(self, other: Changes) -> Changes:
        return Changes(self.topics | other.topics, self.ids | other.ids)

    def __bool__(self) -> bool:
        return bool(self.topics)


@dataclass
class ChangesBuilder:
    """Collects the records that an action touches while it runs."""

    ids: set[tuple[str, int]] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)

    def touch(self, topic: str, row_id: int | None = None) -> None:
        """Note that a record, or for bulk work a whole topic, was touched."""
        self.topics.add(topic)
        if row_id is not None:
            self.ids.add((topic, row_id))

    def build(self) -> Changes:
        """Freeze what was collected."""
        return Changes(frozenset(self.topics), frozenset(self.ids))
