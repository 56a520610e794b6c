"""Word order where the tree is silent: who stands before an active verb and whom it is followed by, and lists that the tree broke up."""

from collections.abc import Iterator

from marsad.claim.clauses import Clause
from marsad.claim.scene import Scene
from marsad.model.mention import ActorMention, Mention, ObjectMention, PersonMention, TimeMention
from marsad.model.report import Token

REACH = 14  # words between an object and its verb
BOUNDS = frozenset(
    {";", ":", "(", ")", "[", "]", "--", '"', "that", "when", "while", "after", "because", "before", "where", "although", "if"}
)
BETWEEN = frozenset({"DT", "CD", "PRP$", "JJ", "PDT", "``", "''"})
MODIFYING = frozenset({"det", "amod", "compound", "nummod", "nmod:poss", "nmod:desc"})
JOINERS = frozenset({",", "and", "or", "&"})
PEOPLE = (ActorMention, PersonMention)
THINGS = (ActorMention, PersonMention, ObjectMention)


NOBODY = frozenset({"nobody", "none", "nothing"})


def complete(clause: Clause, scene: Scene) -> None:
    """Fill the subject or object of a verb's clause by word order where the tree shows nobody there."""
    verb = clause.trigger
    if clause.form != "verb" or verb.pos != "VERB" or verb.tag == "VBG":
        return
    finite = verb.tag in ("VBD", "VBZ", "VBP") and not clause.passive
    if (finite and not _shown(clause, "subject", scene)) or (
        clause.passive and verb.relation not in ("acl", "amod") and not _shown(clause, "object", scene)
    ):
        found = next(_before(verb, scene, armed=not clause.passive), None)
        if found is not None:
            clause.slots.setdefault("object" if clause.passive else "subject", []).insert(0, found)
    if finite and "object" not in clause.slots:
        found = _behind(verb, scene)
        if found is not None:
            clause.add("object", found)


def _shown(clause: Clause, slot: str, scene: Scene) -> bool:
    """Whether the tree shows anything in a slot; a time that it mistakes for a subject is nothing."""
    if any(token.lower in NOBODY for token in clause.slots.get(slot, ())):
        return True
    return any(not _named(token, scene, (TimeMention,)) for token in clause.slots.get(slot, ()))


def _named(token: Token, scene: Scene, kinds: tuple[type[Mention], ...]) -> bool:
    return any(isinstance(m, kinds) for m in scene.heads.of(token))


def _civilian(token: Token, scene: Scene) -> bool:
    return any(isinstance(m, ActorMention) and m.actor_type == "civilians" for m in scene.heads.of(token))


def _before(verb: Token, scene: Scene, armed: bool) -> Iterator[Token]:
    """The people named before a verb, nearest first, up to where another clause begins. `armed`: they do violence, so no civilians."""
    tree = scene.tree
    for token in reversed(tree.tokens[: verb.number - tree.first]):
        if token.lower in BOUNDS:
            return
        if _named(token, scene, PEOPLE) and not _bound(token, scene) and not (armed and _civilian(token, scene)):
            yield token


def _behind(verb: Token, scene: Scene) -> Token | None:
    """Whom or what a verb is followed by, no other verb between."""
    tree = scene.tree
    at = verb.number - tree.first + 1
    for token in tree.tokens[at : at + REACH]:
        if token.lower in BOUNDS or token.pos == "VERB":
            return None
        if _named(token, scene, THINGS) and not _bound(token, scene) and not token.relation.startswith("nsubj"):
            return token
    return None


def _bound(token: Token, scene: Scene) -> bool:
    """Whether a word already has its place: under a preposition, as a possessor, as the object of another verb, within another's name."""
    if token.relation.startswith(("obj", "iobj", "nmod:poss", "compound", "amod", "case")):
        return True
    return any(c.relation == "case" for c in scene.tree.children(token))


def listed(mention: Mention, scene: Scene) -> list[Mention]:
    """Those of the same sort that follow a mention in a list: "a bridge, two shops and a school"."""
    found: list[Mention] = []
    end = mention.end
    while True:
        step = _next_in_list(end, mention, scene)
        if step is None:
            return found
        found.append(step)
        end = step.end


def _next_in_list(end: int, like: Mention, scene: Scene) -> Mention | None:
    kinds = PEOPLE if isinstance(like, PEOPLE) else (ObjectMention,)
    joined = False
    for token in scene.tree.tokens:
        if token.start < end:
            continue
        mention = next((m for m in scene.mentions if m.start == token.start and isinstance(m, kinds)), None) if joined else None
        if mention is not None:
            head = scene.heads.head_of(mention.start, mention.end)
            return mention if head is not None and not head.relation.startswith("nsubj") else None
        if token.lower in JOINERS:
            joined = True
        elif not joined or (token.tag not in BETWEEN and token.relation not in MODIFYING):
            return None
    return None
