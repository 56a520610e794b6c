"""One event told in two reports? Pairs that may be one are scored by the features, and what is alike on the whole is joined."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import floor, log1p

from marsad.fold.features import FARTHEST_KM, FEATURES, PRIOR, Feature, Telling, apart_km, family
from marsad.fold.unit import mark

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
    days_a, days_b = a.days, b.days
    return (apart is None or apart <= FARTHEST_KM) and days_a[0] - days_b[1] <= DAY and days_b[0] - days_a[1] <= DAY


def telling_marks(t: Telling) -> Iterator[int]:
    """Where a telling is found: on its days, in its square of the map and by the words of its name; one without a point, where it is a
    known area, everywhere."""
    sort = family(t.event.kind), t.event.status in DONE
    yield from (mark("told", sort, day.date(), place) for day in _days(t, 0) for place in _marks(t))


def sought_marks(t: Telling) -> Iterator[int]:
    """The marks of the others that it has to be compared with: those of its days and a day before and after, in neighbouring squares. One
    without a point meets all of its days, or where it is no more than a name, those that share a word of it."""
    sort = family(t.event.kind), t.event.status in DONE
    yield from (mark("told", sort, day.date(), place) for day in _days(t, 1) for place in _sought(t))


def _days(t: Telling, around: int) -> Iterator[datetime]:
    """The days of a telling, at most a month of them, and `around` days before and after."""
    first, last = t.days
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


def crowding(rivals: int, others: int) -> float:
    """What is taken off a score where both tellings have many others that are a little like them: on a day of many raids on one town,
    likeness tells less."""
    return CROWD * log1p(max(0, min(rivals, others) - FEW))
