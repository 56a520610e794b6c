"""UCDP GED-shaped CSV: the 49 columns of a GED file, in their order, with precision codes and the PRIO-GRID cell computed.

Definitions are those of the GED codebook: armed force by an organised actor with at least one direct death in some estimate. Ids of
conflicts, dyads and sides are UCDP's to give and stay empty; docs/exports/ged.md tells what is lost."""

from datetime import date
from typing import NamedTuple

from marsad.exports.parts.cells import Cell, clean, joined
from marsad.exports.parts.events import event_table, write_table
from marsad.exports.parts.facts import Facts
from marsad.exports.parts.figures import Toll
from marsad.exports.parts.parties import Party, Sides
from marsad.exports.parts.spans import YEAR_DAYS, date_prec, day_of
from marsad.exports.parts.spots import admin1_of, codes_of, point_of, priogrid, rounded
from marsad.exports.parts.table import LeftOut, Line, Table, Written
from marsad.exports.parts.target import Target
from marsad.model.release import Release

ABOUT = "UCDP GED-shaped CSV (49 columns): events with at least one death, by organised actors"
FILES = ("ged.csv",)
COLUMNS = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id "
    "dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office "
    "source_date source_headline source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt "
    "priogrid_gid country country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown "
    "best high low gwnoa gwnob"
).split()
FIELDS = {
    "year": "when", "date_prec": "when", "date_start": "when", "date_end": "when", "type_of_violence": "kind", "side_a": "actors",
    "side_b": "targets", "where_prec": "place", "where_coordinates": "place", "where_description": "place", "adm_1": "place",
    "latitude": "place", "longitude": "place", "country": "place", "deaths_a": "figures.killed", "deaths_b": "figures.killed",
    "deaths_civilians": "figures.killed", "deaths_unknown": "figures.killed", "best": "figures.killed", "high": "figures.killed",
    "low": "figures.killed",
}  # fmt: skip
REVIEWED = ("accepted", "corrected")
CIVILIANS = frozenset(("civilians", "children", "women", "media", "organisation", "protesters"))
AGGREGATED = 3  # from this date_prec on what is told is a sum over days, not one happening
VICTIMS = "Civilians"


class Dyad(NamedTuple):
    """Who fights whom: UCDP's type of violence (1 state-based, 2 non-state, 3 one-sided) and the two sides, the state's first; `turned`:
    our second side is UCDP's first."""

    type: int
    a: Party
    b: Party | None
    turned: bool


def write(release: Release, target: Target) -> Written:
    """The file. How many rows, and what was left out."""
    return write_table(table(release), COLUMNS, FILES[0], target)


def table(release: Release) -> Table:
    """A row for each event that took place, killed somebody in some estimate, by an organised actor, on a day and at a place."""
    return event_table("ged", release, _line, FIELDS)


def _line(facts: Facts, release: Release) -> Line | LeftOut:
    record, killed, span = facts.event["id"], facts.killed, facts.span
    if killed is None or killed.high < 1:
        return LeftOut(record, "no death is told")
    dyad = dyad_of(facts.sides)
    if dyad is None:
        return LeftOut(record, "who fought whom is not told")
    if span.first is None or span.last is None or span.days is None or span.days > YEAR_DAYS:
        return LeftOut(record, "longer than a year" if span.days else "no day is known")
    if facts.place is None or (point := point_of(facts.place)) is None:
        return LeftOut(record, "no place on the map")
    if facts.country is None:
        return LeftOut(record, "its country is not known")
    precision = date_prec(span.days)
    lat, lon = rounded(point.lat), rounded(point.lon)
    cells: dict[str, Cell] = {
        "id": f"MRS-{record}",
        "year": span.first.year,
        "code_status": "Clear" if facts.review in REVIEWED else "Check",
        "type_of_violence": dyad.type,
        "dyad_name": f"{dyad.a.name} - {dyad.b.name if dyad.b else VICTIMS}",
        "side_a": dyad.a.name,
        "side_b": dyad.b.name if dyad.b else VICTIMS,
        "where_prec": codes_of(facts.place).ged,
        "where_coordinates": point.name,
        "where_description": ("near " if facts.place.get("near") else "") + point.name,
        "adm_1": admin1_of(facts.place),
        "adm_2": point.name if facts.place["kind"] == "admin2" else "",
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": f"POINT ({lon:g} {lat:g})" if float(f"{lon:g}") == lon and float(f"{lat:g}") == lat else f"POINT ({lon!r} {lat!r})",
        "priogrid_gid": priogrid(lat, lon),
        "country": facts.country.name,
        "country_id": facts.country.gw,
        "region": facts.country.ged_region,
        "event_clarity": 2 if precision >= AGGREGATED else 1,
        "date_prec": precision,
        "date_start": _moment(span.first),
        "date_end": _moment(span.last),
        "high": killed.high,
        "low": killed.low,
        "gwnoa": dyad.a.state,
        "gwnob": dyad.b.state if dyad.b else None,
    }
    return Line(f"MRS-{record}", record, cells | _sources(facts, release) | deaths(facts, killed, dyad))


