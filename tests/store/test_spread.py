from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from marsad.model.report import digest
from marsad.store.base import Kept, Listed, Published, Spread, Store, Wanted
from marsad.store.door import open_store

HOMS = {
    "name": "Homs",
    "place_id": "x:1",
    "kind": "settlement",
    "lat": 34.7,
    "lon": 36.7,
    "radius_km": 7.0,
    "country": "SY",
    "admin1": "Homs",
}
DESERT = HOMS | {"name": "Badia", "place_id": "x:2", "kind": "region", "radius_km": 120.0, "admin1": None}


def event(name: str, kind: str, *places: dict[str, Any] | None) -> dict[str, Any]:
    place, to_place = [*places, None, None][:2]
    return {"record": "event", "id": name, "kind": kind, "when": None, "place": place, "to_place": to_place, "reports": ["a"]}


def report(name: str, source: str | None, published: str | None, told: int = 0) -> Kept:
    statements = [{"id": f"s{n}", "kind": "battle", "status": "happened", "rule": "frames.battle"} for n in range(told)]
    about = {"sha256": digest(name), "title": f"On {name}", "source": source, "published": published, "language": "en", "text": name}
    return Kept(name, b"", {"id": name, "report": about, "mentions": [], "statements": statements, "records": {}})


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres")()
    else:
        url = "memory:" if request.param == "memory" else f"sqlite:///{tmp_path / 'a.db'}"
    with open_store(url) as opened:
        with opened.writer() as writer:
            for kept in (
                report("a", "One", "2017-03-01", 2),
                report("b", "One", "2017-03-09"),
                report("c", None, None),
                report("d", "Two", "2017-03-05"),
            ):
                writer.add_report(kept)
            made = [event("1", "battle", HOMS), event("2", "battle", HOMS, DESERT), event("3", "aid", DESERT), event("4", "aid")]
            writer.replace_records(made, 4)
        yield opened


def test_each_record_is_told_of_the_place_it_names_first(store: Store):
    with store.view() as view:
        found = set(view.spread())
    assert found == {
        Spread("Homs", "x:1", "settlement", 34.7, 36.7, 7.0, "event", "battle", 2),
        Spread("Badia", "x:2", "region", 34.7, 36.7, 120.0, "event", "aid", 1),
    }


def test_only_what_is_wanted_is_spread(store: Store):
    with store.view() as view:
        assert [s.number for s in view.spread(Wanted(kind="battle", place="badia"))] == [1]
        assert list(view.spread(Wanted(kinds=frozenset()))) == []
        assert view.count(Wanted(kinds=frozenset({"aid", "looting"}))) == 2


def test_reports_are_listed_the_newest_first(store: Store):
    with store.view() as view:
        assert [r.id for r in view.listed()] == ["b", "d", "a", "c"]
        assert list(view.listed("One", most=1, skip=1)) == [Listed("a", "On a", "One", "2017-03-01", "en", 2)]


def test_sources_with_what_they_published(store: Store):
    with store.view() as view:
        found = list(view.sources())
    assert found == [
        Published("One", 2, "2017-03-01", "2017-03-09"),
        Published("Two", 1, "2017-03-05", "2017-03-05"),
        Published(None, 1, None, None),
    ]
