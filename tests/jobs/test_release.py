import io
from pathlib import Path

import pytest

from marsad.jobs.code import Job
from marsad.jobs.ingest import ingest
from marsad.jobs.intake import reports_of
from marsad.jobs.rebuild import rebuild
from marsad.jobs.release import release_of, reviews
from marsad.jobs.units import units_of, with_near
from marsad.jobs.viewed import viewed
from marsad.model.judgement import Judgement, sealed
from marsad.model.release import Release
from marsad.pack.pack import Pack
from marsad.store.base import Wanted
from marsad.store.door import open_store
from tests.exports.releases import ARMY, HOMS, REBELS, TALDOU, actor, claim, event, when

SAGA = Path(__file__).parent.parent.parent / "examples" / "saga.jsonl"


@pytest.fixture(scope="module")
def store():
    with open_store("memory:") as opened:
        list(ingest(reports_of([str(SAGA)], io.BytesIO()), Job("syria"), opened))
        yield opened


@pytest.fixture(scope="module")
def whole(store, syria: Pack) -> Release:
    rebuild(store, syria)
    with store.view() as view:
        return release_of(view, syria)


def shelling(given: Release):
    return next(r for r in given.sort("event") if r["kind"] == "shelling" and r["views"])


def test_every_statement_of_every_record_is_there(whole: Release):
    for record in whole.records:
        assert {s.id for s in whole.statements_of(record)} == set(record["statements"])
        assert {r.id for r in whole.reports_of(record)} == set(record["reports"])


def test_phrases_and_quotes_are_words_of_their_reports(whole: Release, store):
    with store.view() as view:
        texts = {kept.id: kept.form["report"]["text"] for kept in view.reports()}
    for about in whole.statements.values():
        text = texts[about.report]
        assert about.quote == " ".join(text[about.start : about.end].split())
        assert all(text[p.start : p.end] == p.text for p in about.phrases)


def test_claims_are_what_single_reports_tell_of_an_event(whole: Release):
    told = whole.claims_of(shelling(whole)["id"])
    assert [(c["report"], c["views"][0]["low"]) for c in told] == [("saga-01-monitor", 4), ("saga-03-council", 7), ("saga-10-monitor", 8)]


def test_events_have_their_codes_and_parties_their_sides(whole: Release):
    found = shelling(whole)
    assert found["codes"]["acled"]["sub_event_type"] == "Shelling/artillery/missile attack"
    assert found["codes"]["plover"] == {"event": "ASSAULT"}
    assert [(a["side"], a["codes"]["acled"]) for a in found["actors"]] == [(1, "State forces")]
    assert {(t["side"], t["codes"]["acled"]) for t in found["targets"]} == {(2, "Civilians")}


def test_parties_of_a_deal_stand_on_two_sides(whole: Release):
    deal = next(r for r in whole.sort("event") if r["kind"] == "agreement" and len(r["actors"]) == 4)
    assert [a["side"] for a in deal["actors"]] == [1, 1, 2, 2]


def test_only_what_is_wanted_is_there(store, syria: Pack, whole: Release):
    with store.view() as view:
        part = release_of(view, syria, Wanted(sort="event", kind="shelling"), "conservative", {"kind": "shelling"})
    assert {r["kind"] for r in part.records} == {"shelling"}
    assert set(part.reports) < set(whole.reports)
    assert {c["event"] for c in part.claims} == {r["id"] for r in part.records}
    assert (part.view, part.filters) == ("conservative", {"kind": "shelling"})


def test_units_of_the_countries_named(syria: Pack):
    units = units_of(["SY"], syria)
    assert units["SY"]["kind"] == "country"
    assert units["SY/Homs"]["kind"] == "admin1"
    assert units["SY/Homs/capital"]["name"] == "Homs"
    assert not any(key.startswith("LB") for key in units)


