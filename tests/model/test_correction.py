import json

import pytest

from marsad.errors import JudgementError
from marsad.model.correction import check_correction, corrected
from marsad.model.form import statement_form
from marsad.model.mention import PlaceMention
from marsad.model.statement import Figure, Statement, StatementWhen, Trigger, Where, Who
from marsad.model.when import iso

TEXT = "Shells fell on the town, killing 5 people, of whom 2 children."
FIGURES = (
    Figure("injured", 1, 1, 1, "q0"), Figure("killed", 5, 5, 5, "q1"), Figure("children", 2, 2, 2, "q2", part_of=1),
)  # fmt: skip


def statement(**more) -> Statement:
    held = {"where": (Where("at", "p1"),), "who": (Who("agent", "a1"), Who("target", "a2")), "figures": FIGURES}
    return Statement(id="s1", kind="shelling", status="happened", start=0, end=30, trigger=Trigger(0, 6, "Shells"), **held | more)


def read_as(**corrections: object) -> Statement:
    return corrected(statement(), {path.replace("__", "."): json.dumps(value) for path, value in corrections.items()}, TEXT).statement


def test_a_correction_changes_that_field_and_nothing_else():
    was, now = statement_form(statement()), statement_form(read_as(status="denied", figures__1__low=4))
    assert now.pop("status") == "denied"
    assert now["figures"][1].pop("low") == 4
    was.pop("status")
    was["figures"][1].pop("low")
    assert now == was


def test_what_is_taken_out_leaves_its_parts_standing_alone():
    assert [(f.what, f.part_of) for f in read_as(figures__1=None).figures] == [("injured", None), ("children", None)]
    assert [(f.what, f.part_of) for f in read_as(figures__0=None).figures] == [("killed", None), ("children", 0)]
    assert [w.mention for w in read_as(who__0=None).who] == ["a2"]


def test_a_figure_may_be_said_to_be_one_number():
    found = read_as(figures__1=7).figures[1]
    assert (found.what, found.low, found.best, found.high) == ("killed", 7, 7, 7)


def test_sides_may_be_turned_round():
    assert [w.role for w in read_as(who__0__role="target", who__1__role="agent").who] == ["target", "agent"]


def test_a_time_may_be_told_where_there_was_none_and_taken_away():
    found = read_as(when__from="2017-03-06", when__precision="day").when
    assert found is not None
    assert (iso(found.start), found.end, found.precision, found.basis) == ("2017-03-06", None, "day", "stated")
    told = statement(when=StatementWhen(None, None, "vague", None, "context"))
    assert corrected(told, {"when": "null"}, TEXT).statement.when is None


PLACE = PlaceMention(
    id="p1", start=19, end=23, text="town", rule="places", name="Town", place_id="x:1", kind="settlement", lat=1.0, lon=2.0, radius_km=3.0,
    country="SY", admin1="Homs", confidence=0.4,
)  # fmt: skip
OTHER = {"name": "Taldou", "place_id": "x:2", "kind": "settlement", "lat": 34.9, "lon": 36.5, "radius_km": 1.5, "country": "SY",
         "admin1": "Homs"}  # fmt: skip


def test_another_place_rests_on_the_words_that_were_misread():
    found = corrected(statement(), {"where.0.place": json.dumps(OTHER)}, TEXT, (PLACE,))
    (new,) = found.mentions
    assert (new.id, new.rule, new.start, new.end, new.text) == (found.statement.where[0].mention, "judgement", 19, 23, "town")
    assert isinstance(new, PlaceMention)
    assert (new.name, new.place_id, new.lat, new.confidence) == ("Taldou", "x:2", 34.9, 1.0)
    assert new.id != "p1"
    assert found.statement.where[0].role == "at"


def test_a_place_put_in_and_taken_out_again_is_out():
    found = corrected(statement(), {"where.0.place": json.dumps(OTHER), "where.0": "null"}, TEXT, (PLACE,))
    assert (found.statement.where, found.mentions) == ((), ())


def test_a_correction_that_has_no_place_any_more_is_passed_over():
    bare = statement(figures=())
    assert corrected(bare, {"figures.1.low": "4", "status": '"denied"'}, TEXT).statement.status == "denied"
    assert corrected(bare, {"figures.1.low": "4"}, TEXT).statement == bare


@pytest.mark.parametrize(
    ("field", "value"),
    [("status", '"denied"'), ("figures.1.high", "null"), ("figures.2", "null"), ("figures.1", "12"),
     ("who.1.role", '"agent"'), ("phase", '"arrived"'),
     ("where.0.place", json.dumps(OTHER)), ("who.1.actor", '{"name": "gunmen", "actor_id": null, "actor_type": "unknown"}'),
     ("degree", "null"), ("when.from", '"2017-03-06T10:00:00"'), ("figures.0.cumulative", "true")],
)  # fmt: skip
def test_what_may_be_corrected_is_let_through(field: str, value: str):
    check_correction(statement_form(statement()), field, value, TEXT)


@pytest.mark.parametrize(
    ("field", "value"),
    [("id", '"s2"'), ("start", "3"), ("rule", '"x"'), ("figures", "[]"), ("figures.00.low", "1"), ("figures.-1.low", "1"),
     ("where.0.lat", "1"), ("status", "null"), ("kind", "7"), ("figures.0", "{}"), ("figures.0.low", "NaN"), ("figures.0.low", "-1"),
     ("figures.0.what", "null"), ("where.0.place", '"Taldou"'), ("where.0.place", json.dumps(OTHER | {"lat": 99.0})),
     ("where.0.place", "null"),
     ("where.1.place", json.dumps(OTHER)), ("who.0.place", json.dumps(OTHER)), ("who.0.actor", '{"name": "gunmen"}'),
     ("status.x", '"denied"'), ("", "1"), ("who.0.role", "[]"), ("when.from", '"2017-99-99"'), ("status", "[" * 100_000)],
)  # fmt: skip
def test_what_may_not_is_refused(field: str, value: str):
    with pytest.raises(JudgementError):
        check_correction(statement_form(statement()), field, value, TEXT)
