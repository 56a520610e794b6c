"""Statements of deals into agreements: who with whom, when, what for what, and how far each step has come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from marsad.fold.assemble import distinct_actors, group, keys, record_id, reports_of, same_place, statements_of, tightest, when_of
from marsad.fold.movements import Chain, status_of
from marsad.fold.told import Named, Told
from marsad.model.record import Actor, Agreement, Place, Range, Step, StepStatus, Term

DEALS = frozenset({"agreement", "ceasefire"})
GIVING = frozenset({"handover", "exchange", "release"})
PARTY_TYPES = frozenset({"state_forces", "rebel_group", "political_militia", "identity_militia", "external_forces", "organisation"})
STEP_OF: Mapping[str, StepStatus] = {
    "happened": "done", "ongoing": "under_way", "expected": "pending", "planned": "pending", "conditional": "pending",
}  # fmt: skip
STEP_OF_MOVEMENT: Mapping[str, StepStatus] = {
    "arrived": "done", "under_way": "under_way", "stalled": "under_way", "planned": "pending", "turned_back": "unknown",
}  # fmt: skip
LONG = 240
RANK: Mapping[StepStatus, int] = {"done": 0, "under_way": 1, "unknown": 2, "pending": 3}


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
    found: list[Deal] = []
    for items in group(anchors, _one_deal):
        of_it = [p for a in items for p in parts.get(a.key, ())]
        of_it += [by_id[other] for p in of_it if p.statement.against and (other := (p.report, p.statement.against)) in by_id]
        of_it = [p for p in of_it if p not in items]
        found.append(Deal(tuple(items), tuple(sorted({p.key: p for p in of_it}.values(), key=lambda t: t.order))))
    return sorted(found, key=lambda d: d.told[0].order)


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
    day_a, day_b = _date((a,)), _date((b,))
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
    ranges = (when_of(t) for t in told if t.statement.when and t.statement.when.basis != "published" and t.statement.status != "denied")
    return tightest(ranges)


def _parties(told: Iterable[Told]) -> list[Named]:
    return [n for t in told for role in ("party", "agent", "participant", "target") for n in t.actors(role) if _may_agree(n)]


def _may_agree(n: Named) -> bool:
    return n.actor.type == "person" or n.actor.actor_type in PARTY_TYPES or (n.role == "party" and n.actor.type == "actor")


def deal_date(deal: Deal) -> Range | None:
    """The day on which a deal was struck, where words tell it."""
    return _date(deal.anchors)


def deal_parties(deal: Deal) -> list[Named]:
    """Those whom its own statements name as parties."""
    return _parties(deal.anchors)


def agreement(deal: Deal, found: Sequence[Chain]) -> Agreement:
    """The agreement that statements tell of; `found` are the movements, any of which may be a step."""
    statements = statements_of(deal.told)
    return Agreement(
        id=record_id("agreement", deal.told),
        parties=parties(deal),
        date=_date(deal.anchors),
        terms=tuple(term(p, deal) for p in deal.parts if p.statement.status != "denied"),
        steps=steps(deal, found),
        areas=areas(deal),
        statements=statements,
        reports=reports_of(deal.told),
    )


def parties(deal: Deal) -> tuple[Actor, ...]:
    """Those named as parties; beside them whoever gives, receives or holds what the deal is about."""
    named = _parties(deal.anchors)
    implied = [n for p in deal.parts for role in ("giver", "receiver", "holder") for n in p.actors(role) if _may_agree(n)]
    giving = [p for p in deal.parts if p.statement.kind in GIVING or p.statement.against is not None]
    implied += [n for p in giving for n in (*p.actors("agent", "target"), *p.named) if n.actor.actor_type in PARTY_TYPES]
    armed = [n for n in implied if n.actor.actor_type != "organisation" or n.role in ("giver", "receiver", "holder")]
    return distinct_actors([*named, *armed])


def term(part: Told, deal: Deal) -> Term:
    """What one part of the deal binds somebody to, and what for."""
    by = next(iter((*part.actors("giver", "agent", "holder"), *part.actors("participant"))), None)
    to = next(iter(part.actors("receiver")), None)
    other = next((p for p in deal.parts if p is not part and _paired(p, part)), None)
    return Term(wording(part), by.actor if by else None, to.actor if to else None, wording(other) if other else None)


def wording(t: Told) -> str:
    """The words of a term or step: its clause, or where that is a long one only what carries it."""
    return t.clause if len(t.clause) <= LONG else " ".join(t.quote.split())


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


@dataclass(frozen=True, slots=True)
class _Act:
    """A step before it has its number."""

    told: tuple[Told, ...]
    what: str
    status: StepStatus
    number: int | None


def steps(deal: Deal, found: Sequence[Chain]) -> tuple[Step, ...]:
    """The acts of the deal in order: as numbered in the words, otherwise what is done before what goes on before what is to come.

    Statements of one movement are one step, as far on as the movement is."""
    chain_of = {t.key: i for i, c in enumerate(found) for t in c.told}
    acts: dict[tuple[str, str], list[Told]] = {}
    for p in deal.parts:
        at = chain_of.get(p.key)
        acts.setdefault(("movement", str(at)) if at is not None else ("statement", "|".join(p.key)), []).append(p)
    listed = [_act(items, found[int(key)] if kind == "movement" else None) for (kind, key), items in acts.items()]
    numbered: list[Step] = []
    for act in _in_order(listed):
        order = max(act.number or 0, (numbered[-1].order or 0) + 1 if numbered else 1)
        numbered.append(Step(order, act.what, act.status, statements_of(act.told)))
    return tuple(numbered)


def _act(items: list[Told], chain: Chain | None) -> _Act:
    number = min((t.statement.step for t in items if t.statement.step is not None), default=None)
    if chain is None:
        status = STEP_OF.get(items[0].statement.status, "unknown")
        return _Act(tuple(items), wording(items[0]), status, number)
    main = max(items, key=lambda t: (len(t.where) + len(t.who), [-ord(c) for c in t.statement.id]))
    return _Act(chain.told, wording(main), STEP_OF_MOVEMENT.get(status_of(chain), "unknown"), number)


def _in_order(acts: Iterable[_Act]) -> list[_Act]:
    """Numbered steps by their number; the others before the first numbered step that is less far on than they are."""
    acts = sorted(acts, key=lambda a: (RANK[a.status], str(_date(a.told[:1])), a.told[0].order))
    line = sorted((a for a in acts if a.number is not None), key=lambda a: (a.number or 0, RANK[a.status]))
    for act in (a for a in acts if a.number is None):
        slot = next((i for i, other in enumerate(line) if RANK[other.status] > RANK[act.status]), len(line))
        line.insert(slot, act)
    return line


def agreements(found: Iterable[Deal], moves: Sequence[Chain]) -> tuple[Agreement, ...]:
    """The agreements in the order of the text."""
    return tuple(agreement(d, moves) for d in found)
