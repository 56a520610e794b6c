import pyarrow.parquet
from hypothesis import HealthCheck, given, settings

from marsad.exports import parquet
from marsad.exports.parts.target import Folder
from marsad.model.release import Release
from tests.exports.releases import agreement, control, event, movement, release, releases


def tables(given: Release, folder):
    with Folder(folder, frozenset(parquet.FILES)) as target:
        parquet.write(given, target)
        target.commit("")
    return {name: pyarrow.parquet.read_table(folder / f"{name}.parquet") for name in parquet.TABLES}


def test_lists_and_places_come_back_typed(tmp_path):
    found = tables(release(event(), movement(), agreement(), control()), tmp_path)
    (one,) = found["events"].to_pylist()
    assert (one["place"]["name"], one["place"]["lat"], one["actors"][0]["name"]) == ("Taldou", 34.87, "Army")
    assert (str(one["date_start"]), one["views"][0]["low"], one["codes"]["plover"]["event"]) == ("2017-03-07", 4.0, "ASSAULT")
    assert [s["status"] for s in found["movements"].to_pylist()[0]["stops"]] == ["departed", "passed"]
    assert found["agreements"].to_pylist()[0]["terms"][0]["in_exchange_for"] == "bread"
    assert [e["words"] for e in found["control"].to_pylist()[0]["except"]] == ["the farms", "Homs"]
    assert found["statements"].to_pylist()[0]["phrases"][0]["text"] == "shelled"


def test_a_table_of_nothing_has_its_columns(tmp_path):
    found = tables(release(), tmp_path)
    assert found["events"].num_rows == 0
    assert "place" in found["events"].column_names


def test_the_saga_comes_back_record_by_record(saga: Release, tmp_path):
    found = tables(saga, tmp_path)
    for name, sort in (("events", "event"), ("movements", "movement"), ("agreements", "agreement"), ("control", "control")):
        assert found[name]["id"].to_pylist() == [r["id"] for r in saga.sort(sort)]
    assert found["claims"].num_rows == len(saga.claims)
    assert found["statements"].num_rows == len(saga.statements)
    frame = found["events"].to_pandas()
    assert frame.status.value_counts()["denied"] >= 1
    for row, event_form in zip(found["events"].to_pylist(), saga.sort("event"), strict=True):
        assert [f["what"] for f in row["figures"]] == [f["what"] for f in event_form["figures"]]
        assert (row["when"] or {}).get("from") == (event_form["when"] or {}).get("from")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_release=releases())
def test_any_release_is_written_and_read(any_release: Release, tmp_path):
    found = tables(any_release, tmp_path)
    assert found["events"].num_rows == len(any_release.sort("event"))
    for row, form in zip(found["events"].to_pylist(), any_release.sort("event"), strict=True):
        assert (row["place"] or {}).get("lat") == (form["place"] or {}).get("lat")
        assert [a["actor_type"] for a in row["actors"]] == [a["actor_type"] for a in form["actors"]]
