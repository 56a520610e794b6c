"""Where: the places that a clause names, by the prepositions they stand under; else those that the words around it lend."""

from itertools import pairwise

from marsad.claim.drafts import Draft
from marsad.claim.roles import WHERE, by_name
from marsad.claim.scene import Scene
from marsad.claim.tree import OTHER_CLAUSES
from marsad.model.mention import ActorMention, Mention, PersonMention, PlaceMention
from marsad.model.report import Token

MOVING = frozenset(
    {"movement", "displacement", "return", "deployment", "withdrawal", "handover", "exchange", "release", "surrender", "aid"}
)
WORDS_ALONE = frozenset(
    {"statement", "threat", "appeal", "request", "accusation", "pledge", "refusal", "support", "responsibility_claim", "sanction",
     "cooperation", "concession", "negotiation", "agreement", "investigation"}
)  # fmt: skip
AT = frozenset("in at on inside within throughout across over amid against of targeting hitting striking".split())
NEAR = frozenset("near around outside by beside along opposite off beyond behind".split())
FROM = frozenset({"from", "out of", "coming from", "arriving from", "leaving", "departing from"})
TO = frozenset(
    {"to", "into", "towards", "toward", "onto", "for", "heading to", "heading towards", "heading toward", "heading for", "bound for"}
)
VIA = frozenset({"via", "through", "by way of", "across"})
EXCEPT = frozenset({"except", "except for", "excluding", "but", "apart from", "besides", "aside from", "save"})
OWNING = frozenset({"compound", "amod", "nmod:poss"})
INSIDE = frozenset("in at on inside near within throughout across around".split())
LIST_JOINERS = frozenset({"and", "&", "plus"})
LIST_WORDS = frozenset(
    ", ; - – the nearby its in at ( ) both also of near village villages town towns city cities district districts area areas".split()
)
LYING_WORDS = frozenset(", in the of near".split())
FALLING = frozenset("shelling airstrike attack explosion chemical_attack deployment destruction".split())
WIDE = frozenset({"country", "admin1", "region"})
MEASURES = frozenset("km kms kilometer kilometers kilometre kilometres mile miles meter meters metre metres".split())
OFF_WORDS = (
    LYING_WORDS
    | MEASURES
    | frozenset("( ) on about some just around roughly away from north south east west northeast northwest southeast southwest".split())
)
OF_SOMEBODY = frozenset({"for", "with", "between", "by", "about", "than", "like", "as", "except"})  # a place behind them is no scene


def place_role(slot: str, kind: str) -> str | None:
    """The role that a preposition gives a place in an act of a kind; None where it says nothing."""
    if slot in EXCEPT or slot.startswith(("except", "with exception", "with the exception")):
        return "except"
    if slot in FROM:
        return "from" if kind in MOVING or kind == "control" else "at"
    if slot in VIA and kind in MOVING:
        return "via"
    if slot in TO:
        return "to" if kind in MOVING else "at"
    if slot in NEAR or slot.endswith((" outskirts of", " vicinity of", "close to", "next to")):
        return "near"
    if slot in AT or slot.startswith(("in ", "on ", "at ")):
        return "at"
    return None


def put_places(draft: Draft) -> None:
    """The places of the clause itself, in their roles."""
    scene = draft.scene
    taken = {m.id for role in WHERE for m in draft.roles.get(role, ())}
    for slot, tokens in draft.clause.slots.items():
        role = place_role(slot, draft.kind)
        if role is None:
            continue
        for token in (j for t in tokens for j in scene.tree.joined(t)):
            # "except for several farms to the north of it": what is counted is left out, not the place that it lies by
            counted: list[Mention] = list(scene.counts.of(token)[:1]) if role == "except" else []
            found = counted or places_on(token, scene)
            of_people = draft.kind == "aid" and found and found[0] not in scene.heads.of(token)  # "to 300 families in Madaya"
            for mention in found:
                if mention.id not in taken:
                    taken.add(mention.id)
                    draft.put("at" if role == "to" and of_people else role, mention)
    alone = not draft.has("at", "near", "to", "from", "within")
    for slot in ("object", "predicate") if alone else ("object",):
        for token in draft.clause.slots.get(slot, ()):
            if alone or _struck(draft, token):
                _put_inside(draft, token, taken)
    _put_listed(draft)


def _struck(draft: Draft, token: Token) -> bool:
    """Whether an act falls on a place, or on what is in one, whatever else its clause says of where: "patrolled the streets of A
    on the island of B". People it falls on may come from elsewhere."""
    on = draft.scene.heads.of(token)
    return draft.kind in FALLING and not any(isinstance(m, ActorMention | PersonMention) for m in on) and not draft.scene.counts.of(token)


