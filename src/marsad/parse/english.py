"""English text into sentences, tokens, tags and trees: the step `parse`, and `parse_many` for archives."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import NamedTuple

from spacy.attrs import DEP, HEAD, TAG
from spacy.language import Language
from spacy.tokens import Doc

from marsad.model.reading import Reading
from marsad.model.report import Sentence, Token
from marsad.pack.pack import Pack
from marsad.parse.casing import proper_tags, running_case
from marsad.parse.finite import with_finite_verbs
from marsad.parse.lemmas import lemma_by_rule
from marsad.parse.names import Group, join_names, part_names
from marsad.parse.network import PIPES, Words, arithmetic, load
from marsad.parse.particles import with_particles
from marsad.parse.sentences import Stretch, split

BATCH_SENTENCES = 256
BATCH_CHARACTERS = 200_000
MOST_STRINGS = 400_000


class Sheet(NamedTuple):
    """A sentence on its way to the network: its tokens, grouped into the words that the network sees; whether they are cased as written."""

    stretch: Stretch
    groups: Sequence[Group]
    words: Sequence[str]
    as_written: bool


class Tree(NamedTuple):
    """What the network says of a sentence, one entry a token: tags, heads counted inside the sentence, relations."""

    tags: Sequence[str]
    heads: Sequence[int]
    relations: Sequence[str]


def parse(reading: Reading, pack: Pack) -> Reading:
    """The Reading with its sentences and tokens."""
    return next(parse_many((reading,), pack))


def parse_many(readings: Iterable[Reading], pack: Pack) -> Iterator[Reading]:
    """The Readings with their sentences and tokens, in order; short reports share the network's batches."""
    waiting: list[Reading] = []
    size = 0
    for reading in readings:
        waiting.append(reading)
        size += len(reading.report.text)
        if size >= BATCH_CHARACTERS:
            yield from _parse_batch(waiting, pack)
            waiting, size = [], 0
    yield from _parse_batch(waiting, pack)


def _parse_batch(readings: Sequence[Reading], pack: Pack) -> Iterator[Reading]:
    words = loaded()[1]
    sheets = [_sheets(reading.report.text, pack, words) for reading in readings]
    trees = _trees([sheet for of_report in sheets for sheet in of_report])
    for reading, of_report in zip(readings, sheets, strict=True):
        yield _written(reading, of_report, trees)


def _sheets(text: str, pack: Pack, words: Words) -> list[Sheet]:
    """The sentences of a text with the words that the network shall see."""
    names = join_names(text, pack.scan(text), words.known)
    sheets = []
    for stretch in split(text, words.known, _vocabulary()):
        written = [piece.text for piece in stretch.pieces]
        cased = running_case(written, words.known)
        groups = names(stretch.pieces, cased)
        seen = cased if len(groups) == len(cased) else [" ".join(cased[g.first : g.last]) for g in groups]
        sheets.append(Sheet(stretch, groups, seen, cased is written))
    return sheets


def _trees(sheets: Sequence[Sheet]) -> Iterator[Tree]:
    """The tree of each sheet, in order, computed batch by batch."""
    nlp = loaded()[0]
    pipes = [nlp.get_pipe(name) for name in PIPES]
    for at in range(0, len(sheets), BATCH_SENTENCES):
        batch = sheets[at : at + BATCH_SENTENCES]
        docs = [Doc(nlp.vocab, words=[_encodable(w) for w in s.words], sent_starts=[i == 0 for i in range(len(s.words))]) for s in batch]
        with arithmetic():
            for pipe in pipes:
                pipe.set_annotations(docs, pipe.predict(docs))
        for sheet, doc in zip(batch, docs, strict=True):
            yield _tree(sheet, doc)


def _tree(sheet: Sheet, doc: Doc) -> Tree:
    columns = doc.to_array([TAG, HEAD, DEP])
    name = _string
    tags: Sequence[str] = [name(tag) for tag in columns[:, 0].tolist()]
    if sheet.as_written:
        tags = proper_tags(sheet.words, tags, loaded()[1].known)
    heads: Sequence[int] = [at + step for at, step in enumerate(columns[:, 1].astype("int64").tolist())]
    relations: Sequence[str] = [name(label) for label in columns[:, 2].tolist()]
    tags, heads, relations = with_finite_verbs(*with_particles(sheet.words, tags, heads, relations))
    if len(sheet.groups) == len(sheet.stretch.pieces):
        return Tree(tags, heads, relations)
    return Tree(*part_names(sheet.groups, tags, heads, relations, [piece.text for piece in sheet.stretch.pieces]))


def _written(reading: Reading, sheets: Sequence[Sheet], trees: Iterator[Tree]) -> Reading:
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    pos = loaded()[1].pos
    for index, sheet in enumerate(sheets):
        pieces, kind = sheet.stretch
        tree = next(trees)
        first = len(tokens)
        for at, (piece, tag, head, relation) in enumerate(zip(pieces, tree.tags, tree.heads, tree.relations, strict=True)):
            lower = piece.text.lower()
            universal = pos.get(f"{tag} {relation}") or pos.get(tag, "X")
            lemma = _lemma(lower, tag)
            tokens.append(
                Token(first + at, piece.start, piece.end, piece.text, lower, lemma, tag, universal, first + head, relation, index)
            )
        sentences.append(Sentence(index, pieces[0].start, pieces[-1].end, first, len(tokens), kind))
    return reading.with_parse(sentences, tokens)


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(loaded()[1].known)


@lru_cache(maxsize=100_000)
def _lemma(lower: str, tag: str) -> str:
    return loaded()[1].lemmas.get(f"{lower} {tag}") or lemma_by_rule(lower, tag)


@lru_cache(maxsize=4_000)
def _string(key: int) -> str:
    """The tag or relation of a hash; the treebanks' `root` is spaCy's `ROOT`."""
    found = str(loaded()[0].vocab.strings[key])
    return "root" if found == "ROOT" else found


def _encodable(word: str) -> str:
    """The word without lone surrogates, which no string store takes."""
    return word if word.isascii() else word.encode("utf-8", "replace").decode("utf-8")


def loaded() -> tuple[Language, Words]:
    """The network and its words; loaded afresh where an archive has filled its string store."""
    nlp, words = _load_once()
    if len(nlp.vocab.strings) > MOST_STRINGS:
        _load_once.cache_clear()
        nlp, words = _load_once()
    return nlp, words


@cache
def _load_once() -> tuple[Language, Words]:
    with as_file(files("marsad.parse").joinpath("model")) as folder:
        return load(folder)
