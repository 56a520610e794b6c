"""TimeMap (Forensic Architecture): events, associations, sources, sites and shapes as its data server gives them.

Form after the Joi schemas of TimeMap, which refuse a key that they do not know and want every scalar as a string."""

import json
from collections.abc import Sequence
from datetime import datetime

from marsad.exports.parts.cells import clean
from marsad.exports.parts.facts import Facts, happened, note
from marsad.exports.parts.spans import said_span
from marsad.exports.parts.spots import codes_of, point_of, rounded
from marsad.exports.parts.table import LeftOut, Written
from marsad.exports.parts.target import Target
from marsad.model.form import Form
from marsad.model.release import Release, ReportAbout

ABOUT = "TimeMap: events, associations, sources, sites and shapes as JSON"
FILES = tuple(f"timemap-{name}.json" for name in ("events", "associations", "sources", "sites", "shapes"))
CLOCK = ("minute", "hour")
NEARBY = 2  # where_prec up to which a point is drawn: TimeMap knows no areas


def write(release: Release, target: Target) -> Written:
    """The files. How many events, and those without a day, which TimeMap would drop."""
    facts = list(happened(release))
    events = [_event(f, release) for f in facts if f.span.first is not None]
    parts: Sequence[object] = (events, _associations(events, release), _sources(release), [], [])
    for name, part in zip(FILES, parts, strict=True):
        if target.wants(name):
            with target.text(name) as stream:
                stream.write(json.dumps(part, indent=1) + "\n")
    return Written(len(events), tuple(LeftOut(f.event["id"], "no day is known") for f in facts if f.span.first is None))


def _event(facts: Facts, release: Release) -> Form:
    """An event; empty keys are left out. A span of days is its first day with the whole span as `time_display`; a place that is only an
    area has its name and no point."""
    event, when, place = facts.event, facts.event["when"] or {}, facts.place
    first = facts.span.first
    form: Form = {
        "id": event["id"],
        "description": note(facts, release),
        "date": f"{first.month:02d}/{first.day:02d}/{first.year:04d}" if first else "",
        "time": "",
        "time_precision": when.get("precision") or "",
        "time_display": said_span(facts.span) if facts.span.days != 1 else "",
        "location": clean(place["name"]) if place else "",
        "type": event["kind"],
        "category": event["kind"],
        "comments": f"review: {facts.review}; voices: {facts.voices}",
        "associations": [f"kind-{event['kind']}", *(f"way-{m['id']}" for m in _ways(event, release))],
        "sources": [r.id for r in release.reports_of(event)],
    }
    if when.get("precision") in CLOCK and when.get("from"):
        form["time"] = datetime.fromisoformat(when["from"]).strftime("%H:%M")
    if place is not None and (point := point_of(place)) is not None and (codes_of(place).ged or 9) <= NEARBY:
        form |= {"latitude": str(rounded(point.lat)), "longitude": str(rounded(point.lon))}
    return {key: value for key, value in form.items() if value or key in ("associations", "sources", "description")}


def _ways(event: Form, release: Release) -> list[Form]:
    """The movements that an event is a part of."""
    own = set(event["statements"])
    return [m for m in release.sort("movement") if event["kind"] == "movement" and not own.isdisjoint(m["statements"])]


def _associations(events: Sequence[Form], release: Release) -> list[Form]:
    """A filter for each kind of event, a narrative for each movement of which an event is told."""
    used = {a for e in events for a in e["associations"]}
    kinds = sorted({e["category"] for e in events})
    filters = [
        {"id": f"kind-{k}", "title": k.replace("_", " "), "mode": "FILTER", "filter_paths": ["Kind", k.replace("_", " ")]} for k in kinds
    ]
    ways = [m for m in release.sort("movement") if f"way-{m['id']}" in used]
    return [*filters, *({"id": f"way-{m['id']}", "title": _title(m), "desc": m["status"], "mode": "NARRATIVE"} for m in ways)]


def _title(movement: Form) -> str:
    ends = [clean(movement[end]["name"]) for end in ("origin", "destination") if movement[end]]
    return f"{movement['what'] or 'movement'}: {' to '.join(ends)}" if ends else f"{movement['what'] or 'movement'} {movement['id']}"


def _sources(release: Release) -> Form:
    """The reports by id."""
    return {about.id: _source(about) for about in sorted(release.reports.values(), key=lambda r: r.id)}


def _source(about: ReportAbout) -> Form:
    form: Form = {
        "id": about.id,
        "title": clean(about.title or about.source or about.id),
        "paths": [about.url] if about.url else [],
        "type": "report",
        "author": clean(about.source or ""),
        "url": about.url or "",
        "date": about.published or "",
        "notes": f"graded {about.grade}",
    }
    return {key: value for key, value in form.items() if value or key in ("id", "paths")}
