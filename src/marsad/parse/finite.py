"""Verbs in the past tense that the network hung before a noun like a participle: "condemned the raid and promised aid", "X held talks".

A word that the tagger calls finite cannot modify; the noun behind it is its object. Only what the tags leave no doubt about is changed.
"""

from collections.abc import Sequence

LEFT = frozenset({"det", "amod", "nummod", "nmod:poss", "case", "compound"})
CLAUSES = frozenset({"parataxis", "ccomp", "advcl", "root"})
LOOSE = ("obl", "advcl", "parataxis")


def with_finite_verbs(
    tags: Sequence[str], heads: Sequence[int], relations: Sequence[str]
) -> tuple[Sequence[str], Sequence[int], Sequence[str]]:
    """Tags, heads and relations with every such verb above its object; `heads` count the words, a root is its own."""
    for at, (tag, relation) in enumerate(zip(tags, relations, strict=True)):
        if tag == "VBD" and relation == "amod" and heads[at] > at and not _led(at, heads, relations):
            raised = _raised(at, tags, list(heads), list(relations))
            if raised is not None:
                heads, relations = raised
    return tags, heads, relations


def _led(at: int, heads: Sequence[int], relations: Sequence[str]) -> bool:
    """Whether the noun's own words stand before the verb: "the promised aid" is no clause."""
    return any(heads[i] == heads[at] and relations[i] in LEFT for i in range(at))


def _raised(at: int, tags: Sequence[str], heads: list[int], relations: list[str]) -> tuple[list[int], list[str]] | None:
    noun = heads[at]
    above, relation = heads[noun], relations[noun]
    heads[noun], relations[noun] = at, "obj"
    if relation in CLAUSES or (relation == "conj" and tags[above].startswith("VB")):
        heads[at], relations[at] = (at if above == noun else above), relation
    elif relation == "conj" and relations[above] == "root" and tags[above].startswith("NN") and above < at:
        heads[at], relations[at] = at, "root"
        heads[above], relations[above] = at, "nsubj"
        _take(above, at, heads, relations)
    else:
        return None
    for i in range(len(heads)):
        loose = relations[i].startswith(LOOSE) and i > at
        if heads[i] == noun and ((i < at and relations[i] in ("punct", "cc", "mark")) or loose):
            heads[i] = at
    return heads, relations


def _take(noun: int, verb: int, heads: list[int], relations: list[str]) -> None:
    """Give the verb what hung on the noun that is its subject now, and stands behind the verb."""
    for i in range(verb + 1, len(heads)):
        if heads[i] == noun and i != verb:
            heads[i] = verb
            relations[i] = {"nmod": "obl", "acl": "advcl"}.get(relations[i], relations[i])
