"""A report as the resolver of references sees it: who was spoken of so far, and which of them may be meant again."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from marsad.model.mention import ActorMention, Mention, ObjectMention, PersonMention, QuantityMention
from marsad.model.reading import Reading
from marsad.model.report import Token
from marsad.pack.frame_rules import FrameRule
from marsad.pack.pack import Pack
from marsad.pack.words import key_of

_DEFINITE = frozenset(("the", "this", "these", "those", "that", "both"))
_INDEFINITE = frozenset(("a", "an", "another", "some", "several", "many", "other", "new", "two", "three", "more"))
_BINDERS = frozenset(
    "of with carrying transporting transferring moving taking bringing including belonging for from containing holding bearing".split()
)
_CONVOY = frozenset(("convoy", "convoys", "caravan", "column", "motorcade"))
_ORDINALS = {
    word: number for number, words in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th"), 1)
    for word in words.split()
}  # fmt: skip
_TO_COME = frozenset(("when", "once", "until", "till", "if", "unless", "before"))
_GROUP_WORDS = frozenset("group movement organisation organization faction party militia network alliance factions".split())
_MANY = frozenset(("they", "them"))
_NEAR = 3  # sentences that a pronoun looks back
_MOST = 60  # mentions among which it looks


class Discourse:
    """The tokens, mentions and sentences of a Reading, asked by offset."""

    def __init__(self, reading: Reading, pack: Pack) -> None:
        self.text = reading.report.text
        self.tokens = reading.tokens
        self.mentions: list[Mention] = [m for m in reading.mentions if isinstance(m, ActorMention | PersonMention | ObjectMention)]
        self._starts = [t.start for t in self.tokens]
        self._begins = [m.start for m in self.mentions]
        self._counted = {m.end for m in reading.mentions if isinstance(m, QuantityMention)}
        self._counted |= {m.what_end for m in reading.mentions if isinstance(m, QuantityMention) and m.what_end is not None}
        self._children: dict[int, list[Token]] | None = None
        self._plurals = _plurals(pack)
        self.ways = _ways(pack)

    def token_at(self, offset: int) -> Token | None:
        """The token that holds a code point, or the last one before it."""
        at = bisect_right(self._starts, offset) - 1
        return self.tokens[at] if at >= 0 else None

    def children(self, token: Token) -> Sequence[Token]:
        """The tokens that hang on a token."""
        if self._children is None:
            self._children = {}
            for other in self.tokens:
                if other.head != other.number:
                    self._children.setdefault(other.head, []).append(other)
        return self._children.get(token.number, ())

    def head_of(self, mention: Mention) -> Token | None:
        """The token of a mention that the rest of it hangs on."""
        at = bisect_right(self._starts, mention.start) - 1
        first = None
        while 0 <= at < len(self.tokens) and self.tokens[at].start < mention.end:
            token = self.tokens[at]
            first = first or token
            above = self.tokens[token.head]
            if not mention.start <= above.start < mention.end or above.number == token.number:
                return token
            at += 1
        return first

    def sentence_of(self, mention: Mention) -> int:
        """The number of the sentence that a mention begins in."""
        token = self.token_at(mention.start)
        return token.sentence if token is not None else 0

    def before(self, mention: Mention) -> list[str]:
        """The words before a mention in its noun phrase, nearest first, as far as its determiner."""
        words: list[str] = []
        at = bisect_right(self._starts, mention.start) - 1
        token = self.tokens[at] if at >= 0 else None
        if token is not None and token.lower in _DEFINITE | _INDEFINITE:
            return [token.lower]
        for back in range(at - 1, max(-1, at - 6), -1):
            token = self.tokens[back]
            words.append(token.lower)
            if token.lower in _DEFINITE | _INDEFINITE or token.pos in ("VERB", "PUNCT", "ADP", "CCONJ"):
                break
        return words

    def counted(self, mention: Mention) -> bool:
        """Whether a number counts a mention."""
        return mention.end in self._counted

    def definite(self, mention: Mention) -> bool:
        """Whether a mention points back by its determiner and no number makes it new."""
        words = self.before(mention)
        return bool(words) and words[-1] in _DEFINITE and not self.counted(mention)

    def bare(self, mention: Mention) -> bool:
        """Whether a mention is a plural subject that opens its sentence without determiner, number or adjective: "Buses gathered"."""
        head = self.head_of(mention)
        if head is None or head.tag != "NNS" or not head.relation.startswith("nsubj") or self.counted(mention):
            return False
        return head.start == mention.start and (head.number == 0 or self.tokens[head.number - 1].sentence != head.sentence)

    def plural(self, mention: Mention) -> bool:
        """Whether "they" may stand for a mention."""
        if isinstance(mention, PersonMention):
            return False
        head = self.head_of(mention)
        if head is not None and head.tag in ("NNS", "NNPS"):
            return True
        return (
            key_of(mention.text)[-1:]
            and key_of(mention.text)[-1] in self._plurals
            or isinstance(mention, ActorMention)
            and mention.actor_id is not None
        )

    def bound(self, mention: Mention) -> frozenset[str]:
        """The actors that a mention of vehicles names as its own: "ISIS convoy", "the convoy carrying members of X"."""
        found = {
            _key(m) for m in self._mentions_between(mention.start, mention.end) if isinstance(m, ActorMention) and m.end <= mention.end
        }
        token = self.token_at(mention.end + 1)
        if token is None or (token.lower not in _BINDERS and token.tag != "VBG"):
            return frozenset(found)
        end = self._clause_end(token)
        return frozenset(found | {_key(m) for m in self._actors_between(mention.end, end)})

    def one_vehicle(self, mention: Mention) -> bool:
        """Whether a mention is of a single vehicle, which no convoy is: "a Red Crescent vehicle", "the last bus"."""
        head = self.head_of(mention)
        return head is not None and head.tag in ("NN", "NNP") and not _CONVOY & set(key_of(mention.text))

    def ordinal(self, mention: Mention) -> int | None:
        """Which of several a mention is by its ordinal: 2 of "the second convoy"."""
        words = (*key_of(mention.text), *self.before(mention))
        return next((_ORDINALS[w] for w in words if w in _ORDINALS), None)

    def awaited(self, mention: Mention) -> bool:
        """Whether a mention is only named in what must come first: "when the second convoy arrives"."""
        at = bisect_right(self._starts, mention.start) - 1
        for token in reversed(self.tokens[max(0, at - 4) : max(0, at)]):
            if token.pos in ("PUNCT", "VERB", "NOUN", "PROPN"):
                return False
            if token.lower in _TO_COME:
                return True
        return False

    def _actors_between(self, start: int, end: int) -> Iterator[ActorMention]:
        for mention in self._mentions_between(start, end):
            if isinstance(mention, ActorMention) and mention.actor_type != "civilians":
                yield mention

    def _mentions_between(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that begin in start..end."""
        return self.mentions[bisect_left(self._begins, start) : bisect_left(self._begins, end)]

    def _clause_end(self, token: Token) -> int:
        """Where what hangs on a noun ends: at a comma or the next finite verb."""
        for other in self.tokens[token.number + 1 : token.number + 16]:
            if other.sentence != token.sentence or other.text in (",", ";") or other.tag in ("VBD", "VBZ", "VBP", "MD"):
                return other.start
        return token.end + 80


