import json
import sqlite3
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from marsad.store.base import Failed, Wanted
from marsad.store.door import open_store
from marsad.store.postgres import Postgres
from tests.store.made import HOMS, event, judged, kept

FIRST = files("marsad.store").joinpath("migrations", "0001_record.sql").read_text(encoding="utf-8")
RECORD = event("e1", "2017-03-09", ("a",), place=HOMS)


def rows() -> list[tuple[str, tuple]]:
    """What the first form of the store held, as its writer wrote it."""
    one = kept("a", "Shells fell.", statements=2)
    reading = json.dumps({k: v for k, v in one.form.items() if k != "statements"})
    told = one.form["statements"]
    return [
        ("INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ("a", b"raw", one.raw_sha256, one.form["report"]["sha256"], "Monitor", None, "en", reading)),
        *(("INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?)",
            ("a", n, s["id"], s["kind"], s["status"], s["rule"], json.dumps(s))) for n, s in enumerate(told)),
        ("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?, ?)",
            ("e1", "event", "battle", "2017-03-09", "2017-03-09T12:00:00", "homs", json.dumps(RECORD))),
        ("INSERT INTO record_report VALUES (?, ?)", ("e1", "a")),
        ("INSERT INTO failure VALUES (?, ?, ?)", ("x", b"\0", "no text")),
        ("UPDATE state SET value = 7", ()),
    ]  # fmt: skip


def first_sqlite(path: Path) -> str:
    with sqlite3.connect(path) as old:
        old.executescript(FIRST)
        for command, row in rows():
            old.execute(command, row)
        old.execute("PRAGMA user_version = 1")
    old.close()
    return f"sqlite:///{path}"


def first_postgres(url: str) -> str:
    with psycopg.connect(url) as old:
        old.execute(Postgres(make_url(url)).script(FIRST))
        for command, row in rows():
            old.execute(command.replace("?", "%s"), row)
        old.execute("CREATE TABLE marsad_form (number INTEGER NOT NULL)")
        old.execute("INSERT INTO marsad_form VALUES (1)")
    return url


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_store_of_the_first_form_keeps_all_and_learns_what_is_new(database: str, tmp_path: Path, postgres: Callable[[], str]):
    url = first_sqlite(tmp_path / "a.db") if database == "sqlite" else first_postgres(postgres())
    with open_store(url) as store:
        with store.view() as view:
            assert list(view.reports()) == [kept("a", "Shells fell.", statements=2)]
            assert list(view.failures()) == [Failed("x", b"\0", "no text")]
            assert [form["id"] for _, form in view.statement("s1")] == ["s1"]
            assert (view.revision(), view.stale()) == (7, False)
            for wanted in (
                Wanted(place="homs"),
                Wanted(near=(34.7, 36.7, 1)),
                Wanted(text="shells"),
                Wanted(sources=frozenset({"Monitor"})),
            ):
                assert list(view.records(wanted)) == [RECORD], wanted
            assert list(view.records(Wanted(text="mortar"))) == []
        with store.writer() as writer:
            writer.add_judgement(judged())
            writer.add_report(kept("b", "Mortar shells."))
    with open_store(url) as store, store.view() as view:
        assert [one.number for one in view.judgements()] == [1]
        assert [k.id for k in view.reports()] == ["a", "b"]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_migration_that_breaks_leaves_the_store_as_it_was(
    database: str, tmp_path: Path, postgres: Callable[[], str], monkeypatch: pytest.MonkeyPatch
):
    url = first_sqlite(tmp_path / "a.db") if database == "sqlite" else first_postgres(postgres())

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("marsad.store.sql.index_anew", broken)
        with pytest.raises(KeyboardInterrupt):
            open_store(url)
    with open_store(url) as store, store.view() as view:
        assert list(view.records(Wanted(text="shells"))) == [RECORD]
