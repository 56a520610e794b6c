"""Quantities into figures: how many of what, what is part of what. Nothing is added up here."""

from collections.abc import Iterator
from dataclasses import replace

from marsad.claim.drafts import Draft
from marsad.claim.roles import PEOPLE_UNITS, counted, fillers, types_of
from marsad.claim.scene import Scene
from marsad.model.mention import ActorMention, ObjectMention, PersonMention, QuantityMention
from marsad.model.report import Token
from marsad.model.statement import Figure

CASUALTIES = ("killed", "injured", "missing", "detained", "released", "displaced")
ALSO_PEOPLE = {
    "men": "people", "persons": "people", "members": "people", "residents": "people",
    "officers": "people", "officials": "people", "soldiers": "fighters", "militants": "fighters",
    "gunmen": "fighters",
}  # fmt: skip
REACH = 16  # words
FEWEST_OF_PLURAL = 2.0  # COUNTS.md C: a bare plural is at least two
PERSONS = ("er", "or", "ist", "ant", "ent", "man", "woman", "ian", "person", "child", "boy", "girl", "individual", "male", "female")
BODIES = frozenset("government regiment contingent movement detachment force centre center number quarter regent parliament".split())
PLURAL = ("NNS", "NNPS")


def count(draft: Draft) -> None:
    """Put down the figures that a draft's rule looks for, and those of what is carried or lost."""
    scene = draft.scene
    for what, slots in draft.rule.figures.items():
        beside = _just_before(draft, scene) if slots and what in CASUALTIES else []
        for quantity in beside:
            put_quantity(draft, what, quantity, scene)
        for slot in () if beside else slots:
            name, _, wanted = slot.partition(" if ")
            before = len(draft.figures)
            for filler in _fillers(draft, name, scene):
                if not wanted or wanted in types_of(filler, scene):
                    _count_filler(draft, what, filler, scene)
            if what in CASUALTIES and draft.token.pos in ("NOUN", "PROPN"):
                _count_filler(draft, what, draft.token, scene)
            if len(draft.figures) > before:
                break
    _by_order(draft, scene)
    _totals(draft, scene)
    for what in CASUALTIES:
        _sum_up(draft, what, scene)


def _just_before(draft: Draft, scene: Scene) -> list[QuantityMention]:
    """The number that stands right before a participle or adjective: "three dead and 20 injured", "more than 30 wounded"."""
    for token in draft.words:
        at = token.number - scene.tree.first - 1
        if at < 0 or token.tag not in ("VBN", "VBD", "JJ") or any(c.relation in ("obj", "aux:pass") for c in scene.tree.children(token)):
            continue
        if scene.tree.tokens[at].relation == "conj" and scene.tree.tokens[at].pos != "NUM":
            continue  # "two women and a child died" are three
        found = [q for q in scene.counts.of(scene.tree.tokens[at]) if q.part_of is None and (q.unit in PEOPLE_UNITS or q.unit is None)]
        if found:
            return found[:1]
    return []


def _totals(draft: Draft, scene: Scene) -> None:
    """A running total that the sentence tells, wherever it stands: "has raised the number of those killed to 61"."""
    casualties = [what for what in draft.rule.figures if what in CASUALTIES and draft.rule.figures[what]]
    if not casualties or draft.figures:
        return
    for token in scene.tree.tokens:
        for quantity in scene.counts.of(token):
            if quantity.cumulative and quantity.part_of is None:
                put_quantity(draft, casualties[0], quantity, scene)
                return


def _sum_up(draft: Draft, what: str, scene: Scene) -> None:
    """Tolls told side by side ("two soldiers and a child were killed") get a whole that includes them: lows summed, highs summed, open
    where one is open (COUNTS.md C). The parts keep their own names."""
    parts = [f for f in draft.figures if f.what == what and f.part_of is None and not f.cumulative]
    if len(parts) < 2:
        return
    low = sum(f.low for f in parts if f.low is not None) if all(f.low is not None for f in parts) else None
    high = sum(f.high for f in parts if f.high is not None) if all(f.high is not None for f in parts) else None
    whole = Figure(what, low, low if low == high else None, high)
    named = [replace(f, what=_name_of(f, scene), part_of=0) for f in parts]
    others = [f for f in draft.figures if f not in parts]
    shifted = [replace(f, part_of=_moved(f.part_of, draft.figures, parts, others)) for f in others]
    draft.figures[:] = [whole, *named, *shifted]


