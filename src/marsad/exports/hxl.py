"""HXL-tagged CSV: one row an event, a second header of hashtags. The tags of ACLED's columns are those that HDX gives them.

Cells under a number's or a date's tag hold that alone, or nothing: readers of HXL refuse "several" and "early 2026"."""

from marsad.exports.parts.cells import Cell, joined, write_csv
from marsad.exports.parts.countries import pcode_of
from marsad.exports.parts.facts import Facts, happened, note
from marsad.exports.parts.spans import coded_day
from marsad.exports.parts.spots import admin1_of, codes_of, point_of, rounded
from marsad.exports.parts.table import Line, Table, Written
from marsad.exports.parts.target import Target
from marsad.model.release import Release

ABOUT = "HXL-tagged CSV: events with ranges, codes and review state under humanitarian hashtags"
FILES = ("hxl.csv",)
TAGS = {
    "event_id_cnty": "#event+code",
    "event_date": "#date+occurred",
    "year": "#date+year",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "kind": "#event+kind",
    "event_type": "#event+type",
    "sub_event_type": "#event+type+sub",
    "actor1": "#group+name+first",
    "assoc_actor_1": "#group+name+first+assoc",
    "actor2": "#group+name+second",
    "assoc_actor_2": "#group+name+second+assoc",
    "region": "#region+name",
    "country": "#country+name",
    "iso3": "#country+code",
    "admin1": "#adm1+name",
    "admin1_pcode": "#adm1+code",
    "admin2": "#adm2+name",
    "admin3": "#adm3+name",
    "location": "#loc+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "geo_precision": "#meta+precision+geo",
    "fatalities": "#affected+killed",
    "killed_min": "#affected+killed+min",
    "killed_max": "#affected+killed+max",
    "injured_min": "#affected+injured+min",
    "injured_max": "#affected+injured+max",
    "source": "#meta+source",
    "voices": "#meta+num+voices",
    "record_id": "#meta+id",
    "review": "#status+review",
    "notes": "#description",
}
FIELDS = {
    "event_date": "when", "year": "when", "date_start": "when", "date_end": "when", "kind": "kind", "event_type": "kind",
    "sub_event_type": "kind", "actor1": "actors", "assoc_actor_1": "actors", "actor2": "targets", "assoc_actor_2": "targets",
    "country": "place", "admin1": "place", "admin2": "place", "admin3": "place", "location": "place", "latitude": "place",
    "longitude": "place", "geo_precision": "place", "fatalities": "figures.killed", "killed_min": "figures.killed",
    "killed_max": "figures.killed", "injured_min": "figures.injured", "injured_max": "figures.injured",
}  # fmt: skip


def write(release: Release, target: Target) -> Written:
    """The file. How many rows."""
    made = table(release)
    with target.text(FILES[0]) as stream:
        return Written(write_csv(stream, list(TAGS), (line.cells for line in made.lines), [list(TAGS.values())]))


def table(release: Release) -> Table:
    """A row for each event that took place; nothing is left out, for every cell but the kind may be empty."""
    return Table("hxl", tuple(_line(facts, release) for facts in happened(release)), (), FIELDS)


def _line(facts: Facts, release: Release) -> Line:
    record, place = facts.event["id"], facts.place or {}
    code = (facts.event.get("codes") or {}).get("acled") or {}
    coded = coded_day(facts.span)
    point = point_of(place) if facts.place else None
    cells: dict[str, Cell] = {
        "event_id_cnty": f"MRS-{record}",
        "event_date": coded[0].isoformat() if coded else None,
        "year": coded[0].year if coded else None,
        "date_start": facts.span.first.isoformat() if facts.span.first else None,
        "date_end": facts.span.last.isoformat() if facts.span.last else None,
        "kind": facts.event["kind"],
        "event_type": code.get("event_type"),
        "sub_event_type": code.get("sub_event_type"),
        "actor1": next((p.name for p in facts.sides.one), None),
        "assoc_actor_1": joined(p.name for p in facts.sides.one[1:]),
        "actor2": next((p.name for p in facts.sides.two), None),
        "assoc_actor_2": joined(p.name for p in facts.sides.two[1:]),
        "region": facts.country.acled_region if facts.country else None,
        "country": facts.country.name if facts.country else None,
        "iso3": facts.country.iso3 if facts.country else None,
        "admin1": admin1_of(place) if facts.place else None,
        "admin1_pcode": pcode_of(place.get("country"), admin1_of(place)) if facts.place else None,
        "admin2": place["name"] if place.get("kind") == "admin2" else None,
        "admin3": place["name"] if place.get("kind") == "admin3" else None,
        "location": place.get("name"),
        "latitude": rounded(point.lat) if point else None,
        "longitude": rounded(point.lon) if point else None,
        "geo_precision": codes_of(place).ged if point else None,
        "source": joined(facts.sources),
        "voices": facts.voices,
        "record_id": record,
        "review": facts.review,
        "notes": note(facts, release),
    }
    return Line(f"MRS-{record}", record, cells | _tolls(facts))


def _tolls(facts: Facts) -> dict[str, Cell]:
    """The numbers; the upper end is empty where it is open."""
    killed, injured = facts.killed, facts.injured
    return {
        "fatalities": killed.best if killed else None,
        "killed_min": killed.low if killed else None,
        "killed_max": killed.high if killed and not killed.open else None,
        "injured_min": injured.low if injured else None,
        "injured_max": injured.high if injured and not injured.open else None,
    }
