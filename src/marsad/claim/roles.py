"""Mentions into roles: which mention stands on a slot's filler, and what a filler is in the words that rules use."""

from marsad.claim.clauses import Clause
from marsad.claim.scene import Scene
from marsad.claim.tree import OTHER_CLAUSES, Tree
from marsad.model.mention import ActorMention, Mention, ObjectMention, PersonMention, PlaceMention, QuantityMention, WeaponMention
from marsad.model.report import Token

ARMED = frozenset({"state_forces", "rebel_group", "political_militia", "identity_militia", "external_forces"})
WHERE = ("at", "from", "to", "via", "within", "near", "except")
WITH = ("weapon", "means", "cargo", "damaged")
MOVERS = ("participant", "escort")
ACTING = ("agent", "holder", "party", "source", "giver", "receiver", "target")
PEOPLE_UNITS = frozenset(
    """people fighters civilians children women men families soldiers prisoners members persons refugees wounded patients officers
    officials""".split()
)
ELSEWHERE = ("to", "towards", "toward", "from", "into")  # "crossed the desert towards X" crosses no X
LYING = ("of", "around", "near", "in", "along", "outside", "between")  # "the border region around Arsal" lies where Arsal does
PARTITIVE = frozenset(
    """number group majority part most some dozen score ten hundred thousand many several rest all half total batch dozens tens hundreds
    thousands scores one two three four five six seven eight nine lot series wave barrage any both few remainder another other kg kilogram
    kilogramme ton tonne pound gram litre liter box bag cache truckload pair load burst hail volley shower round
    spate bout day night week""".split()
)
PLATFORMS = frozenset({"warplane", "helicopter", "drone", "tank", "artillery"})
GRAMMATICAL = frozenset("subject object recipient predicate complement modifier bare of in at on clause".split()) | {
    "complement subject", "complement object", "condition subject", "object owner",
}  # fmt: skip
_APART = OTHER_CLAUSES | {"conj", "appos"}


def fillers(clause: Clause, slot: str, tree: Tree) -> list[Token]:
    """The tokens of a slot with what is joined to each by "and"; of "hundreds of members" the members."""
    found: list[Token] = []
    tokens = clause.slots.get(slot) or deep(clause, slot, tree)
    if slot == "between" and len(tokens) == 1 and len(tree.joined(tokens[0])) == 1:
        tokens = [*tokens, *(t for t in tree.phrase(tokens[0], OTHER_CLAUSES) if t.relation == "conj" and t.pos in ("NOUN", "PROPN"))][:2]
    for token in tokens:
        for joined in tree.joined(token):
            for inner in tree.joined(counted(joined, tree)):
                if inner not in found:
                    found.append(inner)
            if joined not in found and joined.pos in ("NUM", "PRON"):
                found.append(joined)
    return found


def deep(clause: Clause, slot: str, tree: Tree) -> list[Token]:
    """What stands under a preposition further down, where none stands under it at the act itself: parsers hang "fired on the airport
    with rockets" on the airport. Only behind the act, and not across another clause."""
    if slot in GRAMMATICAL:
        return []
    if clause.behind is None:
        clause.behind = {}
        start = clause.verb or clause.trigger
        for token in (*tree.phrase(start, OTHER_CLAUSES), *_aimed(start, tree)):
            if token.number > clause.trigger.number and token.relation.startswith(("obl", "nmod")):
                clause.behind.setdefault(tree.preposition(token), token)
    found = clause.behind.get(slot)
    return [found] if found is not None else []


def _aimed(verb: Token, tree: Tree) -> list[Token]:
    """The words of an infinitive or gerund under a verb, which parsers hang on it as a purpose as well: "threatened on Monday to break
    with X", "was accused of theft by Y"."""
    aims = (c for c in tree.children(verb) if c.relation == "advcl" and (c.tag == "VB" or (c.tag == "VBG" and tree.child(c, "mark"))))
    return [word for aim in aims for word in tree.phrase(aim, OTHER_CLAUSES)]


def counted(token: Token, tree: Tree) -> Token:
    """What a partitive word counts: of "tens of buses" the buses."""
    for _ in range(3):
        if token.lemma not in PARTITIVE and token.lower not in PARTITIVE and token.pos != "NUM":
            break
        inner = next((c for c in tree.children(token) if c.relation.startswith("nmod") and tree.preposition(c) == "of"), None)
        if inner is None:
            break
        token = inner
    return token


def mentions_on(token: Token, scene: Scene, wanted: tuple[type[Mention], ...]) -> list[Mention]:
    """The mentions of the wanted types that a filler names: on its head word, else the first inside its phrase."""
    direct = [m for m in scene.heads.of(token) if isinstance(m, wanted)]
    if direct:
        return direct[:1]
    for inner in scene.tree.phrase(token, _APART):
        found = [m for m in scene.heads.of(inner) if isinstance(m, wanted)]
        if found:
            return found[:1]
    return []


