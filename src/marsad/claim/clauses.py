"""The tree as predicates and arguments: one shape for verbs, event nouns and adjectives.

Slots are what rules speak of: `subject`, `object`, `predicate`, `complement` and prepositions. Subjects are carried through control,
conjunction, participles and relative clauses; a passive's subject stands in `object`; a light verb lends its arguments to its noun.
"""

from dataclasses import dataclass, field

from marsad.claim.inherited import is_passive, surface_subject
from marsad.claim.tree import RELATIVE_TAGS, Tree
from marsad.model.report import Token

LIGHT = frozenset(
    """carry conduct launch stage mount commit perform make take wage execute begin start continue resume renew see witness suffer come
    break erupt occur happen go hold undertake do cause leave result involve open intensify escalate target hit kill report experience have
    be follow precede rage ensue take_place give receive exchange face announce perpetrate engage put place""".split()
)
TOLD = frozenset({"report", "see", "witness"})  # who reports an act has not done it
RECEIVING = frozenset({"receive", "face", "suffer", "get", "sustain", "undergo", "draw", "encounter"})
OBJECT_LENDING = frozenset({"engage", "put", "place"})  # "engaged X in a battle", "put X under siege": X is who the noun befalls
SUFFERED = frozenset(
    """murder assassination killing execution kidnapping abduction arrest detention torture slaying imprisonment capture disappearance
    lynching rape mistreatment""".split()
)
LENT_UNDER = frozenset({"in", "under", "on", "into", "out", "with", "to", "by", "from", ""})
BEFALLEN = frozenset({"target", "victim", "object", "objective"})
CONDITIONS = frozenset({"if", "unless"})
AGENT_PREPOSITIONS = ("by", "at the hands of", "at hands of")


@dataclass(slots=True)
class Clause:
    """A predicate with its arguments: slot -> the tokens that fill it, nearest first."""

    trigger: Token
    form: str
    passive: bool = False
    particle: str = ""
    slots: dict[str, list[Token]] = field(default_factory=dict)
    verb: Token | None = None
    behind: dict[str, Token] | None = None

    def add(self, slot: str, token: Token) -> None:
        """Put a token into a slot, once."""
        fillers = self.slots.setdefault(slot, [])
        if token not in fillers:
            fillers.append(token)


def clause_of(tree: Tree, trigger: Token) -> Clause:
    """The clause of a verb, an event noun or an adjective."""
    if trigger.pos in ("VERB", "AUX"):
        return verb_clause(tree, trigger)
    if trigger.pos in ("NOUN", "PROPN"):
        return noun_clause(tree, trigger)
    return adjective_clause(tree, trigger)


def verb_clause(tree: Tree, verb: Token) -> Clause:
    """The clause of a verb."""
    clause = Clause(verb, "verb", is_passive(tree, verb), verb=verb)
    for child in tree.children(verb):
        relation = child.relation
        if relation in ("nsubj", "nsubj:outer", "expl"):
            clause.add("object" if clause.passive else "subject", child)
        elif relation == "nsubj:pass" or relation == "obj":
            clause.add("object", child)
        elif relation == "iobj":
            clause.add("recipient", child)
        elif relation == "compound:prt":
            clause.particle = child.lower
        elif relation.startswith(("obl", "nmod")):
            _oblique(tree, clause, child)
        elif relation == "csubj" and (shown := tree.child(child, "nsubj")) is not None:
            clause.add("object" if clause.passive else "subject", shown)
        elif relation in ("xcomp", "ccomp"):
            clause.add("complement", child)
        elif relation == "advcl":
            mark = tree.child(child, "mark")
            clause.add(_link(mark), child)
            if child.tag == "VBG":
                _participle(tree, clause, child)
        if relation in ("xcomp", "ccomp") and (shown := tree.child(child, "nsubj", "nsubj:pass")) is not None:
            clause.add("complement subject", shown)
        if relation in ("xcomp", "ccomp") and (done_to := tree.child(child, "obj")) is not None:
            clause.add("complement object", done_to)
        if relation in ("xcomp", "advcl"):
            _condition(tree, clause, child)
    if not clause.passive and "object" not in clause.slots:
        _object_of_relative(tree, clause, verb)
    holder = held_by(tree, verb)
    if holder is not None:
        clause.passive = True
        clause.add("subject", holder)
        clause.add("object", tree.token(verb.head))
    surface = "object" if clause.passive else "subject"
    if surface not in clause.slots:
        inherited = surface_subject(tree, verb, own=False)
        if inherited is not None:
            clause.add(surface, inherited)
    _add_owners(tree, clause)
    _resolve_relatives(tree, clause)
    return clause


def held_by(tree: Tree, participle: Token) -> Token | None:
    """Who holds, in a participle before its noun: the rebels of "the rebel-held province"; None for any other participle."""
    at = participle.number - tree.first
    if participle.relation != "amod" or participle.tag not in ("VBN", "VBD", "JJ") or at < 2 or tree.tokens[at - 1].lower != "-":
        return None
    return tree.tokens[at - 2]


