"""What people said holds in the record: rejected, corrected, one, two, taken back; whatever the order in which it is handed over."""

import json
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from manyvoices import readings, strike

from marsad.fold.records import fold_records
from marsad.model.form import records_form
from marsad.model.judgement import Judgement, Sealed, sealed
from marsad.model.reading import Reading
from marsad.model.record import Records
from marsad.pack.load import load_pack

PACK = load_pack("syria")


def chain(*judgements: dict[str, Any]) -> list[Sealed]:
    """Judgements in the order in which they were put down."""
    said: list[Sealed] = []
    for given_ in judgements:
        fields = {"by": "Nour", "at": "2017-06-01T10:00:00Z", "reason": "seen in the film", **given_}
        said.append(sealed(Judgement(**fields), said[-1] if said else None))
    return said


def of(report: str, verdict: str, **more: Any) -> dict[str, Any]:
    """A judgement of the one statement of a report about the strike."""
    return {"verdict": verdict, "report": report, "statement": statement_of(report), **more}


def statement_of(report: str) -> str:
    return next(r.statements[0].id for r in told() if r.report.id == report)


def told() -> list[Reading]:
    return readings()


def folded(said: list[Sealed], from_: list[Reading] | None = None) -> Records:
    return fold_records(told() if from_ is None else from_, PACK, said)


def strikes(records: Records) -> list[tuple[str, ...]]:
    return sorted(e.reports for e in records.events if e.kind == "airstrike")


def test_without_judgements_nothing_is_reviewed() -> None:
    assert all(r.review is None for r in (*folded([]).events, *folded([]).movements, *folded([]).agreements, *folded([]).control))


def test_a_rejected_statement_is_in_no_record() -> None:
    assert strikes(folded([])) == [("a", "b", "c")]
    records = folded(chain(of("b", "reject", reason_code="wrong")))
    assert strikes(records) == [("a", "c")]
    assert "9" not in [str(f.best) for e in records.events for f in e.figures]


def test_what_hung_on_a_rejected_statement_hangs_on_nothing() -> None:
    deal = next(s for r in told() if r.report.id == "d" for s in r.statements if s.kind == "agreement")
    records = folded(chain({"verdict": "reject", "report": "d", "statement": deal.id}))
    assert [a.reports for a in records.agreements] == [("e",)]
    assert [m.reports for m in records.movements] == [("d", "e")]


def test_a_correction_reads_anew_and_shows_what_stood_there() -> None:
    records = folded(chain(of("b", "correct", field="figures.0.low", value="8"), of("b", "correct", field="figures.0.best", value="8")))
    (event,) = [e for e in records.events if e.kind == "airstrike"]
    assert [(f.low, f.best) for f in event.told if f.report == "b"] == [(8, 8)]
    assert event.review
    assert event.review.state == "unreviewed"  # two of its statements nobody has looked at
    assert [(c.field, c.was, c.now) for c in event.review.corrected] == [("figures.0.best", "9", "8"), ("figures.0.low", "9", "8")]


def test_a_corrected_status_is_another_event() -> None:
    records = folded(chain(of("b", "correct", field="status", value='"denied"')))
    assert strikes(records) == [("a", "c"), ("b",)]
    assert [e.review.state for e in records.events if e.review] == ["corrected"]


def test_another_place_and_another_side_are_those_of_the_record() -> None:
    place = {
        "name": "Saraqib",
        "place_id": "x:1",
        "kind": "settlement",
        "lat": 35.86,
        "lon": 36.8,
        "radius_km": 2,
        "country": "SY",
        "admin1": "Idlib",
    }
    side = {"name": "Russian Armed Forces", "actor_id": "russian-forces", "actor_type": "external_forces", "codes": {"cameo": "RUSMIL"}}
    records = folded(
        chain(
            of("b", "correct", field="where.0.place", value=json.dumps(place)),
            of("b", "correct", field="who.0.actor", value=json.dumps(side)),
        )
    )
    assert strikes(records) == [("a", "c"), ("b",)]  # told of another town by another side: another strike
    (event,) = [e for e in records.events if e.kind == "airstrike" and e.reports == ("b",)]
    assert event.place is not None
    assert (event.place.name, event.place.lat, event.place.place_id) == ("Saraqib", 35.86, "x:1")
    assert [(a.name, a.actor_id, a.text) for a in event.actors] == [("Russian Armed Forces", "russian-forces", "Warplanes")]
    assert event.review is not None
    assert [(c.field, json.loads(c.was), json.loads(c.now)) for c in event.review.corrected] == [
        ("where.0.place", "Binnish", "Saraqib"),
        ("who.0.actor", "Warplanes", "Russian Armed Forces"),
    ]


