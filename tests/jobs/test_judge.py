import json
from collections.abc import Iterator

import pytest

from marsad.errors import JudgementError
from marsad.jobs.code import Job
from marsad.jobs.ingest import ingest
from marsad.jobs.judge import judge
from marsad.model.judgement import Judgement, Sealed
from marsad.model.report import Report
from marsad.readers import Received
from marsad.store.base import Store
from marsad.store.door import open_store

SAID = "Government forces shelled the town of Taldou on Tuesday, killing four civilians, residents said."


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("memory:") as opened:
        found = [Received(Report(id=name, text=f"{SAID} {name}"), SAID.encode()) for name in ("a", "b")]
        list(ingest(found, Job("base-en", published="2017-03-09"), opened))
        yield opened


def statement(store: Store, report: str = "a") -> dict:
    with store.view() as view:
        return view.report(report).form["statements"][0]


def put(store: Store, verdict="accept", **more) -> Sealed:
    about = {"report": "a", "statement": statement(store)["id"], "by": "Ann", "at": "2017-03-10T08:00:00+00:00"}
    return judge(store, Judgement(verdict=verdict, **about | more))


def test_a_judgement_is_kept_with_what_it_was_about_and_makes_the_record_stale(store: Store):
    one = put(store)
    with store.view() as view:
        assert list(view.judgements()) == [one]
    about = json.loads(one.judgement.about)
    assert about["kind"] == statement(store)["kind"]
    assert about["quote"] == f"{SAID} a"[about["start"] : about["end"]]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"statement": "s0"}, "no such statement"),
        ({"report": "b"}, "no such statement"),
        ({"report": "c"}, "no such statement"),
        ({"by": " "}, "nobody"),
        ({"verdict": "reject"}, "no reason"),
        ({"verdict": "correct", "field": "status", "value": '"denied"'}, "no reason"),
        ({"verdict": "correct", "reason": "x"}, "no field"),
        ({"verdict": "correct", "reason": "x", "field": "id", "value": '"s1"'}, "no field that can be corrected"),
        ({"verdict": "correct", "reason": "x", "field": "status", "value": "denied"}, "no JSON"),
        ({"verdict": "correct", "reason": "x", "field": "status", "value": '"maybe"'}, "happened or"),
        ({"verdict": "correct", "reason": "x", "field": "kind", "value": '"Two Words"'}, "no kind"),
        ({"verdict": "correct", "reason": "x", "field": "figures.9.low", "value": "1"}, "no such part"),
        ({"verdict": "correct", "reason": "x", "field": "figures.0.low", "value": '"four"'}, "number"),
        ({"verdict": "correct", "reason": "x", "field": "figures.0.low", "value": "1e999"}, "number"),
        ({"verdict": "correct", "reason": "x", "field": "figures.0.low", "value": "400"}, "do not fall"),
        ({"verdict": "correct", "reason": "x", "field": "when.from", "value": '"2018-01-01"'}, "before it starts"),
        ({"verdict": "correct", "reason": "x", "field": "when.to", "value": '"soon"'}, "date"),
        ({"verdict": "correct", "reason": "x", "field": "who.0.role", "value": '"friend"'}, "agent or"),
        ({"verdict": "correct", "reason": "x", "field": "who.0", "value": '{"role": "agent", "mention": "a1"}'}, "taken out"),
        ({"verdict": "same"}, "only one"),
        ({"verdict": "same", "other_report": "b", "other_statement": "s0"}, "no such statement"),
        ({"verdict": "embargo", "value": "soon"}, "date"),
        ({"verdict": "release", "role": "reviewer"}, "only a releaser"),
        ({"verdict": "withdraw", "undoes": 7}, "no judgement 7"),
        ({"verdict": "withdraw"}, "no judgement"),
        ({"reason": "x" * 10_001}, "shorter"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_put_down(store: Store, more: dict, said: str):
    with pytest.raises(JudgementError, match=said):
        put(store, **more)
    with store.view() as view:
        assert list(view.judgements()) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("status", '"denied"'), ("kind", '"airstrike"'), ("when.from", '"2017-03-06"'), ("when", "null"), ("figures.0.high", "null")],
)
def test_a_correction_that_fits_is_put_down(store: Store, field: str, value: str):
    with store.view() as view:
        told = next(s for s in view.report("a").form["statements"] if s["figures"])
    one = put(store, "correct", statement=told["id"], field=field, value=value, reason="read again")
    assert (one.judgement.field, one.judgement.value) == (field, value)


def test_pairs_and_withdrawals_speak_of_what_is_there(store: Store):
    other = statement(store, "b")["id"]
    put(store, "same", other_report="b", other_statement=other)
    back = put(store, "withdraw", report="", statement="", undoes=1)
    assert (back.number, back.judgement.report, back.judgement.statement) == (2, "a", statement(store)["id"])
