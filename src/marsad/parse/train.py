"""Trains the parser from Universal Dependencies treebanks: `python -m marsad.parse.train` (or `make model`)."""

import argparse
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import numpy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed
from thinc.api import Adam

from marsad.parse.augment import vary
from marsad.parse.lemmas import lemma_by_rule
from marsad.parse.measure import score
from marsad.parse.network import Words, arithmetic, build, save
from marsad.parse.sentences import LONGEST_SENTENCE
from marsad.parse.treebank import Tree, read_trees

SEED = 20170829
BATCH_WORDS = 1200
LEARN_RATE = 0.0015
DROPOUT = 0.15
EPOCHS = 14
OWN = Path(__file__).parent / "sentences_of_war.conllu"
OWN_TIMES = 5
OWN_SHARE = 1 / 3
GUM = "gum_news_interview_voyage_bio_by.conllu"


def treebanks() -> Path:
    """The folder of treebank files: $MARSAD_SHARED/corpora/ud, ../shared where that is not set."""
    return Path(os.environ.get("MARSAD_SHARED", "../shared")) / "corpora" / "ud"


def held_out_documents(folder: Path) -> list[str]:
    """Every eighth document of GUM, in the order of their names: kept out of training, for measuring."""
    lines = (folder / GUM).read_text(encoding="utf-8").splitlines()
    names = sorted({line.split("= ")[1] for line in lines if line.startswith("# newdoc id")})
    return names[::8]


def gum(folder: Path, *, held_out: bool) -> list[Tree]:
    """The trees of GUM that are held out, or the others."""
    out = tuple(held_out_documents(folder))
    return [tree for name, tree in _named(folder / GUM) if name.startswith(tuple(f"{o}-" for o in out)) == held_out]


def _named(path: Path) -> Iterator[tuple[str, Tree]]:
    names = [line.split("= ")[1].strip() for line in path.open(encoding="utf-8") if line.startswith("# sent_id")]
    yield from zip(names, read_trees(path), strict=True)


def learn_words(trees: Sequence[Tree]) -> Words:
    """The vocabulary, the parts of speech by tag and relation, and the lemmas that the rules get wrong."""
    counts: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    pos: defaultdict[str, Counter[str]] = defaultdict(Counter)
    lemmas: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for tree in trees:
        for at, word in enumerate(tree):
            lower = word.form.lower()
            counts[lower] += 1
            capital[lower] += word.form[:1].isupper() and (at > 0 or word.pos == "PROPN")
            pos[f"{word.tag} {word.relation}"][word.pos] += 1
            pos[word.tag][word.pos] += 1
            lemmas[f"{lower} {word.tag}"][word.lemma.lower()] += 1
    known = {word: 2 * capital[word] > n for word, n in counts.items() if n >= 2}
    wrong = {}
    for key, found in lemmas.items():
        lower, tag = key.split(" ")[0], key.rsplit(" ", 1)[1]
        best, n = max(found.items(), key=lambda item: (item[1], item[0]))
        if " " not in lower and best != lemma_by_rule(lower, tag) and (n >= 2) and best != "_":
            wrong[key] = best
    return Words(
        known, {key: max(sorted(c), key=lambda p: c[p]) for key, c in pos.items() if sum(c.values()) >= 2 or " " not in key}, wrong
    )


def example(nlp: Language, tree: Tree) -> Example:
    """A tree as spaCy learns it."""
    forms, spaces = [w.form for w in tree], [w.space for w in tree]
    starts = [i == 0 for i in range(len(tree))]
    gold = Doc(nlp.vocab, words=forms, spaces=spaces, tags=[w.tag for w in tree], heads=[w.head for w in tree],
               deps=["ROOT" if w.relation == "root" else w.relation for w in tree])  # fmt: skip
    return Example(Doc(nlp.vocab, words=forms, spaces=spaces, sent_starts=starts), gold)


def batches(trees: Sequence[Tree], random: Random) -> Iterator[list[Tree]]:
    """All trees in random order, in batches of about as many words."""
    order = list(range(len(trees)))
    random.shuffle(order)
    batch: list[Tree] = []
    words = 0
    for at in order:
        batch.append(trees[at])
        words += len(trees[at])
        if words >= BATCH_WORDS:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def train(folder: Path, out: Path, epochs: int) -> None:
    """Trains over the treebanks so many times, over our own sentences too in the last third, and keeps the averaged weights of that
    third that do best on the development part of EWT."""
    fix_random_seed(SEED)
    random = Random(SEED)
    trees = [*read_trees(folder / "en_ewt-train.conllu"), *gum(folder, held_out=False)]
    trees = [tree for tree in trees if len(tree) <= LONGEST_SENTENCE]
    dev = list(read_trees(folder / "en_ewt-dev.conllu"))
    words = learn_words(trees)
    nlp = build(words)
    nlp.initialize(lambda: [example(nlp, tree) for tree in trees])
    optimizer = Adam(LEARN_RATE, L2=0.01, grad_clip=1.0, L2_is_weight_decay=True, use_averages=True)
    began, best, step = time.monotonic(), 0.0, 0
    for epoch in range(epochs):
        joined = epoch >= int(epochs * (1 - OWN_SHARE))
        chosen = [*trees, *list(read_trees(OWN)) * OWN_TIMES] if joined else trees
        seen, whole = 0, sum(map(len, chosen))
        for batch in batches(chosen, random):
            done = (epoch + seen / whole) / epochs
            optimizer.learn_rate = LEARN_RATE * max(0.02, min(1.0, 1.6 * (1 - done))) * min(1.0, (step + 1) / 200)
            nlp.update([example(nlp, vary(tree, random)) for tree in batch], drop=DROPOUT, sgd=optimizer)
            seen += sum(map(len, batch))
            step += 1
        with nlp.use_params(optimizer.averages):
            found = score(nlp, dev)
            if joined and found.las > best:
                best = found.las
                save(nlp, words, out)
        print(f"{epoch + 1}/{epochs} {time.monotonic() - began:.0f} s, EWT dev: {found}", file=sys.stderr, flush=True)  # noqa: T201


def main() -> None:
    """Trains and writes the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "model")
    given = parser.parse_args()
    numpy.random.seed(SEED)
    with arithmetic():
        train(treebanks(), given.out, given.epochs)


if __name__ == "__main__":
    main()
