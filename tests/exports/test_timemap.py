import json

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from marsad.exports import timemap
from marsad.model.release import Release
from tests.exports.conftest import Written
from tests.exports.releases import HOMS, about, event, movement, release, releases, when

TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
EVENT_KEYS = (
    "id description date time time_precision location latitude longitude type category category_full comments time_display shape colour"
)
EVENTS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description"],
        "additionalProperties": False,
        "properties": dict.fromkeys(EVENT_KEYS.split(), TEXT)
        | {
            "associations": TEXTS,
            "sources": TEXTS,
            "date": {"type": "string", "pattern": r"^\d\d/\d\d/\d{4}$"},
            "time": {"type": "string", "pattern": r"^\d\d:\d\d$"},
        },
        "dependentRequired": {"latitude": ["longitude"], "longitude": ["latitude"]},
        "anyOf": [{"required": ["date"]}, {"required": ["latitude"]}],
    },
}
SOURCE_KEYS = "id title thumbnail type url description parent author date notes"
SOURCES = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["id", "paths"],
        "additionalProperties": False,
        "properties": dict.fromkeys(SOURCE_KEYS.split(), TEXT) | {"paths": TEXTS, "affil_s": TEXTS},
    },
}
ASSOCIATIONS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "title", "mode"],
        "additionalProperties": False,
        "properties": {
            "id": TEXT,
            "title": TEXT,
            "desc": TEXT,
            "mode": {"enum": ["CATEGORY", "NARRATIVE", "FILTER"]},
            "filter_paths": TEXTS,
        },
    },
}


def parts(written: Written, given: Release):
    files = written(timemap, given)
    return [json.loads(files[name]) for name in timemap.FILES]


def check(events, associations, sources, sites, shapes) -> None:
    jsonschema.validate(events, EVENTS)
    jsonschema.validate(sources, SOURCES)
    jsonschema.validate(associations, ASSOCIATIONS)
    assert sites == shapes == []
    assert {s for e in events for s in e["sources"]} <= set(sources)
    assert {a for e in events for a in e["associations"]} == {a["id"] for a in associations}


def test_an_event_with_its_filter_and_source(written: Written):
    events, associations, sources, *_ = parts(written, release(event()))
    (one,) = events
    assert (one["date"], one["latitude"], one["longitude"], one["location"]) == ("03/07/2017", "34.87", "36.525", "Taldou")
    assert "time" not in one
    assert associations == [{"id": "kind-shelling", "title": "shelling", "mode": "FILTER", "filter_paths": ["Kind", "shelling"]}]
    assert sources["r1"]["title"] == "Shelling"


def test_a_span_is_its_first_day_and_told_in_words(written: Written):
    one = parts(written, release(event(when=when("2017-03-07", "2017-03-10"))))[0][0]
    assert (one["date"], one["time_display"]) == ("03/07/2017", "7 March 2017 to 9 March 2017")


def test_an_hour_is_a_time_and_a_part_of_a_day_is_none(written: Written):
    hour = when("2017-03-07T14:05:00", "2017-03-07T14:06:00", precision="minute")
    assert parts(written, release(event(when=hour)))[0][0]["time"] == "14:05"
    part = when("2017-03-07T05:00:00", "2017-03-07T12:00:00", precision="part_of_day")
    assert "time" not in parts(written, release(event(when=part)))[0][0]


def test_a_province_has_no_point(written: Written):
    one = parts(written, release(event(place=HOMS)))[0][0]
    assert "latitude" not in one
    assert one["location"] == "Homs"


@pytest.mark.parametrize("form", [event(when=None), event(status="denied")])
def test_what_has_no_day_or_did_not_happen_is_not_there(written: Written, form):
    assert parts(written, release(form))[0] == []


def test_a_movement_is_a_narrative_of_its_events(written: Written):
    _, associations, *_ = parts(written, release(event(kind="movement"), movement()))
    assert {"id": "way-m1", "title": "convoy: Taldou to Homs", "desc": "under_way", "mode": "NARRATIVE"} in associations


def test_an_address_is_a_path_where_it_is_known(written: Written):
    sources = parts(written, release(event(), reports={"r1": about(url="https://example.org/1")}))[2]
    assert sources["r1"]["paths"] == ["https://example.org/1"]
    assert parts(written, release(event()))[2]["r1"]["paths"] == []


def test_the_saga_is_valid(saga: Release, written: Written):
    made = parts(written, saga)
    check(*made)
    assert any(a["mode"] == "NARRATIVE" for a in made[1])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_release=releases())
def test_any_release_is_valid(written: Written, any_release: Release):
    check(*parts(written, any_release))
