from typing import NamedTuple

from marsad.parse.names import Group, join_names, part_names
from marsad.parse.tokens import tokenise

KNOWN = {"forces": False, "brigades": False, "the": False, "eastern": True, "new": True, "york": True, "left": False, "of": False}


class Span(NamedTuple):
    start: int
    end: int


def groups(text: str, *names: str) -> list[str]:
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    pieces = tokenise(text, 0, len(text))
    found = join_names(text, spans, KNOWN)(pieces, [p.text for p in pieces])
    return ["_".join(p.text for p in pieces[g.first : g.last]) for g in found]


def test_a_name_of_the_pack_is_one_word():
    assert groups("the Deir Ezzor forces left", "Deir Ezzor") == ["the", "Deir_Ezzor", "forces", "left"]


def test_unknown_capitalised_neighbours_are_one_word():
    assert groups("the Maarat Hurma forces") == ["the", "Maarat_Hurma", "forces"]


def test_articles_inside_a_name_are_part_of_it():
    assert groups("the Jisr al-Shughur forces") == ["the", "Jisr_al-Shughur", "forces"]
    assert groups("of Khan al Assal left", "Khan al Assal") == ["of", "Khan_al_Assal", "left"]
    assert groups("the al-Tanf forces left") == ["the", "al-Tanf", "forces", "left"]


def test_a_name_that_ends_in_a_common_noun_keeps_its_inner_tree():
    assert groups("the Ahrar Brigades left", "Ahrar Brigades") == ["the", "Ahrar", "Brigades", "left"]


def test_adjectives_and_articles_before_a_name_are_not_joined_to_it():
    assert groups("the Eastern Qalamoun forces", "Eastern Qalamoun") == ["the", "Eastern", "Qalamoun", "forces"]
    assert groups("The Deir Ezzor forces", "The Deir Ezzor") == ["The", "Deir_Ezzor", "forces"]
    assert groups("of Deir Ezzor Province", "Deir Ezzor Province", "Deir Ezzor") == ["of", "Deir_Ezzor", "Province"]


def test_words_that_the_network_knows_are_not_joined():
    assert groups("of New York left", "New York") == ["of", "New", "York", "left"]


def test_a_name_that_ends_inside_a_token_is_not_joined():
    text = "the Deir Ezzori left"
    pieces = tokenise(text, 0, len(text))
    found = join_names(text, [Span(4, 14)], {**KNOWN, "deir": True, "ezzori": True})(pieces, [p.text for p in pieces])
    assert [g.last - g.first for g in found] == [1, 1, 1, 1]


def test_a_parted_name_hangs_by_its_first_word():
    tags, heads, relations = part_names(
        [Group(0, 1), Group(1, 3), Group(3, 4)], ["DT", "NNP", "VBD"], [1, 2, 2], ["det", "nsubj", "root"], ["the", "Deir", "Ezzor", "fell"]
    )
    assert tags == ["DT", "NNP", "NNP", "VBD"]
    assert heads == [1, 3, 1, 3]
    assert relations == ["det", "nsubj", "flat", "root"]
