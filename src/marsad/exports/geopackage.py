"""GeoPackage: the features of `geojson` as three layers of one file, for desktop GIS. Needs geopandas and pyogrio."""

from collections.abc import Sequence
from typing import Any

from marsad.errors import MarsadError
from marsad.exports.parts.cells import Cell
from marsad.exports.parts.shapes import LAYERS, Feature, features
from marsad.exports.parts.table import Written
from marsad.exports.parts.target import Target
from marsad.model.release import Release

ABOUT = "GeoPackage: layers events, areas, movements (needs marsad[geo])"
FILES = ("marsad.gpkg",)
STILL = "2000-01-01T00:00:00.000Z"  # the time of change that the format asks for; the manifest tells when it was made
CRS = "EPSG:4326"
COUNTS = frozenset("reports date_prec geo_prec voices".split())
RESERVED = ("from", "to")
NUMBERS = frozenset("uncertainty_km killed_low killed_best killed_high injured_low injured_best injured_high".split())


def write(release: Release, target: Target) -> Written:
    """The file. How many features. Raises MarsadError where the libraries are not installed."""
    try:
        import geopandas
        import pandas
        import pyogrio
        from shapely.geometry import shape
    except ImportError:
        raise MarsadError("geopandas and pyogrio are not installed", place="geopackage", advice="pip install 'marsad[geo]'") from None
    found = list(features(release))
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": STILL})
    with target.path(FILES[0]) as path:
        for layer in LAYERS:
            mine = [f for f in found if f.layer == layer]
            data = {name: pandas.Series(values, dtype=kind_of(name)) for name, values in columns(mine).items()}
            geometry = [shape(f.geometry) if f.geometry else None for f in mine]
            frame = geopandas.GeoDataFrame(data, geometry=geometry, crs=CRS)
            frame.to_file(path, layer=layer, driver="GPKG", engine="pyogrio", geometry_type="Unknown")
    return Written(len(found))


def columns(found: Sequence[Feature]) -> dict[str, list[Any]]:
    """The properties as columns; a layer without features has one too, so that a project file finds what it expects. `from` and `to`, which
    SQL keeps to itself, are `told_from` and `told_to`."""
    names = dict.fromkeys(name for f in found for name in f.properties)
    told = {f"told_{n}" if n in RESERVED else n: [plain(f.properties.get(n)) for f in found] for n in names}
    return {"feature_id": [f.id for f in found]} | told


def plain(value: Cell) -> Cell:
    """A value as SQLite takes it: text without lone surrogates."""
    return value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else value


def kind_of(column: str) -> Any:
    """The type of a column."""
    return "Int64" if column in COUNTS else "Float64" if column in NUMBERS else "string"
