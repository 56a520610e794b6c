"""Did it happen? Status from negation, tense, auxiliaries and the words that an act hangs on ("refrained from", "is expected to").

The words are the pack's lexicon `hedges`; how they reach the act is here."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from marsad.claim.clauses import LIGHT
from marsad.claim.drafts import Draft
from marsad.claim.holding import HOLDING
from marsad.claim.order import NOBODY
from marsad.claim.tree import Tree
from marsad.model.report import Token
from marsad.model.statement import Status
from marsad.pack.pack import Pack

INFINITIVE = frozenset({"xcomp", "acl", "advcl", "ccomp", "csubj", "obl", "nmod"})
CONDITIONS = frozenset({"if", "unless", "once", "until", "when", "should", "after", "provided", "as"})
UNDONE = frozenset("foil thwart avert prevent cancel abort deny rule".split())
LETTING = frozenset({"let", "make", "help", "see", "watch"})  # what hangs on them is bare, whatever the tagger calls it
DONE_WITH_A_NOUN = frozenset({"agree"})  # "agreed to halt fire" is still to come, "agreed a truce" is done
STATES = frozenset({"control", "siege", "ceasefire"})
MOVING = frozenset({"movement", "return", "displacement", "aid", "withdrawal", "deployment", "handover", "release"})
DURING = frozenset({"in", "during", "amid", "at", "since", "after", "following"})
STANDING = frozenset({"under", "as part of", "according to", "in line with", "pursuant to", "by virtue of", "as per"})
LOOKING_BACK = frozenset({"after", "following", "since", "due to", "because of", "in response to", "as a result of", "in the wake of"})
STILL = frozenset("stick strand trap besiege surround encircle block stall pin maroon stuck stranded trapped besieged".split())


@dataclass(frozen=True, slots=True)
class Hedges:
    """Word -> status, by the form in which the word hedges."""

    by_form: Mapping[str, Mapping[str, Status]]

    def of(self, form: str, token: Token) -> Status | None:
        """What a word does to the act that hangs on it."""
        table = self.by_form.get(form, {})
        return table.get(token.lower) or table.get(token.lemma)


@cache
def hedges_of(pack: Pack) -> Hedges:
    """The hedges of a pack."""
    found: dict[str, dict[str, Status]] = {}
    for entry in pack.lexicons.get("hedges", ()):
        status: Status = entry.get("status")  # type: ignore[assignment]  # the schema bounds the column
        found.setdefault(entry.get("form"), {})[entry.get("phrase")] = status
    return Hedges(found)


def status_of(draft: Draft, hedges: Hedges) -> Status:
    """The status of what a draft tells."""
    if draft.clause.form == HOLDING:
        return "happened"  # told in passing, whatever the clause around it says
    tree = draft.scene.tree
    word = draft.token
    carrier = draft.clause.verb or word
    if word.pos == "NOUN" and word is not carrier and tree.preposition(word) in LOOKING_BACK:
        carrier = word  # "are fleeing following the attack": the attack is over, whatever goes on after it
    if draft.kind in ("agreement", "ceasefire") and word.pos == "NOUN" and word is not carrier and tree.preposition(word) in STANDING:
        return "happened"  # "are waiting to leave under a deal": the deal stands
    own = _own(draft, word, carrier, tree, hedges)
    if own != "denied" and (_waited_for(carrier, tree) or _awaited(word, tree)):
        return "conditional"
    above = _above(carrier if carrier.pos in ("VERB", "AUX") else word, tree, hedges)
    if above is None and word.pos == "NOUN" and word.head == carrier.number != word.number and carrier not in draft.words:
        above = _of_noun(word, carrier, tree, hedges)
        if above is None and draft.kind in MOVING and word.relation in ("obj", "nsubj:pass") and hedges.of("verb", carrier) == "denied":
            above = "denied"  # "prohibited safe passage", "blocked the return of the families"
    if own == "denied" and above == "denied":
        return "happened"
    if "denied" in (own, above):
        return "denied"
    for status in (own, above):
        if status not in (None, "happened", "ongoing"):
            return _settled(status, draft, tree)
    if above == "happened" and own is None:
        return draft.rule.status or "happened"
    return draft.rule.status or own or "happened"


def _settled(status: Status, draft: Draft, tree: Tree) -> Status:
    """`would` is a condition where the sentence names one, an expectation elsewhere."""
    if status == "conditional" and condition_clause(draft, tree) is None:
        return "expected"
    if status in ("planned", "expected") and _if_clause(draft, tree):
        return "conditional"
    return status


def condition_clause(draft: Draft, tree: Tree) -> Token | None:
    """The head of the clause that the act waits for ("once the fighters leave, ..."); None where there is none."""
    for token in (draft.clause.verb or draft.token, draft.token):
        for child in tree.children(token):
            if child.relation.startswith("advcl"):
                mark = tree.child(child, "mark", "advmod")
                if mark is not None and mark.lower in CONDITIONS:
                    return child
    return None


def _if_clause(draft: Draft, tree: Tree) -> bool:
    clause = condition_clause(draft, tree)
    mark = tree.child(clause, "mark") if clause is not None else None
    return mark is not None and mark.lower in ("if", "unless", "provided")


def _own(draft: Draft, word: Token, carrier: Token, tree: Tree, hedges: Hedges) -> Status | None:
    """What the act's own words say: negation, auxiliaries, adverbs, tense."""
    found: Status | None = None
    if any(_nobody(t, tree) for slot in ("subject", "object") for t in draft.clause.slots.get(slot, ())):
        return "denied"
    presupposed = _presupposed(draft, word, carrier)
    for token in dict.fromkeys((word, carrier, *draft.words)):
        if presupposed and token is carrier:
            continue
        for child in tree.children(token):
            if child in draft.words and (child.lower == "no" or hedges.of("adverb", child) == "denied"):
                continue  # "would not accept" is a refusal, and not one that is denied
            if child.lower == "no" and child.relation in ("det", "advmod"):
                return "denied"
            if child.relation == "case" and child.lower == "without":
                return "denied"
            if child.relation in ("advmod", "cc:preconj", "cc") and hedges.of("adverb", child) == "denied":
                return None if child.lower == "not" and _only(child, tree) else "denied"
            if child.relation == "advmod":
                found = hedges.of("adverb", child) or found
            if child.relation == "amod" and token is word:
                found = hedges.of("adjective", child) or found
            if child.relation in ("aux", "aux:pass", "cop"):
                found = hedges.of("aux", child) or found
                if child.lemma == "be" and token.tag == "VB" and _marked(token, tree, "to"):
                    found = "planned"
    if found is not None:
        return found
    if (draft.phase == "stalled" or draft.kind in STATES) and _still(word, carrier, tree):
        return "ongoing"
    if _is_to(word.number - tree.first, tree) and word.tag not in ("NNS", "NNPS"):
        return "planned"
    return "ongoing" if _goes_on(carrier, tree) else None


