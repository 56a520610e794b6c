"""The reading half of the SQL store."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Select, func, or_, select

from marsad.model.form import Form
from marsad.store.base import Failed, Kept, Wanted
from marsad.store.columns import EARLIEST, LATEST
from marsad.store.rows import from_json, plain
from marsad.store.tables import FAILURE, RECORD, RECORD_REPORT, REPORT, STATE, STATEMENT

ESCAPED = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})


class SqlView:
    """One look at the store, in a transaction that its maker ends."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def report(self, report_id: str) -> Kept | None:
        """A report, or None."""
        row = self._connection.execute(select(REPORT).where(REPORT.c.id == plain(report_id))).first()
        return self._kept(row) if row is not None else None

    def reports(self) -> Iterator[Kept]:
        """Every report, in the order of its id."""
        for row in self._connection.execute(select(REPORT).order_by(REPORT.c.id)):
            yield self._kept(row)

    def failures(self) -> Iterator[Failed]:
        """Every report that could not be read, in the order of its id."""
        for row in self._connection.execute(select(FAILURE).order_by(FAILURE.c.id)):
            yield Failed(row.id, row.raw, row.error)

    def statement(self, statement_id: str) -> Iterator[tuple[str, Form]]:
        """The statements of an id, each with the id of its report."""
        found = select(STATEMENT).where(STATEMENT.c.id == plain(statement_id)).order_by(STATEMENT.c.report, STATEMENT.c.place)
        for row in self._connection.execute(found):
            yield row.report, from_json(row.form)

    def record(self, record_id: str) -> Form | None:
        """A record by its id or the start of it, where only one has it; else None."""
        start = plain(record_id).translate(ESCAPED) + "%"
        chosen = select(RECORD.c.id, RECORD.c.form).where(RECORD.c.id.like(start, escape="\\")).order_by(RECORD.c.id).limit(2)
        found = self._connection.execute(chosen).all()
        exact = [row.form for row in found if row.id == record_id]
        forms = exact or [row.form for row in found if len(found) == 1]
        return from_json(forms[0]) if forms else None

    def records(self, wanted: Wanted = Wanted()) -> Iterator[Form]:
        """The records wanted, in the order of time; those without one last."""
        for row in self._connection.execute(_chosen(wanted)):
            yield from_json(row.form)

    def revision(self) -> int:
        """How often reports have changed."""
        return self._state("revision")

    def stale(self) -> bool:
        """Whether reports have changed since those that the records were folded from."""
        return self._state("revision") != self._state("folded")

    def _state(self, name: str) -> int:
        value: int = self._connection.execute(select(STATE.c.value).where(STATE.c.name == name)).scalar_one()
        return value

    def _kept(self, row: Row[Any]) -> Kept:
        form = from_json(row.reading)
        found = select(STATEMENT.c.form).where(STATEMENT.c.report == row.id).order_by(STATEMENT.c.place)
        form["statements"] = [from_json(s) for s in self._connection.execute(found).scalars()]
        return Kept(form["id"], row.raw, form)


def _chosen(wanted: Wanted) -> Select[Any]:
    """What `columns.fits` says, in SQL."""
    c = RECORD.c
    chosen = select(c.form).order_by(func.coalesce(c.since, c.until, LATEST), c.sort, c.id)
    for column, value in ((c.sort, wanted.sort), (c.kind, wanted.kind)):
        if value is not None:
            chosen = chosen.where(column == plain(value))
    if wanted.place is not None:
        chosen = chosen.where(c.places.contains(plain(wanted.place.casefold()), autoescape=True))
    if wanted.reports is not None:
        rests = select(RECORD_REPORT.c.record).where(RECORD_REPORT.c.report.in_(sorted(map(plain, wanted.reports))))
        chosen = chosen.where(c.id.in_(rests))
    if wanted.since is not None:
        chosen = chosen.where(func.coalesce(c.until, c.since, LATEST) > wanted.since)
    if wanted.until is not None:
        chosen = chosen.where(func.coalesce(c.since, c.until, EARLIEST) < wanted.until)
    if wanted.since is not None and wanted.until is not None:
        chosen = chosen.where(or_(c.since.is_not(None), c.until.is_not(None)))
    if wanted.most is not None or wanted.skip:
        chosen = chosen.limit(-1 if wanted.most is None else wanted.most).offset(wanted.skip)
    return chosen
