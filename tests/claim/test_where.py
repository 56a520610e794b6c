"""Where an act was: every place of a list, the nearest of those that lie in one another, and no place that says something else."""

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
    assert words(text, one(text, "killing"), "at") == ["Syrias", "Afrin"]


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
