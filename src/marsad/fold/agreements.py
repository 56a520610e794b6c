"""Statements of deals into agreements: who with whom, when, what for what, and how far each step has come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from marsad.fold.assemble import (
    distinct_actors,
    group,
    keys,
    record_id,
    reports_of,
    reviewed,
    same_place,
    statements_of,
    tightest,
    times_meet,
    when_of,
)
from marsad.fold.movements import Chain
from marsad.fold.steps import GIVING, one_step, steps, wording
from marsad.fold.told import Named, Told
from marsad.fold.voices import voices
from marsad.model.record import Actor, Agreement, Place, Range, Term
from marsad.pack.words import key_of

DEALS = frozenset({"agreement", "ceasefire"})
SIDES = frozenset({"side", "sides", "party", "parties", "group", "groups", "factions"})
PARTY_TYPES = frozenset({"state_forces", "rebel_group", "political_militia", "identity_militia", "external_forces", "organisation"})


@dataclass(frozen=True, slots=True)
class Deal:
    """The statements that speak of one agreement (`anchors`), and those that are its terms and steps (`parts`)."""

    anchors: tuple[Told, ...]
    parts: tuple[Told, ...]

    @property
    def told(self) -> tuple[Told, ...]:
        """All its statements in the order of the text."""
        return tuple(sorted({t.key: t for t in (*self.anchors, *self.parts)}.values(), key=lambda t: t.order))


def deals(told: Iterable[Told]) -> list[Deal]:
    """The agreements that statements speak of, each with its parts."""
    ordered = sorted(told, key=lambda t: t.order)
    by_id = {t.key: t for t in ordered}
    parts: dict[tuple[str, str], list[Told]] = {}
    for t in ordered:
        anchor = _anchor(t, by_id)
        if anchor is not None:
            parts.setdefault(anchor, []).append(t)
    anchors = [t for t in ordered if t.statement.kind == "agreement" or t.key in parts or (t.statement.kind in DEALS and t.actors("party"))]
    anchors = [t for t in anchors if t.statement.status != "denied"]
    found: list[Deal] = []
    whole_of = {t.key: _anchor(t, by_id) or t.key for t in anchors}
    for items in group(anchors, lambda a, b: whole_of[a.key] == whole_of[b.key] or _one_deal(a, b)):
        of_it = [p for a in items for p in parts.get(a.key, ())]
        of_it += [by_id[other] for p in of_it if p.statement.against and (other := (p.report, p.statement.against)) in by_id]
        of_it = [p for p in of_it if p not in items]
        found.append(Deal(tuple(items), tuple(sorted({p.key: p for p in of_it}.values(), key=lambda t: t.order))))
    return sorted(_adopted(found), key=lambda d: d.told[0].order)


def _adopted(found: list[Deal]) -> list[Deal]:
    """The deals of a report, one that names no party ("the deal") joined to the only one that does, if no day lies between."""
    named = [d for d in found if _parties(d.anchors)]
    if len(named) != 1:
        return found
    fitting = [d for d in found if d is not named[0] and times_meet(_stated(named[0].anchors), _stated(d.anchors))]
    whole = (named[0], *fitting)
    joined = Deal(tuple(t for d in whole for t in d.anchors), tuple(t for d in whole for t in d.parts))
    return [joined, *(d for d in found if d not in whole)]


def _anchor(t: Told, by_id: Mapping[tuple[str, str], Told]) -> tuple[str, str] | None:
    """The agreement statement that this one belongs to, through agreements that are themselves parts of one."""
    anchor, seen = t.statement.part_of_agreement, {t.statement.id}
    while anchor is not None and (t.report, anchor) in by_id and anchor not in seen:
        seen.add(anchor)
        further = by_id[t.report, anchor].statement.part_of_agreement
        if further is None or (t.report, further) not in by_id:
            return t.report, anchor
        anchor = further
    return None


def _one_deal(a: Told, b: Told) -> bool:
    """Whether two statements speak of one agreement: one subject, or one day or the same parties, and nothing that differs."""
    if a.subject is not None and a.subject == b.subject:
        return True
    day_a, day_b = _stated((a,)), _stated((b,))
    if day_a and day_b and (day_a.start, day_a.end) != (day_b.start, day_b.end):
        return False
    parties_a, parties_b = keys(_parties((a,))), keys(_parties((b,)))
    if parties_a and parties_b:
        return len(parties_a & parties_b) >= min(2, len(parties_a), len(parties_b)) and (
            a.statement.kind == b.statement.kind or bool(day_a and day_b)
        )
    return bool(day_a and day_b)


def _date(told: Iterable[Told]) -> Range | None:
    """The day on which it was struck, where words tell it."""
    return tightest(when_of(t) for t in told if t.struck and t.statement.when and t.statement.when.basis != "published")


def _stated(told: Iterable[Told]) -> Range | None:
    """The same, where it is the statement's own words that tell it."""
    found = _date(told)
    return found if found and found.basis == "stated" else None


