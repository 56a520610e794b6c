"""A report as the recognition of places sees it: folded words with their capitals and the gaps between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from marsad.find.place_words import PlaceWords, place_words
from marsad.model.reading import Reading
from marsad.pack.lexicon import Match
from marsad.pack.pack import Pack
from marsad.pack.words import Word, words_of

ARTICLES = frozenset("al el as ash ad ar an at az ed ez".split())
_JOINS = frozenset((" ", "-", "\u00a0", "\u2010", "\u2011", ". ", " (", "\n", " -", "- "))
_ENDS = '.!?:;\n"“”•()[]'


@dataclass(eq=False)
class PlaceText:
    """Words of one report. `loud`: it is written in capitals, which therefore tell nothing."""

    text: str
    words: Sequence[Word]
    table: PlaceWords
    matches: Sequence[Match]
    loud: bool

    @staticmethod
    def of(reading: Reading, pack: Pack) -> "PlaceText":
        """The words of a Reading's text."""
        text = reading.report.text
        words = words_of(text)
        sample = words[:400]
        upper = sum(text[w.start : w.end].isupper() for w in sample if w.end - w.start > 2)
        longer = sum(w.end - w.start > 2 for w in sample)
        return PlaceText(text, words, place_words(pack), pack.scan(text), loud=longer > 3 and upper > 0.7 * longer)

    def raw(self, first: int, last: int) -> str:
        """The text of words first..last (last exclusive)."""
        return self.text[self.words[first].start : self.words[last - 1].end]

    def key(self, at: int) -> str:
        """The folded word at an index; empty outside the text."""
        return self.words[at].key if 0 <= at < len(self.words) else ""

    @cached_property
    def capital(self) -> list[bool]:
        """For each word whether it begins with a capital, or has no case at all (Arabic)."""
        text = self.text
        return [text[w.start].isupper() or (text[w.start].isalpha() and not text[w.start].islower()) for w in self.words]

    def gap(self, at: int) -> str:
        """What stands between a word and the next."""
        if at < 0 or at + 1 >= len(self.words):
            return "\n"
        return self.text[self.words[at].end : self.words[at + 1].start]

    def joined(self, at: int) -> bool:
        """Whether a word and the next belong to one phrase: a space or a hyphen between them."""
        gap = self.gap(at)
        return gap in (" ", "-", "\u00a0", "\u2010", "\u2011") or (gap == ". " and self.words[at].key in ("st", "mt", "ft"))

    def spaced(self, at: int) -> bool:
        """Whether a word and the next are parted by no more than a space, a hyphen, a possessive ending or a line's end."""
        gap = self.gap(at)
        return gap in _JOINS or gap in ("'s ", "’s ", "‘s ", "' ", "’ ")

    def opens(self, at: int) -> bool:
        """Whether a sentence, a line or a quotation begins with a word, so that its capital tells nothing."""
        if at == 0:
            return True
        return any(c in _ENDS for c in self.gap(at - 1).replace("(", "").replace(")", ""))

    def skip_articles_back(self, at: int) -> int:
        """The index before the articles and pronouns that stand right before a word: the place of a preposition."""
        before = at - 1
        while before >= 0 and self.words[before].key in ("the", "its", "their", "both", "this", "that", "a") and self.spaced(before):
            before -= 1
        return before
