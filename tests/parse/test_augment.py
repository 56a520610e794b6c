from random import Random

import pytest

from marsad.parse.augment import join_names, lose_punctuation, recase, swap_words, vary
from marsad.parse.insertions import make_headline, say_how_many, say_of_whom, say_when, swap_particles
from marsad.parse.train import OWN
from marsad.parse.treebank import Tree, Word, read_trees

OWN_TREES = list(read_trees(OWN))


def tree(*words: str) -> Tree:
    """Words as form|TAG|relation|head, heads counted from 1, 0 for the root."""
    rows = [word.rsplit("|", 3) for word in words]
    kinds = {"V": "VERB", "N": "NOUN"}
    return tuple(
        Word(form, form.lower(), kinds.get(tag[0], "X"), tag, int(head) - 1 if int(head) else at, relation, True)
        for at, (form, tag, relation, head) in enumerate(rows)
    )


def read(made: Tree) -> str:
    return " ".join(word.form for word in made)


def arc(made: Tree, form: str) -> tuple[str, str]:
    word = next(w for w in made if w.form == form)
    return made[word.head].form, word.relation


SAID = tree("They|PRP|nsubj|2", "said|VBD|root|0", "that|IN|mark|5", "he|PRP|nsubj|5", "left|VBD|ccomp|2", ".|.|punct|2")
KILLED = tree(
    "The|DT|det|2", "men|NNS|nsubj:pass|4", "were|VBD|aux:pass|4", "killed|VBN|root|0", "in|IN|case|6", "raids|NNS|obl|4", ".|.|punct|4"
)


@pytest.mark.parametrize(
    "change", [say_when, say_how_many, say_of_whom, swap_particles, make_headline, vary, join_names, lose_punctuation, recase]
)
def test_every_variant_is_a_tree(change):
    random = Random(7)
    for made in (change(given, random) for given in OWN_TREES for _ in range(3)):
        assert [word.relation == "root" for word in made] == [word.head == at for at, word in enumerate(made)]
        assert sum(word.relation == "root" for word in made) == 1
        for at in range(len(made)):
            seen = set()
            while made[at].head != at:
                assert at not in seen
                seen.add(at)
                at = made[at].head


def test_a_time_comes_between_a_verb_and_its_clause():
    made = say_when(SAID, Random(2))
    assert read(made).startswith("They said ")
    assert not read(made).startswith("They said that")
    assert arc(made, "left") == ("said", "ccomp")
    assert arc(made, "that") == ("left", "mark")


def test_a_measure_takes_the_place_of_what_it_counts():
    made = next(m for m in (say_how_many(KILLED, Random(seed)) for seed in range(99)) if " of raids" in read(m))
    assert arc(made, "raids")[1] == "nmod"
    assert arc(made, arc(made, "raids")[0]) == ("killed", "obl")
    assert arc(made, "in")[0] == arc(made, "raids")[0]


def test_a_headline_has_lost_its_small_words():
    assert read(make_headline(KILLED, Random(1))).lower() == "men killed in raids"
    assert arc(make_headline(KILLED, Random(4)), make_headline(KILLED, Random(4))[0].form)[1] == "nsubj:pass"


def test_verbs_are_swapped_for_verbs_of_the_same_use():
    left = tree("He|PRP|nsubj|2", "left|VBD|root|0", "town|NN|obj|2")
    gone = tree("He|PRP|nsubj|2", "went|VBD|root|0")
    taking = {swap_words(left, Random(seed), 1.0)[1].form for seed in range(60)}
    alone = {swap_words(gone, Random(seed), 1.0)[1].form for seed in range(60)}
    assert "shelled" in taking
    assert "withdrew" in alone
    assert not taking & alone


def test_the_same_seed_gives_the_same_variants():
    first, second = Random(3), Random(3)
    assert [vary(t, first) for t in OWN_TREES] == [vary(t, second) for t in OWN_TREES]
