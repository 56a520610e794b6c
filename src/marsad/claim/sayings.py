"""Who says so: the speaker of the clause that an act stands in, "according to", else the publisher; and which earlier report told it."""

from collections.abc import Iterator, Mapping
from functools import cache

from marsad.claim.drafts import Draft
from marsad.claim.scene import Scene
from marsad.claim.tree import RELATIVE_TAGS, Tree
from marsad.model.mention import ActorMention, PersonMention, ReportMention
from marsad.model.reading import Reading
from marsad.model.report import Token
from marsad.model.statement import SaidBy, SayingBasis
from marsad.pack.pack import Pack
from marsad.pack.words import key_of

ACCORDING = frozenset({"according to", "quoting", "citing", "per"})
REPORTS = frozenset("report reports claim claims information statement news rumours rumors testimony account accounts".split())
ORGANISED = frozenset({"state_forces", "external_forces", "rebel_group", "political_militia", "organisation"})
SPEECH = frozenset({"statement", "threat", "appeal", "request", "accusation", "pledge", "refusal", "responsibility_claim"})
ANNOUNCING = frozenset({"announce", "declare", "proclaim"})
UNDER_SAYING = frozenset({"ccomp", "parataxis", "csubj", "csubj:pass", "xcomp", "acl", "nsubj:pass", "advcl"})


@cache
def sayings_of(pack: Pack) -> Mapping[str, str]:
    """Verb of saying -> its class, by the pack's lexicon `sayings`."""
    return {entry.get("phrase"): entry.get("class") for entry in pack.lexicons.get("sayings", ())}


def speakers_of(draft: Draft, sayings: Mapping[str, str]) -> Iterator[Token]:
    """Whoever says what a draft tells, nearest first."""
    tree = draft.scene.tree
    verb = draft.clause.verb
    here = draft.token if verb is None or (verb not in draft.words and sayings.get(verb.lemma) == "judge") else verb
    for head in (here, *tree.ancestors(here)):
        for child in tree.children(head):
            if child.relation.startswith(("obl", "nmod", "advmod")) and tree.preposition(child) in ACCORDING:
                yield child
            elif child.relation == "parataxis" and child.lemma in sayings and child is not here and not _says_more(child, tree):
                speaker = _speaker(child, draft.scene)
                if speaker is not None:
                    yield speaker
        if head is here or (head.pos not in ("VERB", "AUX") and head.lemma not in REPORTS):
            continue
        if head.lemma not in sayings or head.pos not in ("VERB", "AUX") or head in draft.words:
            here = head
            continue
        if here.lemma in sayings and _beside(here, head, tree) and _says_more(here, tree):
            break  # another's words stand beside these
        judged = sayings[head.lemma] == "judge" and not here.relation.startswith(("nsubj", "conj", "parataxis"))
        if judged or _spoken(here, head, draft.scene) or _told(here, head, draft.scene):
            speaker = _speaker(head, draft.scene)
            if speaker is not None and (sayings[head.lemma] != "learn" or _somebody(speaker, draft.scene)):
                yield speaker
        here = head


def _beside(verb: Token, head: Token, tree: Tree) -> bool:
    """Whether a clause stands beside the one that it hangs on, not within it: behind a semicolon, or told in the same breath."""
    between = tree.tokens[head.number - tree.first : verb.number - tree.first]
    return verb.relation == "parataxis" or any(t.text == ";" for t in between)


def _says_more(verb: Token, tree: Tree) -> bool:
    """Whether a verb of saying has words of its own behind it ("...; a spokesman said that it had failed"), and so does not say those
    before it."""
    return any(c.number > verb.number and c.relation in ("ccomp", "xcomp", "obj") for c in tree.children(verb))


def _somebody(speaker: Token, scene: Scene) -> bool:
    """Whether a word names people or a body of them, who alone can learn or see: not "the first round of the deal saw bodies exchanged"."""
    return any(isinstance(m, ActorMention | PersonMention) for t in scene.tree.phrase(speaker) for m in scene.heads.of(t))


def _spoken(inner: Token, verb: Token, scene: Scene) -> bool:
    """Whether a clause is what a verb says, not when or why it says it."""
    if inner.relation in ("advcl", "acl") or inner.relation.startswith("advcl"):
        return scene.tree.child(inner, "mark") is None or any(c.lower == "that" for c in scene.tree.children(inner) if c.relation == "mark")
    return inner.relation.split(":")[0] in UNDER_SAYING and inner.head == verb.number


