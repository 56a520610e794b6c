"""How well the network does on trees that people made."""

from collections.abc import Iterable
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from marsad.parse.lemmas import lemma_by_rule
from marsad.parse.network import Words
from marsad.parse.treebank import Tree


class Score(NamedTuple):
    """Per cent of words: right head; right head and relation; right Penn tag. Punctuation counts for tags alone."""

    uas: float
    las: float
    tags: float

    def __str__(self) -> str:
        return f"UAS {self.uas:.2f}, LAS {self.las:.2f}, tags {self.tags:.2f}"


def score(nlp: Language, trees: Iterable[Tree]) -> Score:
    """The score on sentences and words as the trees have them."""
    kept = list(trees)
    docs = [Doc(nlp.vocab, words=[w.form for w in tree], sent_starts=[i == 0 for i in range(len(tree))]) for tree in kept]
    heads = labels = tags = counted = words = 0
    for doc, tree in zip(nlp.pipe(docs, batch_size=64), kept, strict=True):
        for token, gold in zip(doc, tree, strict=True):
            words += 1
            tags += token.tag_ == gold.tag
            if gold.relation != "punct":
                counted += 1
                right = token.head.i == gold.head
                heads += right
                labels += right and token.dep_.replace("ROOT", "root") == gold.relation
    return Score(100 * heads / counted, 100 * labels / counted, 100 * tags / words)


def lemma_score(words: Words, trees: Iterable[Tree]) -> float:
    """Per cent of right lemmas, case left aside, from right tags."""
    pairs = [
        (word, words.lemmas.get(f"{word.form.lower()} {word.tag}") or lemma_by_rule(word.form.lower(), word.tag))
        for t in trees
        for word in t
    ]
    return 100 * sum(word.lemma.lower() == lemma for word, lemma in pairs) / len(pairs)