@cache
def _ways(pack: Pack) -> frozenset[str]:
    """The verbs by which the pack's rules tell where a movement stands: cross, reach, head, stop."""
    rules = [r.rule for r in pack.rules.get("frames", ()) if isinstance(r.rule, FrameRule) and r.rule.phase is not None]
    return frozenset(verb.partition(" ")[0] for rule in rules for verb in rule.words.verbs)


def _plurals(pack: Pack) -> frozenset[str]:
    rows = (*pack.lexicons.get("people", ()), *pack.lexicons.get("groups", ()))
    return frozenset(key_of(e.phrase)[-1] for e in rows if e.get("number") != "one")


def _key(mention: ActorMention) -> str:
    return mention.actor_id or " ".join(key_of(mention.name))


class Antecedents:
    """The mentions met so far, asked for the one that a reference stands for."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._met: list[tuple[Mention, int]] = []
        self._vehicles: list[ObjectMention] = []
        self._bound: dict[str, frozenset[str]] = {}
        self._by_words: dict[str, ActorMention] = {}

    def add(self, mention: Mention) -> None:
        """Puts a mention among those that may be meant again."""
        self._met.append((mention, self._discourse.sentence_of(mention)))
        if isinstance(mention, ObjectMention) and mention.kind == "vehicle":
            self._bound[mention.id] = self._discourse.bound(mention) | self._bound.get(mention.corefers or "", frozenset())
            if not self._part(mention):
                self._vehicles.append(mention)
        elif isinstance(mention, ActorMention) and mention.rule != "reference.pronoun":
            head = self._discourse.head_of(mention)
            if head is not None:
                self._by_words[head.lower] = mention

    def _part(self, mention: ObjectMention) -> bool:
        """Whether counted vehicles only tell what an earlier convoy of the same sentence is made of."""
        sentence = self._discourse.sentence_of(mention)
        return self._discourse.counted(mention) and any(self._discourse.sentence_of(v) == sentence for v in self._vehicles[-2:])

    def vehicle(self, mention: ObjectMention) -> ObjectMention | None:
        """The last vehicles that a definite mention of vehicles fits: same kind of word, no other group on board, both one or
        both many. An ordinal is met by the same ordinal alone; "the convoy" passes over one that is only awaited ("when the second convoy
        arrives")."""
        bound = self._discourse.bound(mention)
        convoy = bool(_CONVOY & set(key_of(mention.text)))
        alone, ordinal = self._discourse.one_vehicle(mention), self._discourse.ordinal(mention)
        for earlier in reversed(self._vehicles[-12:]):
            other = self._bound[earlier.id]
            if (bound and other and not bound & other) or self._discourse.one_vehicle(earlier) != alone:
                continue
            other_ordinal = self._discourse.ordinal(earlier)
            if ordinal != other_ordinal and (ordinal is not None or self._discourse.awaited(earlier)):
                continue
            if convoy or _CONVOY & set(key_of(earlier.text)) or key_of(earlier.text)[-1:] == key_of(mention.text)[-1:]:
                return earlier
        return None

    def convoy(self, mention: ObjectMention) -> ObjectMention | None:
        """The convoy of one of the two sentences before, whose vehicles a bare plural tells more of."""
        found = self.vehicle(mention)
        if found is None or not _CONVOY & set(key_of(found.text)):
            return None
        return found if self._discourse.sentence_of(mention) - self._discourse.sentence_of(found) <= 2 else None

    def same_words(self, mention: ActorMention) -> ActorMention | None:
        """What a definite phrase for a group or people stands for: the last actor with the same head, or for "the group" the last group."""
        words = key_of(mention.name)
        if len(words) != 1 or mention.actor_type == "civilians":
            return None
        if words[0] in _GROUP_WORDS:
            return next((m for m, _ in reversed(self._met[-12:]) if isinstance(m, ActorMention) and m.actor_id and _a_group(m)), None)
        found = self._by_words.get(words[0])
        return found if found is not None and key_of(found.name) != words else None

    def last_actor(self, token: Token) -> Mention | None:
        """The actor or person named last before a token, for "the latter"."""
        return next(
            (m for m, s in reversed(self._met[-_MOST:]) if isinstance(m, ActorMention | PersonMention) and token.sentence - s <= 1), None
        )

    def singular(self, token: Token) -> Mention | None:
        """What "it" or "its" stands for; of "it crossed the desert" the vehicles told last, where any were told just before."""
        head = self._discourse.tokens[token.head]
        if token.relation == "nsubj" and head.lemma in self._discourse.ways and self._vehicles:
            last = self._vehicles[-1]
            if 0 <= token.sentence - self._discourse.sentence_of(last) <= 1 and self._one(last):
                return last
        return self._best(token, [m for m in self._near(token) if not isinstance(m, PersonMention) and self._one(m)])

    def plural(self, token: Token) -> Mention | None:
        """Whom "they", "them" or "their" stands for. After "with" and "and": whoever was named last ("X with their families")."""
        near = [m for m in self._near(token) if self._discourse.plural(m) and self._stands_alone(m)]
        before = self._discourse.tokens[token.number - 1].lower if token.number else ""
        if (token.lower == "their" and before in ("with", "and")) or (token.lower == "them" and before in ("of", "among")):
            same = [m for m in near if isinstance(m, ActorMention) and self._discourse.sentence_of(m) == token.sentence and not _tells(m)]
            return same[0] if same else self._best(token, near)
        return self._best(token, near)

    def person(self, token: Token) -> Mention | None:
        """Whom "he", "she" or "his" stands for."""
        return self._best(token, [m for m in self._near(token) if isinstance(m, PersonMention)])

    def _one(self, mention: Mention) -> bool:
        if isinstance(mention, ObjectMention):
            return mention.kind == "vehicle" and not self._discourse.plural(mention)
        head = self._discourse.head_of(mention)
        if not isinstance(mention, ActorMention) or (head is not None and head.tag in ("NNS", "NNPS") and mention.actor_id is None):
            return False
        return mention.actor_type != "civilians"

    def _stands_alone(self, mention: Mention) -> bool:
        return not isinstance(mention, ObjectMention) or mention.kind == "vehicle"

    def _near(self, token: Token) -> list[Mention]:
        found: list[Mention] = []
        for mention, sentence in reversed(self._met[-_MOST:]):
            if token.sentence - sentence >= _NEAR:
                break
            if mention.end <= token.start:
                found.append(mention)
        return found

    def _best(self, token: Token, candidates: Sequence[Mention]) -> Mention | None:
        """The nearest sentence first; in it a subject before another, of the same sentence the last one, of an earlier one the first."""
        best: tuple[tuple[int, bool, bool, int, int], Mention] | None = None
        for mention in candidates:
            sentence = self._discourse.sentence_of(mention)
            head = self._discourse.head_of(mention)
            relation = head.relation if head is not None else ""
            if relation in ("compound", "amod"):
                continue
            if head is not None and head.head == token.head and token.relation in ("obj", "iobj", "obl"):
                continue  # who does something to "it" is not it
            subject = 2 if relation.startswith("nsubj") else 1 if relation in ("obj", "root", "obl:agent") else 0
            order = mention.start if sentence == token.sentence else -mention.start
            many = token.lower in _MANY and head is not None and head.tag in ("NNS", "NNPS")
            rank = (sentence, not _tells(mention), many, subject, order)
            if best is None or rank > best[0]:
                best = rank, mention
        return best[1] if best is not None else None


def _tells(mention: Mention) -> bool:
    """Whether a mention is of those who only tell: a monitor, a medium, a source."""
    return isinstance(mention, ActorMention) and (
        mention.actor_type in ("media", "organisation") or key_of(mention.name)[-1:] == ("sources",)
    )


def _a_group(mention: ActorMention) -> bool:
    return mention.actor_type in ("rebel_group", "political_militia", "identity_militia", "organisation", "unknown")
