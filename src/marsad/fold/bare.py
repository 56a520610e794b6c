"""Events that a report tells without a place or without a time: what else speaks for and against two of them being one.

The weights are judgements: no coded reports are known that lack both."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from marsad.fold.assemble import figures_conflict, keys, near, same_area, same_place, times_meet, when_of
from marsad.fold.events import ACTOR_ROLES, PLACE_ROLES, TARGET_ROLES
from marsad.fold.same import DONE, linked
from marsad.fold.told import Key, Told
from marsad.model.record import Place, Range
from marsad.model.statement import Figure, WhereRole
from marsad.pack.words import key_of

Group = list[Told]

PRIOR = -3.0
JOIN = 0.0
MOST_MET = 60
WINDOW = timedelta(days=21)
NEWS = timedelta(days=3)
ONE_DAY = timedelta(days=1)
EPOCH = datetime(1900, 1, 1)
SHORT_WORD = 4
RARE = 0.05
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
    stories: frozenset[Hashable]
    whens: tuple[Range, ...]
    places: tuple[Place, ...]
    figures: tuple[Figure, ...]
    published: datetime | None
    moment: datetime | None
    placed: bool


def bare(group: Group, stories: Mapping[str, frozenset[Hashable]]) -> Bare:
    """What the statements of a group offer."""
    first = group[0].statement
    status = "done" if first.status in DONE else first.status
    names = {w for t in group for n in (*t.who, *t.named) for w in key_of(n.actor.text)}
    return Bare(
        told=tuple(group),
        reports=frozenset(t.report for t in group),
        sort=(SORTS.get(first.kind, first.kind), status, first.phase, first.change),
        actors=keys(n for t in group for n in t.actors(*ACTOR_ROLES)),
        targets=keys(n for t in group for n in t.actors(*TARGET_ROLES)),
        words=frozenset(w.removesuffix("s") for t in group for w in key_of(t.clause) if len(w) > SHORT_WORD and w not in names),
        stories=frozenset(s for t in group for s in stories.get(t.report, ())),
        whens=tuple(w for t in group if t.statement.when and t.statement.when.basis == "stated" and (w := when_of(t))),
        places=tuple(p for t in group for p in t.places(*HARD_ROLES)),
        figures=tuple(f for t in group for f in t.statement.figures),
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
    BareFeature("one_place", 1.0, "the same place", lambda a, b: any(same_place(p, q) for p in a.places for q in b.places)),
    BareFeature("actor", 1.0, "an actor in common", lambda a, b: bool(a.actors & b.actors)),
    BareFeature("target", 1.0, "a target in common", lambda a, b: bool(a.targets & b.targets)),
    BareFeature("small_number", 0.5, "the same number of the same, under five", _same_number(1, 4)),
    BareFeature("number", 1.5, "the same number of the same, five or more", _same_number(5, float("inf"))),
    BareFeature("one_word", 0.5, "an uncommon word in common", _shared_words(1, 1)),
    BareFeature("words", 1.5, "two or more uncommon words in common", _shared_words(2, 10**6)),
    BareFeature("reminds", 2.0, "the one reminds of a report of the other's day", _reminds),
)  # fmt: skip


def joined(groups: Sequence[Group], stories: Mapping[str, frozenset[Hashable]]) -> list[Group]:
    """The groups, those joined that the features find to be one event; of two that both have place and time `same` has judged."""
    items = _rare_words([bare(g, stories) for g in sorted(groups, key=lambda g: g[0].order)])
    scores = {(i, j): _score(items[i], items[j]) for i, j in _candidates(items) if not apart(items[i], items[j])}
    return [sorted((t for i in g for t in items[i].told), key=lambda t: t.order) for g in linked(len(items), scores, JOIN)]


def _score(a: Bare, b: Bare) -> float:
    return PRIOR + sum(f.weight for f in FEATURES if f.holds(a, b))


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
    return not _one_day(a, b) and not _spans_meet(a, b) and _far(a.moment, b.moment, WINDOW if one_story or _reminds(a, b) else NEWS)


def _far(a: datetime | None, b: datetime | None, most: timedelta) -> bool:
    return a is not None and b is not None and abs(a - b) > most


def _candidates(items: Sequence[Bare]) -> Iterator[tuple[int, int]]:
    """Pairs of one sort that share an actor, a target or a story and are published within three weeks; each meets the sixty before it."""
    met: dict[Hashable, list[int]] = defaultdict(list)
    for j, item in enumerate(items):
        window = (item.published - EPOCH) // WINDOW if item.published else None
        marks = [(item.sort, m) for m in (*item.actors, *item.targets, *item.stories)]
        near = (window - 1, window, window + 1) if window is not None else (None,)
        yield from ((i, j) for i in sorted({i for m in marks for w in near for i in met[m, w][-MOST_MET:]}))
        for m in marks:
            met[m, window].append(j)


def _rare_words(items: Sequence[Bare]) -> list[Bare]:
    """The tellings with those of their words alone that few reports use."""
    used = Counter(w for item in items for w in item.words)
    most = max(4.0, RARE * len(items))
    return [replace(item, words=frozenset(w for w in item.words if used[w] <= most)) for item in items]
