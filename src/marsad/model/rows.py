"""Statements as rows of a table, one a statement, for pandas and spreadsheets."""

from collections.abc import Iterable

from marsad.model.mention import ActorMention, Mention, PersonMention, PlaceMention
from marsad.model.report import Report
from marsad.model.statement import Figure, Statement
from marsad.model.when import iso

Cell = str | int | float | bool | None
Row = dict[str, Cell]

WHO = ("agent", "target", "participant", "escort", "giver", "receiver", "party", "holder", "loser", "source")
WHERE = ("at", "from", "to", "via", "within", "near", "except")
WITH = ("weapon", "means", "cargo", "damaged")


def rows_of(report: Report, mentions: Iterable[Mention], statements: Iterable[Statement]) -> list[Row]:
    """A row for each statement, all with the same first columns: names of a role are joined by "; "; the point is that of the first place
    `at` (else `within` or `near`). Each figure adds `WHAT_low`, `WHAT_best` and `WHAT_high`, the first of its kind alone; running totals
    add none."""
    by_id = {m.id: m for m in mentions}
    return [_row(report, s, by_id) for s in statements]


def _row(report: Report, statement: Statement, mentions: dict[str, Mention]) -> Row:
    when = statement.when
    row: Row = {
        "report": report.id,
        "publisher": report.source,
        "published": report.published,
        "statement": statement.id,
        "kind": statement.kind,
        "status": statement.status,
        "when_from": iso(when.start) if when else None,
        "when_to": iso(when.end) if when else None,
        "when_precision": when.precision if when else None,
        "when_basis": when.basis if when else None,
    }
    row |= {role: _names(mentions, (w.mention for w in statement.who if w.role == role)) for role in WHO}
    row |= {role: _names(mentions, (w.mention for w in statement.where if w.role == role)) for role in WHERE}
    row |= {role: _names(mentions, (w.mention for w in statement.with_ if w.role == role)) for role in WITH}
    row |= _point(statement, mentions)
    row["said_by"] = "; ".join(s.name for s in statement.said_by if s.name) or None
    row |= {"start": statement.start, "end": statement.end, "text": report.text[statement.start : statement.end]}
    row |= {"trigger": statement.trigger.text, "rule": statement.rule, "score": statement.score}
    for figure in statement.figures:
        if not figure.cumulative and f"{figure.what}_low" not in row:
            row |= _figure(figure)
    return row


def _names(mentions: dict[str, Mention], ids: Iterable[str]) -> str | None:
    found = [mentions[i] for i in ids if i in mentions]
    return "; ".join(dict.fromkeys(m.name if isinstance(m, ActorMention | PersonMention | PlaceMention) else m.text for m in found)) or None


def _point(statement: Statement, mentions: dict[str, Mention]) -> Row:
    """Where on the map: the id, the point, and how far the true spot may be from it."""
    for role in ("at", "within", "near"):
        for where in statement.where:
            place = mentions.get(where.mention)
            if where.role == role and isinstance(place, PlaceMention):
                return {"place_id": place.place_id, "lat": place.lat, "lon": place.lon, "radius_km": place.radius_km}
    return {"place_id": None, "lat": None, "lon": None, "radius_km": None}


def _figure(figure: Figure) -> Row:
    return {f"{figure.what}_low": figure.low, f"{figure.what}_best": figure.best, f"{figure.what}_high": figure.high}
