"""One event told in two reports? Pairs that may be one are scored by the features, and what is alike on the whole is joined."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import floor, log1p

from marsad.fold.features import FARTHEST_KM, FEATURES, PRIOR, Feature, Telling, apart_km, days, family

JOIN = -1.0
RIVAL = -3.0
CROWD = 0.2
FEW = 3
LONGEST = 31
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
    """Pairs worth comparing: of one family, on the same day or the next, and in neighbouring squares of the map. One without a point meets
    all of its days, or where it is no more than a name, those that share a word of it."""
    met: dict[Hashable, list[int]] = defaultdict(list)
    for i, t in enumerate(tellings):
        for day in _days(t, 0):
            for mark in _marks(t):
                met[family(t.event.kind), day, mark].append(i)
    for i, t in enumerate(tellings):
        keys = ((family(t.event.kind), day, mark) for day in _days(t, 1) for mark in _sought(t))
        seen = {j for key in keys for j in met.get(key, ()) if j > i}
        yield from ((i, j) for j in sorted(seen) if comparable(t, tellings[j]))


def _days(t: Telling, around: int) -> Iterator[datetime]:
    """The days of a telling, at most a month of them, and `around` days before and after."""
    first, last = days(t)
    yield from (first + n * DAY for n in range(-around, min(LONGEST, (last - first).days) + 1 + around))


def _square(t: Telling) -> tuple[int, int] | None:
    place = t.event.place
    return (floor(place.lat * 2), floor(place.lon * 2)) if place and place.lat is not None and place.lon is not None else None


def _marks(t: Telling) -> Iterator[Hashable]:
    """Where a telling is found: in its square, by the words of its name, and without a point everywhere where it is a known area."""
    yield from t.name
    square = _square(t)
    yield "any"
    if square is not None:
        yield square
    elif t.event.place and t.event.place.kind is not None:
        yield "area"


def _sought(t: Telling) -> Iterator[Hashable]:
    """Where the others may be found that it has to be compared with."""
    yield from t.name
    square = _square(t)
    if square is not None:
        yield "area"
        yield from ((square[0] + x, square[1] + y) for x in (-1, 0, 1) for y in (-1, 0, 1))
    elif t.event.place and t.event.place.kind is not None:
        yield "any"


def clusters(tellings: Iterable[Telling]) -> list[list[Telling]]:
    """Tellings grouped into events. The most alike are joined first, and two groups only where they are alike on the whole."""
    ordered = sorted(tellings, key=lambda t: (sorted(t.reports), t.event.id))
    scores = crowded({pair: likeness(ordered[pair[0]], ordered[pair[1]]).score for pair in candidates(ordered)})
    return [[ordered[i] for i in g] for g in linked(len(ordered), scores, JOIN)]


def linked(items: int, scores: Mapping[tuple[int, int], float], join: float) -> list[list[int]]:
    """Groups of the numbers below `items`: the pair with the highest score first, and two groups where the mean of all their pairs is at
    least `join`; a pair without a score counts as one that is told apart."""
    group_of = list(range(items))
    groups: dict[int, list[int]] = {i: [i] for i in group_of}
    for (i, j), score in sorted(scores.items(), key=lambda x: (-x[1], x[0])):
        if score < join:
            break
        a, b = group_of[i], group_of[j]
        if a == b:
            continue
        links = [max(NEVER_SEEN, scores.get((min(m, n), max(m, n)), NEVER_SEEN)) for m in groups[a] for n in groups[b]]
        if sum(links) / len(links) >= join:
            groups[a] += groups.pop(b)
            for m in groups[a]:
                group_of[m] = a
    return [sorted(g) for g in groups.values()]


def crowded(scores: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """The scores, lowered where both tellings have many others that are a little like them: on a day of many raids on one town, likeness
    tells less."""
    rivals = Counter(i for pair, score in scores.items() if score > RIVAL for i in pair)
    return {(i, j): score - CROWD * log1p(max(0, min(rivals[i], rivals[j]) - FEW)) for (i, j), score in scores.items()}
