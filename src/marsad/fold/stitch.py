"""The movements and agreements that several reports tell of, each of them once."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import timedelta

from marsad.fold.agreements import Deal, deal_date, deal_parties
from marsad.fold.assemble import figures_conflict, keys, lies_in, near, same_area, same_place, times_meet
from marsad.fold.gather import gather
from marsad.fold.movements import LONGEST_WAY, Chain, days_apart, people
from marsad.fold.movements import origin as start_of
from marsad.fold.stops import destination
from marsad.fold.told import name_key
from marsad.model.record import Place, Range
from marsad.model.statement import Figure

LONGEST_DEAL = timedelta(days=60)
SOON = timedelta(days=7)
DAY = timedelta(days=1)


def ways(chains: Sequence[Chain]) -> list[Chain]:
    """Chains of many reports, those of one movement made one."""
    ordered = sorted(chains, key=lambda c: c.told[0].order)
    groups = gather(ordered, _marks, lambda c: c.told[0].moment, LONGEST_WAY, one_way, two_ways)
    return [_joined(g) for g in groups]


def _joined(group: Sequence[Chain]) -> Chain:
    return Chain(tuple(sorted((t for c in group for t in c.told), key=lambda t: t.order)))


def _marks(chain: Chain) -> Iterator[Hashable]:
    yield from people(chain)
    for place in (destination(chain.facts), start_of(chain.facts)):
        if place is not None:
            yield from place_marks(place)


def place_marks(place: Place) -> Iterator[Hashable]:
    """What two places that are one, or lie in one another, have in common: a name's longer words, a governorate, a row of a gazetteer."""
    if place.place_id:
        yield "id", place.place_id
    if place.admin1:
        yield "in", name_key(place.admin1)[:1]
    for word in name_key(place.name):
        yield "in", (word,)


def one_way(a: Chain, b: Chain) -> bool:
    """Whether two reports tell of one movement: one aim or one start, and somebody in common."""
    end_a, end_b = destination(a.facts), destination(b.facts)
    start_a, start_b = start_of(a.facts), start_of(b.facts)
    one_end, one_start = _one_spot(end_a, end_b), _one_spot(start_a, start_b)
    together = bool(people(a) & people(b))
    return (one_end and one_start) or (together and (one_end or one_start))


def _one_spot(a: Place | None, b: Place | None) -> bool:
    return a is not None and b is not None and (same_area(a, b) or near(a, b))


def two_ways(a: Chain, b: Chain) -> bool:
    """Whether two movements cannot be one: told apart in one report, aims that lie apart, other days of leaving or arriving, too long
    between them, or other numbers by one source at one time."""
    end_a, end_b = destination(a.facts), destination(b.facts)
    if end_a and end_b and not (_one_spot(end_a, end_b) or _on_the_way(a, b) or _on_the_way(b, a)):
        return True
    if days_apart(a, b):
        return True
    moments = [t.moment for c in (a, b) for t in c.facts if t.moment]
    if moments and max(moments) - min(moments) > LONGEST_WAY:
        return True
    if {t.report for t in a.told} & {t.report for t in b.told}:
        return True
    source, other = a.told[0].source, b.told[0].source
    return source is not None and source == other and a.told[0].moment == b.told[0].moment and figures_conflict(_cargo(a), _cargo(b))


def _on_the_way(a: Chain, b: Chain) -> bool:
    """Whether the aim of the one is a place that the other passes."""
    end = destination(a.facts)
    return end is not None and any(same_place(p.place, end) or lies_in(p.place, end) for t in b.facts for p in t.where if p.role != "from")


def _cargo(c: Chain) -> list[Figure]:
    return [f for t in c.facts for f in t.statement.figures]


def bargains(deals: Sequence[Deal], way_of: Mapping[tuple[str, str], int]) -> list[Deal]:
    """Deals of many reports, those that are one made one; `way_of` leads from a statement to the movement that it tells of."""
    ordered = sorted(deals, key=lambda d: d.told[0].order)
    groups = gather(ordered, _deal_marks(way_of), lambda d: d.told[0].moment, LONGEST_DEAL, _one_deal(way_of), two_deals)
    return [Deal(tuple(t for d in g for t in d.anchors), tuple(t for d in g for t in d.parts)) for g in groups]


def _deal_marks(way_of: Mapping[tuple[str, str], int]) -> Callable[[Deal], Iterator[Hashable]]:
    def marks(deal: Deal) -> Iterator[Hashable]:
        yield from (("way", way) for way in _ways(deal, way_of))
        yield from keys(deal_parties(deal))

    return marks


def _ways(deal: Deal, way_of: Mapping[tuple[str, str], int]) -> frozenset[int]:
    return frozenset(way_of[t.key] for t in deal.told if t.key in way_of)


def _one_deal(way_of: Mapping[tuple[str, str], int]) -> Callable[[Deal, Deal], bool]:
    """Whether two reports speak of one deal: a movement that is a step of both; two parties in common; or, where one names but one of them,
    that one and a day of striking, or a week of telling, in common."""

    def alike(a: Deal, b: Deal) -> bool:
        if _ways(a, way_of) & _ways(b, way_of):
            return True
        mine, other = keys(deal_parties(a)), keys(deal_parties(b))
        shared = mine & other
        return len(shared) >= 2 or (bool(shared) and shared in (mine, other) and (_same_day(a, b) or _told_within(a, b, SOON)))

    return alike


def _same_day(a: Deal, b: Deal) -> bool:
    day, other = deal_date(a), deal_date(b)
    return day is not None and other is not None and times_meet(day, other)


def _told_within(a: Deal, b: Deal, most: timedelta) -> bool:
    return any(abs(t.moment - u.moment) <= most for t in a.told for u in b.told if t.moment and u.moment)


def two_deals(a: Deal, b: Deal) -> bool:
    """Whether two deals cannot be one: told apart in one report, struck on other days, about areas that lie apart, or too long between the
    reports."""
    if {t.report for t in a.anchors} & {t.report for t in b.anchors}:
        return True
    day, other = deal_date(a), deal_date(b)
    if day and other and not times_meet(_wider(day), other):
        return True
    mine, others = ([p for t in d.anchors for p in t.places("at", "within", "near", "from")] for d in (a, b))
    if mine and others and not any(_one_spot(p, q) for p in mine for q in others):
        return True
    moments = [t.moment for t in (*a.told, *b.told) if t.moment]
    return bool(moments) and max(moments) - min(moments) > LONGEST_DEAL


def _wider(r: Range) -> Range:
    """A day of leave at either end: one dates a deal by its signing, another by its coming into force."""
    return Range(r.start - DAY if r.start else None, r.end + DAY if r.end else None)


def told_of(chains: Sequence[Chain]) -> dict[tuple[str, str], int]:
    """Statement -> number of the movement that it tells of."""
    return {t.key: i for i, c in enumerate(chains) for t in c.told}
