"""What a phrase for an actor names: canonical name, id, type and codes, as they hold on the day of the report."""

from datetime import date
from typing import cast

from marsad.find.actor_units import Chain, Unit, demonyms, forces, is_plain_country, is_state, modifier_types, states
from marsad.find.noun_text import DETERMINERS, NounText, entry_on
from marsad.model.mention import ActorMention, ActorType
from marsad.pack.lexicon import Entry
from marsad.pack.pack import Pack

ROLES = {"MIL": "forces", "GOV": "government", "COP": "police", "SPY": "intelligence", "JUD": "courts", "LEG": "parliament"}
_PLACES_GO = frozenset("leave enter reach cross visit flee quit tour approach occupy invade".split())
_SIDES = frozenset("rebel insurgent guerrilla jihadist jihadi militant".split())
_WEAK = frozenset("military intelligence civilian national foreign local human state social female male security refugee".split())


ACTS = frozenset(
    """attack attacks strike strikes airstrike airstrikes raid raids shelling bombardment bombing bombings offensive invasion incursion
    incursions assault aggression escalation operation operations fire shells shell raid targeting ambush blockade""".split()
)  # fmt: skip


def stands(text: NounText, chain: Chain) -> bool:
    """Whether a phrase speaks of an actor at all: a country acts or is acted on, a weak head has a name beside it."""
    head = chain.head
    if is_state(head):
        if len(chain.units) > 1 and chain.units[-2].kind != "country":
            return False
        return _acts(text, head) if is_plain_country(text, head) else _nationals(text, head)
    if head.kind == "actor":
        return True
    if head.entry.get("stands") == "none" or _inside_thing(text, chain):
        return False
    needs = head.entry.get("needs")
    if needs == "name":
        return chain.last > head.last
    owned = bool(chain.inner) or (chain.owner is not None and chain.owner[0] < head.first)
    if needs != "modifier" or len(chain.units) > 1 or owned:
        return True
    if text.key(head.first) == "department" and text.tag(head.first - 1) in ("NNP", "NNPS") and _in_place(text, chain.start):
        return False
    return any(text.named(at) and not text.opens(at) for at in range(chain.start, head.first)) or (
        text.capital(head.first) and not text.loud and chain.start < head.first and text.key(chain.start) not in DETERMINERS
    )


def _in_place(text: NounText, start: int) -> bool:
    """Whether a phrase stands where a place would: behind "in" or behind the name of a smaller place and a comma."""
    before = text.key(start - 1)
    return before in ("in", "of", "from", "near", "through", "across") or text.gap(start - 1).strip() == ","


def _acts(text: NounText, unit: Unit) -> bool:
    """Whether a country's name stands where an actor does: it does something, or something is done to it."""
    relation = text.relation(unit.last - 1)
    before = text.key(unit.first - 1)
    if not relation:
        return False
    token = text.token(unit.last - 1)
    governor = text.tokens[token.head] if token is not None else None
    for _ in range(12):
        if relation != "conj" or governor is None:
            break
        relation, at = governor.relation, governor.number
        before = text.tokens[at - 2 if at > 1 and text.tokens[at - 1].lower == "the" else at - 1].lower if at else ""
        governor = text.tokens[governor.head]
    if relation.startswith("nsubj"):
        return before not in ("in", "from", "to", "of", "near")
    if relation in ("obj", "iobj"):
        return governor is not None and governor.lemma not in _PLACES_GO and governor.pos == "VERB"
    return relation.startswith("obl") and before in ("by", "against", "with")


def _nationals(text: NounText, unit: Unit) -> bool:
    """Whether the name of a people stands for its people or, before a weapon, for its forces."""
    key, last = text.key(unit.last - 1), unit.last
    if text.tag(unit.last - 1) in ("NNS", "NNPS") or (key.endswith("s") and not key.endswith("ss")):
        return True
    return _arms_or_acts(text, last)


