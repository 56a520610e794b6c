"""One answer from all stores: what `columns.fits` says of each record, and what the words of its reports hold."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.store.base import Store, Wanted
from marsad.store.columns import columns_of, fits
from marsad.store.door import open_store
from marsad.store.words import asked, holds, indexed
from tests.store.made import ALEPPO, HOMS, add, event, fold, kept

WORDS = ["shells", "shelling", "Kafr", "Laha", "Kafr Laha", "قصف", "Café", "cafe", "12", "don't", "100%", "a_b", "mine's", "ﬁre"]
PLACES = [
    HOMS, ALEPPO, HOMS | {"name": "Homs", "kind": "admin1", "admin1": None, "lat": 34.5},
    HOMS | {"name": "Al_100%", "lat": None, "lon": None},
    HOMS | {"name": "Taveuni", "country": "FJ", "admin1": "Northern", "lat": -16.9, "lon": 179.99},
    HOMS | {"name": "Apia", "country": "WS", "admin1": None, "lat": -13.8, "lon": -171.8},
]  # fmt: skip
ACTORS = ["Jaish al-Izza", "Regime forces", "100% Army", "Straße"]
SOURCES = ["Monitor", "Wire", None]
DAYS = [None, "2017-03-08", "2017-03-09", "2017-03-10"]


def actor(name: str) -> dict[str, str | None]:
    return {"name": name, "actor_id": None}


def pool() -> list[dict]:
    chance = random.Random(7)
    made = []
    for n in range(120):
        more = {"actors": [actor(a) for a in chance.sample(ACTORS, 2)], "status": chance.choice(["happened", "denied", "alleged"])}
        more |= {"review": {"state": chance.choice(["accepted", "contested"])}} if chance.random() < 0.4 else {}
        reports = tuple(chance.sample("abcdef", chance.randint(1, 3)))
        place = chance.choice([None, *PLACES])
        made.append(
            event(
                f"e{n}",
                chance.choice(DAYS),
                reports,
                chance.choice(["battle", "shelling"]),
                place,
                from_place=chance.choice([None, *PLACES]),
                **more,
            )
        )
        if n % 5 == 0:
            area = {"area": place, "from": chance.choice(DAYS), "to": None, "except": ["the hills", chance.choice(PLACES)]}
            made.append({"record": "control", "id": f"c{n}", "reports": list(reports), "status": "happened", **area})
    return made


POOL = pool()
REPORTS = [
    kept(name, " ".join(random.Random(name).choices(WORDS, k=8)), source=SOURCES[n % 3]) for n, name in enumerate("abcdef")
]  # fmt: skip


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory, new_database: Callable[[], str]) -> Iterator[list[Store]]:
    path: Path = tmp_path_factory.mktemp("stores") / "a.db"
    with open_store("memory:") as one, open_store(f"sqlite:///{path}") as two, open_store(new_database()) as three:
        for store in (one, two, three):
            add(store, *REPORTS)
            fold(store, *POOL)
        yield [one, two, three]


def some(values: list) -> st.SearchStrategy:
    return st.none() | st.frozensets(st.sampled_from(values), max_size=2)


def one_of(*values: object) -> st.SearchStrategy:
    return st.none() | st.sampled_from(values)


PHRASES = st.builds(
    lambda words, mark: mark.format(" ".join(words)),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=2),
    st.sampled_from(["{}", '"{}"', "{}*", '"{}']),
)
NEAR = one_of((34.7, 36.7, 0.0), (34.7, 36.7, 22.3))
WANTED = st.fixed_dictionaries(
    {},
    optional={
        "sort": one_of("event", "control"), "kind": one_of("battle", "raid"), "place": one_of("homs", "O", "_", "100%", "\\", "é"),
        "reports": some(list("abz")), "since": one_of(*DAYS[1:], "2017-03-09T12:00:00"), "until": one_of(*DAYS[1:]),
        "statuses": some(["denied", "alleged", "\0"]), "actor": one_of("izza", "100% a", "STRASSE", "\n", "%"),
        "sources": some(["Monitor", "Wire"]),
        "box": one_of((34.0, 36.0, 35.0, 37.0), (-20.0, 170.0, -10.0, -170.0), (-90.0, -180.0, 90.0, 180.0), (0.0, 0.0, 0.0, 0.0)),
        "near": st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.floats(0, 25_000)) | NEAR,
        "admin1": one_of("homs", "NORTHERN", "x"), "country": one_of("SY", "fj"),
        "text": st.none() | st.lists(PHRASES, max_size=3).map(" ".join),
        "review": some(["accepted", "unreviewed"]), "most": one_of(0, 1, 20), "skip": st.sampled_from([0, 1, 50]),
    },
).map(lambda given: Wanted(**given))  # fmt: skip


def expected(wanted: Wanted) -> list[str]:
    """By the plain words of the promise: of what is asked of a report one report has to answer all."""
    words = asked(wanted.text or "")
    by = {
        r.id for r in REPORTS
        if (wanted.sources is None or r.form["report"]["source"] in wanted.sources)
        and all(holds(indexed(None, r.form["report"]["text"]), phrase) for phrase in words)
        and (wanted.reports is None or r.id in wanted.reports)
    }  # fmt: skip
    asks = bool(words) or wanted.sources is not None or wanted.reports is not None
    found = [c for c in map(columns_of, POOL) if fits(c, wanted) and (not asks or by & set(c.reports))]
    return [c.id for c in sorted(found, key=lambda c: c.order)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=120)
@given(wanted=WANTED)
def test_all_stores_give_one_answer(stores: list[Store], wanted: Wanted):
    found = expected(wanted)
    last = None if wanted.most is None else wanted.skip + wanted.most
    tallies = []
    for store in stores:
        with store.view() as view:
            assert [r["id"] for r in view.records(wanted)] == found[wanted.skip : last], type(store)
            assert view.count(wanted) == len(found)
            tallies.append(list(view.counts(wanted)))
    assert tallies[0] == tallies[1] == tallies[2]
    assert sum(t.number for t in tallies[0]) == len(found)


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(text="cafe"), Wanted(text='"kafr laha"'), Wanted(text="fire"), Wanted(text="قصف"), Wanted(actor="%"),
        Wanted(box=(-20, 170, -10, -170)), Wanted(near=(-16.9, -179.9, 50)), Wanted(review=frozenset({"contested"})),
    ],
    ids=str,
)  # fmt: skip
def test_the_pool_has_something_of_each(wanted: Wanted):
    assert len(expected(wanted)) not in (0, len(POOL))
