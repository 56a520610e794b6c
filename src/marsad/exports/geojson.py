"""GeoJSON (RFC 7946): one collection of events, areas and movements; `layer` tells which. The format has no time: properties hold it.

An area is a polygon, never a bare point in its middle: no outlines of provinces are at hand, so it is the circle within which the place is
known to lie. Where only a name is known there is no geometry."""

import json

from marsad.exports.parts.shapes import Feature, features
from marsad.exports.parts.table import Written
from marsad.exports.parts.target import Target
from marsad.model.form import Form
from marsad.model.release import Release

ABOUT = "GeoJSON: events of every status, areas of control and agreements, movements as lines"
FILES = ("marsad.geojson",)


def write(release: Release, target: Target) -> Written:
    """The file, a feature a line. How many features."""
    rows = 0
    with target.text(FILES[0]) as stream:
        stream.write('{"type": "FeatureCollection", "features": [')
        for feature in features(release):
            stream.write(",\n" if rows else "\n")
            stream.write(json.dumps(form(feature), allow_nan=False))
            rows += 1
        stream.write("\n]}\n")
    return Written(rows)


def form(feature: Feature) -> Form:
    """A feature as GeoJSON has it."""
    properties: Form = {"layer": feature.layer, **feature.properties}
    if feature.datetimes:
        properties["datetimes"] = list(feature.datetimes)
    return {"type": "Feature", "id": feature.id, "geometry": feature.geometry, "properties": properties}
