"""What speaks for and against two reports telling of one event: small named features, each with its weight and its reason.

The weights were fitted by logistic regression to pairs of hand-coded reports and rounded to a tenth, so that each can be read and argued
with, and a few moved by trial on one half of them and checked on the other. Those of `other_town`, `other_province`, `no_point` and
`reminds` are judgements: those reports had no gazetteer and spoke of no others.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from marsad.fold.assemble import kilometres
from marsad.fold.told import Key, name_key
from marsad.model.record import Actor, Event
from marsad.model.statement import Figure
from marsad.model.when import day

Window = tuple[datetime | None, datetime | None]

FARTHEST_KM = 40.0
VIOLENCE = frozenset(
    {"battle", "attack", "shelling", "airstrike", "explosion", "suicide_bombing", "chemical_attack", "killing", "execution", "torture",
     "sexual_violence", "abduction", "arrest", "looting", "destruction", "protest", "protest_repressed", "riot", "ceasefire_violation",
     "crime", "other"}
)  # fmt: skip
WAYS = frozenset({"movement", "displacement", "return", "deployment", "withdrawal"})
GIVING = frozenset({"exchange", "handover", "release"})
DEALS = frozenset({"agreement", "ceasefire", "negotiation"})


@dataclass(frozen=True, slots=True)
class Telling:
    """One report's telling of an event, with what the features ask of it. `days`: the first and the last, by their midnights."""

    event: Event
    reports: frozenset[str]
    source: Key | None
    published: datetime | None
    earlier: tuple[Window, ...]
    first: datetime
    last: datetime
    days: tuple[datetime, datetime]
    name: Key
    known: frozenset[str]
    targets: frozenset[Key]


def telling(event: Event, source: Key | None, published: datetime | None, earlier: Sequence[Window] = ()) -> Telling | None:
    """What a report tells of an event; None where it has no time or no place, for then nothing can show that another tells of the same.

    `earlier`: when the reports were published of which it reminds."""
    if event.when is None or event.place is None or (event.when.start is None and event.when.end is None):
        return None
    first = event.when.start or event.when.end
    last = event.when.end or event.when.start
    assert first is not None
    assert last is not None
    last = max(first, last - timedelta(microseconds=1))
    return Telling(
        event=event,
        reports=frozenset(event.reports),
        source=source,
        published=published,
        earlier=tuple(earlier),
        first=first,
        last=last,
        days=(day(first).start or first, day(last).start or last),
        name=name_key(event.place.name),
        known=frozenset(a.actor_id for a in (*event.actors, *event.targets) if a.actor_id and not _nobody(a)),
        targets=frozenset(name_key(a.name) for a in event.targets if not a.actor_id),
    )


def _nobody(actor: Actor) -> bool:
    """Whether an actor is a place-holder for one whom nobody knows."""
    return "unknown" in name_key(actor.name) or "unidentified" in name_key(actor.name)


def family(kind: str) -> str:
    """Kinds that may be two words for one act: a shelling may be told as a killing, never as a convoy."""
    groups = (("violence", VIOLENCE), ("ways", WAYS), ("giving", GIVING), ("deals", DEALS))
    return next((name for name, kinds in groups if kind in kinds), kind)


def apart_km(a: Telling, b: Telling) -> float | None:
    """How far apart two tellings put it."""
    assert a.event.place is not None
    assert b.event.place is not None
    return kilometres(a.event.place, b.event.place)


def _same_start(a: Telling, b: Telling) -> bool:
    return a.days[0] == b.days[0]


def _same_days(a: Telling, b: Telling) -> bool:
    return a.days == b.days


def _meet(a: Telling, b: Telling) -> bool:
    return a.days[0] <= b.days[1] and b.days[0] <= a.days[1]


def _spot(a: Telling, b: Telling) -> bool:
    apart = apart_km(a, b)
    return apart is not None and apart < 0.3


def _between(low: float, high: float) -> Callable[[Telling, Telling], bool]:
    def test(a: Telling, b: Telling) -> bool:
        apart = apart_km(a, b)
        return apart is not None and low <= apart < high

    return test


def _there_and_then(a: Telling, b: Telling) -> bool:
    return _same_start(a, b) and (_spot(a, b) or (apart_km(a, b) is None and a.name == b.name))


def _other_town(a: Telling, b: Telling) -> bool:
    x, y = a.event.place, b.event.place
    return bool(x and y and x.place_id and y.place_id and x.place_id != y.place_id and x.kind == y.kind == "settlement")


def _other_province(a: Telling, b: Telling) -> bool:
    x, y = a.event.place, b.event.place
    return bool(x and y and x.admin1 and y.admin1 and name_key(x.admin1) != name_key(y.admin1))


def _near(m: float, n: float) -> bool:
    return 0 < max(m, n) <= 2 * min(m, n)


def _far(m: float, n: float) -> bool:
    return max(m, n) > 2 * min(m, n) > 0


def _told(t: Telling, what: str) -> Figure | None:
    return next((f for f in t.event.figures if f.what == what and not f.cumulative and f.part_of is None), None)


