"""What every fold shares: what is the same, how to group, how to join figures, which time and place to name, and how ids are made."""

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from math import asin, cos, floor, radians, sin, sqrt
from typing import TypeVar

from marsad.fold.told import Key, Named, Told, name_key
from marsad.model.record import Actor, Place, Range, Reviewed, Saying
from marsad.model.review import weakest
from marsad.model.statement import Figure, WhereRole
from marsad.model.when import When

T = TypeVar("T")

SAME_KM = 2.0
SQUARES = 25  # a degree: more than 2 km as far from the equator as anybody lives
WIDE = frozenset({"country", "admin1", "admin2", "admin3", "region", "border"})


def record_id(kind: str, told: Iterable[Told], salt: str = "") -> str:
    """The hash that names a record: a record that rests on the same statements of the same reports has the same id."""
    parts = "|".join((kind, *sorted({"/".join(t.key) for t in told}), salt))
    return kind[0] + hashlib.sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def statements_of(told: Iterable[Told]) -> tuple[str, ...]:
    """The ids of the statements in the order of the text, each once."""
    return tuple(dict.fromkeys(t.statement.id for t in sorted(told, key=lambda t: t.order)))


def reports_of(told: Iterable[Told]) -> tuple[str, ...]:
    """The ids of the reports, copies among them, each once, in a fixed order."""
    return tuple(sorted({r for t in told for r in (t.report, *t.copies)}))


def reviewed(told: Iterable[Told]) -> Reviewed | None:
    """What people said of the statements: the state of the weakest, and what they corrected; None where nobody spoke of any."""
    told = sorted(told, key=lambda t: t.order)
    if not any(t.review for t in told):
        return None
    return Reviewed(weakest(t.review or "unreviewed" for t in told), tuple(c for t in told for c in t.corrected))


