"""Where people on the move set out: of a way under protection no other place is told, in no record that is part of it."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from marsad.model.form import Form
from marsad.model.release import Release
from marsad.protect.classes import citations, name_of
from marsad.protect.places import key

Unit = tuple[str | None, str | None]


class Origins(NamedTuple):
    """Where ways began: places by their keys, and the governorates that they lie in."""

    places: frozenset[str]
    units: frozenset[Unit]


def unit_of(place: Form) -> Unit:
    """The country and governorate of a place."""
    return place.get("country"), place.get("admin1")


def origins_of(release: Release) -> Mapping[str, Origins]:
    """For each record and claim that is part of a way: where it began. Where that is not known, nowhere."""
    of_statement: dict[tuple[str, str], list[Form]] = defaultdict(list)
    of_deal: dict[str, list[Form]] = defaultdict(list)
    for way in release.sort("movement"):
        began = [way["origin"]] if way.get("origin") else []
        for citation in citations(way, release):
            of_statement[citation] += began
        if way.get("agreement"):
            of_deal[str(way["agreement"])] += began
    found: dict[str, Origins] = {}
    for form in (*release.records, *release.claims):
        name = name_of(form)
        told = [of_statement[c] for c in citations(form, release) if c in of_statement]
        told += [of_deal[name]] if name in of_deal else []
        if told or (form.get("from_place") and form.get("to_place")):
            places = [p for began in told for p in began] + ([form["from_place"]] if form.get("from_place") else [])
            found[name] = Origins(frozenset(map(key, places)), frozenset(map(unit_of, places)))
    return found


def on_the_way(place: Form, treatment: str, form: Form, origins: Origins | None) -> bool:
    """Whether a place of a protected record, as it would be told, lies on the way or at its end and not where it began."""
    aim = form.get("to_place")
    if origins is None:
        return aim is not None and key(place) == key(aim)
    return key(place) not in origins.places if treatment in ("exact", "named") else unit_of(place) not in origins.units
