from marsad.jobs.queue import Board, counter, last_of, queue
from marsad.model.judgement import Judgement, Sealed
from marsad.model.report import digest
from marsad.store.base import Kept, Store
from marsad.store.door import open_store

KINDS = ("protest", "killing", "control", "statement")


def told(name: str, kind: str, score: float = 0.7):
    clause = {"start": 0, "end": 6, "figures": [], "who": []}
    return {"id": name, "kind": kind, "status": "happened", "rule": f"x.{kind}", "score": score, **clause}


def store_of(*statements) -> Store:
    store = open_store("memory:")
    report = {"sha256": digest("A text."), "source": None, "published": None, "language": "en", "text": "A text."}
    with store.writer() as writer:
        writer.add_report(Kept("r", b"raw", {"id": "r", "report": report, "mentions": [], "statements": list(statements), "records": {}}))
    return store


def judged(store: Store, by: str, statement: str, verdict: str, **more) -> Sealed:
    with store.writer() as writer:
        at = "2026-01-01T00:00:00+00:00"
        return writer.add_judgement(Judgement(verdict=verdict, report="r", statement=statement, by=by, at=at, **more))


def waiting(store: Store, reader: str):
    with store.view() as view:
        return [(due.statement["id"], due.why) for due in queue(view, reader, Board.of(view.judgements()))]


def test_deaths_come_before_ground_and_both_before_words():
    store = store_of(*(told(kind, kind) for kind in KINDS))
    assert [name for name, _ in waiting(store, "amal")] == ["killing", "control", "protest", "statement"]


def test_of_two_alike_the_less_sure_comes_first():
    store = store_of(told("sure", "killing", 1.0), told("unsure", "killing", 0.5))
    assert [name for name, _ in waiting(store, "amal")] == ["unsure", "sure"]


def test_deaths_wait_for_a_second_reader_and_a_protest_does_not():
    store = store_of(told("k", "killing"), told("p", "protest"))
    judged(store, "amal", "k", "accept")
    judged(store, "amal", "p", "accept")
    assert waiting(store, "amal") == []
    assert waiting(store, "basim") == [("k", "second")]
    judged(store, "basim", "k", "reject")
    assert waiting(store, "carla") == []


def test_what_somebody_was_unsure_of_comes_first_for_the_others_alone():
    store = store_of(told("k", "killing"), told("p", "protest"))
    judged(store, "amal", "p", "unsure")
    assert waiting(store, "basim") == [("p", "asked"), ("k", "first")]
    assert waiting(store, "amal") == [("k", "first")]


def test_what_is_taken_back_waits_again():
    store = store_of(told("k", "killing"))
    one = judged(store, "amal", "k", "accept")
    judged(store, "amal", "k", "withdraw", undoes=one.number)
    assert waiting(store, "amal") == [("k", "first")]


def test_undo_takes_back_the_readers_own_last_word():
    store = store_of(told("k", "killing"), told("p", "protest"))
    first = judged(store, "amal", "k", "accept")
    judged(store, "basim", "p", "accept")
    with store.view() as view:
        assert last_of(view.judgements(), "amal") == first
        assert last_of(view.judgements(), "carla") is None
        assert counter(view, "amal", Board.of(view.judgements())) == (2, 1, 2)