def mentions_for(role: str, token: Token, scene: Scene) -> list[Mention]:
    """The mentions by which a filler stands in a role."""
    if role == "except" and scene.counts.of(token):
        return [*scene.counts.of(token)[:1]]
    if role == "via" and any(scene.tree.preposition(t) in ELSEWHERE for t in scene.tree.phrase(token, _APART) if t is not token):
        crossed: list[Mention] = [m for m in scene.heads.of(token) if isinstance(m, PlaceMention)]
        return crossed[:1]
    if role in WHERE:
        return [by_name(m, scene) for m in mentions_on(token, scene, (PlaceMention,)) if isinstance(m, PlaceMention)]
    if role == "damaged":
        hit: list[Mention] = [m for m in scene.heads.of(token) if isinstance(m, WeaponMention | ObjectMention)]
        return hit[:1] or mentions_on(token, scene, (ObjectMention,))
    if role in WITH:
        found = mentions_on(token, scene, (WeaponMention, ObjectMention))
        return found or (mentions_on(token, scene, (ActorMention,)) if role == "cargo" else [])
    direct: list[Mention] = [m for m in scene.heads.of(token) if isinstance(m, ActorMention | PersonMention)]
    if direct:
        return direct[:1]
    if role in MOVERS:
        vehicles: list[Mention] = [m for m in scene.heads.of(token) if isinstance(m, ObjectMention)]
        if vehicles:
            return vehicles[:1]
    if role in ACTING:
        places: list[Mention] = [m for m in scene.heads.of(token) if isinstance(m, PlaceMention) and m.kind == "country"]
        if places:
            return places[:1]
    if role == "agent":
        platforms: list[Mention] = [m for m in scene.heads.of(token) if isinstance(m, WeaponMention) and m.kind in PLATFORMS]
        if platforms:
            return (mentions_on(token, scene, (ActorMention,)) or platforms)[:1]
    if role in ("agent", "participant", "target") and not scene.heads.of(token):
        crowds: list[Mention] = [q for q in scene.counts.of(token) if q.unit in PEOPLE_UNITS or (q.unit is None and q.vague)]
        if crowds:
            return crowds[:1]
    if any(isinstance(m, ObjectMention | WeaponMention | PlaceMention) for m in scene.heads.of(token)):
        return owners(token, scene) if role == "target" else []
    return mentions_on(token, scene, (ActorMention, PersonMention))


def by_name(place: PlaceMention, scene: Scene) -> PlaceMention:
    """The place that "of" names behind words that only say whose it is: of "the rebel-held town of Rastan" Rastan."""
    if place.place_id is not None:
        return place
    named = next((m for m in scene.mentions if isinstance(m, PlaceMention) and m.start > place.start), None)
    between = [t.lower for t in scene.tree.tokens if named is not None and place.end <= t.start < named.start]
    lies = ["of"] if place.text[:1].isupper() else LYING
    return named if named is not None and len(between) == 1 and between[0] in lies else place


def owners(token: Token, scene: Scene) -> list[Mention]:
    """Whose a thing is that is struck: the army of "a checkpoint of the army", the militia of "militia positions"."""
    if not any(isinstance(m, ObjectMention) for m in scene.heads.of(token)):
        return []
    for inner in scene.tree.phrase(token, _APART):
        if inner is not token and (inner.relation in ("compound", "nmod:poss") or scene.tree.preposition(inner) in ("of", "belonging to")):
            found: list[Mention] = [m for m in scene.heads.of(inner) if isinstance(m, ActorMention)]
            if found:
                return found[:1]
    return []


def types_of(token: Token, scene: Scene) -> set[str]:
    """What a filler is, in the words that rules use, its own lemma among them."""
    types = {token.lemma, token.lower}
    if token.number in scene.events and token.pos in ("NOUN", "PROPN", "VERB"):
        types.add("event")
        types.update(trigger.rule.kind for trigger, _ in scene.events[token.number])
    mentions = (scene.heads.of(token) + owners(token, scene)) or mentions_on(token, scene, (Mention,))
    for mention in mentions:
        types |= _types_of_mention(mention)
    if any(isinstance(m, WeaponMention) and m.kind in PLATFORMS for m in mentions):
        types.update(t for m in mentions_on_inner(token, scene) for t in _types_of_mention(m))  # "Turkish artillery" acts as the Turks
    for quantity in scene.counts.of(token):
        types |= _types_of_mention(quantity)
    return types


def mentions_on_inner(token: Token, scene: Scene) -> list[Mention]:
    """The actor named in a filler's phrase before its head word: whose a weapon is."""
    for inner in scene.tree.children(token):
        if inner.relation in ("amod", "compound", "nmod:poss", "nmod"):
            found: list[Mention] = [m for m in scene.heads.of(inner) if isinstance(m, ActorMention)]
            if found:
                return found[:1]
    return []


def _types_of_mention(mention: Mention) -> set[str]:
    match mention:
        case ActorMention():
            types = {"actor", "people"}
            if mention.actor_type in ARMED:
                types.add("armed")
            if mention.actor_type == "civilians":
                types.add("civilian")
            return types | {mention.actor_type}
        case PersonMention():
            return {"person", "people"}
        case PlaceMention():
            return {"place", "country"} if mention.kind == "country" else {"place"}
        case WeaponMention():
            return {"weapon", mention.kind}
        case ObjectMention():
            return {"object", mention.kind}
        case QuantityMention():
            types = {"quantity"} | ({mention.unit} if mention.unit else set())
            return types | {"people"} if mention.unit in PEOPLE_UNITS else types
    return set()
