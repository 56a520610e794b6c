"""Which of several candidates a name stands for."""

from dataclasses import replace

from marsad.find.place_choice import Context, Hint, choose
from marsad.find.place_spans import Spot
from marsad.pack.gazetteer import Candidate
from marsad.pack.gazetteer_file import KnownPlace

SPOT = Spot(0, 1, 0, 1, (), "place.cue")
TOWN = KnownPlace("mine", "1", "Marwah", (), "settlement", 36.4, 37.1, 2.0, "SY", "Aleppo", None, 0)
KNOWN = replace(TOWN, source="marsad", ref="2", name="Mare", lat=36.48, lon=37.2, population=40_000)
UNIT = replace(TOWN, source="marsad", ref="3", name="Homs", kind="admin1", lat=34.5, lon=37.5, radius_km=100.0, admin1="Homs")


def test_a_name_spelled_alike_outweighs_a_better_known_one() -> None:
    choice = choose(SPOT, (Candidate(KNOWN, 0.88, True), Candidate(TOWN, 1.0, False)), (), Context())
    assert choice is not None
    assert choice.place is TOWN


def test_of_two_of_one_name_the_better_known() -> None:
    choice = choose(SPOT, (Candidate(TOWN, 1.0, False), Candidate(replace(KNOWN, name="Marwah"), 1.0, True)), (), Context())
    assert choice is not None
    assert choice.place.ref == "2"


def test_a_place_far_outside_the_governorate_named_with_it_is_not_chosen() -> None:
    assert choose(SPOT, (Candidate(TOWN, 1.0, False),), (Hint(UNIT, 1.0, binding=True),), Context()) is None


def test_a_town_beside_the_governorate_named_with_it_is_not_lost_to_one_inside_that_is_hardly_alike() -> None:
    beside = replace(TOWN, ref="4", lat=35.4, lon=37.1, admin1="Hama")
    inside = replace(TOWN, ref="5", lat=34.6, lon=37.4, admin1="Homs")
    choice = choose(SPOT, (Candidate(beside, 0.98, False), Candidate(inside, 0.7, False)), (Hint(UNIT, 1.0, binding=True),), Context())
    assert choice is not None
    assert choice.place.ref == "4"


def test_of_two_villages_of_one_name_that_about_which_the_pack_lists_many_places() -> None:
    quiet, told_of = replace(TOWN, ref="6"), replace(TOWN, ref="7", lat=32.8, lon=36.6, admin1="As-Suwayda")
    choice = choose(SPOT, (Candidate(quiet, 1.0, False, 2), Candidate(told_of, 1.0, False, 40)), (), Context())
    assert choice is not None
    assert choice.place.ref == "7"


def test_of_two_villages_of_one_name_that_which_a_gazetteer_has_many_names_for() -> None:
    named = replace(TOWN, ref="8", lat=35.0, aliases=("Marwa", "Meruah", "Mroua"))
    choice = choose(SPOT, (Candidate(TOWN, 1.0, False), Candidate(named, 1.0, False)), (), Context())
    assert choice is not None
    assert choice.place.ref == "8"


def test_a_town_is_no_plain_that_is_spelled_a_little_like_it() -> None:
    plain = replace(TOWN, source="marsad", ref="9", name="Sahl al-Ghab", kind="region")
    said, context = replace(SPOT, kind="settlement"), Context()
    context.votes["SY"] = 1.0
    assert choose(said, (Candidate(plain, 0.9, True),), (), context) is None
    assert choose(SPOT, (Candidate(plain, 0.9, True),), (), context) is not None


def test_another_spelling_is_not_believed_in_a_land_that_the_report_does_not_speak_of() -> None:
    context = Context()
    context.votes["SY"] = 1.0
    far = replace(KNOWN, country="ZA", admin1=None)
    assert choose(SPOT, (Candidate(far, 0.9, True),), (), context) is None
    assert choose(SPOT, (Candidate(far, 1.0, True),), (), context) is not None