def _told(inner: Token, verb: Token, scene: Scene) -> bool:
    """Whether a that-clause hangs on the listener ("told the monitor that ...") rather than on the verb of telling."""
    head = scene.tree.head(inner)
    marked = any(c.lower == "that" and c.number < inner.number for c in scene.tree.children(inner))
    return marked and head is not None and head.head == verb.number and head.relation in ("iobj", "obj")


def _speaker(verb: Token, scene: Scene) -> Token | None:
    """The subject of a verb of saying; of a passive its by-phrase."""
    clause = scene.clause(verb)
    for token in clause.slots.get("subject", ()):
        if token.tag not in RELATIVE_TAGS and token.lower not in ("it", "that", "this"):
            return token
        if token.lower == "it" and any(isinstance(m, ActorMention) and m.corefers for m in scene.heads.of(token)):
            return token
    return None


def say(draft: Draft, reading: Reading, sayings: Mapping[str, str]) -> None:
    """Put down who says what a draft tells, and the earlier report that it is told from."""
    publisher = reading.report.source
    for token in speakers_of(draft, sayings):
        said = _said_by(token, draft.scene, publisher)
        if said is not None and all(said.name != other.name for other in draft.said_by):
            draft.said_by.append(said)
    for token in () if draft.said_by else _according(draft.scene):
        said = _said_by(token, draft.scene, publisher)
        if said is not None and said not in draft.said_by:
            draft.said_by.append(said)
    if not draft.said_by:
        draft.said_by.extend(_own_words(draft, publisher))
        draft.said_by.append(SaidBy(publisher, None, "publisher"))


def _own_words(draft: Draft, publisher: str | None) -> Iterator[SaidBy]:
    """Who speaks in an act of words, or announces what the words tell: it is told by them first, then by the publisher."""
    announced = draft.kind in ("agreement", "ceasefire") and any(
        w.lemma in ANNOUNCING for w in (*draft.words, draft.clause.verb or draft.token)
    )
    if draft.kind not in SPEECH and not announced:
        return
    for mention in draft.roles.get("party" if announced else "agent", ())[:1]:
        root = draft.scene.heads.root(mention)
        if isinstance(root, ActorMention | PersonMention) and not (publisher and _same(publisher, root.name)):
            known = isinstance(root, PersonMention) or root.actor_id is not None or root.actor_type in ORGANISED
            yield SaidBy(root.name, mention.id, "named" if known else "unnamed")


def _according(scene: Scene) -> Iterator[Token]:
    """Who stands behind "according to" anywhere in the sentence: what no other voice tells in it is told by them."""
    for token in scene.tree.tokens:
        if token.relation.startswith(("obl", "nmod")) and scene.tree.preposition(token) == "according to":
            yield token


def _said_by(token: Token, scene: Scene, publisher: str | None) -> SaidBy | None:
    found = [m for m in scene.heads.of(token) if isinstance(m, ActorMention | PersonMention)]
    if not found:
        inside = (m for t in scene.tree.phrase(token) for m in scene.heads.of(t) if isinstance(m, ActorMention | PersonMention))
        found = list(inside)[:1]
    if not found:
        if token.pos not in ("NOUN", "PROPN") or (token.number in scene.events and token.lemma not in REPORTS):
            return None  # "a first round of the deal had seen bodies exchanged": no one says it
        words = [t for t in scene.tree.phrase(token) if t.relation not in ("case", "det", "punct", "acl:relcl")]
        name = " ".join(t.text for t in words[:8])
        return SaidBy(name, None, "named" if token.pos == "PROPN" else "unnamed")
    mention = found[0]
    root = scene.heads.root(mention)
    if not isinstance(root, ActorMention | PersonMention):
        root = mention
    named = isinstance(root, PersonMention) or root.actor_id is not None or root.actor_type in ORGANISED
    basis: SayingBasis = "named" if named else "unnamed"
    if publisher and _same(publisher, root.name):
        return SaidBy(publisher, mention.id, "publisher")
    return SaidBy(root.name, mention.id, basis)


def _same(one: str, other: str) -> bool:
    """Whether two names name one voice: the same words, or the initials of the other."""
    a, b = key_of(one), key_of(other)
    return (
        a == b
        or "".join(w[0] for w in a if w not in ("for", "of", "the")) == "".join(b)
        or "".join(a) == "".join(w[0] for w in b if w not in ("for", "of", "the"))
    )


def refer(drafts: list[Draft], reading: Reading) -> None:
    """Tell which drafts are told from an earlier report: those of its sentence that come after it."""
    reports = [m for m in reading.mentions if isinstance(m, ReportMention)]
    for draft in drafts:
        sentence = draft.scene.tree.sentence
        earlier = [m for m in reports if sentence.start <= m.start < draft.token.start and draft.token.start < sentence.end]
        if earlier:
            draft.refers_to = earlier[-1].id
