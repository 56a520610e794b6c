from marsad.store.words import LONGEST, MOST, Phrase, asked, holds, indexed, words_of


def test_words_are_without_case_and_marks_in_any_script():
    assert words_of("Café-Life, AÏN; “Straße” قَصَفَ ﬁre 12%") == ["cafe", "life", "ain", "strasse", "قصف", "fire", "12"]


def test_what_is_asked_for():
    assert asked('shells "Kafr Laha" kill*') == [Phrase(("shells",), False), Phrase(("kafr", "laha"), False), Phrase(("kill",), True)]
    assert asked('Al-Houla "open') == [Phrase(("al", "houla"), False), Phrase(("open",), False)]
    assert asked(' "" * !? ') == []


def test_phrases_are_held_by_whole_words():
    words = indexed("A title", "Shells fell on Kafr Laha.")
    assert all(holds(words, phrase) for phrase in asked('title "a title" "kafr laha" she* "fell on" fell-on-ka*'))
    assert not any(holds(words, phrase) for phrase in [*asked("she"), *asked('"on laha"'), *asked("ells*")])


def test_a_word_or_report_of_monstrous_size_is_indexed_as_far_as_there_is_room():
    assert words_of("x" * 10_000) == ["x" * LONGEST]
    held = indexed(None, " ".join(f"w{n}" for n in range(200_000)))
    assert holds(held, Phrase(("w0",), False))
    assert not holds(held, Phrase(("w199999",), False))
    assert len(set(held.split())) * 10 < MOST * 2