def _link(mark: Token | None) -> str:
    """The slot of an adverbial clause: its conjunction; an infinitive's "to" is no preposition."""
    if mark is None:
        return "participle"
    return "purpose" if mark.lower == "to" else mark.lower


def _condition(tree: Tree, clause: Clause, child: Token) -> None:
    """Who is to act in the condition, at the verb or at the infinitive under it: "will leave unless X pays"."""
    for condition in (child, *tree.children(child)):
        mark = tree.child(condition, "mark")
        shown = tree.child(condition, "nsubj", "nsubj:pass")
        if condition.relation == "advcl" and mark is not None and mark.lower in CONDITIONS and shown is not None:
            clause.add("condition subject", shown)


def _add_owners(tree: Tree, clause: Clause) -> None:
    """Whose the object is, where it says so: of "praised Haiti's efforts" Haiti."""
    for filler in clause.slots.get("object", ()):
        owner = tree.child(filler, "nmod:poss")
        if owner is not None and owner.tag != "PRP$":
            clause.add("object owner", owner)


def copular_clause(tree: Tree, copula: Token) -> Clause:
    """The clause of a place that somebody is at: "the convoy is still within the province" has `within` filled by its predicate."""
    predicate = tree.token(copula.head)
    clause = Clause(copula, "copula", verb=predicate)
    clause.add(tree.preposition(predicate), predicate)
    for child in tree.children(predicate):
        if child.relation.startswith("nsubj"):
            clause.add("subject", child)
        elif child.relation.startswith("obl"):
            _oblique(tree, clause, child)
    if "subject" not in clause.slots:
        inherited = surface_subject(tree, predicate, own=False)
        if inherited is not None:
            clause.add("subject", inherited)
    _resolve_relatives(tree, clause)
    return clause


def _object_of_relative(tree: Tree, clause: Clause, verb: Token) -> None:
    """The antecedent fills the gap of a relative clause that has its own subject: "the prisoners (that) they hold"."""
    if verb.relation != "acl:relcl" or "subject" not in clause.slots:
        return
    subject = clause.slots["subject"][0]
    antecedent = tree.head(verb)
    relative = subject.lower == "that" or any(c.tag in RELATIVE_TAGS for filler in clause.slots.values() for c in filler)
    if antecedent is not None and not relative:
        clause.add("object", antecedent)


def _resolve_relatives(tree: Tree, clause: Clause) -> None:
    """Put the antecedent where a relative pronoun stands."""
    relative = clause.trigger
    while relative.relation in ("conj", "xcomp") and (above := tree.head(relative)) is not None:
        relative = above
    if relative.relation != "acl:relcl":
        return
    antecedent = tree.head(relative)
    if antecedent is None:
        return
    for fillers in clause.slots.values():
        for i, filler in enumerate(fillers):
            if filler.tag in RELATIVE_TAGS or filler.lower == "that":
                fillers[i] = antecedent


def _oblique(tree: Tree, clause: Clause, token: Token) -> None:
    """An oblique under its preposition, and under what lies one preposition deeper ("in exchange for")."""
    preposition = tree.preposition(token)
    if token.relation == "obl:agent" or (preposition == "by" and (clause.passive or clause.form == "noun")):
        clause.add("subject", token)
        return
    if not preposition:
        clause.add("bare", token)
        return
    clause.add(preposition, token)
    for deeper in tree.children(token):
        if deeper.relation.startswith("nmod"):
            inner = tree.preposition(deeper)
            if inner:
                slot = f"{preposition} {token.lower} {inner}"
                clause.add("subject" if slot in AGENT_PREPOSITIONS else slot, deeper)


def _participle(tree: Tree, clause: Clause, token: Token) -> None:
    """A participle lends its arguments: "coming from Qara", "targeting the town", "using rockets"."""
    for child in tree.children(token):
        if child.relation == "obj":
            clause.add(token.lower, child)
        elif child.relation.startswith("obl"):
            preposition = tree.preposition(child)
            if preposition:
                clause.add(f"{token.lower} {preposition}", child)


