"""A sentence's dependency tree with the questions that clauses ask of it, and the mentions that hang on its words."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from marsad.model.mention import Mention
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
            if child.relation == "case" and child.number < token.number:
                words.append(child.lower)
                words.extend(c.lower for c in self.children(child) if c.relation == "fixed")
        return " ".join(words)


class Heads:
    """Mentions by the token that heads them."""

    def __init__(self, reading: Reading) -> None:
        self._by_token: dict[int, list[Mention]] = defaultdict(list)
        tokens = reading.tokens
        at = 0
        for mention in reading.mentions:
            while at > 0 and tokens[at - 1].end > mention.start:
                at -= 1
            while at < len(tokens) and tokens[at].end <= mention.start:
                at += 1
            last = at
            while last < len(tokens) and tokens[last].start < mention.end:
                last += 1
            head = next((t for t in tokens[at:last] if not at <= t.head < last or t.head == t.number), None)
            if head is not None:
                self._by_token[head.number].append(mention)
        self.tokens = tokens

    def of(self, token: Token) -> list[Mention]:
        """The mentions whose head word is the token."""
        return self._by_token.get(token.number, [])

    @cached_property
    def numbers(self) -> frozenset[int]:
        """The tokens that head a mention."""
        return frozenset(self._by_token)
