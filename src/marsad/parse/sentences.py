"""Where sentences start and end, by rule: blocks of lines first, then full stops; datelines, headlines and bullets are told apart."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal, NamedTuple

from marsad.parse.tokens import Piece, holds_on, tokenise

Kind = Literal["prose", "headline", "dateline", "bullet"]
LONGEST_SENTENCE = 120
LONGEST_DATELINE = 26
LONGEST_NAMES = 7  # tokens of a dateline that is nothing but names, with its dash
LONGEST_ASIDE = 14
WIDEST_WRAPPED = 120
_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+")
_BULLET = re.compile(r"\s{0,40}(?:[•·▪●◦■►*–—-]\s|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s)")
_TERMINAL = frozenset({".", "!", "?", "...", "…", "!!", "؟", "。"})
_CLOSING = frozenset({'"', "”", "’", "'", ")", "]", "»", "''"})
_DASHES = frozenset({"-", "–", "—", "--", "---"})
_OPENING = frozenset({'"', "“", "‘", "'", "(", "[", "«", "``"})


class Stretch(NamedTuple):
    """The tokens of one sentence and what kind of sentence it is."""

    pieces: list[Piece]
    kind: Kind


@cache
def _words() -> Mapping[str, frozenset[str]]:
    lines = files("marsad.parse").joinpath("sentences.csv").read_text(encoding="utf-8").splitlines()
    return {row["list"]: frozenset(row["words"].split()) for row in csv.DictReader(lines)}


def split(text: str, known: Mapping[str, bool], vocabulary: frozenset[str] | None = None) -> Iterator[Stretch]:
    """The sentences of a text in order. `known`: words of the language -> whether they are mostly written with a capital; whoever splits
    many texts hands over its words as one `vocabulary` too: words are cut faster where it is the same object."""
    vocabulary = frozenset(known) if vocabulary is None else vocabulary
    for start, end in _blocks(text):
        marker = _BULLET.match(text, start, end)
        pieces = tokenise(text, marker.end() if marker else start, end, vocabulary)
        if not pieces:
            continue
        cut = _dateline(pieces, known)
        if cut:
            yield Stretch(pieces[:cut], "dateline")
        rest = pieces[cut:]
        if rest:
            yield from _sentences(rest, marker is not None)


def _sentences(pieces: Sequence[Piece], bullet: bool) -> Iterator[Stretch]:
    found = list(_bounded(_at_stops(pieces)))
    untidy = len(found) == 1 and found[0][-1].text not in _TERMINAL | _CLOSING and len(found[0]) <= 30
    kind: Kind = "bullet" if bullet else "headline" if untidy else "prose"
    for sentence in found:
        yield Stretch(sentence, kind)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of lines that belong together: lines are joined where a paragraph was wrapped."""
    for lines in _paragraphs(text):
        widest = max(end - start for start, end in lines)
        wrapped = widest <= WIDEST_WRAPPED and all(end - start >= 0.7 * widest for start, end in lines[:-1])
        first = lines[0][0]
        for (_, end), (start, stop) in pairwise(lines):
            if _BULLET.match(text, start, stop) or not (wrapped and widest > 45 or _goes_on(text, end, start)):
                yield first, end
                first = start
        yield first, lines[-1][1]


def _paragraphs(text: str) -> Iterator[list[tuple[int, int]]]:
    """The lines of each stretch without an empty line, of at most so many lines as a page could hold."""
    lines: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        filled = bool(match.group().strip())
        apart = bool(lines) and text.count("\n", lines[-1][1], match.start()) + text.count("\x0c", lines[-1][1], match.start()) > 1
        if lines and (apart or not filled or len(lines) >= 200):
            yield lines
            lines = []
        if filled:
            lines.append(match.span())
    if lines:
        yield lines


def _goes_on(text: str, end: int, start: int) -> bool:
    """Whether the line behind end..start goes on with a sentence: in lower case, after no full stop, or after a comma."""
    last = text[max(end - 3, 0) : end].rstrip()[-1:]
    return last == "," or (text[start : start + 40].lstrip()[:1].islower() and last not in ".!?:")


