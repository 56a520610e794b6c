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


def test_a_way_without_a_subject_is_that_of_the_vehicles_named_last() -> None:
    text = "The advance came hours after the second convoy, which had left Rastan on Monday with 18 buses, arrived in Idlib at midnight."
    arrived = next(s for s in statements(text, "movement") if s.phase == "arrived")
    assert next(m.text for m in reading(text).mentions if m.id == arrived.subject) == "second convoy"


def test_on_its_way_is_a_way() -> None:
    text = "A convoy of fighters on its way from Rastan to Idlib was hit by an air strike."
    moving = one(text, "movement")
    assert (words(text, moving, "from"), words(text, moving, "to")) == (["Rastan"], ["Idlib"])