def leave_nearest(draft: Draft) -> None:
    """Take away the places that only say in what, or how far from what, another place of the act lies: "in the village of A in the west of
    B", "in A, 30 km from B". Where the nearer one has no point of its own, the wider one stays for it."""
    ordered = [m for m in draft.scene.mentions if isinstance(m, PlaceMention)]
    held = {m.id: m for role in ("at", "near") for m in draft.roles.get(role, ()) if isinstance(m, PlaceMention)}
    told = {m.id for m in held.values() if m.lat is not None}
    left: set[str] = set()
    for one, other in pairwise(ordered):
        between = _between(draft.scene, one.end, other.start)
        if one.id not in told or other.id not in held or not (between == ["of"] or _agree(one, other)):
            continue
        owner = _width(one) > _width(other)  # "in Syria's Afrin", "the Lebanese border town of A": A is the town
        if between == ["of"] or (owner and "," not in between):
            left.update({one.id} if other.id in told else ())
        elif _only_tells(one, other, draft.scene):
            left.add(other.id)
    for role in ("at", "near") if left else ():
        draft.roles[role] = [m for m in draft.roles.get(role, ()) if m.id not in left]


def _width(place: PlaceMention) -> int:
    return 2 if place.kind == "country" else int(place.kind in WIDE)


def _agree(one: PlaceMention, other: PlaceMention) -> bool:
    """Whether two places are known to lie in one country and, where both units are known, in one unit."""
    if one.country is None or one.country != other.country:
        return False
    return "country" in (one.kind, other.kind) or (one.admin1 is not None and one.admin1 == other.admin1)


def _only_tells(one: PlaceMention, other: PlaceMention, scene: Scene) -> bool:
    """Whether a place only says where the one before it lies."""
    between = [t.lower for t in scene.tree.tokens if one.end <= t.start < other.start and t.pos != "ADJ"]
    off = MEASURES.intersection(between)
    if not all(w in OFF_WORDS or (off and w.replace(".", "").replace(",", "").isdigit()) for w in between):
        return False
    if off or not between:
        return True
    return between != [","] or _width(other) > _width(one)


def _put_listed(draft: Draft) -> None:
    """The places that stand in a list with one of the draft's own, and the nearer place that one of them only says where it lies."""
    ordered = [m for m in draft.scene.mentions if isinstance(m, PlaceMention)]
    taken = {m.id for role in WHERE for m in draft.roles.get(role, ())}
    for role in ("at", "near"):
        for mention in draft.roles.get(role, ())[:]:
            at = next((i for i, m in enumerate(ordered) if m.id == mention.id), None)
            if at is None:
                continue
            found = [
                *_listed_after(ordered[at:], draft.scene),
                *_nearer(ordered[: at + 1], draft.scene),
                *_owned(ordered[at : at + 2], draft.scene),
            ]
            for other in found:
                if other.id not in taken:
                    taken.add(other.id)
                    draft.put(role, other)


def _listed_after(places: list[PlaceMention], scene: Scene) -> list[PlaceMention]:
    """The places joined to the first one: "in A, B and the village of C". Without an "and" commas only lead to wider ones."""
    found: list[PlaceMention] = []
    waiting: list[PlaceMention] = []
    for one, other in pairwise(places):
        between = _between(scene, one.end, other.start)
        if not between or not all(w in LIST_WORDS or w in LIST_JOINERS for w in between):
            break
        if not waiting and not found and other.kind in WIDE and one.kind not in WIDE and not LIST_JOINERS.intersection(between):
            break
        waiting.append(other)
        if LIST_JOINERS.intersection(between):
            found.extend(waiting)
            waiting.clear()
    return found


def _nearer(places: list[PlaceMention], scene: Scene) -> list[PlaceMention]:
    """The place right before the last one, where that only says in what or how far from what it lies: "in A, in the province of B"."""
    found: list[PlaceMention] = []
    for one, other in pairwise(reversed(places)):
        between = _between(scene, other.end, one.start)
        if not between or len(between) > 3 or between[0] not in (",", "in", "of", "near") or not set(between) <= LYING_WORDS:
            break
        found = [other]
    return found


def _owned(places: list[PlaceMention], scene: Scene) -> list[PlaceMention]:
    """The place behind a country that only says whose it is: "in Syria's second city of Aleppo"."""
    if len(places) < 2 or places[0].kind != "country" or places[1].country != places[0].country or places[1].kind == "country":
        return []
    between = [t for t in scene.tree.tokens if places[0].end <= t.start < places[1].start]
    return (
        places[1:] if len(between) < 4 and all(t.pos in ("ADJ", "PART", "NOUN", "NUM", "PUNCT") and t.lower != "," for t in between) else []
    )


def _put_inside(draft: Draft, token: Token, taken: set[str]) -> None:
    """Places inside what is acted on: "shelled areas in Harasta", "killed residents of Taiz"."""
    tree = draft.scene.tree
    for inner in tree.phrase(token, OTHER_CLAUSES):
        for mention in draft.scene.heads.of(inner):
            if isinstance(mention, PlaceMention) and mention.id not in taken and not _qualifies(mention, inner, draft.scene):
                taken.add(mention.id)
                draft.put(place_role(tree.preposition(inner), draft.kind) or "at", mention)


