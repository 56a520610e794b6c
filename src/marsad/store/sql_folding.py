"""The half of the SQL store through which the record follows the reports."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from sqlalchemy import Connection, delete, func, select, update

from marsad.model.form import Form
from marsad.model.judgement import Sealed, from_sealed_form
from marsad.store.base import Brief, Kept, Rests
from marsad.store.columns import columns_of, rests_on
from marsad.store.rows import from_json, key, to_json
from marsad.store.sql_view import kept_of
from marsad.store.sql_writer import remove_records, write_records
from marsad.store.tables import BRIEF, JUDGEMENT, MARK, RECORD, RECORD_REPORT, REPORT, STATE, WAITING

T = TypeVar("T")
AT_ONCE = 400  # values that are asked for together: fewer than any database takes
PAIRING = ("same", "different", "withdraw")


class SqlFolding:
    """One transaction, which its maker ends."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, basis: int) -> None:
        """Whatever was folded on another basis is forgotten: all reports wait."""
        held = self._connection.execute(select(STATE.c.value).where(STATE.c.name == "basis")).scalar_one()
        if held != basis:
            for table in (BRIEF, MARK, WAITING, RECORD):
                self._connection.execute(delete(table))
            self._connection.execute(WAITING.insert().from_select(["report"], select(REPORT.c.id)))
            self._connection.execute(update(STATE).where(STATE.c.name == "basis").values(value=basis))

    def waiting(self, most: int) -> list[str]:
        """The keys of the reports that wait; the earliest published first."""
        c = REPORT.c
        chosen = select(c.id).join(WAITING, WAITING.c.report == c.id).order_by(c.published.is_(None), c.published, c.id).limit(most)
        return list(self._connection.execute(chosen).scalars())

    def waiting_count(self) -> int:
        """How many wait."""
        found: int = self._connection.execute(select(func.count()).select_from(WAITING)).scalar_one()
        return found

    def report(self, key: str) -> Kept | None:
        """A report, or None."""
        row = self._connection.execute(select(REPORT).where(REPORT.c.id == key)).first()
        return next(kept_of(self._connection, [row])) if row is not None else None

    def judgements(self, reports: Collection[str]) -> list[Sealed]:
        """All judgements of these reports, those that pair statements, and all withdrawals, in order."""
        c = JUDGEMENT.c
        rows = list(self._connection.execute(select(c.number, c.form).where(c.verdict.in_(PAIRING))))
        for some in _parts(sorted(map(key, reports))):
            rows += self._connection.execute(select(c.number, c.form).where(c.report.in_(some), c.verdict.not_in(PAIRING)))
        return [from_sealed_form(from_json(row.form)) for row in sorted(rows, key=lambda row: row.number)]

    def briefs(self, keys: Collection[str]) -> dict[str, Brief]:
        """What is known of these reports, by key."""
        found: dict[str, Brief] = {}
        for some in _parts(sorted(keys)):
            rows = self._connection.execute(select(BRIEF).where(BRIEF.c.report.in_(some)))
            found |= {row.report: Brief(from_json(row.unit), from_json(row.standing)) for row in rows}
        return found

    def bearing(self, marks: Collection[int]) -> dict[int, list[str]]:
        """The keys of the reports that bear each of these marks."""
        found: dict[int, list[str]] = defaultdict(list)
        for some in _parts(sorted(marks)):
            for row in self._connection.execute(select(MARK.c.mark, MARK.c.report).where(MARK.c.mark.in_(some))):
                found[row.mark].append(row.report)
        return found

    def put(self, key: str, brief: Brief, marks: Collection[int]) -> None:
        """Keep what is known of a report, with the marks that it bears now."""
        held = set(self._connection.execute(select(MARK.c.mark).where(MARK.c.report == key)).scalars())
        for some in _parts(sorted(held - set(marks))):
            self._connection.execute(delete(MARK).where(MARK.c.report == key, MARK.c.mark.in_(some)))
        new = [{"mark": m, "report": key} for m in sorted(set(marks) - held)]
        if new:
            self._connection.execute(MARK.insert(), new)
        values = {"unit": to_json(brief.unit), "standing": to_json(brief.standing)}
        if not self._connection.execute(update(BRIEF).where(BRIEF.c.report == key).values(**values)).rowcount:
            self._connection.execute(BRIEF.insert().values(report=key, **values))

    def folded(self, keys: Collection[str]) -> None:
        """These wait no longer."""
        for some in _parts(sorted(keys)):
            self._connection.execute(delete(WAITING).where(WAITING.c.report.in_(some)))

    def replace(self, gone: Rests, records: Iterable[Form]) -> bool:
        """Take away each record that rests on one of these statements, and put these; whether that changed anything."""
        held = dict(self._resting(gone))
        new = {record["id"]: record for record in records}
        forms = {name: to_json(record) for name, record in new.items()}
        lost = [name for name, form in held.items() if forms.get(name) != form]
        come = [name for name, form in forms.items() if held.get(name) != form]
        remove_records(self._connection, [*lost, *(name for name in come if name not in held)])
        write_records(self._connection, [(columns_of(new[name]), forms[name]) for name in come])
        return bool(lost or come)

    def _resting(self, gone: Rests) -> Iterator[tuple[str, str]]:
        """The records, each with its form, that rest on one of these statements."""
        for sort, statements in gone.items():
            for some in _parts(sorted({key(report) for report, _ in statements})):
                on_one = select(RECORD_REPORT.c.record).where(RECORD_REPORT.c.report.in_(some))
                rows = self._connection.execute(select(RECORD.c.id, RECORD.c.form).where(RECORD.c.sort == sort, RECORD.c.id.in_(on_one)))
                for row in rows:
                    if rests_on(from_json(row.form), statements):
                        yield row.id, row.form

    def done(self) -> None:
        """Note that the records are those of all reports and judgements."""
        revision = select(STATE.c.value).where(STATE.c.name == "revision").scalar_subquery()
        self._connection.execute(update(STATE).where(STATE.c.name == "folded").values(value=revision))


def _parts(items: Sequence[T]) -> Iterator[list[T]]:
    each = iter(items)
    while some := list(islice(each, AT_ONCE)):
        yield some
