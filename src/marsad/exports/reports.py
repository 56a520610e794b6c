"""Event reports: one row an event as one report tells it, in the form of the data sets at that level (MAVERICK; the R package
`eventreport` reads its columns). Beside those columns stand ours, which hold the rest of each claim: nothing of it is lost."""

import json
from collections.abc import Iterator

from marsad.exports.parts.cells import Cell, Json, joined, write_csv
from marsad.exports.parts.figures import toll
from marsad.exports.parts.parties import Party, sides_of
from marsad.exports.parts.spans import day_of, last_day
from marsad.exports.parts.spots import codes_of
from marsad.exports.parts.table import Written
from marsad.exports.parts.target import Target
from marsad.model.form import Form
from marsad.model.release import Release

ABOUT = (
    "event-report rows (MAVERICK form): each event as each report tells it; claims of what did not or not yet happen in a file of their own"
)
FILES = ("reports.csv", "reports_not_events.csv")
MOST_ACTORS = 6
_ACTORS = [f"actor{n}{part}" for n in range(1, MOST_ACTORS + 1) for part in ("", "_id", "_type", "_precision", "_role")]
COLUMNS = (
    "id event_id date_start date_end city location latitude longitude geo_precision "
    + " ".join(_ACTORS)
    + " deaths_low deaths_best deaths_high injuries_low injuries_best injuries_high source source_author source_type "
    "source_classification number_of_sources unit_of_analysis aggregation "
    "report published kind status when_from when_to when_precision when_basis place from_place to_place actors targets weapons figures "
    "said_by told views voices codes statements quote title url"
).split()
WHOLE = ("place", "from_place", "to_place", "actors", "targets", "weapons", "figures", "said_by", "told", "views", "voices", "codes")
HAPPENED = ("happened", "ongoing")


def write(release: Release, target: Target) -> Written:
    """Both files: what took place, and what was denied, alleged, planned, expected or conditional. How many rows in both."""
    rows = 0
    for name, wanted in zip(FILES, (True, False), strict=True):
        if target.wants(name):
            claims = (c for c in release.claims if (c["status"] in HAPPENED) == wanted)
            with target.text(name) as stream:
                rows += write_csv(stream, COLUMNS, (_row(c, release) for c in claims))
    return Written(rows)


def _row(claim: Form, release: Release) -> dict[str, Cell]:
    about = release.reports.get(claim["report"])
    place, when = claim["place"], claim["when"] or {}
    first, last = day_of(when.get("from")), last_day(when.get("from"), when.get("to"))
    row: dict[str, Cell] = {
        "id": f"{claim['id']}@{claim['report']}",
        "event_id": claim["event"],
        "date_start": first.isoformat() if first else None,
        "date_end": last.isoformat() if last else None,
        "city": place["name"] if place and place["kind"] in ("settlement", "neighbourhood") else None,
        "location": place["name"] if place else None,
        "latitude": place["lat"] if place else None,
        "longitude": place["lon"] if place else None,
        "geo_precision": codes_of(place).report if place and place["lat"] is not None else None,
        "source": about.source if about else None,
        "source_author": joined(s["name"] for s in claim["said_by"] if s["basis"] == "named"),
        "source_classification": about.grade if about else None,
        "number_of_sources": max(1, len(claim.get("voices", ()))),
        "unit_of_analysis": "event report",
        "aggregation": "none",
        "report": claim["report"],
        "published": about.published if about else None,
        "kind": claim["kind"],
        "status": claim["status"],
        "when_from": when.get("from"),
        "when_to": when.get("to"),
        "when_precision": when.get("precision"),
        "when_basis": when.get("basis"),
        "statements": " ".join(claim["statements"]),
        "quote": claim["quote"],
        "title": about.title if about else None,
        "url": about.url if about else None,
    }
    whole = {name: Json(json.dumps(claim[name], sort_keys=True)) for name in WHOLE if claim.get(name) is not None}
    return row | _tolls(claim) | dict(_actors(claim)) | whole


def _tolls(claim: Form) -> dict[str, Cell]:
    """One report's own numbers, whatever the view."""
    row: dict[str, Cell] = {}
    for what, name in (("killed", "deaths"), ("injured", "injuries")):
        count = toll(claim, what, "representative")
        if count is not None:
            row |= {f"{name}_low": count.low, f"{name}_best": count.best, f"{name}_high": None if count.open else count.high}
    return row


def _actors(claim: Form) -> Iterator[tuple[str, Cell]]:
    sides = sides_of(claim)
    ids = {a["name"]: a["actor_id"] for a in (*claim["actors"], *claim["targets"])}
    people: list[tuple[Party, str]] = [(p, "actor") for p in sides.one] + [(p, "target") for p in sides.two]
    for number, (party, role) in enumerate(people[:MOST_ACTORS], 1):
        yield f"actor{number}", party.name
        yield f"actor{number}_id", ids.get(party.name)
        yield f"actor{number}_type", party.type
        yield f"actor{number}_precision", "named" if party.known else "described"
        yield f"actor{number}_role", role
