"""Rows with named columns into reports: what tables and JSON share. Which names a column goes by stands in columns.csv."""

import csv
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files

from marsad.errors import ReaderError
from marsad.model.report import Report, digest
from marsad.readers import Asked, Came, Received, Unread, arrival, checked_date

LISTS = ("reports", "items", "articles", "documents", "posts", "messages", "results", "entries", "data")  # where JSON keeps many
PARTS = 2_000  # of a text that comes in parts


@cache
def names() -> Mapping[str, tuple[str, ...]]:
    """Field of a report -> the names that its column goes by, best first."""
    lines = files("marsad.readers").joinpath("columns.csv").read_text(encoding="utf-8").splitlines()
    return {row["field"]: tuple(row["columns"].split(";")) for row in csv.DictReader(lines)}


def columns_of(held: Iterable[str], asked: Asked, place: str) -> dict[str, str]:
    """Field -> column, for the columns that are there: as asked for, else by its own name, else by another that it goes by.

    Raises ReaderError where one that was asked for is not there."""
    there = list(held)
    by_name: dict[str, str] = {}
    for column in there:
        by_name.setdefault(_plain(column), column)
    found: dict[str, str] = {}
    for field, known in names().items():
        named = next((by_name[name] for name in known if name in by_name), None)
        if named is not None:
            found[field] = field if field in there else named
    for field, said in asked.columns:
        if said not in there and _plain(said) not in by_name:
            advice = f"--column {field}=NAME with one of: {', '.join(there[:20])}"[:300]
            raise ReaderError(f"no column `{said}`", place=place, advice=advice)
        found[field] = said if said in there else by_name[_plain(said)]
    return found


def report_of(row: Mapping[str, object], columns: Mapping[str, str], raw: bytes, came: Came) -> Received | Unread:
    """The report of one row, or why it is none. `came.place`: that of the row."""
    said = {field: _said(row.get(column)) for field, column in columns.items()}
    name, text = said.get("id"), _said(row.get(columns["text"]), whole=True) if "text" in columns else None
    if not text or not text.strip():
        return Unread(name or came.place, ReaderError("no `text`", place=came.place, advice="give each report its `text`"), raw)
    try:
        published = checked_date(said.get("published"), came.place) or came.published
    except ReaderError as error:
        return Unread(name or came.place, error, raw)
    report = Report(
        id=name or digest(text),
        text=text,
        title=said.get("title"),
        source=said.get("source") or came.source,
        url=said.get("url") or came.url,
        published=published,
        published_basis="given" if published else "none",
        language=said.get("language") or came.language,
    )
    return Received(report, raw, arrival(came, "marsad"))


def _plain(column: str) -> str:
    return " ".join(column.replace("_", " ").replace("-", " ").casefold().split())


def _said(value: object, *, whole: bool = False) -> str | None:
    """What a cell says. `whole`: as it stands; a text may come in parts, as chats export it."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value == datetime(value.year, value.month, value.day) else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list) and whole:
        parts = (part.get("text") if isinstance(part, dict) else part for part in value[:PARTS])
        return "".join(part for part in parts if isinstance(part, str))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if value is None or value == "" or isinstance(value, list | dict):
        return None
    return str(value) if whole else str(value).strip() or None
