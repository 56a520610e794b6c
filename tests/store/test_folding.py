"""What every store keeps for the fold: which reports wait, what is known of each, by which marks it is found."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from marsad.model.judgement import Judgement
from marsad.model.report import digest
from marsad.store.base import Brief, Kept, Store, Wanted
from marsad.store.door import open_store


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres")()
    else:
        url = "memory:" if request.param == "memory" else f"sqlite:///{tmp_path / 'a.db'}"
    with open_store(url) as opened:
        yield opened


def add(store: Store, *reports: Kept) -> None:
    with store.writer() as writer:
        for report in reports:
            writer.add_report(report)


def kept(name: str, statements: int = 0) -> Kept:
    told = [{"id": f"s{n}", "kind": "battle", "status": "happened", "rule": "frames.battle", "n": n} for n in range(statements)]
    report = {"sha256": digest("A text."), "source": None, "published": None, "language": "en", "text": "A text."}
    return Kept(name, b"raw", {"id": name, "report": report, "mentions": [], "statements": told, "records": {}})


def event(name: str, *statements: str, reports: tuple[str, ...] = ("a",)) -> dict[str, Any]:
    place = {"record": "event", "id": name, "kind": "battle", "when": None, "place": None}
    return place | {"reports": list(reports), "statements": list(statements)}


def ids(store: Store) -> list[str]:
    with store.view() as view:
        return sorted(r["id"] for r in view.records(Wanted()))


def waiting(store: Store) -> list[str]:
    with store.folding() as folding:
        assert folding.waiting_count() == len(folding.waiting(99))
        return folding.waiting(99)


def test_reports_wait_until_they_are_folded_and_again_when_they_change(store: Store) -> None:
    add(store, kept("b"), kept("a"))
    assert waiting(store) == ["a", "b"]
    with store.folding() as folding:
        folding.folded(["a", "b"])
    add(store, kept("a"))
    assert waiting(store) == []
    add(store, kept("a", statements=1))
    assert waiting(store) == ["a"]


def test_judged_reports_wait_both_halves_of_a_pair_and_what_is_taken_back(store: Store) -> None:
    add(store, kept("a", statements=1), kept("b", statements=1))
    for said in (
        Judgement(verdict="same", report="a", statement="s0", other_report="b", other_statement="s0", by="x", at="2017-01-01"),
        Judgement(verdict="withdraw", report="a", statement="s0", undoes=1, by="x", at="2017-01-01"),
    ):
        with store.folding() as folding:
            folding.folded(["a", "b"])
        with store.writer() as writer:
            writer.add_judgement(said)
        assert waiting(store) == ["a", "b"]
    with store.folding() as folding:
        assert [j.number for j in folding.judgements(["nobody"])] == [1, 2]


def test_a_report_is_found_by_the_marks_that_it_bears_now(store: Store) -> None:
    add(store, kept("a"), kept("b"))
    big = 2**62
    with store.folding() as folding:
        folding.put("a", Brief({"unit": 1}, {"standing": 1}), [1, -big])
        folding.put("b", Brief({"unit": 2}, {"standing": 2}), [1])
    with store.folding() as folding:
        assert {m: sorted(found) for m, found in folding.bearing([1, -big, 7]).items()} == {1: ["a", "b"], -big: ["a"]}
        folding.put("a", Brief({"unit": 3}, {"standing": 3}), [7])
        assert {m: sorted(found) for m, found in folding.bearing([1, -big, 7]).items()} == {1: ["b"], 7: ["a"]}
        assert folding.briefs(["a", "c"]) == {"a": Brief({"unit": 3}, {"standing": 3})}
    with store.folding() as folding:
        folding.begin(5)
        assert folding.briefs(["a", "b"]) == {}
        assert folding.bearing([1, 7]) == {}
    with store.folding() as folding:
        folding.put("a", Brief({}, {}), [])
        folding.begin(5)
        assert set(folding.briefs(["a"])) == {"a"}


def test_only_records_that_rest_on_a_statement_go(store: Store) -> None:
    add(store, kept("a"), kept("b"))
    with store.writer() as writer:
        writer.replace_records([event("e1", "s1"), event("e2", "s2", "s3", reports=("a", "b"))], 1)
    with store.folding() as folding:
        assert not folding.replace({"event": {("b", "s1")}, "movement": {("a", "s1")}}, [])
        assert folding.replace({"event": {("b", "s3")}}, [event("e3", "s3")])
    assert ids(store) == ["e1", "e3"]
    with store.folding() as folding:
        assert not folding.replace({"event": {("a", "s3")}}, [event("e3", "s3")])
        assert folding.replace({"event": {("a", "s3")}}, [])
    assert ids(store) == ["e1"]


def test_a_transaction_that_breaks_leaves_nothing(store: Store) -> None:
    add(store, kept("a"))

    def broken() -> None:
        with store.folding() as folding:
            folding.folded(["a"])
            raise KeyError

    with pytest.raises(KeyError):
        broken()
    assert waiting(store) == ["a"]
