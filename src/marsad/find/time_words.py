"""The text as the rules of times see it: words, numbers and marks, and the runs of them in which a time may stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from marsad.find.time_grammar import Grammar, grammar_of
from marsad.find.time_values import Holiday, Number, Part, Zone
from marsad.pack.lexicon import Entry
from marsad.pack.pack import Pack

_PIECE = re.compile(r"\d+(?:st|nd|rd|th)\b|\d+|[^\W\d_]+(?:['’`](?![sS]\b)[^\W\d_]+)*|['’`][sS]\b|[^\w\s]", re.IGNORECASE)
_PLAIN = str.maketrans("’`–—‒−‐‑", "''------")
_SAID_BY_NUMBERS = re.compile(r"\b\d{4}\b|\d[:/.-]\d|\d[zZsS]\b|\d ?[aApP]\.?[mM]\b")
MOST_PIECES = 48


class Piece(NamedTuple):
    """A word, number or mark. `text` in lower case with plain dashes and apostrophes; `glued`: no space before it; `raw` as written."""

    start: int
    end: int
    text: str
    raw: str
    glued: bool


class Meaning(NamedTuple):
    """What a phrase of the lexicon stands for: a kind of slot and its value."""

    words: tuple[str, ...]
    kind: str
    value: object
    dot: bool
    capital: bool


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Every word that a time may be told with. `triggers` are those that a time cannot do without."""

    words: frozenset[str]
    triggers: frozenset[str]
    meanings: dict[str, tuple[Meaning, ...]]
    no_year_before: frozenset[str]
    no_year_after: frozenset[str]


_TRIGGERS = frozenset("month latent_month weekday latent_weekday unit second part clock_word season latent_season trigger holiday".split())


@cache
def vocabulary_of(pack: Pack) -> Vocabulary:
    """The words of a pack's rules of times and of its lexicon `time_words`."""
    grammar = grammar_of(pack)
    meanings: dict[str, list[Meaning]] = {}
    words, triggers = set(grammar.words), set()
    before, after = set(), set()
    for entry in (*pack.lexicons["time_words"], *pack.lexicons["holidays"]):
        kind = "holiday" if entry.lexicon == "holidays" else entry.get("class")
        parts = tuple(m.group().lower().translate(_PLAIN) for m in _PIECE.finditer(entry.phrase))
        if kind == "no_year_before":
            before.add(parts[0])
        elif kind == "no_year_after":
            after.add(parts[0])
        else:
            care = entry.get("care").split(";")
            meanings.setdefault(parts[0], []).append(Meaning(parts, kind, _value(kind, entry), "dot" in care, "capital" in care))
            words.update(parts)
            if kind in _TRIGGERS:
                triggers.add(parts[0])
    return Vocabulary(
        frozenset(words), frozenset(triggers), {k: tuple(v) for k, v in meanings.items()}, frozenset(before), frozenset(after)
    )


def _value(kind: str, entry: Entry) -> object:
    if kind in ("month", "latent_month", "weekday", "latent_weekday", "nth"):
        return int(entry.get("value"))
    if kind in ("number", "vague_number"):
        return Number(float(entry.get("low")), float(entry.get("high") or entry.get("low")), kind == "vague_number")
    if kind == "part":
        return Part(entry.get("value"), float(entry.get("low")), float(entry.get("high")))
    if kind == "clock_word":
        return Number(float(entry.get("value")), float(entry.get("value")))
    if kind == "zone":
        return Zone(float(entry.get("value")))
    if kind == "holiday":
        return Holiday(entry.get("calendar"), int(entry.get("month") or 0), int(entry.get("day") or 0), int(entry.get("days") or 1))
    return entry.get("value") or entry.phrase


def pieces_of(text: str) -> list[Piece]:
    """The pieces of a text, in order."""
    found: list[Piece] = []
    last = -1
    for match in _PIECE.finditer(text):
        start, end = match.span()
        raw = match.group()
        plain = raw.lower()
        found.append(Piece(start, end, plain if plain.isascii() else plain.translate(_PLAIN), raw, start == last))
        last = end
    return found


def islands(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int, list[Piece]]]:
    """The runs first..last (last exclusive) of pieces in which a time may stand, with all pieces of the text."""
    pieces = pieces_of(text)
    words, triggers = vocabulary.words, vocabulary.triggers
    first, hot = -1, False
    for at, piece in enumerate(pieces):
        known = piece.text in words or piece.text[0].isdigit()
        if first >= 0 and (not known or at - first >= MOST_PIECES or _parted(text, pieces[at - 1].end, piece.start)):
            if hot or _told_by_numbers(text, pieces, first, at):
                yield first, at, pieces
            first, hot = -1, False
        if known and (first >= 0 or piece.text not in (",", ".")):
            first = at if first < 0 else first
            hot = hot or piece.text in triggers
    if first >= 0 and (hot or _told_by_numbers(text, pieces, first, len(pieces))):
        yield first, len(pieces), pieces


