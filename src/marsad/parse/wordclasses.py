"""What the parser sees of a word: words of war stand under a frequent word of their class, rare words and numbers under their shape.

Treebanks hardly know "gunmen"; the network has learnt "people". Prefix, suffix and shape of the word itself stay visible to it."""

import csv
import re
from collections.abc import Callable, Collection, Mapping
from functools import cache
from importlib.resources import files

_DIGITS = re.compile(r"\d{1,60}")
_FOLDED = str.maketrans("’‘“”–—", "''\"\"--")


@cache
def classes() -> Mapping[str, str]:
    """Word in lower case -> the word that it stands under. Where two rows name one word the first holds."""
    found: dict[str, str] = {}
    for row in rows():
        for word in row["words"].split():
            found.setdefault(word, row["stands_for"].lower())
    return found


@cache
def war_words() -> Mapping[str, tuple[str, ...]]:
    """Penn tag -> words of war that have it; for verbs the tag, a space and "object" or "none": whether they take an object."""
    found: dict[str, list[str]] = {}
    for row in rows():
        if row["use"] != "norm":
            found.setdefault(f"{row['tag']} {row['use']}".rstrip(), []).extend(row["words"].split())
    return {tag: tuple(dict.fromkeys(words)) for tag, words in found.items()}


@cache
def rows() -> tuple[dict[str, str], ...]:
    """The rows of wordclasses.csv. `use`: verbs take an `object` or `none`; a `norm` row is never swapped into other trees."""
    return tuple(csv.DictReader(files("marsad.parse").joinpath("wordclasses.csv").read_text(encoding="utf-8").splitlines()))


def norms(known: Collection[str]) -> Callable[[str], str]:
    """The function that gives a word's norm, for a vocabulary of words that the network has seen often enough."""
    standing = classes()

    def norm(word: str) -> str:
        lower = word.lower().translate(_FOLDED)
        if lower in standing:
            return standing[lower]
        if lower in known:
            return lower
        if any(c.isdigit() for c in lower):
            return _DIGITS.sub(_number, lower) if len(lower) < 12 else "_0"
        if " " in word:
            return "_Name"
        if not lower[:1].isalpha():
            return "_."
        return ("_Xx" if word[:1].isupper() else "_xx") + ("-" if "-" in word else "")

    return norm


def _number(match: re.Match[str]) -> str:
    digits = match.group()
    if len(digits) == 4 and digits[:2] in ("19", "20"):
        return "2000"
    return "0" if len(digits) < 3 else "000"


@cache
def proper_words() -> frozenset[str]:
    """The words of wordclasses.csv that are written with a capital."""
    return frozenset(word for row in rows() if row["stands_for"][:1].isupper() for word in row["words"].split())
