"""What the gazetteer knows of the places of records: how far a place told is from the place itself, and the units that it lies in."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from marsad.model.form import Form, place_form
from marsad.model.record import Place
from marsad.pack.gazetteer import place_of
from marsad.pack.gazetteer_file import KnownPlace
from marsad.pack.pack import Pack

MOVED_DEGREES = 0.005  # half a kilometre
WIDER = 1.5


@lru_cache(maxsize=4)
def places_of(pack: Pack) -> dict[str, KnownPlace]:
    """The pack's own places and countries by id."""
    entries = (*pack.lexicons.get("countries", ()), *pack.lexicons.get("places", ()))
    return {place.place_id: place for place in map(place_of, {(e.lexicon, e.id): e for e in entries}.values())}


def with_near(value: object, pack: Pack, near: frozenset[str] = frozenset()) -> None:
    """Mark the places in a form that are only by or around a place: a point moved, an area widened ("north of Taldou", "the countryside of
    Idlib"), or a name that stands in `near`."""
    if isinstance(value, list):
        for item in value:
            with_near(item, pack, near)
    elif isinstance(value, dict):
        if "place_id" in value and "radius_km" in value:
            if value["name"] in near or _around(value, places_of(pack).get(value["place_id"] or "")):
                value["near"] = True
        else:
            for item in value.values():
                with_near(item, pack, near)


def _around(place: Form, known: KnownPlace | None) -> bool:
    if known is None or place["lat"] is None or place["lon"] is None or known.kind != place["kind"]:
        return False
    moved = abs(place["lat"] - known.lat) > MOVED_DEGREES or abs(place["lon"] - known.lon) > MOVED_DEGREES
    return moved or (place["radius_km"] or 0) > WIDER * known.radius_km


def units_of(countries: Iterable[str], pack: Pack) -> dict[str, Form]:
    """The countries, their first-level units and the first towns of these, as places: `SY`, `SY/Homs`, `SY/Homs/capital`."""
    wanted = frozenset(countries)
    known = [p for p in places_of(pack).values() if p.country in wanted]
    found = {p.country or "": form_of_known(p, p.admin1) for p in known if p.kind == "country"}
    for unit in (p for p in known if p.kind == "admin1"):
        key = f"{unit.country}/{unit.name}"
        found[key] = form_of_known(unit, unit.admin1)
        towns = sorted(_towns(known, unit), key=lambda p: (p.name != unit.name, -p.population, -p.radius_km, p.name))
        if towns and (towns[0].name == unit.name or towns[0].population):
            found[f"{key}/capital"] = form_of_known(towns[0], towns[0].admin1)
    return found


def _towns(known: Iterable[KnownPlace], unit: KnownPlace) -> Iterator[KnownPlace]:
    return (p for p in known if p.kind == "settlement" and p.country == unit.country and p.admin1 == unit.name)


def form_of_known(place: KnownPlace, admin1: str | None) -> Form:
    """A place of a gazetteer as a place object, in the unit `admin1`."""
    return place_form(Place(place.name, place.place_id, place.kind, place.lat, place.lon, place.radius_km, place.country, admin1))
