"""A sentence's dependency tree with the questions that clauses ask of it, and the mentions that hang on its words."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from marsad.model.mention import ActorMention, Mention, ObjectMention, PersonMention
from marsad.model.reading import Reading
from marsad.model.report import Sentence, Token

RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})
OTHER_CLAUSES = frozenset({"advcl", "ccomp", "parataxis", "acl:relcl", "acl", "csubj", "advcl:relcl"})


class Tree:
    """One sentence. Tokens are named by their number in the report."""

    def __init__(self, reading: Reading, sentence: Sentence) -> None:
        self.sentence = sentence
        self.first = sentence.first
        self.tokens = reading.tokens[sentence.first : sentence.last]
        self.below: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.number:
                self.below[token.head - self.first].append(token)

    def token(self, number: int) -> Token:
        """The token of a number."""
        return self.tokens[number - self.first]

    def children(self, token: Token) -> list[Token]:
        """The tokens that hang on a token, in the order of the text."""
        return self.below[token.number - self.first]

    def child(self, token: Token, *relations: str) -> Token | None:
        """The first child in one of the relations."""
        return next((c for c in self.children(token) if c.relation in relations), None)

    def head(self, token: Token) -> Token | None:
        """What a token hangs on; None for the root."""
        return self.token(token.head) if token.head != token.number else None

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The tokens above, nearest first."""
        seen = 0
        while token.head != token.number and seen < 60:
            token = self.token(token.head)
            seen += 1
            yield token

    def phrase(self, token: Token, stop: frozenset[str] = frozenset()) -> list[Token]:
        """The token and all below it, but not what hangs in one of the `stop` relations."""
        found, queue = [], [token]
        while queue:
            here = queue.pop()
            found.append(here)
            queue.extend(c for c in self.children(here) if c.relation not in stop)
        found.sort()
        return found

    def joined(self, token: Token) -> list[Token]:
        """The token and what is joined to it by "and" or as an apposition."""
        found, queue = [], [token]
        while queue:
            here = queue.pop(0)
            found.append(here)
            queue.extend(c for c in self.children(here) if c.relation in ("conj", "appos") and c.pos not in ("VERB", "AUX"))
        return found

    def preposition(self, token: Token) -> str:
        """The case words of a token as one: "from", "out of", "because of"; empty where there are none."""
        words = []
        for child in self.children(token):
            if (child.relation == "case" or child.lower in EXCEPTING) and child.number < token.number:
                words.append(child.lower)
                words.extend(c.lower for c in self.children(child) if c.relation == "fixed")
        return " ".join(words)


EXCEPTING = frozenset({"except", "excluding", "apart", "aside"})
NAMING = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


class Heads:
    """Mentions by the token that heads them."""

    def __init__(self, reading: Reading) -> None:
        self.tokens = reading.tokens
        self._starts = [t.start for t in reading.tokens]
        self._by_token: dict[int, list[Mention]] = defaultdict(list)
        self._by_id = {m.id: m for m in reading.mentions}
        for mention in reading.mentions:
            for head in self._heads(mention.start, mention.end):
                self._by_token[head.number].append(mention)

    def head_of(self, start: int, end: int) -> Token | None:
        """The first token among those that meet start..end which hangs outside of them; None where no token does."""
        return next(iter(self._heads(start, end)), None)

    def _heads(self, start: int, end: int) -> list[Token]:
        """Every token of a stretch that hangs outside of it: one, or more where the parser pulled a phrase apart."""
        first = max(0, bisect_right(self._starts, start) - 1)
        if first < len(self.tokens) and self.tokens[first].end <= start:
            first += 1
        last = first
        while last < len(self.tokens) and self.tokens[last].start < end:
            last += 1
        outside = [t for t in self.tokens[first:last] if not first <= t.head < last or t.head == t.number]
        return [t for t in outside if t.pos in NAMING] or outside[:1]

    def root(self, mention: Mention) -> Mention:
        """What a mention stands for in the end, references followed; a ring of references ends where it began to turn."""
        seen = {mention.id}
        while isinstance(mention, ActorMention | PersonMention | ObjectMention) and mention.corefers is not None:
            other = self._by_id.get(mention.corefers)
            if other is None or other.id in seen:
                break
            mention = other
            seen.add(mention.id)
        return mention

    def of(self, token: Token) -> list[Mention]:
        """The mentions whose head word is the token."""
        return self._by_token.get(token.number, [])