def noun_clause(tree: Tree, noun: Token) -> Clause:
    """The clause of an event noun, with what its light verb lends."""
    clause = Clause(noun, "noun")
    for child in tree.children(noun):
        relation = child.relation
        if relation == "nmod:poss":
            clause.add("object" if noun.lemma in SUFFERED and not _of_or_against(tree, noun) else "subject", child)
        elif relation in ("compound", "amod"):
            clause.add("modifier", child)
        elif relation.startswith(("nmod", "obl")):
            _oblique(tree, clause, child)
        elif relation in ("acl", "ccomp", "acl:relcl") and tree.child(child, "mark") is not None:
            shown = tree.child(child, "nsubj", "nsubj:pass")
            if shown is not None:
                clause.add("complement subject", shown)
        elif relation == "acl" and child.tag == "VBN":
            for inner in tree.children(child):
                if inner.relation.startswith("obl"):
                    _oblique(tree, clause, inner)
        elif relation == "acl" and child.tag == "VBG":
            _participle(tree, clause, child)
            for inner in tree.children(child):
                if inner.relation == "obj" and child.lemma in ("target", "hit", "strike", "pound"):
                    clause.add("object", inner)
    for preposition in ("of", "against"):
        for filler in clause.slots.get(preposition, []):
            clause.add("object", filler)
    governor = tree.head(noun)
    if governor is not None and governor.lemma in BEFALLEN and tree.preposition(noun) == "of":
        for token in _befallen(tree, governor):
            clause.add("object", token)
    while governor is not None and noun.relation == "conj" and governor.pos == "NOUN":
        noun, governor = governor, tree.head(governor)
    if governor is not None and governor.pos in ("VERB", "AUX"):
        _borrow(tree, clause, noun, governor)
    return clause


def _of_or_against(tree: Tree, noun: Token) -> bool:
    """Whether an event noun names whom it befell behind it, so that its possessor is who did it: "the army's killing of ten men"."""
    return any(c.relation.startswith(("nmod", "obl")) and tree.preposition(c) in ("of", "against") for c in tree.children(noun))


def _befallen(tree: Tree, word: Token) -> list[Token]:
    """Whom "the target of an attack" or "became a victim of violence" means."""
    if word.relation == "nsubj" and (predicate := tree.head(word)) is not None and predicate.pos in ("NOUN", "PROPN"):
        return [predicate]  # "the targets of the attack were two shops"
    carrier = tree.head(word) if word.relation in ("xcomp", "obj", "obl") else word
    shown = tree.child(carrier, "nsubj", "nsubj:pass") if carrier is not None else None
    return [shown] if shown is not None and shown.tag not in RELATIVE_TAGS else []


def _borrow(tree: Tree, clause: Clause, noun: Token, verb: Token) -> None:
    """What the governing verb has to say of its noun: who carried the attack out, where the clashes broke out."""
    clause.verb = verb
    relation = noun.relation
    light = verb.lemma in LIGHT
    if relation in ("obj", "nsubj:pass", "nsubj") or ((light or verb.lemma == "implicate") and relation.startswith("obl")):
        lender = verb_clause(tree, verb)
        for slot, fillers in lender.slots.items():
            if slot in ("subject", "object", "complement", "predicate", "recipient"):
                continue
            for filler in fillers:
                if filler.number != noun.number:
                    clause.add(slot, filler)
        if verb.lemma in RECEIVING and relation == "obj":
            _received(clause, lender)
        elif relation in ("obj", "nsubj:pass") and light and verb.lemma not in TOLD:
            for filler in lender.slots.get("subject", []):
                clause.add("subject", filler)
        if verb.lemma in OBJECT_LENDING and relation.startswith("obl"):
            for filler in lender.slots.get("object", []):
                clause.add("object", filler)
        if verb.lemma in ("involve", "implicate") and relation.startswith("obl") and tree.preposition(noun) == "in":
            for filler in lender.slots.get("object", []):
                clause.add("subject", filler)
        if light and relation.startswith("obl") and tree.preposition(noun) in LENT_UNDER:
            for filler in lender.slots.get("subject", []):
                clause.add("object" if verb.lemma in ("come", "suffer") else "subject", filler)


def _received(clause: Clause, lender: Clause) -> None:
    """Who receives, suffers or faces an act is whom it befalls, and who it comes from does it: "faces pressure from X"."""
    for filler in lender.slots.get("subject", []):
        clause.add("object", filler)
    for filler in clause.slots.get("from", []):
        clause.add("subject", filler)


def adjective_clause(tree: Tree, word: Token) -> Clause:
    """The clause of an adjective, as a predicate or before its noun."""
    clause = Clause(word, "adjective")
    for child in tree.children(word):
        if child.relation in ("nsubj", "nsubj:pass"):
            clause.add("object", child)
        elif child.relation.startswith("obl"):
            _oblique(tree, clause, child)
    head = tree.head(word)
    if head is not None and "object" not in clause.slots:
        if word.relation in ("amod", "acl", "nmod"):
            clause.add("object", head)
        elif word.relation in ("xcomp", "conj", "advcl") and head.pos == "VERB":
            clause.verb = head
            lender = verb_clause(tree, head)
            for filler in lender.slots.get("object") or lender.slots.get("subject") or []:
                clause.add("object", filler)
            for slot, fillers in lender.slots.items():
                if slot not in ("object", "complement", "subject"):
                    for filler in fillers:
                        clause.add(slot, filler)
            for filler in lender.slots.get("subject") or []:
                clause.add("subject", filler)
    return clause
