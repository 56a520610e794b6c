"""The movements that several reports tell of, each of them once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from marsad.fold.assemble import figures_conflict, lies_in, near, place_marks, same_area, same_place
from marsad.fold.cluster import Sort, once_a_pair
from marsad.fold.desk import Desk, Key, Marked, around, tie_marks, window
from marsad.fold.judged import Tie
from marsad.fold.movements import LONGEST_WAY, Chain, Load, by_vehicle, days_apart, loads, ordinals, origin, other_ordinals, people
from marsad.fold.stops import aims_of, destination
from marsad.fold.told import Key as Name
from marsad.fold.told import Told, name_key
from marsad.fold.unit import mark
from marsad.model.record import Place
from marsad.model.statement import Figure

SOON = timedelta(days=7)
FEW_DAYS = timedelta(days=3)
DAY = timedelta(days=1)
REACH = LONGEST_WAY // SOON  # in weeks


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A chain of one report with what it is compared by, worked out once. `bound`: its end is told as its aim, not only as a place that it
    reached."""

    key: Key
    chain: Chain
    end: Place | None
    bound: bool
    start: Place | None
    people: frozenset[Name]
    known: frozenset[Name]
    loads: frozenset[Load]
    stuck: tuple[Place, ...]
    vehicles: bool
    ordinals: frozenset[int]
    report: str
    moment: datetime | None
    ties: tuple[Tie, ...]

    @property
    def first(self) -> Told:
        """Its first statement."""
        return self.chain.told[0]


def ways_of(desk: Desk, report: str) -> list[Way]:
    """The movements of a report that has been taken."""
    return desk.made("ways", report, lambda k: [_way(c, desk.ties((t.key for t in c.told), k)) for c in desk.chains(k)])


def _way(chain: Chain, ties: tuple[Tie, ...]) -> Way:
    who = people(chain)
    return Way(
        key=chain.told[0].order,
        chain=chain,
        end=destination(chain.facts),
        bound=bool(aims_of(chain.facts)),
        vehicles=by_vehicle(chain),
        ordinals=ordinals(chain),
        start=origin(chain.facts),
        people=who,
        known=frozenset(k for k in who if k[0] == "id"),
        loads=loads(chain),
        stuck=tuple(p for t in chain.facts if t.statement.phase == "stalled" for p in t.places("at", "near", "within")),
        report=chain.told[0].report,
        moment=chain.told[0].moment,
        ties=ties,
    )


def way_marks(way: Way, reach: int = 0) -> Iterator[int]:
    """What two tellings of one movement have in common, one thing of it at least; with `reach` 1 what to look for."""
    week = window(way.moment)
    yield from tie_marks(way.ties)
    for near_week in around(week, reach * REACH):
        yield from (mark("load", load, near_week) for load in way.loads)
        for side, places in (("end", (way.end,)), ("start", (way.start,)), ("stuck", way.stuck)):
            yield from (mark(side, m, near_week) for place in places if place is not None for m in place_marks(place))
    if way.vehicles:
        for near_week in around(week, reach):
            yield from (mark("convoy of", k, near_week) for k in (*way.known, *way.ordinals))


MARKED: Marked[Way] = Marked("marked ways", ways_of, way_marks)


