"""What belongs to an agreement: its terms, what is given for what, the steps that carry it out, and which agreement is meant."""

import re

from marsad.claim.drafts import Draft
from marsad.claim.holding import HOLDING
from marsad.claim.tree import Tree
from marsad.claim.triggers import in_return
from marsad.model.mention import ActorMention, Mention, PlaceMention, TimeMention
from marsad.model.report import Token

ANCHORS = frozenset({"agreement", "ceasefire"})
PARTS = frozenset(
    {"movement", "displacement", "return", "withdrawal", "handover", "exchange", "release", "surrender", "ceasefire", "control", "aid",
     "siege", "deployment", "arrest", "recruitment", "concession", "destruction", "agreement"}
)  # fmt: skip
STEPS = frozenset({"movement", "handover", "release", "exchange", "withdrawal", "surrender"})
NEARBY = 5  # sentences
CARRY_OUT = frozenset(
    """part implementation step stage phase framework accordance term terms context execution result line basis item clause provision batch
    application fulfilment fulfillment completion stipulate provide include implement complete under per within pursuant accord""".split()
)
UNDER = frozenset({"under", "per", "within", "pursuant to", "according to", "as per", "in"})
LAID_DOWN = frozenset({"under", "by", "per", "as per", "according to", "pursuant to", "in accordance with"})
STEP_WORDS = frozenset("step stage phase batch part instalment installment".split())
ORDINALS = {
    word: number for number, words in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th"), 1)
    for word in words.split()
}  # fmt: skip
ANAPHORIC = frozenset({"this", "that", "these", "those", "the", "such"})
PROCESS = frozenset("operation process evacuation transfer convoy movement step withdrawal exchange move batch buses".split())
SIDE_ROLES = ("party", "giver", "agent", "participant")
REFUSING = frozenset("refuse reject oppose condemn denounce decline dismiss".split())
EXCHANGE = re.compile(r"^in (?:exchange|return|turn|swap) for$")


def bind(drafts: list[Draft], text: str) -> None:
    """Tie terms and steps to their agreements through a report. `drafts` are those of all its sentences, in order."""
    drafts = [d for d in drafts if d.clause.form != HOLDING]  # who holds a place told in passing is no term
    refused = [d for d in drafts if d.kind == "agreement" and _refused(d)]
    if len(refused) < sum(d.kind in ANCHORS for d in drafts):  # those who refused it do not make it another one
        for draft in refused:
            draft.status = "denied"
    known: list[Draft] = []
    last_moving: list[Draft] = []
    for siblings in _by_sentence(drafts):
        anchors = [d for d in siblings if d.kind in ANCHORS and d.status != "denied"]
        for anchor in anchors:
            _sides(anchor)
            earlier = _meant(anchor, known)
            if earlier is not None:
                anchor.agreement = earlier
            known.append(anchor)
        if anchors:
            _bind_sentence(siblings, anchors, last_moving)
            last_moving = []
        _exchange(siblings)
        moving = [d for d in siblings if d.kind == "movement" and d.status not in ("denied", "conditional")]
        last_moving = (last_moving + moving)[-8:]
    _nearby(drafts, text)
    for draft in drafts:
        _name_sides(draft)


def _refused(anchor: Draft) -> bool:
    """Whether an agreement is only named as what somebody will not have: "fighters who refused the agreement"."""
    governor = anchor.scene.tree.head(anchor.token)
    return governor is not None and governor.lemma in REFUSING and anchor.token.relation in ("obj", "nsubj:pass")


def _name_sides(draft: Draft) -> None:
    """ "Both sides", "the parties" of an act under an agreement are those whom the agreement names."""
    anchor = draft.agreement
    if anchor is None:
        return
    named = (anchor.agreement or anchor).roles.get("party", [])
    for role in SIDE_ROLES:
        held = draft.roles.get(role, [])
        sides = [m for m in held if _is_side(m)]
        if sides and len(named) > 1:
            draft.roles[role] = [m for m in held if m not in sides] + [m for m in named if m not in held]


