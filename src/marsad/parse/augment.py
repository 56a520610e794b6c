"""Variants of treebank trees that teach the parser the words, casing and lost punctuation of reports."""

from random import Random

from marsad.parse.insertions import make_headline, say_how_many, say_of_whom, say_when, swap_particles
from marsad.parse.treebank import Tree, Word, join_groups
from marsad.parse.wordclasses import war_words

_VERBS = {"VBP": "VB", "VBD": "VBD", "VBN": "VBN", "VBG": "VBG", "VB": "VB", "VBZ": "VBZ"}
_OFTEN_LOST = frozenset({",", "'", "’", "'s", "-"})
_INSERTIONS = ((say_when, 0.15), (say_how_many, 0.12), (say_of_whom, 0.08), (make_headline, 0.06))


def vary(tree: Tree, random: Random) -> Tree:
    """One variant of a tree: always another mixture of swapped words, phrases put in, joined names, casing and lost punctuation."""
    if random.random() < 0.5:
        tree = swap_words(tree, random, 0.2)
    if random.random() < 0.7:
        tree = swap_particles(tree, random)
    for change, share in _INSERTIONS:
        if random.random() < share:
            tree = change(tree, random)
    if random.random() < 0.4:
        tree = join_names(tree, random)
    if random.random() < 0.12:
        tree = lose_punctuation(tree, random)
    if random.random() < 0.08:
        tree = recase(tree, random)
    return tree


def swap_words(tree: Tree, random: Random, share: float) -> Tree:
    """Nouns, and verbs that take a noun or nothing beside them, become words of war of the same tag and use."""
    with_object = {w.head for w in tree if w.relation in ("obj", "nsubj:pass", "obl:agent")}
    with_subject = {w.head for w in tree if w.relation == "nsubj"}
    clausal = {w.head for w in tree if w.relation in ("xcomp", "ccomp", "iobj", "compound:prt", "csubj", "cop", "aux:pass")}
    words = war_words()

    def swapped(at: int, word: Word) -> Word:
        key = word.tag
        if word.tag in _VERBS:
            if word.pos != "VERB" or (at in clausal and not (at in with_object and word.tag == "VBN")):
                return word
            use = "object" if at in with_object else "none" if at in with_subject else ""
            key = f"{_VERBS[word.tag]} {use}"
        if key not in words or random.random() > share:
            return word
        if word.tag == "NNP" and (word.relation in ("compound", "flat") or not word.form.istitle()):
            return word
        new = random.choice(words[key])
        return word._replace(form=_cased_like(word.form, new, word.tag), lemma=new)

    return tuple(swapped(at, word) for at, word in enumerate(tree))


def _cased_like(old: str, new: str, tag: str) -> str:
    if old.isupper() and len(old) > 1:
        return new.upper()
    return new.title() if old[:1].isupper() or tag == "NNP" else new


def join_names(tree: Tree, random: Random) -> Tree:
    """Names of several words become one, as known names do at run time."""
    groups: list[list[int]] = []
    for at, word in enumerate(tree):
        last = groups[-1] if groups else []
        in_name = bool(last) and word.tag in ("NNP", "NNPS") and all(tree[i].tag in ("NNP", "NNPS") for i in last)
        if in_name and tree[at - 1].space and _one_top(tree, [*last, at]):
            last.append(at)
        else:
            groups.append([at])
    chosen = [group if len(group) > 1 and random.random() < 0.7 else None for group in groups]
    return join_groups(tree, [g for group, kept in zip(groups, chosen, strict=True) for g in ([kept] if kept else [[i] for i in group])])


def _one_top(tree: Tree, group: list[int]) -> bool:
    """Whether a group hangs together under one of its words, and nothing outside hangs on the others."""
    inside = set(group)
    tops = [i for i in group if tree[i].head not in inside or tree[i].head == i]
    low, high = group[0], group[-1]
    strangers = any(w.head in inside and w.head != tops[0] and not low <= i <= high for i, w in enumerate(tree))
    return len(tops) == 1 and not strangers


def lose_punctuation(tree: Tree, random: Random) -> Tree:
    """Commas, apostrophes or the final stop are gone."""
    everything = random.random() < 0.5
    heads = {w.head for i, w in enumerate(tree) if w.head != i}
    kept = []
    for at, word in enumerate(tree):
        lost = word.form in _OFTEN_LOST or (word.form in (".", '"', "“", "”") and (at == len(tree) - 1 or everything))
        if not (lost and word.relation in ("punct", "case") and at not in heads and (everything or random.random() < 0.5)):
            kept.append(at)
    place = {old: new for new, old in enumerate(kept)}
    if len(kept) < 2:
        return tree
    return tuple(tree[i]._replace(head=place[tree[i].head]) for i in kept)


def recase(tree: Tree, random: Random) -> Tree:
    """All lower case, ALL CAPS or Title Case."""
    change = random.choice((str.lower, str.upper, str.title))
    return tuple(word._replace(form=change(word.form)) for word in tree)
