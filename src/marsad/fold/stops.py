"""The stops of a movement in order, and the place that it makes for."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from marsad.fold.assemble import same_area, same_place, tightest, when_of
from marsad.fold.told import Told
from marsad.model.record import Place, Range, Stop, StopStatus

COMING = frozenset({"expected", "planned", "conditional"})
RANK: dict[StopStatus, int] = {"departed": 0, "passed": 1, "at": 1, "arrived": 2, "expected": 3}


def reached(t: Told) -> tuple[Place, ...]:
    """The places that an arrival names."""
    return t.places("to") or t.places("at") or t.places("near", "within")


def destination(facts: Sequence[Told]) -> Place | None:
    """Where it is bound for: the place most often named as its aim, of equals the last one; else where it arrived."""
    aims = [
        p
        for t in facts
        if t.statement.phase not in ("arrived", "passed", "gathered") or t.statement.status in COMING
        for p in t.places("to")
    ]
    if not aims:
        aims = [p for t in facts if t.statement.phase == "arrived" for p in reached(t)][-1:]
    if not aims:
        aims = [p for t in facts for p in t.places("to")][-1:]
    votes = [(sum(same_area(p, q) for q in aims), i) for i, p in enumerate(aims)]
    return aims[max(votes)[1]] if votes else None


def _of_phase(t: Told, end: Place | None) -> Iterator[tuple[Place, StopStatus]]:
    """The stops that one statement tells of."""
    s = t.statement
    here = t.places("at") or t.places("near", "within")
    if s.status in COMING or s.phase == "expected":
        if s.phase != "departed" or t.places("to"):
            yield from ((p, "expected") for p in (t.places("to") or (() if s.phase in ("gathered", "departed") else here)))
        return
    yield from ((p, "passed") for p in t.places("via"))
    match s.phase:
        case "gathered":
            yield from ((p, "at") for p in (here or t.places("from")))
        case "departed":
            yield from ((p, "departed") for p in (t.places("from") or here))
        case "passed":
            yield from ((p, "passed") for p in (*t.places("to"), *here))
        case "at" | "under_way" | "stalled" | "turned_back":
            yield from ((p, "at") for p in here)
        case "arrived":
            yield from ((p, _arrival(p, end)) for p in reached(t))
        case None:
            done = s.status == "happened"
            yield from ((p, _arrival(p, end)) for p in t.places("to") if done)
            yield from ((p, "at") for p in here)


def _arrival(place: Place, end: Place | None) -> StopStatus:
    """An arrival where the way does not end is a passage."""
    return "arrived" if end is None or same_area(place, end) else "passed"


def stops_of(facts: Sequence[Told], end: Place | None) -> tuple[Stop, ...]:
    """The stops in the order in which they were reached; a stop that several statements tell of stands once, with the tightest time."""
    merged: list[tuple[Place, StopStatus, list[Range | None]]] = []
    for t in facts:
        for place, status in _of_phase(t, end):
            for i, (known, known_status, whens) in enumerate(merged):
                if known_status == status and same_place(known, place) and _one_visit(whens, when_of(t)):
                    merged[i][2].append(when_of(t))
                    break
            else:
                merged.append((place, status, [when_of(t)]))
    stops = [Stop(place, tightest(whens), status) for place, status, whens in merged]
    arrived = [s.place for s in stops if s.status == "arrived" and s.place]
    told = [s for s in stops if not (s.status == "expected" and s.place and any(same_area(s.place, p) for p in arrived))]
    return tuple(in_order(told))


def _one_visit(whens: Sequence[Range | None], when: Range | None) -> bool:
    """Whether a time may belong to a visit: nothing dated lies apart from it."""
    mine = dated(when)
    return mine is None or all(other is None or abs((mine - other).days) < 2 for other in map(dated, whens))


def dated(when: Range | None) -> datetime | None:
    """The moment by which a stop is put in order, where words tell one."""
    return (when.start or when.end) if when is not None and when.basis != "published" else None


def in_order(stops: Sequence[Stop]) -> list[Stop]:
    """Stops by time where it is told; one without a time goes where a way of its kind would have it: departures first, arrivals last."""
    expected = sorted((s for s in stops if s.status == "expected"), key=lambda s: (dated(s.when) is None, dated(s.when) or datetime.min))
    timed = sorted(
        ((dated(s.when), s) for s in stops if dated(s.when) and s.status != "expected"),
        key=lambda x: (x[0] or datetime.min, RANK[x[1].status]),
    )
    line = [s for _, s in timed]
    for stop in sorted((s for s in stops if not dated(s.when) and s.status != "expected"), key=lambda s: RANK[s.status]):
        line.insert(_slot(stop, line), stop)
    return [*line, *expected]


def _slot(stop: Stop, line: Sequence[Stop]) -> int:
    if stop.status == "departed":
        return next(
            (i for i, s in enumerate(line) if not (s.status == "at" and s.place and stop.place and same_place(s.place, stop.place))),
            len(line),
        )
    return next((i for i, s in enumerate(line) if RANK[s.status] > RANK[stop.status]), len(line))
