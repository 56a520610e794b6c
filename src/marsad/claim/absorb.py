"""One act told by two words: "shelling that killed five" is a shelling with five killed, not a shelling and a killing."""

from collections.abc import Iterable

from marsad.claim.clauses import Clause
from marsad.claim.drafts import Draft
from marsad.claim.roles import fillers
from marsad.claim.tree import Tree
from marsad.model.mention import ActorMention, Mention, ObjectMention, WeaponMention
from marsad.model.report import Token

VIOLENCE = frozenset(
    {"battle", "attack", "shelling", "airstrike", "explosion", "suicide_bombing", "chemical_attack", "protest_repressed", "riot",
     "accident", "execution", "torture", "abduction", "ceasefire_violation", "killing", "crime", "arrest"}
)  # fmt: skip
FROM_AFAR = frozenset({"airstrike", "shelling"})
STORY = 12  # drafts
STRUCK = frozenset({"hit", "strike", "target", "pound"})
HOLDING = frozenset(
    {"arrest", "abduction", "crime"}
)  # what is told beside a capture is no consequence of it: "killed two and captured three"
JOINED = frozenset({"advcl", "xcomp", "conj", "parataxis", "acl", "acl:relcl", "advcl:relcl", "ccomp"})
CAUSES = frozenset({"when", "as", "after", "while", "by", "in", "during", "following", "because", "amid", ""})


def absorb(drafts: list[Draft]) -> None:
    """Let drafts of consequences be taken over by the act that they follow from. Works within one sentence."""
    by_token: dict[int, Draft] = {}
    for act in sorted(drafts, key=lambda d: not d.rule.yields_to):
        by_token.update(
            (w.number, act) for w in (act.token, *act.words, *act.also_told_by) if w.pos in ("NOUN", "PROPN", "VERB", "ADJ", "AUX")
        )
    _name_verbs(drafts, by_token)
    _turn_violent(drafts)
    for draft in drafts:
        if not draft.rule.yields_to or draft.status == "denied" or draft.absorbed is not None:
            continue
        other = _by_word(draft, drafts) or _by_slot(draft, by_token) or _before(draft, drafts) or _by_clause(draft, drafts)
        if other is not None:
            _take_over(other, draft)


def _name_verbs(drafts: list[Draft], by_token: dict[int, Draft]) -> None:
    """The verb of which a noun that tells an act is subject or object stands for the act as well: "when they detonated a bomb"."""
    for act in drafts:
        verb = act.clause.verb
        named = act.token.pos in ("NOUN", "PROPN") and act.token.relation in ("obj", "nsubj:pass") and not act.rule.yields_to
        if named and verb is not None and act.token.head == verb.number:
            by_token.setdefault(verb.number, act)


def _turn_violent(drafts: list[Draft]) -> None:
    """A protest that is said to turn violent is the riot: "protests in three towns turned violent"."""
    riots = [d for d in drafts if d.kind == "riot" and d.clause.verb is not None and d.status != "denied"]
    for protest in (d for d in drafts if d.kind == "protest" and d.token.pos == "NOUN"):
        riot = next((r for r in riots if protest.token in r.clause.slots.get("subject", ())), None)
        if riot is not None:
            protest.absorbed = riot
            for role in ("agent", "at", "near"):
                if not riot.has(role):
                    riot.roles.setdefault(role, []).extend(protest.roles.get(role, ()))


def absorb_following(drafts: list[Draft], text: str) -> list[Draft]:
    """The drafts without tolls that a sentence tells alone right after the act that caused them: "Warplanes bombed the market. At least 14
    people were injured." Such a toll names no place, nobody who did it and no weapon, and the act has no toll of that kind yet."""
    kept: list[Draft] = []
    for draft in drafts:
        act = next((d for d in reversed(kept) if d.kind in VIOLENCE and not d.rule.yields_to), None)
        bare = draft.rule.yields_to and draft.figures and not draft.has("agent", "at", "near", "weapon", "participant")
        if act is not None and bare and _right_after(draft, act, text) and _takes(act, draft) and act.status == draft.status == "happened":
            _take_over(act, draft)
            continue
        kept.append(draft)
    return kept


