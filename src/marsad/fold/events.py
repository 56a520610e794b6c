"""Statements into events. Two statements are one event only where the one repeats the other; what differs stays two."""

from collections.abc import Iterable, Sequence

from marsad.fold.assemble import (
    choose_place,
    distinct_actors,
    figures_conflict,
    group,
    join_figures,
    keys,
    record_id,
    reports_of,
    reviewed,
    same_area,
    same_place,
    sayings,
    statements_of,
    tightest,
    times_meet,
    when_of,
)  # fmt: skip
from marsad.fold.told import Key, Told
from marsad.fold.views import told_figures, views
from marsad.fold.voices import voices
from marsad.model.record import Actor, Event, Joined
from marsad.model.statement import WhereRole, WhoRole

PLACE_ROLES: tuple[WhereRole, ...] = ("at", "to", "near", "within", "via")
ACTOR_ROLES: tuple[WhoRole, ...] = ("agent", "participant", "giver", "party", "holder")
TARGET_ROLES: tuple[WhoRole, ...] = ("target", "receiver", "loser")
VIOLENCE = frozenset(
    {"battle", "attack", "shelling", "airstrike", "explosion", "suicide_bombing", "chemical_attack", "killing", "execution", "abduction"}
)
GENERIC = frozenset({"attack", "killing"})
KNOWN = ("the", "this", "that", "these", "those", "both")
REMINDING = frozenset({"battle", "attack", "killing", "explosion", "abduction"})
SPEAKING = frozenset(
    {"statement", "threat", "appeal", "request", "accusation", "pledge", "refusal", "support", "responsibility_claim", "negotiation"}
)


def tellings(told: Iterable[Told]) -> list[list[Told]]:
    """The statements grouped by the event that they tell of, within each report."""
    by_kind: dict[tuple[str, str, str], list[Told]] = {}
    for t in sorted((t for t in told if not _running_total(t)), key=lambda t: t.order):
        by_kind.setdefault((t.report, t.statement.kind, t.statement.status), []).append(t)
    groups = sorted((g for items in by_kind.values() for g in group(items, told_again)), key=lambda g: g[0].order)
    return _without_reminders(groups)


def _without_reminders(groups: Sequence[list[Told]]) -> list[list[Told]]:
    """The groups, those that speak of violence told before ("the attack", "killed in the attack") with what they speak of."""
    kept: list[list[Told]] = []
    last: dict[str, list[Told]] = {}
    for found in groups:
        first = found[0]
        earlier = last.get(first.report)
        if earlier is not None and len(found) == 1 and _known(first) and not any(_clash(first, t) for t in earlier):
            earlier.append(first)
            continue
        kept.append(found)
        if first.statement.kind in VIOLENCE:
            last[first.report] = found
    return kept


def _known(t: Told) -> bool:
    """Whether a statement speaks of violence as known: "the attack", "killed in the attack"."""
    trigger, clause = t.statement.trigger.text.lower(), t.clause.lower()
    return t.statement.kind in REMINDING and any(f"{word} {trigger}" in clause or f" {word} " in trigger for word in KNOWN)


def _clash(a: Told, b: Told) -> bool:
    """Whether two statements cannot speak of one act: another kind, status, number, time, place or side. Others may be hurt."""
    if a.statement.kind != b.statement.kind and a.statement.kind != "attack":
        return True
    if a.statement.status != b.statement.status or figures_conflict(a.statement.figures, b.statement.figures):
        return True
    if _stated(a) and _dated(b) and not times_meet(when_of(a), when_of(b)):
        return True
    mine, other = keys(a.actors(*ACTOR_ROLES)), keys(b.actors(*ACTOR_ROLES))
    if mine and other and not mine & other:
        return True
    here, there = a.places("at", "near"), b.places("at", "near")
    return bool(here) and not any(same_area(p, q) for p in here for q in there)


def _stated(t: Told) -> bool:
    return t.statement.when is not None and t.statement.when.basis == "stated"


def _running_total(t: Told) -> bool:
    """Whether a statement only tells how many it has been so far: "the number of those killed since January has risen to 61"."""
    s = t.statement
    return s.kind == "killing" and bool(s.figures) and all(f.cumulative for f in s.figures)