class Ways(Sort[Way]):
    """Movements of reports: one where the same are on the same way, and nothing tells them apart."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def near(self, things: Sequence[Way]) -> Mapping[Key, Sequence[Way]]:
        """Those that may be one with it."""
        met = self._desk.sharing(things, MARKED, lambda w: way_marks(w, 1))
        pairs = zip(things, met, strict=True)
        return {w.key: [o for o in others if self.bound(w, o) is not None or self.score(w, o) is not None] for w, others in pairs}

    @once_a_pair
    def score(self, a: Way, b: Way) -> float | None:
        """How much the two have in common, the closer in time the more; None where that is not enough, or something tells them apart."""
        return None if two_ways(a, b) or not one_way(a, b) else _in_common(a, b)

    @once_a_pair
    def apart(self, a: Way, b: Way) -> bool:
        """Whether something tells them apart."""
        return self.severed(a, b) or two_ways(a, b)

    def bound(self, a: Way, b: Way) -> int | None:
        """Whether a person said that they are one."""
        return tied(a.ties, b.ties, same=True)

    def severed(self, a: Way, b: Way) -> bool:
        """Whether a person said that they are two."""
        return tied(a.ties, b.ties, same=False) is not None


def tied(a: Sequence[Tie], b: Sequence[Tie], *, same: bool) -> int | None:
    """The number of what a person last said of a statement of the one and a statement of the other, where it says that they are one (or,
    not `same`, two); else None."""
    said = {t.pair: t for t in a}
    both = [t for t in b if t.pair in said and said[t.pair].statement != t.statement]
    last = max(both, key=lambda t: t.number, default=None)
    return last.number if last is not None and last.same == same else None


def _in_common(a: Way, b: Way) -> float:
    told = (bool(a.loads & b.loads), _stuck_together(a, b), bool(a.people & b.people), one_spot(a.end, b.end), one_spot(a.start, b.start))
    between = abs((a.moment - b.moment).days) if a.moment and b.moment else 0
    return 1.0 + sum(told) + bool(a.ordinals & b.ordinals) - between / 50


def _stuck_together(a: Way, b: Way) -> bool:
    return any(same_area(p, q) for p in a.stuck for q in b.stuck)


def one_way(a: Way, b: Way) -> bool:
    """Whether two reports tell of one movement: one aim and one start, or one of them and somebody in common; else the same uncommon number
    of the same, or a halt at one place."""
    if a.loads & b.loads or _stuck_together(a, b):
        return True
    together, one_end, one_start = bool(a.people & b.people), one_spot(a.end, b.end), one_spot(a.start, b.start)
    if (together and one_end) or ((together or one_end) and one_start):
        return True
    if not (a.vehicles and b.vehicles):
        return False
    if _left_together(a, b) and (one_start or one_end):
        return True
    return (_goes_on(a, b, FEW_DAYS) and (one_end or bool(a.ordinals & b.ordinals))) or (_goes_on(a, b, SOON) and bool(a.known & b.known))


def _left_together(a: Way, b: Way) -> bool:
    """Whether both are told to have left on one day."""
    return any(abs(m - n) <= DAY for m in a.chain.left for n in b.chain.left)


def _goes_on(a: Way, b: Way, most: timedelta) -> bool:
    """Whether two convoys are reported within some days of each other, and not told to come from places that lie apart."""
    close = a.moment is not None and b.moment is not None and abs(a.moment - b.moment) <= most
    return close and (a.start is None or b.start is None or one_spot(a.start, b.start))


def one_spot(a: Place | None, b: Place | None) -> bool:
    """Whether two places, no countries, may be one when each is only known roughly."""
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
    if a.report == b.report or other_ordinals(a.chain, b.chain) or _long_between(a.moment, b.moment):
        return True
    if (
        a.end
        and b.end
        and a.bound
        and b.bound
        and not (same_area(a.end, b.end) or one_spot(a.end, b.end) or _on_the_way(a, b) or _on_the_way(b, a))
    ):
        return True
    if days_apart(a.chain, b.chain):
        return True
    source, other = a.first.publisher, b.first.publisher
    return source is not None and source == other and a.moment == b.moment and figures_conflict(_cargo(a), _cargo(b))


def _long_between(a: datetime | None, b: datetime | None) -> bool:
    return a is not None and b is not None and abs(a - b) > LONGEST_WAY


def _on_the_way(a: Way, b: Way) -> bool:
    """Whether the aim of the one is a place that the other passes."""
    return a.end is not None and any(
        same_place(p.place, a.end) or lies_in(p.place, a.end) for t in b.chain.facts for p in t.where if p.role != "from"
    )


def _cargo(way: Way) -> list[Figure]:
    return [f for t in way.chain.facts for f in t.statement.figures]
