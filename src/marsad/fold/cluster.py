"""Which things are one, whatever their order: pairs are weighed, the most alike joined first.

Every answer rests on a bounded neighbourhood: a pair counts only where those around it agree, and only pairs that count hold a group
together. So what one report more can change is near it, and the fold of what is near it is the fold of all.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from typing import Generic, Protocol, TypeVar


class Thing(Protocol):
    """What is grouped. `key` names it among all others of its sort and puts them in order."""

    @property
    def key(self) -> tuple[Hashable, ...]:
        """The same for the same thing, whatever else there is."""


MOST_ASKED = 12  # of those that are strong with either of a pair, whether they bear it out
T = TypeVar("T", bound=Thing)
S = TypeVar("S")
V = TypeVar("V")


class Sort(ABC, Generic[T]):
    """A sort of things, and what speaks for and against two of them being one. All of it is symmetrical."""

    join: float = 0.0
    in_context = False  # whether the score of two things also hangs on those near them

    @abstractmethod
    def near(self, things: Sequence[T]) -> Mapping[tuple[Hashable, ...], Sequence[T]]:
        """For each of these, by its key, all others with which it may be one, and all that bear on whether it is."""

    @abstractmethod
    def score(self, a: T, b: T) -> float | None:
        """What speaks for the two being one: `join` or more may join them. None where they cannot be compared."""

    def link(self, a: T, b: T) -> float | None:
        """What the pair counts when two groups are compared that hold one each; None: it says nothing."""
        return self.score(a, b)

    def crowd(self, a: T, b: T) -> float:  # noqa: ARG002  # here and below: what others answer, this one need not
        """What is taken off the score of a pair where both have many others like them: then likeness tells less."""
        return 0.0

    def apart(self, a: T, b: T) -> bool:  # noqa: ARG002
        """Whether the two may never be in one group."""
        return False

    def bound(self, a: T, b: T) -> int | None:  # noqa: ARG002
        """Where the two are one whatever else speaks against it, the rank of what binds them, the lowest first. Else None."""
        return None

    def severed(self, a: T, b: T) -> bool:  # noqa: ARG002
        """Whether a person told the two apart: then nothing binds them."""
        return False


def once_a_pair(ask: Callable[[S, T, T], V]) -> Callable[[S, T, T], V]:
    """A method of a sort that asks something symmetrical of two things, asked once for each pair."""
    name = f"_{ask.__name__}_of_pairs"

    @wraps(ask)
    def asked(sort: S, a: T, b: T) -> V:
        held: dict[tuple[tuple[Hashable, ...], tuple[Hashable, ...]], V] = sort.__dict__.setdefault(name, {})
        first, second = (a, b) if a.key < b.key else (b, a)
        pair = first.key, second.key
        if pair not in held:
            held[pair] = ask(sort, first, second)
        return held[pair]

    return asked


class Clusters(Generic[T]):
    """One look at a sort: what was weighed is remembered."""

    def __init__(self, sort: Sort[T]) -> None:
        self._sort = sort
        self._near: dict[tuple[Hashable, ...], Sequence[T]] = {}
        self._strong: dict[tuple[Hashable, ...], list[T]] = {}

    def stirred(self, things: Iterable[T]) -> list[T]:
        """All things whose group may be another than it was, where these have come, gone or changed; these themselves are among them."""
        changed = list({t.key: t for t in things}.values())
        near = {n.key: n for found in self._all_near(changed) for n in found}
        if self._sort.in_context:
            further = [n for found in self._all_near(list(near.values())) for n in found]
        else:
            strong = {n.key: n for t in changed for n in self._strong_of(t)}
            list(self._all_near(list(strong.values())))
            further = [n for t in strong.values() for n in self._strong_of(t)]
        reached = {t.key: t for t in further} | near | {t.key: t for t in changed}
        return [reached[key] for key in sorted(reached)]

    def groups(self, things: Iterable[T]) -> list[list[T]]:
        """The groups that hold these, each in order, in the order of their first; each thing is in one."""
        found: list[list[T]] = []
        seen: set[tuple[Hashable, ...]] = set()
        for thing in sorted(things, key=lambda t: t.key):
            if thing.key not in seen:
                together = self._together(thing)
                seen |= {t.key for t in together}
                found += self._linked(together) if len(together) > 1 else [together]
        return sorted(found, key=lambda g: g[0].key)

    def _all_near(self, things: Collection[T]) -> Iterator[Sequence[T]]:
        missing = [t for t in things if t.key not in self._near]
        if missing:
            self._near |= self._sort.near(missing)
        return (self._near[t.key] for t in things)

    def _strong_of(self, thing: T) -> list[T]:
        """Those that may be one with a thing by the pair alone, the most alike first."""
        if thing.key not in self._strong:
            near = next(iter(self._all_near([thing])))
            scored = ((self._sort.score(thing, n), n) for n in near if not self._sort.apart(thing, n))
            strong = sorted(((-s, n.key, n) for s, n in scored if s is not None and s >= self._sort.join), key=lambda x: x[:2])
            self._strong[thing.key] = [n for _, _, n in strong]
        return self._strong[thing.key]

    def _counts(self, a: T, b: T) -> bool:
        """Whether a strong pair is borne out by those that are strong with either."""
        others = [(b, k) for k in self._strong_of(a)[:MOST_ASKED] if k.key != b.key]
        others += [(a, k) for k in self._strong_of(b)[:MOST_ASKED] if k.key != a.key]
        links = [self._sort.link(m, n) for m, n in ((a, b), *others)]
        told = [v for v in links if v is not None]
        return sum(told) >= self._sort.join * len(told)

    def _kin(self, thing: T) -> list[T]:
        """Those that a thing is held together with directly."""
        near = next(iter(self._all_near([thing])))
        bound = [n for n in near if self._sort.bound(thing, n) is not None]
        return bound + [n for n in self._strong_of(thing) if self._counts(thing, n)]

    def _together(self, thing: T) -> list[T]:
        """All that is held together with a thing, directly or through others."""
        reached = {thing.key: thing}
        front = [thing]
        while front:
            list(self._all_near(front))
            found = {k.key: k for t in front for k in self._kin(t) if k.key not in reached}
            list(self._all_near(list(found.values())))
            reached |= found
            front = list(found.values())
        return [reached[key] for key in sorted(reached)]

    def _linked(self, things: Sequence[T]) -> list[list[T]]:
        """Groups of things: those bound first, then the most alike; two groups where their pairs on the whole bear it out."""
        group_of = {t.key: t.key for t in things}
        groups: dict[tuple[Hashable, ...], list[T]] = {t.key: [t] for t in things}
        for bound, a, b in self._edges(things):
            x, y = group_of[a.key], group_of[b.key]
            if x != y and self._join(groups[x], groups[y], bound):
                groups[x] += groups.pop(y)
                for t in groups[x]:
                    group_of[t.key] = x
        return [sorted(g, key=lambda t: t.key) for g in groups.values()]

    def _edges(self, things: Sequence[T]) -> list[tuple[bool, T, T]]:
        inside = {t.key for t in things}
        edges: list[tuple[tuple[float, ...], tuple[tuple[Hashable, ...], ...], bool, T, T]] = []
        for a in things:
            for b in next(iter(self._all_near([a]))):
                if b.key not in inside or not a.key < b.key:
                    continue
                rank, score = self._sort.bound(a, b), self._sort.score(a, b)
                if rank is not None:
                    edges.append(((0.0, float(rank)), (a.key, b.key), True, a, b))
                elif score is not None and (score := score - self._sort.crowd(a, b)) >= self._sort.join:
                    edges.append(((1.0, -score), (a.key, b.key), False, a, b))
        edges.sort(key=lambda e: e[:2])
        return [e[2:] for e in edges]

    def _join(self, one: Sequence[T], other: Sequence[T], bound: bool) -> bool:
        pairs = [(m, n) for m in one for n in other]
        if any(self._sort.severed(m, n) for m, n in pairs):
            return False
        if bound:
            return True
        if any(self._sort.apart(m, n) for m, n in pairs):
            return False
        told = [v - self._sort.crowd(m, n) for m, n in pairs if (v := self._sort.link(m, n)) is not None]
        return sum(told) >= self._sort.join * len(told)
