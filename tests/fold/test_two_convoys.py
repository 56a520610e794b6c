"""Two convoys told by several reports of our own, read by the real pipeline: each is one movement, with its stops in order."""

import pytest

from marsad.fold.records import fold_records
from marsad.model.record import Movement
from marsad.model.report import Report
from marsad.pack.load import load_pack
from marsad.pipeline import read

REPORTS = (
    ("2017-04-02", "Wire", "A first convoy carrying fighters and civilians left Rastan on Sunday for Idlib. The convoy of 20 buses set off "
     "at about 1 p.m. (1000 GMT). It was expected to reach Qalaat al-Madiq in the evening."),
    ("2017-04-03", "Live", "The convoy, which left Rastan on Sunday, passed Salamiyah at 16:00 on Sunday. The convoy has stopped "
     "at Al-Suqaylabiyah since Sunday evening. Activists claim that the convoy turned back to Homs."),
    ("2017-04-04", "Press office", "The convoy from Rastan arrived at Qalaat al-Madiq at noon today. It is now on its way to "
     "Saraqib. The last prisoners will be released when the second convoy arrives in Idlib."),
    ("2017-04-06", "Morning", "The first convoy reached Idlib on Tuesday night. A second convoy of 9 buses left Talbiseh on Thursday, and "
     "was heading to Idlib by way of Salamiyah."),
)  # fmt: skip


@pytest.fixture(scope="module")
def convoys() -> list[Movement]:
    pack = load_pack("syria")
    reports = [
        Report(f"r{n}", text, published=day, published_basis="given", source=source, language="en")
        for n, (day, source, text) in enumerate(REPORTS)
    ]
    return [m for m in fold_records([read(r, pack) for r in reports], pack).movements if m.what == "convoy"]


def test_each_convoy_is_one_movement(convoys: list[Movement]) -> None:
    assert [m.reports for m in convoys] == [("r0", "r1", "r2", "r3"), ("r2", "r3")]


def test_the_stops_are_in_order_and_the_first_has_arrived(convoys: list[Movement]) -> None:
    first = convoys[0]
    assert first.status == "arrived"
    names = [(s.place.name if s.place else None, s.status) for s in first.stops]
    assert names == [
        ("Ar-Rastan", "departed"), ("Salamiyah", "passed"), ("Suqaylabiyah", "at"), ("Qalaat al-Madiq", "passed"), ("Idlib", "arrived"),
    ]  # fmt: skip


def test_what_the_second_is_awaited_to_do_is_no_arrival(convoys: list[Movement]) -> None:
    assert convoys[1].status == "under_way"
    assert {f.low for f in convoys[1].cargo} == {9}


def test_hearsay_is_no_stop(convoys: list[Movement]) -> None:
    assert not any(s.place and s.place.name == "Homs" for s in convoys[0].stops)
