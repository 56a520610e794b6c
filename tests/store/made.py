"""Reports, records and judgements as the tests of the store make them."""

from typing import Any

from marsad.model.judgement import Judgement
from marsad.model.report import digest
from marsad.store.base import Kept, Store, Wanted

HOMS = {"name": "Homs", "place_id": "x:1", "kind": "settlement", "lat": 34.7, "lon": 36.7, "country": "SY", "admin1": "Homs"}
ALEPPO = HOMS | {"name": "Aleppo", "place_id": "x:2", "lat": 36.2, "lon": 37.16, "admin1": "Aleppo"}


def kept(
    name: str, text: str = "A text.", raw: bytes = b"raw", statements: int = 0, source: str | None = None, **more: Any
) -> Kept:  # fmt: skip
    """A report with so many statements, s0 and on."""
    told = [
        {"id": f"s{n}", "kind": "battle", "status": "happened", "rule": "frames.battle", "start": 0, "end": 1, "n": n}
        for n in range(statements)
    ]
    report = {"sha256": digest(text), "source": source, "published": None, "language": "en", "text": text}
    return Kept(name, raw, {"id": name, "report": report, "mentions": [], "statements": told, "records": {}, **more})


def event(
    name: str, since: str | None = None, reports: tuple[str, ...] = ("a",), kind: str = "battle", place: Any = None, **more: Any
) -> dict[str, Any]:
    """An event of half a day."""
    when = since and {"from": since, "to": since + "T12:00:00"}
    return {"record": "event", "id": name, "kind": kind, "when": when, "place": place, "reports": list(reports), **more}


def judged(statement: str = "s0", **more: Any) -> Judgement:
    """Ann accepts a statement of report a."""
    return Judgement(**{"verdict": "accept", "report": "a", "statement": statement, "by": "Ann", "at": "2017-03-09T10:00:00+00:00"} | more)


def add(store: Store, *reports: Kept) -> list[bool]:
    """Keep reports in one transaction."""
    with store.writer() as writer:
        return [writer.add_report(r) for r in reports]


def fold(store: Store, *records: dict[str, Any]) -> bool:
    """Put records in the place of all."""
    with store.view() as view:
        revision = view.revision()
    with store.writer() as writer:
        return writer.replace_records(records, revision)


def ids(store: Store, **wanted: Any) -> list[str]:
    """The ids of the records wanted."""
    with store.view() as view:
        return [r["id"] for r in view.records(Wanted(**wanted))]
