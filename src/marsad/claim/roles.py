"""Mentions into roles: which mention stands on a slot's filler, and which role it may take."""

from marsad.claim.clauses import Clause
from marsad.claim.tree import OTHER_CLAUSES, Heads, Tree
from marsad.model.mention import (
    ActorMention,
    Mention,
    ObjectMention,
    PersonMention,
    PlaceMention,
    QuantityMention,
    WeaponMention,
)
from marsad.model.report import Token

ARMED = frozenset({"state_forces", "rebel_group", "political_militia", "identity_militia", "external_forces"})
WHO = ("agent", "target", "participant", "escort", "giver", "receiver", "party", "holder", "loser", "source")
WHERE = ("at", "from", "to", "via", "within", "near", "except")
WITH = ("weapon", "means", "cargo", "damaged")
MOVING = frozenset(
    {"movement", "displacement", "return", "deployment", "withdrawal", "handover", "exchange", "release", "surrender", "aid"}
)

AT = frozenset("in at on inside within throughout across over".split()) | {"in the area of", "against", "amid"}
NEAR = frozenset("near around outside by beside along opposite".split()) | {"close to", "next to", "opposite to", "north of", "south of"}
FROM = frozenset({"from", "out of", "coming from", "arriving from", "leaving", "departing from"})
TO = frozenset(
    {"to", "into", "towards", "toward", "onto", "for", "heading to", "heading towards", "heading toward", "heading for", "bound for"}
)
VIA = frozenset({"via", "through", "by way of", "across"})
EXCEPT = frozenset(
    {"except", "except for", "excluding", "but", "with exception of", "with the exception of", "apart from", "besides", "aside from"}
)


def mentions_on(token: Token, tree: Tree, heads: Heads, wanted: tuple[type[Mention], ...]) -> list[Mention]:
    """The mentions of the wanted types that a filler names: on its head word, else the nearest inside its phrase."""
    direct = [m for m in heads.of(token) if isinstance(m, wanted)]
    if direct:
        return direct
    inside = tree.phrase(token, OTHER_CLAUSES | {"conj", "appos"})
    found = [m for t in inside for m in heads.of(t) if isinstance(m, wanted)]
    return found[:1]


def fillers(clause: Clause, slot: str, tree: Tree) -> list[Token]:
    """The tokens of a slot with what is joined to each by "and"."""
    found: list[Token] = []
    for token in clause.slots.get(slot, ()):
        for joined in tree.joined(token):
            if joined not in found:
                found.append(joined)
    return found


def wanted_by(role: str) -> tuple[type[Mention], ...]:
    """The types of mention that may stand in a role."""
    if role in WHERE:
        return (PlaceMention,)
    if role in WITH:
        return (WeaponMention, ObjectMention)
    return (ActorMention, PersonMention)


def types_of(token: Token, tree: Tree, heads: Heads) -> set[str]:
    """What a filler is, in the words that rules use, its own lemma among them."""
    types = {token.lemma, token.lower}
    for mention in mentions_on(token, tree, heads, (Mention,)) + heads.of(token):
        match mention:
            case ActorMention():
                types |= {"actor", "people"}
                if mention.actor_type in ARMED:
                    types.add("armed")
                if mention.actor_type == "civilians":
                    types.add("civilian")
            case PersonMention():
                types |= {"person", "people"}
            case PlaceMention():
                types.add("place")
            case WeaponMention():
                types.add("weapon")
            case ObjectMention():
                types |= {"object", mention.kind}
            case QuantityMention():
                types |= {"quantity", mention.unit or "quantity"}
                if mention.unit in PEOPLE_UNITS:
                    types.add("people")
    return types


PEOPLE_UNITS = frozenset("people fighters civilians children women families men soldiers prisoners members".split())


def place_role(slot: str, kind: str) -> str | None:
    """The role that a preposition gives a place in an act of a kind; None where it says nothing."""
    words = slot.split()
    if slot in EXCEPT or (words and words[0] in ("except", "excluding")):
        return "except"
    if slot in FROM:
        return "from" if kind in MOVING or kind == "control" else "at"
    if slot in VIA and kind in MOVING:
        return "via"
    if slot in TO:
        return "to" if kind in MOVING else "at"
    if slot in NEAR or slot.endswith((" outskirts of", " vicinity of")):
        return "near"
    if slot in AT or slot.startswith(("in ", "on ", "at ")):
        return "at"
    return None
