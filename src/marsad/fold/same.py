"""One event told in two reports? Pairs that may be one are scored by the features, and what is alike on the whole is joined."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from marsad.fold.features import FARTHEST_KM, FEATURES, PRIOR, Feature, Telling, apart_km, days, family

JOIN = -0.8
NEVER_SEEN = -6.0
DAY = timedelta(days=1)
DONE = frozenset({"happened", "ongoing", "alleged"})


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two tellings are one event, and why."""

    score: float
    features: tuple[Feature, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons with their weights, the heaviest first."""
        return tuple(f"{f.weight:+.1f} {f.reason}" for f in sorted(self.features, key=lambda f: -abs(f.weight)))


def likeness(a: Telling, b: Telling) -> Likeness:
    """The sum of the features that hold of two tellings."""
    held = tuple(f for f in FEATURES if f.holds(a, b))
    return Likeness(PRIOR + sum(f.weight for f in held), held)


def comparable(a: Telling, b: Telling) -> bool:
    """Whether two tellings may be one event at all: two reports, a family of kinds, what was done apart from what is to come, near in time
    and place, and in one country."""
    if a.reports & b.reports or family(a.event.kind) != family(b.event.kind) or (a.event.status in DONE) != (b.event.status in DONE):
        return False
    assert a.event.place is not None
    assert b.event.place is not None
    if a.event.place.country and b.event.place.country and a.event.place.country != b.event.place.country:
        return False
    apart = apart_km(a, b)
    days_a, days_b = days(a), days(b)
    return (apart is None or apart <= FARTHEST_KM) and days_a[0] - days_b[1] <= DAY and days_b[0] - days_a[1] <= DAY


def candidates(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing, found by family and day; long spans are met from the day on which they begin."""
    by_day: dict[tuple[str, datetime], list[int]] = defaultdict(list)
    for i, t in enumerate(tellings):
        first, last = days(t)
        span = min(31, (last - first).days) + 1
        for n in range(span):
            by_day[family(t.event.kind), first + n * DAY].append(i)
    for i, t in enumerate(tellings):
        first, last = days(t)
        seen: set[int] = set()
        for n in range(-1, min(31, (last - first).days) + 2):
            seen.update(j for j in by_day.get((family(t.event.kind), first + n * DAY), ()) if j > i)
        yield from ((i, j) for j in sorted(seen) if comparable(t, tellings[j]))


def clusters(tellings: Iterable[Telling]) -> list[list[Telling]]:
    """Tellings grouped into events. The most alike are joined first, and two groups only where they are alike on the whole."""
    ordered = sorted(tellings, key=lambda t: (sorted(t.reports), t.event.id))
    scores: dict[tuple[int, int], float] = {pair: likeness(ordered[pair[0]], ordered[pair[1]]).score for pair in candidates(ordered)}
    group_of = list(range(len(ordered)))
    groups: dict[int, list[int]] = {i: [i] for i in group_of}
    for (i, j), score in sorted(scores.items(), key=lambda x: (-x[1], x[0])):
        if score < JOIN:
            break
        a, b = group_of[i], group_of[j]
        if a == b:
            continue
        links = [max(NEVER_SEEN, scores.get((min(m, n), max(m, n)), NEVER_SEEN)) for m in groups[a] for n in groups[b]]
        if sum(links) / len(links) >= JOIN:
            groups[a] += groups.pop(b)
            for m in groups[a]:
                group_of[m] = a
    return [[ordered[i] for i in sorted(g)] for g in groups.values()]