def _nobody(filler: Token, tree: Tree) -> bool:
    """Whether nobody fills a slot: "none", "no group"."""
    return filler.lower in NOBODY or any(c.lower == "no" and c.relation == "det" for c in tree.children(filler))


def _presupposed(draft: Draft, word: Token, carrier: Token) -> bool:
    """Whether an act that a noun tells of stands, whatever is denied of the verb beside it: "has not commented on the attack", "the
    raid did not hurt anybody". A verb that only says that the act took place ("did not launch an attack") denies it."""
    if word.pos != "NOUN" or word is carrier or carrier in draft.words:
        return False
    return carrier.lemma not in LIGHT or (carrier.lemma in HARMING and word.relation.startswith(("nsubj", "obl")))


def _only(negation: Token, tree: Tree) -> bool:
    """ "not only": no negation."""
    at = negation.number - tree.first
    return at + 1 < len(tree.tokens) and tree.tokens[at + 1].lower == "only"


def _waited_for(carrier: Token, tree: Tree) -> bool:
    """Whether the act is itself a condition, not yet a fact ("once the fighters leave"), or hangs on one by its own "if"."""
    mark = tree.child(carrier, "mark")
    if mark is not None and mark.lower in ("if", "unless", "once", "provided"):
        return mark.lower in ("if", "unless") or _in_the_present(carrier, tree)
    return _awaited(carrier, tree)


def _in_the_present(carrier: Token, tree: Tree) -> bool:
    """Whether its first verb stands in the present: "leave", "is open", "have left"."""
    verbs = (carrier, *(c for c in tree.children(carrier) if c.relation in ("cop", "aux", "aux:pass")))
    return any(v.tag in ("VBP", "VBZ", "VB") for v in verbs) and not any(v.tag == "VBD" for v in verbs)


