"""Many reports, one history: our own five reports by hand."""

from dataclasses import replace

import pytest
from manyvoices import STRIKE, arriving, leaving, readings, strike
from story import Story

from marsad.fold.records import fold_records
from marsad.model.reading import Reading
from marsad.model.record import Event, Records
from marsad.model.statement import Figure
from marsad.pack.pack import Pack


@pytest.fixture(scope="module")
def records(syria: Pack) -> Records:
    return fold_records(readings(), syria)


def struck(records: Records) -> Event:
    (found,) = (e for e in records.events if e.kind == "airstrike")
    return found


def test_one_strike_told_by_two_outlets_in_three_reports_is_one_event(records: Records) -> None:
    event = struck(records)
    assert event.reports == ("a", "b", "c")
    assert [(v.name, v.reports) for v in event.voices] == [("Monitor", ("a", "c")), ("Wire", ("b",))]


def test_every_figure_is_kept_with_its_teller_and_a_newer_one_supersedes(records: Records) -> None:
    event = struck(records)
    assert {f.low for f in event.figures} == {6, 9, 11}
    assert [(f.source, f.best, f.superseded) for f in event.told] == [("Monitor", 6, True), ("Wire", 9, False), ("Monitor", 11, False)]


def test_three_views(records: Records) -> None:
    (view,) = struck(records).views
    assert (view.conservative, view.representative, view.informative) == (9, 11, 11)
    assert (view.low, view.high, view.open, view.basis, view.tellers) == (9, 11, False, "latest", 2)


def test_a_convoy_that_one_report_sees_leave_and_another_arrive(records: Records) -> None:
    (convoy,) = records.movements
    assert convoy.reports == ("d", "e")
    assert [(s.place.name if s.place else None, s.status) for s in convoy.stops] == [("Qara", "departed"), ("Raqqa", "arrived")]
    assert [(f.what, f.low) for f in convoy.cargo] == [("buses", 20), ("buses", 17)]
    assert convoy.status == "arrived"


def test_an_expected_arrival_is_confirmed_by_a_later_report(syria: Pack) -> None:
    first = leaving()
    raqqa = first.place("Raqqa", kind="admin1", lat=35.95, lon=39.0, radius_km=100.0)
    convoy = first.statements[1].subject
    first.say(
        "movement", "for Raqqa", "for", "expected", {"participant": "m0"}, {"to": raqqa}, phase="expected", subject=convoy
    )  # fmt: skip
    alone = fold_records([first.reading()], syria).movements
    assert [s.status for s in alone[0].stops] == ["departed", "expected"]
    (both,) = fold_records([arriving().reading(), first.reading()], syria).movements
    assert [s.status for s in both.stops] == ["departed", "arrived"]


def test_a_deal_gathers_its_step_from_both_and_the_movement_knows_it(records: Records) -> None:
    (deal,) = records.agreements
    assert deal.reports == ("d", "e")
    (step,) = deal.steps
    assert step.status == "done"
    assert records.movements[0].agreement == deal.id


def test_b_that_quotes_a_adds_no_voice(syria: Pack) -> None:
    first, second = strike("a", "Monitor", "2017-05-05", 6), strike("b", "Wire", "2017-05-05", 6)
    said = second.statements[0].said_by[0]
    second.change(second.statements[0].id, said_by=(replace(said, name="Monitor", basis="named"),))
    event = struck(fold_records([first.reading(), second.reading()], syria))
    assert [(v.name, v.reports, v.carried_by) for v in event.voices] == [("Monitor", ("a", "b"), ("Wire",))]
    assert event.views[0].basis == "agreed"


def long_story(report: str, source: str, head: str = "") -> Story:
    body = " ".join(f"Neighbours in street number {n} told the monitor that they had heard aircraft." for n in range(8))
    s = Story(f"{head}Warplanes hit Binnish. {body}", id=report, source=source, published="2017-05-05")
    s.say("airstrike", "Warplanes hit Binnish", "hit", where={"at": s.place("Binnish", lat=35.95, lon=36.71)}, by=source)
    return s


def test_copies_are_one_voice_and_one_event(syria: Pack) -> None:
    same, headed = long_story("b", "Copier"), long_story("c", "Other", "Taken from the Monitor's page this morning. ")
    event = struck(fold_records([long_story("a", "Monitor").reading(), same.reading(), headed.reading()], syria))
    assert event.reports == ("a", "b", "c")
    assert [(v.reports, v.carried_by) for v in event.voices] == [(("a", "b", "c"), ("Copier", "Other"))]


def test_a_short_text_that_two_reports_have_by_chance_stays_two_reports(syria: Pack) -> None:
    first, second = (strike(r, "Monitor", "2017-05-05", 6, happened=day) for r, day in (("a", "2017-05-04"), ("b", "2017-04-20")))
    found = fold_records([first.reading(), second.reading()], syria)
    assert [e.reports for e in found.events] == [("a",), ("b",)]
    assert len({e.id for e in found.events}) == 2


def test_a_running_total_is_never_a_figure_of_the_event(syria: Pack) -> None:
    s = strike(*STRIKE[0])
    s.change(s.statements[0].id, figures=(Figure("killed", 6, 6, 6), Figure("killed", 112, 112, 112, cumulative=True)))
    event = struck(fold_records([s.reading()], syria))
    assert [f.best for f in event.told] == [6]
    assert event.views[0].informative == 6


def soldiers(report: str, clause: str, killed_day: str) -> Reading:
    s = Story(clause, id=report, source=report, published=killed_day)
    falcon, taken = s.actor("Falcon fighters", actor_id="falcon", kind="rebel_group"), s.actor("nine bakers of the cooperative")
    s.say("abduction", clause, "abducted", who={"agent": falcon, "target": taken}, figures=(Figure("people", 9, 9, 9),))
    return s.reading()


def test_events_told_without_place_and_time_meet_by_sides_numbers_and_words(syria: Pack) -> None:
    first = soldiers("a", "Falcon fighters abducted nine bakers of the cooperative", "2017-05-01")
    second = soldiers("b", "Falcon fighters abducted nine bakers of the cooperative, a witness said", "2017-05-03")
    late = soldiers("c", "Falcon fighters abducted nine bakers of the cooperative again", "2018-05-03")
    assert [e.reports for e in fold_records([first, second, late], syria).events] == [("a", "b"), ("c",)]
