"""Times, places, counts and texts, one treatment at a time."""

from datetime import date

import pytest

from marsad.protect import Known
from marsad.protect.counts import figure, small_of, view
from marsad.protect.places import place
from marsad.protect.texts import redacted
from marsad.protect.times import moment, span
from tests.protect.release import syria

HOMS = {"name": "Homs", "place_id": "marsad:sy-homs-governorate", "kind": "admin1", "lat": 34.5, "lon": 38.0, "radius_km": 110.0}
UNITS = {"SY/Homs": HOMS | {"country": "SY", "admin1": "Homs"}}
SPOT = {"lat": 34.87, "lon": 36.52, "radius_km": 1.5}
TALDOU = {"name": "Taldou", "place_id": "g:1", "kind": "settlement", "country": "SY", "admin1": "Homs"} | SPOT


@pytest.mark.parametrize(
    ("begin", "end", "treatment", "wanted"),
    [
        ("2017-03-12T14:05:00", "2017-03-12T14:06:00", "day", ("2017-03-12", "2017-03-13", "day")),
        ("2017-03-12", "2017-03-13", "day", ("2017-03-12", "2017-03-13", "day")),
        ("2017-03-12", "2017-03-13", "month", ("2017-03-01", "2017-04-01", "month")),
        ("2017-03-31T22:00:00", "2017-04-01T06:00:00", "month", ("2017-03-01", "2017-05-01", "month")),
        ("2017-03-31", "2017-04-01", "month", ("2017-03-01", "2017-04-01", "month")),
        ("2016-12-31", None, "year", ("2016-01-01", None, "year")),
        (None, "2017-03-05", "month", (None, "2017-04-01", "month")),
        ("9999-12-31", "9999-12-31", "month", ("9999-12-01", "9999-12-31", "month")),
    ],
)
def test_a_time_grows_to_what_holds_it(begin, end, treatment, wanted):
    told = span({"from": begin, "to": end, "precision": "minute", "basis": "stated"}, treatment)
    assert (told["from"], told["to"], told["precision"]) == wanted
    assert told["basis"] == "stated"


def test_a_coarser_time_stays_as_coarse_as_it_is():
    assert span({"from": "2017-01-01", "to": "2018-01-01", "precision": "year"}, "month")["precision"] == "year"
    assert moment("2017-03-12T16:30:00+03:00", "month") == "2017-03"
    assert moment("12 March", "day") is None


def test_a_place_becomes_its_governorate_with_the_governorates_own_point():
    other = TALDOU | {"name": "Kafr Laha", "lat": 34.88, "lon": 36.5, "place_id": "g:2"}
    assert place(TALDOU, "governorate", UNITS) == place(other, "governorate", UNITS) == HOMS | {"country": "SY", "admin1": "Homs"}
    assert place(TALDOU | {"near": True}, "named", UNITS) == TALDOU | {"near": True}
    unknown = TALDOU | {"place_id": None, "lat": None, "name": "the house of Omar"}
    assert place(unknown, "named", UNITS) == place(TALDOU, "governorate", UNITS)
    nowhere = unknown | {"country": None, "admin1": None}
    assert place(nowhere, "named", UNITS) is None
    elsewhere = place(TALDOU | {"admin1": "Hama"}, "governorate", UNITS)
    assert elsewhere is not None
    assert (elsewhere["name"], elsewhere["lat"], elsewhere["place_id"]) == ("Hama", None, None)
    country = place(TALDOU, "country", UNITS)
    assert country is not None
    assert (country["kind"], country["lat"]) == ("country", None)


def of(what: str, low, best, high, part_of=None):
    return {"what": what, "low": low, "best": best, "high": high, "part_of": part_of, "cumulative": False}


COUNTED = ("detained", "children", "women", "people")


def told(figures, views=(), least=5):
    small = small_of([figures], views, COUNTED, least)
    return [(f["what"], f["low"], f["best"], f["high"]) for f in (figure(f, small) for f in figures)]


