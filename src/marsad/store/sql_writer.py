"""The writing half of the SQL store."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, select, update

from marsad.model.form import Form
from marsad.store.base import Failed, Kept, clash
from marsad.store.columns import columns_of
from marsad.store.rows import plain, to_json
from marsad.store.tables import FAILURE, RECORD, RECORD_REPORT, REPORT, STATE, STATEMENT


class SqlWriter:
    """One transaction, which its maker ends."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add_report(self, kept: Kept) -> bool:
        """Keep a report with its Reading; whether that changed anything. The bytes that came first stay. Raises ClashError where another
        text is known under the id."""
        key, report = plain(kept.id), kept.form["report"]
        reading = to_json({name: value for name, value in kept.form.items() if name != "statements"})
        statements = [_statement(key, place, s) for place, s in enumerate(kept.form["statements"])]
        known = self._connection.execute(select(REPORT.c.text_sha256, REPORT.c.reading).where(REPORT.c.id == key)).first()
        failed = self._connection.execute(delete(FAILURE).where(FAILURE.c.id == key)).rowcount > 0
        if known is not None and known.text_sha256 != report["sha256"]:
            raise clash(kept.id)
        if known is not None and known.reading == reading and self._statements(key) == [s["form"] for s in statements]:
            return failed
        about = {name: plain(report[name]) for name in ("source", "published", "language")} | {"reading": reading}
        if known is None:
            sums = {"raw": kept.raw, "raw_sha256": kept.raw_sha256, "text_sha256": report["sha256"]}
            self._connection.execute(REPORT.insert().values(id=key, **sums, **about))
        else:
            self._connection.execute(update(REPORT).where(REPORT.c.id == key).values(**about))
            self._connection.execute(delete(STATEMENT).where(STATEMENT.c.report == key))
        if statements:
            self._connection.execute(STATEMENT.insert(), statements)
        self._connection.execute(update(STATE).where(STATE.c.name == "revision").values(value=STATE.c.value + 1))
        return True

    def add_failure(self, failed: Failed) -> bool:
        """Keep a report that could not be read; whether that changed anything."""
        key, error = plain(failed.id), plain(failed.error)
        known = self._connection.execute(select(FAILURE).where(FAILURE.c.id == key)).first()
        if known is not None and (known.raw, known.error) == (failed.raw, error):
            return False
        self._connection.execute(delete(FAILURE).where(FAILURE.c.id == key))
        self._connection.execute(FAILURE.insert().values(id=key, raw=failed.raw, error=error))
        return True

    def replace_records(self, records: Iterable[Form], revision: int) -> bool:
        """These, each with its `record`, in the place of all that were there; whether that changed anything."""
        new: dict[str, Form] = {}
        for record in records:
            new.setdefault(record["id"], record)
        held: dict[str, str] = {row.id: row.form for row in self._connection.execute(select(RECORD.c.id, RECORD.c.form))}
        written = {i: to_json(record) for i, record in new.items()}
        gone = [i for i, form in held.items() if written.get(i) != form]
        come = [i for i, form in written.items() if held.get(i) != form]
        for i in gone:
            self._connection.execute(delete(RECORD).where(RECORD.c.id == i))  # its rows in record_report go with it
        for i in come:
            columns = columns_of(new[i])
            row = {name: plain(value) for name, value in columns._asdict().items() if name != "reports"}
            self._connection.execute(RECORD.insert().values(form=written[i], **row))
            links = [{"record": i, "report": report} for report in dict.fromkeys(map(plain, columns.reports))]
            if links:
                self._connection.execute(RECORD_REPORT.insert(), links)
        self._connection.execute(update(STATE).where(STATE.c.name == "folded").values(value=revision))
        return bool(gone or come)

    def _statements(self, report: str) -> list[str]:
        found = select(STATEMENT.c.form).where(STATEMENT.c.report == report).order_by(STATEMENT.c.place)
        return list(self._connection.execute(found).scalars())


def _statement(report: str, place: int, form: Form) -> dict[str, object]:
    columns = {name: plain(form[name]) for name in ("id", "kind", "status", "rule")}
    return {"report": report, "place": place, "form": to_json(form), **columns}
