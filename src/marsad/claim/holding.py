"""Who holds the place that is named in passing: "the rebel-held town", "X, which the army controls", "areas under the control of Y in Z".

Such words stand in the middle of other clauses, where the tree often goes astray; they are read by their order."""

from collections.abc import Mapping
from types import MappingProxyType

from marsad.claim.clauses import Clause
from marsad.claim.scene import Scene
from marsad.model.mention import ActorMention, PlaceMention
from marsad.model.report import Token
from marsad.model.statement import Degree

HOLDING = "holding"  # the form of such clauses and of the triggers that open them
RELATIVES = frozenset({"which", "that", "whom", "where"})
DEGREES: Mapping[str, Degree] = MappingProxyType(
    {"mostly": "mostly", "largely": "mostly", "mainly": "mostly", "partly": "partial", "partially": "partial", "fully": "full",
     "entirely": "full", "completely": "full"}
)  # fmt: skip
_AUXILIARIES = frozenset(", ( – - is are was were be been being has have had remains remain still now currently also then long".split())
_BEFORE = _AUXILIARIES | RELATIVES | frozenset(DEGREES)
_ARTICLES = frozenset("the its their both a an some other various".split())
_JOINED = _ARTICLES | frozenset({",", "and", "&", "or", "allied", "loyal", "proxy", '"', "“", "”", "’s", "'s"})
_LYING = frozenset("in of the near at around inside across throughout north south east west and , parts areas countryside".split())
_APPOSED = _LYING | frozenset("capital city town village district province governorate suburb seat".split())
_AREAS = frozenset(
    "area areas territory territories part parts region regions village villages town towns zone zones district districts land".split()
)
_PAST = frozenset({"formerly", "previously", "once", "not", "never", "former"})
_OWNED = frozenset("'s ’s main last largest key major only remaining principal biggest one of".split())


def holding_clause(scene: Scene, word: Token) -> Clause | None:
    """The clause of a word that says who holds a place: its holders as `subject`, the place as `object`; None where the words around it
    say no such thing."""
    at = word.number - scene.tree.first
    if any(t.lower in _PAST for t in scene.tree.tokens[max(0, at - 4) : at]):
        return None
    ways = (_hyphened, _under, _stronghold) if word.relation in ("root", "ccomp") else (_hyphened, _passive, _active, _under, _stronghold)
    found = next((f for way in ways if (f := way(scene, word)) is not None), None)
    if found is None:
        return None
    holders, places = found
    clause = Clause(word, HOLDING)
    for slot, mentions in (("subject", holders), ("object", places)):
        for mention in mentions:
            head = scene.heads.head_of(mention.start, mention.end)
            if head is not None:
                clause.add(slot, head)
    for slot, tokens in scene.clause(word).slots.items():
        if slot.startswith(("except", "with the exception", "excluding")):
            clause.slots[slot] = list(tokens)
    return clause if len(clause.slots) > 1 else None


def held_degree(scene: Scene, word: Token) -> Degree | None:
    """How much of the place is held, where an adverb before the word says so."""
    at = word.number - scene.tree.first
    return next((DEGREES[t.lower] for t in reversed(scene.tree.tokens[max(0, at - 2) : at]) if t.lower in DEGREES), None)


Found = tuple[list[ActorMention], list[PlaceMention]] | None


def _hyphened(scene: Scene, word: Token) -> Found:
    """ "rebel-held Idlib", "the SDF-controlled city of Raqqa"."""
    tokens, at = scene.tree.tokens, word.number - scene.tree.first
    if at < 2 or tokens[at - 1].lower not in ("-", "‑", "–") or tokens[at - 1].start != tokens[at - 2].end:
        return None
    holders = [m for m in _actors(scene) if m.end == tokens[at - 2].end]
    behind = [m for m in _places(scene) if m.end > word.end]
    if len(behind) > 1 and behind[0].start < word.start and _between(scene, behind[0].end, behind[1].start) == ["of"]:
        behind.pop(0)  # "the rebel-held town of X" is X
    place = behind[0] if behind else None
    if place is None or not holders:
        return None
    between = [t for t in tokens[at + 1 :] if t.start < place.start]
    if len(between) > 5 or any(t.pos not in ("ADJ", "NOUN", "DET", "PROPN") and t.lower not in ("of", "in") for t in between):
        return None
    return holders[:1], [place]


def _passive(scene: Scene, word: Token) -> Found:
    """ "X, held by Y", "areas controlled by Y in Z"."""
    tokens, at = scene.tree.tokens, word.number - scene.tree.first
    if word.tag not in ("VBN", "VBD", "JJ") or at + 1 >= len(tokens) or tokens[at + 1].lower != "by":
        return None
    holders = _listed(scene, tokens[at + 1].end)
    return _of_place(scene, word.start, holders)


