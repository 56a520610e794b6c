"""Which rules may speak of which words: lemma -> candidate rules, made once for a pack."""

from dataclasses import dataclass
from functools import cache

from marsad.claim.clauses import held_by
from marsad.claim.tree import Tree
from marsad.model.report import Token
from marsad.pack.frame_rules import FrameRule
from marsad.pack.pack import Pack

NOUNS = ("NOUN", "PROPN")
OF_A_THING = frozenset("delivery operation distribution program programme package shipment effort process deal plan ban flight".split())
BESIDE = frozenset("by at near as like during after before since until amid".split())  # what stands behind them completes no verb
DIRECTED = tuple((frozenset({word}),) for word in ("from", "to", "out"))
REACH = 9  # words between the parts of a phrase


@dataclass(frozen=True, slots=True)
class Trigger:
    """One entry of a rule's words: its part of speech and the words that must stand around the lemma that indexes it.

    Of each of `others` one word must be there. `strict`: of a phrase of classes ("sever|cut + tie|relation") its noun must be what the
    verb is done to."""

    rule: FrameRule
    form: str
    lemma: str
    before: tuple[str, ...] = ()
    particle: str = ""
    others: tuple[frozenset[str], ...] = ()
    strict: bool = False


@cache
def triggers_of(pack: Pack) -> dict[str, tuple[Trigger, ...]]:
    """The triggers of all frame rules by the lemma that must be there."""
    index: dict[str, list[Trigger]] = {}
    for sourced in pack.rules.get("frames", ()):
        rule = sourced.rule
        if not isinstance(rule, FrameRule):
            continue
        for trigger in _compiled(rule):
            index.setdefault(trigger.lemma, []).append(trigger)
    return {lemma: tuple(found) for lemma, found in index.items()}


def _compiled(rule: FrameRule) -> list[Trigger]:
    found = []
    for entry in rule.words.verbs:
        lemma, _, particle = entry.partition(" ")
        found.append(Trigger(rule, "verb", lemma, particle=particle))
    for entry in rule.words.nouns:
        *before, lemma = entry.replace("-", " ").split()
        found.append(Trigger(rule, "noun", lemma, before=tuple(before)))
    for entry in rule.words.adjectives:
        *before, lemma = entry.replace("-", " ").split()
        found.append(Trigger(rule, "adjective", lemma, before=tuple(before)))
    found.extend(Trigger(rule, "holding", lemma) for lemma in rule.words.holdings)
    if rule.words.copulas:
        found.append(Trigger(rule, "copula", "be", others=(frozenset(rule.words.copulas),)))
    for entry in rule.words.phrases:
        first, *others = (frozenset(word.strip() for word in part.split("|")) for part in entry.split("+"))
        found.extend(Trigger(rule, "phrase", lemma, others=tuple(others), strict=len(first) > 1) for lemma in sorted(first))
    return found


def fits(trigger: Trigger, token: Token, tree: Tree) -> list[Token] | None:
    """The words of the text that are the trigger, the indexed one first; None where it does not fit."""
    match trigger.form:
        case "verb":
            if token.pos not in ("VERB", "AUX") or token.relation in ("aux", "aux:pass", "cop", "case", "compound"):
                return None
            if token.relation == "amod" and not (trigger.rule.change == "held" and held_by(tree, token) is not None):
                return None
            return _with_particle(trigger, token, tree)
        case "noun":
            if token.pos not in NOUNS or in_return(token, tree):
                return None
            return _with_words_before(trigger, token, tree)
        case "adjective":
            if token.pos not in ("ADJ", "ADV", "VERB", "NOUN") or token.relation.startswith("nmod"):
                return None
            return _with_words_before(trigger, token, tree)
        case "holding":
            return [token]
        case "copula":
            return [token] if token.relation == "cop" and tree.preposition(tree.token(token.head)) in trigger.others[0] else None
        case _:
            return _phrase(trigger, token, tree)


