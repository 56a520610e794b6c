"""A report as the finders of actors, persons and things see it: folded words, their tags where a parse is there, and the pack's phrases."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from marsad.model.mention import TimeMention
from marsad.model.reading import Reading
from marsad.model.report import Token
from marsad.pack.lexicon import Entry, Match
from marsad.pack.pack import Pack
from marsad.pack.words import Word, words_of

LEXICONS = (
    "actors", "people", "groups", "offices", "persons", "given_names", "places", "weapons", "objects", "units", "countries", "numbers",
)  # fmt: skip
ARTICLES = frozenset("al el as ash ad ar an at az ed ez".split())
DETERMINERS = frozenset("the a an this that these those its their his her our some many any all both several another other every".split())
_NOT_MODIFIERS = frozenset(
    """and or but nor of in on at by to from with for as near after before during against between into over under amid while that
    which who whom whose when where than then so if because although since until upon per via about around inside outside within
    without toward towards through throughout across along behind beside is are was were be been being has have had do does did
    will would may might can could shall should must not no it he she they we you i him them us me there here also only just now
    still yet more most less least said says say including include among amongst killed injured wounded left leaving killing led
    against
    called named said between""".split()
)
_MODIFIER_TAGS = frozenset("JJ JJR JJS NN NNS NNP NNPS AFX HYPH ADD FW".split())
_PARTICIPLES = frozenset(("VBN", "VBG", "VBD"))


@cache
def modifiers_of(pack: Pack) -> frozenset[str]:
    """The participles and adjectives that may stand before a noun for people, folded."""
    return frozenset(entry.phrase for entry in pack.lexicons.get("modifiers", ()))


@dataclass(eq=False, slots=True)
class NounText:
    """Words of one report. `tags` holds a Penn tag a word, empty where there is no parse; `relations` likewise; `loud`: all in capitals.

    `tokens` are the parser's, `token_of` the number of the token that holds a word's last letter, `timed` the words that tell a time."""

    text: str
    words: Sequence[Word]
    tags: list[str]
    relations: list[str]
    at: dict[str, dict[int, Match]]
    modifiers: frozenset[str]
    loud: bool
    day: date | None
    tokens: Sequence[Token] = ()
    token_of: Sequence[int] = ()
    timed: frozenset[int] = frozenset()

    @staticmethod
    def of(reading: Reading, pack: Pack) -> "NounText":
        """The view of a Reading."""
        text = reading.report.text
        words = words_of(text)
        at: dict[str, dict[int, Match]] = {name: {} for name in LEXICONS}
        for match in pack.scan(text):
            table = at.get(match.lexicon)
            if table is not None:
                table[match.first] = match
        tags, relations, token_of = _parsed(reading, words)
        return NounText(
            text, words, tags, relations, at, modifiers_of(pack), _loud(text, words), day_of(reading), reading.tokens, token_of,
            _timed(reading, words),
        )  # fmt: skip

    def gap(self, at: int) -> str:
        """What stands between a word and the next; a line's end outside the text."""
        if at < 0 or at + 1 >= len(self.words):
            return "\n"
        return self.text[self.words[at].end : self.words[at + 1].start]

    def joined(self, at: int) -> bool:
        """Whether a word and the next may belong to one phrase: no more than a space or hyphen between them."""
        gap = self.gap(at)
        if gap == ". ":
            return self.abbreviated(at)
        return gap in (" ", "-", "\u00a0", "\n", "  ", " -", "- ", " “", ' "', "” ", '" ')

    def abbreviated(self, at: int) -> bool:
        """Whether a word is the last letter of an abbreviation with points, whose last point then belongs to it: "U.S."."""
        word = self.words[at]
        return word.end - word.start == 1 and self.text[word.end : word.end + 1] == "." and at > 0 and self.gap(at - 1) == "."

    def quoted(self, at: int) -> bool:
        """Whether a quotation mark stands between a word and the next."""
        return any(mark in self.gap(at) for mark in '"“”')

    def possessive(self, at: int) -> bool:
        """Whether a word is a possessor of the next: "Iran's guards", "the rebels' positions"."""
        gap = self.gap(at)
        return len(gap) < 5 and gap.rstrip() in ("'s", "’s", "‘s", "'", "’")

    def capital(self, at: int) -> bool:
        """Whether a word begins with a capital."""
        return self.text[self.words[at].start].isupper()

    def named(self, at: int) -> bool:
        """Whether a word looks like a name: a capital, or in a text all in capitals the tag of a name."""
        return self.text[self.words[at].start].isupper() and (not self.loud or self.tag(at) in ("NNP", "NNPS"))

    def token(self, at: int) -> Token | None:
        """The parser's token that holds the last letter of a word; None where there is no parse."""
        number = self.token_of[at] if 0 <= at < len(self.token_of) else -1
        return self.tokens[number] if number >= 0 else None

    def relation(self, at: int) -> str:
        """The relation of a word; empty where there is none."""
        return self.relations[at] if 0 <= at < len(self.relations) else ""

    def key(self, at: int) -> str:
        """The folded word at an index; empty outside the text."""
        return self.words[at].key if 0 <= at < len(self.words) else ""

    def tag(self, at: int) -> str:
        """The tag of a word; empty where there is none."""
        return self.tags[at] if 0 <= at < len(self.tags) else ""

    def raw(self, first: int, last: int) -> str:
        """The text of words first..last (last exclusive)."""
        return self.text[self.words[first].start : self.words[last - 1].end]

    def opens(self, at: int) -> bool:
        """Whether a sentence, a line or a quotation begins with a word, so that its capital tells nothing."""
        gap = self.gap(at - 1)
        return at == 0 or any(c in '.!?:;\n"“”•()[]' for c in gap)

    def counts(self, at: int) -> bool:
        """Whether a word is a number that stands by itself ("64 women"), not one that measures with the next ("a 64-year-old woman")."""
        if not self.key(at).isdigit() and at not in self.at["numbers"]:
            return False
        one_word = at + 1 < len(self.token_of) and self.token_of[at] == self.token_of[at + 1] >= 0
        return not (one_word and self.gap(at) == "-")

    def modifies(self, at: int) -> bool:
        """Whether a word may stand before a noun inside its phrase: an adjective, a noun, a name."""
        key = self.words[at].key
        if key in self.modifiers:
            return True
        if key in _NOT_MODIFIERS or key in DETERMINERS or self.counts(at):
            return False
        tag = self.tag(at)
        if self.capital(at) and not self.loud and not (self.opens(at) and tag and tag not in _MODIFIER_TAGS):
            return True
        if not tag:
            return key.endswith(("ed", "an", "ish", "al", "ic", "ese", "ian", "ous", "ist")) and not self.loud
        return tag in _MODIFIER_TAGS or (tag in _PARTICIPLES and "-" in (self.gap(at - 1), self.gap(at)) and at > 0)


