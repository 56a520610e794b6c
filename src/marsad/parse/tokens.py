"""Words and punctuation with their place in the text, cut as the treebanks cut them, save that a hyphen mostly joins.

A token's text may be mended ("fata*lities" reads "fatalities"); its offsets keep the words as they stand.
"""

import csv
import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple


class Piece(NamedTuple):
    """A token before it has a tree: offsets into the text, end exclusive, and the word as the parser shall see it."""

    start: int
    end: int
    text: str


LONGEST = 120
_CHUNK = re.compile(rf"\S{{1,{LONGEST}}}")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c"))
_WEB = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,24}){1,4}|[@#]\w{1,60}", re.IGNORECASE)
_CLITIC = re.compile(r"(.{1,80}?)(n['’]t|['’](?:s|ll|re|ve|d|m))$", re.IGNORECASE)
_DOTTED = re.compile(r"(?:[^\W\d_]\.){1,6}$")
_LEADING = re.compile(r"\.{2,9}|''|``|-{2,80}|\*{2,80}|={2,80}|_{2,80}|['\"“”‘’`´«»()\[\]{}<>,;:!?…•·▪●◦■►*#$€£¥|/\\–—=~+^-]|\.(?!\d)")
_TRAILING = re.compile(r"(?:\.{2,9}|''|``|-{2,80}|\*{2,80}|={2,80}|_{2,80}|['\"“”‘’`´«»()\[\]{}<>,;:!?…•·|/\\–—=~%*+.-])$")
_UNITS = "km|kms|kg|mm|cm|m|am|pm|a\\.m\\.|p\\.m\\.|hrs|mph|ft|years|days|hours|miles|people|mln|bn|%"
_INFIX = re.compile(
    r"(?P<mark>\.{2,9}|…|–|—|--+|/(?!\d)|(?<!\d)/|[\\|;!?\"“”()\[\]{}<>=]"  # between any two things
    r"|(?<=[^\W\d_]),(?=\w)|,(?=[^\W\d_])|(?<=[^\W\d_]):(?=[^\W\d_])"  # a comma inside a number stays
    r"|(?<=[a-z)]{2})\.(?=[A-Z][a-z]|A\b)|(?<=\d)\.(?=[A-Z][a-z]{2}))"  # "killed.The"
    rf"|(?<=\d)(?=(?:{_UNITS})(?:$|[,;]))|(?<=\d{{4}})(?=[A-Z][a-z]{{2}})|(?<=[a-z]{{3}})(?=(?:19|20)\d\d$)"  # "10km", "2017The"
)
_FILTERED = re.compile(r"(?<=[^\W\d_])\*(?=[^\W\d_])")


@cache
def _lists() -> dict[str, frozenset[str]]:
    lines = files("marsad.parse").joinpath("tokens.csv").read_text(encoding="utf-8").splitlines()
    return {row["list"]: frozenset(row["words"].split()) for row in csv.DictReader(lines)}


def abbreviations() -> frozenset[str]:
    """Words that keep a full stop of their own, lower case, without it."""
    return _lists()["abbreviation"] | _lists()["abbreviation_before_name"] | _lists()["month"]


def holds_on(word: str) -> bool:
    """Whether the full stop of an abbreviation never ends a sentence: "Gen. Hassan", "No. 5", "J. Doe"."""
    bare = word[:-1].lower()
    return bare in _lists()["abbreviation_before_name"] or bare in _lists()["month"] or (len(bare) == 1 and bare.isalpha())


def parts_at_hyphens(word: str) -> bool:
    """Whether a hyphen parts a word in three: "ISIS-held" does, "Syrian-Lebanese" and "pro-regime" do not."""
    before, hyphen, after = word.rpartition("-")
    return (
        bool(hyphen)
        and after.lower() in _lists()["parted_after_hyphen"]
        and (before[:1].isupper() or before.lower() in _lists()["held_by"])
    )


def tokenise(text: str, start: int, end: int, known: Collection[str] = ()) -> list[Piece]:
    """The tokens of text[start:end], in order. `known`: words that a broken one may be mended to ("kil-led")."""
    found: list[Piece] = []
    for match in _CHUNK.finditer(text, start, end):
        chunk, at = match.group(), match.start()
        if chunk.isalpha() and chunk.isascii() and chunk.lower() != "cannot":
            found.append(Piece(at, match.end(), chunk))
        else:
            found.extend(
                [Piece(at + a, at + b, word) for a, b, word in _cut(chunk, known if isinstance(known, frozenset) else frozenset(known))]
            )
    return found


@lru_cache(maxsize=50_000)
def _cut(chunk: str, known: frozenset[str]) -> tuple[tuple[int, int, str], ...]:
    """A run without white space cut into words: from both ends first, then inside."""
    first, last = 0, len(chunk)
    tail: list[tuple[int, int]] = []
    head: list[tuple[int, int]] = []
    while first < last and (match := _LEADING.match(chunk, first, last)):
        if _WEB.fullmatch(chunk, first, last) or _article(chunk, first, last):
            break
        head.append(match.span())
        first = match.end()
    while first < last and (match := _TRAILING.search(chunk, max(first, last - 81), last)):
        if match.group() == "." and _keeps_stop(chunk[first:last]):
            break
        tail.append(match.span())
        last = match.start()
    middle = _inside(chunk, first, last) if first < last else []
    spans = [*head, *middle, *reversed(tail)]
    return tuple((a, b, mend(chunk[a:b], known)) for a, b in spans)


def _article(chunk: str, first: int, last: int) -> bool:
    """An apostrophe that belongs to the word behind it: "'Ayn Issa" does not need it, "'s" and "'90s" do."""
    return chunk[first:last].lower() in ("'s", "’s", "'m", "'re", "'ve", "'ll", "'d", "n't") or bool(
        re.fullmatch(r"['’]\d0s", chunk[first:last])
    )


def _keeps_stop(word: str) -> bool:
    bare = word[:-1]
    return bool(_DOTTED.fullmatch(word)) or (bare.lower() in abbreviations() and not (bare.islower() and bare in _lists()["numbering"]))


def _inside(chunk: str, first: int, last: int) -> list[tuple[int, int]]:
    """The words of chunk[first:last], whose outer punctuation is off already."""
    word = chunk[first:last]
    if _WEB.fullmatch(word):
        return [(first, last)]
    spans: list[tuple[int, int]] = []
    at = first
    for match in _INFIX.finditer(chunk, first, last):
        if match.start() > at or (match.end() > match.start() and at == match.start()):
            if match.start() > at:
                spans.append((at, match.start()))
            if match.end() > match.start():
                spans.append(match.span())
            at = match.end()
    spans.append((at, last))
    return [span for a, b in spans if a < b for span in _endings(chunk, a, b)]


def _endings(chunk: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """A word with its clitic and its parting hyphen cut off."""
    word = chunk[first:last]
    clitic = _CLITIC.match(word) if "'" in word or "’" in word else None
    if clitic:
        yield from _endings(chunk, first, first + clitic.end(1))
        yield first + clitic.end(1), last
    elif word.lower() == "cannot":
        yield first, first + 3
        yield first + 3, last
    elif "-" in word and parts_at_hyphens(word):
        middle = first + word.rindex("-")
        yield first, middle
        yield middle, middle + 1
        yield middle + 1, last
    else:
        yield first, last


def mend(word: str, known: Collection[str]) -> str:
    """The word as its writer meant it: marks that broke it to dodge filters and invisible characters are gone."""
    if word.isalnum():
        return word
    clean = _FILTERED.sub("", word.translate(_INVISIBLE)) or word
    if "-" in clean and clean.islower():
        parts = clean.split("-")
        joined = "".join(parts)
        if (
            joined in known
            and not all(p in known for p in parts)
            and parts[0] not in _lists()["prefix"]
            and all(p.isalpha() for p in parts)
        ):
            return joined
    return clean
