"""The figures of the model card, docs/parser.md: `python -m marsad.parse.card` prints them anew."""

import hashlib
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.pack.load import load_pack
from marsad.parse.english import loaded, parse_many
from marsad.parse.measure import Score, score
from marsad.parse.train import OWN, gum, treebanks
from marsad.parse.treebank import Tree, read_trees

SENTENCES_A_TEXT = 20


def digest() -> str:
    """SHA-256 of the weights and words of the committed model, in the order of their names."""
    whole = hashlib.sha256()
    for name in ("parser.bin", "tagger.bin", "tok2vec.bin", "words.json"):
        whole.update(files("marsad.parse").joinpath("model", name).read_bytes())
    return whole.hexdigest()


def as_text(trees: Sequence[Tree]) -> tuple[str, list[tuple[int, int, int, str]]]:
    """A text of the trees' words, and each word's start, end, the start of its head's and its relation; punctuation is left out."""
    text = ""
    words = []
    for tree in trees:
        starts = []
        for word in tree:
            starts.append(len(text))
            text += word.form + (" " if word.space else "")
        text = text.rstrip() + " "
        words += [(starts[at], starts[at] + len(w.form), starts[w.head], w.relation) for at, w in enumerate(tree) if w.relation != "punct"]
    return text, words


def score_from_text(trees: Sequence[Tree]) -> Score:
    """The score from running text, cut into sentences and words by the parser itself: per cent of the trees' words that are there with
    their head, and with head and relation; in the place of tags the share of words that are cut alike."""
    chunks = [trees[at : at + SENTENCES_A_TEXT] for at in range(0, len(trees), SENTENCES_A_TEXT)]
    written = [as_text(chunk) for chunk in chunks]
    readings = parse_many((Reading(report=Report(str(i), text)) for i, (text, _) in enumerate(written)), load_pack("base-en"))
    heads = labels = cut = counted = 0
    for (_, words), reading in zip(written, readings, strict=True):
        spans = {(t.start, t.end): (reading.tokens[t.head].start, t.relation) for t in reading.tokens}
        for start, end, head, relation in words:
            found = spans.get((start, end))
            counted += 1
            cut += found is not None
            heads += found is not None and found[0] == head
            labels += found == (head, relation)
    return Score(100 * heads / counted, 100 * labels / counted, 100 * cut / counted)


def speed(texts: Sequence[str]) -> tuple[float, float]:
    """Tokens and sentences that a second of one core reads, raw text in."""
    pack = load_pack("syria")
    readings = [Reading(report=Report(str(i), text)) for i, text in enumerate(texts)]
    list(parse_many(readings[:3], pack))
    began = time.process_time()
    done = list(parse_many(readings, pack))
    seconds = time.process_time() - began
    return sum(len(r.tokens) for r in done) / seconds, sum(len(r.sentences) for r in done) / seconds


def figures(war: Path) -> Iterator[str]:
    """The lines of the card; `war`: the file of our own test sentences."""
    folder = treebanks()
    test = list(read_trees(folder / "en_ewt-test.conllu"))
    nlp = loaded()[0]
    yield f"digest {digest()}"
    yield f"EWT dev: {score(nlp, read_trees(folder / 'en_ewt-dev.conllu'))}"
    yield f"EWT test: {score(nlp, test)}"
    yield f"GUM held out: {score(nlp, gum(folder, held_out=True))}"
    yield f"war sentences: {score(nlp, read_trees(war))}"
    yield f"own sentences, trained on: {score(nlp, read_trees(OWN))}"
    for name, trees in (("EWT test", test), ("GUM held out", gum(folder, held_out=True)), ("war sentences", list(read_trees(war)))):
        raw = score_from_text(trees)
        yield f"{name} from running text: UAS {raw.uas:.2f}, LAS {raw.las:.2f}, words cut alike {raw.tags:.2f}"
    tokens, sentences = speed([as_text(test[at : at + SENTENCES_A_TEXT])[0] for at in range(0, len(test), SENTENCES_A_TEXT)])
    yield f"speed: {tokens:.0f} tokens/s, {sentences:.0f} sentences/s"


if __name__ == "__main__":
    for line in figures(Path("tests/parse/war_sentences.conllu")):
        print(line, file=sys.stdout, flush=True)  # noqa: T201
