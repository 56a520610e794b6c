"""Who holds the places that are named in passing."""

from tests.claim.told import one, statements, words


def test_a_relative_clause_with_two_holders_holds_the_nearer_place() -> None:
    text = "A blast was heard in Afrin city, in the north-west of Aleppo, which Turkish forces and allied factions control."
    held = one(text, "control")
    assert (held.change, held.status) == ("held", "happened")
    assert words(text, held, "at") == ["Afrin city"]
    assert words(text, held, "holder") == ["Turkish forces", "allied factions"]


def test_areas_under_control_lie_in_the_place_behind() -> None:
    text = "A car bomb went off in areas under the control of the army and its militias in Rastan."
    held = one(text, "control")
    assert words(text, held, "at") == ["Rastan"]
    assert words(text, held, "holder") == ["the army", "its militias"]


def test_a_hyphen_names_the_holder() -> None:
    text = "The buses drove on to the rebel-held town of Rastan."
    held = one(text, "control")
    assert "Rastan" in words(text, held, "at")
    assert words(text, one(text, "movement"), "to") == ["Rastan"]


def test_a_stronghold_is_held_by_whose_it_is() -> None:
    text = "The raids hit Hajin, the last ISIS stronghold east of the river."
    held = one(text, "control")
    assert words(text, held, "at") == ["Hajin"]
    assert words(text, held, "holder") == ["ISIS"]


def test_an_adverb_tells_how_much_is_held() -> None:
    text = "Shells fell on Rastan, which is mostly held by the factions."
    assert one(text, "control").degree == "mostly"


def test_what_was_held_once_is_not_held() -> None:
    assert statements("The raid hit Hajin, formerly held by ISIS.", "control") == []


def test_a_plan_around_it_does_not_make_the_holding_a_plan() -> None:
    text = "The army plans to shell Rastan, held by the factions."
    assert one(text, "control").status == "happened"
