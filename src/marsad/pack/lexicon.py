"""Phrases with what they mean: one trie for all lexicons of a pack, walked once over a text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from marsad.pack.words import Word, key_of, words_of


class Entry(NamedTuple):
    """A row of a lexicon. `fields` holds its columns as text, empty ones left out; `since`..`until` (exclusive) is when it is true;
    `phrase` is the spelling that led here, of the row's name or of one of its aliases. `exact` asks for the phrase's own capitals."""

    lexicon: str
    id: str
    phrase: str
    fields: Mapping[str, str]
    since: date | None = None
    until: date | None = None
    exact: bool = False

    def get(self, column: str, default: str = "") -> str:
        """The text of a column, or the default where it is empty."""
        return self.fields.get(column, default)

    def holds_on(self, moment: date | None) -> bool:
        """Whether the entry is true on a day; an unknown day fits all."""
        return moment is None or ((self.since is None or self.since <= moment) and (self.until is None or moment < self.until))


class Match(NamedTuple):
    """Words first..last (last exclusive, indexes into `words_of(text)`) that are a phrase of one lexicon, with all its entries."""

    first: int
    last: int
    start: int
    end: int
    lexicon: str
    entries: tuple[Entry, ...]


class _Node:
    """A step of the trie: the entries that end here, by lexicon, and the words that lead on."""

    __slots__ = ("entries", "next")

    def __init__(self) -> None:
        self.entries: dict[str, tuple[Entry, ...]] | None = None
        self.next: dict[str, _Node] | None = None


@dataclass(frozen=True, eq=False)
class PhraseIndex:
    """All phrases of all lexicons. `scan` finds, at each word, the longest phrase of each lexicon."""

    root: Mapping[str, _Node]

    @staticmethod
    def build(entries: Iterable[Entry]) -> "PhraseIndex":
        """The index of entries; entries whose phrase has no word are left out."""
        root = _Node()
        for entry in entries:
            node = root
            for key in key_of(entry.phrase):
                if node.next is None:
                    node.next = {}
                node = node.next.setdefault(key, _Node())
            if node is not root:
                node.entries = node.entries or {}
                node.entries[entry.lexicon] = (*node.entries.get(entry.lexicon, ()), entry)
        return PhraseIndex(root.next or {})

    def at(self, text: str, words: Sequence[Word], first: int) -> list[Match]:
        """The longest match of each lexicon that starts at a word."""
        node = self.root.get(words[first].key)
        best: dict[str, Match] = {}
        last = first
        while node is not None:
            last += 1
            if node.entries is not None:
                start, end = words[first].start, words[last - 1].end
                for lexicon, entries in node.entries.items():
                    if any(entry.exact for entry in entries):
                        entries = tuple(e for e in entries if not e.exact or text[start:end] == e.phrase)
                    if entries:
                        best[lexicon] = Match(first, last, start, end, lexicon, entries)
            if node.next is None or last >= len(words) or _parted(text, words[last - 1].end, words[last].start):
                break
            node = node.next.get(words[last].key)
        return list(best.values())


def _parted(text: str, end: int, start: int) -> bool:
    """Whether the gap between two words is more than a space, hyphen or the like: a phrase does not reach over it."""
    gap = text[end:start]
    return len(gap) > 1 and (any(c in gap for c in '.,;:!?()[]"“”•') or gap.count("\n") > 1)


@lru_cache(maxsize=8)
def scan(index: PhraseIndex, text: str) -> tuple[Match, ...]:
    """Every match of every lexicon in a text, in order; matches may overlap. One walk serves all steps."""
    words = words_of(text)
    root = index.root
    found: list[Match] = []
    for first, word in enumerate(words):
        if word.key in root:
            found.extend(index.at(text, words, first))
    return tuple(found)