def _at_stops(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Cuts after full stops, with the quotes and brackets that close there."""
    first, at, count = 0, 0, len(pieces)
    while at < count:
        if _ends(pieces, at):
            at += 1
            while at < count and pieces[at].text in _CLOSING and pieces[at].start == pieces[at - 1].end:
                at += 1
            yield list(pieces[first:at])
            first = at
        else:
            at += 1
    if first < count:
        yield list(pieces[first:])


def _ends(pieces: Sequence[Piece], at: int) -> bool:
    word = pieces[at].text
    if word not in _TERMINAL:
        return word.endswith(".") and len(word) > 1 and word[0] != "." and _abbreviation_ends(pieces, at)
    after = at + 1
    while after < len(pieces) and pieces[after].text in _CLOSING and pieces[after].start == pieces[after - 1].end:
        after += 1
    if after >= len(pieces):
        return True
    nxt = pieces[after]
    if word in ("...", "…"):
        return nxt.text[:1].isupper() or nxt.text in _OPENING
    if word == "." and pieces[at].start > pieces[max(at - 1, 0)].end and nxt.text[:1].islower():
        return False
    return not nxt.text[:1].islower() or after > at + 1 and word == "." or word not in ("!", "?") and nxt.start == pieces[after - 1].end


def _abbreviation_ends(pieces: Sequence[Piece], at: int) -> bool:
    """Whether an abbreviation ends its sentence too: "in the U.S. The army ..." does, "Gen. Hassan", "U.S. Army" and
    "at 2 p.m. (1200 GMT)" do not."""
    if at + 1 >= len(pieces) or holds_on(pieces[at].text):
        return False
    following = pieces[at + 1].text
    return (following in _OPENING and following not in "([{") or following.lower() in _words()["opener"] and following[:1].isupper()


def _bounded(sentences: Iterator[list[Piece]]) -> Iterator[list[Piece]]:
    """Sentences longer than the parser can take are cut, at a semicolon or comma where one is near."""
    for sentence in sentences:
        while len(sentence) > LONGEST_SENTENCE:
            marks = {
                piece.text: at for at, piece in enumerate(sentence[60:LONGEST_SENTENCE], 61) if piece.text in (";", ":", ",", "–", "—")
            }
            cut = marks.get(";") or marks.get(",") or max(marks.values(), default=LONGEST_SENTENCE)
            yield sentence[:cut]
            sentence = sentence[cut:]
        if sentence:
            yield sentence


def _dateline(pieces: Sequence[Piece], known: Mapping[str, bool]) -> int:
    """How many tokens at the start of a block are its dateline: place, date, agency and the mark that ends them; 0 where there is none."""
    signs = dash = depth = closed = 0
    bracket = dated = False
    for at, piece in enumerate(pieces[:LONGEST_DATELINE]):
        word = piece.text
        apart = at + 1 == len(pieces) or pieces[at + 1].start > piece.end
        if at and apart and word == ":":
            return at + 1
        depth = max(0, depth + (word in ("(", "[")) - (word in (")", "]")))
        if (
            at
            and apart
            and not depth
            and word in _DASHES
            and (piece.start > pieces[at - 1].end or word != "-")
            and (signs or _shouted(pieces[0].text) or _opens(pieces, at + 1))
        ):
            dash = dash or _with_tag(pieces, at + 1)
        bracket = bracket or word == "("
        dated = dated or (depth > 0 and word.lower().rstrip(".") in _words()["date"])
        if word == ")" and not depth and dated and not closed and _shouted(pieces[0].text) and _capital(pieces, at + 1):
            closed = at + 1
        sign = _is_sign(word, at)
        signs += sign
        if not (
            sign or _is_name(word, at, known) or word.lower() in _words()["joint"] or (not word[:1].isalnum() and word not in _TERMINAL)
        ):
            return dash or closed or _leading_date(pieces)
        if dash and at > dash + 8:
            return dash
    whole = len(pieces) <= LONGEST_DATELINE and (dash or (signs >= 3 and bracket))
    return len(pieces) if whole else dash


def _opens(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the text starts behind a dash that only names stand before: "El Fasher, North Darfur - At least ten ..."; what stands between
    two dashes is an aside."""
    ahead = pieces[at : at + LONGEST_ASIDE]
    starts = at <= LONGEST_NAMES and bool(ahead) and (ahead[0].text[:1].isupper() or ahead[0].text[:1].isdigit())
    return starts and not any(p.text in _DASHES and p.start > before.end for before, p in pairwise(ahead))


def _capital(pieces: Sequence[Piece], at: int) -> bool:
    return at < len(pieces) and pieces[at].text[:1].isupper()


def _is_sign(word: str, at: int) -> bool:
    """Whether a word speaks for a dateline: a month, a day, a kind of area, a number, an agency in capitals."""
    words, lower = _words(), word.lower().rstrip(".")
    return lower in words["date"] or lower in words["area"] or word.isdigit() or word in ("(", ")") or (at > 0 and _shouted(word))


def _is_name(word: str, at: int, known: Mapping[str, bool]) -> bool:
    lower = word.lower()
    return word[:1].isupper() and (at == 0 or known.get(lower, True) or (not _shouted(word) and lower not in _words()["opener"]))


def _leading_date(pieces: Sequence[Piece]) -> int:
    """Tokens of a date that opens a block before a capital, "Wed 05 Apr 2017 Rebels ...": weekday or not, day, month, year."""
    date = _words()["date"]
    shape = "".join(
        "d" if p.text.lower().rstrip(".") in date else "0" if p.text.isdigit() else "," if p.text == "," else "x" for p in pieces[:6]
    )
    match = re.match(r"d,?0d0|d,?d0,?0|0d0", shape)
    return match.end() if match and len(pieces) > match.end() and pieces[match.end()].text[:1].isupper() else 0


def _shouted(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _with_tag(pieces: Sequence[Piece], at: int) -> int:
    """A tag such as "[TEXT]" behind the dateline goes with it."""
    tag = [p.text for p in pieces[at : at + 3]]
    return at + 3 if len(tag) == 3 and tag[0] == "[" and tag[2] == "]" else at
