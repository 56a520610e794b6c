"""Whose act it is: the subject that a verb shows, or inherits through control, conjunction, participles and relative clauses."""

from marsad.claim.tree import RELATIVE_TAGS, Tree
from marsad.model.report import Token

OBJECT_CONTROL = frozenset(
    "allow force order urge ask tell enable cause let help permit compel oblige call warn invite persuade push lead require want".split()
)
INTRANSITIVE = frozenset(
    """protest flee arrive die gather clash return go come depart rally march demonstrate retreat advance defect fall succumb perish
    remain continue head collapse explode erupt rage happen occur fight""".split()
)
TELLING = frozenset("say report add note tell state announce claim declare explain mention reveal confirm stress".split())
MESSAGES = frozenset("statement declaration letter resolution communique communiqué report message note decree speech petition".split())
KEPT_FROM = frozenset("block prevent stop keep bar prohibit hinder deter ban restrain".split())
AIMS = frozenset(
    "effort bid attempt decision plan move campaign drive offer pledge vow promise threat intention readiness willingness".split()
)


SUFFERED = frozenset(
    """kill murder slay wound injure martyr displace kidnap abduct arrest detain execute assassinate uproot
    hurt maim hospitalise hospitalize""".split()
)  # without an object whoever stands before them suffers it: "two men killed in shelling", "four others wounded too"
AIMED = frozenset({"fire", "shoot"})  # who fired is not fired upon, whatever the parser takes for a passive
HELD_AS = frozenset({"hostage", "captive", "prisoner"})


def is_passive(tree: Tree, verb: Token) -> bool:
    """Whether a verb is passive, auxiliaries or not."""
    marks = {c.relation for c in tree.children(verb)} & {"nsubj:pass", "aux:pass", "csubj:pass", "obl:agent"}
    if marks and (marks != {"nsubj:pass"} or verb.tag != "VBD" or verb.lemma not in AIMED):
        return True
    if _suffered(tree, verb):
        return True
    if verb.tag != "VBN":
        return False
    if verb.relation in ("acl", "amod"):
        held = tree.child(verb, "obj")
        return verb.lemma not in INTRANSITIVE and (held is None or held.lower in HELD_AS)
    if any(c.relation == "aux" for c in tree.children(verb)):
        return False
    head = tree.head(verb)
    if verb.relation == "conj" and head is not None and not any(c.relation.startswith("nsubj") for c in tree.children(verb)):
        return is_passive(tree, head)
    return not any(c.relation in ("nsubj", "obj") for c in tree.children(verb))


def _suffered(tree: Tree, verb: Token) -> bool:
    """Whether a verb of harm without object and auxiliary is a passive that lost its auxiliary, as hurried reports write it."""
    if verb.lemma not in SUFFERED or verb.tag not in ("VBD", "VBN"):
        return False
    if any(c.relation in ("obj", "ccomp", "xcomp", "aux", "obl:agent") or c.relation.startswith("aux") for c in tree.children(verb)):
        return False
    shown = tree.child(verb, "nsubj")
    return (
        shown is not None and shown.tag not in ("WDT", "WP") and shown.lower not in ("that", "which", "who") and shown.number < verb.number
    )


def surface_subject(tree: Tree, verb: Token, *, own: bool = True, depth: int = 0) -> Token | None:
    """The subject that a verb shows or inherits through control, conjunction, participles and relative clauses."""
    if own:
        shown = tree.child(verb, "nsubj", "nsubj:pass") or (tree.child(verb, "expl") if verb.pos == "ADJ" else None)
        if shown is not None:
            return shown
    head = tree.head(verb)
    if head is None or depth > 6:
        return None
    relation = verb.relation
    if relation == "xcomp" and head.lemma in OBJECT_CONTROL:
        controlled = tree.child(head, "obj", "iobj", "nsubj:pass")
        if controlled is not None:
            return controlled
    if verb.tag == "VBG" and any(c.lower == "from" for c in tree.children(verb)) and head.lemma in KEPT_FROM:
        return tree.child(head, "obj", "nsubj:pass")  # "blocked the convoy from reaching the town"
    if relation == "acl" and verb.tag == "VBG" and head.lemma in MESSAGES and head.relation == "obj":
        return surface_subject(tree, tree.token(head.head), depth=depth + 1)  # "issued a statement demanding": who issued it demands
    if relation == "acl" and verb.tag == "VB" and head.lemma in AIMS:
        return _aimer(tree, head, depth)
    if relation in ("acl", "acl:relcl"):
        if head.pos in ("NOUN", "PROPN", "PRON", "NUM") and (verb.tag != "VB" or relation == "acl:relcl") and relation == "acl":
            return head
        if relation == "acl:relcl" and head.pos not in ("VERB", "AUX"):
            return head if not any(c.relation.startswith("nsubj") for c in tree.children(verb)) and not _has_relative(tree, verb) else None
        return None
    if relation == "csubj" and verb.tag == "VB" and head.pos in ("ADJ", "ADV") and tree.child(head, "nsubj") is not None:
        return tree.child(head, "nsubj")  # "X is about to act", the act taken for a subject
    if relation in ("conj", "xcomp", "advcl", "ccomp", "parataxis") and head.pos in ("VERB", "AUX", "ADJ", "NOUN", "ADV"):
        if relation in ("ccomp", "parataxis"):
            if any(c.relation in ("aux", "aux:pass") and c.tag in ("VBD", "VBZ", "VBP", "MD") for c in tree.children(verb)):
                return _listed_subject(tree, verb)
            if verb.tag not in ("VB", "VBG", "VBN"):
                return None
        if head.pos == "NOUN" and relation == "conj":
            return None
        told = _told_before(tree, verb, head) if relation == "conj" and head.lemma in TELLING and verb.lemma not in TELLING else None
        if told is not None:
            return surface_subject(tree, told, depth=depth + 1)
        return surface_subject(tree, head, depth=depth + 1)
    return None


def _aimer(tree: Tree, aim: Token, depth: int) -> Token | None:
    """Whose effort or plan it is: "rebels continued their effort to take the town"."""
    governor = tree.head(aim)
    if aim.relation not in ("obj", "obl", "nsubj:pass", "xcomp") or governor is None:
        return tree.child(aim, "nmod:poss")
    return surface_subject(tree, governor, depth=depth + 1) or tree.child(aim, "nmod:poss")


def _told_before(tree: Tree, verb: Token, saying: Token) -> Token | None:
    """The clause that a speaker tells before a verb hung on the speaking: "said that rebels killed a man and burned a car"."""
    told = [c for c in tree.children(saying) if c.relation == "ccomp" and saying.number < c.number < verb.number and c.pos == "VERB"]
    return told[-1] if told else None


def _listed_subject(tree: Tree, verb: Token) -> Token | None:
    """The subject of the verb before in a list that the parser hung the wrong way round: "had surrendered, had handed over and ..."."""
    if is_passive(tree, verb):
        return None
    for child in tree.children(verb):
        if child.number < verb.number and child.relation in ("advcl", "ccomp", "conj", "parataxis") and child.pos == "VERB":
            shown = tree.child(child, "nsubj")
            mark = tree.child(child, "mark")
            if shown is not None and (mark is None or mark.lower == "that"):
                return shown
    return None


def _has_relative(tree: Tree, verb: Token) -> bool:
    return any(c.tag in RELATIVE_TAGS for c in tree.children(verb))
