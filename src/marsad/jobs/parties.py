"""The codes of records: what an event is in ACLED's and PLOVER's schemes, and on which side each of its parties stands."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from marsad.coding.codes import codes_of, home_of, party_code
from marsad.coding.schemes import EventCode, Scheme
from marsad.fold.told import Told, tell
from marsad.model.form import Form
from marsad.model.form_record import actor_form
from marsad.model.reading import Reading
from marsad.pack.pack import Pack

SCHEMES: tuple[Scheme, ...] = ("acled", "plover")
ACTING = frozenset(("agent", "giver", "holder"))
ACTED_ON = frozenset(("target", "receiver", "loser"))
EQUAL = frozenset(("participant", "party"))
TOGETHER = frozenset(("movement", "displacement", "return", "deployment", "withdrawal"))  # who takes part goes one way, not against another
UNSIDED = frozenset(("external_forces", "organisation", "unknown", None))  # says nothing of whom one stands with


class Named(NamedTuple):
    """A party as a statement names it, its role, its code in each scheme."""

    actor: Form
    role: str
    codes: Mapping[str, str | None]


class Coded(NamedTuple):
    """A statement with its codes and parties."""

    kind: str
    codes: Mapping[Scheme, EventCode]
    parties: tuple[Named, ...]


def coded(reading: Reading, pack: Pack, wanted: frozenset[str]) -> dict[str, Coded]:
    """Those of the statements that are wanted, by id, with their codes and parties."""
    mentions = {m.id: m for m in reading.mentions}
    schemes = {scheme: codes_of(reading, pack, scheme) for scheme in SCHEMES}
    found: dict[str, Coded] = {}
    for told in tell(reading, pack):
        statement = told.statement
        if statement.id in wanted:
            home = home_of(statement, mentions, pack)
            known = [mentions[w.mention] for w in statement.who if w.mention in mentions]
            parties = tuple(
                Named(actor_form(n.actor), n.role, {s: party_code(m, mentions, pack, s, home) for s in SCHEMES})
                for n, m in zip(told.who, known, strict=True)
            )
            codes = {scheme: by_id[statement.id] for scheme, by_id in schemes.items() if statement.id in by_id}
            found[statement.id] = Coded(statement.kind, codes, (*parties, *_damaged(told)))
    return found


def _damaged(told: Told) -> list[Named]:
    return [Named(actor_form(a), "target", {}) for a in told.damaged]


def with_codes(event: Form, told: Sequence[Coded]) -> Form:
    """The event with `codes`, those of the statement of its kind that names the most parties, and its parties with `side` and `codes`."""
    same = [c for c in told if c.kind == event["kind"]]
    codes: dict[str, Form | None] = {"acled": None, "plover": None}
    if acled := _fullest(same, "acled"):
        codes["acled"] = {"event_type": acled.type, "sub_event_type": acled.sub_type}
    if plover := _fullest(same, "plover"):
        codes["plover"] = {"event": plover.type}
    named = [p for c in told for p in c.parties]
    actors = [_party(a, named) for a in event["actors"]]
    targets = [_party(a, named) for a in event["targets"]]
    equal = [a for a in actors if a.pop("equal")]
    for target in targets:
        del target["equal"]
    if len(equal) > 1 and not targets and event["kind"] not in TOGETHER:
        _oppose(equal)
    return event | {"actors": actors, "targets": targets, "codes": codes}


def _fullest(told: Iterable[Coded], scheme: Scheme) -> EventCode | None:
    codes = [c.codes[scheme] for c in told if scheme in c.codes]
    return max(codes, key=lambda code: bool(code.source) + bool(code.target), default=None)


def _party(actor: Form, named: Sequence[Named]) -> Form:
    """A party of an event with its codes and side, as the first statement that names it tells them."""
    mine = [n for n in named if _same(n.actor, actor)]
    codes = {scheme: next((c for n in mine if (c := n.codes.get(scheme))), None) for scheme in SCHEMES}
    roles = {n.role for n in mine}
    side = 1 if roles & ACTING else 2 if roles & ACTED_ON else None
    return actor | {"codes": codes, "side": side, "equal": side is None and bool(roles & EQUAL)}


def _same(a: Form, b: Form) -> bool:
    return bool(a["actor_id"]) and a["actor_id"] == b["actor_id"] or (a["name"], a["type"]) == (b["name"], b["type"])


def _oppose(equal: Sequence[Form]) -> None:
    """Sides of those who stand as equals (a clash, a deal): the first is on the one; the first of another sort of actor opens the other.
    Whose sort says nothing of whom they stand with are on the side of the one named before them."""
    first = next((a["actor_type"] for a in equal if a["actor_type"] not in UNSIDED), None)
    side = 1
    for i, actor in enumerate(equal):
        if actor["actor_type"] not in UNSIDED:
            side = 1 if actor["actor_type"] == first else 2
        elif first is None and i:
            side = 2
        actor["side"] = side
    if all(a["side"] == 1 for a in equal):  # all of one sort, as two rebel groups that fight each other
        for actor in equal[1:]:
            actor["side"] = 2
