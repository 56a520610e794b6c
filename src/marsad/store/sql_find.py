"""Which records are wanted: what `columns.fits` says, in SQL."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select

from marsad.store.base import Wanted
from marsad.store.columns import EARLIEST, LATEST, asks_for_place, ball, chord
from marsad.store.rows import key, plain
from marsad.store.tables import RECORD, RECORD_PLACE, RECORD_REPORT, REPORT, REPORT_WORDS
from marsad.store.words import Phrase, asked

ESCAPED = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})
Holds = Callable[[Sequence[Phrase]], ColumnElement[bool]]


def within(chosen: Select[Any], wanted: Wanted, holds: Holds) -> Select[Any]:
    """A choice of records with what is wanted of them, their places and their reports."""
    chosen = chosen.where(*_of_record(wanted))
    if asks_for_place(wanted):
        chosen = chosen.where(RECORD.c.id.in_(select(RECORD_PLACE.c.record).where(*_of_place(wanted))))
    reports = list(_of_report(wanted, holds))
    if reports:
        chosen = chosen.where(RECORD.c.id.in_(select(RECORD_REPORT.c.record).where(*reports)))
    return chosen


def _of_record(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    c = RECORD.c
    for column, value in ((c.sort, wanted.sort), (c.kind, wanted.kind)):
        if value is not None:
            yield column == key(value)
    for column, values in ((c.status, wanted.statuses), (c.review, wanted.review), (c.kind, wanted.kinds)):
        if values is not None:
            yield column.in_(sorted(map(plain, values)))
    if wanted.actor is not None:
        yield c.actors.contains(plain(wanted.actor.casefold()), autoescape=True)
    if wanted.since is not None:
        yield func.coalesce(c.until, c.since, LATEST) > plain(wanted.since)
    if wanted.until is not None:
        yield func.coalesce(c.since, c.until, EARLIEST) < plain(wanted.until)
    if wanted.since is not None and wanted.until is not None:
        yield or_(c.since.is_not(None), c.until.is_not(None))


def _of_place(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    c = RECORD_PLACE.c
    if wanted.place is not None:
        yield c.name.contains(plain(wanted.place.casefold()), autoescape=True)
    if wanted.admin1 is not None:
        yield c.admin1 == key(wanted.admin1.casefold())
    if wanted.country is not None:
        yield c.country == key(wanted.country.upper())
    if wanted.box is not None:
        south, west, north, east = wanted.box
        yield c.lat.between(south, north)
        yield c.lon.between(west, east) if west <= east else or_(c.lon >= west, c.lon <= east)
    if wanted.near is not None:
        lat, lon, km = wanted.near
        x, y, z = (literal(value) for value in ball(lat, lon))
        yield (c.x - x) * (c.x - x) + (c.y - y) * (c.y - y) + (c.z - z) * (c.z - z) <= chord(km)


def _of_report(wanted: Wanted, holds: Holds) -> Iterator[ColumnElement[bool]]:
    report = RECORD_REPORT.c.report
    if wanted.reports is not None:
        yield report.in_(sorted(map(key, wanted.reports)))
    if wanted.sources is not None:
        yield report.in_(select(REPORT.c.id).where(REPORT.c.source.in_(sorted(map(key, wanted.sources)))))
    phrases = asked(wanted.text or "")
    if phrases:
        yield report.in_(select(REPORT_WORDS.c.report).where(and_(holds(phrases))))