def _nearby(drafts: list[Draft], text: str) -> None:
    """Ways, releases and exchanges that a report tells near an agreement, and ties to nothing else, are steps of it: in its own
    paragraph, with one of its parties, or as a stage or an act of "both sides"."""
    anchors = [d for d in drafts if d.kind in ANCHORS and d.status != "denied"]
    if not anchors:
        return
    for draft in drafts:
        if draft.kind not in STEPS or draft.agreement is not None or draft.status == "denied":
            continue
        at = draft.scene.tree.sentence.number
        near = [
            (abs(at - a.scene.tree.sentence.number) + (2 if a.token.number > draft.token.number else 0), i) for i, a in enumerate(anchors)
        ]
        distance, which = min(near)
        anchor = anchors[which]
        if distance <= NEARBY and (_one_paragraph(draft, anchor, text) or _share_somebody(draft, anchor) or _of_sides(draft)):
            draft.agreement = anchor.agreement or anchor


def _one_paragraph(draft: Draft, anchor: Draft, text: str) -> bool:
    one, other = sorted((draft.scene.tree.sentence.start, anchor.scene.tree.sentence.start))
    return "\n" not in text[one:other]


def _share_somebody(draft: Draft, anchor: Draft) -> bool:
    names = [{m.actor_id for ms in d.roles.values() for m in ms if isinstance(m, ActorMention) and m.actor_id} for d in (draft, anchor)]
    return bool(names[0] & names[1])


def _of_sides(draft: Draft) -> bool:
    """Whether an act is told as a stage ("the first stage"), or as one of the sides of what was agreed."""
    return _step_number(draft) is not None or any(_is_side(m) for role in SIDE_ROLES for m in draft.roles.get(role, ()))


def _is_side(mention: Mention) -> bool:
    return mention.text.lower().split()[-1:] in (["sides"], ["parties"])


def _by_sentence(drafts: list[Draft]) -> list[list[Draft]]:
    groups: dict[int, list[Draft]] = {}
    for draft in drafts:
        groups.setdefault(draft.scene.tree.sentence.number, []).append(draft)
    return list(groups.values())


def _sides(anchor: Draft) -> None:
    """The parties that "between" names behind an agreement: every actor up to the next verb. Where it names two, nobody else is one: not
    who brokered it."""
    tree = anchor.scene.tree
    behind = tree.tokens[anchor.token.number - tree.first :]
    start = next((i for i, t in enumerate(behind) if t.lower == "between"), None)
    named: list[Mention] = []
    for token in behind[start:] if start is not None else ():
        if token.pos in ("VERB", "AUX"):
            break
        for mention in anchor.scene.heads.of(token):
            country = isinstance(mention, PlaceMention) and mention.kind == "country" and token.relation in ("nmod", "obl", "conj")
            if token.lemma not in ("side", "party") and (isinstance(mention, ActorMention) or country):
                named.append(mention)
    if len(named) > 1:
        anchor.roles["party"] = []
    for mention in named:
        anchor.put("party", mention)


def _meant(anchor: Draft, known: list[Draft]) -> Draft | None:
    """The earlier agreement that "this agreement" means; None for one that brings its own day, parties or terms."""
    if not known:
        return None
    tree = anchor.scene.tree
    noun = next((w for w in anchor.words if w.pos in ("NOUN", "PROPN")), None)
    if noun is None:
        return None
    determiner = tree.child(noun, "det")
    if determiner is None or determiner.lower not in ANAPHORIC:
        return None
    described = any(
        c.relation in ("acl", "acl:relcl") or tree.preposition(c) in ("between", "of", "on", "for") for c in tree.children(noun)
    )
    dated = any(isinstance(m, TimeMention) for c in tree.phrase(noun) for m in anchor.scene.heads.of(c))
    if determiner.lower == "the" and (described or dated):
        return None
    return known[-1].agreement or known[-1]


def _bind_sentence(siblings: list[Draft], anchors: list[Draft], last_moving: list[Draft]) -> None:
    for draft in siblings:
        if draft in anchors or draft.kind not in PARTS or draft.agreement is not None:
            continue
        tree = draft.scene.tree
        for anchor in anchors:
            link = _link(draft, anchor, tree)
            if link is None:
                continue
            draft.agreement = anchor
            told_by_noun = link == "term" and draft.token.pos in ("NOUN", "PROPN")
            laid_down = draft.token.tag in ("VBP", "VBZ") and draft.rule.status is None and tree.preposition(anchor.token) in LAID_DOWN
            if draft.status == "happened" and (told_by_noun or laid_down):
                draft.status = "planned"  # "under the deal all fighters leave the hills"
            break
    for anchor in anchors:
        number = _step_number(anchor)
        members = [d for d in siblings if d.agreement is anchor and d is not anchor]
        if number is not None:
            _number_steps(siblings, members, anchor, number)
        if not members or _process_subject(anchor):
            for draft in _process_of(anchor, last_moving):
                draft.agreement = draft.agreement or anchor


