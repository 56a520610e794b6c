"""Why, and on what condition: the words that give a reason, and the act that must come first."""

from marsad.claim.drafts import Draft
from marsad.claim.hedges import condition_clause
from marsad.claim.tree import Tree
from marsad.model.report import Token

BECAUSE = frozenset({"because", "since", "as"})
REASON_CASES = frozenset({"because of", "due to", "over", "owing to", "on account of", "following", "amid"})
REASON_NOUNS = frozenset(
    """fear reason sake retaliation response revenge reprisal protest pretext suspicion charge accusation allegation result grounds
    condemnation solidarity support punishment""".split()
)  # fmt: skip


def reason(draft: Draft) -> None:
    """Put down the words that say why: in the act's own clause, else in one that it hangs on."""
    tree = draft.scene.tree
    carrier = draft.clause.verb or draft.token
    for token in dict.fromkeys((draft.token, carrier, *tree.ancestors(carrier))):
        for inner in tree.phrase(token, frozenset({"conj", "parataxis", "ccomp", "acl:relcl"})):
            if inner.number > token.number and _gives_reason(inner, tree):
                words = tree.phrase(inner)
                if not any(w in draft.words for w in words):
                    draft.because = (words[0].start, words[-1].end)
                    return
        if token.relation not in ("xcomp", "advcl", "acl", "ccomp", "conj"):
            break


def _gives_reason(token: Token, tree: Tree) -> bool:
    if token.relation.startswith("advcl"):
        mark = tree.child(token, "mark")
        return mark is not None and mark.lower == "because"
    if not token.relation.startswith(("obl", "nmod")):
        return False
    case = tree.preposition(token)
    if case in ("because of", "due to", "owing to", "on account of"):
        return True
    return token.lemma in REASON_NOUNS and case in ("for", "in", "on", "out of", "under", "as")


def condition(draft: Draft, siblings: list[Draft]) -> None:
    """Tie a conditional act to the act that it waits for, where the sentence tells that as well."""
    tree = draft.scene.tree
    if draft.status != "conditional":
        return
    head = condition_clause(draft, tree)
    if head is None:
        return
    inside = {t.number for t in tree.phrase(head)}
    for other in siblings:
        if other is not draft and other.token.number in inside and other.absorbed is None:
            draft.condition = other
            if other.status in ("happened", "ongoing"):
                other.status = "conditional"
            return
