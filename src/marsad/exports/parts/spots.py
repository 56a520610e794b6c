"""Where, and how precise that is in the codes of event data sets; areas as polygons, never as a bare point in their middle."""

from math import cos, floor, pi, radians, sin
from typing import NamedTuple

from marsad.model.form import Form
from marsad.model.release import Release

SITES = frozenset("base airbase camp crossing dam field".split())
POINTS = SITES | frozenset("settlement neighbourhood".split())
LINES = frozenset("road river border".split())
UNITS = frozenset("country admin1 admin2 admin3".split())
POINT_KM = 5.0  # an area no wider than a town is as good as a point
NEAR_KM = 25.0  # UCDP: within about 25 km of a known point
KM_OF_DEGREE = 111.32
VERTICES = 32
WIDE_KM, BROAD_KM = 40.0, 8.0


class Codes(NamedTuple):
    """ACLED's geo_precision (1 town, 2 near a town or a part of a region, 3 a region; None: a country), UCDP's where_prec (1 exact, 2
    within 25 km, 3 second-level unit, 4 first-level unit, 5 line or fuzzy area, 6 country), and geo_precision at the level of event
    reports (1 country to 6 one site)."""

    acled: int | None
    ged: int
    report: int


class Point(NamedTuple):
    """A point in degrees, and the name of the place that it is the point of."""

    lat: float
    lon: float
    name: str


def codes_of(place: Form) -> Codes:
    """How precise a place is. docs/exports/README.md gives the table; regions and mountains go by how wide they are."""
    kind, wide = place.get("kind"), place.get("radius_km") or 0.0
    if kind == "country":
        return Codes(None, 6, 1)
    if kind == "admin1":
        return Codes(3, 4, 2)
    if kind == "admin2":
        return Codes(2, 3, 3)
    if kind == "admin3":
        return Codes(2, 3, 4)
    if kind in LINES or wide > NEAR_KM:
        return Codes(3, 5, 3)
    if place.get("near") or (kind not in POINTS and wide > POINT_KM):
        return Codes(2, 2, 4)
    return Codes(1, 1, 6 if kind in SITES else 5)


def located(place: Form | None) -> bool:
    """Whether a place has a point on the globe."""
    return place is not None and place.get("lat") is not None and place.get("lon") is not None


def point_of(place: Form) -> Point | None:
    """The point of a place as UCDP codes it: of an area the middle."""
    return Point(place["lat"], place["lon"], place["name"]) if located(place) else None


def coded_point(place: Form, release: Release) -> Point | None:
    """The point as ACLED codes it: of a first-level unit its capital, where it is known."""
    if place.get("kind") == "admin1":
        capital = release.units.get(f"{place.get('country')}/{place['name']}/capital")
        if capital is not None and located(capital):
            return point_of(capital)
    return point_of(place)


def admin1_of(place: Form) -> str | None:
    """The first-level unit in which a place lies, or which it is."""
    name: str | None = place["name"] if place.get("kind") == "admin1" else place.get("admin1")
    return name


def priogrid(lat: float, lon: float) -> int:
    """The cell of PRIO-GRID that holds a point: half a degree square, numbered from the south-west, 720 in a row."""
    row, column = min(359, floor((lat + 90) * 2)), min(719, floor((lon + 180) * 2))
    return row * 720 + column + 1


def geometry_of(place: Form | None) -> Form | None:
    """GeoJSON: the point of a spot; for an area a circle of its radius, as a polygon; None where only a name or a middle is known."""
    if place is None or not located(place):
        return None
    if codes_of(place).ged == 1:
        return {"type": "Point", "coordinates": [rounded(place["lon"]), rounded(place["lat"])]}
    radius = place.get("radius_km")
    return {"type": "Polygon", "coordinates": [circle(place["lat"], place["lon"], radius)]} if radius else None


def circle(lat: float, lon: float, radius_km: float) -> list[list[float]]:
    """A ring around a point, counter-clockwise and closed; it ends at the poles and at the date line, beyond which a map has no room. Its
    corners are given no more exactly than to about a tenth of the radius, so that none looks like a spot that somebody measured."""
    north = radius_km / KM_OF_DEGREE
    east = north / max(0.01, cos(radians(lat)))
    digits = 1 if radius_km >= WIDE_KM else 2 if radius_km >= BROAD_KM else 5
    ring: list[list[float]] = []
    for i in range(VERTICES):
        angle = 2 * pi * i / VERTICES
        corner = [round(_within(lon + east * cos(angle), 180), digits), round(_within(lat + north * sin(angle), 90), digits)]
        if not ring or corner != ring[-1]:
            ring.append(corner)
    return [*ring, ring[0]] if ring[0] != ring[-1] else ring


def _within(degrees: float, most: float) -> float:
    return max(-most, min(most, degrees))


def rounded(degrees: float) -> float:
    """Degrees to about a metre."""
    return round(degrees, 5)
