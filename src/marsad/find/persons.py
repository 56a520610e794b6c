"""Persons: names with an office, title or relation beside them, names that the pack knows, offices that stand for who holds them."""

from functools import cache
from typing import NamedTuple

from marsad.find.actor_spans import PARTICLES
from marsad.find.actor_units import NO_NAMES, unit_at
from marsad.find.noun_text import DETERMINERS, NounText, entry_on
from marsad.model.mention import PersonMention
from marsad.pack.pack import Pack

_SAID = frozenset(
    """said says told tells added stated announced declared claimed confirmed denied wrote argued explained warned insisted noted replied
    commented testified recalled asked stressed urged admitted""".split()
)
_NAMED = frozenset("named called nicknamed alias dubbed".split())
_ARGUMENTS = ("nsubj", "obj", "conj", "iobj", "obl", "appos", "root")
_WHERE = frozenset("near in at from between around towards to outside".split())
_LONGEST = 6


class Found(NamedTuple):
    """A person's words first..last (last exclusive), the words of the name alone, and the role as the text or the pack gives it."""

    first: int
    last: int
    name: str
    role: str | None
    rule: str


def persons_in(text: NounText, pack: Pack) -> list[Found]:
    """Every person of a text that the words around or the pack make one, in order, none inside another."""
    found: list[Found] = []
    surnames: dict[str, str] = {}
    blocked = _blocked(text, place_types(pack))
    at, count = 0, len(text.words)
    while at < count:
        person = _office(text, at, blocked) or _named_person(text, at, blocked, surnames)
        if person is None:
            at += 1
            continue
        found.append(person)
        if person.rule != "person.office":
            _learn(person.name, surnames)
        at = person.last
    return found


def mention_of(text: NounText, person: Found, number: int) -> PersonMention:
    """The mention of a person."""
    start, end = text.words[person.first].start, text.words[person.last - 1].end
    return PersonMention(
        id=f"n{number}", start=start, end=end, text=text.text[start:end], rule=person.rule, name=person.name, role=person.role
    )  # fmt: skip


def _learn(name: str, surnames: dict[str, str]) -> None:
    words = name.replace("-", " ").split()
    if len(words) > 1:
        for word in (words[-1], words[0]):
            if len(word) > 3 and word[0].isupper():
                surnames.setdefault(word.casefold(), name)


@cache
def place_types(pack: Pack) -> frozenset[str]:
    """The words for kinds of place and their surroundings, folded: "crossing", "street", "area"."""
    rows = pack.lexicons.get("place_words", ())
    return frozenset(e.get("phrase").lower() for e in rows if e.get("use") in ("type", "area") and " " not in e.get("phrase"))


def _blocked(text: NounText, types: frozenset[str]) -> bytearray:
    """The words that are part of a group's or a country's name, and so of no person's, and the names that a kind of place follows."""
    blocked = bytearray(len(text.words))
    for lexicon in ("actors", "countries", "groups"):
        for match in text.at[lexicon].values():
            if lexicon != "groups" or text.capital(match.first):
                blocked[match.first : match.last] = b"\1" * (match.last - match.first)
    for at, word in enumerate(text.words):
        if word.key in types:
            back = at
            while back >= 0 and at - back < _LONGEST and (back == at or (text.joined(back) and text.named(back))):
                blocked[back] = 1
                back -= 1
    return blocked


def _run(text: NounText, first: int, blocked: bytearray) -> int:
    """The end of the run of capitalised words from a word on that may be a name; `first` itself where there is none."""
    at, end = first, first
    while at < len(text.words) and at - first < _LONGEST and not blocked[at]:
        if at > first and not text.joined(at - 1) and not _initial(text, at - 1):
            break
        if at > first and (text.gap(at - 1) == "\n" or text.quoted(at - 1)):
            break
        key = text.key(at)
        if text.named(at) and key not in NO_NAMES and (key not in DETERMINERS or at > first) and not _plain(text, at):
            at += 1
            end = at
        elif key in PARTICLES and (at > first or key not in ("as", "an", "at", "la")) and at + 1 < len(text.words) and text.named(at + 1):
            at += 1
        else:
            break
    return end


