import json
from itertools import pairwise

import geopandas
import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from marsad.exports import geojson, geopackage
from marsad.exports.parts.shapes import LAYERS, features
from marsad.exports.parts.target import Folder
from marsad.model.release import Release
from tests.exports.conftest import Written
from tests.exports.releases import HOMS, HOMS_TOWN, TALDOU, agreement, control, event, movement, release, releases, toll, when

POSITION = {"type": "array", "minItems": 2, "maxItems": 2, "prefixItems": [
    {"type": "number", "minimum": -180, "maximum": 180}, {"type": "number", "minimum": -90, "maximum": 90}]}  # fmt: skip
RING = {"type": "array", "minItems": 4, "items": POSITION}


def shape(kind: str, coordinates: dict) -> dict:
    return {"type": "object", "required": ["type", "coordinates"], "properties": {"type": {"const": kind}, "coordinates": coordinates}}


DAY = {"type": ["string", "null"], "pattern": r"^\d{4}-\d\d-\d\d$"}
NUMBER = {"type": ["number", "null"]}
SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "id", "geometry", "properties"],
                "additionalProperties": False,
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": "string"},
                    "geometry": {
                        "oneOf": [
                            {"type": "null"},
                            shape("Point", POSITION),
                            shape("LineString", {"type": "array", "minItems": 2, "items": POSITION}),
                            shape("Polygon", {"type": "array", "minItems": 1, "items": RING}),
                        ]
                    },
                    "properties": {
                        "type": "object",
                        "required": ["layer", "record", "record_id", "status", "start", "end", "date_prec"],
                        "properties": {
                            "layer": {"enum": list(LAYERS)},
                            "start": DAY,
                            "end": DAY,
                            "date_prec": {"enum": [1, 2, 3, 4, 5, None]},
                            "geo_prec": {"enum": [1, 2, 3, 4, 5, 6, None]},
                            "uncertainty_km": NUMBER,
                            "killed_low": NUMBER,
                            "killed_high": NUMBER,
                            "datetimes": {"type": "array", "items": {"type": "string", "pattern": r"T\d\d:\d\d:\d\d[+-]\d\d:\d\d$"}},
                        },
                    },
                },
            },
        },
    },
}
CHECK = jsonschema.Draft202012Validator(SCHEMA)


def one(form):
    (feature,) = features(release(form))
    return geojson.form(feature)


def test_an_event_in_a_town_is_a_point_with_its_days_inclusive():
    feature = one(event())
    told = feature["properties"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [36.525, 34.87]}
    assert (told["start"], told["end"], told["date_prec"], told["geo_prec"], told["uncertainty_km"]) == (
        "2017-03-07",
        "2017-03-07",
        1,
        1,
        1.5,
    )
    assert (told["killed_low"], told["killed_best"], told["killed_high"], told["voices"]) == (4, 4, 4, 1)


