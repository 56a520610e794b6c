"""Records on the map: events, areas and movements as features with flat properties, for GeoJSON and GeoPackage alike."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from marsad.exports.parts.cells import Cell, clean, number
from marsad.exports.parts.facts import Facts, facts_of
from marsad.exports.parts.figures import Toll
from marsad.exports.parts.spans import Span, date_prec, day_of, last_day
from marsad.exports.parts.spots import admin1_of, codes_of, geometry_of, located, rounded
from marsad.model.form import Form
from marsad.model.release import Release

LAYERS = ("events", "areas", "movements")
NEARBY = 2  # where_prec up to which a place is a vertex of a route; the middle of a province is none
EXACT = ("minute", "hour")


class Feature(NamedTuple):
    """One thing on the map. `geometry` is None where only a name is known; `datetimes`: an instant for each vertex of a route, where every
    one of them is told."""

    layer: str
    id: str
    geometry: Form | None
    properties: dict[str, Cell]
    datetimes: tuple[str, ...] = ()


def features(release: Release) -> Iterator[Feature]:
    """All records of a Release: events of every status; a line of control, and each area of an agreement, as an area; movements."""
    for event in release.sort("event"):
        yield _event(facts_of(event, release))
    for record in release.sort("control"):
        yield _control(record, release)
    for record in release.sort("agreement"):
        for at, area in enumerate(record["areas"]):
            yield _agreed(record, at, area, release)
    for record in release.sort("movement"):
        yield _movement(record, release)


def _event(facts: Facts) -> Feature:
    event, place = facts.event, facts.place
    properties = _head(event, "event") | _times(facts.span, event["when"]) | _spot(place)
    properties |= {
        "kind": event["kind"],
        "actors": _names(a["name"] for a in event["actors"]),
        "targets": _names(a["name"] for a in event["targets"]),
        "weapons": _names(w["kind"] for w in event["weapons"]),
        **_toll("killed", facts.killed),
        **_toll("injured", facts.injured),
        "voices": facts.voices,
        "review": facts.review,
        "quote": clean(event["quote"]) if event["quote"] else None,
        "sources": _names(facts.sources),
    }
    return Feature("events", event["id"], geometry_of(place), properties)


def _control(record: Form, release: Release) -> Feature:
    first, last = day_of(record["from"]), last_day(record["from"], record["to"])
    exceptions = (e if isinstance(e, str) else e["name"] for e in record["except"])
    properties = _head(record, "control") | _times(Span(first, last), None) | _spot(record["area"])
    properties |= {
        "actors": _names(a["name"] for a in record["actors"]),
        "degree": record["degree"],
        "change": record["change"],
        "except": _names(exceptions),
        "condition": clean(record["condition"]) if record["condition"] else None,
        "sources": _sources(record, release),
    }
    return Feature("areas", record["id"], geometry_of(record["area"]), properties)


def _agreed(record: Form, at: int, area: Form, release: Release) -> Feature:
    when = record["date"] or {}
    span = Span(day_of(when.get("from")), last_day(when.get("from"), when.get("to")))
    properties = _head(record | {"status": None}, "agreement") | _times(span, when) | _spot(area)
    properties |= {"actors": _names(a["name"] for a in record["parties"]), "sources": _sources(record, release)}
    return Feature("areas", f"{record['id']}.{at + 1}", geometry_of(area), properties)


def _movement(record: Form, release: Release) -> Feature:
    route = list(_route(record))
    days = [s["when"] for s in record["stops"] if s["when"]]
    starts = [d for w in days if (d := day_of(w["from"]))]
    ends = [d for w in days if (d := last_day(w["from"], w["to"]))]
    properties = _head(record, "movement") | _times(Span(min(starts, default=None), max(ends, default=None)), None)
    position = record["position"] or {}
    properties |= {
        "kind": record["what"],
        "actors": _names(a["name"] for a in record["participants"]),
        "origin": record["origin"]["name"] if record["origin"] else None,
        "destination": record["destination"]["name"] if record["destination"] else None,
        "route": _names((stop["place"]["name"] for stop in route), " → "),
        "position": position["place"]["name"] if position.get("place") else None,
        "agreement": record["agreement"],
        "sources": _sources(record, release),
    }
    known = [s for s in route if located(s["place"]) and (codes_of(s["place"]).ged or 9) <= NEARBY]
    points = [[rounded(s["place"]["lon"]), rounded(s["place"]["lat"])] for s in known]
    return Feature("movements", record["id"], _line(points), properties, _instants(known, release.timezone))


def _route(record: Form) -> Iterator[Form]:
    """The places of a way in order, each with the time at which they were told to be there: origin, stops (or what lies between),
    destination. A stop that is only expected stands, a place told twice in a row once."""
    origin = [{"place": record["origin"], "when": None}]
    stops = record["stops"] or [{"place": p, "when": None} for p in record["via"]]
    told = [s for s in (*origin, *stops, {"place": record["destination"], "when": None}) if s["place"] is not None]
    named = {s["place"]["name"] for s in stops if s["place"] is not None}
    for at, stop in enumerate(told):
        ends = at in (0, len(told) - 1) and stop["when"] is None and stop["place"]["name"] in named
        again = at > 0 and stop["place"]["name"] == told[at - 1]["place"]["name"] and stop["when"] is None
        if not ends and not again:
            yield stop


def _line(points: Sequence[list[float]]) -> Form | None:
    """Named places in order: a line where there are two or more, a point where there is one."""
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "LineString", "coordinates": list(points)}


def _instants(route: Sequence[Form], timezone: str) -> tuple[str, ...]:
    """RFC 3339 instants of the vertices; none unless every one is told to the hour and each is later than the one before."""
    whens = [stop["when"] for stop in route]
    if len(whens) < 2 or not all(w and w["from"] and w["precision"] in EXACT for w in whens):
        return ()
    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError):
        return ()
    moments = [datetime.fromisoformat(w["from"]).replace(tzinfo=zone) for w in whens]
    later = all(a.timestamp() < b.timestamp() for a, b in pairwise(moments))
    return tuple(m.isoformat() for m in moments) if later else ()


def _head(record: Form, sort: str) -> dict[str, Cell]:
    return {"record": sort, "record_id": record["id"], "status": record["status"], "reports": len(record["reports"])}


def _times(span: Span, when: Form | None) -> dict[str, Cell]:
    """Days, the end inclusive, and the hours as they were told."""
    return {
        "start": span.first.isoformat() if span.first else None,
        "end": span.last.isoformat() if span.last else None,
        "from": when.get("from") if when else None,
        "to": when.get("to") if when else None,
        "date_prec": date_prec(span.days) if span.days else None,
    }


def _spot(place: Form | None) -> dict[str, Cell]:
    if place is None:
        return {"place": None, "admin1": None, "country": None, "geo_prec": None, "uncertainty_km": None}
    return {
        "place": clean(place["name"]),
        "admin1": admin1_of(place),
        "country": place["country"],
        "geo_prec": codes_of(place).ged if located(place) else None,
        "uncertainty_km": number(place["radius_km"]) if located(place) else None,
    }


def _toll(what: str, count: Toll | None) -> dict[str, Cell]:
    if count is None:
        return {f"{what}_low": None, f"{what}_best": None, f"{what}_high": None}
    high = None if count.open else number(count.high)
    return {f"{what}_low": number(count.low), f"{what}_best": number(count.best), f"{what}_high": high}


def _names(names: Iterable[str | None], mark: str = "; ") -> str | None:
    return mark.join(dict.fromkeys(clean(n) for n in names if n and clean(n))) or None


def _sources(record: Form, release: Release) -> str | None:
    return _names(r.source for r in release.reports_of(record))
