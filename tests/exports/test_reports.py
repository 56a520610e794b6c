import csv
import io
import json

import pandas
from hypothesis import HealthCheck, given, settings

from marsad.exports import reports
from marsad.model.release import Release
from tests.exports.conftest import Written
from tests.exports.releases import REBELS, claim, event, release, releases, toll


def rows(files: dict[str, str], name: str = "reports.csv"):
    return list(csv.DictReader(io.StringIO(files[name])))


def read_back(row: dict[str, str]):
    """A claim from its row alone."""
    form = {name: json.loads(row[name]) if row[name] else None for name in reports.WHOLE}
    times = {key: row[f"when_{key}"] or None for key in ("from", "to", "precision", "basis")}
    return form | {
        "record": "claim",
        "id": row["id"].removesuffix("@" + row["report"]),
        "event": row["event_id"],
        "report": row["report"],
        "kind": row["kind"],
        "status": row["status"],
        "when": times if any(times.values()) else None,
        "statements": row["statements"].split(),
        "reports": [row["report"]],
    }


def test_one_row_for_each_report_that_tells_of_an_event(written: Written):
    told = [claim(event(), "r1"), claim(event(views=[toll("killed", 7, None, None)]), "r2")]
    found = rows(written(reports, release(event(), claims=told)))
    assert [(r["event_id"], r["report"], r["deaths_low"], r["deaths_high"]) for r in found] == [
        ("e1", "r1", "4", "4"),
        ("e1", "r2", "7", ""),
    ]
    assert (found[0]["actor1"], found[0]["actor2"], found[0]["actor2_role"]) == ("Army", "civilians", "target")
    assert (found[0]["city"], found[0]["geo_precision"], found[0]["source"]) == ("Taldou", "5", "Monitor")


def test_more_than_six_actors_stay_in_the_whole(written: Written):
    many = [REBELS | {"name": f"Group {n}"} for n in range(8)]
    row = rows(written(reports, release(event(actors=many))))[0]
    assert row["actor6"] == "Group 5"
    assert [a["name"] for a in json.loads(row["actors"])] == [f"Group {n}" for n in range(8)]


def test_what_did_not_happen_has_a_file_of_its_own(written: Written):
    files = written(reports, release(event("e1"), event("e2", status="denied")))
    assert [r["event_id"] for r in rows(files)] == ["e1"]
    assert [(r["event_id"], r["status"]) for r in rows(files, "reports_not_events.csv")] == [("e2", "denied")]


def test_the_saga_loses_no_claim(saga: Release, written: Written):
    files = written(reports, saga)
    frame = pandas.read_csv(io.StringIO(files["reports.csv"]))
    assert list(frame.columns) == reports.COLUMNS
    assert frame.id.is_unique
    found = rows(files) + rows(files, "reports_not_events.csv")
    by_id = {(c["report"], c["id"]): c for c in saga.claims}
    assert len(found) == len(by_id)
    for row in found:
        back = read_back(row)
        whole = by_id[back["report"], back["id"]]
        assert back == {key: value for key, value in whole.items() if key not in ("quote", *(set(whole) - set(back)))}
        assert set(whole) - set(back) == {"quote"}
        assert row["quote"] == " ".join(whole["quote"].split())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_release=releases())
def test_any_claim_comes_back_as_it_was(written: Written, any_release: Release):
    files = written(reports, any_release)
    back = [read_back(row) for name in files for row in rows(files, name)]
    claims = sorted(any_release.claims, key=lambda c: c["id"])
    assert sorted(back, key=lambda c: c["id"]) == [{key: c[key] for key in back[0]} for c in claims]
