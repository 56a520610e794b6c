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
