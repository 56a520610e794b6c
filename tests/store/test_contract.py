import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.errors import StoreError
from marsad.model.account import Account
from marsad.model.judgement import broken
from marsad.model.report import Arrival, digest
from marsad.store.base import Failed, Noted, Store, Tally, Wanted
from marsad.store.door import open_store
from tests.store.made import ALEPPO, HOMS, add, event, fold, ids, judged, kept


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres")()
    else:
        url = "memory:" if request.param == "memory" else f"sqlite:///{tmp_path / 'a.db'}"
    with open_store(url) as opened:
        yield opened


def test_what_is_kept_comes_back_byte_for_byte(store: Store):
    one = kept("b", "caf\u00e9 \ud800", b"\xff caf\xe9\0", statements=3)
    two = kept("a")
    assert add(store, one, two) == [True, True]
    with store.view() as view:
        assert view.report("b") == one
        assert list(view.reports()) == [two, one]
        assert view.report("c") is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(raw=st.binary(), text=st.text(st.characters(exclude_categories=())), name=st.text(st.characters(exclude_categories=()), min_size=1))
def test_any_text_bytes_and_id_come_back(store: Store, raw: bytes, text: str, name: str):
    name = f"{name}|{digest(text)}"
    one = kept(name, text, raw, statements=2)
    add(store, one)
    with store.view() as view:
        found = view.report(name)
    assert found is not None
    assert (found.id, found.form) == (name, one.form)
    assert not add(store, one)[0]


def test_the_same_report_twice_changes_nothing(store: Store):
    one = kept("b", statements=2)
    add(store, one)
    fold(store, event("e1"))
    assert add(store, one, one._replace(raw=b"the same text in another file")) == [False, False]
    with store.view() as view:
        assert list(view.reports()) == [one]
        assert not view.stale()
    assert not fold(store, event("e1"))


def test_a_new_reading_takes_the_place_of_the_old(store: Store):
    add(store, kept("b", statements=3))
    assert add(store, kept("b", raw=b"other", statements=1))[0]
    with store.view() as view:
        assert view.report("b") == kept("b", statements=1)
        assert list(view.statement("s2")) == []
        assert [(report, s["n"]) for report, s in view.statement("s0")] == [("b", 0)]


def test_another_text_under_a_known_id_is_refused_and_the_first_stays(store: Store):
    add(store, kept("b"))
    with pytest.raises(StoreError, match="another report"):
        add(store, kept("c"), kept("b", "another text"))
    with store.view() as view:
        assert list(view.reports()) == [kept("b")], "what failed must leave nothing"


def test_failures_are_kept_until_the_report_is_read(store: Store):
    failed = Failed("x", b"\0\1", "x: no text")
    with store.writer() as writer:
        assert writer.add_failure(failed)
        assert not writer.add_failure(failed)
    with store.view() as view:
        assert list(view.failures()) == [failed]
    assert add(store, kept("x"))[0]
    with store.view() as view:
        assert list(view.failures()) == []


def test_records_are_replaced_found_and_ordered(store: Store):
    add(store, kept("a"))
    with store.view() as view:
        assert view.stale()
    records = [event("e3"), event("e1", "2017-03-09", ("a", "b"), place=HOMS), event("e2", "2017-03-07", ("b",), "shelling")]
    assert fold(store, *records)
    assert ids(store) == ["e2", "e1", "e3"]
    assert ids(store, reports=frozenset({"a"})) == ["e1", "e3"]
    assert ids(store, kind="shelling") == ["e2"]
    assert ids(store, place="hOms") == ["e1"]
    assert ids(store, since="2017-03-08", until="2017-03-10") == ["e1"]
    assert ids(store, most=1, skip=1) == ["e1"]
    assert ids(store, skip=2) == ["e3"]
    assert ids(store, sort="control") == []
    with store.view() as view:
        assert view.record("e1") == records[1]
        assert view.record("e") is None
        assert not view.stale()
    assert fold(store, records[1])
    assert ids(store) == ["e1"]


def test_records_of_an_older_look_are_stale(store: Store):
    add(store, kept("a"))
    with store.view() as view:
        revision = view.revision()
    add(store, kept("b"))
    with store.writer() as writer:
        writer.replace_records([event("e1")], revision)
    with store.view() as view:
        assert view.stale()