def _moment(day: date) -> str:
    return f"{day.isoformat()} 00:00:00.000"


def dyad_of(sides: Sides) -> Dyad | None:
    """The dyad; None where no organised actor is named, or where those who were hit are neither civilians nor an organised actor."""
    one = next((p for p in sides.one if p.organised), None)
    two = next((p for p in sides.two if p.organised and (one is None or p.name != one.name)), None)
    if one is None:
        return None
    if two is None:
        return Dyad(3, one, None, False) if any(p.type in CIVILIANS for p in sides.two) else None
    if not one.of_state and two.of_state:
        return Dyad(1, two, one, True)
    return Dyad(1 if one.of_state or two.of_state else 2, one, two, False)


def deaths(facts: Facts, killed: Toll, dyad: Dyad) -> dict[str, Cell]:
    """The best estimate, parted by who died: as far as the parts told sum up to it or the target is but one sort, else unknown. All are
    empty where nothing decides between the tellers."""
    if killed.best is None:
        return {}
    hit = [p for p in facts.sides.two if p.type is not None]
    civilians: float = 0
    fallen: float = 0
    if dyad.b is None or (hit and all(p.type in CIVILIANS for p in hit)):
        civilians = killed.best
    elif hit and facts.event["targets"] and all(p.type not in CIVILIANS for p in hit):
        fallen = killed.best
    else:
        civilians = min(killed.best, _civilian_part(facts, killed.best))
    a, b = (fallen, 0) if dyad.turned else (0, fallen)
    unknown = killed.best - civilians - fallen
    return {"deaths_a": a, "deaths_b": b, "deaths_civilians": civilians, "deaths_unknown": unknown, "best": killed.best}


def _civilian_part(facts: Facts, best: float) -> float:
    """How many of the dead are told to be civilians, as a part of this very number."""
    figures = facts.event["figures"]
    parts = (f for f in figures if f["part_of"] is not None and f["what"] == "civilians" and f["low"] is not None)
    whole = [f["low"] for f in parts if figures[f["part_of"]]["what"] == "killed" and best in _numbers(figures[f["part_of"]])]
    return max(whole, default=0)


def _numbers(figure: dict[str, float | None]) -> tuple[float | None, ...]:
    return figure["low"], figure["best"], figure["high"]


def _sources(facts: Facts, release: Release) -> dict[str, Cell]:
    """The reports as GED names its sources: office, day, headline, parted by semicolons."""
    reports = release.reports_of(facts.event)
    days = ["" if (d := day_of(r.published)) is None else d.isoformat() for r in reports]
    items = [f'"{_part(r.source)},{day},{_part(r.title)}"' for r, day in zip(reports, days, strict=True)]
    return {
        "number_of_sources": facts.voices,
        "source_article": ";".join(items),
        "source_office": ";".join(_part(r.source) for r in reports),
        "source_date": ";".join(days),
        "source_headline": ";".join(_part(r.title) for r in reports),
        "source_original": joined(v["name"] for v in facts.event.get("voices", ())),
    }


def _part(text: str | None) -> str:
    """A text that may stand in a list parted by semicolons and quotation marks."""
    return clean(text or "").replace(";", ",").replace('"', "'")
