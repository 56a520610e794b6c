"""The steps of a deal: what several reports tell of one step is one, as far on as the latest of them says."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from marsad.fold.assemble import figures_conflict, group, keys, statements_of
from marsad.fold.movements import Chain, status_of
from marsad.fold.told import Told
from marsad.model.record import Step, StepStatus
from marsad.pack.words import key_of

GIVING = frozenset({"handover", "exchange", "release"})
STEP_OF: Mapping[str, StepStatus] = {
    "happened": "done", "ongoing": "under_way", "expected": "pending", "planned": "pending", "conditional": "pending",
}  # fmt: skip
STEP_OF_MOVEMENT: Mapping[str, StepStatus] = {
    "arrived": "done", "under_way": "under_way", "stalled": "under_way", "planned": "pending", "turned_back": "unknown",
}  # fmt: skip
RANK: Mapping[StepStatus, int] = {"done": 0, "under_way": 1, "unknown": 2, "pending": 3}
LONG = 240
LEADING = re.compile(r"^(?:(?:that|which|who|when|once|if|after|until|and|but|or)\s+)+(?:(?:is|are|was|were)\s+to\s+)?", re.IGNORECASE)
TRAILING = re.compile(r"[\s,]+(?:in (?:exchange|return|turn)(?: for)?|for|of|to|by|with|and|under|at|in|on)$", re.IGNORECASE)
SHORT_WORD = 4


@dataclass(frozen=True, slots=True)
class _Act:
    """A step before it has its number."""

    told: tuple[Told, ...]
    what: str
    status: StepStatus
    number: int | None
    moment: datetime


def steps(parts: Sequence[Told], found: Sequence[Chain]) -> tuple[Step, ...]:
    """The acts of a deal in order: as numbered in the words, otherwise what is done before what goes on before what is to come.

    Statements of one movement are one step, as far on as the movement is; others are one where `one_step` holds."""
    chain_of = {t.key: i for i, c in enumerate(found) for t in c.told}
    moving: dict[int, list[Told]] = {}
    for p in (p for p in parts if p.key in chain_of):
        moving.setdefault(chain_of[p.key], []).append(p)
    listed = [_way(items, found[i]) for i, items in moving.items()]
    listed += [_act(items) for items in group([p for p in parts if p.key not in chain_of and _is_act(p)], one_step)]
    numbered: list[Step] = []
    for act in _in_order(listed):
        order = max(act.number or 0, (numbered[-1].order or 0) + 1 if numbered else 1)
        numbered.append(Step(order, act.what, act.status, statements_of(act.told)))
    return tuple(numbered)


def _is_act(p: Told) -> bool:
    """Whether a part is an act of its own: not a way of which nothing is told, nor who is to hold a place afterwards."""
    if p.statement.kind == "movement":
        return bool(p.where or p.statement.figures)
    return p.statement.kind != "control" or p.statement.status != "conditional"


def one_step(a: Told, b: Told) -> bool:
    """Whether two reports tell of one step: acts of one sort by and to the same sides, with a word of what it is about in common and no
    numbers that differ."""
    if a.report == b.report or _sort(a) != _sort(b) or figures_conflict(a.statement.figures, b.statement.figures):
        return False
    for roles in (("giver", "agent"), ("receiver", "target")):
        mine, other = keys(a.actors(*roles)), keys(b.actors(*roles))
        if mine and other and not mine & other:
            return False
    return bool(_matter(a) & _matter(b))


def _sort(t: Told) -> str:
    return "giving" if t.statement.kind in GIVING else t.statement.kind


def _matter(t: Told) -> frozenset[str]:
    """The longer words of what carries a step, without plurals and without the sides' own names."""
    names = {word for n in (*t.who, *t.named) if n.specific for word in key_of(n.actor.text)}
    return frozenset(w.removesuffix("s") for w in key_of(t.quote) if len(w) > SHORT_WORD and w not in names)


def _act(items: Sequence[Told]) -> _Act:
    """A step from its tellings. Once done it stays done, whatever plan a later report recalls; only a denial undoes it."""
    ordered = sorted(items, key=lambda t: t.order)
    states: list[StepStatus] = [STEP_OF.get(t.statement.status, "unknown") for t in ordered]
    latest = states[-1]
    status: StepStatus = "done" if "done" in states and latest == "pending" else latest
    telling = next((t for t, s in zip(reversed(ordered), reversed(states), strict=True) if s == status), ordered[-1])
    return _Act(tuple(ordered), wording(telling), status, _number(items), _when(telling))


def _way(items: Sequence[Told], chain: Chain) -> _Act:
    main = max(items, key=lambda t: (len(t.where) + len(t.who), [-ord(c) for c in t.statement.id]))
    status = STEP_OF_MOVEMENT.get(status_of(chain), "unknown")
    return _Act(chain.told, wording(main), status, _number(items), max(_when(t) for t in chain.told))


def _number(items: Iterable[Told]) -> int | None:
    return min((t.statement.step for t in items if t.statement.step is not None), default=None)


def _when(t: Told) -> datetime:
    """When it was, as far as the words tell; else when they were published."""
    when = t.statement.when
    stated = (when.start or when.end) if when and when.basis != "published" else None
    return stated or t.moment or datetime.max


def wording(t: Told) -> str:
    """The words of a term or step: its clause, or where that is a long one only what carries it."""
    words = t.clause if len(t.clause) <= LONG else " ".join(t.quote.split())
    return TRAILING.sub("", LEADING.sub("", words)).strip(" ,;:") or words


def _in_order(acts: Iterable[_Act]) -> list[_Act]:
    """Numbered steps by their number; the others before the first numbered step that is less far on than they are."""
    acts = sorted(acts, key=lambda a: (RANK[a.status], a.moment, a.told[0].order))
    line = sorted((a for a in acts if a.number is not None), key=lambda a: (a.number or 0, RANK[a.status]))
    for act in (a for a in acts if a.number is None):
        slot = next((i for i, other in enumerate(line) if RANK[other.status] > RANK[act.status]), len(line))
        line.insert(slot, act)
    return line