def _awaited(verb: Token, tree: Tree) -> bool:
    """Whether a verb in the present tells what must come first: "until the group hands over", and with a main clause that is to come
    "when the convoy arrives". By the order of the words, for the tree often hangs such clauses elsewhere."""
    at = verb.number - tree.first
    if verb.tag not in ("VBZ", "VBP") and not (verb.tag == "NNS" and _particle_after(at, tree)):
        return False
    for token in reversed(tree.tokens[max(0, at - 8) : at]):
        if token.pos == "PUNCT" or token.tag in ("VBD", "VBZ", "VBP", "MD", "TO"):
            return False
        if token.lower in ("until", "till"):
            return True
        if token.lower == "when":
            return any(t.tag == "MD" or _is_to(t.number - tree.first, tree) for t in tree.tokens)
    return False


def _particle_after(at: int, tree: Tree) -> bool:
    """Whether what is tagged a plural is a verb by the particle behind it: "hands over"."""
    return (
        at + 2 < len(tree.tokens)
        and tree.tokens[at + 1].lower in ("over", "up", "back")
        and tree.tokens[at + 2].pos in ("DET", "NUM", "PRON")
    )


def _is_to(at: int, tree: Tree) -> bool:
    """Whether "is to", "are to be" and the like end before a word."""
    at -= at > 0 and tree.tokens[at - 1].lower == "be"
    return at > 1 and tree.tokens[at - 1].lower == "to" and tree.tokens[at - 2].lower in ("is", "are", "was", "were")


def _still(word: Token, carrier: Token, tree: Tree) -> bool:
    """Whether a state is told in the present: "is besieged", "has been stuck since Thursday", "remains stranded"."""
    if word.lemma not in STILL and word.lower not in STILL:
        return False
    verbs = [c for c in (*tree.children(word), *tree.children(carrier), carrier) if c.relation.startswith(("aux", "cop")) or c is carrier]
    return any(v.tag in ("VBZ", "VBP") and v.lemma in ("be", "have", "remain", "lie", "sit") for v in verbs)


def _goes_on(carrier: Token, tree: Tree) -> bool:
    """Whether the verb's form says that it goes on now: "is shelling", "continue to"."""
    if carrier.pos not in ("VERB", "AUX"):
        return False
    auxiliaries = [c for c in tree.children(carrier) if c.relation in ("aux", "cop", "aux:pass")]
    if carrier.tag == "VBG" and any(a.lower in ("is", "are", "'re", "'s", "am") or (a.lower == "been") for a in auxiliaries):
        return True
    if carrier.lemma in ("continue", "remain", "keep", "persist", "rage") and carrier.tag in ("VBZ", "VBP"):
        return True
    if carrier.lemma == "go" and carrier.tag in ("VBZ", "VBP") and any(c.lower == "on" for c in tree.children(carrier)):
        return True
    return any(c.lower == "still" for c in tree.children(carrier)) and any(a.lower in ("is", "are") for a in auxiliaries)


def _above(token: Token, tree: Tree, hedges: Hedges) -> Status | None:
    """What the words above an act say of it; the nearest that says something. A bare purpose ("to take ...") is planned."""
    here = token
    verdict: Status | None = None
    for head in tree.ancestors(token):
        relation = here.relation.split(":")[0]
        if relation == "acl" and here.tag == "VBG" and head.relation in ("obj", "nsubj:pass", "iobj"):
            accuser = tree.head(head)
            if accuser is not None and hedges.of("verb", accuser) == "alleged":
                return "alleged"
        if relation in ("acl", "ccomp", "nmod") and _refuted(head, tree):
            return "denied"
        if relation == "conj":
            here = head
            continue
        if relation in ("nmod", "obl") and here is token and token.pos == "NOUN" and tree.preposition(here) in DURING:
            break  # "called them its concern in the offensive": what is called is not the offensive
        if here.pos in ("NOUN", "PROPN") and head.pos in ("VERB", "AUX"):
            return verdict or _of_noun(here, head, tree, hedges)
        if relation not in INFINITIVE or (relation == "advcl" and _instead(token, here, tree)):
            break
        if relation == "xcomp" and here.tag == "VB" and (shown := tree.child(head, "nsubj")) is not None and verdict is None:
            plan = hedges.of("noun", shown)
            if plan is not None:
                return plan  # "preparations have begun to move them"
        if relation == "ccomp" and _asked(here, tree):
            break
        infinitive = here.tag in ("VB", "VBG") or tree.child(here, "mark") is not None
        form = {"VERB": "verb", "AUX": "verb", "ADJ": "adjective", "NOUN": "noun"}.get(head.pos, "")
        says = hedges.of(form, head) if form else None
        if here.pos in ("VERB", "AUX") and _finite(here, tree) and relation != "ccomp" and head.lemma not in LETTING:
            break
        that_clause = relation == "ccomp" and here.tag not in ("VB", "VBG")
        if (
            relation == "advcl"
            and here.tag == "VBG"
            and not _marked(here, tree, "from")
            and not _right_behind(here, head)
            or relation in ("obl", "nmod")
            and here.tag != "VBG"
            and form != "noun"
            and says != "denied"
        ):
            says = None
        if says is not None and not (that_clause and says in ("planned",) and head.lemma in _FACTIVE):
            negated = any(hedges.of("adverb", c) == "denied" and c.relation == "advmod" for c in tree.children(head))
            if says == "happened" and negated:
                return "denied"
            if says == "happened":
                verdict = verdict or "happened"
            elif says == "denied" and negated:
                return "happened"
            else:
                return says
        elif infinitive and here.tag == "VB" and _marked(here, tree, "to") and relation in ("advcl", "acl", "csubj") and verdict is None:
            return "planned"
        here = head
    return verdict


