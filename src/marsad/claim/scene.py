"""One sentence as the rules see it: its tree, the mentions on its words, and the triggers that fit."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from marsad.claim.clauses import Clause, clause_of
from marsad.claim.tree import Heads, Tree
from marsad.claim.triggers import Trigger, fits
from marsad.model.mention import ActorMention, Mention, PlaceMention, QuantityMention
from marsad.model.reading import Reading
from marsad.model.report import Sentence, Token
from marsad.pack.words import key_of

ACTING_STATE = "acting_state"  # stands among the words of a sentence in which a country is the subject of a verb


class Counts:
    """The quantities of a report by the token that they count: "at least 2000 people" stands on "people", "killed five" on "five"."""

    def __init__(self, reading: Reading, heads: Heads) -> None:
        self.by_id: dict[str, QuantityMention] = {}
        self.parts: dict[str, list[QuantityMention]] = defaultdict(list)
        self._by_token: dict[int, list[QuantityMention]] = defaultdict(list)
        for mention in reading.mentions:
            if not isinstance(mention, QuantityMention):
                continue
            self.by_id[mention.id] = mention
            if mention.part_of is not None:
                self.parts[mention.part_of].append(mention)
            start, end = mention.start, mention.end
            if mention.what_start is not None and mention.what_end is not None:
                start, end = mention.what_start, mention.what_end
            for number in {
                head.number for head in (heads.head_of(start, end), heads.head_of(mention.start, mention.end)) if head is not None
            }:
                self._by_token[number].append(mention)

    def whole(self, quantity: QuantityMention) -> QuantityMention:
        """The quantity that includes this one and all others it is a part of; itself where none does."""
        for _ in range(4):
            outer = self.by_id.get(quantity.part_of or "")
            if outer is None:
                break
            quantity = outer
        return quantity

    def of(self, token: Token) -> list[QuantityMention]:
        """The quantities that count what a token names."""
        return self._by_token.get(token.number, [])


@dataclass(slots=True)
class Scene:
    """`events`: token number -> the triggers that fit it, each with its words; `acts`: the tokens that were read as acts, not as
    the toll of one; `lent`: words that the sentence before lends to rules that ask for words of war."""

    tree: Tree
    heads: Heads
    counts: Counts
    events: dict[int, list[tuple[Trigger, list[Token]]]] = field(default_factory=dict)
    acts: set[int] = field(default_factory=set)
    lent: frozenset[str] = frozenset()
    _clauses: dict[int, Clause] = field(default_factory=dict)
    _words: set[str] = field(default_factory=set)
    _mentions: list[Mention] | None = None

    @property
    def words(self) -> set[str]:
        """All words of the sentence, as they stand and as lemmas, those of what its pronouns stand for, and the types of its actors;
        a country that acts counts as one of type `acting_state`."""
        if not self._words:
            self._words.update(form for t in self.tree.tokens for form in (t.lemma, t.lower))
            for token in self.tree.tokens:
                for mention in self.heads.of(token):
                    root = self.heads.root(mention)
                    if root is not mention:
                        self._words.update(key_of(root.text))
                    if isinstance(root, ActorMention):
                        self._words.add(root.actor_type)
                    elif isinstance(root, PlaceMention) and root.kind == "country" and token.relation in ("nsubj", "nsubj:pass"):
                        self._words.add(ACTING_STATE)
        return self._words

    @property
    def mentions(self) -> list[Mention]:
        """The mentions of the sentence, in the order of the text."""
        if self._mentions is None:
            found = {m.id: m for token in self.tree.tokens for m in self.heads.of(token)}
            self._mentions = sorted(found.values(), key=lambda m: (m.start, -m.end))
        return self._mentions

    def clause(self, token: Token) -> Clause:
        """The clause of a token, made once."""
        made = self._clauses.get(token.number)
        if made is None:
            made = self._clauses[token.number] = clause_of(self.tree, token)
        return made


def scene_of(reading: Reading, sentence: Sentence, heads: Heads, counts: Counts, index: Mapping[str, tuple[Trigger, ...]]) -> Scene | None:
    """The scene of a sentence; None where no word of it could make a rule speak, which is most of the work saved."""
    if not any(t.lemma in index for t in reading.tokens[sentence.first : sentence.last]):
        return None
    tree = Tree(reading, sentence)
    scene = Scene(tree, heads, counts)
    names = _names(scene)
    for token in tree.tokens:
        if token.number in names:
            continue
        fitting = [(t, words) for t in index.get(token.lemma, ()) if (words := fits(t, token, tree)) is not None]
        if fitting:
            scene.events[token.number] = fitting
    return scene if scene.events else None


def _names(scene: Scene) -> set[int]:
    """The words inside names of organisations, which tell of no act: the liberation of a Liberation Front. The last one may be an act's
    word ("a Taliban attack")."""
    found: set[int] = set()
    for mention in scene.mentions:
        if isinstance(mention, ActorMention) and (mention.actor_id or mention.actor_type in ("organisation", "media")):
            inside = [t.number for t in scene.tree.tokens if mention.start <= t.start and t.end <= mention.end]
            found.update(inside[:-1])
    return found
