"""Events that a report tells without a place or without a time: what else speaks for and against two of them being one.

The weights are judgements: no coded reports are known that lack both."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from marsad.fold.assemble import figures_conflict, keys, near, same_area, times_meet, when_of
from marsad.fold.desk import around, window
from marsad.fold.events import ACTOR_ROLES, PLACE_ROLES, TARGET_ROLES
from marsad.fold.same import DONE
from marsad.fold.told import Key, Told, name_key
from marsad.fold.unit import mark
from marsad.model.record import Place, Range
from marsad.model.statement import Figure, WhereRole

Group = Sequence[Told]

PRIOR = -3.0
JOIN = 0.0
WINDOW = timedelta(days=21)
NEWS = timedelta(days=3)
ONE_DAY = timedelta(days=1)
FIVE = 5
SORTS = {"handover": "giving", "exchange": "giving", "release": "giving", "ceasefire": "agreement", "airstrike": "attack"}
HARD_ROLES: tuple[WhereRole, ...] = ("at", "to", "near", "via")


@dataclass(frozen=True, slots=True)
class Bare:
    """What a report's telling of an event offers beside place and time. `stories`: the movements and deals of which the report tells;
    `whens` and `places` are those that the words of its clauses tell, `moment` is the best that is known of its time; `placed`: it has both
    a place and a time, told or inferred, so that `same` has judged it."""

    told: tuple[Told, ...]
    reports: frozenset[str]
    sort: tuple[str, str, str | None, str | None]
    actors: frozenset[Key]
    targets: frozenset[Key]
    words: frozenset[str]
    stories: frozenset[str]
    whens: tuple[Range, ...]
    places: tuple[Place, ...]
    figures: tuple[Figure, ...]
    published: datetime | None
    moment: datetime | None
    placed: bool


def bare(group: Group, stories: frozenset[str]) -> Bare:
    """What the statements of a group offer, which stand in a report that tells of these movements and deals."""
    first = group[0].statement
    status = "done" if first.status in DONE else first.status
    return Bare(
        told=tuple(group),
        reports=frozenset(t.report for t in group),
        sort=(SORTS.get(first.kind, first.kind), status, first.phase, first.change),
        actors=keys(n for t in group for n in t.actors(*ACTOR_ROLES)),
        targets=keys(n for t in group for n in t.actors(*TARGET_ROLES)),
        words=frozenset(w for t in group for w in t.words),
        stories=stories,
        whens=tuple(w for t in group if t.statement.when and t.statement.when.basis == "stated" and (w := when_of(t))),
        places=tuple(p for t in group for p in t.places(*HARD_ROLES)),
        figures=tuple(dict.fromkeys(replace(f, mention=None) for t in group for f in t.statement.figures)),
        published=group[0].moment,
        moment=next((m for t in group if (v := t.statement.when) and (m := v.start or v.end)), group[0].moment),
        placed=any(t.places(*PLACE_ROLES) for t in group) and any(t.statement.when for t in group),
    )


def _one_day(a: Bare, b: Bare) -> bool:
    """Whether both tell the same day."""
    return any(_day(v) and v.start == w.start for v in a.whens for w in b.whens)


def _day(r: Range) -> bool:
    return r.start is not None and r.end is not None and r.end - r.start <= ONE_DAY


def _spans_meet(a: Bare, b: Bare) -> bool:
    return not _one_day(a, b) and any(times_meet(v, w) for v in a.whens for w in b.whens)


def _same_number(least: int, most: float) -> Callable[[Bare, Bare], bool]:
    def test(a: Bare, b: Bare) -> bool:
        mine = {(f.what, f.low) for f in a.figures if f.low is not None and f.low == f.high and least <= f.low <= most}
        return any((f.what, f.low) in mine and f.low == f.high for f in b.figures)

    return test


def _names(p: Place) -> Iterator[Hashable]:
    yield name_key(p.name)
    if p.place_id:
        yield p.place_id


def _one_name(a: Bare, b: Bare) -> bool:
    return bool({n for p in a.places for n in _names(p)} & {n for p in b.places for n in _names(p)})


def _shared_words(least: int, most: int) -> Callable[[Bare, Bare], bool]:
    return lambda a, b: least <= len(a.words & b.words) <= most


def _reminds(a: Bare, b: Bare) -> bool:
    return any(_within(t, other.published) for one, other in ((a, b), (b, a)) for t in one.told)


def _within(t: Told, day: datetime | None) -> bool:
    start, end = t.earlier or (None, None)
    return day is not None and bool(start or end) and (start is None or start <= day) and (end is None or day < end)


@dataclass(frozen=True, slots=True)
class BareFeature:
    """A named reason for or against two tellings without place or time being one event."""

    name: str
    weight: float
    reason: str
    holds: Callable[[Bare, Bare], bool]


FEATURES: tuple[BareFeature, ...] = (
    BareFeature("story", 1.5, "both reports tell of the same movement or deal", lambda a, b: bool(a.stories & b.stories)),
    BareFeature("one_day", 1.5, "the same day", _one_day),
    BareFeature("spans_meet", 0.5, "times that overlap", _spans_meet),
    BareFeature("one_place", 1.0, "the same place", _one_name),
    BareFeature("actor", 1.0, "an actor in common", lambda a, b: bool(a.actors & b.actors)),
    BareFeature("target", 1.0, "a target in common", lambda a, b: bool(a.targets & b.targets)),
    BareFeature("small_number", 0.5, "the same number of the same, under five", _same_number(1, 4)),
    BareFeature("number", 1.5, "the same number of the same, five or more", _same_number(5, float("inf"))),
    BareFeature("one_word", 0.5, "an uncommon word in common", _shared_words(1, 1)),
    BareFeature("words", 1.5, "two or more uncommon words in common", _shared_words(2, 10**6)),
    BareFeature("reminds", 2.0, "the one reminds of a report of the other's day", _reminds),
)  # fmt: skip


def weighed(a: Bare, b: Bare) -> tuple[float, tuple[BareFeature, ...]]:
    """The sum of the features that hold of two tellings, and which they are."""
    held = tuple(f for f in FEATURES if f.holds(a, b))
    return PRIOR + sum(f.weight for f in held), held


def bare_marks(b: Bare, reach: int = 0) -> Iterator[int]:
    """What two tellings of which one lacks place or time have in common, one thing of it at least: a day, a number, a place by its name, or
    both sides. With `reach` 1 what to look for: who has both looks for those who lack one alone."""
    kinds = ("placed",) if b.placed and not reach else ("bare",) if b.placed or not reach else ("placed", "bare")
    for kind in kinds:
        for week in around(window(b.moment), 3 * reach):
            yield from (mark(kind, b.sort, anchor, week) for anchor in _anchors(b))


def _anchors(b: Bare) -> Iterator[Hashable]:
    yield from (("day", w.start) for w in b.whens if _day(w))
    yield from (("number", f.what, f.low) for f in b.figures if f.low is not None and f.low == f.high and f.low >= FIVE)
    yield from (("place", name) for p in b.places for name in _names(p))
    yield from (("sides", a, t) for a in sorted(b.actors) for t in sorted(b.targets))


def apart(a: Bare, b: Bare) -> bool:
    """Whether two tellings cannot be one event, or are not for this table: in one report, of another sort, with another time, place, side
    or number; or too far apart in time for what they share. What has place and time both is for this table only as part of one story."""
    one_story = bool(a.stories & b.stories)
    if a.reports & b.reports or a.sort != b.sort or (a.placed and b.placed and not one_story) or figures_conflict(a.figures, b.figures):
        return True
    if a.whens and b.whens and not any(times_meet(v, w) for v in a.whens for w in b.whens):
        return True
    if a.places and b.places and not any(same_area(p, q) or near(p, q) for p in a.places for q in b.places):
        return True
    if (a.actors and b.actors and not a.actors & b.actors) or (a.targets and b.targets and not a.targets & b.targets):
        return True
    if one_story:
        return not _one_day(a, b) and not _spans_meet(a, b) and _far(a.moment, b.moment, WINDOW)
    return _far(a.moment, b.moment, WINDOW if _one_day(a, b) or _reminds(a, b) else NEWS) or not {*_anchors(a)} & {*_anchors(b)}


def _far(a: datetime | None, b: datetime | None, most: timedelta) -> bool:
    return a is not None and b is not None and abs(a - b) > most