def specify_by_story(drafts: list[Draft], text: str) -> None:
    """Give an attack whose means the text leaves open those of the strike told right before it: "Warplanes bombed the market. A school
    was hit as well." Only where nobody else is said to do it; who did the one did the other."""
    for at, draft in enumerate(drafts):
        if draft.kind != "attack" or draft.token.pos != "VERB" or draft.has("weapon") or draft.token.lemma not in STRUCK:
            continue
        earlier = [d for d in drafts[max(0, at - STORY) : at] if d.kind in FROM_AFAR and d.status == "happened" and _near(draft, d, text)]
        if not earlier or not _right_after(draft, earlier[-1], text):
            continue
        mine = {_who(m) for m in draft.roles.get("agent", ())}
        if not mine or any(mine & {_who(m) for m in d.roles.get("agent", ())} for d in earlier):
            draft.kind = earlier[-1].kind
            for mention in () if mine else earlier[-1].roles.get("agent", ()):
                if all(mention.id != m.id for m in draft.roles.get("target", ())):
                    draft.put("agent", mention)


def _near(draft: Draft, other: Draft, text: str) -> bool:
    """Whether two drafts stand within three sentences of one paragraph."""
    one, two = other.scene.tree.sentence, draft.scene.tree.sentence
    return 0 <= two.number - one.number <= 3 and "\n" not in text[one.start : two.start].strip()


def _who(mention: Mention) -> str:
    return mention.actor_id or mention.name.lower() if isinstance(mention, ActorMention) else mention.text.lower()


def _right_after(draft: Draft, act: Draft, text: str) -> bool:
    """Whether a draft stands in the same sentence as an act or in the next one of its paragraph."""
    one, other = act.scene.tree.sentence, draft.scene.tree.sentence
    return 0 <= other.number - one.number <= 1 and "\n" not in text[one.start : other.start].strip()


def drop_things(drafts: list[Draft]) -> list[Draft]:
    """The drafts without nouns of weapons or things that only stand in a role of another act: who shoots a warplane down tells of no air
    strike, who ambushes a military convoy of no deployment."""
    kept = []
    for draft in drafts:
        alone = (len(draft.words) == 1 or draft.kind == "deployment") and draft.token.pos in ("NOUN", "PROPN") and not draft.figures
        kinds = (WeaponMention, ObjectMention) if draft.kind == "deployment" else (WeaponMention,)
        things = {m.id for m in draft.scene.heads.of(draft.token) if isinstance(m, kinds)} if alone else set()
        holder = next((d for d in drafts if d is not draft and _holds(d, things)), None)
        if holder is None:
            kept.append(draft)
        elif holder.kind == draft.kind:
            holder.also_told_by.append(draft.token)
    return kept


def _holds(draft: Draft, mentions: set[str]) -> bool:
    return any(m.id in mentions for role in ("weapon", "damaged", "cargo", "means") for m in draft.roles.get(role, ()))


def join_ways(drafts: list[Draft]) -> None:
    """A participle of moving tells of the way of the act that it hangs on: "set off ..., heading towards", "entered ... coming from"."""
    moving = [d for d in drafts if d.kind == "movement" and d.absorbed is None]
    for draft in moving:
        token = draft.token
        if (
            token.tag != "VBG"
            or draft.phase == "carrying"
            or draft.status == "denied"
            or token.relation not in ("acl", "advcl", "xcomp", "conj", "obl", "nmod", "ccomp")
        ):
            continue
        tree = draft.scene.tree
        above = {token.head, *(a.number for a in tree.ancestors(token))}
        other = next(
            (d for d in moving if d is not draft and d.phase != "carrying" and _root(d) is d and _carrier(d).number in above), None
        )
        if other is None:
            other = next((d for d in moving if d is not draft and _root(d) is d and _subject_of(d, token.head)), None)
        if other is None:
            continue
        draft.absorbed = other
        for role in ("from", "to", "via", "participant"):
            for mention in draft.roles.get(role, ()):
                if role != "participant" or not other.has("participant"):
                    other.put(role, mention)
        for slot, tokens in draft.clause.slots.items():
            if slot not in ("subject", "object"):
                for word in tokens:
                    other.clause.add(slot, word)


def _subject_of(draft: Draft, number: int) -> bool:
    return any(t.number == number for t in draft.clause.slots.get("subject", ()))


def _root(draft: Draft) -> Draft:
    while draft.absorbed is not None:
        draft = draft.absorbed
    return draft


def _by_word(draft: Draft, drafts: Iterable[Draft]) -> Draft | None:
    """The act that is told by the same word: "killed by a landmine"."""
    return next((d for d in drafts if not d.rule.yields_to and draft.token in d.words and _takes(d, draft)), None)