def _arms_or_acts(text: NounText, at: int) -> bool:
    """Whether a weapon or an act of arms follows ("Russian warplanes", "an Israeli strike"), so that a people's name means its forces."""
    if not text.joined(at - 1):
        return False
    return at in text.at["weapons"] or text.key(at) in ACTS or (text.joined(at) and text.key(at + 1) in ACTS)


def _inside_thing(text: NounText, chain: Chain) -> bool:
    """Whether the head is part of a word for a thing ("police station"), or an adjective before any noun ("military operation")."""
    head = chain.head
    for first in range(max(0, head.first - 3), head.last):
        thing, weapon = text.at["objects"].get(first), text.at["weapons"].get(first)
        if (thing is not None and thing.last > head.last) or (weapon is not None and first < head.first and weapon.last >= head.last):
            return True
    after = head.last
    if after >= len(text.words) or chain.last > after or not text.joined(after - 1) or not text.tag(after).startswith("NN"):
        return False
    if text.gap(after - 1) == "\n" or text.relation(head.last - 1) not in ("compound", "amod", "nmod", "nmod:desc"):
        return False
    if text.tag(head.last - 1) in ("NNS", "NNPS"):
        return False
    if head.kind == "people":
        return head.entry.get("what") != "fighters" or text.key(head.last - 1) not in _SIDES
    return text.key(head.last - 1) in _WEAK


def actor_of(text: NounText, pack: Pack, chain: Chain) -> ActorMention:
    """The mention of a phrase, its id still empty."""
    first, last = chain.start, chain.last
    if first < chain.units[0].first and _of_another(text, chain):
        while first < chain.units[0].first and (chain.head.kind == "actor" or text.key(first) in DETERMINERS):
            first += 1
    start, end = text.words[first].start, text.words[last - 1].end + (1 if text.abbreviated(last - 1) else 0)
    words = text.text[start:end]
    name, actor_id, kind, codes, rule = _identity(text, pack, chain)
    return ActorMention(
        id="", start=start, end=end, text=words, rule=rule, name=name or _bare(text, first, last), actor_id=actor_id,
        actor_type=cast(ActorType, kind), codes=codes,
    )  # fmt: skip


def _of_another(text: NounText, chain: Chain) -> bool:
    """Whether a phrase only stands before another noun, whose determiner is not its own: "a regime warplane"."""
    after = chain.last
    return (
        chain.last == chain.head.last and after < len(text.words) and text.joined(after - 1) and text.tag(after).startswith("NN")
        and text.relation(after - 1) in ("compound", "amod", "nmod:desc")
    )  # fmt: skip


def _bare(text: NounText, first: int, last: int) -> str:
    """The phrase without its article, on one line."""
    while first < last - 1 and text.key(first) in DETERMINERS and text.key(first) not in ("their", "his", "her", "its", "our", "other"):
        first += 1
    return " ".join(text.raw(first, last).split())


Identity = tuple[str | None, str | None, str, tuple[tuple[str, str], ...], str]


def _identity(text: NounText, pack: Pack, chain: Chain) -> Identity:
    head = chain.head
    if head.kind == "actor" and not is_state(head):
        return _of_others(text, pack, chain) or _known(head.entry, "actor.known")
    if is_state(head):
        return _state(text, pack, head)
    owner = _owner(chain)
    fights = head.entry.get("stands") == "group" or head.kind == "group"
    alike = head.kind == "people" or (owner is not None and head.entry.get("type") in ("unknown", owner.entry.get("type")))
    if owner is not None and not is_state(owner) and fights and alike:
        return _known(owner.entry, "actor.member")
    country = _country(text, chain)
    role = head.entry.get("role")
    if country is not None and role in ROLES and head.entry.get("type") in ("state_forces", "unknown"):
        return _force(pack, country, role, text.day)
    kind = _kind(text, pack, chain, owner)
    return None, None, kind, _codes(pack, country, role), f"actor.{head.kind}"