def test_a_place_moved_or_widened_is_only_near(syria: Pack):
    places = {"here": dict(TALDOU), "north": TALDOU | {"lat": 34.9554, "radius_km": 9.5}, "unknown": TALDOU | {"place_id": None}}
    with_near(places, syria)
    assert [name for name, place in places.items() if place.get("near")] == ["north"]
    with_near(places, syria, frozenset({"Taldou"}))
    assert all(place["near"] for place in places.values())


def told(first: str, last: str | None, place, actors):
    return claim(event(when=when(first, last), place=place, actors=actors, targets=[]))


def test_three_views_of_when_where_and_who():
    whole = event(when=when("2017-03-07", "2017-03-08"))
    claims = [
        told("2017-03-06", "2017-03-09", HOMS, [actor("gunmen", "unknown", known=False)]),
        told("2017-03-07T10:00:00", "2017-03-07T11:00:00", TALDOU, [ARMY]),
    ]
    wide, narrow = viewed(whole, claims, "conservative"), viewed(whole, claims, "informative")
    assert viewed(whole, claims, "representative") is whole
    assert (wide["when"]["from"], wide["when"]["to"], wide["place"]["kind"]) == ("2017-03-06", "2017-03-09", "admin1")
    assert [a["name"] for a in wide["actors"]] == ["gunmen"]
    assert (narrow["when"]["from"], narrow["place"]["name"], narrow["actors"]) == ("2017-03-07T10:00:00", "Taldou", [ARMY])


def test_an_end_that_one_report_leaves_open_is_open_in_the_widest_time():
    claims = [told("2017-03-06", None, None, []), told("2017-03-07", "2017-03-08", TALDOU, [REBELS])]
    assert viewed(event(), claims, "conservative")["when"]["to"] is None


def judged(*verdicts: tuple[str, str]):
    chain = []
    for number, (by, verdict) in enumerate(verdicts, 1):
        judgement = Judgement(verdict=verdict, report="r1", statement="s1", by=by, role="reviewer", at=f"2026-01-0{number}T00:00:00Z")
        chain.append(sealed(judgement, chain[-1] if chain else None))
    return reviews(chain)


@pytest.mark.parametrize(
    ("verdicts", "state"),
    [
        ([("a", "accept")], "accepted"),
        ([("a", "reject"), ("a", "accept")], "accepted"),
        ([("a", "reject"), ("b", "accept")], "contested"),
        ([("a", "accept"), ("b", "second_reader")], "accepted"),
        ([("b", "second_reader")], "needs_second"),
        ([("a", "accept"), ("b", "release")], "accepted"),
    ],
)
def test_what_people_say_of_a_statement(verdicts, state):
    found = judged(*verdicts)["s1"]
    assert found.state == state
    assert (found.role, found.at) == ("reviewer", found.at)
    assert not {"a", "b"} & {found.role, found.at}


def test_nobody_has_judged():
    assert judged(("a", "release")) == {}


def test_what_people_corrected_is_told_as_they_corrected_it(syria: Pack):
    with open_store("memory:") as store:
        list(ingest(reports_of([str(SAGA)], io.BytesIO()), Job("syria"), store))
        with store.view() as view:
            kept = view.report("saga-03-council")
        assert kept is not None
        said = next(s for s in kept.form["statements"] if any(f["what"] == "killed" and f["low"] == 7 for f in s["figures"]))
        at = next(i for i, f in enumerate(said["figures"]) if f["what"] == "killed")
        with store.writer() as writer:
            for end in ("low", "best", "high"):
                writer.add_judgement(
                    Judgement(
                        verdict="correct", report=kept.id, statement=said["id"], field=f"figures.{at}.{end}", value="6",
                        reason="six in the list", by="r", role="reviewer", at="2026-01-01T00:00:00Z",
                    )
                )  # fmt: skip
        rebuild(store, syria)
        with store.view() as view:
            given = release_of(view, syria)
    about = given.statements[kept.id, said["id"]]
    told = next(c for c in given.claims if said["id"] in c["statements"])
    assert (about.review, about.reviewer_role) == ("corrected", "reviewer")
    assert next(v["low"] for v in told["views"] if v["what"] == "killed") == 6
    assert "six in the list" not in repr(given)
