"""Looking for better plans: take some orders out where they are in each other's way, put them back in better. Pure.

A plan is the sequence of orders of each gap. In a sequence each starts as early as it can: that is never worth less and
leaves most room. Every sequence that was ever seen is kept with what it is worth; the solver later picks the best of
them that go together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from random import Random

from models.scheduling.plan_data import Data, Mode, Spot
from models.scheduling.worth import PLACED, STEP, WAY

_WAY_STEP = WAY * (STEP.seconds // 60)
_MOST_GAPS = 4  # that one change touches
_BLINK = 0.03  # of the places for an order that are not looked at: the second best is sometimes better
_HEAT = PLACED // 2  # a plan may be worth so much less than the last one, in the beginning
_SEEDS = 0.5  # of the changes begin with an order that has no slot

Ways = tuple[tuple[int, int, int], ...]  # starts from, to, and what the order is worth at step 0
Sequence_ = tuple[int, ...]


class Routes:
    """The sequences of all gaps, and what each is worth."""

    def __init__(self, data: Data, spots: Iterable[Spot] = ()) -> None:
        self.data = data
        self.allowed: list[dict[int, Ways]] = []
        for modes in data.in_gap:
            found: dict[int, list[tuple[int, int, int]]] = {}
            for mode in modes:
                found.setdefault(mode.job, []).append((mode.lo, mode.hi, mode.value))
            self.allowed.append({job: tuple(sorted(row)) for job, row in found.items()})
        self.users: list[tuple[int, ...]] = [tuple(sorted({m.gap for m in modes})) for modes in data.modes]
        self.rows: list[Sequence_] = [() for _ in data.gaps]
        self.worth: list[int] = [0] * len(data.gaps)
        self.gap_of: dict[int, int] = {}
        size = range(len(data.jobs))
        paths = {job.place_path for job in data.jobs}
        self._number = {path: n for n, path in enumerate(sorted(paths))}
        self._path = [self._number[job.place_path] for job in data.jobs]
        first = {self._path[job]: job for job in size}
        self._ways = [[data.way(first[a], first[b]) for b in range(len(paths))] for a in range(len(paths))]
        self.take(spots)

    def starts(self, gap: int, row: Sequence[int]) -> tuple[int, list[int]] | None:
        """What a sequence is worth and when each order starts, or ``None`` when it cannot be."""
        allowed, lengths, slopes = self.allowed[gap], self.data.lengths, self.data.slopes
        value, at, starts, last = 0, -1, [], -1
        for job in row:
            if last < 0:
                value -= _WAY_STEP * self.data.way_into(gap, job)
            else:
                way = self._ways[self._path[last]][self._path[job]]
                value -= _WAY_STEP * way
                at += way
            for low, high, base in allowed[job]:
                if at <= high:
                    at = max(at, low)
                    value += base - slopes[job] * at
                    break
            else:
                return None
            starts.append(at)
            at += lengths[job]
            last = job
        return value, starts

    def value(self) -> int:
        """What all is worth."""
        return sum(self.worth)

    def put(self, gap: int, row: Sequence_, worth: int) -> None:
        """Give a gap its sequence."""
        for job in self.rows[gap]:
            if self.gap_of.get(job) == gap:
                del self.gap_of[job]
        self.rows[gap], self.worth[gap] = row, worth
        for job in row:
            self.gap_of[job] = gap

    def take(self, spots: Iterable[Spot]) -> None:
        """Begin with the sequences of a plan."""
        rows: dict[int, list[Spot]] = {}
        for spot in spots:
            rows.setdefault(spot.mode.gap, []).append(spot)
        for gap, own in rows.items():
            row = tuple(spot.mode.job for spot in sorted(own, key=lambda spot: spot.start))
            found = self.starts(gap, row)
            assert found is not None
            self.put(gap, row, found[0])

    def best_place(self, gap: int, job: int) -> tuple[int, Sequence_] | None:
        """Where in a gap an order gains most: what the gap is worth then, and its sequence."""
        row, best = self.rows[gap], None
        for place in range(len(row) + 1):
            wanted = (*row[:place], job, *row[place:])
            found = self.starts(gap, wanted)
            if found is not None and (best is None or found[0] > best[0]):
                best = found[0], wanted
        return best


class Search:
    """Changes a plan again and again, and keeps every sequence that it has seen."""

    def __init__(self, routes: Routes, random: Random) -> None:
        self.routes = routes
        self.random = random
        self.seen: dict[tuple[int, frozenset[int]], tuple[int, Sequence_]] = {}
        self.gaps = [gap for gap, allowed in enumerate(routes.allowed) if allowed]
        self.wanted = [job for job, users in enumerate(routes.users) if users]
        self.best = list(routes.rows)
        self.best_value = routes.value()
        for gap in self.gaps:
            self._note(gap)

    def restart(self, rows: Sequence[Sequence_]) -> None:
        """Go on from another plan."""
        routes = self.routes
        for gap in self.gaps:
            routes.put(gap, (), 0)
        for gap in self.gaps:
            found = routes.starts(gap, rows[gap])
            assert found is not None
            routes.put(gap, rows[gap], found[0])
            self._note(gap)
        self._keep()

    def columns(self, most: int) -> dict[tuple[int, frozenset[int]], tuple[int, Sequence_]]:
        """The sequences that were seen, of each gap those that are worth most, and those of the best plan."""
        by_gap: dict[int, list[tuple[int, frozenset[int]]]] = {}
        for key in sorted(self.seen, key=lambda key: -self.seen[key][0]):
            by_gap.setdefault(key[0], []).append(key)
        each = max(1, most // max(1, len(by_gap)))
        kept = {key for keys in by_gap.values() for key in keys[:each]}
        kept |= {(gap, frozenset(row)) for gap, row in enumerate(self.best) if row}
        return {key: self.seen[key] for key in sorted(kept, key=lambda key: (key[0], sorted(key[1])))}

    def spots(self) -> tuple[Spot, ...]:
        """The best plan."""
        made: list[Spot] = []
        for gap, row in enumerate(self.best):
            found = self.routes.starts(gap, row)
            assert found is not None
            made += [
                Spot(self._mode(gap, job, start), start) for job, start in zip(row, found[1], strict=True)
            ]
        return tuple(made)

    def _mode(self, gap: int, job: int, start: int) -> Mode:
        own = (mode for mode in self.routes.data.modes[job] if mode.gap == gap)
        return next(mode for mode in own if mode.lo <= start <= mode.hi)

    def run(self, share: Callable[[], float]) -> None:
        """Go on until ``share`` of the time that is used reaches 1."""
        routes = self.routes
        current = routes.value()
        while (used := share()) < 1.0 and self.gaps:
            touched = self._touched()
            before = [(gap, routes.rows[gap], routes.worth[gap]) for gap in touched]
            self._ruin(touched)
            self._recreate(touched)
            for gap in touched:
                self._note(gap)
            gained = sum(routes.worth[gap] for gap in touched) - sum(worth for _, _, worth in before)
            if gained < -_HEAT * (1.0 - used) * self.random.random():
                for gap in touched:
                    routes.put(gap, (), 0)
                for gap, row, worth in before:
                    routes.put(gap, row, worth)
                continue
            current += gained
            if current > self.best_value:
                self._keep()

    def _keep(self) -> None:
        if self.routes.value() > self.best_value:
            self.best, self.best_value = list(self.routes.rows), self.routes.value()

    def _note(self, gap: int) -> None:
        row = self.routes.rows[gap]
        key = gap, frozenset(row)
        known = self.seen.get(key)
        if row and (known is None or known[0] < self.routes.worth[gap]):
            self.seen[key] = self.routes.worth[gap], row

    def _touched(self) -> list[int]:
        """The gaps of one change: some that an order could use, one without a slot or any."""
        random, routes = self.random, self.routes
        job = random.choice(self.wanted)
        if random.random() < _SEEDS:
            waiting = [one for one in self.wanted if one not in routes.gap_of]
            job = random.choice(waiting) if waiting else job
        users = routes.users[job]
        chosen = set(random.sample(users, min(len(users), random.randint(1, _MOST_GAPS))))
        if job in routes.gap_of:
            chosen.add(routes.gap_of[job])
        if len(chosen) < _MOST_GAPS:  # and one that shares work with the first
            row = routes.rows[next(iter(chosen))]
            if row:
                chosen.add(random.choice(routes.users[random.choice(row)]))
        return sorted(chosen)

    def _ruin(self, gaps: Sequence[int]) -> None:
        """Take a few orders that follow on each other out of each gap."""
        for gap in gaps:
            row = self.routes.rows[gap]
            if row:
                count = self.random.randint(1, min(len(row), 4))
                first = self.random.randint(0, len(row) - count)
                left = (*row[:first], *row[first + count :])
                found = self.routes.starts(gap, left)
                assert found is not None  # whatever follows starts no later than before
                self.routes.put(gap, left, found[0])

    def _recreate(self, gaps: Sequence[int]) -> None:
        """Put back what fits, each where it gains most; what there is no room for stays out."""
        routes, random = self.routes, self.random
        waiting = [
            job for job in {job for gap in gaps for job in routes.allowed[gap]} if job not in routes.gap_of
        ]
        for job in self._in_some_order(waiting):
            best = None
            for gap in gaps:
                if job not in routes.allowed[gap] or random.random() < _BLINK:
                    continue
                found = routes.best_place(gap, job)
                if found is not None:
                    gain = found[0] - routes.worth[gap]
                    if gain > 0 and (best is None or gain > best[0]):
                        best = gain, gap, found
            if best is not None:
                routes.put(best[1], best[2][1], best[2][0])

    def _in_some_order(self, jobs: list[int]) -> list[int]:
        """By weight, by weight for its length, by length, or by chance; never quite."""
        data, random = self.routes.data, self.random
        kind = random.random()
        noise = {job: random.uniform(0.8, 1.25) for job in sorted(jobs)}
        if kind < 0.35:
            return sorted(noise, key=lambda job: -data.slopes[job] * noise[job])
        if kind < 0.8:
            return sorted(noise, key=lambda job: -data.slopes[job] * noise[job] / data.lengths[job])
        if kind < 0.9:
            return sorted(noise, key=lambda job: -data.lengths[job] * noise[job])
        return sorted(noise, key=lambda job: noise[job])