def _active(scene: Scene, word: Token) -> Found:
    """ "X, which Y and Z control"."""
    holders = [m for m in _actors(scene) if m.end <= word.start]
    if not holders or not _only(_between(scene, holders[-1].end, word.start), _AUXILIARIES | frozenset(DEGREES) | {'"', "”", "“"}):
        return None
    places = [m for m in _places(scene) if m.end <= word.start]
    while places:
        behind = [m for m in holders if m.start >= places[-1].end]
        if behind and _relative(_between(scene, places[-1].end, behind[0].start)):
            return behind, [_meant(places, scene)]
        places.pop()
    return None


def _relative(words: list[str]) -> bool:
    return bool(RELATIVES.intersection(words)) and _only(words, RELATIVES | _ARTICLES | {",", '"', "“", "”"})


def _under(scene: Scene, word: Token) -> Found:
    """ "X, under the control of Y", "areas under Y's rule in Z", "X, under Y"."""
    tokens, at = scene.tree.tokens, word.number - scene.tree.first
    start = next((i for i in range(at, max(-1, at - 7), -1) if tokens[i].lower == "under"), None)
    if start is None or (start == at and (at == 0 or tokens[at - 1].lower != ",")):
        return None
    if start == at or (at + 1 < len(tokens) and tokens[at + 1].lower in ("of", "by")):
        holders = _listed(scene, tokens[at if start == at else at + 1].end)
    else:
        holders = [m for m in _actors(scene) if tokens[start].end <= m.start and m.end <= word.start]
    return _of_place(scene, tokens[start].start, holders)


def _stronghold(scene: Scene, word: Token) -> Found:
    """ "X, Y's main stronghold", "the Y stronghold of X", "X, a stronghold of Y"."""
    if word.pos not in ("NOUN", "PROPN") or word.lemma not in ("stronghold", "bastion"):
        return None
    tokens, at = scene.tree.tokens, word.number - scene.tree.first
    behind = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    before = [m for m in _actors(scene) if m.end <= word.start or m.start < word.start < m.end]
    holders = before[-1:] if before and _only(_between(scene, before[-1].end, word.start), _OWNED) else []
    if not holders and behind == "of":
        holders = _listed(scene, tokens[at + 1].end)
    start = min([word.start, *(m.start for m in holders)])
    places = [m for m in _places(scene) if m.end <= start]
    if holders and places and _only(_between(scene, places[-1].end, start), _ARTICLES | _OWNED | {",", "which", "is", "was", "("}):
        return holders, [_meant(places, scene)]
    after = next((m for m in _places(scene) if m.start >= word.end), None)
    if after is not None and not any(m.start > word.end for m in holders):
        words = _between(scene, word.end, after.start)
        if words and len(words) < 4 and _only(words, frozenset({"of", "in", ",", "the", "city", "town", "village"})):
            return (holders, [after]) if holders else None
    return None


def _of_place(scene: Scene, start: int, holders: list[ActorMention]) -> Found:
    """The holders with the place that stands before `start`, or with the one behind them where only "areas" stand before it."""
    if not holders:
        return None
    places = [m for m in _places(scene) if m.end <= start]
    if places and _only(_between(scene, places[-1].end, start), _BEFORE):
        return holders, [_meant(places, scene)]
    before = [t for t in scene.tree.tokens if t.end <= start and t.lower not in _BEFORE]
    behind = next((m for m in _places(scene) if m.start >= holders[-1].end), None)
    if before and before[-1].lower in _AREAS and behind is not None and _only(_between(scene, holders[-1].end, behind.start), _LYING):
        return holders, [behind]
    return None


def _meant(places: list[PlaceMention], scene: Scene) -> PlaceMention:
    """The last of some places, or the one before it that it only says the lie of: of "A, in the north of B" A."""
    for one, other in zip(reversed(places), reversed(places[:-1]), strict=False):
        words = _between(scene, other.end, one.start)
        if not 0 < len(words) < 6 or not _only(words, _APPOSED) or words[0] not in (",", "in", "of", "near"):
            return one
    return places[0]


def _listed(scene: Scene, start: int) -> list[ActorMention]:
    """The actors of a list that begins at `start`."""
    found: list[ActorMention] = []
    for mention in _actors(scene):
        if mention.start >= start and mention.corefers is None:
            if not _only(_between(scene, found[-1].end if found else start, mention.start), _JOINED):
                break
            found.append(mention)
    return found


def _actors(scene: Scene) -> list[ActorMention]:
    return [m for m in scene.mentions if isinstance(m, ActorMention) and m.actor_type != "civilians"]


def _places(scene: Scene) -> list[PlaceMention]:
    return [m for m in scene.mentions if isinstance(m, PlaceMention)]


def _between(scene: Scene, start: int, end: int) -> list[str]:
    return [t.lower for t in scene.tree.tokens if start <= t.start < end]


def _only(words: list[str], allowed: frozenset[str]) -> bool:
    return all(w in allowed for w in words)
