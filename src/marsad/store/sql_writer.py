"""The writing half of the SQL store."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from secrets import token_bytes
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, delete, func, select, update

from marsad.model.account import Account
from marsad.model.form import Form
from marsad.model.judgement import Judgement, Sealed, canonical, from_sealed_form, sealed, sealed_form
from marsad.model.urgency import urgency
from marsad.store.base import SECRET_BYTES, Failed, Kept, clash
from marsad.store.columns import Columns, Spot, columns_of
from marsad.store.rows import account_of, from_json, key, plain, to_json
from marsad.store.tables import (
    ACCOUNT,
    FAILURE,
    JUDGEMENT,
    RECORD,
    RECORD_PLACE,
    RECORD_REPORT,
    REPORT,
    SECRET,
    STATE,
    STATEMENT,
    WAITING,
)  # fmt: skip
from marsad.store.words import indexed

T = TypeVar("T")
AddWords = Callable[[Connection, int, str, str], None]
AT_ONCE = 200  # records that are written together


class SqlWriter:
    """One transaction, which its maker ends."""

    def __init__(self, connection: Connection, add_words: AddWords) -> None:
        self._connection = connection
        self._add_words = add_words

    def add_report(self, kept: Kept) -> bool:
        """Keep a report with its Reading; whether that changed anything. The bytes that came first, and how they came, stay. Raises
        ClashError where another text is known under the id."""
        name, report = key(kept.id), kept.form["report"]
        reading = to_json({part: value for part, value in kept.form.items() if part != "statements"})
        statements = [_statement(name, place, s) for place, s in enumerate(kept.form["statements"])]
        c = REPORT.c
        known = self._connection.execute(select(c.number, c.text_sha256, c.reading).where(c.id == name)).first()
        failed = self._connection.execute(delete(FAILURE).where(FAILURE.c.id == name)).rowcount > 0
        if known is not None and known.text_sha256 != report["sha256"]:
            raise clash(kept.id)
        if known is not None and known.reading == reading and self._statements(name) == [s["form"] for s in statements]:
            return failed
        about = {column: key(report[column]) for column in ("source", "published", "language")} | {"reading": reading}
        if known is None:
            number = self._connection.execute(select(func.coalesce(func.max(c.number), 0) + 1)).scalar_one()
            came = {"raw": kept.raw, "raw_sha256": kept.raw_sha256, "text_sha256": report["sha256"], "how": to_json(asdict(kept.how))}
            self._connection.execute(REPORT.insert().values(id=name, number=number, **came, **about))
        else:
            number = known.number
            self._connection.execute(update(REPORT).where(c.id == name).values(**about))
            self._connection.execute(delete(STATEMENT).where(STATEMENT.c.report == name))
        if known is None or from_json(known.reading)["report"].get("title") != report.get("title"):
            self._add_words(self._connection, number, name, indexed(report.get("title"), report["text"]))
        if statements:
            self._connection.execute(STATEMENT.insert(), statements)
        wait(self._connection, [name])
        self._changed()
        return True

    def add_failure(self, failed: Failed) -> bool:
        """Keep a report that could not be read; whether that changed anything."""
        name, error = key(failed.id), plain(failed.error)
        known = self._connection.execute(select(FAILURE).where(FAILURE.c.id == name)).first()
        if known is not None and (known.raw, known.error) == (failed.raw, error):
            return False
        self._connection.execute(delete(FAILURE).where(FAILURE.c.id == name))
        self._connection.execute(FAILURE.insert().values(id=name, raw=failed.raw, error=error))
        return True

    def add_judgement(self, judgement: Judgement) -> Sealed:
        """Put a judgement at the end of the chain."""
        last = self._connection.execute(select(JUDGEMENT.c.form).order_by(JUDGEMENT.c.number.desc()).limit(1)).scalar()
        one = sealed(judgement, None if last is None else from_sealed_form(from_json(last)))
        about = {"report": key(judgement.report), "statement": key(judgement.statement), "verdict": judgement.verdict}
        self._connection.execute(JUDGEMENT.insert().values(number=one.number, hash=one.hash, form=canonical(sealed_form(one)), **about))
        wait(self._connection, sorted({key(r) for r in self._spoken_of(judgement)}))
        self._changed()
        return one

    def _spoken_of(self, judgement: Judgement) -> Iterator[str]:
        """The reports of whose statements a judgement speaks; a withdrawal speaks of those of what it takes back."""
        said: Judgement | None = judgement
        while said is not None:
            yield from (r for r in (said.report, said.other_report) if r is not None)
            number = said.undoes if said.verdict == "withdraw" else None
            found = self._connection.execute(select(JUDGEMENT.c.form).where(JUDGEMENT.c.number == number)).scalar() if number else None
            said = from_sealed_form(from_json(found)).judgement if found is not None else None

    def account(self, name: str) -> Account | None:
        """The account of a name, or None."""
        row = self._connection.execute(select(ACCOUNT).where(ACCOUNT.c.name == key(name))).first()
        return account_of(row) if row is not None else None

    def put_account(self, account: Account) -> None:
        """Keep an account, in the place of the one of its name where there is one."""
        self._connection.execute(delete(ACCOUNT).where(ACCOUNT.c.name == key(account.name)))
        self._connection.execute(ACCOUNT.insert().values(**asdict(account)))

    def secret(self) -> bytes:
        """The secret of this store, made when it is first asked for."""
        held = self._connection.execute(select(SECRET.c.value).where(SECRET.c.name == "release")).scalar()
        if held is None:
            held = token_bytes(SECRET_BYTES).hex()
            self._connection.execute(SECRET.insert().values(name="release", value=held))
        return bytes.fromhex(held)

    def replace_records(self, records: Iterable[Form], revision: int) -> bool:
        """These, each with its `record`, in the place of all that were there; whether that changed anything."""
        held = {row.id: _sum(row.form) for row in self._connection.execute(select(RECORD.c.id, RECORD.c.form))}
        seen: set[str] = set()
        changed = False
        for some in _chunks(_first_of_each(records, seen), AT_ONCE):
            written = [(columns_of(record), form) for record in some if held.get(record["id"]) != _sum(form := to_json(record))]
            self._remove([columns.id for columns, _ in written if columns.id in held])
            write_records(self._connection, written)
            changed = changed or bool(written)
        gone = [name for name in held if name not in seen]
        self._remove(gone)
        self._connection.execute(update(STATE).where(STATE.c.name == "folded").values(value=revision))
        return changed or bool(gone)

    def _changed(self) -> None:
        self._connection.execute(update(STATE).where(STATE.c.name == "revision").values(value=STATE.c.value + 1))

    def _remove(self, ids: Iterable[str]) -> None:
        remove_records(self._connection, ids)

    def _statements(self, report: str) -> list[str]:
        found = select(STATEMENT.c.form).where(STATEMENT.c.report == report).order_by(STATEMENT.c.place)
        return list(self._connection.execute(found).scalars())


def index_anew(connection: Connection, add_words: AddWords) -> None:
    """Write again what reports and records are found by, from their forms: an older Marsad wrote less."""
    for name, number in connection.execute(select(REPORT.c.id, REPORT.c.number)).all():
        reading = connection.execute(select(REPORT.c.reading).where(REPORT.c.id == name)).scalar_one()
        report = from_json(reading)["report"]
        add_words(connection, number, name, indexed(report.get("title"), report["text"]))
    for row in connection.execute(select(STATEMENT.c.report, STATEMENT.c.place, STATEMENT.c.form)).all():
        where = (STATEMENT.c.report == row.report) & (STATEMENT.c.place == row.place)
        connection.execute(update(STATEMENT).where(where).values(urgency=urgency(from_json(row.form))))
    for table in (RECORD_PLACE, RECORD_REPORT):
        connection.execute(delete(table))
    for record in connection.execute(select(RECORD.c.id)).scalars().all():
        columns = columns_of(from_json(connection.execute(select(RECORD.c.form).where(RECORD.c.id == record)).scalar_one()))
        connection.execute(update(RECORD).where(RECORD.c.id == record).values(**_found_by(columns)))
        _write_links(connection, [columns])


def wait(connection: Connection, reports: Iterable[str]) -> None:
    """Let reports wait for the fold, those of these keys that are there."""
    for some in _chunks(iter(reports), AT_ONCE):
        there = select(REPORT.c.id).where(REPORT.c.id.in_(some)).where(REPORT.c.id.not_in(select(WAITING.c.report)))
        connection.execute(WAITING.insert().from_select(["report"], there))


def remove_records(connection: Connection, ids: Iterable[str]) -> None:
    """Take records away."""
    for some in _chunks(iter(ids), AT_ONCE):
        connection.execute(delete(RECORD).where(RECORD.c.id.in_(some)))  # its places and reports go with it


def write_records(connection: Connection, written: list[tuple[Columns, str]]) -> None:
    """Write records, each with its form as JSON."""
    _insert(connection, RECORD, [{"id": columns.id, "form": form} | _found_by(columns) for columns, form in written])
    _write_links(connection, [columns for columns, _ in written])


def _found_by(columns: Columns) -> dict[str, str | None]:
    row: dict[str, str | None] = {
        name: getattr(columns, name) for name in ("sort", "kind", "status", "review", "since", "until", "at", "actors")
    }
    return {name: plain(value) for name, value in row.items()}


def _write_links(connection: Connection, written: list[Columns]) -> None:
    reports = [{"record": c.id, "report": report} for c in written for report in dict.fromkeys(map(key, c.reports))]
    _insert(connection, RECORD_REPORT, reports)
    _insert(connection, RECORD_PLACE, [_place(c.id, number, spot) for c in written for number, spot in enumerate(c.spots)])


def _place(record: str, number: int, spot: Spot) -> dict[str, Any]:
    named: dict[str, str | None] = {"name": plain(spot.name), "shown": plain(spot.shown)}
    named |= {column: key(getattr(spot, column)) for column in ("place_id", "kind", "country", "admin1")}
    return {"record": record, "number": number} | spot._asdict() | named


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(table.insert(), rows)


def _first_of_each(records: Iterable[Form], seen: set[str]) -> Iterator[Form]:
    for record in records:
        if record["id"] not in seen:
            seen.add(record["id"])
            yield record


def _chunks(items: Iterator[T], size: int) -> Iterator[list[T]]:
    while some := list(islice(items, size)):
        yield some


def _sum(form: str) -> bytes:
    """Short, so that all records there are need not be held to see which have changed."""
    return hashlib.blake2b(form.encode("ascii"), digest_size=16).digest()


def _statement(report: str, place: int, form: Form) -> dict[str, object]:
    columns = {name: plain(form[name]) for name in ("id", "kind", "status", "rule")}
    return {"report": report, "place": place, "urgency": urgency(form), "form": to_json(form), **columns}
