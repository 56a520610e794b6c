"""Statements and events into the codes of a scheme: what it is, who did it, to whom."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from marsad.coding.schemes import INTERACTIONS, EventCode, Party, Scheme
from marsad.coding.table import state_codes, table_of
from marsad.model.mention import ActorMention, Mention, ObjectMention, PersonMention, PlaceMention, WeaponMention
from marsad.model.reading import Reading
from marsad.model.record import Event
from marsad.model.statement import Statement
from marsad.pack.pack import Pack

SOURCES = ("agent", "giver", "holder")
TARGETS = ("target", "receiver", "loser")
EQUALS = ("participant", "party")
NOT_CODED = frozenset({"denied"})
NOT_YET = frozenset({"planned", "expected", "conditional"})


class Sides(NamedTuple):
    """The mentions of a statement that act, and those that are acted on."""

    source: tuple[Mention, ...]
    target: tuple[Mention, ...]


def codes_of(reading: Reading, pack: Pack, scheme: Scheme) -> dict[str, EventCode]:
    """The code of each statement by its id. What is denied has none, nor what the scheme does not know; ACLED codes only what took place.

    Of places only countries are parties, as the states that they are."""
    mentions = {m.id: m for m in reading.mentions}
    table = table_of(pack, scheme)
    found: dict[str, EventCode] = {}
    for statement in reading.statements:
        if statement.status in NOT_CODED or (scheme == "acled" and statement.status in NOT_YET):
            continue
        sides = sides_of(statement, mentions)
        home = home_of(statement, mentions, pack)
        pair = table.code(statement.kind, statement.rule, facts_of(statement, sides, mentions, home))
        if pair is not None:
            source, target = (tuple(Party(m.id, party_code(m, mentions, pack, scheme, home)) for m in side) for side in sides)
            found[statement.id] = EventCode(*pair, source, target)
    return found


def event_code(event: Event, statements: Mapping[str, Statement], codes: Mapping[str, EventCode]) -> EventCode | None:
    """The code of an event: that of the statement of its kind which names the most parties, the first of them where several do."""
    told = [codes[i] for i in event.statements if i in codes and statements[i].kind == event.kind]
    return max(told, key=lambda code: bool(code.source) + bool(code.target)) if told else None


def sides_of(statement: Statement, mentions: Mapping[str, Mention]) -> Sides:
    """Who acts on whom. Sides that stand as equals are both; one that somebody acts on is a target alone."""

    def in_roles(roles: Iterable[str]) -> list[Mention]:
        return [mentions[w.mention] for w in statement.who if w.role in roles and w.mention in mentions]

    source, target, equals = in_roles(SOURCES), in_roles(TARGETS), in_roles(EQUALS)
    source += [m for m in equals if m not in source and m not in target]
    target += [m for m in equals if m not in target] if not target and len(equals) > 1 else []
    return Sides(tuple(source), tuple(target))


def home_of(statement: Statement, mentions: Mapping[str, Mention], pack: Pack) -> str | None:
    """The code of the state in which it took place; None where no place tells."""
    places = (mentions.get(where.mention) for where in statement.where)
    country = next((p.country for p in places if isinstance(p, PlaceMention) and p.country), None)
    return state_codes(pack, "cameo").get(country) if country is not None else None


def facts_of(statement: Statement, sides: Sides, mentions: Mapping[str, Mention], home: str | None) -> dict[str, frozenset[str]]:
    """What the conditions of refinements look at: types of actors, kinds of weapons, what is counted."""
    return {
        "agent": frozenset(t for m in sides.source if (t := type_of(m, mentions, home)) is not None),
        "target": frozenset(t for m in sides.target if (t := type_of(m, mentions, home)) is not None),
        "weapon": frozenset(m.kind for w in statement.with_ if isinstance(m := mentions.get(w.mention), WeaponMention)),
        "figure": frozenset(f.what for f in statement.figures if f.high != 0),
        "change": frozenset({statement.change} if statement.change else ()),
    }


def root_of(mention: Mention, mentions: Mapping[str, Mention]) -> Mention:
    """What a mention stands for, references followed; a ring of references ends where it began to turn."""
    seen = {mention.id}
    while isinstance(mention, ActorMention | PersonMention | ObjectMention) and mention.corefers is not None:
        other = mentions.get(mention.corefers)
        if other is None or other.id in seen:
            break
        mention = other
        seen.add(mention.id)
    return mention


def type_of(mention: Mention, mentions: Mapping[str, Mention], home: str | None) -> str | None:
    """The type of an actor; of a country that of a state, of a person a private one's where no office says more.

    A pack calls the forces of all states but its own external; where they act at home they are the state's."""
    root = root_of(mention, mentions)
    match root:
        case ActorMention():
            at_home = home is not None and dict(root.codes).get("cameo", "")[:3] == home
            return "state_forces" if root.actor_type == "external_forces" and at_home else root.actor_type
        case PersonMention():
            return "state_forces" if dict(root.codes).get("cameo", "")[-3:] in ("GOV", "MIL", "COP", "SPY") else "civilians"
        case PlaceMention():
            return "external_forces"
    return None


def party_code(mention: Mention, mentions: Mapping[str, Mention], pack: Pack, scheme: Scheme, home: str | None = None) -> str | None:
    """A party's code in a scheme; `home` is the code of the state in which it acts, where that is known."""
    if scheme == "acled":
        return INTERACTIONS.get(type_of(mention, mentions, home) or "")
    root = root_of(mention, mentions)
    if isinstance(root, ActorMention | PersonMention):
        codes = dict(root.codes)
        return codes.get(scheme) or codes.get("cameo")
    if isinstance(root, PlaceMention) and root.country is not None:
        return state_codes(pack, scheme).get(root.country)
    return None
