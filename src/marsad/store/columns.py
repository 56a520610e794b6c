"""What of a record is worth finding it by. All stores look for records with these alone."""

from collections.abc import Collection, Iterator
from math import cos, radians, sin
from typing import NamedTuple

from marsad.model.form import Form
from marsad.store.base import Wanted

LATEST = "9999"
EARLIEST = ""
EARTH_KM = 6371.0


class Spot(NamedTuple):
    """A place of a record: its name in small letters and as it is written, what it is, how far the true spot may be from its point, its
    point in degrees, and the same as a point of the unit ball, which says how far two are apart without a database having to know
    trigonometry."""

    name: str
    shown: str
    place_id: str | None
    kind: str | None
    radius_km: float | None
    lat: float | None
    lon: float | None
    x: float | None
    y: float | None
    z: float | None
    country: str | None
    admin1: str | None


class Columns(NamedTuple):
    """The findable side of a record. `since`..`until` is its time in ISO 8601, open where it is not known; `at` is where it stands in the
    order of time; `actors` the names of all its actors, in small letters, a line each."""

    id: str
    sort: str
    kind: str | None
    status: str | None
    review: str
    since: str | None
    until: str | None
    at: str
    actors: str
    reports: tuple[str, ...]
    spots: tuple[Spot, ...]

    @property
    def order(self) -> tuple[str, str, str]:
        """Time first, what has none last."""
        return self.at, self.sort, self.id

    @property
    def day(self) -> str | None:
        """The day on which it begins, as far as that is known."""
        return None if self.at == LATEST else self.at[:10]


def columns_of(record: Form) -> Columns:
    """The columns of a record, which names its sort in `record`."""
    sort = record["record"]
    since, until = _time(sort, record)
    return Columns(
        id=record["id"],
        sort=sort,
        kind=record.get("kind"),
        status=record.get("status"),
        review=(record.get("review") or {}).get("state", "unreviewed"),
        since=since,
        until=until,
        at=since or until or LATEST,
        actors="\n".join(dict.fromkeys(name.casefold() for name in _actors(record))),
        reports=tuple(dict.fromkeys(record["reports"])),
        spots=tuple(dict.fromkeys(map(_spot, _places(record)))),
    )


def fits(columns: Columns, wanted: Wanted) -> bool:
    """Whether a record is wanted. What is asked of its reports beside their ids is not looked at: that is no column of the record."""
    return (
        wanted.sort in (None, columns.sort)
        and wanted.kind in (None, columns.kind)
        and (wanted.kinds is None or columns.kind in wanted.kinds)
        and (wanted.statuses is None or columns.status in wanted.statuses)
        and (wanted.review is None or columns.review in wanted.review)
        and (wanted.actor is None or wanted.actor.casefold() in columns.actors)
        and (wanted.reports is None or not wanted.reports.isdisjoint(columns.reports))
        and (wanted.since is None or (columns.until or columns.since or LATEST) > wanted.since)
        and (wanted.until is None or (columns.since or columns.until or EARLIEST) < wanted.until)
        and (wanted.since is None or wanted.until is None or (columns.since or columns.until) is not None)
        and (not asks_for_place(wanted) or any(_fits(spot, wanted) for spot in columns.spots))
    )


def asks_for_place(wanted: Wanted) -> bool:
    """Whether it matters where a record lies."""
    return any(value is not None for value in (wanted.place, wanted.box, wanted.near, wanted.admin1, wanted.country))


def _fits(spot: Spot, wanted: Wanted) -> bool:
    return (
        (wanted.place is None or wanted.place.casefold() in spot.name)
        and (wanted.admin1 is None or wanted.admin1.casefold() == spot.admin1)
        and (wanted.country is None or wanted.country.upper() == spot.country)
        and (wanted.box is None or _in_box(spot, *wanted.box))
        and (wanted.near is None or _is_near(spot, *wanted.near))
    )


def _in_box(spot: Spot, south: float, west: float, north: float, east: float) -> bool:
    if spot.lat is None or spot.lon is None or not south <= spot.lat <= north:
        return False
    return west <= spot.lon <= east if west <= east else spot.lon >= west or spot.lon <= east


def _is_near(spot: Spot, lat: float, lon: float, km: float) -> bool:
    if spot.x is None or spot.y is None or spot.z is None:
        return False
    x, y, z = ball(lat, lon)
    return (spot.x - x) * (spot.x - x) + (spot.y - y) * (spot.y - y) + (spot.z - z) * (spot.z - z) <= chord(km)


def ball(lat: float, lon: float) -> tuple[float, float, float]:
    """The point of the unit ball at these degrees."""
    upright, along = radians(lat), radians(lon)
    return cos(upright) * cos(along), cos(upright) * sin(along), sin(upright)


def chord(km: float) -> float:
    """The square of the straight line, in the unit ball, between two points so far apart over the ground."""
    half = min(km / (2 * EARTH_KM), radians(90))
    return 4 * sin(half) * sin(half)


def _spot(place: Form) -> Spot:
    lat, lon = place["lat"], place["lon"]
    x, y, z = ball(lat, lon) if lat is not None and lon is not None else (None, None, None)
    area = place["admin1"] or (place["name"] if place["kind"] == "admin1" else None)
    name = place["name"] or ""
    what = place["place_id"], place["kind"], place.get("radius_km")
    return Spot(name.casefold(), name, *what, lat, lon, x, y, z, place["country"], area and area.casefold())


def _time(sort: str, record: Form) -> tuple[str | None, str | None]:
    if sort == "event":
        return _ends(record["when"])
    if sort == "agreement":
        return _ends(record["date"])
    if sort == "control":
        return record["from"], record["to"]
    whens = [_ends(stop["when"]) for stop in record["stops"]] + [_ends(record["eta"])]
    starts = [start for start, _ in whens if start]
    ends = [end for _, end in whens if end]
    return min(starts, default=None), max(ends, default=None)


def _ends(span: Form | None) -> tuple[str | None, str | None]:
    return (span["from"], span["to"]) if span else (None, None)


def _places(record: Form) -> Iterator[Form]:
    """All places in a record, wherever they stand."""
    return (part for part in _parts(record) if "place_id" in part)


def _actors(record: Form) -> Iterator[str]:
    """The names of all actors in a record, wherever they stand."""
    return (part["name"] for part in _parts(record) if "actor_id" in part and part["name"])


def _parts(value: object) -> Iterator[Form]:
    if isinstance(value, list):
        for item in value:
            yield from _parts(item)
    elif isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _parts(item)


def rests_on(record: Form, statements: Collection[tuple[str, str]]) -> bool:
    """Whether a record rests on one of these statements, each with its report."""
    return any((report, statement) in statements for report in record["reports"] for statement in record["statements"])
