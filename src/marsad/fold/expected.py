"""What was expected of a movement, and what later reports say of it: it came true, it did not, or nobody tells."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from marsad.fold.assemble import same_area, when_of
from marsad.fold.stops import COMING, here, reached
from marsad.fold.told import Told
from marsad.model.record import Expectation, Outcome, Place


def expectations(facts: Sequence[Told]) -> tuple[Expectation, ...]:
    """Every arrival that a report expected, in the order of telling, each place once for each time told."""
    found: dict[tuple[str, datetime | None, datetime | None], list[Told]] = {}
    places: dict[tuple[str, datetime | None, datetime | None], Place] = {}
    for t in facts:
        when = when_of(t) if t.statement.when and t.statement.when.basis != "published" else None
        for place in _awaited(t):
            key = (place.place_id or place.name, when.start if when else None, when.end if when else None)
            found.setdefault(key, []).append(t)
            places.setdefault(key, place)
    return tuple(_expectation(places[key], told, facts) for key, told in found.items())


def _awaited(t: Told) -> Iterator[Place]:
    s = t.statement
    if (s.status in COMING or s.phase == "expected") and s.phase in ("arrived", "expected", None):
        yield from (p for p in (t.places("to") or t.places("at")) if p.kind != "country")


def _expectation(place: Place, told: Sequence[Told], facts: Sequence[Told]) -> Expectation:
    first = told[0]
    when = when_of(first) if first.statement.when and first.statement.when.basis != "published" else None
    by = when.end if when else None
    outcome, ground = _outcome(place, by, [t for t in facts if t.order > first.order and t not in told])
    return Expectation(place, when, tuple(dict.fromkeys(t.statement.id for t in told)), outcome, ground)


def _outcome(place: Place, by: datetime | None, later: Iterable[Told]) -> tuple[Outcome, tuple[str, ...]]:
    """Confirmed by who tells that it came there; refuted where it turned back, came too late or was elsewhere when the time was over."""
    came, missed = [], []
    for t in later:
        s = t.statement
        if s.status in COMING or s.phase == "expected":
            continue
        at = (*reached(t), *t.places("via")) if s.phase in ("arrived", "passed") else here(t)
        there = any(same_area(p, place) for p in at)
        when = s.when.start if s.when and s.when.basis != "published" else t.moment
        if there and s.phase in ("arrived", "passed", "at", None) and (by is None or when is None or when < by):
            came.append(s.id)
        elif s.phase == "turned_back" or (
            by is not None and when is not None and when >= by and at and not (there and s.phase != "arrived")
        ):
            missed.append(s.id)
    if came:
        return "confirmed", tuple(dict.fromkeys(came))
    return ("refuted", tuple(dict.fromkeys(missed))) if missed else ("open", ())
