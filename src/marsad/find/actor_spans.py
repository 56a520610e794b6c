"""From units to whole phrases: determiner and modifiers to the left, what hangs on the head to the right."""

from collections.abc import Sequence

from marsad.find.actor_units import LINKS, NO_NAMES, Chain, Unit, is_plain_country, is_state, unit_at, units_from
from marsad.find.noun_text import DETERMINERS, NounText

_RELATIVES = frozenset("families family relatives residents people inhabitants population children women men".split())
_PLACED = frozenset("residents resident people inhabitants population villagers citizens civilians sons elders notables families".split())
_JOIN = frozenset(("of", "in", "to", "by", "with"))
PARTICLES = frozenset("al el bin ibn abu bint ash as ad ar an at az ed ud ul ur de la las los del von van der da dos".split())
_NO_OWNERS = frozenset("he she it that there who what here let where".split())
_MOST_LEFT = 7


def chain_from(text: NounText, at: int, taken: bytearray, persons: Sequence[int], depth: int = 0) -> Chain | None:
    """The phrase for an actor whose first unit begins at a word; None where there is none. `taken`: words of other phrases; `persons`
    holds, for each word, the first word of the person's name that it belongs to, or -1."""
    units = units_from(text, at, taken)
    if not units:
        return None
    start, owner = _leftwards(text, units[0].first, taken, persons)
    if len(units) == 1 and is_state(units[0]) and is_plain_country(text, units[0]):
        before = units[0].first - 1
        start, owner = (before if text.key(before) == "the" and text.joined(before) else units[0].first), None
    elif len(units) == 1 and is_state(units[0]) and text.tag(units[0].last - 1) == "JJ":
        start, owner = units[0].first, None  # of "a new Israeli attack" the adjective alone names the side
    last, inner, complement = _rightwards(text, units, taken, persons, depth)
    return Chain(tuple(units), start, last, complement or owner, inner)


def _leftwards(text: NounText, first: int, taken: bytearray, persons: Sequence[int]) -> tuple[int, tuple[int, int] | None]:
    """The first word of the phrase with its modifiers and determiner, and its possessor's words if it has one."""
    start = first
    while start > 0 and first - start < _MOST_LEFT and not taken[start - 1] and _modifier(text, start - 1):
        start -= 1
    while start < first and text.key(start) in NO_NAMES:
        start += 1
    before = start - 1
    if before >= 0 and text.possessive(before) and text.key(before) not in _NO_OWNERS and text.key(before) not in NO_NAMES:
        owner = _possessor(text, before, persons)
        return owner, (owner, before + 1)
    if before >= 0 and text.joined(before) and not taken[before] and _determines(text, before):
        if before and text.joined(before - 1) and text.key(before - 1) in ("all", "both", "some", "many"):
            return before - 1, None
        return before, None
    return start, None


def _determines(text: NounText, at: int) -> bool:
    """Whether a word is a determiner here: "that" before a plural is none."""
    return text.key(at) in DETERMINERS and not (text.key(at) == "that" and text.tag(at) in ("IN", "WDT"))


def _modifier(text: NounText, at: int) -> bool:
    if not text.joined(at) or text.gap(at) == "\n" or at in text.timed or not text.modifies(at):
        return False
    if text.tag(at) in ("VBD", "VBZ", "VBP") and text.relation(at) != "amod" and "-" not in (text.gap(at), text.gap(at - 1)):
        return False
    if text.key(at) in NO_NAMES or unit_at(text, at) is not None:
        return text.key(at) not in NO_NAMES and text.tag(at) in ("JJ", "NN", "NNP", "")
    return not (text.tag(at) in ("NNS", "NNPS") and not text.named(at))


def _possessor(text: NounText, at: int, persons: Sequence[int]) -> int:
    """The first word of a possessor that ends at a word."""
    if persons[at] >= 0:
        return persons[at]
    start = at
    while start > 0 and at - start < 5 and text.joined(start - 1) and (text.named(start - 1) or text.modifies(start - 1)):
        if text.key(start - 1) in NO_NAMES:
            break
        start -= 1
    if start > 0 and text.joined(start - 1) and text.key(start - 1) in DETERMINERS:
        start -= 1
    return start