def _plain(text: NounText, at: int) -> bool:
    """Whether the capital of a word tells nothing: it opens a sentence and is no name by its tag, or it is a word for people or things."""
    if text.tag(at) and text.tag(at) not in ("NNP", "NNPS", "FW") and (text.opens(at) or text.loud):
        return True
    return any(at in text.at[name] for name in ("people", "groups", "objects", "weapons")) and at not in text.at["given_names"]


def _initial(text: NounText, at: int) -> bool:
    """Whether a word is an initial with its point."""
    return text.words[at].end - text.words[at].start == 1 and text.gap(at) in (". ", ".")


def _office(text: NounText, at: int, blocked: bytearray) -> Found | None:
    """An office with the name of who holds it, or alone."""
    match = text.at["offices"].get(at)
    if match is None:
        return None
    entry = match.entries[0]
    if entry.get("role") == "sheikh" and text.key(at - 1) in _WHERE:
        return None  # "near Sheikh Miskin" is a place
    after = match.last
    titles = 1
    while after in text.at["offices"] and text.joined(after - 1) and titles < 3:
        after = text.at["offices"][after].last
        titles += 1
    begin = after
    if begin < len(text.words) and (text.joined(after - 1) or text.gap(after - 1) in (". ", "., ")):
        end = _run(text, begin, blocked)
        if end > begin and not _is_place(text, begin, end):
            begin = at if entry.get("alone") == "name" else begin
            return _holder(text, at, begin, end, entry.get("role"))
    beside = _beside(text, at, after, blocked)
    if beside is None and entry.get("alone") == "yes":
        return _alone(text, at, after, entry.get("role"))
    return beside


def _holder(text: NounText, at: int, begin: int, end: int, role: str) -> Found:
    first = _office_start(text, at)
    said = text.raw(first, begin) if first < at else role
    for determiner in ("the ", "The ", "a ", "A "):
        said = said.removeprefix(determiner)
    return Found(first, end, text.raw(begin, end), said, "person.titled")


def _office_start(text: NounText, at: int) -> int:
    """The first word of an office with its modifiers and article."""
    first = at
    while first > 0 and at - first < 5 and text.joined(first - 1) and text.gap(first - 1) != "\n" and text.key(first - 1) not in NO_NAMES:
        if text.quoted(first - 1):
            break
        unit = unit_at(text, first - 1)
        if unit is None and not (text.modifies(first - 1) and text.tag(first - 1) in ("JJ", "NN", "NNP", "NNPS", "AFX", "HYPH", "")):
            break
        first -= 1
    while first > 0 and text.abbreviated(first) and text.gap(first - 1) == ".":
        first -= 1
    if first > 0 and text.joined(first - 1) and text.key(first - 1) in ("the", "a", "an", "their", "his", "its", "our"):
        first -= 1
    return first


def _beside(text: NounText, at: int, after: int, blocked: bytearray) -> Found | None:
    """An office with what it is of, and the name after a comma: "the mayor of X, Y"."""
    end = after
    if end < len(text.words) and text.joined(end - 1) and text.key(end) in ("of", "for", "in"):
        end = _office_end(text, end)
    if end >= len(text.words) or text.gap(end - 1) not in (", ", " "):
        return None
    last = _run(text, end, blocked)
    if last - end < 2 or _is_place(text, end, last):
        return None
    if end == after or text.gap(end - 1) == ", ":
        first = _office_start(text, at)
        if text.gap(end - 1) == ", " and text.key(first) not in ("the",):
            return None
        said = text.raw(first, end).removeprefix("the ").removeprefix("The ")
        return Found(first, last, text.raw(end, last), said, "person.holder")
    return None


def _office_end(text: NounText, at: int) -> int:
    """The end of "of X", "of the X of Y" after an office."""
    end = at
    while at < len(text.words) and at - end < 6 and text.joined(at - 1) and text.gap(at - 1) != "\n":
        if text.named(at):
            if at > end and at in text.at["given_names"] and at + 1 < len(text.words) and text.named(at + 1) and text.joined(at):
                break
            end = at + 1
        elif text.key(at) == "in" and text.named(at - 1):
            break  # "the president of Chad in Geneva"
        elif text.key(at) not in ("of", "the", "for", "al", "and", "in", "el") and text.tag(at) not in ("NN", "JJ", "NNS"):
            break
        elif text.tag(at) in ("NN", "NNS"):
            end = at + 1
        at += 1
    return end


