"""Many reports, one history: the movements, agreements and lines of control that several reports tell of, each of them once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from marsad.fold.agreements import agreements, deals
from marsad.fold.assemble import figures_conflict, lies_in, near, same_area, same_place
from marsad.fold.events import event, tellings
from marsad.fold.features import telling
from marsad.fold.movements import Chain, chains, destination, movements, origin, people
from marsad.fold.same import clusters
from marsad.fold.told import Told
from marsad.model.record import Event, Records

T = TypeVar("T")

LONGEST_WAY = timedelta(days=21)
LONGEST_DEAL = timedelta(days=60)
DAY = timedelta(days=1)


def history(reports: Iterable[Sequence[Told]]) -> Records:
    """The records of the statements of many reports. Neither the order of the reports nor that of their statements matters."""
    ordered = sorted((tuple(r) for r in reports if r), key=lambda r: (r[0].moment or datetime.max, r[0].report))
    ways = [_joined_chain(g) for g in gather([c for r in ordered for c in chains(r)], one_way, two_ways)]
    way_of = {t.statement.id: i for i, c in enumerate(ways) for t in c.told}
    bargains = [_joined_deal(g) for g in gather([d for r in ordered for d in deals(r)], _one_deal(way_of), two_deals)]
    agreed = agreements(bargains, ways)
    deal_of = {p.statement.id: record.id for deal, record in zip(bargains, agreed, strict=True) for p in deal.parts}
    return Records(events=events(ordered), movements=movements(ways, deal_of), agreements=agreed, control=control(ordered))


def gather(items: Sequence[T], alike: Callable[[T, T], bool], apart: Callable[[T, T], bool]) -> list[list[T]]:
    """Each item joins the first group that has somebody like it and nobody that it must be told apart from."""
    groups: list[list[T]] = []
    for item in items:
        home = next((g for g in groups if any(alike(m, item) for m in g) and not any(apart(m, item) for m in g)), None)
        if home is None:
            groups.append([item])
        else:
            home.append(item)
    return groups


def events(reports: Sequence[Sequence[Told]]) -> tuple[Event, ...]:
    """The events of many reports: those that two tell of once, with all that is told of them."""
    told = {e.id: (e, g) for r in reports for g in tellings(r) for e in [event(g)]}
    comparable = [t for e, g in told.values() if (t := telling(e, g[0].source, g[0].moment)) is not None]
    joined = [[told[t.event.id][1] for t in cluster] for cluster in clusters(comparable)]
    alone = told.keys() - {t.event.id for t in comparable}
    found = [event([t for g in groups for t in g]) for groups in joined] + [told[i][0] for i in alone]
    return tuple(sorted(found, key=lambda e: ((e.when.start or e.when.end) if e.when else None) or datetime.max).__iter__())


def one_way(a: Chain, b: Chain) -> bool:
    """Whether two reports tell of one movement: one aim or one start, and somebody in common."""
    people_a, people_b = people(a), people(b)
    end_a, end_b = destination(a.facts), destination(b.facts)
    start_a, start_b = origin(a.facts), origin(b.facts)
    one_end = end_a is not None and end_b is not None and (same_area(end_a, end_b) or near(end_a, end_b))
    one_start = start_a is not None and start_b is not None and (same_area(start_a, start_b) or near(start_a, start_b))
    together = bool(people_a & people_b)
    return (one_end and one_start) or (together and (one_end or one_start or end_a is None or end_b is None))


def two_ways(a: Chain, b: Chain) -> bool:
    """Whether two movements cannot be one: their aims lie apart, they left or arrived on other days, or too long lies between them."""
    end_a, end_b = destination(a.facts), destination(b.facts)
    if end_a and end_b and not (same_area(end_a, end_b) or near(end_a, end_b) or _on_the_way(a, b) or _on_the_way(b, a)):
        return True
    if any(_days_apart(a, b, phase) for phase in ("departed", "arrived")):
        return True
    moments = [t.moment for c in (a, b) for t in c.facts if t.moment]
    if moments and max(moments) - min(moments) > LONGEST_WAY:
        return True
    one_report = {t.report for t in a.told} & {t.report for t in b.told}
    return bool(one_report) or (
        _source(a) == _source(b) and _source(a) is not None and _same_day(a, b) and figures_conflict(_cargo(a), _cargo(b))
    )


def _on_the_way(a: Chain, b: Chain) -> bool:
    """Whether the aim of the one is a place that the other passes."""
    end = destination(a.facts)
    return end is not None and any(same_place(p.place, end) or lies_in(p.place, end) for t in b.facts for p in t.where if p.role != "from")


def _days_apart(a: Chain, b: Chain, phase: str) -> bool:
    """Whether the two are said to have left, or arrived, on different days."""
    first, other = _dates(a, phase), _dates(b, phase)
    return bool(first and other) and all(abs(m - n) > DAY for m in first for n in other)


def _dates(c: Chain, phase: str) -> list[datetime]:
    whens = [t.statement.when for t in c.facts if t.statement.phase == phase and t.statement.status == "happened"]
    return [m for w in whens if w and w.basis != "published" for m in (w.start or w.end,) if m is not None]


def _source(c: Chain) -> str | None:
    return c.told[0].source


def _same_day(a: Chain, b: Chain) -> bool:
    return a.told[0].moment == b.told[0].moment


def _cargo(c: Chain) -> list:  # type: ignore[type-arg]
    return [f for t in c.facts for f in t.statement.figures]
