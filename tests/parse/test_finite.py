from marsad.parse.finite import with_finite_verbs


def test_a_finite_verb_before_a_noun_gets_it_as_its_object():
    # police condemned attacks and promised aid
    tags = ["NNS", "VBD", "NNS", "CC", "VBD", "NN"]
    heads, relations = [1, 1, 1, 5, 5, 1], ["nsubj", "root", "obj", "cc", "amod", "conj"]
    found = with_finite_verbs(tags, heads, relations)
    assert found == (tags, [1, 1, 1, 4, 1, 4], ["nsubj", "root", "obj", "cc", "conj", "obj"])


def test_it_is_the_root_where_a_noun_was():
    # envoys , held talks with rebels
    tags = ["NNS", ",", "VBD", "NNS", "IN", "NNS"]
    heads, relations = [0, 3, 3, 0, 5, 3], ["root", "punct", "amod", "conj", "case", "nmod"]
    found = with_finite_verbs(tags, heads, relations)
    assert found == (tags, [2, 2, 2, 2, 5, 3], ["nsubj", "punct", "root", "obj", "case", "nmod"])


def test_a_participle_or_a_led_noun_stays():
    tags, heads, relations = ["DT", "VBD", "NN"], [2, 2, 2], ["det", "amod", "root"]
    assert with_finite_verbs(tags, heads, relations) == (tags, heads, relations)
    assert with_finite_verbs(["VBN", "NN"], [1, 1], ["amod", "root"]) == (["VBN", "NN"], [1, 1], ["amod", "root"])
