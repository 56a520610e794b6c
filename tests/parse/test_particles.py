import pytest

from marsad.parse.particles import phrasal_verbs, with_particles


def test_a_particle_behind_the_object_goes_to_its_verb():
    words = "They handed the bodies over to them".split()
    tags = "PRP VBD DT NNS RB IN PRP".split()
    relations = "nsubj root det obj case case obl".split()
    tags, heads, relations = with_particles(words, tags, [1, 1, 3, 1, 6, 6, 1], relations)
    assert (tags[4], heads[4], relations[4]) == ("RP", 1, "compound:prt")
    assert (heads[6], relations[6]) == (1, "obl")


def test_what_hung_on_the_particle_goes_to_the_verb_too():
    words = "They handed bodies over to us".split()
    _, heads, _ = with_particles(words, "PRP VBD NNS RB IN PRP".split(), [1, 1, 1, 1, 5, 3], "nsubj root obj advmod case obl".split())
    assert heads[5] == 1


@pytest.mark.parametrize(
    ("words", "tags", "heads", "relations"),
    [
        ("They flew over to Aden", "PRP VBD RB IN NNP", [1, 1, 1, 4, 1], "nsubj root advmod case obl"),
        ("They took over 30 towns", "PRP VBD RB CD NNS", [1, 1, 3, 4, 1], "nsubj root advmod nummod obj"),
        ("over to us", "IN IN PRP", [2, 2, 2], "case case root"),
    ],
)
def test_other_words_stay_where_they_are(words, tags, heads, relations):
    given = (tags.split(), heads, relations.split())
    assert with_particles(words.split(), *given) == given


def test_trees_of_deals(drawn):
    assert {"handed: over compound:prt", "handed: army obl"} <= set(
        drawn("The militia handed the bodies of three soldiers over to the army.")
    )
    assert "pull: out compound:prt" in drawn("Hezbollah fighters are expected to pull out of the barrens.")


def test_the_list_of_verbs_is_whole():
    assert all(set(row.values()) - {""} and row["object"] in ("yes", "no") for row in phrasal_verbs())
    assert all(all(row.values()) for row in phrasal_verbs())