def _name_of(figure: Figure, scene: Scene) -> str:
    quantity = scene.counts.by_id.get(figure.mention or "")
    return named_unit(quantity) if quantity is not None else "people"


def _moved(at: int | None, before: list[Figure], parts: list[Figure], others: list[Figure]) -> int | None:
    """Where the figure that stood at an index stands once the whole has come first and its parts behind it."""
    if at is None:
        return None
    figure = before[at]
    return 1 + parts.index(figure) if figure in parts else 1 + len(parts) + others.index(figure)


def _fillers(draft: Draft, slot: str, scene: Scene) -> Iterator[Token]:
    if slot == "itself":
        yield draft.token
    seen: set[int] = set()
    for token in draft.clause.slots.get(slot, ()):
        for joined in scene.tree.joined(token):
            if joined.number not in seen and joined is not draft.token:
                seen.add(joined.number)
                yield joined
    for token in fillers(draft.clause, slot, scene.tree):
        if token.number not in seen and token is not draft.token:
            seen.add(token.number)
            yield token


def _count_filler(draft: Draft, what: str, token: Token, scene: Scene) -> None:
    quantities = [q for q in scene.counts.of(token) if _counts(q, what)]
    above = {t.number for t in scene.tree.ancestors(draft.token)}
    for quantity in dict.fromkeys(_whole(q, draft, above, token.number in above) for q in quantities):
        put_quantity(draft, what, quantity, scene)
    beside = token.relation == "conj" and any(f.what == what for f in draft.figures)
    if not quantities and what in CASUALTIES and (beside or not draft.figures):
        _uncounted(draft, what, token, scene)


def _whole(quantity: QuantityMention, draft: Draft, above: set[int], heads_act: bool) -> QuantityMention:
    """What a quantity is a part of, unless the act is told of the part alone: "308 fighters, 26 of them wounded".
    `heads_act`: the act hangs on what the quantity counts; `above`: the words that the act hangs on."""
    scene = draft.scene
    if heads_act:
        parts = [p for p in scene.counts.parts.get(quantity.id, ()) if quantity.end <= p.start < draft.token.start]
        return parts[-1] if parts else quantity
    whole = scene.counts.whole(quantity)
    head = scene.heads.head_of(whole.what_start, whole.what_end) if whole.what_start is not None and whole.what_end is not None else None
    return quantity if whole is not quantity and head is not None and head.number in above else whole


def _counts(quantity: QuantityMention, what: str) -> bool:
    if what in CASUALTIES:
        return quantity.unit in PEOPLE_UNITS or quantity.unit is None
    return quantity.unit not in ("km", "m", "percent", "money", "years")


def put_quantity(draft: Draft, what: str, quantity: QuantityMention, scene: Scene) -> None:
    """A quantity as a figure, with the quantities that are parts of it; a part goes under what includes it."""
    name = what if what != "people" else "injured" if _harmed(quantity) else named_unit(quantity)
    part_of = None
    if quantity.part_of is not None:
        part_of = next((i for i, f in enumerate(draft.figures) if f.mention == quantity.part_of), None)
        if part_of is not None:
            name = named_unit(quantity)
    at = draft.add_figure(Figure(name, quantity.low, quantity.best, quantity.high, quantity.id, part_of, quantity.cumulative))
    for part in scene.counts.parts.get(quantity.id, ()):
        draft.add_figure(Figure(named_unit(part), part.low, part.best, part.high, part.id, at, quantity.cumulative))


def named_unit(quantity: QuantityMention) -> str:
    """What a figure of people or things is called; men and persons are people (READING.md)."""
    unit = quantity.unit or "people"
    return ALSO_PEOPLE.get(unit, unit)


def _by_order(draft: Draft, scene: Scene) -> None:
    """Where the tree shows no number: what counts people before a passive or a death, the largest where one may be told to hold the others;
    the nearest behind an active verb. Not across another act."""
    casualties = [what for what in draft.rule.figures if what in CASUALTIES and draft.rule.figures[what]]
    if not casualties or draft.figures or draft.token.pos not in ("VERB", "ADJ", "AUX"):
        return
    backwards = draft.clause.passive or draft.clause.trigger.pos == "ADJ" or draft.token.lemma in ("die", "perish")
    found = list(_counted_people(draft, scene, backwards))
    if not found:
        return
    token, quantity = max(found, key=lambda f: f[1].low or 0.0) if backwards else found[0]
    put_quantity(draft, casualties[0], quantity, scene)
    for mention in scene.heads.of(token):
        if isinstance(mention, ActorMention) and not draft.has("target"):
            draft.put("target", mention)