def _parties(told: Iterable[Told]) -> list[Named]:
    return [n for t in told for role in ("party", "agent", "participant", "target") for n in t.actors(role) if _may_agree(n)]


def _may_agree(n: Named) -> bool:
    if n.actor.type == "actor" and (n.actor.actor_type in ("civilians", "media") or SIDES & set(key_of(n.actor.name)[-1:])):
        return False
    return n.actor.type == "person" or n.actor.actor_type in PARTY_TYPES or (n.role == "party" and n.actor.type == "actor")


def deal_date(deal: Deal) -> Range | None:
    """The day on which a deal was struck, where words tell it."""
    return _date(deal.anchors)


def deal_parties(deal: Deal) -> list[Named]:
    """Those whom its own statements name as parties."""
    return _parties(deal.anchors)


def says_something(deal: Deal) -> bool:
    """Whether more is told of a deal than that there is one: a party, its day, a part."""
    return bool(deal.parts or parties(deal) or _date(deal.anchors))


def agreement(deal: Deal, found: Sequence[Chain]) -> Agreement:
    """The agreement that statements tell of; `found` are the movements, any of which may be a step."""
    statements = statements_of(deal.told)
    return Agreement(
        id=record_id("agreement", deal.told),
        parties=parties(deal),
        date=_date(deal.anchors),
        terms=tuple(term(p, deal) for p in terms_of(deal, found)),
        steps=steps(deal.parts, found),
        areas=areas(deal),
        statements=statements,
        reports=reports_of(deal.told),
        voices=voices(deal.told),
        review=reviewed(deal.told),
    )


def parties(deal: Deal) -> tuple[Actor, ...]:
    """Those named as parties; beside them whoever gives, receives or holds what the deal is about."""
    named = _parties(deal.anchors)
    implied = [n for p in deal.parts for role in ("giver", "receiver", "holder") for n in p.actors(role) if _may_agree(n)]
    giving = [p for p in deal.parts if p.statement.kind in GIVING or p.statement.against is not None]
    implied += [n for p in giving for n in (*p.actors("agent", "target"), *p.named) if n.actor.actor_type in PARTY_TYPES]
    armed = [n for n in implied if n.actor.actor_type != "organisation" or n.role in ("giver", "receiver", "holder")]
    return distinct_actors([*named, *armed])


def terms_of(deal: Deal, found: Sequence[Chain]) -> list[Told]:
    """The parts that bind somebody: what is to be done, or given for something else, each once however many reports tell it. That a convoy
    has left or is expected tonight is how a term is carried out, and no term."""
    chain_of = {t.key: i for i, c in enumerate(found) for t in c.told}
    binding = [p for p in deal.parts if _binds(p) and (p.statement.kind != "movement" or p.key in chain_of)]

    def one_term(a: Told, b: Told) -> bool:
        one_way = a.key in chain_of and chain_of[a.key] == chain_of.get(b.key)
        return (one_way and (a.report != b.report or a.statement.phase == b.statement.phase)) or one_step(a, b)

    return [
        max(items, key=lambda p: (p.statement.against is not None, len(p.who) + len(p.where), p.moment is None))
        for items in group(binding, one_term)
    ]


def _binds(p: Told) -> bool:
    s = p.statement
    if s.status == "denied" or s.kind in DEALS:
        return False
    if s.against is not None:
        return True
    carried_out = s.status in ("happened", "ongoing", "conditional") or s.phase == "expected"
    return not (s.kind == "movement" and carried_out and s.phase not in (None, "gathered"))


def term(part: Told, deal: Deal) -> Term:
    """What one part of the deal binds somebody to, and what for."""
    going = () if part.statement.phase == "carrying" else part.actors("participant")  # who is carried does not bind himself to it
    by = next(iter((*part.actors("giver", "agent", "holder"), *going)), None)
    to = next(iter(part.actors("receiver")), None)
    other = next((p for p in deal.parts if p is not part and _paired(p, part)), None)
    return Term(wording(part), by.actor if by else None, to.actor if to else None, wording(other) if other else None)


def _paired(a: Told, b: Told) -> bool:
    return a.report == b.report and (a.statement.against == b.statement.id or b.statement.against == a.statement.id)


def areas(deal: Deal) -> tuple[Place, ...]:
    """The places that the deal is about: those it names itself, and those that its parts start from or lie in."""
    found: list[Place] = []
    named = [p for t in deal.anchors for p in t.places("at", "within", "near", "from")]
    for place in (*named, *(p for t in deal.parts for p in t.places("from", "at", "within"))):
        if not any(same_place(place, p) for p in found):
            found.append(place)
    return tuple(found)


def agreements(found: Iterable[Deal], moves: Sequence[Chain]) -> tuple[Agreement, ...]:
    """The agreements in the order of the text."""
    return tuple(agreement(d, moves) for d in found)