def told_again(a: Told, b: Told) -> bool:
    """Whether two statements of one kind and status tell of one act.

    Nothing may differ (times, places, actors, figures, phase, source's own words for a second one), and what they share must be enough to
    know it by: a place or an actor that is known, and beside it one thing more.
    """
    if a.statement.phase == "carrying" or b.statement.phase == "carrying":
        return a.subject is not None and a.subject == b.subject and _next_to(a, b)
    if a.statement.phase != b.statement.phase or a.statement.change != b.statement.change or _differs(a, b):
        return False
    if a.subject is not None and a.subject == b.subject and _same_ends(a, b):
        return True
    shared_actor = bool(_specific(a) & _specific(b))
    shared_place = any(same_place(p, q) for p in a.places(*PLACE_ROLES) for q in b.places(*PLACE_ROLES))
    shared_time = _dated(a) and _dated(b)
    shared_figure = any((f.what, f.low, f.high) == (g.what, g.low, g.high) for f in a.statement.figures for g in b.statement.figures)
    shared_crowd = bool((keys(a.who) & keys(b.who)) - _specific(a))
    return (shared_place or shared_actor) and shared_place + shared_actor + shared_time + shared_figure + shared_crowd >= 3 - _background(
        a, b
    )


def _background(a: Told, b: Told) -> bool:
    """Whether one of the two only reminds of what the other, or an earlier report, told ("as we published yesterday")."""
    return (a.statement.refers_to is None) != (b.statement.refers_to is None)


def _differs(a: Told, b: Told) -> bool:
    if figures_conflict(a.statement.figures, b.statement.figures) or (_dated(a) and _dated(b) and not times_meet(when_of(a), when_of(b))):
        return True
    for roles in (ACTOR_ROLES, TARGET_ROLES):
        mine, other = keys(a.actors(*roles)), keys(b.actors(*roles))
        if mine and other and not mine & other:
            return True
    for place_roles in (("at", "near"), ("to",), ("from",)):
        mine_at, other_at = a.places(*place_roles), b.places(*place_roles)
        if mine_at and other_at and not any(same_area(p, q) for p in mine_at for q in other_at):
            return True
    return False


def _same_ends(a: Told, b: Told) -> bool:
    """Whether two statements about one subject name the same places, each at least one."""
    return any(same_place(p, q) for p in a.places(*PLACE_ROLES, "from") for q in b.places(*PLACE_ROLES, "from"))


def _next_to(a: Told, b: Told) -> bool:
    """Whether what is carried is told in the clause of the other statement, or in one that overlaps it."""
    return a.report == b.report and a.statement.start < b.statement.end and b.statement.start < a.statement.end


def _dated(t: Told) -> bool:
    return t.statement.when is not None and t.statement.when.basis != "published"


def _specific(t: Told) -> frozenset[Key]:
    return frozenset(n.key for n in t.who if n.specific)


def event(told: Sequence[Told], merged: tuple[Joined, ...] = ()) -> Event:
    """The event that statements tell of together; `merged`: why those of different reports are one."""
    main = min(told, key=lambda t: (t.statement.phase == "carrying", t.statement.kind in GENERIC, -_weight(t), t.order))
    figures = told_figures(told)
    return Event(
        id=record_id("event", told),
        kind=main.statement.kind,
        status=main.statement.status,
        when=tightest(when_of(t) for t in told),
        place=choose_place(told, PLACE_ROLES),
        from_place=choose_place(told, ("from",)),
        to_place=choose_place(told, ("to",)),
        actors=_actors(told),
        targets=tuple(
            dict.fromkeys((*distinct_actors(n for t in told for n in t.actors(*TARGET_ROLES)), *(d for t in told for d in t.damaged)))
        ),
        weapons=tuple(dict.fromkeys(w for t in told for w in t.weapons)),
        figures=join_figures(t.statement.figures for t in told),
        said_by=sayings(told),
        statements=statements_of(told),
        quote=main.quote,
        reports=reports_of(told),
        voices=voices(told),
        told=figures,
        views=views(figures),
        merged=merged,
        review=reviewed(told),
    )


def _actors(told: Sequence[Told]) -> tuple[Actor, ...]:
    """Who acts. Of words alone, where nobody else is named, whoever spoke them."""
    acting = [n for role in ACTOR_ROLES for t in told for n in t.actors(role)]
    if not acting and told[0].statement.kind in SPEAKING:
        acting = [n for t in told for n in t.actors("source")]
    return distinct_actors(acting)


def _weight(t: Told) -> int:
    """How much a statement says."""
    s = t.statement
    return len(s.who) + len(s.where) + len(s.figures) + len(s.with_) + (s.when is not None)