def _alone(text: NounText, at: int, after: int, role: str) -> Found | None:
    """An office that stands for the one who holds it: "the mayor of X", "the Iraqi prime minister"."""
    first = _office_start(text, at)
    if first == at and not (text.named(at) and not text.opens(at)):
        return None
    if after < len(text.words) and text.joined(after - 1) and text.tag(after) in ("NN", "NNS", "NNP"):
        return None
    if text.relation(after - 1) in ("compound", "amod"):
        return None
    last = after
    if last < len(text.words) and text.joined(last - 1) and text.key(last) in ("of", "for"):
        end = _office_end(text, last)
        last = end if end > last else after
    said = text.raw(first, last)
    for determiner in ("the ", "The ", "a ", "A ", "an "):
        said = said.removeprefix(determiner)
    return Found(first, last, said, role, "person.office")


def _named_person(text: NounText, at: int, blocked: bytearray, surnames: dict[str, str]) -> Found | None:
    """A name that the pack knows, that begins with a given name, that was met before, or that the words around make a person's."""
    known = text.at["persons"].get(at)
    if known is not None and text.named(at):
        entry = entry_on(known.entries, text.day)
        return Found(at, known.last, entry.get("name"), entry.get("role") or None, "person.known")
    if not text.named(at) and text.key(at) not in ("al", "abu"):
        return None
    end = _run(text, at, blocked)
    if end == at or _is_place(text, at, end):
        return None
    given = at in text.at["given_names"]
    name = text.raw(at, end)
    if end - at == 1:
        full = surnames.get(text.key(at))
        if full is not None:
            return Found(at, end, full, None, "person.again")
        alone = given and text.tag(at) in ("NNP", "") and text.relation(at).startswith(_ARGUMENTS) and not text.opens(at)
        return Found(at, end, name, None, "person.given") if alone else None
    if given:
        return Found(at, end, name, _role_after(text, end), "person.given")
    full = surnames.get(text.key(end - 1))
    if full is not None and text.key(at) in PARTICLES:
        return Found(at, end, full, None, "person.again")
    role = _role_after(text, end)
    if role is not None or text.key(at - 1) in _NAMED or _speaks(text, at, end) or _aged(text, end):
        return Found(at, end, name, role, "person.beside")
    return None


def _is_place(text: NounText, first: int, last: int) -> bool:
    match = text.at["places"].get(first)
    return match is not None and match.last >= last and (first not in text.at["given_names"] or last - first > 1)


def _speaks(text: NounText, first: int, last: int) -> bool:
    """Whether a name is the subject of saying, right before or after the verb."""
    if last < len(text.words) and text.key(last) in _SAID and text.gap(last - 1) == " ":
        return True
    return first > 0 and text.key(first - 1) in ("said", "says", "added") and text.gap(first - 1) == " "


def _aged(text: NounText, last: int) -> bool:
    """Whether an age follows a name: "X Y, 34, ..."."""
    return last < len(text.words) and text.gap(last - 1) == ", " and text.key(last).isdigit() and len(text.key(last)) == 2


def _role_after(text: NounText, last: int) -> str | None:
    """The role in apposition after a name: "X, a Taliban commander", "Y, the mayor of Z"."""
    if last >= len(text.words) or text.gap(last - 1) not in (", ", " (", ", who is "):
        return None
    start = last
    if text.key(last) in ("who",):
        return None
    if text.key(last) not in ("a", "an", "the", "his", "their", "its", "former"):
        return None
    at = last + 1
    for at in range(last + 1, min(last + 7, len(text.words))):
        if not text.joined(at - 1) or text.tag(at) in ("VBD", "VBZ", "IN", "WDT", "CC"):
            return None
        for lexicon in ("offices", "people"):
            match = text.at[lexicon].get(at)
            if match is not None and (match.last >= len(text.words) or not text.tag(match.last).startswith("NN")):
                said = text.raw(start, match.last)
                for determiner in ("the ", "a ", "an "):
                    said = said.removeprefix(determiner)
                return said
    return None