def group(items: Sequence[T], same: Callable[[T, T], bool], within: int = 60) -> list[list[T]]:
    """Items that are the same, directly or through others. Each is held against the `within` items before it, which bounds the work."""
    leader = list(range(len(items)))

    def find(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    for i, item in enumerate(items):
        for j in range(max(0, i - within), i):
            if find(i) != find(j) and same(items[j], item):
                leader[find(i)] = find(j)
    groups: dict[int, list[T]] = {}
    for i, item in enumerate(items):
        groups.setdefault(find(i), []).append(item)
    return list(groups.values())


def kilometres(a: Place, b: Place) -> float | None:
    """The distance of two points on the globe; None where one has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat1, lat2, half_lat = radians(a.lat), radians(b.lat), radians(b.lat - a.lat) / 2
    x = sin(half_lat) ** 2 + cos(lat1) * cos(lat2) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, x)))


def same_place(a: Place, b: Place) -> bool:
    """Whether two places are one: the same row of a gazetteer, the same name, or two points that cannot be told apart."""
    if a.place_id and a.place_id == b.place_id:
        return True
    if name_key(a.name) == name_key(b.name) and (a.lat is None or b.lat is None or (kilometres(a, b) or 0) <= 25):
        return True
    apart = kilometres(a, b)
    return apart is not None and apart <= SAME_KM and a.kind not in WIDE and b.kind not in WIDE


def lies_in(inner: Place, outer: Place) -> bool:
    """Whether a place lies in a governorate or country that the other one is."""
    if outer.kind == "admin1" and inner.admin1 and inner.kind != "admin1":
        return name_key(inner.admin1)[:2] == name_key(outer.name)[:2]
    return outer.kind == "country" and inner.country is not None and inner.kind != "country" and inner.country == outer.country


def same_area(a: Place, b: Place) -> bool:
    """Whether two places are one, or one lies in the other."""
    return same_place(a, b) or lies_in(a, b) or lies_in(b, a)


def near(a: Place, b: Place) -> bool:
    """Whether two places may be one when each is only known to its radius, or share a name's own word ("Western Qalamoun")."""
    apart = kilometres(a, b)
    if apart is not None and apart <= min(40.0, (a.radius_km or 0) + (b.radius_km or 0)):
        return True
    return same_area(a, b) or bool({w for w in name_key(a.name) if len(w) > 4} & {w for w in name_key(b.name) if len(w) > 4})


def place_marks(place: Place) -> Iterator[Hashable]:
    """What two places that are one, near, or in one another are likely to have in common: a word of the name, a province, a square of the
    map, of which two nets are laid so that no line of the one parts what the other leaves together."""
    if place.lat is not None and place.lon is not None:
        yield "net", floor(place.lat), floor(place.lon)
        yield "other net", floor(place.lat + 0.5), floor(place.lon + 0.5)
    if place.admin1:
        yield name_key(place.admin1)[:1]
    for word in name_key(place.name):
        yield (word,)


def spot_marks(place: Place, reach: int = 0) -> Iterator[Hashable]:
    """What two places that are one have in common: the row of a gazetteer, the name, or the square of the map; with `reach` 1 the squares
    around it as well."""
    if place.place_id:
        yield place.place_id
    yield name_key(place.name)
    if place.lat is not None and place.lon is not None:
        x, y = floor(place.lat * SQUARES), floor(place.lon * SQUARES)
        yield from (("square", x + i, y + j) for i in range(-reach, reach + 1) for j in range(-reach, reach + 1))


def precision(place: Place) -> tuple[int, int, float]:
    """Smaller is more precise: points before wide areas before what was not resolved, then by radius."""
    return int(place.lat is None), int(place.kind in WIDE), place.radius_km or 0.0


INNER = ("neighbourhood", "road")  # parts of a town
AROUND_KM = 30.0  # how far a village that no gazetteer knows may lie from the town that it is told by


def choose_place(told: Iterable[Told], roles: Sequence[WhereRole]) -> Place | None:
    """The most precise place of the first of these roles that any statement fills."""
    told = list(told)
    for role in roles:
        found = [p for t in told for p in t.places(role)]
        if found:
            best = found[0] if role == "within" else min(found, key=precision)  # what lies within comes before its area
            return best if best.lat is not None else _within(best, told)
    return None


def _within(place: Place, told: Sequence[Told]) -> Place:
    """A place that no gazetteer knows, at the point of the area that it is told to lie within and with that area's radius."""
    areas = [p for t in told for p in t.places("at") if p.lat is not None and p.kind in ("admin1", "admin2")]
    areas = areas or [p for t in told for p in t.places("within") if p.lat is not None and p.kind != "country"]
    if not areas:
        return place
    area = min(areas, key=precision)
    radius = (area.radius_km or 0.0) if place.kind in INNER else max(area.radius_km or 0.0, AROUND_KM)
    return replace(place, lat=area.lat, lon=area.lon, radius_km=radius, country=area.country, admin1=area.admin1)


def when_of(told: Told) -> Range | None:
    """When a statement says that it was."""
    w = told.statement.when
    return Range(w.start, w.end, w.precision, w.basis) if w else None


BASES = {"stated": 0, "context": 1, "published": 2}


def tightest(ranges: Iterable[Range | None]) -> Range | None:
    """The range on the best ground, stated before context before published; of those the one that ends soonest after it starts."""

    def rank(r: Range) -> tuple[int, bool, float, str]:
        length = (r.end - r.start).total_seconds() if r.start and r.end else float("inf")
        return BASES.get(r.basis or "published", 2), r.start is None, length, str(r.start)

    return min((r for r in ranges if r and (r.start or r.end)), key=rank, default=None)


def times_meet(a: Range | None, b: Range | None) -> bool:
    """Whether two times may be one; what is not known fits all."""
    if a is None or b is None:
        return True
    return When(a.start, a.end).overlaps(When(b.start, b.end))


def distinct_actors(named: Iterable[Named]) -> tuple[Actor, ...]:
    """The actors, each once, in their order."""
    first: dict[Key, Actor] = {}
    for n in named:
        first.setdefault(n.key, n.actor)
    return tuple(first.values())


def keys(named: Iterable[Named]) -> frozenset[Key]:
    """The keys of actors."""
    return frozenset(n.key for n in named)


def sayings(told: Iterable[Told]) -> tuple[Saying, ...]:
    """Who says so, each once."""
    return tuple(dict.fromkeys(Saying(s.name, s.basis) for t in told for s in t.statement.said_by))


def join_figures(lists: Iterable[Sequence[Figure]]) -> tuple[Figure, ...]:
    """Figures of several statements in one list: the same figure told twice once, parts pointing at their wholes in the new list.

    A vague and an exact figure of one thing both stay: they are two tellings, and nothing is averaged."""
    joined: list[Figure] = []
    where: dict[tuple[object, ...], int] = {}
    for figures in lists:
        moved: dict[int, int] = {}
        for i in _wholes_first(figures):
            f = figures[i]
            whole = moved.get(f.part_of) if f.part_of is not None else None
            key = (f.what, f.low, f.best, f.high, f.cumulative)
            if key not in where:
                where[key] = len(joined)
                joined.append(replace(f, part_of=whole, mention=None))
            elif whole is not None and joined[where[key]].part_of is None and whole != where[key]:
                joined[where[key]] = replace(joined[where[key]], part_of=whole)
            moved[i] = where[key]
    return tuple(_without_rings(joined))


def _wholes_first(figures: Sequence[Figure]) -> list[int]:
    """The indexes of a list so that each whole comes before its parts; the list's own order otherwise."""

    def depth(i: int) -> int:
        steps, part_of = 0, figures[i].part_of
        while part_of is not None and 0 <= part_of < len(figures) and steps <= len(figures):
            steps, part_of = steps + 1, figures[part_of].part_of
        return steps

    return sorted(range(len(figures)), key=lambda i: (depth(i), i))


def _without_rings(figures: list[Figure]) -> list[Figure]:
    """A figure that would in the end be a part of itself stands alone."""
    for i, figure in enumerate(figures):
        seen, part_of = {i}, figure.part_of
        while part_of is not None and part_of not in seen:
            seen.add(part_of)
            part_of = figures[part_of].part_of
        if part_of == i:
            figures[i] = replace(figure, part_of=None)
    return figures


def figures_conflict(a: Iterable[Figure], b: Iterable[Figure]) -> bool:
    """Whether two lists tell different numbers of one thing: ranges that have no number in common."""
    return any(
        x.what == y.what and not x.cumulative and not y.cumulative and x.part_of is None and y.part_of is None and _apart(x, y)
        for x in a
        for y in b
    )


def _apart(x: Figure, y: Figure) -> bool:
    def below(low: Figure, high: Figure) -> bool:
        return low.high is not None and high.low is not None and low.high < high.low

    return below(x, y) or below(y, x)