def _by_slot(draft: Draft, by_token: dict[int, Draft]) -> Draft | None:
    """The act that fills a slot: "killed in shelling", "clashes left ten dead"."""
    for slot in draft.rule.yields_to:
        name, _, _ = slot.partition(" if ")
        for token in fillers(draft.clause, name, draft.scene.tree):
            other = by_token.get(token.number)
            if other is not None and _takes(other, draft):
                return other
    return None


def _by_clause(draft: Draft, drafts: Iterable[Draft]) -> Draft | None:
    """The act in the clause that this one is joined to: "shelled the town, killing five", "died when a mine went off"."""
    tree = draft.scene.tree
    own = _carrier(draft)
    near: list[tuple[int, Draft]] = []
    for other in drafts:
        if not _takes(other, draft) or (other.kind in HOLDING and draft.token.tag != "VBG"):
            continue
        distance = _joined(own, _carrier(other), tree)
        if distance is not None:
            near.append((distance + (2 if other.rule.yields_to else 0), other))
    return min(near, key=lambda n: n[0])[1] if near else None


def _before(draft: Draft, drafts: Iterable[Draft]) -> Draft | None:
    """Of a participle ("..., killing five and wounding ten") the act that stands last before it, whatever the tree hangs it on."""
    if draft.token.tag != "VBG" or draft.token.relation not in ("advcl", "conj", "acl", "xcomp", "parataxis", "dep"):
        return None
    earlier = [d for d in drafts if d.token.number < draft.token.number and not d.rule.yields_to and _takes(d, draft)]
    return earlier[-1] if earlier else None


def _carrier(draft: Draft) -> Token:
    return draft.clause.verb or draft.token


def _joined(one: Token, other: Token, tree: Tree) -> int | None:
    """How many clause joints part two words where nothing but such joints lies between them; None where more does."""
    if one.number == other.number:
        return 0
    for low, high in ((one, other), (other, one)):
        here = low
        for steps, head in enumerate(tree.ancestors(low), 1):
            if here.relation not in JOINED:
                break
            if head.number == high.number:
                return steps
            here = head
    return None


def _takes(other: Draft, draft: Draft) -> bool:
    """Whether an act may take a consequence over: both real or both not, and no other toll of its own for the same thing."""
    other = _root(other)
    if other is draft or other.kind not in VIOLENCE or (other.status == "denied") != (draft.status == "denied"):
        return False
    if other.rule.yields_to and not (other.kind == draft.kind or draft.rule.kind == "killing" or other.kind == "killing"):
        return False
    if other.kind == "killing" and draft.kind == "destruction":
        return False  # "killed a guard and burned a truck" are two acts
    told = {f.what: f for f in other.figures}
    return not any(f.what in told and f.part_of is None and (f.low, f.high) != (told[f.what].low, told[f.what].high) for f in draft.figures)


def _take_over(other: Draft, draft: Draft) -> None:
    other = _root(other)
    draft.absorbed = other
    moved: dict[int, int] = {}
    for at, figure in enumerate(draft.figures):
        moved[at] = other.add_figure(figure)
    for at, new in moved.items():
        part = draft.figures[at].part_of
        if part is not None and part in moved:
            held = other.figures[new]
            other.figures[new] = type(held)(held.what, held.low, held.best, held.high, held.mention, moved[part], held.cumulative)
    for role in ("target", "agent", "damaged", "weapon", "at", "near"):
        if role == "agent" and (draft.token.tag == "VBG" or other.has("participant")):
            continue
        if role in ("target", "damaged") or not other.has(role):
            for mention in draft.roles.get(role, ()):
                if all(mention.id != m.id for m in other.roles.get("agent", ())):
                    other.put(role, mention)
                    if other.kind == "battle" and isinstance(mention, ActorMention) and mention.actor_type != "civilians":
                        other.put("participant", mention)
    if other.rule.yields_to and {draft.token.head, other.token.head} & {draft.token.number, other.token.number}:
        other.also_told_by.append(draft.token)  # "killed and five others injured" tells of one act
    _lend_slots(other.clause, draft.clause)


def _lend_slots(clause: Clause, lent: Clause) -> None:
    """Prepositions of the consequence speak of the act as well: the place and day at which people were killed are the attack's."""
    for slot, tokens in lent.slots.items():
        if slot in ("in", "at", "near", "on", "during", "outside"):
            for token in tokens:
                if token is not clause.trigger:
                    clause.add(slot, token)
