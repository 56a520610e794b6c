import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.errors import ReaderError
from marsad.jobs.code import Job
from marsad.jobs.ingest import Taken, ingest
from marsad.jobs.quotes import Quotes
from marsad.jobs.rebuild import rebuild
from marsad.model.report import Report
from marsad.pack.load import load_pack
from marsad.readers import Received, Unread
from marsad.store.base import Store
from marsad.store.door import open_store

JOB = Job("base-en", published="2017-03-09", source="Monitor")
SAID = "Government forces shelled the town of Taldou on Tuesday, killing four civilians, residents said."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path}/a.db") as opened:
        yield opened


def received(name: str, text: str = SAID, **more: str) -> Received:
    return Received(Report(id=name, text=text, **more), text.encode())


def take(store: Store, *found: Received | Unread, job: Job = JOB) -> list[Taken]:
    return list(ingest(found, job, store))


def test_each_report_is_new_once_and_then_known(store: Store):
    assert take(store, received("a"), received("b", SAID + " More.")) == [Taken("a", "new", "en"), Taken("b", "new", "en")]
    assert [t.state for t in take(store, received("a"))] == ["known"]
    with store.view() as view:
        kept = view.report("a")
    assert kept is not None
    assert (kept.raw, kept.form["report"]["source"]) == (SAID.encode(), "Monitor")


def test_what_an_earlier_copy_told_stays_and_the_job_has_the_last_word(store: Store):
    take(store, received("a", title="A title", url="https://example.org"))
    assert take(store, received("a"), job=Job("base-en")) == [Taken("a", "known", "en")]
    assert [t.state for t in take(store, received("a"), job=Job("base-en", published="2017-03-10"))] == ["changed"]
    with store.view() as view:
        kept = view.report("a")
    assert kept is not None
    about = kept.form["report"]
    assert [about[k] for k in ("title", "source", "url", "published", "published_basis")] == [
        "A title", "Monitor", "https://example.org", "2017-03-10", "given",
    ]  # fmt: skip


def test_failures_are_kept_and_named_and_the_others_go_on(store: Store):
    error = ReaderError("no `text`", place="x.jsonl:2")
    states = take(store, received("a"), Unread("x.jsonl:2", error, b"{}"), received("a", "Another text."), received("c"))
    assert [t.state for t in states] == ["new", "failed", "failed", "new"]
    with store.view() as view:
        failed = {f.id: (f.raw, f.error) for f in view.failures()}
    assert failed == {
        "x.jsonl:2": (b"{}", "x.jsonl:2: no `text`"),
        "a": (b"Another text.", "a: another report has this id (give it an id of its own)"),
    }


def test_what_left_no_bytes_leaves_no_failure(store: Store):
    assert take(store, Unread("none.txt", ReaderError("no such file")))[0].state == "failed"
    with store.view() as view:
        assert list(view.failures()) == []


def test_what_was_given_back_is_kept_whatever_comes_after(store: Store):
    def broken() -> Iterator[Received]:
        yield received("a")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(ingest(broken(), JOB, store))
    with store.view() as view:
        assert [k.id for k in view.reports()] == ["a"]
        assert view.stale()


def test_the_record_is_the_fold_of_all_reports_and_quotes_its_words(store: Store):
    pack = load_pack("base-en")
    take(store, received("a"), received("b", "In Taldou " + SAID[0].lower() + SAID[1:]))
    assert rebuild(store, pack)
    assert not rebuild(store, pack), "folding again changes nothing"
    with store.view() as view:
        records = list(view.records())
        quotes = [q for r in records for q in Quotes(view).of(r)]
        told = {s["id"] for k in view.reports() for s in k.form["statements"]}
    assert records
    assert {i for r in records for i in r["statements"]} <= told
    assert quotes
    assert all(q.text in "In Taldou government forces" + SAID[17:] or q.text in SAID for q in quotes)
    assert {q.source for q in quotes} == {"Monitor"}


def test_the_record_does_not_hang_on_the_order_of_reports(tmp_path: Path):
    reports = [received(name, f"{SAID} {name}") for name in ("a", "b", "c")]
    told = []
    for order in (reports, reports[::-1]):
        with open_store("memory:") as store:
            take(store, *order)
            rebuild(store, load_pack("base-en"))
            with store.view() as view:
                told.append([json.dumps(r, sort_keys=True) for r in view.records()])
    assert told[0] == told[1]
