"""The reading half of the SQL store."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, select

from marsad.model.account import Account
from marsad.model.form import Form
from marsad.model.judgement import Sealed, from_sealed_form
from marsad.model.report import Arrival
from marsad.store.base import Failed, Kept, Listed, Noted, Published, Spread, Tally, Wanted
from marsad.store.columns import LATEST
from marsad.store.rows import LONGEST_KEY, account_of, from_json, key, plain
from marsad.store.sql_find import ESCAPED, Holds, within
from marsad.store.tables import ACCOUNT, FAILURE, JUDGEMENT, RECORD, RECORD_PLACE, REPORT, STATE, STATEMENT

AT_ONCE = 50  # rows that are fetched together where all are asked for


class SqlView:
    """One look at the store, in a transaction that its maker ends."""

    def __init__(self, connection: Connection, holds: Holds) -> None:
        self._connection = connection
        self._holds = holds

    def report(self, report_id: str) -> Kept | None:
        """A report, or None."""
        noted = self.noted(report_id)
        return noted.kept if noted is not None else None

    def ids(self) -> Iterator[str]:
        """The id of every report, in order."""
        for row in self._stream(select(REPORT.c.id).order_by(REPORT.c.id)):
            yield self._id(row.id)

    def reports(self) -> Iterator[Kept]:
        """Every report, in the order of its id."""
        found = self._connection.execute(select(REPORT).order_by(REPORT.c.id), execution_options={"yield_per": AT_ONCE})
        for rows in found.partitions():
            yield from kept_of(self._connection, rows)

    def noted(self, report_id: str) -> Noted | None:
        """A report with the sums that were noted when it came, or None."""
        row = self._connection.execute(select(REPORT).where(REPORT.c.id == key(report_id))).first()
        return Noted(next(kept_of(self._connection, [row])), row.raw_sha256, row.text_sha256) if row is not None else None

    def sums(self) -> Iterator[str]:
        """The SHA-256 of the bytes of every report as it came."""
        return (row.raw_sha256 for row in self._stream(select(REPORT.c.raw_sha256)))

    def failures(self) -> Iterator[Failed]:
        """Every report that could not be read, in the order of its id."""
        for row in self._stream(select(FAILURE).order_by(FAILURE.c.id)):
            yield Failed(row.id, row.raw, row.error)

    def statement(self, statement_id: str) -> Iterator[tuple[str, Form]]:
        """The statements of an id, each with the id of its report."""
        found = select(REPORT.c.reading, STATEMENT.c.form).join(REPORT, REPORT.c.id == STATEMENT.c.report)
        found = found.where(STATEMENT.c.id == plain(statement_id)).order_by(STATEMENT.c.report, STATEMENT.c.place)
        for row in self._connection.execute(found):
            yield from_json(row.reading)["id"], from_json(row.form)

    def by_urgency(self) -> Iterator[tuple[str, Form]]:
        """Every statement with the id of its report, the most urgent to look at first."""
        c = STATEMENT.c
        for row in self._stream(select(c.report, c.form).order_by(c.urgency.desc(), c.report, c.place)):
            yield self._id(row.report), from_json(row.form)

    def statement_count(self) -> int:
        """How many statements there are."""
        found: int = self._connection.execute(select(func.count()).select_from(STATEMENT)).scalar_one()
        return found

    def account(self, name: str) -> Account | None:
        """The account of a name, or None."""
        row = self._connection.execute(select(ACCOUNT).where(ACCOUNT.c.name == key(name))).first()
        return account_of(row) if row is not None else None

    def accounts(self) -> Iterator[Account]:
        """Every account, in the order of its name."""
        for row in self._stream(select(ACCOUNT).order_by(ACCOUNT.c.name)):
            yield account_of(row)

    def judgements(self, after: int = 0, report: str | None = None, statement: str | None = None) -> Iterator[Sealed]:
        """The judgements whose number is greater than `after`, in order; of one report or one statement's id, where asked for."""
        c = JUDGEMENT.c
        found = select(c.form).where(c.number > after).order_by(c.number)
        for column, value in ((c.report, report), (c.statement, statement)):
            found = found if value is None else found.where(column == key(value))
        for row in self._stream(found):
            yield from_sealed_form(from_json(row.form))

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
        chosen = within(select(RECORD.c.form), wanted, self._holds).order_by(RECORD.c.at, RECORD.c.sort, RECORD.c.id)
        for row in self._stream(chosen.limit(wanted.most).offset(wanted.skip or None)):
            yield from_json(row.form)

    def count(self, wanted: Wanted = Wanted()) -> int:
        """How many records are wanted; `most` and `skip` do not matter."""
        found: int = self._connection.execute(within(select(func.count()).select_from(RECORD), wanted, self._holds)).scalar_one()
        return found

    def counts(self, wanted: Wanted = Wanted()) -> Iterator[Tally]:
        """How many of the records wanted begin on each day, by sort and kind, in that order; those without a time last."""
        each = (func.substr(RECORD.c.at, 1, 10).label("day"), RECORD.c.sort, RECORD.c.kind)
        chosen = within(select(*each, func.count().label("found")), wanted, self._holds)
        for row in self._connection.execute(chosen.group_by(*each).order_by("day", RECORD.c.sort, RECORD.c.kind)).all():
            yield Tally(None if row.day == LATEST else row.day, row.sort, row.kind, row.found)

    def spread(self, wanted: Wanted = Wanted()) -> Iterator[Spread]:
        """How many of the records wanted are told of each place first, by sort and kind, in no order."""
        p = RECORD_PLACE.c
        each = (p.shown, p.place_id, p.kind.label("place_kind"), p.lat, p.lon, p.radius_km, RECORD.c.sort, RECORD.c.kind)
        first = and_(p.record == RECORD.c.id, p.number == 0)
        chosen = within(select(*each, func.count()).select_from(RECORD).join(RECORD_PLACE, first), wanted, self._holds)
        return (Spread(*row) for row in self._connection.execute(chosen.group_by(*each)).all())

    def listed(self, source: str | None = None, most: int | None = None, skip: int = 0) -> Iterator[Listed]:
        """The reports, or those of one source, the one published last first; those without a date last."""
        c = REPORT.c
        told = select(func.count()).where(STATEMENT.c.report == c.id).scalar_subquery()
        chosen = select(c.source, c.published, c.language, c.reading, told.label("told")).limit(most).offset(skip or None)
        chosen = chosen.where(c.source == key(source)) if source is not None else chosen
        for row in self._stream(chosen.order_by(c.published.is_(None), c.published.desc(), c.id)):
            form = from_json(row.reading)
            about = form["report"]
            yield Listed(form["id"], about.get("title"), about["source"], about["published"], about["language"], row.told)

    def sources(self) -> Iterator[Published]:
        """Every source, in the order of its name; reports without one last."""
        c = REPORT.c
        chosen = select(c.source, func.count(), func.min(c.published), func.max(c.published)).group_by(c.source)
        return (Published(*row) for row in self._connection.execute(chosen.order_by(c.source.is_(None), c.source)))

    def revision(self) -> int:
        """How often reports and judgements have changed."""
        return self._state("revision")

    def stale(self) -> bool:
        """Whether reports or judgements have changed since those that the records were folded from."""
        return self._state("revision") != self._state("folded")

    def _id(self, name: str) -> str:
        """The id of a report by the key of its row, which differs from it only where the id is very long or no plain text."""
        if len(name) <= LONGEST_KEY and "\\" not in name:
            return name
        reading = self._connection.execute(select(REPORT.c.reading).where(REPORT.c.id == name)).scalar_one()
        found: str = from_json(reading)["id"]
        return found

    def _state(self, name: str) -> int:
        value: int = self._connection.execute(select(STATE.c.value).where(STATE.c.name == name)).scalar_one()
        return value

    def _stream(self, chosen: Select[Any]) -> Iterator[Row[Any]]:
        """The rows as they are asked for: a database on a server would send all at once."""
        yield from self._connection.execute(chosen, execution_options={"yield_per": AT_ONCE})


def kept_of(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[Kept]:
    """The reports of some rows, with the statements of all of them asked for at once."""
    c = STATEMENT.c
    told: dict[str, list[Form]] = {row.id: [] for row in rows}
    for statement in connection.execute(select(c.report, c.form).where(c.report.in_(told)).order_by(c.report, c.place)):
        told[statement.report].append(from_json(statement.form))
    for row in rows:
        form, how = from_json(row.reading) | {"statements": told[row.id]}, from_json(row.how)
        yield Kept(form["id"], row.raw, form, _arrival(how))


def _arrival(how: Form) -> Arrival:
    """How a report came, whose pairs JSON has as lists."""
    return Arrival(**how | {pairs: tuple((n, v) for n, v in how.get(pairs, ())) for pairs in ("headers", "found")})
