"""The agreements that several reports tell of, each of them once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from marsad.fold.agreements import Deal, deal_date, deal_parties
from marsad.fold.assemble import WIDE, keys, times_meet
from marsad.fold.cluster import Sort, once_a_pair
from marsad.fold.desk import Desk, Key, Marked, around, tie_marks, window
from marsad.fold.judged import Tie
from marsad.fold.steps import one_step
from marsad.fold.told import Key as Name
from marsad.fold.unit import mark
from marsad.fold.ways import DAY, SOON, one_spot, tied
from marsad.model.record import Place, Range

LONGEST_DEAL = timedelta(days=60)
REACH = 30  # days, of which two stretches make the longest deal
MOST_DAYS = 31


@dataclass(frozen=True, slots=True, eq=False)
class Bargain:
    """A deal of one report with what it is compared by, worked out once. `ways`: the movements that it has as steps; `unnamed`: a party is
    named that nobody knows ("the affiliate", "both sides"); `date`: of its striking, where its own words tell it."""

    key: Key
    deal: Deal
    ways: frozenset[str]
    parties: frozenset[Name]
    unnamed: bool
    date: Range | None
    places: tuple[Place, ...]
    report: str
    moment: datetime | None
    ties: tuple[Tie, ...]


def bargains_of(desk: Desk, report: str) -> list[Bargain]:
    """The deals of a report that has been taken."""
    return desk.made("bargains", report, lambda k: [_bargain(d, desk, k) for d in desk.deals(k)])


def _bargain(deal: Deal, desk: Desk, report: str) -> Bargain:
    told, named = deal.told, deal_parties(deal)
    date = deal_date(deal)
    way_of = desk.at(report).standing.way
    return Bargain(
        key=told[0].order,
        deal=deal,
        ways=frozenset(way_of[t.statement.id] for t in told if t.statement.id in way_of),
        parties=keys(n for n in named if n.specific),
        unnamed=any(not n.specific for n in named),
        date=date if date and date.basis == "stated" else None,
        places=tuple(p for t in deal.anchors for p in t.places("at", "within", "near", "from") if p.kind not in WIDE),
        report=told[0].report,
        moment=told[0].moment,
        ties=desk.ties((t.key for t in told), report),
    )


def deal_marks(bargain: Bargain, reach: int = 0) -> Iterator[int]:
    """What two tellings of one deal have in common, one thing of it at least; with `reach` 1 what to look for. Movements in common are
    found by their own marks."""
    yield from tie_marks(bargain.ties)
    for month in around(window(bargain.moment, REACH), 2 * reach):
        yield from (mark("parties", *pair, month) for pair in combinations(sorted(bargain.parties), 2))
    for week in around(window(bargain.moment), reach):
        yield from (mark("party", p, week) for p in bargain.parties)
    if bargain.date and bargain.date.start and bargain.date.end:
        days = min(MOST_DAYS, max(1, (bargain.date.end - bargain.date.start).days))
        for n in range(-reach, days + reach):
            yield from (mark("party on", p, (bargain.date.start + n * DAY).date()) for p in bargain.parties)


def _way_marks(bargain: Bargain) -> Iterator[int]:
    return (mark("story", w) for w in sorted(bargain.ways))


MARKED: Marked[Bargain] = Marked("marked deals", bargains_of, lambda b: (*deal_marks(b), *_way_marks(b)))


class Bargains(Sort[Bargain]):
    """Deals of reports: one where the same parties struck it, or the same movement carries it out, and nothing tells them apart."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def near(self, things: Sequence[Bargain]) -> Mapping[Key, Sequence[Bargain]]:
        """Those that may be one with it."""
        met = self._desk.sharing(things, MARKED, lambda b: (*deal_marks(b, 1), *_way_marks(b)))
        pairs = zip(things, met, strict=True)
        return {b.key: [o for o in others if self.bound(b, o) is not None or self.score(b, o) is not None] for b, others in pairs}

    @once_a_pair
    def score(self, a: Bargain, b: Bargain) -> float | None:
        """How much the two have in common, the closer in time the more; None where that is not enough, or something tells them apart."""
        if two_deals(a, b) or not one_deal(a, b):
            return None
        between = abs((a.moment - b.moment).days) if a.moment and b.moment else 0
        return 1.0 + len(a.parties & b.parties) + 2 * bool(a.ways & b.ways) - between / 50

    @once_a_pair
    def apart(self, a: Bargain, b: Bargain) -> bool:
        """Whether something tells them apart."""
        return self.severed(a, b) or two_deals(a, b)

    def bound(self, a: Bargain, b: Bargain) -> int | None:
        """Whether a person said that they are one."""
        return tied(a.ties, b.ties, same=True)

    def severed(self, a: Bargain, b: Bargain) -> bool:
        """Whether a person said that they are two."""
        return tied(a.ties, b.ties, same=False) is not None


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
    return a.moment is not None and b.moment is not None and abs(a.moment - b.moment) <= SOON


def two_deals(a: Bargain, b: Bargain) -> bool:
    """Whether two deals cannot be one: told apart in one report, too long between the reports, struck on other days, or about areas that
    lie apart."""
    if a.report == b.report or (a.moment is not None and b.moment is not None and abs(a.moment - b.moment) > LONGEST_DEAL):
        return True
    if a.date and b.date and not times_meet(_wider(a.date), b.date):
        return True
    return bool(a.places and b.places) and not any(one_spot(p, q) for p in a.places for q in b.places)


def _wider(r: Range) -> Range:
    """A day of leave at either end: one dates a deal by its signing, another by its coming into force."""
    return Range(r.start - DAY if r.start else None, r.end + DAY if r.end else None)
