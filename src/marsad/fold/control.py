"""Statements about who holds a place into lines of control. What contradicts stays as two lines."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType

from marsad.fold.assemble import distinct_actors, keys, place_marks, record_id, reports_of, same_place, sayings, statements_of
from marsad.fold.gather import gather
from marsad.fold.told import Named, Told
from marsad.model.record import Control, Place, Range
from marsad.model.statement import Change, Degree
from marsad.model.when import day

STAYS = timedelta(days=31)
NEWS = timedelta(days=7)
NO_DEALS: Mapping[tuple[str, str], str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Holding:
    """What one statement says of one place and one side: who gained, lost or holds it, and how far."""

    told: Told
    area: Place | None
    actors: tuple[Named, ...]
    change: Change | None
    degree: Degree | None


def holdings(t: Told) -> list[Holding]:
    """A line for each place, and where a side loses it to the other, one for that side too."""
    s = t.statement
    holders, losers = t.actors("holder", "agent", "party", "participant"), t.actors("loser", "target")
    losers = tuple(n for n in losers if n.actor.type in ("actor", "person"))
    if s.change == "lost" and not losers:
        holders, losers = (), holders
    found: list[Holding] = []
    for area in areas(t) or (None,):
        if holders or s.change != "lost":
            found.append(Holding(t, area, holders, "gained" if s.change == "lost" else s.change, s.degree))
        if losers and s.change != "held":
            found.append(Holding(t, area, losers, "lost", None))
    return found


def areas(t: Told) -> tuple[Place, ...]:
    """The places held: each one that the statement puts at its centre, else where it goes to, is near or lies in."""
    targets = [n.actor for n in t.actors("target") if n.actor.type == "place"]
    at = t.places("at") or t.places("to") or t.places("near") or t.places("within") or t.places("from")
    return at or tuple(Place(a.name) for a in targets)


def control(told: Iterable[Told], deals: Mapping[tuple[str, str], str] = NO_DEALS) -> tuple[Control, ...]:
    """The lines of control in the order in which they were first told; one line told several times stands once. `deals` leads from a
    statement to the agreement that it is part of."""
    ordered = sorted((t for t in told if t.statement.kind == "control"), key=lambda t: t.order)
    lines = gather([h for t in ordered for h in holdings(t)], _marks, lambda h: h.told.moment, STAYS, same_line, _long_between)
    return tuple(line(g, deals) for g in sorted(lines, key=lambda g: g[0].told.order))


def _marks(h: Holding) -> Iterator[Hashable]:
    if h.area is not None:
        yield from ((h.told.statement.status, mark) for mark in place_marks(h.area))


def _long_between(a: Holding, b: Holding) -> bool:
    """Whether so long lies between two reports that the place may have changed hands and come back meanwhile: a month where it is held, a
    week where it is taken or lost, unless both tell the day of it."""
    if a.told.moment is None or b.told.moment is None or (_span(a) == _span(b) != (None, None)):
        return False
    return abs(a.told.moment - b.told.moment) > (STAYS if a.change == "held" else NEWS)


def same_line(a: Holding, b: Holding) -> bool:
    """Whether two tellings are one line: one area, the same side, and nothing that differs."""
    if a.area is None or b.area is None or not same_place(a.area, b.area) or a.told.statement.status != b.told.statement.status:
        return False
    mine, other = keys(a.actors), keys(b.actors)
    alike = a.change == b.change and (a.degree == b.degree or None in (a.degree, b.degree)) and _one_condition(a.told, b.told)
    days = _span(a), _span(b)
    one_time = days[0] == days[1] or (None, None) in days
    return mine == other and alike and one_time and {_name(x) for x in a.told.exceptions} == {_name(x) for x in b.told.exceptions}


def _one_condition(a: Told, b: Told) -> bool:
    """Whether both hang on the same condition, or on none; of two reports it is enough that both hang on one."""
    x, y = a.statement.condition, b.statement.condition
    return x == y if a.report == b.report else (x is None) == (y is None)


def _name(exception: Place | str) -> str:
    return exception if isinstance(exception, str) else exception.name


def _span(h: Holding) -> tuple[datetime | None, datetime | None]:
    """From when to when: what is gained is held from then on, what is lost up to then, what is held over the time told."""
    when = h.told.statement.when
    if when is None or when.basis == "published":
        return None, None
    if h.change == "gained":
        return when.start, None
    return (None, when.end) if h.change == "lost" else (when.start, when.end)


def line(told: list[Holding], deals: Mapping[tuple[str, str], str] = NO_DEALS) -> Control:
    """The line that tellings give together."""
    first = told[0]
    spans = [_span(h) for h in told]
    statements = statements_of(h.told for h in told)
    side = "+".join(sorted("/".join(n.key) for n in first.actors))
    area = f"{first.area.name} {first.area.place_id or ''}" if first.area else ""  # a city and its governorate share a name
    return Control(
        id=record_id("control", [h.told for h in told], f"{area}|{first.change}|{side}"),
        area=first.area,
        actors=distinct_actors(n for h in told for n in h.actors),
        degree=next((h.degree for h in told if h.degree), None),
        change=first.change,
        status=first.told.statement.status,
        start=next((s for s, _ in spans if s), None),
        end=next((e for _, e in spans if e), None),
        exceptions=tuple(dict.fromkeys(x for h in told for x in h.told.exceptions)),
        condition=next((h.told.statement.condition for h in told if h.told.statement.condition), None),
        statements=statements,
        reports=reports_of(h.told for h in told),
        said_by=sayings(h.told for h in told),
        told=_told_between([h.told for h in told]),
        agreement=next((deals[h.told.key] for h in told if h.told.key in deals), None),
    )


def _told_between(told: list[Told]) -> Range | None:
    moments = [t.moment for t in told if t.moment]
    return Range(day(min(moments)).start, day(max(moments)).end, "day", "published") if moments else None
