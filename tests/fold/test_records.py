"""The fold of one report, on a story told by hand."""

from dataclasses import replace
from random import Random

import pytest
from convoys import reading
from hypothesis import given, settings
from hypothesis import strategies as st
from story import Story

from marsad.fold.records import fold_reading, fold_records
from marsad.model.record import Agreement, Movement, Records
from marsad.pack.load import load_pack
from marsad.pack.pack import Pack


@pytest.fixture(scope="module")
def records(syria: Pack) -> Records:
    return fold_reading(reading(), syria).records


def to(records: Records, place: str) -> Movement:
    (found,) = (m for m in records.movements if m.destination and m.destination.name == place)
    return found


def of(records: Records, party: str) -> Agreement:
    (found,) = (a for a in records.agreements if party in [p.name for p in a.parties])
    return found


def test_every_statement_is_in_one_event(records: Records) -> None:
    rested_on = [i for e in records.events for i in e.statements]
    assert sorted(rested_on) == sorted(s.id for s in reading().statements)


def test_convoys_stay_apart(records: Records) -> None:
    assert len({m.id for m in (to(records, "Raqqa"), to(records, "Jayrud"), to(records, "Idlib"))}) == 3


def test_a_convoy_under_way(records: Records) -> None:
    convoy = to(records, "Raqqa")
    assert (convoy.what, convoy.status) == ("convoy", "under_way")
    assert convoy.origin
    assert convoy.origin.name == "the Qara crossing"
    assert [(s.place.name if s.place else None, s.status) for s in convoy.stops] == [
        ("the Qara heights", "at"), ("the Qara crossing", "departed"), ("Homs province", "at"), ("Raqqa", "expected"),
    ]  # fmt: skip
    assert convoy.position
    assert convoy.position.place
    assert convoy.position.place.name == "Homs province"
    assert convoy.eta
    assert convoy.eta.start
    assert convoy.eta.start.day == 5
    assert [p.name for p in convoy.participants] == ["Falcon Movement", "their families"]


def test_buses_that_gathered_belong_to_the_convoy_that_left_nearby(records: Records) -> None:
    gathered = next(s.id for s in reading().statements if s.phase == "gathered")
    assert gathered in to(records, "Raqqa").statements


def test_an_arrived_convoy_keeps_parts_in_their_whole(records: Records) -> None:
    convoy = to(records, "Jayrud")
    assert convoy.status == "arrived"
    assert convoy.origin
    assert convoy.origin.name == "Lebanon"
    assert [p.name for p in convoy.via] == ["Maalula"]
    assert [(f.what, f.low, f.high) for f in convoy.cargo] == [
        ("buses", 10, 99),
        ("buses", 30, 30),
        ("people", 900, None),
        ("fighters", 120, 120),
    ]
    (fighters,) = (f for f in convoy.cargo if f.what == "fighters")
    assert fighters.part_of is not None
    assert convoy.cargo[fighters.part_of].what == "people"
    assert convoy.eta is None


def test_two_agreements(records: Records) -> None:
    first, second = of(records, "Falcon Movement"), of(records, "the Party")
    assert first.id != second.id
    assert first.date is None
    assert second.date
    assert str(second.date.start) == "2017-04-02 00:00:00"
    assert {"the Nour Army", "the Party"} <= {p.name for p in second.parties}


def test_steps_come_in_order(records: Records) -> None:
    bodies, transfer = of(records, "Falcon Movement").steps
    assert ("bodies" in bodies.what, bodies.status, bodies.order) == (True, "done", 1)
    assert (transfer.status, transfer.order) == ("under_way", 2)
    assert transfer.statements == to(records, "Raqqa").statements


def test_one_thing_for_another(records: Records) -> None:
    terms = of(records, "the Party").terms
    (leaving,) = (t for t in terms if "leave" in t.what)
    assert leaving.in_exchange_for
    assert "captives" in leaving.in_exchange_for


def test_a_movement_knows_its_agreement(records: Records) -> None:
    assert to(records, "Raqqa").agreement == of(records, "Falcon Movement").id
    assert to(records, "Jayrud").agreement == to(records, "Idlib").agreement == of(records, "the Party").id


def test_contradictory_control_stays_two_lines(records: Records) -> None:
    lines = [c for c in records.control if c.area and c.area.name == "border strip"]
    assert [(c.status, c.degree, c.change) for c in lines] == [("happened", "full", "gained"), ("conditional", "full", "gained")]
    assert lines[0].condition is None
    assert lines[1].condition in {s.id for s in reading().statements}
    assert all([x if isinstance(x, str) else x.name for x in c.exceptions] == ["the Wadi area"] for c in lines)


def test_partial_control(records: Records) -> None:
    (line,) = (c for c in records.control if c.area and c.area.name == "Raqqa")
    assert (line.degree, line.change, [a.name for a in line.actors]) == ("mostly", "held", ["Falcon Movement"])


@given(st.integers())
@settings(max_examples=30, deadline=None)
def test_the_order_of_statements_does_not_matter(seed: int) -> None:
    pack, told = load_pack("syria"), reading()
    mixed = list(told.statements)
    Random(seed).shuffle(mixed)
    assert fold_reading(replace(told, statements=tuple(mixed)), pack).records == fold_reading(told, pack).records


@given(st.integers())
@settings(max_examples=10, deadline=None)
def test_the_order_of_readings_does_not_matter(seed: int) -> None:
    pack = load_pack("syria")
    readings = [replace(reading(), report=replace(reading().report, id=f"r{i}", published=f"2017-05-0{i + 1}")) for i in range(4)]
    mixed = readings[:]
    Random(seed).shuffle(mixed)
    assert fold_records(mixed, pack) == fold_records(readings, pack)


def test_a_reading_without_statements_has_no_records(syria: Pack) -> None:
    assert fold_reading(replace(reading(), statements=()), syria).records == Records()


def test_a_city_and_its_governorate_are_two_lines_with_two_ids(syria: Pack) -> None:
    s = Story("Rebels hold Homs and Homs province.", published="2017-05-05", source="Monitor")
    rebels = s.actor("Rebels", actor_id="rebels", kind="rebel_group")
    city = s.place("Homs", place_id="x:city", lat=34.73, lon=36.71, kind="settlement")
    province = s.place("Homs province", name="Homs", place_id="x:province", lat=34.7, lon=38.0, kind="admin1", radius_km=90.0)
    s.say(
        "control", "Rebels hold Homs and Homs province", "hold", "happened", {"holder": rebels}, {"at": [city, province]},
        degree="full", change="held",
    )  # fmt: skip
    lines = fold_reading(s.reading(), syria).records.control
    assert len({line.id for line in lines}) == len(lines) == 2
