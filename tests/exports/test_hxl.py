import io
import json

import hxl
import pandas
import pytest
from hxl.input import InputOptions
from hypothesis import HealthCheck, given, settings

from marsad.exports import hxl as ours
from marsad.model.release import Release
from tests.exports.conftest import Written
from tests.exports.releases import HOMS, event, release, releases, toll, when


def row(form, **more):
    return ours.table(release(form, **more)).lines[0].cells


def read(text: str) -> hxl.Dataset:
    return hxl.data(io.BytesIO(text.encode()), InputOptions(allow_local=True))


def test_an_event_under_its_tags():
    cells = row(event())
    assert set(cells) == set(ours.TAGS)
    assert (cells["event_date"], cells["date_start"], cells["date_end"]) == ("2017-03-07", "2017-03-07", "2017-03-07")
    assert (cells["iso3"], cells["admin1_pcode"], cells["geo_precision"]) == ("SYR", "SY04", 1)


def test_an_open_end_is_empty_and_so_is_what_nothing_decides():
    cells = row(event(views=[toll("killed", 7, None, None), toll("injured", 3, 9, None)]))
    assert (cells["fatalities"], cells["killed_min"], cells["killed_max"]) == (7, 7, None)
    assert (cells["injured_min"], cells["injured_max"]) == (3, 9)
    assert row(event(views=[toll("killed", 3, 9, None, tellers=2)]))["fatalities"] is None
    assert row(event(views=[]))["fatalities"] is None


def test_events_without_day_or_place_are_kept():
    cells = row(event(when=None, place=None, actors=[], targets=[], codes={}))
    assert (cells["event_date"], cells["location"], cells["actor1"], cells["kind"]) == (None, None, None, "shelling")


def test_a_range_has_both_ends():
    cells = row(event(when=when("2017-03-01", "2017-04-01"), place=HOMS))
    assert (cells["event_date"], cells["date_start"], cells["date_end"]) == ("2017-03-15", "2017-03-01", "2017-03-31")


@pytest.mark.shared
def test_tags_of_acleds_columns_are_those_of_hdx(shared):
    theirs = json.loads((shared / "reference/formats.json").read_text(encoding="utf-8"))["hxl_for_acled_columns"]
    assert {column: ours.TAGS[column] for column in theirs} == theirs


def test_the_saga_passes_libhxls_own_schema(saga: Release, written: Written):
    text = written(ours, saga)["hxl.csv"]
    with read(text) as data:
        assert data.validate()
    with read(text) as data:
        assert "#affected+killed+min" in data.display_tags
        assert len(list(data)) == len(ours.table(saga).lines)
    frame = pandas.read_csv(io.StringIO(text), skiprows=[1])
    assert frame.fatalities.dropna().tolist() == [8, 3, 1]


def test_the_schema_refuses_words_where_a_number_stands(written: Written):
    text = written(ours, release(event()))["hxl.csv"]
    with read(text.replace(",4,4,4,", ",several,4,4,")) as data:
        assert not data.validate()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_release=releases())
def test_any_release_passes_libhxls_own_schema(written: Written, any_release: Release):
    with read(written(ours, any_release)["hxl.csv"]) as data:
        assert data.validate()
