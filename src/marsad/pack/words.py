"""Words as every lexicon sees them: runs of letters and digits, folded, with their place in the text.

Hyphens and slashes part words, apostrophes and filter marks inside a word do not: "Shab'a", "Al-Sham" and "fata*lities" read
`shaba`, `al sham` and `fatalities`. Being independent of any parser's tokens, the same phrase is found before and after parsing.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’‘`ʼʿʾ*][^\W_]+)*", re.UNICODE)
_PLURAL_ES = re.compile(r"(?:[sxz]|ch|sh)$")
_PLURAL_IES = re.compile(r"[^aeiou]y$")
_DROPPED = str.maketrans("", "", "'’‘`ʼʿʾ*")


class Word(NamedTuple):
    """A word with its folded key. Offsets are code points, end exclusive."""

    start: int
    end: int
    key: str


def fold(text: str) -> str:
    """Lower case without accents, apostrophes and asterisks; what every key is made of."""
    text = text.translate(_DROPPED)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return text.lower()


@lru_cache(maxsize=8)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in order. A possessive ending ("regime's") is cut off: the word ends before it."""
    return _cut(text)


def _cut(text: str) -> tuple[Word, ...]:
    found: list[Word] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if end - start > 2 and text[end - 1] in "sS" and text[end - 2] in "'’‘`":
            end -= 2
        found.append(Word(start, end, fold(text[start:end])))
    return tuple(found)


@lru_cache(maxsize=50_000)
def key_of(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase."""
    return tuple(word.key for word in _cut(phrase))


def plural_of(phrase: str) -> str:
    """The regular plural of an English noun phrase: "battery" gives "batteries", "bus" gives "buses"."""
    if _PLURAL_IES.search(phrase):
        return f"{phrase[:-1]}ies"
    return f"{phrase}es" if _PLURAL_ES.search(phrase) else f"{phrase}s"
