"""What a store says when the ground gives way, and that all it had acknowledged is there afterwards."""

import multiprocessing
import os
import resource
import socket
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from marsad.errors import StoreError
from marsad.store.base import Store
from marsad.store.door import open_store
from tests.store.made import add, judged, kept

CUT_OFF = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
FORKED = multiprocessing.get_context("fork")


def in_child(job: Callable[[], str]) -> str:
    """What a job gives that limits its own process."""
    here, there = FORKED.Pipe()

    def run() -> None:
        there.send(job())

    child = FORKED.Process(target=run)
    child.start()
    assert here.poll(60)
    child.join()
    return str(here.recv())


def held(url: str) -> list[str]:
    with open_store(url) as store, store.view() as view:
        return list(view.ids())


def until_it_fails(store: Store) -> tuple[list[str], str]:
    """Keep reports until there is no room; what was acknowledged, and what was said."""
    done: list[str] = []
    try:
        for n in range(200):
            add(store, kept(f"r{n:03}", f"Text {n}.", os.urandom(20_000)))
            done.append(f"r{n:03}")
    except StoreError as error:
        return done, str(error)
    return done, "there was room for all"


def test_a_full_disk_is_told_and_all_that_was_acknowledged_is_there(tmp_path: Path):
    url = f"sqlite:///{tmp_path}/a.db"
    open_store(url).close()

    def full() -> str:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))
        with open_store(url) as store:
            done, said = until_it_fails(store)
        return f"{','.join(done)};{said}"

    done, said = in_child(full).split(";", 1)
    assert "is it full" in said or "make room" in said, said
    assert len(done.split(",")) > 10
    assert held(url) == done.split(",")
    with open_store(url) as store:
        assert add(store, kept("z")) == [True], "with room again it goes on"


def test_a_file_that_may_not_be_written_is_told(tmp_path: Path):
    folder = Path(tempfile.mkdtemp())
    url = f"sqlite:///{folder}/a.db"
    with open_store(url) as store:
        add(store, kept("a"))
    folder.chmod(0o555)
    (folder / "a.db").chmod(0o444)

    def refused() -> str:
        if os.geteuid() == 0:  # to whom every file is open
            os.setegid(65534)
            os.seteuid(65534)
        try:
            with open_store(url) as store:
                add(store, kept("b"))
        except StoreError as error:
            return str(error)
        return "it was written"

    said = in_child(refused)
    folder.chmod(0o755)
    assert "may be written" in said or "may not be written" in said, said
    assert held(url) == ["a"]


def test_a_lock_that_another_holds_is_told(tmp_path: Path, postgres: Callable[[], str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("marsad.store.sqlite.PATIENCE_MS", 50)
    monkeypatch.setattr("marsad.store.postgres.PATIENCE_MS", 50)
    for url in (f"sqlite:///{tmp_path}/a.db", postgres()):
        with open_store(url) as store, open_store(url) as other, other.writer() as busy:
            busy.add_report(kept("a"))
            with pytest.raises(StoreError, match=r"another process writes to it: wait"):
                add(store, kept("b"))
        assert held(url) == ["a"]


def test_a_lost_connection_is_told_and_the_next_transaction_finds_the_server_again(postgres: Callable[[], str]):
    url = postgres()
    with open_store(url) as store:
        add(store, kept("a"))

        def cut_off() -> None:
            with store.writer() as writer:
                writer.add_report(kept("b"))
                with psycopg.connect(url, autocommit=True) as other:
                    other.execute(CUT_OFF)
                writer.add_judgement(judged())

        with pytest.raises(StoreError, match="the connection was lost: all that was acknowledged is kept"):
            cut_off()
        with store.view() as view:
            assert list(view.ids()) == ["a"]
        assert add(store, kept("b")) == [True]


def test_a_connection_lost_between_two_transactions_is_not_noticed(postgres: Callable[[], str]):
    url = postgres()
    with open_store(url) as store:
        add(store, kept("a"))
        with psycopg.connect(url, autocommit=True) as other:
            other.execute(CUT_OFF)
        assert add(store, kept("b")) == [True]


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://ann:hush-hush@127.0.0.1:{port}/record", "check that the server runs"),
        ("postgresql://ann:hush-hush@127.0.0.1:none/record", "no address"),
        ("postgresql://ann:hush-hush@[broken/record", "name of the server"),
        ("postgresql://127.0.0.1:{port}/record?password=hush-hush", "check that the server runs"),
        ("postgresql://127.0.0.1:{port}/record?nonsense=hush-hush", "option"),
        ("mysql://ann:hush-hush@127.0.0.1/record", "no store is called 'mysql'"),
        ("hush-hush", "no store"),
    ],
)
def test_no_error_shows_a_password(url: str, said: str):
    with pytest.raises(StoreError, match=said) as told:
        open_store(url.format(port=free_port()))
    if url != "hush-hush":
        assert "hush" not in str(told.value)


def test_a_database_of_something_else_or_one_that_is_not_there_is_named(postgres: Callable[[], str]):
    url = postgres()
    with pytest.raises(StoreError, match="createdb"):
        open_store(url.replace("marsad_test_", "marsad_none_"))
    with psycopg.connect(url) as other:
        other.execute("CREATE TABLE report (name TEXT)")
    with pytest.raises(StoreError, match="something else"):
        open_store(url)


def test_a_server_that_may_only_be_read_is_told(postgres: Callable[[], str]):
    url = postgres()
    with open_store(url) as store:
        add(store, kept("a"))
    with psycopg.connect(url, autocommit=True) as other:
        name = other.execute("SELECT current_database()").fetchone()
        other.execute(f"ALTER DATABASE {name[0]} SET default_transaction_read_only = on")
    with open_store(url) as store:
        with store.view() as view:
            assert list(view.ids()) == ["a"]
        with pytest.raises(StoreError, match="only read"):
            add(store, kept("b"))


def test_the_databases_refuse_to_change_or_drop_a_judgement(postgres: Callable[[], str]):
    url = postgres()
    with open_store(url) as store, store.writer() as writer:
        writer.add_judgement(judged())
    for command in ("DELETE FROM judgement", "UPDATE judgement SET form = ''", "TRUNCATE judgement"):
        with psycopg.connect(url) as other, pytest.raises(psycopg.errors.RaiseException, match="only ever added"):
            other.execute(command)


def test_a_damaged_file_is_told(tmp_path: Path):
    url = f"sqlite:///{tmp_path}/a.db"
    with open_store(url) as store:
        for n in range(50):
            add(store, kept(f"r{n}", raw=os.urandom(3_000)))
    sqlite3.connect(tmp_path / "a.db").execute("PRAGMA wal_checkpoint(TRUNCATE)").connection.close()
    held_bytes = bytearray((tmp_path / "a.db").read_bytes())
    held_bytes[8192:90_000] = os.urandom(90_000 - 8192)
    (tmp_path / "a.db").write_bytes(held_bytes)
    with pytest.raises(StoreError, match=r"damaged|whole|not a database"), open_store(url) as store, store.view() as view:
        list(view.reports())
