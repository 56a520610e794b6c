"""Releases for tests: reports read by the real pipeline and folded by the real fold, with judgements as two people would put them down."""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import marsad
from marsad.fold.records import fold_records
from marsad.model.form import Form, records_form
from marsad.model.judgement import Judgement, Sealed, sealed
from marsad.model.reading import Reading
from marsad.model.record import Saying
from marsad.model.release import Phrase, Release, ReportAbout, StatementAbout
from marsad.pack.load import load_pack
from marsad.pack.pack import Pack

ROOT = Path(__file__).parent.parent.parent
SAGA = ROOT / "examples/saga.jsonl"
HARBOUR = Path(__file__).parent / "harbour.jsonl"
LISTS = {"events": "event", "movements": "movement", "agreements": "agreement", "control": "control"}
KEY = b"a secret of the store that nobody sees"


def reports_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@cache
def readings_of(path: Path) -> tuple[Reading, ...]:
    wanted = ("published", "source", "title", "id", "url")
    return tuple(marsad.read(r["text"], **{k: r.get(k) for k in wanted if r.get(k)}) for r in reports_of(path))


def release_of(readings: Sequence[Reading], pack: Pack, tier: str = "public") -> Release:
    """All that the Readings tell, as a job would hand it to protection."""
    records = tuple(_named(records_form(fold_records(readings, pack))))
    statements = {(r.report.id, s["id"]): _statement(r, s) for r in readings for s in marsad_form(r)["statements"]}
    events = [e for e in records if e["record"] == "event"]
    return Release(
        records=records,
        claims=tuple(_claims(readings, events)),
        reports={r.report.id: _report(r) for r in readings},
        statements=statements,
        units=_units(pack),
        tier=tier,  # type: ignore[arg-type]
        filters={"kind": "all", "near": "34.87,36.52,5"},
        pack=f"{pack.name} {pack.version}",
        pack_digest=pack.digest,
    )


def marsad_form(reading: Reading) -> Form:
    form: Form = reading.to_dict()
    return form


def _named(form: Form) -> Iterable[Form]:
    for key, name in LISTS.items():
        yield from ({"record": name, **record} for record in form[key])


def _claims(readings: Sequence[Reading], events: list[Form]) -> Iterable[Form]:
    for reading in readings:
        for claim in marsad_form(reading)["records"]["events"]:
            event = next((e for e in events if set(claim["statements"]) & set(e["statements"])), None)
            if event is not None:
                yield {**claim, "record": "claim", "event": event["id"], "report": reading.report.id}


def _report(reading: Reading) -> ReportAbout:
    r = reading.report
    return ReportAbout(
        id=r.id, source=r.source, grade="C", title=r.title, url=r.url, published=r.published, language=r.language, sha256=r.sha256
    )


def _statement(reading: Reading, s: Form) -> StatementAbout:
    text, mentions = reading.report.text, {m.id: m for m in reading.mentions}
    named = [(w["role"], mentions[w["mention"]]) for w in (*s["where"], *s["who"])]
    return StatementAbout(
        id=s["id"],
        report=reading.report.id,
        kind=s["kind"],
        status=s["status"],
        quote=text[s["start"] : s["end"]],
        start=s["start"],
        end=s["end"],
        rule=s["rule"],
        score=s["score"],
        said_by=tuple(Saying(x["name"], x["basis"]) for x in s["said_by"]),
        phrases=tuple(Phrase(role, m.text, m.text, m.start, m.end) for role, m in named),
    )


def _units(pack: Pack) -> dict[str, Form]:
    rows = [e for e in pack.lexicons["places"] if e.get("kind") == "admin1"]
    return {
        f"{e.get('country')}/{e.get('admin1')}": {
            "name": e.get("name"),
            "place_id": f"marsad:{e.id}",
            "kind": "admin1",
            "lat": float(e.get("lat")),
            "lon": float(e.get("lon")),
            "radius_km": float(e.get("radius_km")),
            "country": e.get("country"),
            "admin1": e.get("admin1"),
        }
        for e in rows
    }


def chain(judgements: Iterable[Judgement]) -> tuple[Sealed, ...]:
    """Judgements sealed one after another."""
    found: list[Sealed] = []
    for one in judgements:
        found.append(sealed(one, found[-1] if found else None))
    return tuple(found)


def judgement(verdict: str, citation: tuple[str, str], by: str, role: str, value: str | None = None) -> Judgement:
    return Judgement(
        verdict=verdict,  # type: ignore[arg-type]
        report=citation[0],
        statement=citation[1],
        by=by,
        role=role,  # type: ignore[arg-type]
        at="2017-06-01T10:00:00",
        value=value,
        reason="the text says so",
    )


def released(release: Release, *more: Judgement) -> tuple[Sealed, ...]:
    """All statements accepted by one person and released by another; then what more was said."""
    given = [
        one
        for c in release.statements
        for one in (judgement("accept", c, "reviewer-1", "reviewer"), judgement("release", c, "releaser-1", "releaser"))
    ]
    return chain([*given, *more])


@cache
def syria() -> Pack:
    return load_pack("syria")
