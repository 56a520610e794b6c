import re
from pathlib import Path

import pytest

from marsad.parse.card import as_text, digest, score_from_text
from marsad.parse.english import loaded
from marsad.parse.measure import lemma_score, score
from marsad.parse.tokens import tokenise
from marsad.parse.train import OWN, SEED, gum, held_out_documents
from marsad.parse.treebank import read_trees

ROOT = Path(__file__).parent.parent.parent
WAR = Path(__file__).parent / "war_sentences.conllu"
CARD = (ROOT / "docs/parser.md").read_text(encoding="utf-8")
MODEL = ROOT / "src/marsad/parse/model"


def test_sentences_of_war_are_read_well():
    found = score(loaded()[0], read_trees(WAR))
    assert found.uas > 93
    assert found.las > 91
    assert found.tags > 97


def test_sentences_of_war_are_read_well_from_running_text():
    found = score_from_text(list(read_trees(WAR)))
    assert found.uas > 88
    assert found.tags > 97


def test_what_is_measured_by_was_never_trained_on():
    trained = {" ".join(w.form.lower() for w in tree) for tree in read_trees(OWN)}
    measured = {" ".join(w.form.lower() for w in tree) for tree in read_trees(WAR)}
    assert len(measured) == 150
    assert not trained & measured


@pytest.mark.parametrize("path", [OWN, WAR], ids=["trained", "measured"])
def test_own_sentences_are_cut_as_the_parser_cuts(path):
    texts = [line[9:].rstrip("\n") for line in path.open(encoding="utf-8") if line.startswith("# text = ")]
    for text, tree in zip(texts, read_trees(path), strict=True):
        assert [p.text for p in tokenise(text, 0, len(text))] == [w.form for w in tree]
        assert [w.relation == "root" for w in tree] == [w.head == at for at, w in enumerate(tree)]


def test_a_text_of_trees_keeps_the_place_of_every_word():
    text, words = as_text(list(read_trees(WAR)))
    assert all(text[start:end].strip() == text[start:end] != "" and text[head] != " " for start, end, head, _ in words)


def test_the_card_is_of_these_weights():
    assert f"`{digest()}`" in CARD
    assert f"seed {SEED}" in CARD
    size = sum(file.stat().st_size for file in MODEL.iterdir()) / 1e6
    assert size < 15
    assert f"{size:.1f} MB" in CARD


def test_the_card_names_data_and_licence():
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for text in (CARD, notice):
        assert "English EWT" in text
        assert "GUM" in text
        assert "CC BY-SA 4.0" in text
    own = len(list(read_trees(OWN)))
    assert f"{own} sentences" in CARD


def test_the_figure_on_sentences_of_war_is_the_true_one():
    found = score(loaded()[0], read_trees(WAR))
    uas, las = map(float, re.search(r"\| War sentences[^|]*\|[^|]*\| ([\d.]+) \| ([\d.]+) \|", CARD).groups())
    assert uas == pytest.approx(found.uas, abs=0.15)
    assert las == pytest.approx(found.las, abs=0.15)


@pytest.mark.shared
def test_treebank_words_get_their_lemma(shared):
    trees = list(read_trees(shared / "corpora/ud/en_ewt-dev.conllu"))[:400]
    assert lemma_score(loaded()[1], trees) > 98.5


@pytest.mark.shared
def test_the_treebanks_are_read_as_the_card_says(shared):
    trees = list(read_trees(shared / "corpora/ud/en_ewt-test.conllu"))
    found = score(loaded()[0], trees[::4])
    assert found.uas > 85
    assert found.las > 81


@pytest.mark.shared
def test_held_out_documents_are_held_out(shared):
    folder = shared / "corpora/ud"
    held = gum(folder, held_out=True)
    assert len(held_out_documents(folder)) > 10
    assert not {t for t in held if len(t) > 6} & set(gum(folder, held_out=False))
