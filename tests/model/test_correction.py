import json

import pytest

from marsad.errors import JudgementError
from marsad.model.correction import check_correction, corrected
from marsad.model.form import statement_form
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
    return corrected(statement(), {path.replace("__", "."): json.dumps(value) for path, value in corrections.items()}, TEXT)


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
    assert corrected(told, {"when": "null"}, TEXT).when is None


def test_a_correction_that_has_no_place_any_more_is_passed_over():
    bare = statement(figures=())
    assert corrected(bare, {"figures.1.low": "4", "status": '"denied"'}, TEXT).status == "denied"
    assert corrected(bare, {"figures.1.low": "4"}, TEXT) == bare


@pytest.mark.parametrize(
    ("field", "value"),
    [("status", '"denied"'), ("figures.1.high", "null"), ("figures.2", "null"), ("figures.1", "12"),
     ("who.1.role", '"agent"'), ("phase", '"arrived"'),
     ("degree", "null"), ("when.from", '"2017-03-06T10:00:00"'), ("figures.0.cumulative", "true")],
)  # fmt: skip
def test_what_may_be_corrected_is_let_through(field: str, value: str):
    check_correction(statement_form(statement()), field, value, TEXT)


@pytest.mark.parametrize(
    ("field", "value"),
    [("id", '"s2"'), ("start", "3"), ("rule", '"x"'), ("figures", "[]"), ("figures.00.low", "1"), ("figures.-1.low", "1"),
     ("where.0.lat", "1"), ("status", "null"), ("kind", "7"), ("figures.0", "{}"), ("figures.0.low", "NaN"), ("figures.0.low", "-1"),
     ("figures.0.what", "null"),
     ("status.x", '"denied"'), ("", "1"), ("who.0.role", "[]"), ("when.from", '"2017-99-99"'), ("status", "[" * 100_000)],
)  # fmt: skip
def test_what_may_not_is_refused(field: str, value: str):
    with pytest.raises(JudgementError):
        check_correction(statement_form(statement()), field, value, TEXT)