def _with_particle(trigger: Trigger, token: Token, tree: Tree) -> list[Token] | None:
    if not trigger.particle:
        return [token]
    at = token.number - tree.first
    for other in tree.tokens[at + 1 : at + REACH]:
        if other.lower == trigger.particle and (other.head == token.number or other.number == token.number + 1):
            return [token, other]
    return None


def _with_words_before(trigger: Trigger, token: Token, tree: Tree) -> list[Token] | None:
    found = [token]
    at = token.number - tree.first - 1
    for word in reversed(trigger.before):
        while at >= 0 and tree.tokens[at].lower == "-":
            at -= 1
        if at < 0 or word not in (tree.tokens[at].lemma, tree.tokens[at].lower):
            return None
        found.append(tree.tokens[at])
        at -= 1
    return found


def _phrase(trigger: Trigger, token: Token, tree: Tree) -> list[Token] | None:
    if token.relation in ("aux", "aux:pass", "cop", "case") or (trigger.strict and token.pos in NOUNS):
        return None
    if token.tag in ("NNS", "NNPS") and token.lower != trigger.lemma and trigger.others in DIRECTED:
        return None  # a verb with its preposition, not "the forces from"
    near_enough = _completes if trigger.strict else _close
    found = [token]
    at = token.number - tree.first
    near = tree.tokens[max(0, at - REACH) : at + REACH]
    for words in trigger.others:
        other = next(
            (
                t
                for t in near
                if (t.lemma in words or t.lower in words)
                and t.lower != "according"
                and not in_return(t, tree)
                and t not in found
                and near_enough(t, token, tree)
            ),
            None,
        )
        if other is None:
            return None
        found.append(other)
    return found


def in_return(token: Token, tree: Tree) -> bool:
    """Whether a noun only says that one thing is given for another: "in return for", "in exchange for"."""
    at = token.number - tree.first
    return token.lower in ("return", "exchange") and at > 0 and tree.tokens[at - 1].lower == "in"


def _close(one: Token, other: Token, tree: Tree) -> bool:
    """Whether at most two arcs part the words."""
    if one.head == other.number or other.head == one.number:
        return True
    if abs(one.number - other.number) <= 2:
        return True
    return tree.token(one.head).head == other.number or tree.token(other.head).head == one.number or one.head == other.head


def _completes(word: Token, first: Token, tree: Tree) -> bool:
    """Whether a word completes the one that opens a phrase of classes: what the verb is done to or aims at, never who does it.

    Of a negation ("not") it is the word that it denies, or what that is done to; small words only stand near."""
    if word.pos not in (*NOUNS, "VERB"):
        return _close(word, first, tree)
    if first.pos in ("PART", "ADV"):
        return first.head == word.number or (first.head == word.head and word.relation == "obj")
    if first.pos == "ADJ" and word.pos in NOUNS:
        return word.head == first.number and word.relation == "nsubj"  # "the road is open", but not "close to the border"
    if word.pos == "VERB":
        above = tree.token(word.head)
        return word.head == first.number or (above.head == first.number and above.pos in ("VERB", "ADJ"))
    if word.relation == "compound" and word.number < word.head:
        word = tree.token(word.head)
        if word.lemma not in OF_A_THING:
            return False
    if first.head == word.number:
        return first.tag == "VBN" if first.relation == "acl" else first.relation == "acl:relcl" and _own_subject(first, tree)
    path = word
    for _ in range(2):
        if path.relation in ("nsubj", "obl:agent") or (path.relation == "obl" and tree.preposition(path) in BESIDE):
            return False
        if path.head == first.number:
            return path is word or path.relation in ("obj", "nsubj:pass")
        path = tree.token(path.head)
    return False


def _own_subject(verb: Token, tree: Tree) -> bool:
    """Whether a relative clause has a subject of its own: "the aid that the agency sent"."""
    subject = tree.child(verb, "nsubj")
    return subject is not None and not subject.tag.startswith("W") and subject.lower != "that"