def _counted_people(draft: Draft, scene: Scene, backwards: bool) -> Iterator[tuple[Token, QuantityMention]]:
    """The words beside an act that count people, nearest first, up to the next act."""
    tokens, at = scene.tree.tokens, draft.token.number - scene.tree.first
    for token in reversed(tokens[max(0, at - REACH) : at]) if backwards else tokens[at + 1 : at + REACH]:
        if token.number in scene.acts and token not in draft.words:
            return
        for quantity in scene.counts.of(token):
            if quantity.unit in PEOPLE_UNITS and quantity.part_of is None:
                yield token, quantity


def _uncounted(draft: Draft, what: str, token: Token, scene: Scene) -> None:
    """A named person, one indefinite, the one known and "him" are one; a bare plural of people is at least two (COUNTS.md C)."""
    mentions = scene.heads.of(token)
    if token.lower in ("him", "her", "he", "she") and token.tag == "PRP":
        draft.add_figure(Figure(what, 1.0, 1.0, 1.0, mentions[0].id if mentions else None))
        return
    if any(isinstance(m, PersonMention) for m in mentions):
        person = next(m for m in mentions if isinstance(m, PersonMention))
        draft.add_figure(Figure(what, 1.0, 1.0, 1.0, person.id))
        return
    actor = next((m for m in mentions if isinstance(m, ActorMention) and m.corefers is None), None)
    if actor is None or any(isinstance(m, ObjectMention) for m in mentions):
        return
    if token.tag in PLURAL and actor.actor_id is None and token.lower not in ("forces", "casualties", "losses"):
        draft.add_figure(Figure(what, FEWEST_OF_PLURAL, None, None, actor.id))
    elif token.tag == "NN" and any(c.lower in ("a", "an", "another") or _one_of(c, token) for c in scene.tree.children(token)):
        draft.add_figure(Figure(what, 1.0, 1.0, 1.0, actor.id))


def _one_of(determiner: Token, noun: Token) -> bool:
    """Whether a definite singular names one person, not a body of them: "the insurgent", not "the government"."""
    return determiner.lower in ("the", "this", "that") and noun.lemma.endswith(PERSONS) and noun.lemma not in BODIES


def carried(draft: Draft) -> None:
    """Whom and what a movement is made of: every quantity of people or vehicles on its participants, its object and what they carry."""
    scene = draft.scene
    tokens: list[Token] = []
    for slot in ("object", "subject", "of", "with", "carrying", "transporting", "along with", "including", "modifier"):
        tokens.extend(_fillers(draft, slot, scene))
    for token in tokens:
        inside = [token, *(t for t in scene.tree.phrase(token) if t.relation in ("nmod", "obl", "obj", "conj", "appos", "compound"))]
        for inner in dict.fromkeys((counted(token, scene.tree), *inside)):
            for quantity in scene.counts.of(inner):
                if quantity.unit in PEOPLE_UNITS or quantity.unit in (
                    "buses",
                    "vehicles",
                    "trucks",
                    "cars",
                    "ambulances",
                    "bodies",
                    "convoys",
                ):
                    put_quantity(draft, "people", quantity, scene)


def _harmed(quantity: QuantityMention) -> bool:
    """Whether a quantity counts those who are told by their wounds alone: "26 wounded"."""
    return (quantity.what or "").lower().split()[-1:] in (["wounded"], ["injured"])


def told_as_load(draft: Draft, others: list[Draft]) -> bool:
    """Whether a draft only names wounded people whom a movement carries: "26 wounded and 300 fighters left for the east"."""
    tree, token = draft.scene.tree, draft.token
    if (
        token.lower not in ("wounded", "injured")
        or tree.child(token, "aux", "aux:pass", "obj", "obl:agent")
        or draft.has("agent", "weapon")
    ):
        return False
    counted = {f.mention for f in draft.figures if f.mention}
    return bool(counted) and any(counted & {f.mention for f in d.figures} for d in others if d is not draft and d.kind == "movement")
