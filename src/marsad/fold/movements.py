"""Statements of people under way into movements: one convoy, its stops in order, where it is, whom it carries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Literal

from marsad.fold.assemble import (
    distinct_actors,
    figures_conflict,
    group,
    join_figures,
    near,
    record_id,
    reports_of,
    reviewed,
    same_area,
    same_place,
    statements_of,
    tightest,
    when_of,
)  # fmt: skip
from marsad.fold.expected import expectations
from marsad.fold.stops import HALTS, at_end, destination, reached, stops_of
from marsad.fold.told import Key, Told
from marsad.fold.views import told_figures
from marsad.fold.voices import voices
from marsad.model.record import Actor, Movement, MovementStatus, Place, Range, Stop
from marsad.model.statement import Figure, WhoRole
from marsad.pack.words import key_of

MOVING = frozenset({"displacement", "return", "deployment", "withdrawal"})
TROOPS = frozenset({"deployment", "withdrawal"})
COMING = frozenset({"expected", "planned", "conditional"})
VEHICLES = frozenset({"buses", "vehicles", "trucks", "cars", "ambulances", "busses", "minibuses"})
CONVOY_WORDS = ("convoy", "bus", "vehicle", "truck", "caravan", "ambulance")
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5, "sixth": 6}
Load = tuple[str, float | None, float | None]

UNCOMMON = 50
LONGEST_WAY = timedelta(days=21)
DAY = timedelta(days=1)
GOING: tuple[WhoRole, ...] = ("participant", "target", "agent")


@dataclass(frozen=True)
class Chain:
    """Statements that tell of one movement."""

    told: tuple[Told, ...]

    @cached_property
    def left(self) -> list[datetime]:
        """The moments at which the words say that it left."""
        return dates(self, "departed")

    @cached_property
    def came(self) -> list[datetime]:
        """The moments at which the words say that it arrived."""
        return dates(self, "arrived")

    @cached_property
    def days(self) -> tuple[datetime, datetime] | None:
        """The first and the last moment that the words of the chain themselves tell."""
        return _days(self)

    @cached_property
    def facts(self) -> tuple[Told, ...]:
        """The statements that are not denied, nor mere hearsay beside others: what the route is made of."""
        stands = tuple(t for t in self.told if t.statement.status != "denied")
        return tuple(t for t in stands if t.statement.status != "alleged") or stands


def chains(told: Iterable[Told]) -> list[Chain]:
    """Statements of movement, one chain for each movement that they tell of."""
    moving = sorted((t for t in told if moves(t)), key=lambda t: t.order)
    by_subject: dict[tuple[object, ...], list[Told]] = {}
    for t in moving:
        by_subject.setdefault(_subject(t), []).append(t)
    linked = [Chain(tuple(items)) for items in by_subject.values()]
    whole = _adopted([_one_chain(g) for g in group(linked, one_movement)])
    return [c for c in whole if any(not _only_meant(t) for t in c.facts) and not _unplaced(c)]


def _unplaced(c: Chain) -> bool:
    """Whether nothing is told of a movement but that people go: no place, no vehicle, no number ("so that more people can leave")."""
    return not any(t.where or t.statement.figures for t in c.told) and (
        not by_vehicle(c) or all(t.statement.status in COMING for t in c.facts)
    )


def _only_meant(t: Told) -> bool:
    """Whether a statement only tells that somebody means to halt a movement ("so that the convoy could not go on")."""
    return t.statement.status in COMING and t.statement.phase in HALTS


def _one_chain(group: Iterable[Chain]) -> Chain:
    return Chain(tuple(sorted((t for c in group for t in c.told), key=lambda t: t.order)))


def _adopted(found: Sequence[Chain]) -> list[Chain]:
    """The chains of a report, halves put together: one that tells no aim ("the buses left Qara", "they are stuck") with the only one that
    moves the same people, tells no other start and is told apart by nothing."""
    chains = list(found)
    for c in sorted((c for c in found if not _places(c, "to")), key=lambda c: not _places(c, "from")):
        fitting = [d for d in chains if d is not c and _completes(d, c)]
        if len(fitting) == 1 and c in chains:
            chains.remove(c)
            chains[chains.index(fitting[0])] = _one_chain((fitting[0], c))
    return sorted(chains, key=lambda c: c.told[0].order)


def _completes(whole: Chain, half: Chain) -> bool:
    starts, ends = _places(half, "from"), _places(whole, "from")
    return (
        whole.told[0].report == half.told[0].report
        and bool(_places(whole, "to") or ends)
        and (not starts or not ends or any(near(p, q) for p in starts for q in ends))
        and _same_people(whole, half)
        and not _apart(whole, half)
    )


def _same_people(a: Chain, b: Chain) -> bool:
    return bool(people(a) & people(b)) or (not people(b) and by_vehicle(a) and by_vehicle(b))


def moves(t: Told) -> bool:
    """Whether a statement tells of people or vehicles under way."""
    return t.statement.kind == "movement" or (t.statement.kind in MOVING and t.statement.phase is not None)


def _subject(t: Told) -> tuple[object, ...]:
    if t.subject is not None:
        return ("subject", *t.subject)
    return ("statement", *t.key)


def one_movement(a: Chain, b: Chain) -> bool:
    """Whether two chains are one movement: one aim, or one start, with somebody in common, or an uncommon number of the same on
    board, and nothing that tells them apart."""
    if _apart(a, b):
        return False
    if loads(a) & loads(b):
        return True
    to_a, to_b = _narrow(a, "to"), _narrow(b, "to")
    from_a, from_b = (*_narrow(a, "from"), *_gathered(a)), (*_narrow(b, "from"), *_gathered(b))
    people_a, people_b = people(a), people(b)
    together = bool(people_a & people_b) or not people_a or not people_b
    if any(same_area(p, q) for p in to_a for q in to_b):
        return together
    if to_a and to_b:
        return False
    one_start = any(near(p, q) for p in from_a for q in from_b)
    return one_start and (bool(people_a & people_b) or (by_vehicle(a) and by_vehicle(b) and together))


def _apart(a: Chain, b: Chain) -> bool:
    """Whether something tells two movements apart: one is the first and one the second, their days, different numbers by the same voice, or
    one is over and one only planned."""
    if other_ordinals(a, b) or days_apart(a, b) or {status_of(a), status_of(b)} == {"planned", "arrived"}:
        return True
    one_voice = bool(_voices(a) & _voices(b)) or not _voices(a) or not _voices(b)
    return one_voice and figures_conflict(_exact(a), _exact(b))


def ordinals(c: Chain) -> frozenset[int]:
    """Which of several movements it is by the words for it: 2 of "the second convoy"."""
    return frozenset(ORDINALS[word] for t in c.told for word in key_of(t.subject_text) if word in ORDINALS)


def other_ordinals(a: Chain, b: Chain) -> bool:
    """Whether two movements are told apart by their ordinals."""
    mine, other = ordinals(a), ordinals(b)
    return bool(mine and other) and not mine & other


def days_apart(a: Chain, b: Chain) -> bool:
    """Whether two movements are told to have left, or arrived, on different days, the one to have arrived before all that is told of the
    other, or whether more than three weeks lie between them."""
    left, left_too, came, came_too = a.left, b.left, a.came, b.came
    if _never_meet(left, left_too) or _never_meet(came, came_too):
        return True
    first, other = a.days, b.days
    if (first and came_too and max(came_too) + DAY < first[0]) or (other and came and max(came) + DAY < other[0]):
        return True
    return first is not None and other is not None and (first[0] - other[1] > LONGEST_WAY or other[0] - first[1] > LONGEST_WAY)


def _never_meet(a: Sequence[datetime], b: Sequence[datetime]) -> bool:
    return bool(a and b) and all(abs(m - n) > DAY for m in a for n in b)


def dates(c: Chain, phase: str) -> list[datetime]:
    """The moments at which the words say that it left, arrived or the like."""
    whens = [t.statement.when for t in c.facts if t.statement.phase == phase and t.statement.status == "happened"]
    return [m for w in whens if w and w.basis != "published" for m in (w.start or w.end,) if m is not None]


def _places(c: Chain, role: str) -> tuple[Place, ...]:
    return tuple(p.place for t in c.facts for p in t.where if p.role == role)


def loads(c: Chain) -> frozenset[Load]:
    """The figures by which a movement can be known: fifty or more of something, with both their ends. Vague ones ("hundreds") are none."""
    figures = (f for t in c.facts for f in t.statement.figures)
    return frozenset(
        (f.what, f.low, f.high) for f in figures if (f.low or 0) >= UNCOMMON and (f.high is None or (f.low == f.high or f.best is not None))
    )


def _narrow(c: Chain, role: str) -> tuple[Place, ...]:
    """The same without countries, by which no movement can be known."""
    return tuple(p for p in _places(c, role) if p.kind != "country")


def _gathered(c: Chain) -> tuple[Place, ...]:
    return tuple(p for t in c.facts if t.statement.phase == "gathered" for p in t.places("at", "near", "within"))


def people(c: Chain) -> frozenset[Key]:
    """Who moves, as far as a name or a class of people tells; vehicles are not people."""
    return frozenset(
        n.key for t in c.facts for n in t.actors(*_going(t)) if n.specific or (n.actor.type == "actor" and not _is_vehicle(n.actor.text))
    )


def _is_vehicle(text: str) -> bool:
    return any(word in text.lower() for word in CONVOY_WORDS)


def by_vehicle(c: Chain) -> bool:
    """Whether a movement is told to be one of vehicles."""
    return any(
        t.vehicles or _is_vehicle(t.subject_text) or any(f.what in VEHICLES for f in t.statement.figures)
        or any(_is_vehicle(n.actor.text) for n in t.actors("participant", "agent", "target"))
        for t in c.facts
    )  # fmt: skip


def _days(c: Chain) -> tuple[datetime, datetime] | None:
    """The first and the last moment that the words of the chain themselves tell."""
    whens = [t.statement.when for t in c.facts if t.statement.when and t.statement.when.basis != "published"]
    moments = [m for w in whens for m in (w.start, w.end) if m is not None]
    return (min(moments), max(moments)) if moments else None


def _voices(c: Chain) -> frozenset[str]:
    return frozenset(s.name for t in c.facts for s in t.statement.said_by if s.name)


def _exact(c: Chain) -> list[Figure]:
    return [f for t in c.facts for f in t.statement.figures if f.low is not None and f.low == f.high]


def movement(chain: Chain, agreement: str | None) -> Movement:
    """The movement that a chain tells of."""
    facts = chain.facts
    end = destination(facts)
    status = status_of(chain)
    stops = stops_of(facts, end)
    known = [s for s in stops if s.status != "expected"]
    figures = [t.statement.figures for t in facts]
    counted = {f.what for figures_of in figures for f in figures_of}
    uncounted = [[f for f in t.uncounted if f.what not in counted] for t in facts]
    statements = statements_of(chain.told)
    return Movement(
        id=record_id("movement", chain.told),
        what=_what(chain),
        participants=participants(facts),
        cargo=tuple(f for f in join_figures([*figures, *uncounted])),
        origin=origin(facts),
        destination=end,
        via=_via(facts, stops, end),
        stops=stops,
        position=known[-1] if known else None,
        eta=None if status == "arrived" else eta(facts),
        status=status,
        agreement=agreement,
        expected=expectations(facts),
        told=told_figures(facts),
        voices=voices(chain.told),
        statements=statements,
        reports=reports_of(chain.told),
        review=reviewed(chain.told),
    )


def _going(t: Told) -> tuple[WhoRole, ...]:
    """The roles of those who move: who evacuates or carries others does not."""
    return GOING[:-1] if t.statement.phase in ("carrying", "stalled", "turned_back") else GOING


def participants(facts: Sequence[Told]) -> tuple[Actor, ...]:
    """Who moves; the vehicles only where nobody else is named."""
    named = [n for role in GOING for t in facts if role in _going(t) for n in t.actors(role)]
    people = [n for n in named if n.specific or (n.actor.type != "object" and not _is_vehicle(n.actor.name))]
    return distinct_actors(people or named)


def _what(chain: Chain) -> Literal["convoy", "group", "troops"]:
    if by_vehicle(chain):
        return "convoy"
    return "troops" if all(t.statement.kind in TROOPS for t in chain.facts) else "group"


def origin(facts: Sequence[Told]) -> Place | None:
    """Where it began: the place that a departure names, else the first that it is said to come from, else where it gathered."""
    departed = [p for t in facts if t.statement.phase == "departed" for p in t.places("from")]
    named = [p for t in facts for p in t.places("from")]
    gathered = [p for t in facts if t.statement.phase == "gathered" for p in t.places("at", "near", "within")]
    left = [p for t in facts if t.statement.phase == "departed" for p in t.places("at")]
    return next(iter((*departed, *named, *gathered, *left)), None)


def _via(facts: Sequence[Told], stops: Sequence[Stop], end: Place | None) -> tuple[Place, ...]:
    named = [p for t in facts for p in t.places("via")]
    passed = [s.place for s in stops if s.status == "passed" and s.place is not None]
    via: list[Place] = []
    for place in (*named, *passed):
        if not any(same_place(place, p) for p in via) and not (end and same_place(place, end)):
            via.append(place)
    return tuple(via)


def eta(facts: Sequence[Told]) -> Range | None:
    """When it is expected to arrive, as the latest report tells it."""
    expecting = [
        t for t in facts
        if t.statement.when and t.statement.when.basis != "published" and t.statement.phase in ("arrived", "expected", None)
        and (t.statement.status in COMING or t.statement.phase == "expected")
    ]  # fmt: skip
    latest = max((_moment(t) for t in expecting), default=None)
    return tightest(when_of(t) for t in expecting if _moment(t) == latest)


def _moment(t: Told) -> datetime:
    return t.moment or datetime.min


RANKS: tuple[MovementStatus, ...] = ("unknown", "planned", "under_way", "stalled", "turned_back", "arrived")
SETTLED = frozenset({"turned_back", "arrived"})


def status_of(chain: Chain) -> MovementStatus:
    """How far it has come. An arrival or a turning back settles it, against all but what a later report says goes on at its time."""
    end = destination(chain.facts)
    status: MovementStatus = "unknown"
    for moment in sorted({_moment(t) for t in chain.facts}):
        found = [s for t in chain.facts if _moment(t) == moment for s in _states(t, end)]
        if not found:
            continue
        newer, now = max(found, key=lambda s: (s[0] in SETTLED, s[1], RANKS.index(s[0])))
        behind = newer in ("unknown", "planned") and status not in ("unknown", "planned")
        if newer in SETTLED or now or not (status in SETTLED or behind):
            status = newer
    return status


def _states(t: Told, end: Place | None) -> Iterator[tuple[MovementStatus, bool]]:
    """What one statement says of the state, and whether it says so of now."""
    s, now = t.statement, t.statement.status == "ongoing"
    if s.status in COMING or s.phase == "gathered":
        yield "planned", False
    elif s.phase in ("stalled", "turned_back"):
        yield ("stalled" if s.phase == "stalled" else "turned_back"), now
    elif (s.phase == "arrived" or (s.phase is None and s.status == "happened")) and reached(t):
        yield ("arrived" if any(at_end(p, end) for p in reached(t)) else "under_way"), now
    elif s.phase not in ("carrying", "expected", None) or now:
        yield "under_way", now


def movements(found: Iterable[Chain], deals: Mapping[tuple[str, str], str]) -> tuple[Movement, ...]:
    """The movements of chains in the order of the text; `deals` leads from a statement to the agreement that it is part of."""
    ordered = sorted(found, key=lambda c: c.told[0].order)
    return tuple(movement(c, next((deals[t.key] for t in c.told if t.key in deals), None)) for c in ordered)