def test_a_record_is_accepted_where_all_its_statements_are() -> None:
    some = folded(chain(of("a", "accept"), of("b", "accept")))
    assert [e.review.state for e in some.events if e.review] == ["unreviewed"]
    every = folded(chain(*(of(r, "accept") for r in "abc")))
    assert [e.review.state for e in every.events if e.review] == ["accepted"]


def test_what_a_person_parts_is_never_joined() -> None:
    parted = chain(of("a", "different", other_report="b", other_statement=statement_of("b")))
    assert not any({"a", "b"} <= set(e) for e in strikes(folded(parted)))


def test_what_a_person_joins_is_one_however_unlike() -> None:
    far = strike("far", "Gazette", "2017-09-01", 77, happened="2017-08-30").reading()
    assert strikes(folded([], [*told(), far])) == [("a", "b", "c"), ("far",)]
    joined = chain(of("a", "same", other_report="far", other_statement=far.statements[0].id))
    assert strikes(folded(joined, [*told(), far])) == [("a", "b", "c", "far")]
    (event,) = [e for e in folded(joined, [*told(), far]).events if "far" in e.reports]
    assert ("a person said that they are one (judgement 1)",) in [j.reasons for j in event.merged]


def test_the_last_word_on_a_pair_holds() -> None:
    pair = {"other_report": "b", "other_statement": statement_of("b")}
    assert strikes(folded(chain(of("a", "different", **pair), of("a", "same", **pair)))) == [("a", "b", "c")]


def test_a_withdrawn_judgement_has_no_effect() -> None:
    rejected = of("b", "reject")
    assert folded(chain(rejected, of("b", "withdraw", undoes=1))) == folded([])


def test_an_orphaned_judgement_has_no_effect() -> None:
    assert folded(chain({"verdict": "reject", "report": "a", "statement": "s-of-an-older-pack"})) == folded([])


def test_two_convoys_that_a_person_parts_stay_two() -> None:
    by_report = {r.report.id: [s.id for s in r.statements if s.kind == "movement"] for r in told()}
    parted = {
        "verdict": "different",
        "report": "d",
        "statement": by_report["d"][0],
        "other_report": "e",
        "other_statement": by_report["e"][0],
    }
    assert len(folded([]).movements) == 1
    assert len(folded(chain(parted)).movements) == 2


@given(st.integers())
@settings(max_examples=20, deadline=None)
def test_neither_the_order_of_reports_nor_that_of_judgements_matters(seed: int) -> None:
    pair = {"other_report": "b", "other_statement": statement_of("b")}
    said = chain(of("a", "different", **pair), of("c", "correct", field="figures.0.best", value="12"), of("b", "accept"), of("a", "unsure"))
    mixed, order = list(said), told()
    Random(seed).shuffle(mixed)
    Random(seed + 1).shuffle(order)
    assert records_form(folded(mixed, order)) == records_form(folded(said))


def test_the_form_says_why_and_what_people_said() -> None:
    form = records_form(folded(chain(of("b", "correct", field="status", value='"ongoing"'))))
    (event,) = [e for e in form["events"] if e["kind"] == "airstrike" and "b" in e["reports"]]
    assert event["review"]["corrected"] == [{"statement": statement_of("b"), "field": "status", "was": "happened", "now": "ongoing"}]
    assert all(j["reasons"] and len(j["pair"]) == 2 for j in event.get("merged", []))
    assert json.loads(json.dumps(form)) == form
