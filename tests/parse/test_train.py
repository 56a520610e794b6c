import pytest

import marsad.parse.train as training
from marsad.parse.network import PIPES, arithmetic, load
from marsad.parse.treebank import read_trees

FEW = list(read_trees(training.OWN))[:40]


def test_the_same_training_gives_the_same_bytes(tmp_path, monkeypatch):
    monkeypatch.setattr(training, "read_trees", lambda path: iter(FEW))
    monkeypatch.setattr(training, "gum", lambda folder, held_out: [])
    for out in ("first", "second"):
        with arithmetic():
            training.train(tmp_path, tmp_path / out, epochs=1)
    for name in (*(f"{pipe}.bin" for pipe in PIPES), "words.json"):
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes()
    nlp, words = load(tmp_path / "first")
    assert words.known["the"] is False
    assert [doc.text for doc in nlp.pipe(["x"])] == ["x"]


def test_the_vocabulary_knows_capitals_lemmas_and_parts_of_speech():
    words = training.learn_words(FEW * 2)
    assert words.known["idlib"] is True
    assert words.known["the"] is False
    assert words.pos["VBD"] == "VERB"
    assert words.pos["NNS"] == "NOUN"


@pytest.mark.parametrize("most", [1, 500, 10**6])
def test_batches_hold_every_tree_once(most, monkeypatch):
    monkeypatch.setattr(training, "BATCH_WORDS", most)
    made = list(training.batches(FEW, training.Random(1)))
    assert sorted(tree for batch in made for tree in batch) == sorted(FEW)
    assert all(sum(map(len, batch[:-1])) < most for batch in made)
