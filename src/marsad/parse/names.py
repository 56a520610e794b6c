"""Names of several words become one word before the network sees them, and are parted again in its tree."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from marsad.parse.tokens import Piece
from marsad.parse.wordclasses import classes, proper_words


class Group(NamedTuple):
    """Tokens first..last (last exclusive) of a sentence, which the network sees as one word."""

    first: int
    last: int


class Span(Protocol):
    """Words that a pack knows: code points start..end of the text."""

    @property
    def start(self) -> int:
        """Where the words start."""

    @property
    def end(self) -> int:
        """Where they end, exclusive."""


Grouping = Callable[[Sequence[Piece], Sequence[str]], Sequence[Group]]


_PARTICLES = frozenset("al el bin bint ibn de del la las los von van".split())


def _looks_named(word: str) -> bool:
    """A capital first, or behind an article that is joined by a hyphen ("al-Shughur"), and a letter last."""
    return word[-1:].isalpha() and (word[:1].isupper() or ("-" in word[2:4] and word[word.index("-") + 1].isupper()))


def join_names(text: str, spans: Sequence[Span], known: Mapping[str, bool]) -> Grouping:
    """A function that groups the tokens of any sentence of the text: known names, and runs of capitalised words that no treebank has.

    A name whose last word is a common noun ("Eastern Ghouta Brigades") stays as it is: the network reads its inner tree better.
    """
    longest: dict[int, int] = {}
    for span in spans:
        start = span.start + 4 * (text[span.start : span.start + 4].lower() == "the ")
        if " " in text[start : span.end]:
            longest[start] = max(span.end, longest.get(start, 0))
    starts = sorted(longest)

    def grouped(pieces: Sequence[Piece], cased: Sequence[str]) -> Sequence[Group]:
        unknown = [_looks_named(w) and w.lower() not in known and w.lower() not in classes() for w in cased]
        groups: list[Group] = []
        at = 0
        near = bisect_left(starts, pieces[0].start)
        while at < len(pieces):
            while near < len(starts) and starts[near] < pieces[at].start:
                near += 1
            last = at + 1
            if near < len(starts) and starts[near] == pieces[at].start:
                last = _known_name(pieces, cased, at, longest[starts[near]], known)
            if last == at + 1 and unknown[at]:
                last = _unknown_name(text, pieces, unknown, at)
            groups.append(Group(at, last))
            at = last
        return groups

    return grouped


def _known_name(pieces: Sequence[Piece], cased: Sequence[str], first: int, end: int, known: Mapping[str, bool]) -> int:
    """Where a name of the pack ends, if all its words look like a name and the first is no word of the language."""
    last = first
    while last < len(pieces) and pieces[last].end <= end:
        last += 1
    words = cased[first:last]
    if last - first < 2 or pieces[last - 1].end != end or not _looks_named(words[0]) or _is_common(words[0], known, first_word=True):
        return first + 1
    if not all(_looks_named(word) or word in _PARTICLES for word in words):
        return first + 1
    return first + 1 if _is_common(words[-1], known, first_word=False) else last


def _is_common(word: str, known: Mapping[str, bool], *, first_word: bool) -> bool:
    """Whether a name that starts or ends so has an inner tree of common words: "Syrian ...", "Red ...", "... Province"."""
    lower = word.lower()
    return lower in classes() and lower not in proper_words() or (lower in known if first_word else not known.get(lower, True))


def _unknown_name(text: str, pieces: Sequence[Piece], unknown: Sequence[bool], first: int) -> int:
    """Where a run of unknown capitalised words ends; four words at most."""
    last = first + 1
    while last < len(pieces) and last - first < 4 and unknown[last] and text[pieces[last - 1].end : pieces[last].start] == " ":
        last += 1
    return last


def part_names(
    groups: Sequence[Group], tags: Sequence[str], heads: Sequence[int], relations: Sequence[str], words: Sequence[str]
) -> tuple[list[str], list[int], list[str]]:
    """Tags, heads and relations of the tokens from those of the groups: a name hangs by its first token, the others on it as `flat`."""
    all_tags, all_heads, all_relations = [], [], []
    for at, (first, last) in enumerate(groups):
        all_tags.append(tags[at])
        all_heads.append(groups[heads[at]].first)
        all_relations.append(relations[at])
        for _ in words[first + 1 : last]:
            all_tags.append(tags[at])
            all_heads.append(first)
            all_relations.append("flat")
    return all_tags, all_heads, all_relations
