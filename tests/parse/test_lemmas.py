import pytest

from marsad.parse.lemmas import lemma_by_rule


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("shelled", "VBD", "shell"),
        ("controlled", "VBN", "control"),
        ("targeted", "VBD", "target"),
        ("injured", "VBN", "injure"),
        ("seized", "VBD", "seize"),
        ("besieging", "VBG", "besiege"),
        ("fleeing", "VBG", "flee"),
        ("fled", "VBD", "flee"),
        ("withdrew", "VBD", "withdraw"),
        ("dying", "VBG", "die"),
        ("carries", "VBZ", "carry"),
        ("'s", "VBZ", "be"),
        ("wounded", "VBN", "wound"),
        ("evacuated", "VBN", "evacuate"),
        ("stopped", "VBD", "stop"),
        ("hit", "VBD", "hit"),
        ("gunmen", "NNS", "gunman"),
        ("militiamen", "NNS", "militiaman"),
        ("buses", "NNS", "bus"),
        ("clashes", "NNS", "clash"),
        ("families", "NNS", "family"),
        ("women", "NNS", "woman"),
        ("forces", "NNS", "force"),
        ("casualties", "NNS", "casualty"),
        ("barracks", "NNS", "barracks"),
        ("heavier", "JJR", "heavy"),
        ("deadliest", "JJS", "deadly"),
        ("damascus", "NNP", "damascus"),
    ],
)
def test_lemma(word, tag, lemma):
    assert lemma_by_rule(word, tag) == lemma


@pytest.mark.parametrize("word", ["", "s", "ed", "ing", "ss", "'", "été"])
@pytest.mark.parametrize("tag", ["VBD", "VBG", "VBZ", "NNS", "JJR", "XX", ""])
def test_any_word_has_a_lemma(word, tag):
    assert isinstance(lemma_by_rule(word, tag), str)
    assert bool(lemma_by_rule(word, tag)) == bool(word) or tag == "POS"
