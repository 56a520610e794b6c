"""The stops of a movement in order, and the place that it makes for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from marsad.fold.assemble import WIDE, same_area, same_place, tightest, when_of
from marsad.fold.told import Told
from marsad.model.record import Place, Range, Stop, StopStatus
from marsad.model.when import day

COMING = frozenset({"expected", "planned", "conditional"})
BROAD = WIDE - {"admin2", "admin3"}  # a town is often known by the district of its name
HALTS = frozenset({"stalled", "turned_back"})
LAST_DAY = timedelta(days=1)
RANK: dict[StopStatus, int] = {"departed": 0, "passed": 1, "at": 1, "arrived": 2, "expected": 3}


def reached(t: Told) -> tuple[Place, ...]:
    """The places that an arrival names."""
    return t.places("to") or t.places("at") or t.places("near", "within")


def destination(facts: Sequence[Told]) -> Place | None:
    """Where it is bound for: of its aims the one that it reached, else the one most often named, of equals the last one; else where it
    arrived. A country is it only where nothing narrower is named, and a place where it is only expected on its way where no other is."""
    aims = aims_of(facts)
    if not aims:
        aims = [p for t in facts if t.statement.phase == "arrived" for p in reached(t)][-1:]
    if not aims:
        aims = [p for t in facts for p in t.places("to")][-1:]
    aims = [p for p in aims if p.kind != "country"] or aims
    farther = [p for t in facts if t.statement.phase not in ("expected", "arrived", "passed") for p in t.places("to")]
    came_to = [p for t in facts if t.statement.phase == "arrived" and t.statement.status == "happened" for p in reached(t)]

    def weight(i: int) -> tuple[bool, bool, int, int]:
        p = aims[i]
        here = (any(same_place(p, q) for q in places) for places in (farther, came_to))
        return next(here), next(here), sum(same_area(p, q) for q in aims), i

    return aims[max(range(len(aims)), key=weight)] if aims else None


def aims_of(facts: Sequence[Told]) -> list[Place]:
    """The places that a movement is told to be bound for."""
    return [
        p
        for t in facts
        if t.statement.phase not in ("arrived", "passed", "gathered", "turned_back") or t.statement.status in COMING
        for p in t.places("to")
    ]


def here(t: Told) -> tuple[Place, ...]:
    """Where it is: the places at or near which it is told to be, the wide area around them only where nothing else is told."""
    at, near = t.places("at"), t.places("near", "within")
    return tuple(p for p in at if p.kind not in BROAD) or tuple(p for p in near if p.kind not in BROAD) or at or near


def _of_phase(t: Told, end: Place | None) -> Iterator[tuple[Place, StopStatus]]:
    """The stops that one statement tells of."""
    s = t.statement
    found = here(t)
    if s.status in COMING and s.phase == "departed":
        yield from ((p, "at") for p in t.places("from"))
    if s.status in COMING and s.phase in HALTS:
        return
    if s.status in COMING or s.phase == "expected":
        if s.phase != "departed" or t.places("to"):
            yield from ((p, "expected") for p in (t.places("to") or (() if s.phase in ("gathered", "departed") else found)))
        return
    # Who has left, or is heading there, "by way of" a town need not have come to it yet.
    if s.phase != "departed" and s.status != "ongoing":
        yield from ((p, "passed") for p in t.places("via"))
    match s.phase:
        case "gathered":
            yield from ((p, "at") for p in (found or t.places("from")))
        case "departed":
            yield from ((p, "departed") for p in (t.places("from") or found))
        case "passed":
            yield from ((p, "passed") for p in (found or (() if t.places("via") else t.places("to"))))
        case "at" | "under_way" | "stalled" | "turned_back":
            yield from ((p, "at") for p in found)
        case "arrived":
            yield from ((p, _arrival(p, end)) for p in reached(t))
        case None:
            done = s.status == "happened"
            yield from ((p, _arrival(p, end)) for p in t.places("to") if done)
            yield from ((p, "at") for p in found)


def _arrival(place: Place, end: Place | None) -> StopStatus:
    """An arrival where the way does not end is a passage."""
    return "arrived" if at_end(place, end) else "passed"


def at_end(place: Place, end: Place | None) -> bool:
    """Whether who has come to a place has come to the end of the way; a country is it only where no place in it is."""
    return end is None or (same_area(place, end) and (place.kind != "country" or end.kind == "country"))


@dataclass(slots=True)
class _Visit:
    """A stop in the making: all times told of it, and the moment by which it is put in order."""

    place: Place
    status: StopStatus
    whens: list[Range | None]
    moment: datetime | None
    statements: list[str]

    def takes(self, place: Place, status: StopStatus, moment: datetime | None) -> bool:
        """Whether a further telling is of this visit: the same stop, and no time that lies apart."""
        apart = self.moment is not None and moment is not None and abs((self.moment - moment).days) >= 2
        return status == self.status and same_place(self.place, place) and not apart

    @property
    def told_at(self) -> datetime | None:
        """When it was by the closest of its times that words tell."""
        best = tightest(self.whens)
        return best.start if best is not None and best.basis != "published" else None

    def add(self, when: Range | None, moment: datetime | None) -> None:
        """Take a further telling in."""
        self.whens.append(when)
        if moment is not None:
            self.moment = min(moment, self.moment or moment)


def stops_of(facts: Sequence[Told], end: Place | None) -> tuple[Stop, ...]:
    """The stops in the order in which they were reached; a stop that several statements tell of stands once, with the tightest time."""
    visits: list[_Visit] = []
    for t in facts:
        for place, status in _of_phase(t, end):
            waiting = status == "at" and t.statement.status in COMING
            moment = t.moment if waiting else moment_of(t)
            known = next((v for v in visits if v.takes(place, status, moment)), None)
            if known is None:
                known = _Visit(place, status, [], None, [])
                visits.append(known)
            known.add(published_day(t) if waiting else when_of(t), moment)
            known.statements.append(t.statement.id)
    arrived = [v.place for v in visits if v.status == "arrived"]
    reached_too = [v.place for v in visits if v.status == "passed"]
    told = [
        v for v in visits
        if v.status != "expected" or not (any(same_area(v.place, p) for p in arrived) or any(same_place(v.place, p) for p in reached_too))
    ]  # fmt: skip
    return tuple(Stop(v.place, tightest(v.whens), v.status, tuple(dict.fromkeys(v.statements))) for v in in_order(told))


def published_day(t: Told) -> Range | None:
    """The day on which it was told: those who are still to leave a place are there then."""
    if t.moment is None:
        return None
    whole = day(t.moment)
    return Range(whole.start, whole.end, "day", "published")


def moment_of(t: Told) -> datetime | None:
    """When it was, for the order of things: as the words tell it, the last day of what is only told to be over by then; what goes on
    goes on when the report was published."""
    when = t.statement.when
    if when is not None and when.basis != "published":
        return when.start or (when.end - LAST_DAY if when.end is not None else None)
    return t.moment if t.statement.status == "ongoing" else None


def in_order(visits: Sequence[_Visit]) -> list[_Visit]:
    """Stops by time where it is told, an arrival not before the stops of its own day; one without a time goes where a way of its kind would
    have it: departures first, arrivals last."""
    timed = [(v.told_at or v.moment, RANK[v.status], i) for i, v in enumerate(visits) if v.moment is not None and v.status != "expected"]
    last = max((m for m, rank, _ in timed if rank < RANK["arrived"]), default=None)
    timed = [(last if last and rank == RANK["arrived"] and last - LAST_DAY < m < last else m, rank, i) for m, rank, i in timed]
    line = [visits[i] for _, _, i in sorted(timed)]
    untimed = [v for v in visits if v.moment is None and v.status != "expected"]
    for visit in sorted(untimed, key=lambda v: RANK[v.status]):
        line.insert(_slot(visit, line), visit)
    expected = [v for v in visits if v.status == "expected"]
    return [*line, *sorted(expected, key=lambda v: (v.moment is None, v.moment or datetime.min))]


def _slot(visit: _Visit, line: Sequence[_Visit]) -> int:
    """Before the first stop that comes later on a way; a departure after the waiting at the same place."""
    if visit.status == "departed":
        later = (i for i, v in enumerate(line) if not (v.status == "at" and same_place(v.place, visit.place)))
    else:
        later = (i for i, v in enumerate(line) if RANK[v.status] > RANK[visit.status])
    return next(later, len(line))