def _number(f: Figure) -> float | None:
    return f.best if f.best is not None else f.low


def _figures(what: str, test: Callable[[float, float, bool], bool]) -> Callable[[Telling, Telling], bool]:
    """A test of the two numbers told of one thing, and of whether their ranges meet; false where one report tells none."""

    def both(a: Telling, b: Telling) -> bool:
        x, y = _told(a, what), _told(b, what)
        m, n = (_number(x) if x else None), (_number(y) if y else None)
        return x is not None and y is not None and m is not None and n is not None and test(m, n, _ranges_meet(x, y))

    return both


def _ranges_meet(x: Figure, y: Figure) -> bool:
    return (x.high is None or y.low is None or y.low <= x.high) and (y.high is None or x.low is None or x.low <= y.high)


def _published_within(low: int, high: int) -> Callable[[Telling, Telling], bool]:
    def test(a: Telling, b: Telling) -> bool:
        return a.published is not None and b.published is not None and low <= abs((a.published - b.published).days) <= high

    return test


def _reminds(a: Telling, b: Telling) -> bool:
    """Whether the one speaks of a report that was published when the other was."""
    return _speaks_of(a, b) or _speaks_of(b, a)


def _speaks_of(a: Telling, b: Telling) -> bool:
    day = b.published
    return day is not None and any((s is None or s <= day) and (e is None or day < e) for s, e in a.earlier if s or e)


@dataclass(frozen=True, slots=True)
class Feature:
    """A named reason for or against two tellings being one event."""

    name: str
    weight: float
    reason: str
    holds: Callable[[Telling, Telling], bool]


PRIOR = -2.1
FEATURES: tuple[Feature, ...] = (
    Feature("same_days", 1.3, "the same days", _same_days),
    Feature("same_start", 0.1, "the same first day", lambda a, b: _same_start(a, b) and not _same_days(a, b)),
    Feature("days_meet", 0.1, "days that overlap", lambda a, b: _meet(a, b) and not _same_start(a, b)),
    Feature("next_day", -1.6, "one a day after the other", lambda a, b: not _meet(a, b)),
    Feature("same_name", 1.6, "the same name of the place", lambda a, b: a.name == b.name),
    Feature("same_spot", 0.8, "the same point", _spot),
    Feature("walk", 0.9, "less than 1.5 km apart", _between(0.3, 1.5)),
    Feature("apart_12", -1.0, "6 to 12 km apart", _between(6, 12)),
    Feature("apart_40", -0.8, "12 to 40 km apart", _between(12, FARTHEST_KM + 1)),
    Feature("other_town", -5.0, "two towns that a gazetteer tells apart", _other_town),
    Feature("no_point", 0.3, "one without a point, so that distance says nothing", lambda a, b: apart_km(a, b) is None),
    Feature("other_province", -1.0, "two provinces", _other_province),
    Feature("there_and_then", 0.7, "the same place and first day", _there_and_then),
    Feature("one_source", -3.6, "one source, which would not tell it twice", lambda a, b: a.source is not None and a.source == b.source),
    Feature("same_kind", 0.6, "the same kind of event", lambda a, b: a.event.kind == b.event.kind),
    Feature("killed_many", 2.6, "the same number killed, five or more", _figures("killed", lambda m, n, _: m == n > 4)),
    Feature("killed_same", 1.4, "the same number killed", _figures("killed", lambda m, n, _: m == n and 0 < m <= 4)),
    Feature("killed_none", -1.3, "nobody killed, as in most events", _figures("killed", lambda m, n, _: m == n == 0)),
    Feature("killed_meet", 0.7, "numbers killed that may be one", _figures("killed", lambda m, n, meet: meet and m != n)),
    Feature("killed_or_none", -1.3, "killed in one telling only", _figures("killed", lambda m, n, meet: not meet and min(m, n) == 0)),
    Feature("killed_close", 0.2, "numbers killed within the double", _figures("killed", lambda m, n, meet: not meet and _near(m, n))),
    Feature("killed_apart", -1.4, "numbers killed far apart", _figures("killed", lambda m, n, meet: not meet and _far(m, n))),
    Feature("injured_many", 0.6, "the same uncommon number injured", _figures("injured", lambda m, n, _: m == n > 4 and m % 10 != 0)),
    Feature("known_actor", 0.5, "an actor in common", lambda a, b: bool(a.known & b.known)),
    Feature("other_actors", -0.2, "no actor in common", lambda a, b: bool(a.known and b.known and not a.known & b.known)),
    Feature("other_targets", -0.8, "other targets", lambda a, b: bool(a.targets and b.targets and not a.targets & b.targets)),
    Feature("published_near", 0.5, "published within a day of each other", _published_within(0, 1)),
    Feature("reminds", 2.0, "the one reminds of a report of the other's day", _reminds),
    Feature("published_far", -0.9, "published more than a week apart", _published_within(8, 10**6)),
)  # fmt: skip