def _of_others(text: NounText, pack: Pack, chain: Chain) -> Identity | None:
    """Whose a common name is when somebody else stands before it: "the Hamas regime" is not the regime of the pack's own war."""
    entry = chain.head.entry
    if len(chain.units) < 2 or not entry.phrase.islower():
        return None
    before = chain.units[-2]
    if is_state(before):
        code, role = before.entry.id.upper(), entry.get("cameo")[3:6]
        return _force(pack, code, role if role in ROLES else "GOV", text.day) if code != entry.get("country") else None
    same = before.kind != "actor" or before.entry.get("country") == entry.get("country")
    return None if same else _known(before.entry, "actor.member")


def _known(entry: Entry, rule: str) -> Identity:
    codes = tuple((scheme, entry.get(scheme)) for scheme in ("cameo", "plover") if entry.get(scheme))
    return entry.get("name"), entry.id, entry.get("type"), codes, rule


def _owner(chain: Chain) -> Unit | None:
    """The known actor that owns the head: named in what hangs on it, or before it."""
    for inner in chain.inner:
        unit = inner.head if inner.head.kind == "actor" else _owner(inner)
        if unit is not None:
            return unit
    return next((u for u in reversed(chain.units[:-1]) if u.kind == "actor"), None)


def _country(text: NounText, chain: Chain) -> str | None:
    """The ISO code of the country that a phrase names, or that owns it: "Iraq's national security adviser"."""
    for unit in (*chain.units[:-1], *(i.head for i in chain.inner)):
        if is_state(unit):
            return unit.entry.id.upper()
    owners = (text.at["countries"].get(at) for at in range(*chain.owner)) if chain.owner is not None else ()
    return next((owner.entries[0].id.upper() for owner in owners if owner is not None), None)


def _state(text: NounText, pack: Pack, head: Unit) -> Identity:
    code = head.entry.id.upper()
    if not is_plain_country(text, head):
        if _arms_or_acts(text, head.last):
            return _force(pack, code, "MIL", text.day)
        return None, None, "civilians", _codes(pack, code, "CVL"), "actor.people"
    row = states(pack).get(code)
    if row is None:
        return head.entry.get("name"), code.lower(), _side(pack, code), (), "actor.state"
    return row.get("name"), row.id, _side(pack, code), _known(row, "")[3], "actor.state"


def _side(pack: Pack, country: str) -> str:
    """The type of a state's forces: outside their own war they are external."""
    return "external_forces" if pack.countries and country != pack.countries[0] else "state_forces"


def _force(pack: Pack, country: str, role: str, day: date | None) -> Identity:
    row = states(pack).get(country)
    whole = forces(pack).get(row.get("cameo") + role) if row is not None else None
    if whole is not None:
        return _known(entry_on(whole, day), "actor.force")
    named = demonyms(pack).get(country, country)
    return f"{named} {ROLES[role]}", f"{country.lower()}-{ROLES[role]}", _side(pack, country), _codes(pack, country, role), "actor.force"


def _codes(pack: Pack, country: str | None, role: str) -> tuple[tuple[str, str], ...]:
    """CAMEO's general rule: the country's code, then the role's."""
    row = states(pack).get(country) if country else None
    if row is not None and row.get("cameo"):
        return (("cameo", row.get("cameo") + role),)
    return (("cameo", role),) if role else ()


def _kind(text: NounText, pack: Pack, chain: Chain, owner: Unit | None) -> str:
    """The type of an open-class actor: its head's, or what its modifiers or owner tell."""
    head = chain.head
    kind = head.entry.get("type")
    if kind != "unknown":
        return kind
    told = modifier_types(pack)
    for at in range(head.first - 1, chain.start - 1, -1):
        if text.key(at) in told:
            return told[text.key(at)]
    if owner is not None:
        return owner.entry.get("type")
    for unit in reversed(chain.units[:-1]):
        if unit.entry.get("type", "unknown") != "unknown":
            return unit.entry.get("type")
    for inner in chain.inner:
        if inner.head.kind != "country" and inner.head.entry.get("type", "unknown") != "unknown":
            return inner.head.entry.get("type")
    return "unknown"