def test_an_id_that_starts_others_is_found(store: Store):
    fold(store, event("e1"), event("e11"), event("e_1"))
    with store.view() as view:
        found = view.record("e1"), view.record("e_"), view.record("%")
    assert [f and f["id"] for f in found] == ["e1", "e_1", None]


def test_a_view_does_not_see_what_comes_meanwhile(store: Store):
    add(store, kept("a"))
    with store.view() as view:
        first = list(view.reports())
        add(store, kept("b"))
        assert list(view.reports()) == first


def test_a_view_that_nothing_was_asked_of_yet_does_not_see_it_either(store: Store):
    add(store, kept("a"))
    with store.view() as view:
        add(store, kept("b"))
        assert list(view.ids()) == ["a"]


def test_a_transaction_that_breaks_leaves_nothing(store: Store):
    def broken() -> None:
        with store.writer() as writer:
            writer.add_report(kept("a"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken()
    with store.view() as view:
        assert list(view.reports()) == []


def test_a_file_opened_again_holds_what_was_kept(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'a.db'}"
    with open_store(url) as first:
        add(first, kept("a"))
    with open_store(url, make=False) as second, second.view() as view:
        assert list(view.reports()) == [kept("a")]


def test_files_that_are_no_store_are_named(tmp_path: Path):
    (tmp_path / "a.db").write_bytes(b"a plain text that is no database at all " * 40)
    made = sqlite3.connect(tmp_path / "b.db")
    made.execute("PRAGMA user_version = 999")
    made.close()
    other = sqlite3.connect(tmp_path / "c.db")
    other.execute("CREATE TABLE album (name TEXT)")
    other.close()
    for url, said in {
        f"sqlite:///{tmp_path}/a.db": r"a\.db: .*not a database",
        f"sqlite:///{tmp_path}/none/a.db": "folder",
        f"sqlite:///{tmp_path}/b.db": "newer",
        f"sqlite:///{tmp_path}/c.db": "something else",
        f"sqlite:///{tmp_path}": "a folder",
        "marsad.db": "sqlite:///",
        "sqlite:///": "sqlite:///",
    }.items():
        with pytest.raises(StoreError, match=said):
            open_store(url)
    with pytest.raises(StoreError, match="marsad read"):
        open_store(f"sqlite:///{tmp_path}/d.db", make=False)
    assert not (tmp_path / "d.db").exists()


def fill(store: Store) -> None:
    with store.writer() as writer:
        writer._connection.exec_driver_sql("PRAGMA max_page_count = 1")  # type: ignore[attr-defined]
        writer.add_report(kept("c", raw=b"x" * 1_000_000))


def test_a_full_disk_and_a_lock_are_told_and_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("marsad.store.sqlite.PATIENCE_MS", 50)
    with open_store(f"sqlite:///{tmp_path}/a.db") as store:
        add(store, kept("a"))
        blocker = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
        blocker.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another process"):
            add(store, kept("b"))
        blocker.execute("ROLLBACK")
        blocker.close()
        with pytest.raises(StoreError, match="make room"):
            fill(store)
        with store.view() as view:
            assert list(view.reports()) == [kept("a")]


def test_judgements_are_chained_found_and_never_gone(store: Store):
    add(store, kept("a", statements=2))
    with store.view() as view:
        revision = view.revision()
    put = []
    for statement in ("s0", "s1", "s0"):
        with store.writer() as writer:
            put.append(writer.add_judgement(judged(statement, reason="\ud800 \0 caf\u00e9")))
    add(store, kept("a", statements=0))
    with store.view() as view:
        assert list(view.judgements()) == put
        assert list(broken(view.judgements())) == []
        assert list(view.judgements(after=2)) == put[2:]
        assert list(view.judgements(statement="s0")) == [put[0], put[2]]
        assert list(view.judgements(report="b")) == []
        assert view.revision() > revision
        assert view.stale()


def test_how_a_report_came_stays_as_it_was_first(store: Store):
    how = Arrival(
        collected_at="2017-03-09T10:00:00+00:00", method="fetch", url="https://example.org", headers=(("etag", '"x"'), ("a", "b"))
    )
    add(store, kept("a")._replace(how=how))
    add(store, kept("a", statements=1)._replace(how=Arrival()))
    with store.view() as view:
        found = view.report("a")
        noted = view.noted("a")
    assert found is not None
    assert found.how == how
    assert noted == Noted(found, found.raw_sha256, digest("A text."))


def test_records_are_found_by_place_actor_status_source_and_words(store: Store):
    add(store, kept("a", "Shells fell on Kafr-Laha. Caf\u00e9 life goes on."), kept("b", "Nothing fell anywhere.", source="Monitor"))
    fold(
        store,
        event("e1", "2017-03-09", ("a",), place=HOMS) | {"status": "happened", "actors": [{"actor_id": None, "name": "Jaish al-Izza"}]},
        event("e2", "2017-03-10", ("b",), "shelling", ALEPPO) | {"status": "denied", "review": {"state": "accepted"}},
        event("e3", None, ("a", "b")),
    )
    assert ids(store, statuses=frozenset({"denied", "alleged"})) == ["e2"]
    assert ids(store, actor="al-izza") == ["e1"]
    assert ids(store, sources=frozenset({"Monitor"})) == ["e2", "e3"]
    assert ids(store, sources=frozenset({"Monitor"}), text="shells") == [], "one report has to answer both"
    assert ids(store, box=(34, 36, 35, 37)) == ["e1"]
    assert ids(store, box=(34, 170, 37, -170)) == []
    assert ids(store, near=(34.73, 36.71, 5)) == ["e1"]
    assert ids(store, near=(34.73, 36.71, 300)) == ["e1", "e2"]
    assert ids(store, near=(34.73, 36.71, 40_000)) == ["e1", "e2"]
    assert ids(store, admin1="aleppo", country="sy") == ["e2"]
    assert ids(store, admin1="aleppo", place="homs") == [], "one place has to answer both"
    assert ids(store, review=frozenset({"unreviewed"})) == ["e1", "e3"]
    assert ids(store, text="cafe LIFE") == ["e1", "e3"]
    assert ids(store, text="kafr laha") == ids(store, text="Kafr-Laha") == ids(store, text='"kafr laha"') == ["e1", "e3"]
    assert ids(store, text='"laha kafr"') == []
    assert ids(store, text="any*") == ["e2", "e3"]
    assert ids(store, text="any") == []
    with store.view() as view:
        assert view.count() == 3
        assert view.count(Wanted(text="fell", most=1)) == 3
        assert list(view.counts()) == [
            Tally("2017-03-09", "event", "battle", 1), Tally("2017-03-10", "event", "shelling", 1), Tally(None, "event", "battle", 1),
        ]  # fmt: skip


def test_the_most_urgent_statements_come_first(store: Store):
    quiet, grave = kept("a", statements=2), kept("b", statements=1)
    grave.form["statements"][0] |= {"kind": "killing", "score": 0.5}
    quiet.form["statements"][1] |= {"score": 0.4}
    add(store, quiet, grave)
    with store.view() as view:
        assert [(report, s["id"]) for report, s in view.by_urgency()] == [("b", "s0"), ("a", "s1"), ("a", "s0")]
        assert view.statement_count() == 3


def test_the_secret_is_made_once(store: Store):
    with store.writer() as writer:
        secret = writer.secret()
    with store.writer() as writer:
        assert writer.secret() == secret
    with open_store("memory:") as other, other.writer() as writer:
        assert writer.secret() != secret
    assert len(secret) == 32


def test_accounts_are_kept_by_name_and_changed_in_place(store: Store):
    ann = Account("ann", "reviewer", "$argon2id$...", "2026-01-01T00:00:00+00:00")
    with store.writer() as writer:
        writer.put_account(ann)
        writer.put_account(Account("\u0622\u0645\u0644", "admin", "$argon2id$...", "2026-01-01T00:00:00+00:00"))
    with store.writer() as writer:
        assert writer.account("ann") == ann
        writer.put_account(replace(ann, role="reader", state="closed"))
    with store.view() as view:
        assert view.account("ann") == replace(ann, role="reader", state="closed")
        assert view.account("bob") is None
        assert [account.name for account in view.accounts()] == ["ann", "\u0622\u0645\u0644"]
