"""The timeline of a place: who is said to have held it, from when until when, and by whom that is said. Disagreement stays visible."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from marsad.fold.assemble import lies_in, same_place
from marsad.model.record import Actor, Control, Place, Saying
from marsad.model.statement import Degree

TRUE = frozenset({"happened", "ongoing", "alleged"})


@dataclass(frozen=True, slots=True)
class Tenure:
    """A side's time over a place as lines of control tell it. `until` None: nothing told says that it ended. `dated` is false where
    only the day of publication gives its start; `disputed`: another side is said to hold the place at the same time."""

    actors: tuple[Actor, ...]
    degree: Degree | None
    since: datetime | None
    until: datetime | None
    dated: bool
    disputed: bool
    line: str
    said_by: tuple[Saying, ...]
    reports: tuple[str, ...]


def tenures(lines: Iterable[Control], area: Place) -> tuple[Tenure, ...]:
    """The timeline of a place, earliest first: a side that gained or holds it has it until it is said to lose it, or another to gain it.

    Lines that are planned, conditional or denied are none. A line about a wider area counts where all or most of it is held."""
    about = [c for c in lines if c.area is not None and c.status in TRUE and _covers(c.area, c.degree, area)]
    about.sort(key=lambda c: (_since(c) or datetime.min, c.id))
    held = [_tenure(c, about) for c in about if c.change != "lost"]
    return tuple(_with_dispute(t, held) for t in held)


def _covers(told: Place, degree: Degree | None, area: Place) -> bool:
    return same_place(told, area) or (degree in ("full", "mostly") and lies_in(area, told))


def held_on(lines: Iterable[Control], area: Place, moment: datetime) -> tuple[Tenure, ...]:
    """Who held a place at a moment, as told: several where the tellers disagree, none where nobody tells."""
    return tuple(t for t in tenures(lines, area) if (t.since is None or t.since <= moment) and (t.until is None or moment < t.until))


def _since(c: Control) -> datetime | None:
    return c.start or (c.told.start if c.told else None)


def _side(c: Control) -> frozenset[str]:
    return frozenset(a.actor_id or a.name for a in c.actors)


def _tenure(c: Control, about: Sequence[Control]) -> Tenure:
    since = _since(c)
    ends = [e for e in (c.end, *(_ended_by(c, other) for other in about)) if e is not None and (since is None or e > since)]
    return Tenure(c.actors, c.degree, since, min(ends, default=None), c.start is not None, False, c.id, c.said_by, c.reports)


def _ended_by(c: Control, other: Control) -> datetime | None:
    """When another line ends this one: the own side loses the place, or another side gains it."""
    if other.change == "lost" and _side(c) & _side(other):
        return other.end or other.start or (other.told.start if other.told else None)
    if other.change == "gained" and not _side(c) & _side(other):
        return _since(other)
    return None


def _with_dispute(t: Tenure, held: Sequence[Tenure]) -> Tenure:
    names = {a.actor_id or a.name for a in t.actors}
    others = (o for o in held if not names & {a.actor_id or a.name for a in o.actors})
    disputed = any(_overlap(t, o) for o in others)
    return Tenure(t.actors, t.degree, t.since, t.until, t.dated, disputed, t.line, t.said_by, t.reports)


def _overlap(a: Tenure, b: Tenure) -> bool:
    return (a.until is None or b.since is None or b.since < a.until) and (b.until is None or a.since is None or a.since < b.until)