def _rightwards(
    text: NounText, units: Sequence[Unit], taken: bytearray, persons: Sequence[int], depth: int
) -> tuple[int, tuple[Chain, ...], tuple[int, int] | None]:
    """The end of the phrase, the phrases inside what hangs on its head, and the words of a name that hangs there."""
    head = units[-1]
    last = head.last
    if head.entry.get("needs") == "name" and head.last - head.first == 1:
        last = _name_end(text, last, taken)
        return last, (), None
    if depth > 2 or head.kind == "country" or (head.kind == "actor" and not text.key(last - 1).endswith("s")):
        return last, (), None
    at = last
    if at >= len(text.words) or not text.joined(at - 1) or text.key(at) not in LINKS:
        return last, (), None
    link = text.key(at)
    at += 1
    if link not in ("of", "from", "in") or head.kind == "actor":
        if at < len(text.words) and text.key(at) in _JOIN:
            at += 1
        elif link not in ("belonging",) or head.kind == "actor":
            return last, (), None
    return _complement(text, head, link, at, taken, persons, depth)


def _complement(
    text: NounText, head: Unit, link: str, at: int, taken: bytearray, persons: Sequence[int], depth: int
) -> tuple[int, tuple[Chain, ...], tuple[int, int] | None]:
    """What follows "of": another phrase for an actor, or a name."""
    none: tuple[int, tuple[Chain, ...], tuple[int, int] | None] = (head.last, (), None)
    begin = at
    named = -1
    for _ in range(5):
        if at >= len(text.words) or not text.joined(at - 1) or taken[at]:
            break
        if persons[at] >= 0 and named < 0:
            return none if link != "of" else (_person_end(persons, at), (), (begin, _person_end(persons, at)))
        unit = unit_at(text, at)
        if unit is not None and not (is_state(unit) and link in ("from", "in")):
            inner = chain_from(text, at, taken, persons, depth + 1)
            if inner is not None and (link != "in" or inner.head.kind == "actor") and _hangs(text, head, link, inner):
                return inner.last, (inner,), (begin, inner.last)
            break
        if text.named(at):
            named = at if named < 0 else named
        elif text.key(at) not in DETERMINERS and not text.modifies(at):
            break
        at += 1
    if link == "of" and named >= 0:
        end = _name_end(text, named, taken)
        if head.kind == "group" or text.key(head.last - 1) in _PLACED or text.key(head.last - 1) in ("members", "fighters", "member"):
            return end, (), (begin, end)
    return none


def _hangs(text: NounText, head: Unit, link: str, inner: Chain) -> bool:
    """Whether a phrase after "of" or "from" belongs to the name of the head: "fighters of X", "families of X members"."""
    if is_state(inner.head):
        return link == "of" and (is_plain_country(text, inner.head) or text.tag(inner.head.last - 1) in ("NNS", "NNPS"))
    if inner.head.kind == "actor" or head.entry.get("stands") == "group":
        return link == "of" or inner.head.kind in ("actor", "group")
    return link == "of" and (head.kind == "group" or text.key(head.last - 1) in _RELATIVES or head.kind == "people")


def _person_end(persons: Sequence[int], at: int) -> int:
    first = persons[at]
    while at < len(persons) and persons[at] == first:
        at += 1
    return at


def _name_end(text: NounText, begin: int, taken: bytearray) -> int:
    """The end of a run of names that begins at a word, articles and "of the" inside it taken in."""
    at = end = begin
    while at < len(text.words) and at - begin < 7 and not taken[at] and (at == begin or text.joined(at - 1)):
        if text.named(at):
            at += 1
            end = at
        elif _goes_on(text, at, begun=end > begin):
            at += 1
        else:
            break
    return end


def _goes_on(text: NounText, at: int, *, begun: bool) -> bool:
    """Whether a small word inside a name leads on to more of it: "al", or "of the" once the name has begun."""
    if at + 1 >= len(text.words) or not text.joined(at):
        return False
    if text.named(at + 1):
        return text.key(at) in PARTICLES or (begun and (text.key(at) == "of" or (text.key(at) == "the" and text.key(at - 1) == "of")))
    return begun and text.key(at) == "of" and text.key(at + 1) == "the"
