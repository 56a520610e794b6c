"""Whose movement it is, where it begins and ends, and the words of its clause."""

from told import one, reading, statements, words


def test_who_is_carried_moves_not_who_carries() -> None:
    text = "The authorities evacuated the families from Kafr Laha to Idlib on Friday."
    moved = one(text, "movement")
    assert next(m.text for m in reading(text).mentions if m.id == moved.subject) == "the families"


def test_the_ends_of_a_way_told_by_a_noun() -> None:
    text = "It provides for the evacuation of the fighters who refuse to hand in their rifles, and their families, from Rastan to Idlib."
    moved = one(text, "movement")
    assert moved.status == "planned"
    assert words(text, moved, "from") == ["Rastan"]
    assert words(text, moved, "to") == ["Idlib"]


def test_what_is_left_is_where_a_way_begins() -> None:
    text = "Some 900 refugees were waiting to leave Rastan for Idlib."
    assert words(text, one(text, "movement"), "from") == ["Rastan"]


def test_the_clause_of_a_noun_is_its_own_phrase() -> None:
    text = "The convoy left Rastan for Idlib on Sunday, the monitor said, under a deal."
    deal = one(text, "agreement")
    assert text[deal.start : deal.end] == "a deal"


def test_a_place_behind_another_clause_is_not_in_the_clause() -> None:
    text = "Some 900 people remain at Salamiyah, Hama province, hours after the convoy stopped on Sunday."
    stopped = next(s for s in statements(text, "movement") if s.phase == "stalled")
    assert text[stopped.start : stopped.end].startswith(("the convoy", "after the convoy"))
