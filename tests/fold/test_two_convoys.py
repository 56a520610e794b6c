"""Two convoys told by several reports of our own, read by the real pipeline: each is one movement, with its stops in order."""

import pytest

from marsad.fold.records import fold_records
from marsad.model.record import Movement, Records
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


def records_of(*reports: tuple[str, str, str]) -> Records:
    pack = load_pack("syria")
    made = [
        Report(f"r{n}", text, published=day, published_basis="given", source=source, language="en")
        for n, (day, source, text) in enumerate(reports)
    ]
    return fold_records([read(r, pack) for r in made], pack)


def test_a_mere_word_for_an_act_is_not_the_act_another_report_tells() -> None:
    found = records_of(
        ("2017-04-02", "Wire", "Idlib province - Wire: the talks came after weeks of shelling."),
        ("2017-04-03", "Live", "On Sunday gunmen shelled the village of Binnish with rockets and wounded three civilians."),
    )
    assert sorted(e.reports for e in found.events if e.kind == "shelling") == [("r0",), ("r1",)]


def test_a_running_total_is_no_event() -> None:
    text = "The number of those killed by shelling on Rastan since the beginning of the year has risen to 61 at least."
    assert not [e for e in records_of(("2017-04-02", "Council", text)).events if e.kind == "killing"]


DEAL = (
    ("2017-04-01", "Monitor", "An agreement was reached today, the 1st of April 2017, between Hezbollah on one side and Ahrar al-Sham on "
     "the other. It provides for the evacuation of the fighters from Rastan to Idlib in exchange for the release of 12 prisoners."),
    ("2017-04-05", "Wire", "Ahrar al-Sham released the 12 prisoners near Rastan on Tuesday, in the last step of the agreement reached with "
     "Hezbollah on the 1st of April. The UN is not a party to the agreement."),
)  # fmt: skip


def test_a_deal_of_two_reports_is_one_and_dated_by_its_striking() -> None:
    (deal,) = records_of(*DEAL).agreements
    assert deal.reports == ("r0", "r1")
    assert deal.date is not None
    assert str(deal.date.start) == "2017-04-01 00:00:00"
    assert [p.name for p in deal.parties] == ["Hezbollah", "Ahrar al-Sham"]


def test_terms_are_what_binds_and_stand_once() -> None:
    (deal,) = records_of(*DEAL).agreements
    assert [t.what for t in deal.terms] == ["the evacuation of the fighters from Rastan to Idlib", "the release of 12 prisoners"]


def test_a_later_report_moves_a_step_on() -> None:
    (deal,) = records_of(*DEAL).agreements
    assert [s.status for s in deal.steps if "prisoners" in s.what] == ["done"]


def test_a_deal_of_which_nothing_is_told_is_no_record() -> None:
    assert records_of(("2017-04-05", "Wire", "The UN is not a party to the agreement.")).agreements == ()


def test_who_leads_a_group_strikes_its_deals() -> None:
    text = (
        "The deal with Ahrar al-Sham, announced by Secretary General Hassan Nasrallah on Monday, lets 20 fighters leave Rastan for Idlib."
    )
    (deal,) = records_of(("2017-04-05", "Wire", text)).agreements
    assert "Hezbollah" in [p.name for p in deal.parties]


def test_a_stop_is_the_town_not_the_country_around_it() -> None:
    text = "The convoy from Rastan has stopped near Al-Suqaylabiyah in the western countryside of Hama."
    (convoy,) = (m for m in records_of(("2017-04-05", "Wire", text)).movements if m.status == "stalled")
    assert [s.place.name for s in convoy.stops if s.place and s.status == "at"] == ["Suqaylabiyah"]


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("A convoy of 18 buses left Taldou at 9 a.m. today and is heading to Idlib by way of Salamiyah.", False),
        ("A convoy of 18 buses is heading from Taldou to Idlib via Salamiyah.", False),
        ("A convoy of 18 buses from Taldou passed through Salamiyah this morning.", True),
        ("A convoy of 18 buses from Taldou arrived in Idlib by way of Salamiyah this morning.", True),
    ],
)
def test_a_town_on_the_way_is_passed_only_where_they_have_come_farther(text: str, passed: bool) -> None:
    pack = load_pack("syria")
    report = Report("r", text, published="2017-03-09", published_basis="given", source="Wire", language="en")
    (movement,) = fold_records([read(report, pack)], pack).movements
    assert ("Salamiyah" in [s.place.name for s in movement.stops if s.status == "passed"]) is passed
    assert passed or "Salamiyah" in [p.name for p in movement.via]
