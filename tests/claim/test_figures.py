"""How many of what: figures stay with the act, parts stay parts, nothing is invented."""

from told import figures, one, statements


def test_casualties_belong_to_the_act_that_caused_them() -> None:
    shelling = one("The regime forces shelled Douma, killing five people and wounding twelve.", "shelling")
    assert ("killed", 5, 5, None) in figures(shelling)
    assert any(what == "injured" and low == 12 for what, low, _, _ in figures(shelling))
    assert statements("The regime forces shelled Douma, killing five people and wounding twelve.", "killing") == []


def test_a_part_points_at_its_whole() -> None:
    found = figures(one("At least 12 civilians, including 3 children, were killed in an airstrike on Saraqib.", "airstrike"))
    killed = found.index(("killed", 12, None, None))
    assert ("children", 3, 3, killed) in found


def test_tolls_told_side_by_side_have_a_whole() -> None:
    found = figures(one("A young man and a girl were killed by a landmine.", "explosion"))
    assert found[0] == ("killed", 2, 2, None)
    assert all(part_of == 0 for _, _, _, part_of in found[1:])


def test_a_vague_toll_stays_a_range() -> None:
    assert ("killed", 10, 99, None) in figures(one("Tens of fighters were killed in clashes in Daraa.", "battle"))


def test_a_bare_plural_is_at_least_two() -> None:
    assert ("killed", 2, None, None) in figures(one("Civilians were killed in an airstrike on Saraqib.", "airstrike"))


def test_unknown_casualties_give_no_figure() -> None:
    for statement in statements("Warplanes bombed Saraqib. There is no information about casualties."):
        assert not [f for f in statement.figures if f.what in ("killed", "injured")]


def test_each_participle_has_the_number_right_before_it() -> None:
    found = figures(one("The shelling left three dead and 20 injured.", "shelling"))
    assert ("killed", 3, 3, None) in found
    assert ("injured", 20, 20, None) in found


def test_a_toll_told_alone_right_after_its_act_is_the_acts() -> None:
    text = "Warplanes bombed the market of Saraqib. At least 14 people were injured."
    assert ("injured", 14, None, None) in figures(one(text, "airstrike"))
    assert statements(text, "attack") == []


def test_a_toll_of_another_place_is_not() -> None:
    text = "Warplanes bombed the market of Saraqib. At least 14 people were injured in Homs."
    assert not [f for f in one(text, "airstrike").figures if f.what == "injured"]


def test_two_and_one_beside_each_other_are_three() -> None:
    killed = one("Two women and a child died in an air strike on Rastan.", "airstrike")
    assert figures(killed)[0] == ("killed", 3.0, 3.0, None)


def test_wounded_people_on_board_are_load_not_an_attack() -> None:
    text = "A convoy of about 300 Islamic State (IS) fighters and at least 25 wounded reached Rastan."
    assert {s.kind for s in statements(text)} == {"movement"}
    assert {(f[0], f[1], f[2]) for f in figures(one(text, "movement"))} == {("fighters", 270.0, 330.0), ("injured", 25.0, None)}


def test_a_convoy_of_so_many_buses_in_one_word() -> None:
    assert figures(one("The 11-bus convoy of fighters remains stuck near Rastan.", "movement")) == [("buses", 11.0, 11.0, None)]


def test_one_found_dead_is_no_running_total() -> None:
    text = "The body of a man was found in Rastan, bringing to 14 the number of people murdered there since early January."
    found = next(s for s in statements(text, "killing") if any(f.what == "bodies" for f in s.figures))
    assert not any(f.cumulative for f in found.figures)


def test_strikes_are_counted() -> None:
    text = "Russian jets carried out 40 air strikes on Rastan on Monday."
    assert ("strikes", 40.0, 40.0, None) in figures(one(text, "airstrike"))
