"""The network: one window encoder over hashed words, with a tagger and a transition parser that read it; how it is kept and loaded."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import spacy
from spacy.attrs import NORM
from spacy.language import Language
from thinc.api import use_ops
from threadpoolctl import ThreadpoolController

from marsad.parse.wordclasses import norms

WIDTH = 128
DEPTH = 4
ROWS = [6000, 1000, 3000, 2000]
PIPES = ("tok2vec", "tagger", "parser")


class Words(NamedTuple):
    """What training learnt beside the weights. `known`: words seen often enough -> whether they are mostly written with a capital;
    `pos`: Penn tag, a space, relation -> universal part of speech; `lemmas`: word, a space, tag -> lemma where the rules are wrong."""

    known: Mapping[str, bool]
    pos: Mapping[str, str]
    lemmas: Mapping[str, str]


@contextmanager
def arithmetic() -> Iterator[None]:
    """numpy's matrix products, twice as fast as those that spaCy takes unasked, on one thread: more only wait for each other."""
    with use_ops("numpy", use_blis=False), _threads().limit(limits=1, user_api="blas"):
        yield


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def build(words: Words) -> Language:
    """An untrained pipeline for a vocabulary; call it inside `arithmetic()`."""
    nlp = spacy.blank("xx")
    _teach_norms(nlp, words)
    embed = {"@architectures": "spacy.MultiHashEmbed.v2", "width": WIDTH, "rows": ROWS, "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
             "include_static_vectors": False}  # fmt: skip
    encode = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": WIDTH, "depth": DEPTH, "window_size": 1, "maxout_pieces": 3}
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "tok2vec"}
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": listener, "nO": None}
    parser = {"@architectures": "spacy.TransitionBasedParser.v2", "tok2vec": listener, "state_type": "parser", "extra_state_tokens": True,
              "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "nO": None}  # fmt: skip
    nlp.add_pipe("tok2vec", config={"model": {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}})
    nlp.add_pipe("tagger", config={"model": tagger})
    nlp.add_pipe("parser", config={"model": parser, "min_action_freq": 20, "learn_tokens": False})
    return nlp


def _teach_norms(nlp: Language, words: Words) -> None:
    nlp.vocab.lex_attr_getters[NORM] = norms(words.known)


def save(nlp: Language, words: Words, folder: Path) -> None:
    """Writes weights and words; the same training gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in PIPES:
        (folder / f"{name}.bin").write_bytes(nlp.get_pipe(name).to_bytes(exclude=["vocab"]))
    content = json.dumps(words._asdict(), ensure_ascii=False, sort_keys=True, indent=0)
    (folder / "words.json").write_text(content + "\n", encoding="utf-8")


def load(folder: Path) -> tuple[Language, Words]:
    """The pipeline and the words of a folder."""
    content: dict[str, Any] = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    words = Words(**content)
    with arithmetic():
        nlp = build(words)
        for name in PIPES:
            nlp.get_pipe(name).from_bytes((folder / f"{name}.bin").read_bytes(), exclude=["vocab"])
    for name in ("tagger", "parser"):
        for label in nlp.get_pipe(name).labels:
            for part in label.split("||"):
                nlp.vocab.strings.add(part)
    return nlp, words