def _refuted(noun: Token, tree: Tree) -> bool:
    """Whether what a noun tells is what a verb refutes: "denied reports that ...", "rejects accusations of ..."."""
    verb = tree.head(noun)
    return (
        noun.pos == "NOUN"
        and noun.lemma in RUMOURS
        and noun.relation in ("obj", "nsubj:pass")
        and verb is not None
        and verb.lemma in REFUTING
        and not any(c.relation == "advmod" and c.lower in ("not", "never", "n't") for c in tree.children(verb))
    )


def _instead(token: Token, here: Token, tree: Tree) -> bool:
    """Whether a clause tells what somebody says who denies or refuses something else: "denied it, saying that its units had struck ..."."""
    said = tree.child(here, "ccomp", "obj")
    return here.tag == "VBG" and here is not token and said is not None and any(a is said for a in (token, *tree.ancestors(token)))


def _asked(clause: Token, tree: Tree) -> bool:
    """Whether a clause asks for more about what it takes for granted: "did not say how many had been killed"."""
    return any(t.lower in ASKING for t in tree.tokens[: clause.number - tree.first] if t.head == clause.number or _counts(t, clause, tree))


def _counts(word: Token, clause: Token, tree: Tree) -> bool:
    """Whether a word asks for the number of who stands in a clause: the "how" of "how many soldiers"."""
    above = list(tree.ancestors(word))[:3]
    return word.lower == "how" and any(a.number == clause.number for a in above)


def _right_behind(gerund: Token, verb: Token) -> bool:
    """Whether a gerund is what the verb before it does: "denied killing them"."""
    return gerund.number == verb.number + 1


def _of_noun(noun: Token, verb: Token, tree: Tree, hedges: Hedges) -> Status | None:
    """What a verb says of an act told by a noun: "foiled an attack", "provides for the evacuation", "plan an offensive"."""
    says = hedges.of("verb", verb) if verb.lemma not in DONE_WITH_A_NOUN else None
    case = tree.preposition(noun)
    if noun.relation in ("obj", "nsubj:pass") and (verb.lemma in UNDONE or says in ("planned", "expected")):
        undone: Status = "denied"
        return undone if verb.lemma in UNDONE else says
    return says if says == "planned" and noun.relation.startswith("obl") and case in ("for", "on") else None


def _finite(verb: Token, tree: Tree) -> bool:
    """Whether a verb tells of a fact by its own tense: "left", "had handed over", "were shelled"."""
    if verb.tag in ("VBD", "VBZ", "VBP"):
        return True
    return any(c.relation in ("aux", "aux:pass", "cop") and c.tag in ("VBD", "VBZ", "VBP") for c in tree.children(verb))


REFUTING = frozenset({"deny", "reject", "refute", "dismiss", "rebut", "dispute", "disprove", "contradict"})
RUMOURS = frozenset("report claim allegation accusation charge rumour rumor suggestion news assertion statement story account".split())
HARMING = frozenset({"kill", "hit", "target", "leave", "cause"})  # what an act does, not that it took place
ASKING = frozenset({"how", "who", "when", "where", "why", "what", "which"})
_FACTIVE = frozenset("order tell agree decide warn".split())


def _marked(token: Token, tree: Tree, word: str) -> bool:
    return any(c.relation in ("mark", "case") and c.lower == word for c in tree.children(token))
