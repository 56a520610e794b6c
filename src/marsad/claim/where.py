"""Where: the places that a clause names, by the prepositions they stand under; else those that the words around it lend."""

from marsad.claim.drafts import Draft
from marsad.claim.roles import WHERE
from marsad.claim.scene import Scene
from marsad.claim.tree import OTHER_CLAUSES
from marsad.model.mention import Mention, PlaceMention
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
LENDING = frozenset({"conj", "advcl", "xcomp", "acl", "ccomp", "parataxis", "acl:relcl", "obl", "nmod", "obj", "nsubj", "nsubj:pass"})


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
            found: list[Mention] = places_on(token, scene)
            if not found and role == "except":
                found.extend(scene.counts.of(token)[:1])  # "except for several farms": no place, but words that say what is left out
            for mention in found:
                if mention.id not in taken:
                    taken.add(mention.id)
                    draft.put(role, mention)
    if not draft.has("at", "near", "to", "from", "within"):
        for slot in ("object", "predicate"):
            for token in draft.clause.slots.get(slot, ()):
                _put_inside(draft, token, taken)


def _put_inside(draft: Draft, token: Token, taken: set[str]) -> None:
    """Places inside what is acted on: "shelled areas in Harasta", "killed residents of Taiz"."""
    tree = draft.scene.tree
    for inner in tree.phrase(token, OTHER_CLAUSES):
        for mention in draft.scene.heads.of(inner):
            if isinstance(mention, PlaceMention) and mention.id not in taken:
                taken.add(mention.id)
                draft.put(place_role(tree.preposition(inner), draft.kind) or "at", mention)


def places_on(token: Token, scene: Scene) -> list[Mention]:
    """The place that a word under a preposition names: itself, else one inside its phrase that no other way leads to."""
    for inner in (token, *scene.tree.phrase(token, OTHER_CLAUSES | {"conj", "appos"})):
        if inner is not token and scene.tree.preposition(inner) in (FROM | TO | VIA | EXCEPT):
            continue
        found: list[Mention] = [m for m in scene.heads.of(inner) if isinstance(m, PlaceMention)]
        if found:
            return found[:1]
    return []


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
        return
    nearest = _nearest(draft, scene, {m.id for s in siblings for role in ("from", "to", "via", "except") for m in s.roles.get(role, ())})
    if nearest is not None:
        draft.put("to" if draft.phase == "arrived" else "at", nearest)


def _clause_words(draft: Draft) -> Token:
    return draft.clause.verb or draft.token


def _nearest(draft: Draft, scene: Scene, taken: set[str]) -> Mention | None:
    """The place of the sentence that stands nearest, one before the act rather than one behind it."""
    at = draft.token.number
    found: list[tuple[int, Mention]] = []
    for token in scene.tree.tokens:
        for mention in scene.heads.of(token):
            if isinstance(mention, PlaceMention) and mention.id not in taken:
                distance = token.number - at
                found.append((distance * 2 if distance > 0 else -distance * 3, mention))
    return min(found, key=lambda f: f[0])[1] if found else None
