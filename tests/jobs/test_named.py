"""What a person names in a correction is looked up once, or refused with advice."""

import json

import pytest

from marsad.errors import JudgementError
from marsad.jobs.named import actor_named, json_value, place_named
from marsad.pack.pack import Pack


def test_a_place_is_found_in_any_spelling_and_put_down_whole(syria: Pack):
    found = place_named("Kafr Lahah", syria)
    assert (found["name"], found["place_id"], found["country"], found["admin1"]) == ("Kafr Laha", "marsad:sy-kafr-laha", "SY", "Homs")
    assert 34 < found["lat"] < 35.5
    assert json.loads(json_value("where.0.place", "Kafr Laha, Homs", syria)) == found


def test_of_several_places_of_a_name_a_person_says_which(syria: Pack):
    with pytest.raises(JudgementError, match="2 places are called so") as refused:
        place_named("Homs", syria)
    first = str(refused.value).split("say which: ")[1].split(" (")[0]
    assert place_named(first, syria)["place_id"] == first.split(", ")[1]


def test_a_town_goes_before_the_district_called_after_it(syria: Pack):
    assert place_named("Palmyra", syria)["kind"] == "settlement"
    assert place_named("Palmyra, marsad:sy-tadmur-district", syria)["kind"] == "admin2"


@pytest.mark.parametrize("said", ["Xyzzyqwrt", "Kafr Laha, Aleppo", ""])
def test_a_place_that_no_gazetteer_knows_is_refused(said: str, syria: Pack):
    with pytest.raises(JudgementError, match="no place of this name"):
        place_named(said, syria)


@pytest.mark.parametrize(
    ("said", "name", "actor_id", "actor_type"),
    [("ISIS", "Islamic State", "isis", "rebel_group"), (" Russian  forces ", "Russian Armed Forces", "russian-forces", "external_forces"),
     ("unidentified gunmen", "unidentified gunmen", None, "unknown")],
)  # fmt: skip
def test_an_actor_is_one_that_a_report_may_name(said: str, name: str, actor_id: str | None, actor_type: str, syria: Pack):
    found = actor_named(said, syria)
    assert (found["name"], found["actor_id"], found["actor_type"]) == (name, actor_id, actor_type)


@pytest.mark.parametrize("said", ["Samir Haddad", "in the evening", "", "gunmen in the town"])
def test_a_person_and_what_is_no_actor_are_refused(said: str, syria: Pack):
    with pytest.raises(JudgementError, match="no group or kind of people"):
        actor_named(said, syria)


@pytest.mark.parametrize(
    ("said", "json_text"), [("null", "null"), ("12", "12"), ("true", "true"), ("denied", '"denied"'), ("[1]", '"[1]"'), ("[" * 9999, None)]
)
def test_everything_else_is_what_it_looks_like(said: str, json_text: str | None, syria: Pack):
    assert json_value("status", said, syria) == (json.dumps(said) if json_text is None else json_text)