def _link(draft: Draft, anchor: Draft, tree: Tree) -> str | None:
    """`term` where the act hangs on the agreement's words, `step` where the agreement is named as what the act carries out."""
    inner = {w.number for w in anchor.words} | ({anchor.clause.verb.number} if anchor.clause.verb else set())
    here = draft.token
    for head in tree.ancestors(draft.token):
        if head.number in inner:
            return None if here.relation.startswith("nsubj") else "term"
        here = head
    own = {w.number for w in draft.words} | ({draft.clause.verb.number} if draft.clause.verb else set())
    for word in anchor.words:
        path = [word]
        for head in tree.ancestors(word):
            if head.number in own:
                cases = {tree.preposition(t) for t in path}
                if cases & UNDER or any(t.lemma in CARRY_OUT for t in path) or any(c.split()[-1:] == ["of"] and len(c) > 3 for c in cases):
                    return "step"
                return "step" if any(t.lemma in CARRY_OUT for p in path for t in tree.children(p)) else None
            path.append(head)
    return None


def _step_number(anchor: Draft) -> int | None:
    """ "the second step stipulated in the agreement": 2."""
    tree = anchor.scene.tree
    for token in tree.tokens:
        if token.lemma in STEP_WORDS:
            for child in tree.children(token):
                if child.lower in ORDINALS:
                    return ORDINALS[child.lower]
    return None


def _number_steps(siblings: list[Draft], members: list[Draft], anchor: Draft, number: int) -> None:
    """The act that the sentence tells is the numbered step; what it comes after is the step before it."""
    tree = anchor.scene.tree
    for draft in siblings:
        if draft is anchor or draft.kind not in PARTS:
            continue
        verb = draft.clause.verb or draft.token
        if number > 1 and _comes_after(verb, anchor, tree):
            draft.agreement, draft.step = anchor, number - 1
        elif draft in members or not members or draft.kind == "movement":
            draft.agreement, draft.step = anchor, number


def _comes_after(verb: Token, anchor: Draft, tree: Tree) -> bool:
    """Whether "after" opens the clause of a verb; by its place behind the agreement where the tree hangs it elsewhere."""
    mark = tree.child(verb, "mark")
    if mark is not None:
        return mark.lower == "after"
    between = tree.tokens[anchor.token.number - tree.first + 1 : max(0, verb.number - tree.first)]
    return any(t.lower == "after" for t in between)


def _process_subject(anchor: Draft) -> Token | None:
    """ "this operation comes as part of the agreement": the word that points back at what was told before."""
    tree = anchor.scene.tree
    for token in tree.tokens:
        if token.lemma in PROCESS and token.relation.startswith("nsubj"):
            determiner = tree.child(token, "det")
            if determiner is not None and determiner.lower in ("this", "these", "the"):
                return token
    return None


def _process_of(anchor: Draft, last_moving: list[Draft]) -> list[Draft]:
    token = _process_subject(anchor)
    if token is None:
        return []
    tree = anchor.scene.tree
    if not any(t.lemma in CARRY_OUT for t in tree.tokens):
        return []
    return last_moving


def _exchange(siblings: list[Draft]) -> None:
    """Tie what is given to what it is given for: "evacuation of the hills in exchange for handing over the prisoners"."""
    for draft in siblings:
        tree = draft.scene.tree
        start = _exchange_start(draft, tree)
        if start is None:
            continue
        others = [
            d
            for d in siblings
            if d is not draft and d.status != "denied" and d.kind in PARTS and d.kind not in ANCHORS and d.token.number < start
        ]
        if others:
            other = others[-1]
            draft.against, other.against = other, draft
            draft.agreement = draft.agreement or other.agreement
            other.agreement = other.agreement or draft.agreement
            if draft.status == "happened" and draft.token.tag != "VBD":
                draft.status = "planned" if other.status != "happened" else draft.status


def _exchange_start(draft: Draft, tree: Tree) -> int | None:
    """Where "in exchange for" stands before an act, no other finite verb between; None where it does not."""
    last = max(w.number for w in draft.words) if in_return(draft.token, tree) else draft.token.number
    at = last - tree.first
    for i in range(at - 1, max(1, at - 16), -1):
        if tree.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD"):
            return None
        words = " ".join(t.lower for t in tree.tokens[max(0, i - 2) : i + 1])
        if EXCHANGE.match(words):
            return tree.tokens[i - 2].number
    return None
