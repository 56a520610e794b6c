"""Who "it", "they", "the convoy", "these buses", "the group", "the latter" and "their families" stand for."""

from collections.abc import Iterator
from dataclasses import replace

from marsad.find.references_text import Antecedents, Discourse
from marsad.model.mention import ActorMention, Mention, ObjectMention, PersonMention
from marsad.model.reading import Reading
from marsad.model.report import Token
from marsad.pack.pack import Pack

_IT = frozenset(("it", "itself"))
_THEY = frozenset(("they", "them", "themselves"))
_PERSONAL = frozenset(("he", "she", "him", "himself", "herself"))
_OWNERS = frozenset(("their", "his", "her"))
_IMPERSONAL = frozenset(
    "worth clear unclear possible likely unlikely noteworthy known necessary important appear seem remain mention note".split()
)

_PERSONAL_STATES = frozenset("ready willing unwilling prepared set able unable determined eager about keen reluctant".split())


def resolve_references(reading: Reading, pack: Pack) -> Reading:
    """The Reading with its references resolved. A pronoun becomes an actor mention whose `corefers` is the id of the mention that it
    stands for; so do "the group" and "the convoy", which are mentions already. "Their families" takes the owner into its name. What
    fits no earlier mention is left as it was; a pronoun without one gets no mention."""
    if not reading.tokens:
        return reading
    discourse = Discourse(reading, pack)
    past = Antecedents(discourse)
    settled: dict[str, Mention] = {}
    more: list[Mention] = []
    number = 1 + max((int(m.id[1:]) for m in reading.mentions if isinstance(m, ActorMention) and m.id[1:].isdigit()), default=0)
    for item in _in_order(discourse):
        if isinstance(item, Token):
            found = _pronoun(discourse, past, item, f"a{number}")
            if found is not None:
                number += 1
                more.append(found)
                past.add(found)
            continue
        mention = _settle(discourse, past, item)
        if mention is not item:
            settled[item.id] = mention
        past.add(mention)
    kept = tuple(settled.get(m.id, m) for m in reading.mentions)
    return replace(reading, mentions=kept).with_mentions(more)


def _in_order(discourse: Discourse) -> Iterator[Mention | Token]:
    """The mentions that may refer or be referred to, and the pronouns, in the order of the text."""
    items: list[tuple[int, int, Mention | Token]] = [(m.start, -m.end, m) for m in discourse.mentions]
    items += [
        (t.start, -t.end, t) for t in discourse.tokens if t.lower in _IT or t.lower in _THEY or t.lower in _PERSONAL or t.lower == "latter"
    ]
    items.sort(key=lambda item: item[:2])
    return (item for _, _, item in items)


def _pronoun(discourse: Discourse, past: Antecedents, token: Token, new: str) -> ActorMention | None:
    start = token.start
    if token.lower == "latter":
        before = discourse.tokens[token.number - 1] if token.number else None
        if before is None or before.lower != "the":
            return None
        start = before.start
        found = past.last_actor(token)
    elif token.lower in _IT:
        found = None if _impersonal(discourse, token) else past.singular(token)
    else:
        found = past.plural(token) if token.lower in _THEY else past.person(token)
    if found is None:
        return None
    text = discourse.text[start : token.end]
    kind = found.actor_type if isinstance(found, ActorMention) else "unknown"
    name = found.name if isinstance(found, ActorMention | PersonMention) else " ".join(found.text.split())
    actor_id = found.actor_id if isinstance(found, ActorMention) else None
    return ActorMention(
        id=new, start=start, end=token.end, text=text, rule="reference.pronoun", name=name, actor_id=actor_id, actor_type=kind,
        codes=found.codes if isinstance(found, ActorMention | PersonMention) else (), corefers=found.id,
    )  # fmt: skip


def _impersonal(discourse: Discourse, token: Token) -> bool:
    """Whether "it" stands for nothing: "it is worth mentioning that", "it was reported that"."""
    head = discourse.tokens[token.head]
    if head.lemma in _PERSONAL_STATES:
        return False
    if token.relation == "expl" or head.lemma in _IMPERSONAL:
        return True
    return any(child.relation.startswith(("ccomp", "csubj")) and child.start > head.start for child in discourse.children(head))


def _settle(discourse: Discourse, past: Antecedents, mention: Mention) -> Mention:
    """A mention with the earlier one that it stands for, where it does."""
    if isinstance(mention, ObjectMention):
        if mention.kind != "vehicle":
            return mention
        found = past.vehicle(mention) if discourse.definite(mention) else past.convoy(mention) if discourse.bare(mention) else None
        return mention if found is None else replace(mention, corefers=found.id)
    if not isinstance(mention, ActorMention):
        return mention
    first = mention.text.split(None, 1)[0].lower()
    if first in _OWNERS and mention.actor_id is None:
        return _owned(discourse, past, mention, first)
    if mention.actor_id is None and discourse.definite(mention) and mention.rule != "actor.state":
        same = past.same_words(mention)
        return mention if same is None else replace(mention, corefers=same.id)
    return mention


def _owned(discourse: Discourse, past: Antecedents, mention: ActorMention, owner: str) -> ActorMention:
    """ "Their families" with the owner's name in the place of the pronoun."""
    token = discourse.token_at(mention.start)
    if token is None:
        return mention
    found = past.plural(token) if owner == "their" else past.person(token)
    if not isinstance(found, ActorMention | PersonMention):
        return mention
    rest = " ".join(mention.text.split()[1:])
    return replace(mention, name=f"{rest} of {found.name}", rule="reference.owner")
