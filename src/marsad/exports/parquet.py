"""Parquet: the whole record in typed tables, lists and all: events, movements, agreements, control, claims, statements, reports.

Needs pyarrow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from marsad.errors import MarsadError
from marsad.exports.parts.facts import facts_of
from marsad.exports.parts.table import Written
from marsad.exports.parts.target import Target
from marsad.model.form import Form
from marsad.model.release import Release

ABOUT = "Parquet: the whole record in seven typed tables (needs marsad[parquet])"
TABLES = ("events", "movements", "agreements", "control", "claims", "statements", "reports")
FILES = tuple(f"{name}.parquet" for name in TABLES)

# A schema in short: a field's type by name; a list holds one item, a struct its fields.
Short = str | list[Any] | dict[str, Any]
PLACE: Short = {
    "name": "text", "place_id": "text", "kind": "text", "lat": "number", "lon": "number", "radius_km": "number", "country": "text",
    "admin1": "text", "near": "flag",
}  # fmt: skip
ACTOR: Short = {
    "name": "text", "actor_id": "text", "actor_type": "text", "text": "text", "type": "text", "side": "count",
    "codes": {"acled": "text", "plover": "text"},
}  # fmt: skip
WHEN: Short = {"from": "text", "to": "text", "precision": "text", "basis": "text"}
FIGURE: Short = {"what": "text", "low": "number", "best": "number", "high": "number", "part_of": "count", "cumulative": "flag"}
STOP: Short = {"place": PLACE, "when": WHEN, "status": "text"}
SAYING: Short = {"name": "text", "basis": "text"}
BASIS: dict[str, Short] = {"id": "text", "statements": ["text"], "reports": ["text"]}
EVENT: dict[str, Short] = BASIS | {
    "kind": "text", "status": "text", "when": WHEN, "date_start": "day", "date_end": "day", "place": PLACE, "from_place": PLACE,
    "to_place": PLACE, "actors": [ACTOR], "targets": [ACTOR], "weapons": [{"kind": "text", "text": "text"}], "figures": [FIGURE],
    "views": [{"what": "text", "conservative": "number", "representative": "number", "informative": "number", "low": "number",
               "high": "number", "open": "flag", "basis": "text", "tellers": "count"}],
    "told": [{"what": "text", "low": "number", "best": "number", "high": "number", "source": "text", "report": "text",
              "published": "text", "statement": "text", "superseded": "flag"}],
    "said_by": [SAYING], "voices": [{"name": "text", "reports": ["text"], "carried_by": ["text"]}], "quote": "text",
    "codes": {"acled": {"event_type": "text", "sub_event_type": "text"}, "plover": {"event": "text"}}, "review_state": "text",
}  # fmt: skip
SCHEMAS: dict[str, dict[str, Short]] = {
    "events": EVENT,
    "claims": EVENT | {"event": "text", "report": "text"},
    "movements": BASIS | {
        "what": "text", "status": "text", "participants": [ACTOR], "cargo": [FIGURE], "origin": PLACE, "destination": PLACE, "via": [PLACE],
        "stops": [STOP], "position": STOP, "eta": WHEN, "agreement": "text",
    },
    "agreements": BASIS | {
        "parties": [ACTOR], "date": WHEN, "areas": [PLACE],
        "terms": [{"what": "text", "by": ACTOR, "to": ACTOR, "in_exchange_for": "text"}],
        "steps": [{"order": "count", "what": "text", "status": "text", "statements": ["text"]}],
    },
    "control": BASIS | {
        "area": PLACE, "actors": [ACTOR], "degree": "text", "change": "text", "status": "text", "from": "text", "to": "text",
        "except": [{"words": "text", "place": PLACE}], "condition": "text", "said_by": [SAYING], "told": WHEN, "agreement": "text",
    },
    "statements": {
        "id": "text", "report": "text", "kind": "text", "status": "text", "quote": "text", "start": "count", "end": "count", "rule": "text",
        "score": "number", "said_by": [SAYING], "review": "text", "reviewer_role": "text", "reviewed_at": "text",
        "phrases": [{"field": "text", "value": "text", "text": "text", "start": "count", "end": "count"}],
    },
    "reports": {
        "id": "text", "source": "text", "grade": "text", "title": "text", "url": "text", "published": "text", "language": "text",
        "sha256": "text",
    },
}  # fmt: skip


def write(release: Release, target: Target) -> Written:
    """The files. How many rows in all. Raises MarsadError where pyarrow is not installed."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MarsadError("pyarrow is not installed", place="parquet", advice="pip install 'marsad[parquet]'") from None
    rows = 0
    for name, file in zip(TABLES, FILES, strict=True):
        if target.wants(file):
            found = [_fitted(row) for row in _rows(name, release)]
            schema = pyarrow.schema([(field, _type(pyarrow, short)) for field, short in SCHEMAS[name].items()])
            with target.path(file) as path:
                pyarrow.parquet.write_table(pyarrow.Table.from_pylist(found, schema=schema), path, compression="zstd")
            rows += len(found)
    return Written(rows)


def _type(pyarrow: Any, short: Short) -> Any:
    """The type that a short form stands for."""
    if isinstance(short, list):
        return pyarrow.list_(_type(pyarrow, short[0]))
    if isinstance(short, dict):
        return pyarrow.struct([(field, _type(pyarrow, inner)) for field, inner in short.items()])
    return {
        "text": pyarrow.string(), "number": pyarrow.float64(), "count": pyarrow.int64(), "flag": pyarrow.bool_(), "day": pyarrow.date32(),
    }[short]  # fmt: skip


def _rows(name: str, release: Release) -> Iterable[Mapping[str, Any]]:
    match name:
        case "events":
            return [_event(e, release) for e in release.sort("event")]
        case "claims":
            return [_event(c, release) for c in release.claims]
        case "statements":
            return [asdict(s) for s in sorted(release.statements.values(), key=lambda s: (s.report, s.start or 0, s.id))]
        case "reports":
            return [asdict(r) for r in sorted(release.reports.values(), key=lambda r: r.id)]
        case "control":
            return [c | {"except": [_exception(e) for e in c["except"]]} for c in release.sort("control")]
    return release.sort(name.removesuffix("s"))


def _event(event: Form, release: Release) -> Form:
    facts = facts_of(event, release)
    return event | {"date_start": facts.span.first, "date_end": facts.span.last, "review_state": facts.review}


def _exception(exception: str | Form) -> Form:
    return {"words": exception, "place": None} if isinstance(exception, str) else {"words": exception["name"], "place": exception}


def _fitted(value: Any) -> Any:
    """A value as Arrow takes it: text without lone surrogates."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, Mapping):
        return {key: _fitted(inner) for key, inner in value.items()}
    if isinstance(value, Sequence):
        return [_fitted(inner) for inner in value]
    return value
