import sqlite3
from pathlib import Path

import pytest

from marsad.errors import StoreError
from marsad.store.base import Kept, Store
from marsad.store.memory import MemoryStore
from marsad.store.sql import SqliteStore

ONE = Kept("b", b"\xff caf\xe9\0", {"id": "b", "text": "caf\u00e9 \ud800", "statements": []})
TWO = Kept("a", b"two", {"id": "a", "n": 1.5})


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path):
    with MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "a.db") as opened:
        yield opened


def test_what_is_kept_comes_back_byte_for_byte(store: Store):
    assert store.keep(ONE)
    assert store.keep(TWO)
    assert store.get("b") == ONE
    assert list(store.all()) == [TWO, ONE]
    assert store.get("c") is None


def test_the_same_report_twice_changes_nothing(store: Store):
    store.keep(ONE)
    assert not store.keep(ONE)
    assert list(store.all()) == [ONE]


def test_a_new_reading_takes_the_place_of_the_old(store: Store):
    store.keep(ONE)
    assert store.keep(ONE._replace(form={"id": "b"}))
    found = store.get("b")
    assert found is not None
    assert (found.form, found.raw) == ({"id": "b"}, ONE.raw)


def test_other_bytes_under_a_known_id_are_refused_and_the_first_stay(store: Store):
    store.keep(ONE)
    with pytest.raises(StoreError, match="another report"):
        store.keep(ONE._replace(raw=b"other"))
    assert list(store.all()) == [ONE]


def test_a_file_opened_again_holds_what_was_kept(tmp_path: Path):
    with SqliteStore(tmp_path / "a.db") as first:
        first.keep(ONE)
    with SqliteStore(tmp_path / "a.db") as second:
        assert list(second.all()) == [ONE]


def test_files_that_are_no_store_are_named(tmp_path: Path):
    (tmp_path / "a.db").write_bytes(b"a plain text that is no database at all " * 40)
    with pytest.raises(StoreError, match=r"a\.db: .*not a database"):
        SqliteStore(tmp_path / "a.db")
    with pytest.raises(StoreError, match="folder"):
        SqliteStore(tmp_path / "none" / "a.db")
    newer = sqlite3.connect(tmp_path / "b.db")
    newer.execute("PRAGMA user_version = 999")
    newer.close()
    with pytest.raises(StoreError, match="newer"):
        SqliteStore(tmp_path / "b.db")