def _loud(text: str, words: Sequence[Word]) -> bool:
    sample = [w for w in words[:400] if w.end - w.start > 2]
    return len(sample) > 3 and sum(text[w.start : w.end].isupper() for w in sample) > 0.7 * len(sample)


def _parsed(reading: Reading, words: Sequence[Word]) -> tuple[list[str], list[str], list[int]]:
    """The tag and the relation of each word, and the number of the token that holds its last letter, which they are taken from."""
    tokens = reading.tokens
    if not tokens:
        return [], [], []
    tags, relations, numbers = [""] * len(words), [""] * len(words), [-1] * len(words)
    at, last = 0, len(tokens) - 1
    for number, word in enumerate(words):
        while at < last and tokens[at].end < word.end:
            at += 1
        if tokens[at].start < word.end:
            tags[number], relations[number], numbers[number] = tokens[at].tag, tokens[at].relation, at
    return tags, relations, numbers


def day_of(reading: Reading) -> date | None:
    """The day on which a report was published; None where it is not known."""
    published = reading.report.published
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def entry_on(entries: Sequence[Entry], day: date | None) -> Entry:
    """The entry that is true on a day: of several that are, the one that began last; where none is, the nearest in time."""
    fitting = [e for e in entries if e.holds_on(day)] if day is not None else list(entries)
    if fitting:
        return fitting[0] if day is None else max(fitting, key=lambda e: e.since or date.min)
    assert day is not None
    return min(entries, key=lambda e: min(abs((day - edge).days) for edge in (e.since or date.min, e.until or date.max)))


class Spans:
    """Stretches of text in order, asked by offset."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = sorted(spans)
        self._starts = [s for s, _ in self._spans]
        self._reach = max((e - s for s, e in self._spans), default=0)

    def overlap(self, start: int, end: int) -> bool:
        """Whether any of them shares a code point with start..end."""
        at = bisect_left(self._starts, end)
        while at > 0 and self._starts[at - 1] >= start - self._reach:
            at -= 1
            if self._spans[at][1] > start:
                return True
        return False


def _timed(reading: Reading, words: Sequence[Word]) -> frozenset[int]:
    """The words inside mentions of times."""
    found: set[int] = set()
    for mention in reading.mentions:
        if isinstance(mention, TimeMention):
            at = bisect_left(words, mention.start, key=lambda w: w.start)
            while at < len(words) and words[at].start < mention.end:
                found.add(at)
                at += 1
    return frozenset(found)
