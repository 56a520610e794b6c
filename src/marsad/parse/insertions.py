"""What reports are full of and treebanks lack, put into treebank trees: when, how many, of whom, bare headlines and particles."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from random import Random
from typing import NamedTuple

from marsad.parse.particles import phrasal_verbs
from marsad.parse.treebank import Tree, Word

_CLAUSES = frozenset({"advcl", "ccomp", "xcomp", "acl", "acl:relcl", "advcl:relcl", "conj", "parataxis", "csubj", "list"})
_COUNTED = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj", "obl:agent"})
_LAST = frozenset({"obj", "nsubj:pass", "obl", "nmod", "root", "nsubj"})
_FORMS = {"VB": "base", "VBP": "base", "VBD": "past", "VBN": "participle", "VBG": "gerund", "VBZ": "third"}


class Part(NamedTuple):
    """A word of a phrase; `step` leads from its place to its head, 0 where it hangs outside the phrase."""

    form: str
    tag: str
    relation: str
    step: int


@cache
def _phrases() -> Mapping[str, tuple[tuple[Part, ...], ...]]:
    """Kind of phrase -> the phrases, as phrases.csv writes them: form/tag/relation/step for each word."""
    found: dict[str, list[tuple[Part, ...]]] = {}
    for row in csv.DictReader(files("marsad.parse").joinpath("phrases.csv").read_text(encoding="utf-8").splitlines()):
        parts = [word.rsplit("/", 3) for word in row["phrase"].split()]
        found.setdefault(row["kind"], []).append(tuple(Part(form, tag, relation, int(step)) for form, tag, relation, step in parts))
    return {kind: tuple(phrases) for kind, phrases in found.items()}


@cache
def _phrasal_verbs() -> Mapping[bool, tuple[Mapping[str, str], ...]]:
    """Whether a verb with a particle takes an object -> the rows of phrasal.csv."""
    return {takes: tuple(row for row in phrasal_verbs() if (row["object"] == "yes") == takes) for takes in (True, False)}


def insert(tree: Tree, at: int, phrase: Sequence[Part], head: int, relation: str = "") -> Tree:
    """The tree with a phrase before its word `at`; the phrase's top hangs on the word `head`, by its own relation or another."""
    grown = len(phrase)
    old = [word._replace(head=word.head + grown * (word.head >= at)) for word in tree]
    above = head + grown * (head >= at)
    new = [Word(p.form, p.form.lower(), "X", p.tag, at + i + p.step if p.step else above,
                p.relation if p.step or not relation else relation, True) for i, p in enumerate(phrase)]  # fmt: skip
    return (*old[:at], *new, *old[at:])


def say_when(tree: Tree, random: Random) -> Tree:
    """A time behind a verb and before the clause that it brings ("said two days ago that ..."), or at the end of a plain sentence."""
    phrase = random.choice(_phrases()["when"])
    for at, word in enumerate(tree):
        clause = tree[word.head]
        verb = clause.head
        if word.relation == "mark" and word.form.lower() == "that" and clause.relation == "ccomp" and verb == at - 1:
            return insert(tree, at, phrase, verb)
    root = _root(tree)
    end = _end(tree)
    behind = [word for word in tree[root + 1 : end] if word.head == root]
    plain = tree[root].tag in ("VBD", "VBN") and behind and not any(word.relation in _CLAUSES for word in tree[root + 1 : end])
    if not plain or any(word.relation in ("obl:unmarked", "punct") for word in behind):
        return tree
    return insert(tree, end, phrase, root)


def say_how_many(tree: Tree, random: Random) -> Tree:
    """A number, or a measure such as "hundreds of", before a bare plural noun."""
    heads = {word.head for at, word in enumerate(tree) if word.head > at}
    bare = [at for at, word in enumerate(tree) if word.tag == "NNS" and word.relation in _COUNTED and at not in heads and at]
    cased = [at for at, word in enumerate(tree) if word.tag == "NNS" and word.relation in _COUNTED and at and at in heads
             and all(w.relation == "case" for i, w in enumerate(tree[:at]) if w.head == at)]  # fmt: skip
    if not bare and not cased:
        return tree
    at = random.choice(bare + cased)
    if random.random() < 0.7:
        return insert(tree, at, random.choice(_phrases()["number"]), at)
    measure, of = random.choice(_phrases()["measure"])
    grown = insert(tree, at, (measure, of._replace(step=1)), tree[at].head, tree[at].relation)
    counted = at + 2
    return tuple(
        word._replace(head=at, relation="nmod") if i == counted else word._replace(head=at) if word.head == counted and i < at else word
        for i, word in enumerate(grown)
    )


def say_of_whom(tree: Tree, random: Random) -> Tree:
    """ "..., including two children" behind a noun in the plural or a number that ends the sentence."""
    end = _end(tree)
    last = end - 1
    if last < 1 or tree[last].tag not in ("NNS", "CD") or tree[last].relation not in _LAST or tree[last].head == last:
        return tree
    return insert(tree, end, random.choice(_phrases()["including"]), last)


def swap_particles(tree: Tree, random: Random) -> Tree:
    """Verbs with a particle become those of reports: handed over, sealed off, broke out."""
    new = list(tree)
    for at, word in enumerate(tree):
        verb = tree[word.head]
        if word.relation != "compound:prt" or word.head >= at or verb.tag not in _FORMS or random.random() < 0.3:
            continue
        takes = (
            verb.relation == "acl" and verb.tag == "VBN" or any(w.head == word.head and w.relation in ("obj", "nsubj:pass") for w in tree)
        )
        row = random.choice(_phrasal_verbs()[takes])
        form = row[_FORMS[verb.tag]]
        new[word.head] = verb._replace(form=form.title() if verb.form[:1].isupper() else form, lemma=row["base"])
        new[at] = word._replace(form=row["particle"], lemma=row["particle"])
    return tuple(new)


def make_headline(tree: Tree, random: Random) -> Tree:
    """A sentence as a headline: no articles, no auxiliaries of the passive, no full stop; half of them with Capitals."""
    root = _root(tree)
    heads = {word.head for at, word in enumerate(tree) if word.head != at}
    lost = {at for at, word in enumerate(tree) if at not in heads and (
            (word.relation == "det" and word.form.lower() in ("a", "an", "the")) or (word.head == root and word.relation == "aux:pass")
            or (at == len(tree) - 1 and word.form == "."))}  # fmt: skip
    kept = [at for at in range(len(tree)) if at not in lost]
    if tree[root].pos != "VERB" or len(kept) < 4:
        return tree
    place = {old: new for new, old in enumerate(kept)}
    titled = random.random() < 0.5
    words = [tree[at]._replace(head=place[tree[at].head]) for at in kept]
    return tuple(_capital(word, titled or at == 0) for at, word in enumerate(words))


def _capital(word: Word, wanted: bool) -> Word:
    return word._replace(form=word.form[:1].upper() + word.form[1:]) if wanted and word.tag not in ("IN", "TO", "CC", "DT") else word


def _root(tree: Tree) -> int:
    return next(at for at, word in enumerate(tree) if word.head == at)


def _end(tree: Tree) -> int:
    """Where the words end: before the full stop, if there is one."""
    return len(tree) - 1 if tree[-1].relation == "punct" and tree[-1].form == "." else len(tree)