def test_a_small_count_is_a_range_and_a_large_one_is_not():
    assert told([of("detained", 3, 3, 3)]) == [("detained", 1, None, 4)]
    assert told([of("detained", 4, 4, 4)]) == told([of("detained", 1, 1, 1)])
    assert told([of("detained", 5, 5, 5)]) == [("detained", 5, 5, 5)]
    assert told([of("detained", 3, None, 9)]) == [("detained", 1, None, 9)]
    assert told([of("detained", 0, 0, 0)]) == [("detained", 0, 0, 0)]
    assert told([of("killed", 1, 1, 1)]) == [("killed", 1, 1, 1)]  # not counted so
    assert told([of("detained", 2, 2, 2)], least=1) == [("detained", 2, 2, 2)]


def test_no_sum_tells_a_small_part():
    assert told([of("people", 10, 10, 10), of("fighters", 8, 8, 8, 0), of("women", 2, 2, 2, 0)]) == [
        ("people", 10, 10, 10),
        ("fighters", None, None, None),
        ("women", 1, None, 4),
    ]
    assert told([of("people", 3, 3, 3), of("fighters", 3, 3, 3, 0)]) == [("people", 1, None, 4), ("fighters", None, None, None)]
    assert told([of("people", 3, 3, 3), of("women", 1, 1, 1, 9)])[1] == ("women", 1, None, 4)  # a part of nothing


def test_the_three_views_tell_no_more_than_the_figures():
    one = {"what": "detained", "conservative": 2, "representative": 3, "informative": 4, "low": 2, "high": 4, "open": False}
    small = small_of([[of("detained", 2, 3, 4)]], [one], COUNTED, 5)
    assert {k: v for k, v in view(one, small).items() if k not in ("what", "open")} == {
        "conservative": 1, "representative": None, "informative": 4, "low": 1, "high": 4,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Regime forces shelled Taldou at 14:05", "Regime forces shelled ████ at ████"),
        ("Russian warplanes killed Omar Sattouf", "Russian warplanes killed ████"),
        ("Omar's house", "████ house"),
        ("call +963 944 555 019 now", "call ████ now"),
        ("write to a.b@c.example or www.c.example/x", "write to ████ or ████"),
        ("seen by omar and nabil", "seen by ████ and ████"),
        ("at 34.8702, 36.5210 the shell fell", "at ████ the shell fell"),
        ("at dawn two boys, 7 and 9, were hit", "at ████ boys, ████ and ████, were hit"),
        ("the plate 482913 Idlib", "the plate ████"),
        ("قتل عمر on the road", "████ on the road"),
        ("Bashar al-Assad said so", "Bashar al-Assad said so"),
        ("12 fighters and 13 more", "12 fighters and ████ more"),
        ("GUNMEN KILLED OMAR", "████"),
        ("A gunman. Omar fled. They fired.", "A gunman. ████ fled. They fired."),
        ("a 12:30 and a 12.5", "a ████ and a ████"),
        ("x" * 5000, "x" * 2000),
        ("", ""),
    ],
)
def test_a_text_keeps_what_is_known_to_be_harmless(text: str, wanted: str):
    assert redacted(text, Known(syria()), date(2017, 5, 1), {"12"}) == wanted


def test_a_person_is_named_only_while_in_office():
    known = Known(syria())
    assert known.person("Bashar Assad", date(2017, 1, 1)) == "Bashar al-Assad"
    assert known.person("Bashar Assad", None) is None
    assert known.person("Abu Bakr al-Baghdadi", date(2022, 1, 1)) is None
    assert "Baghdadi" in redacted("Baghdadi fled", known, date(2017, 1, 1))
    assert redacted("Baghdadi fled", known, date(2022, 1, 1)) == "████ fled"
    assert known.group("isis", "Omar Sattouf") is None  # an id does not make a name known
