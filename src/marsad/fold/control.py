"""Statements about who holds a place into lines of control. What contradicts stays as two lines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from marsad.fold.assemble import distinct_actors, keys, record_id, reports_of, reviewed, same_place, sayings, spot_marks, statements_of
from marsad.fold.cluster import Sort, once_a_pair
from marsad.fold.desk import Desk, Key, Marked, around, tie_marks, window
from marsad.fold.judged import Tie
from marsad.fold.told import Named, Told
from marsad.fold.unit import mark
from marsad.fold.voices import voices
from marsad.fold.ways import DAY, tied
from marsad.model.record import Control, Place, Range
from marsad.model.statement import Change, Degree
from marsad.model.when import day

STAYS = timedelta(days=31)
NEWS = timedelta(days=7)
WEEKS = 5  # that hold what a month holds
TRUE = frozenset({"happened", "ongoing", "alleged"})


@dataclass(frozen=True, slots=True, eq=False)
class Holding:
    """What one statement says of one place and one side: who gained, lost or holds it, and how far."""

    told: Told
    area: Place | None
    actors: tuple[Named, ...]
    change: Change | None
    degree: Degree | None
    key: Key = ()
    ties: tuple[Tie, ...] = ()


def holdings_of(desk: Desk, report: str) -> list[Holding]:
    """Who holds what, as a report tells that has been taken."""
    return desk.made("holdings", report, lambda k: [h for t in desk.told(k) if t.statement.kind == "control" for h in _tied(t, desk, k)])


def _tied(t: Told, desk: Desk, report: str) -> list[Holding]:
    ties = desk.ties((t.key,), report)
    return [replace(h, key=(*t.order, i), ties=ties) for i, h in enumerate(holdings(t))]


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


def holding_marks(h: Holding, reach: int = 0) -> Iterator[int]:
    """Where it is found: by its area, in the weeks in which it is told. With `reach` 1 what to look for."""
    yield from tie_marks(h.ties)
    if h.area is not None:
        for week in around(window(h.told.moment), reach * WEEKS):
            yield from (mark("held", m, week) for m in spot_marks(h.area, reach))


MARKED: Marked[Holding] = Marked("marked holdings", holdings_of, holding_marks)


class Holdings(Sort[Holding]):
    """Tellings of who holds a place: one line where nothing differs, they lie close in time and nobody else had the place in between."""

    in_context = True  # whoever has the place in between

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._there: dict[Key, Sequence[Holding]] = {}

    def near(self, things: Sequence[Holding]) -> Mapping[Key, Sequence[Holding]]:
        """All that is told of the place in the weeks around."""
        met = self._desk.sharing(things, MARKED, lambda h: holding_marks(h, 1))
        for h, others in zip(things, met, strict=True):
            self._there[h.key] = [o for o in others if self.bound(h, o) is not None or _one_place(h, o)]
        return {h.key: self._there[h.key] for h in things}

    @once_a_pair
    def score(self, a: Holding, b: Holding) -> float | None:
        """The closer in time the more; None where the two differ or somebody else had the place in between."""
        if not same_line(a, b) or _long_between(a, b) or self._lost_between(a, b):
            return None
        between = abs((a.told.moment - b.told.moment).days) if a.told.moment and b.told.moment else 0
        return 1.0 - between / 50

    @once_a_pair
    def apart(self, a: Holding, b: Holding) -> bool:
        """Whether the two tell of different lines."""
        return self.severed(a, b) or not same_line(a, b)

    def bound(self, a: Holding, b: Holding) -> int | None:
        """Whether a person said that they are one."""
        return tied(a.ties, b.ties, same=True) if a.change == b.change and keys(a.actors) == keys(b.actors) else None

    def severed(self, a: Holding, b: Holding) -> bool:
        """Whether a person said that they are two."""
        return tied(a.ties, b.ties, same=False) is not None

    def _lost_between(self, a: Holding, b: Holding) -> bool:
        """Whether between two reports one says that the side lost the place, or that another holds it."""
        first, last = sorted((a, b), key=lambda h: h.key)
        start, end = first.told.moment, last.told.moment
        if start is None or end is None or end - start <= DAY:
            return False
        if a.key not in self._there:
            self.near([a])
        return any(c.told.moment and start < c.told.moment < end and _against(c, a) for c in self._there[a.key])


def _against(c: Holding, held: Holding) -> bool:
    """Whether a telling says that a side no longer has a place."""
    if c.told.statement.status not in TRUE:
        return False
    one_side = bool(keys(c.actors) & keys(held.actors))
    return one_side if c.change == "lost" else not one_side and c.degree in (None, "full", "mostly")


def _one_place(a: Holding, b: Holding) -> bool:
    return a.area is not None and b.area is not None and same_place(a.area, b.area)


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


def line(told: Sequence[Holding], agreement: str | None = None) -> Control:
    """The line that tellings give together; `agreement`: the deal that it is a result of."""
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
        voices=voices(h.told for h in told),
        review=reviewed(h.told for h in told),
        agreement=agreement,
    )


def _told_between(told: list[Told]) -> Range | None:
    moments = [t.moment for t in told if t.moment]
    return Range(day(min(moments)).start, day(max(moments)).end, "day", "published") if moments else None
