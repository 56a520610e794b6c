"""Places of records as GeoJSON. A place that is known only as an area is never a point that could be taken for exact: `area` says so, and
`radius_km` how wide it is."""

from collections import Counter
from collections.abc import Iterable, Mapping

from marsad.model.form import Form
from marsad.store.base import Spread
from marsad.web.families import FAMILIES

AREAS = ("admin1", "admin2", "admin3", "country", "region", "mountain", "border", "river", "road", "field")
WIDE_KM = 15.0  # from here on even a town's point is only somewhere in it


def is_area(kind: str | None, radius_km: float | None) -> bool:
    """Whether a place is to be drawn as an area."""
    return kind in AREAS or (radius_km or 0.0) >= WIDE_KM


def spots(found: Iterable[Spread], kinds: Mapping[str, str], family: str | None = None) -> Form:
    """A FeatureCollection, one feature a place, with how many records of each family are told of it first; `unplaced` counts those whose
    place no gazetteer knows. `family`: that of records without a kind."""
    places: dict[tuple[object, ...], Counter[str]] = {}
    about: dict[tuple[object, ...], Spread] = {}
    unplaced = 0
    for one in found:
        if one.lat is None or one.lon is None:
            unplaced += one.number
            continue
        place = (one.place_id or one.shown, one.lat, one.lon, one.radius_km)
        about[place] = one
        places.setdefault(place, Counter())[family or kinds.get(one.kind or "", FAMILIES[-1].name)] += one.number
    features = [_spot(about[place], counts) for place, counts in sorted(places.items(), key=lambda p: (-p[1].total(), str(p[0])))]
    return {"type": "FeatureCollection", "features": features, "unplaced": unplaced}


def _spot(place: Spread, counts: Counter[str]) -> Form:
    about: Form = {"name": place.shown, "place_id": place.place_id, "kind": place.place_kind, "radius_km": place.radius_km}
    about |= {"area": is_area(place.place_kind, place.radius_km), "number": counts.total(), "families": dict(counts.most_common())}
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]}, "properties": about}


def feature(place: Form | None, **about: object) -> Form | None:
    """A place of a record as a feature; None where no gazetteer knows its point."""
    if place is None or place["lat"] is None or place["lon"] is None:
        return None
    told = {"name": place["name"], "kind": place["kind"], "radius_km": place["radius_km"]}
    told["area"] = is_area(place["kind"], place["radius_km"])
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": [place["lon"], place["lat"]]}, "properties": told | about}
