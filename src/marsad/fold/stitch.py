"""The movements and agreements that several reports tell of, each of them once."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from marsad.fold.agreements import Deal, deal_date, deal_parties
from marsad.fold.assemble import WIDE, figures_conflict, keys, lies_in, near, place_marks, same_area, same_place, times_meet
from marsad.fold.gather import gather
from marsad.fold.movements import LONGEST_WAY, Chain, Load, by_vehicle, dates, days_apart, loads, ordinals, origin, other_ordinals, people
from marsad.fold.steps import one_step
from marsad.fold.stops import aims_of, destination
from marsad.fold.told import Key, Told, name_key
from marsad.model.record import Place, Range
from marsad.model.statement import Figure

LONGEST_DEAL = timedelta(days=60)
SOON = timedelta(days=7)
FEW_DAYS = timedelta(days=3)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Way:
    """A chain with what it is compared by, worked out once. `bound`: its end is told as its aim, not only as a place that it reached."""

    chain: Chain
    end: Place | None
    bound: bool
    start: Place | None
    people: frozenset[Key]
    known: frozenset[Key]
    loads: frozenset[Load]
    stuck: tuple[Place, ...]
    vehicles: bool
    ordinals: frozenset[int]
    reports: frozenset[str]
    moments: tuple[datetime, ...]

    @property
    def first(self) -> Told:
        """Its first statement."""
        return self.chain.told[0]


def ways(chains: Sequence[Chain]) -> list[Chain]:
    """Chains of many reports, those of one movement made one."""
    items = [_way(c) for c in sorted(chains, key=lambda c: c.told[0].order)]
    groups = gather(items, _marks, lambda w: w.first.moment, LONGEST_WAY, one_way, two_ways)
    return [Chain(tuple(sorted((t for w in g for t in w.chain.told), key=lambda t: t.order))) for g in groups]


def _way(chain: Chain) -> Way:
    return Way(
        chain=chain,
        end=destination(chain.facts),
        bound=bool(aims_of(chain.facts)),
        vehicles=by_vehicle(chain),
        ordinals=ordinals(chain),
        start=origin(chain.facts),
        people=people(chain),
        known=frozenset(k for k in people(chain) if k[0] == "id"),
        loads=loads(chain),
        stuck=tuple(p for t in chain.facts if t.statement.phase == "stalled" for p in t.places("at", "near", "within")),
        reports=frozenset(t.report for t in chain.told),
        moments=_moments(chain.facts),
    )


def _moments(told: Sequence[Told]) -> tuple[datetime, ...]:
    return tuple(sorted({t.moment for t in told if t.moment}))


def _marks(way: Way) -> Iterator[Hashable]:
    yield from (("ordinal", n) for n in way.ordinals)
    yield from way.known
    yield from (("load", load) for load in way.loads)
    for place in (way.end, way.start, *way.stuck):
        if place is not None:
            yield from place_marks(place)


def one_way(a: Way, b: Way) -> bool:
    """Whether two reports tell of one movement: one aim and one start, or one of them and somebody in common; else the same uncommon number
    of the same, or a halt at one place."""
    if a.loads & b.loads or any(same_area(p, q) for p in a.stuck for q in b.stuck):
        return True
    together, one_end, one_start = bool(a.people & b.people), _one_spot(a.end, b.end), _one_spot(a.start, b.start)
    if (together and one_end) or ((together or one_end) and one_start):
        return True
    if not (a.vehicles and b.vehicles):
        return False
    if _left_together(a, b) and (one_start or one_end):
        return True
    return (_goes_on(a, b, FEW_DAYS) and (one_end or bool(a.ordinals & b.ordinals))) or (_goes_on(a, b, SOON) and bool(a.known & b.known))


def _left_together(a: Way, b: Way) -> bool:
    """Whether both are told to have left on one day."""
    return any(abs(m - n) <= DAY for m in dates(a.chain, "departed") for n in dates(b.chain, "departed"))


def _goes_on(a: Way, b: Way, most: timedelta) -> bool:
    """Whether two convoys are reported within some days of each other, and not told to come from places that lie apart."""
    close = any(abs(m - n) <= most for m in a.moments for n in b.moments)
    return close and (a.start is None or b.start is None or _one_spot(a.start, b.start))


def _one_spot(a: Place | None, b: Place | None) -> bool:
    if a is None or b is None or "country" in (a.kind, b.kind):
        return False
    return same_area(a, b) or near(a, b) or _of_province(a, b) or _of_province(b, a)


def _of_province(town: Place, other: Place) -> bool:
    """Whether a town lies in the province whose name another place bears: "to Idlib" may mean the city or the province."""
    province = name_key(town.admin1 or "")[:1]
    return bool(province) and province == name_key(other.admin1 or "")[:1] == name_key(other.name)[:1]


def two_ways(a: Way, b: Way) -> bool:
    """Whether two movements cannot be one: told apart in one report or by their ordinals, too long between them, aims that lie apart, other
    days of leaving or arriving, or other numbers by one source at one time."""
    if a.reports & b.reports or other_ordinals(a.chain, b.chain) or _long_between(a.moments, b.moments, LONGEST_WAY):
        return True
    if (
        a.end
        and b.end
        and a.bound
        and b.bound
        and not (same_area(a.end, b.end) or _one_spot(a.end, b.end) or _on_the_way(a, b) or _on_the_way(b, a))
    ):
        return True
    if days_apart(a.chain, b.chain):
        return True
    source, other = a.first.publisher, b.first.publisher
    return source is not None and source == other and a.first.moment == b.first.moment and figures_conflict(_cargo(a), _cargo(b))


def _long_between(a: Sequence[datetime], b: Sequence[datetime], most: timedelta) -> bool:
    return bool(a or b) and max((*a, *b)) - min((*a, *b)) > most


def _on_the_way(a: Way, b: Way) -> bool:
    """Whether the aim of the one is a place that the other passes."""
    return a.end is not None and any(
        same_place(p.place, a.end) or lies_in(p.place, a.end) for t in b.chain.facts for p in t.where if p.role != "from"
    )


def _cargo(way: Way) -> list[Figure]:
    return [f for t in way.chain.facts for f in t.statement.figures]


def told_of(chains: Sequence[Chain]) -> dict[tuple[str, str], int]:
    """Statement -> number of the movement that it tells of."""
    return {t.key: i for i, c in enumerate(chains) for t in c.told}


@dataclass(frozen=True, slots=True)
class Bargain:
    """A deal with what it is compared by, worked out once. `ways`: the movements that it has as steps; `unnamed`: a party is
    named that nobody knows ("the affiliate", "both sides"); `date`: of its striking, where its own words tell it."""

    deal: Deal
    ways: frozenset[int]
    parties: frozenset[Key]
    unnamed: bool
    date: Range | None
    places: tuple[Place, ...]
    reports: frozenset[str]
    moments: tuple[datetime, ...]


def bargains(deals: Sequence[Deal], way_of: Mapping[tuple[str, str], int]) -> list[Deal]:
    """Deals of many reports, those that are one made one; `way_of` leads from a statement to the movement that it tells of."""
    items = [_bargain(d, way_of) for d in sorted(deals, key=lambda d: d.told[0].order)]
    groups = gather(items, _deal_marks, lambda b: b.moments[0] if b.moments else None, LONGEST_DEAL, one_deal, two_deals)
    return [Deal(tuple(t for b in g for t in b.deal.anchors), tuple(t for b in g for t in b.deal.parts)) for g in groups]


def _bargain(deal: Deal, way_of: Mapping[tuple[str, str], int]) -> Bargain:
    told, named = deal.told, deal_parties(deal)
    date = deal_date(deal)
    return Bargain(
        deal=deal,
        ways=frozenset(way_of[t.key] for t in told if t.key in way_of),
        parties=keys(n for n in named if n.specific),
        unnamed=any(not n.specific for n in named),
        date=date if date and date.basis == "stated" else None,
        places=tuple(p for t in deal.anchors for p in t.places("at", "within", "near", "from") if p.kind not in WIDE),
        reports=frozenset(t.report for t in deal.anchors),
        moments=_moments(told),
    )


def _deal_marks(bargain: Bargain) -> Iterator[Hashable]:
    yield from (("way", way) for way in bargain.ways)
    yield from bargain.parties


def one_deal(a: Bargain, b: Bargain) -> bool:
    """Whether two reports speak of one deal: a movement that is a step of both, or two parties in common; or one party, where nobody else
    is named by one of them or a step is the same, and a day of striking or a week of telling in common."""
    if a.ways & b.ways:
        return True
    shared = a.parties & b.parties
    if len(shared) >= 2 or not shared:
        return bool(shared)
    one_time = (a.date is not None and b.date is not None and times_meet(a.date, b.date)) or _told_within(a, b)
    alone = shared in (a.parties, b.parties) or a.unnamed or b.unnamed
    return one_time and (alone or any(one_step(p, q) for p in a.deal.parts for q in b.deal.parts))


def _told_within(a: Bargain, b: Bargain) -> bool:
    return any(abs(m - n) <= SOON for m in a.moments for n in b.moments)


def two_deals(a: Bargain, b: Bargain) -> bool:
    """Whether two deals cannot be one: told apart in one report, too long between the reports, struck on other days, or about areas that
    lie apart."""
    if a.reports & b.reports or _long_between(a.moments, b.moments, LONGEST_DEAL):
        return True
    if a.date and b.date and not times_meet(_wider(a.date), b.date):
        return True
    return bool(a.places and b.places) and not any(_one_spot(p, q) for p in a.places for q in b.places)


def _wider(r: Range) -> Range:
    """A day of leave at either end: one dates a deal by its signing, another by its coming into force."""
    return Range(r.start - DAY if r.start else None, r.end + DAY if r.end else None)
