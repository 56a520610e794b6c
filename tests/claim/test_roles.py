"""Who stands in which role: by the tree, by word order where the tree is silent, in lists, and by blame."""

import pytest
from told import one, statements, words


@pytest.mark.parametrize(
    ("text", "kind", "role", "expected"),
    [
        ("The government blamed the rebels for the murder of a judge.", "killing", "agent", ["the rebels"]),
        ("The Southern Front claimed responsibility for the bombing of a bank.", "explosion", "agent", ["The Southern Front"]),
        ("The attack is attributed to the cartel.", "attack", "agent", ["the cartel"]),
        ("The rebels denied responsibility for the bombing of a bank.", "explosion", "agent", []),
        ("Four armed men, who posed as traders, kidnapped Mr Cuellar from his home.", "abduction", "agent", ["armed men"]),
        ("The rebels destroyed the town hall, a bridge, and two shops.", "destruction", "damaged", ["town hall", "bridge", "shops"]),
        ("Armed men broke into a farm, killed a watchman, and set fire to the house.", "destruction", "damaged", ["house"]),
        ("Karim Aziz's assassination shocked the town.", "killing", "target", ["Karim Aziz"]),
        ("The monitor said that rebels killed a guard and burned a truck.", "destruction", "agent", ["rebels"]),
        ("The president left the country following a bomb explosion in the capital.", "explosion", "agent", []),
    ],
)  # fmt: skip
def test_a_role_is_filled(text: str, kind: str, role: str, expected: list[str]) -> None:
    assert words(text, one(text, kind), role) == expected


def test_who_reports_an_arrest_has_not_made_it() -> None:
    text = "Activists have reported the arrest of three young men by the Asayish forces in Shaddadi."
    assert words(text, one(text, "arrest"), "agent") == ["the Asayish forces"]


def test_whose_the_artillery_is_shells() -> None:
    text = "Turkish artillery shelled with rockets the village of Rastan."
    assert words(text, one(text, "shelling"), "agent") == ["Turkish"]


def test_who_fires_at_a_crowd_is_not_its_target() -> None:
    text = "Protesters gathered in Tabqa. Asayish fired at them, wounding two."
    assert words(text, one(text, "attack"), "agent") == ["Asayish"]


@pytest.mark.parametrize(
    "text",
    ["Coalition aircraft carried out three raids on a communications tower in Raqqa.",
     "Unidentified aircraft bombed the village of Binnish.", "Two planes attacked a market in Binnish."],
)  # fmt: skip
def test_what_flies_strikes_from_the_air(text: str) -> None:
    assert {s.kind for s in statements(text)} == {"airstrike"}


def test_a_number_that_measures_belongs_to_its_noun() -> None:
    text = "A 64-year-old woman and 12 men were killed when a missile hit a five-storey building in Manbij."
    strike = one(text, "shelling")
    assert words(text, strike, "target") == ["A 64-year-old woman", "men"]
    assert "five-storey building" in words(text, strike, "damaged")[0]
