"""Names that no list knows but that act: "Northern Falcons said", "talks with Gondor". They are kept as actors of unknown type."""

from collections.abc import Iterator, Sequence

from marsad.find.actor_spans import PARTICLES
from marsad.find.actor_units import NO_NAMES
from marsad.find.noun_text import DETERMINERS, NounText
from marsad.model.mention import ActorMention
from marsad.model.report import Token

_ELSEWHERE = ("places", "objects", "weapons", "units", "offices", "countries", "numbers")
_WITH = frozenset(("by", "with", "against", "between"))
_ABOUT_TO = frozenset("about ready set willing able likely due unable unlikely unwilling".split())
_GIVING = frozenset("give grant send offer provide supply lend sell promise hand extend contribute donate pledge deliver".split())
_LONGEST = 6


def open_names(text: NounText, taken: Sequence[int], types: frozenset[str]) -> Iterator[ActorMention]:
    """A mention, its id still empty, for each run of capitals that is the subject or object of a verb or stands after "by", "with",
    "against" and that no lexicon knows. `types`: words for kinds of place, before and after which a name is a place's."""
    at, count = 0, len(text.words)
    while at < count:
        if taken[at] or not _begins(text, at):
            at += 1
            continue
        end = _end(text, at, taken)
        if _acts(text, at, end) and not _elsewhere(text, at, end, types):
            first = at - 1 if at and text.key(at - 1) == "the" and text.joined(at - 1) else at
            start, stop = text.words[first].start, text.words[end - 1].end
            yield ActorMention(
                id="", start=start, end=stop, text=text.text[start:stop], rule="actor.name", name=" ".join(text.raw(at, end).split()),
                actor_id=None, actor_type="unknown",
            )  # fmt: skip
        at = end


def _begins(text: NounText, at: int) -> bool:
    """Whether a name begins with a word: the tag of a name, or a capital before one."""
    if not text.named(at):
        return False
    if text.tag(at) in ("NNP", "NNPS"):
        return True
    return (
        text.tag(at) in ("JJ", "NN")
        and at + 1 < len(text.words)
        and text.joined(at)
        and text.named(at + 1)
        and text.tag(at + 1) in ("NNP", "NNPS", "NNS")
    )


def _end(text: NounText, first: int, taken: Sequence[int]) -> int:
    at = end = first
    while at < len(text.words) and at - first < _LONGEST and not taken[at] and (at == first or text.joined(at - 1)):
        if text.named(at):
            at += 1
            end = at
        elif text.key(at) in PARTICLES and at + 1 < len(text.words) and text.named(at + 1):
            at += 1
        else:
            break
    return end


def _acts(text: NounText, first: int, last: int) -> bool:
    """Whether the head of a name stands where an actor does."""
    token = next((t for t in map(text.token, range(first, last)) if t is not None and not _inside(text, t.head, first, last)), None)
    if token is None:
        return False
    for _ in range(_LONGEST):
        if token.relation not in ("conj", "appos") or text.tokens[token.head].pos not in ("PROPN", "NOUN"):
            break
        token = text.tokens[token.head]  # what is joined to an actor acts as well: "X, Y and Z signed"
    relation, governor = token.relation, text.tokens[token.head]
    if relation in ("nsubj", "obj", "iobj"):
        acting = governor.pos == "VERB" or governor.lemma in _ABOUT_TO
        return acting and governor.lemma not in ("have", "be", "call", "name", "leave", "enter", "reach")
    case = _case(text, token)
    return relation in ("obl", "obl:agent", "nmod") and (case in _WITH or (case == "to" and governor.lemma in _GIVING))


def _case(text: NounText, token: Token) -> str:
    """The preposition of a name, a few words before it; empty where there is none."""
    before = reversed(text.tokens[max(0, token.number - 4) : token.number])
    return next((t.lower for t in before if t.head == token.number and t.relation == "case"), "")


def _inside(text: NounText, number: int, first: int, last: int) -> bool:
    token = text.tokens[number]
    return text.words[first].start <= token.start < text.words[last - 1].end


def _elsewhere(text: NounText, first: int, last: int, types: frozenset[str]) -> bool:
    """Whether a name is something else than an actor's: a known place or thing, a day, a word that only opens a sentence."""
    if text.key(first) in NO_NAMES or text.key(first) in DETERMINERS or text.key(last - 1) in types or text.key(first) in types:
        return True
    if last < len(text.words) and text.joined(last - 1) and (text.key(last) in types or text.tag(last).startswith("NN")):
        return True
    if last - first == 1 and text.loud:
        return True
    if text.relation(first + 1) == "flat" and last - first > 1:
        return False  # "Salma Haddad": the name of a person, whatever place the first word names
    return any(at in text.at[lexicon] for lexicon in _ELSEWHERE for at in (first, last - 1))
