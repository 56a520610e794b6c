"""Where an act was: every place of a list, the nearest of those that lie in one another, and no place that says something else."""

import pytest

from tests.claim.told import one, reading, statements, words


def test_every_place_of_a_list_is_where() -> None:
    text = "Rebels shelled the villages of Nubul, Zahraa and the town of Hader on Monday."
    assert words(text, one(text, "shelling"), "at") == ["Nubul", "Zahraa", "Hader"]


def test_commas_without_an_and_only_lead_to_wider_places() -> None:
    text = "Warplanes bombed Saraqib, Idlib province, on Monday."
    assert words(text, one(text, "airstrike"), "at")[0] == "Saraqib"


def test_of_a_country_and_its_province_the_province() -> None:
    text = "A soldier was shot dead by gunmen in Iraq's Anbar province on Monday."
    assert words(text, one(text, "killing"), "at") == ["Anbar province"]


def test_who_somebody_works_for_is_not_where() -> None:
    text = "Masked gunmen shot dead three alleged informers for Israel on Monday."
    assert words(text, one(text, "killing"), "at") == []


def test_what_is_fought_for_is_where() -> None:
    text = "Five soldiers were killed in the battle for Kobani."
    assert words(text, one(text, "battle"), "at") == ["Kobani"]


def test_who_leads_a_coalition_is_not_where_it_strikes() -> None:
    text = "At least 35 gunmen were killed in air strikes by a U.S.-led coalition on Tuesday."
    assert words(text, one(text, "airstrike"), "at") == []


def test_a_country_that_lost_its_apostrophe_owns_the_place_behind_it() -> None:
    text = "Five soldiers were killed in Syrias Afrin on Monday."
    assert words(text, one(text, "killing"), "at") == ["Afrin"]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Nine fighters were killed in the town of Sarmin in the western countryside of Idlib, in northern Syria.", ["Sarmin"]),
        ("Nine fighters were killed in Falluja, 50 km west of Baghdad.", ["Falluja"]),
        ("Nine fighters were killed in Sarmin, Idlib.", ["Sarmin"]),
        ("Nine fighters were killed in the Lebanese border town of Arsal.", ["Arsal"]),
        ("Nine fighters were killed in Syria's northern town of Afrin.", ["Afrin"]),
        ("Nine fighters were killed in Homs, Hama and Idlib.", ["Homs", "Hama", "Idlib"]),
        ("Nine fighters were killed in Sarmin and Binnish in Idlib.", ["Sarmin", "Binnish"]),
        ("Nine fighters were killed in Xatanoq, in Idlib.", ["Xatanoq", "Idlib"]),  # of the village only this is known
    ],
)
def test_of_places_that_lie_in_each_other_the_nearest_is_where(text: str, at: list[str]) -> None:
    statement = one(text, "killing")
    assert words(text, statement, "at") == at


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen shot down two U.S. helicopters on Monday.", "attack"),
        ("Students protested against Israel's decision on Monday.", "protest"),
        ("Gunmen opened fire on Iranian and U.S. soldiers on Monday.", "attack"),
    ],
)
def test_whose_something_is_is_not_where(text: str, kind: str) -> None:
    assert words(text, one(text, kind), "at") == []


def test_what_an_act_falls_on_lies_where_it_is_whatever_else_is_said_of_where() -> None:
    text = "Troops patrolled the streets of Mayadin on the bank of the Euphrates."
    assert "Mayadin" in words(text, one(text, "deployment"), "at")


def test_two_verbs_of_one_harm_are_one_trigger() -> None:
    assert (
        one("Six people were killed and four others injured by gunmen in Sarmin.", "attack").trigger.text
        == "killed and four others injured"
    )


def test_the_trigger_of_a_noun_holds_the_verb_it_stands_with() -> None:
    assert one("Rebels launched an attack on Harem on Monday.", "attack").trigger.text == "launched an attack"
    assert one("Five soldiers were killed in the battle for Kobani.", "battle").trigger.text == "killed in the battle"


def test_a_place_that_no_gazetteer_knows_lies_within_the_one_told_before() -> None:
    text = "A blast hit Rastan on Sunday. A device went off in Zarnuqiya street, wounding two men."
    blast = next(s for s in statements(text) if s.figures)
    assert words(text, blast, "within") == ["Rastan"]
    place = next(e.place for e in reading(text).records.events if e.figures)
    assert place is not None
    assert (place.place_id, place.admin1) == (None, "Homs")
    assert place.lat is not None


def test_a_village_that_nobody_knows_lies_where_the_report_does() -> None:
    text = (
        "Homs, State News - About 1,200 gunmen left the towns in Homs province for Idlib on Friday.\n\n"
        "On Saturday militants fired rockets at the village of Qabo, injuring three civilians."
    )
    strike = one(text, "shelling")
    assert words(text, strike, "within") == ["Homs province"]
