"""A report as the recognition of places sees it: folded words with their capitals and the gaps between them."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from marsad.find.place_words import PlaceWords, place_words
from marsad.model.mention import ActorMention, Mention, PersonMention
from marsad.model.reading import Reading
from marsad.pack.lexicon import Match
from marsad.pack.pack import Pack
from marsad.pack.words import Word, words_of

ARTICLES = frozenset("al el as ash ad ar an at az ed ez".split())
_QUOTED = (" '", " ’", " ‘", " `", " ʿ")
_LETTER_AYN = (" `", " ʿ", " ʻ", " ʾ")  # signs for the letter ayn that a name may begin with, and that quote nothing
_AFTER_ARTICLE = ("- ", " - ", " -")  # a hyphen that a line's break or a hurried hand tore from the name
_LINKS = ARTICLES | {"e"}  # words that a name carries on behind with an apostrophe: "al ‘Umar", "Pul-e ‘Alam"
_JOINS = frozenset((" ", "-", "\u00a0", "\u2010", "\u2011", ". ", " (", "\n", " -", "- "))
_ENDS = '.!?:;\n"“”•()[]'


@dataclass(eq=False)
class PlaceText:
    """Words of one report. `loud`: it is written in capitals, which therefore tell nothing. `actors` and `persons`: the words first..last
    of known actors (states left out, which are places too) and of persons."""

    text: str
    words: Sequence[Word]
    table: PlaceWords
    matches: Sequence[Match]
    loud: bool
    actors: Sequence[tuple[int, int]] = ()
    persons: Sequence[tuple[int, int]] = ()

    @staticmethod
    def of(reading: Reading, pack: Pack) -> "PlaceText":
        """The words of a Reading's text."""
        text = reading.report.text
        words = words_of(text)
        sample = words[:400]
        upper = sum(text[w.start : w.end].isupper() for w in sample if w.end - w.start > 2)
        longer = sum(w.end - w.start > 2 for w in sample)
        loud = longer > 3 and upper > 0.7 * longer
        actors = [m for m in reading.mentions if isinstance(m, ActorMention) and m.actor_id is not None and m.rule != "actor.state"]
        persons = [m for m in reading.mentions if isinstance(m, PersonMention)]
        return PlaceText(text, words, place_words(pack), pack.scan(text), loud, _ranges(words, actors), _ranges(words, persons))

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
        if gap in (" ", "-", "\u00a0", "\u2010", "\u2011"):
            return True
        key = self.words[at].key
        return (
            (gap == ". " and key in ("st", "mt", "ft"))
            or (key in _LINKS and (gap in _QUOTED or gap in _AFTER_ARTICLE))
            or gap in _LETTER_AYN
        )

    def spaced(self, at: int) -> bool:
        """Whether a word and the next are parted by no more than a space, a hyphen, a possessive ending or a line's end."""
        gap = self.gap(at)
        return gap in _JOINS or gap in _LETTER_AYN or gap in ("'s ", "’s ", "‘s ", "' ", "’ ")

    def opens(self, at: int) -> bool:
        """Whether a sentence, a line or a quotation begins with a word, so that its capital tells nothing."""
        if at == 0:
            return True
        return any(c in _ENDS for c in self.gap(at - 1).replace("(", "").replace(")", ""))

    def all_capitals_around(self, first: int, last: int) -> bool:
        """Whether the longer words on both sides of a name all have capitals, as in a headline, so that its own tells nothing."""
        least, most = max(0, first - 5), min(len(self.words), last + 3)
        around = [i for i in (*range(least, first), *range(last, most)) if self.words[i].end - self.words[i].start > 3]
        return len(around) > 2 and all(self.capital[i] for i in around)

    def cued(self, at: int) -> bool:
        """Whether a word of place ("in", "near", "towards") stands before a word, articles aside."""
        before = self.skip_articles_back(at)
        return before >= 0 and self.spaced(before) and self.key(before) in self.table.cues

    def skip_articles_back(self, at: int) -> int:
        """The index before the articles and pronouns that stand right before a word: the place of a preposition."""
        before = at - 1
        while before >= 0 and self.words[before].key in ("the", "its", "their", "both", "this", "that", "a") and self.spaced(before):
            before -= 1
        return before


def _ranges(words: Sequence[Word], mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """The words first..last of mentions, a leading "the" left out."""
    starts = [w.start for w in words]
    found: list[tuple[int, int]] = []
    for mention in mentions:
        first, last = bisect_left(starts, mention.start), bisect_left(starts, mention.end)
        if first < last and words[first].key == "the":
            first += 1
        if first < last:
            found.append((first, last))
    return found
