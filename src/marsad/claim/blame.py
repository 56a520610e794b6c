"""Who is said to have done it: those blamed for an act, and those who claim it, are its agents where the text names no other."""

from collections.abc import Iterable

from marsad.claim.absorb import VIOLENCE
from marsad.claim.drafts import Draft
from marsad.claim.roles import fillers, mentions_for, types_of
from marsad.model.mention import Mention

ACTS = VIOLENCE | {"destruction", "looting", "sexual_violence", "other"}
OFFENSIVES = frozenset({"attack", "battle", "shelling", "airstrike"})
DENYING = frozenset({"deny", "disclaim", "reject"})


def blame(drafts: Iterable[Draft]) -> None:
    """Give the acts that a sentence blames on somebody, or that somebody claims, their agents: "blamed the rebels for the murder"."""
    drafts = list(drafts)
    acts = [d for d in drafts if d.kind in ACTS and not d.has("agent", "participant")]
    for word in drafts if acts else ():
        for culprit in _culprits(word):
            for act in acts:
                if (
                    _spoken_of(act, word)
                    and (word.kind != "arrest" or _reason(act, word))
                    and all(m.id != culprit.id for m in act.roles.get("target", ()))
                ):
                    act.put("agent", culprit)


def lend_agents(drafts: Iterable[Draft]) -> None:
    """Give an attack told by a noun under "in" or "during" the armed subject of the verb that it hangs on, and whoever is "with" them:
    "the army took the hills in an offensive with its allies"."""
    for draft in drafts:
        noun = draft.token
        verb = draft.scene.tree.head(noun)
        if draft.kind not in OFFENSIVES or draft.has("agent") or noun.pos != "NOUN" or noun.relation != "obl" or verb is None:
            continue
        if draft.scene.tree.preposition(noun) not in ("in", "during") or verb.pos != "VERB":
            continue
        clause = draft.scene.clause(verb)
        fighters = (
            [] if clause.passive else [*fillers(clause, "subject", draft.scene.tree), *fillers(draft.clause, "with", draft.scene.tree)]
        )
        for token in fighters:
            for mention in mentions_for("agent", token, draft.scene) if "armed" in types_of(token, draft.scene) else ():
                if all(mention.id != m.id for m in draft.roles.get("target", ())):
                    draft.put("agent", mention)


def _culprits(draft: Draft) -> list[Mention]:
    if draft.status == "denied" or any(w.lemma in DENYING for w in draft.words):
        return []
    return draft.roles.get({"accusation": "target", "arrest": "target", "responsibility_claim": "agent"}.get(draft.kind, ""), [])


def _reason(act: Draft, word: Draft) -> bool:
    """Whether an act is why somebody was arrested: "arrested for the murder of a judge"."""
    tree = act.scene.tree
    numbers = {w.number for w in word.words}
    for token in (act.token, *tree.ancestors(act.token)):
        if token.head in numbers:
            mark = tree.child(token, "mark", "case")
            return mark is not None and (mark.lower == "for" or tree.preposition(token) == "in connection with")
    return False


def _spoken_of(act: Draft, word: Draft) -> bool:
    """Whether an act is what the blame or the claim is about: it hangs on its words."""
    numbers = {w.number for w in word.words}
    return act.token.number not in numbers and any(a.number in numbers for a in act.scene.tree.ancestors(act.token))