def _parted(text: str, end: int, start: int) -> bool:
    return start - end > 1 and text.count("\n", end, start) > 1


def _told_by_numbers(text: str, pieces: list[Piece], first: int, last: int) -> bool:
    return bool(_SAID_BY_NUMBERS.search(text, pieces[first].start, pieces[last - 1].end))


Terminal = tuple[str, int, object]


def terminals(pieces: tuple[Piece, ...], at: int, vocabulary: Vocabulary, years: frozenset[int]) -> Iterator[Terminal]:
    """What the piece stands for by itself: (kind of slot, piece at which it ends, value). `years`: the pieces that may be a bare year."""
    piece = pieces[at]
    if piece.text[0].isdigit():
        yield from _number_terminals(piece, at, at in years)
        return
    for meaning in vocabulary.meanings.get(piece.text, ()):
        end = at + len(meaning.words)
        if end > len(pieces) or any(pieces[at + k].text != word for k, word in enumerate(meaning.words)):
            continue
        if meaning.capital and not piece.raw[0].isupper():
            continue
        yield meaning.kind, end, meaning.value
        if meaning.kind == "unit":
            yield "units" if piece.text.endswith("s") else "single", end, meaning.value
        if meaning.dot and end < len(pieces) and pieces[end].text == "." and pieces[end].glued:
            yield meaning.kind, end + 1, meaning.value


def _number_terminals(piece: Piece, at: int, bare_year: bool) -> Iterator[Terminal]:
    text = piece.text
    if not text.isdecimal():
        number = int(text[:-2]) if len(text) <= 6 else 0
        if number:
            yield "nth", at + 1, number
        if 1 <= number <= 31:
            yield "day_nth", at + 1, number
            yield "day", at + 1, number
        return
    if len(text) > 4:
        return
    number = int(text)
    if len(text) < 4 or text[0] != "0":
        yield "number", at + 1, Number(number, number)
    if len(text) <= 2:
        kinds = (("day", 1, 31), ("month_number", 1, 12), ("hour", 0, 24))
        for kind, low, high in kinds:
            if low <= number <= high:
                yield kind, at + 1, number
    if len(text) == 2:
        if number < 60:
            yield "minute", at + 1, number
        yield "year2", at + 1, number + (2000 if number < 50 else 1900)
        if bare_year:
            yield "old_year2", at + 1, 1900 + number
        if number % 10 == 0:
            yield "decade2", at + 1, 190 + number // 10 if number >= 30 else 200 + number // 10
    elif len(text) == 4:
        if 1200 <= number <= 2199:
            yield "year4", at + 1, number
            if number % 10 == 0:
                yield "decade4", at + 1, number // 10
        if bare_year:
            yield "bare_year", at + 1, number
        if number // 100 < 24 and number % 100 < 60:
            yield "hours4", at + 1, number


def bare_years(pieces: list[Piece], first: int, last: int, vocabulary: Vocabulary) -> frozenset[int]:
    """The pieces, counted from `first`, that can be a year by their looks and by the words on both sides."""
    found = set()
    for at in range(first, last):
        text = pieces[at].text
        if not text.isdecimal() or not (len(text) == 4 and "1900" <= text <= "2049" or len(text) == 2 and text >= "70"):
            continue
        before = pieces[at - 1].text if at else ""
        after = pieces[at + 1].text if at + 1 < len(pieces) else ""
        if before in vocabulary.no_year_before or after in vocabulary.no_year_after:
            continue
        if before in (",", ".") and pieces[at].glued and at > 1 and pieces[at - 2].text.isdecimal():
            continue
        if after in (",", ".") and at + 2 < len(pieces) and pieces[at + 2].glued and pieces[at + 2].text.isdecimal():
            continue
        if after == "-" and "".join(p.text for p in pieces[at + 1 : at + 4] if p.glued)[3:] == "-":
            continue  # the number of a document, "2011-07-S-064"
        found.add(at - first)
    return frozenset(found)


def grammar_and_words(pack: Pack) -> tuple[Grammar, Vocabulary]:
    """The grammar and the vocabulary of a pack, both kept."""
    return grammar_of(pack), vocabulary_of(pack)