def test_a_region_is_an_area_and_never_the_point_in_its_middle():
    ring = one(event(place=HOMS))["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1]
    assert 16 < len(ring) <= 33
    assert all(round(degrees, 1) == degrees for corner in ring for degrees in corner)  # 110 km wide: no corner looks measured
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    assert area > 0  # counter-clockwise, as RFC 7946 asks for
    assert one(event(place=HOMS | {"radius_km": None}))["geometry"] is None


def test_a_name_alone_is_drawn_nowhere():
    feature = one(event(place=TALDOU | {"lat": None, "lon": None}))
    assert feature["geometry"] is None
    assert (feature["properties"]["place"], feature["properties"]["geo_prec"]) == ("Taldou", None)
    assert one(event(place=None))["geometry"] is None


@pytest.mark.parametrize("status", ["denied", "planned", "expected", "conditional", "alleged"])
def test_what_did_not_happen_is_there_with_its_status(status):
    assert one(event(status=status))["properties"]["status"] == status


def test_an_open_end_and_an_unknown_toll_are_null():
    told = one(event(views=[toll("killed", 7, None, None)]))["properties"]
    assert (told["killed_low"], told["killed_high"], told["injured_low"]) == (7, None, None)


def test_a_way_whose_every_place_has_its_hour_is_a_line_with_instants():
    feature = one(movement())
    assert feature["geometry"] == {"type": "LineString", "coordinates": [[36.525, 34.87], [36.71, 34.73]]}
    assert feature["properties"]["datetimes"] == ["2017-03-12T14:05:00+02:00", "2017-03-12T16:00:00+02:00"]
    assert feature["properties"]["route"] == "Taldou → Homs"


@pytest.mark.parametrize(
    "later", [None, when("2017-03-12", "2017-03-13"), when("2017-03-12T10:00:00", "2017-03-12T11:00:00", precision="hour")]
)
def test_a_way_with_an_hour_that_is_not_told_or_not_later_has_no_instants(later):
    stops = movement()["stops"]
    feature = one(movement(stops=[stops[0], stops[1] | {"when": later}]))
    assert "datetimes" not in feature["properties"]
    assert feature["geometry"]["type"] == "LineString"


def test_a_province_is_no_vertex_of_a_way():
    feature = one(movement(stops=[], destination=HOMS))
    assert feature["geometry"] == {"type": "Point", "coordinates": [36.525, 34.87]}
    assert feature["properties"]["destination"] == "Homs"


def test_control_and_the_areas_of_a_deal_are_areas():
    held, first, second = features(release(control(), agreement(areas=[TALDOU, HOMS_TOWN])))
    assert (held.layer, held.properties["except"], held.properties["degree"]) == ("areas", "the farms; Homs", "full")
    assert [(f.id, f.properties["record_id"]) for f in (first, second)] == [("a1.1", "a1"), ("a1.2", "a1")]


def test_the_saga_is_valid_and_geopandas_reads_it(saga: Release, written: Written, tmp_path):
    text = written(geojson, saga)["marsad.geojson"]
    CHECK.validate(json.loads(text))
    (tmp_path / "saga.geojson").write_text(text, encoding="utf-8")
    frame = geopandas.read_file(tmp_path / "saga.geojson", engine="pyogrio")
    assert set(frame.layer) == set(LAYERS)
    assert frame.geometry.dropna().is_valid.all()
    shelling = frame[(frame.kind == "shelling") & (frame.killed_low == 7)].iloc[0]
    assert (shelling.place, shelling.geometry.x, shelling.geometry.y) == ("Taldou", 36.525, 34.87)


def test_a_geopackage_has_the_same_in_three_layers(saga: Release, tmp_path):
    with Folder(tmp_path) as target:
        geopackage.write(saga, target)
        target.commit("")
    for layer in LAYERS:
        frame = geopandas.read_file(tmp_path / "marsad.gpkg", layer=layer, engine="pyogrio")
        ours = [f for f in features(saga) if f.layer == layer]
        assert list(frame.feature_id) == [f.id for f in ours]
        assert [g is not None for g in frame.geometry] == [f.geometry is not None for f in ours]
        assert frame.crs.to_epsg() == 4326
    frame = geopandas.read_file(tmp_path / "marsad.gpkg", layer="events", engine="pyogrio")
    assert frame.killed_low.dtype.kind == "f"
    assert frame.killed_low.dropna().min() >= 1
    assert "told_from" in frame.columns


def test_a_geopackage_of_nothing_has_its_layers(tmp_path):
    with Folder(tmp_path) as target:
        assert geopackage.write(release(), target).rows == 0
        target.commit("")
    assert len(geopandas.read_file(tmp_path / "marsad.gpkg", layer="movements", engine="pyogrio")) == 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_release=releases())
def test_any_release_is_valid(written: Written, any_release: Release):
    form = json.loads(written(geojson, any_release)["marsad.geojson"])
    CHECK.validate(form)
    assert {f["properties"]["record_id"] for f in form["features"]} >= {r["id"] for r in any_release.records if r["record"] != "agreement"}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_release=releases())
def test_any_release_is_a_geopackage(any_release: Release, tmp_path):
    with Folder(tmp_path, frozenset({"marsad.gpkg"})) as target:
        geopackage.write(any_release, target)
        target.commit("")
    read = sum(len(geopandas.read_file(tmp_path / "marsad.gpkg", layer=layer, engine="pyogrio")) for layer in LAYERS)
    assert read == len(list(features(any_release)))