def places_on(token: Token, scene: Scene) -> list[Mention]:
    """The place that a word under a preposition names: itself, else one inside its phrase that no other way leads to."""
    for inner in (token, *sorted(scene.tree.phrase(token, OTHER_CLAUSES | {"conj", "appos"}), key=_owns)):
        if inner is not token and scene.tree.preposition(inner) in (FROM | TO | VIA | EXCEPT):
            continue
        found = [
            m for m in scene.heads.of(inner) if isinstance(m, PlaceMention) and not _hyphened(m, scene) and not _whose(m, inner, scene)
        ]
        if found:
            return [by_name(found[0], scene)]
    return []


def _owns(token: Token) -> bool:
    """Whether a word only says whose something is: in "Spain's Basque Country" the wider place, which comes last."""
    return token.relation == "nmod:poss"


def borrow_places(draft: Draft, siblings: list[Draft]) -> None:
    """Where a draft's own clause names no place: those of the clauses that it hangs on, else the nearest in its sentence."""
    if draft.has("at", "near", "to", "from", "within", "via") or draft.kind in WORDS_ALONE:
        return
    if draft.kind == "movement" and draft.phase not in ("arrived", "gathered", "stalled"):
        return
    scene = draft.scene
    own = _clause_words(draft)
    for head in (own, *scene.tree.ancestors(own)):
        for child in scene.tree.children(head):
            if child.relation.startswith(("obl", "nmod")) and place_role(scene.tree.preposition(child), draft.kind) in ("at", "near"):
                for joined in scene.tree.joined(child):
                    for mention in places_on(joined, scene):
                        draft.put("at", mention)
        if draft.has("at") or draft.kind == "movement":
            break
    if draft.has("at"):
        _put_listed(draft)
        return
    nearest = _nearest(draft, scene, {m.id for s in siblings for role in ("from", "to", "via", "except") for m in s.roles.get(role, ())})
    if nearest is not None:
        draft.put("to" if draft.phase == "arrived" else "at", nearest)
        _put_listed(draft)


def _clause_words(draft: Draft) -> Token:
    return draft.clause.verb or draft.token


def _nearest(draft: Draft, scene: Scene, taken: set[str]) -> Mention | None:
    """The place of the sentence that stands nearest, one before the act rather than one behind it."""
    at = draft.token.number
    found: list[tuple[int, Mention]] = []
    for token in scene.tree.tokens:
        for mention in scene.heads.of(token):
            if isinstance(mention, PlaceMention) and mention.id not in taken and not _spoken_for(mention, token, scene):
                distance = token.number - at
                found.append((distance * 2 if distance > 0 else -distance * 3, mention))
    return min(found, key=lambda f: f[0])[1] if found else None


def _spoken_for(mention: PlaceMention, token: Token, scene: Scene) -> bool:
    """Whether a place's word stands for something else than where: who acts, whose something is, what somebody is of."""
    return token.relation in ("nsubj", "nsubj:pass", "nmod:poss", "amod") or _qualifies(mention, token, scene)


def _qualifies(mention: PlaceMention, token: Token, scene: Scene) -> bool:
    """Whether a place only says whose or which: "an informer for Israel", "a U.S.-led coalition", "U.S. forces"."""
    return _of_somebody(token, scene) or _hyphened(mention, scene) or _whose(mention, token, scene)


def _whose(mention: PlaceMention, token: Token, scene: Scene) -> bool:
    """Whether a country only says whose something is that is no place itself: "a strike on U.S. forces", "against Israel's decision"."""
    if mention.kind != "country" or token.relation not in OWNING:
        return False
    head = scene.tree.head(token)
    if head is None or any(isinstance(m, PlaceMention) for m in scene.heads.of(head)):
        return False
    return token.relation != "nmod:poss" or scene.tree.preposition(head) not in INSIDE


def _hyphened(mention: PlaceMention, scene: Scene) -> bool:
    """Whether a hyphen ties a place to the participle after it: "U.S.-led", "Iran-backed"."""
    after = [t for t in scene.tree.tokens if t.start >= mention.end and t.lower != "."][:2]
    return len(after) == 2 and after[0].lower in ("-", "‑", "–") and after[0].start - mention.end <= 1 and after[1].start == after[0].end


def _of_somebody(token: Token, scene: Scene) -> bool:
    """Whether a preposition ties a place to people: "an informer for Israel", but "the battle for Kobani"."""
    preposition = scene.tree.preposition(token)
    head = scene.tree.head(token)
    return preposition in OF_SOMEBODY and not (preposition == "for" and head is not None and head.number in scene.events)


def _between(scene: Scene, start: int, end: int) -> list[str]:
    """The words from one place to the next."""
    return [t.lower for t in scene.tree.tokens if start <= t.start < end]
