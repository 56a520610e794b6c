"""Protection as the doors ask for it: with a real store, its secret and its judgements."""

import json
from datetime import date

import pytest

from marsad.errors import MarsadError
from marsad.jobs.protection import narrowed, protected, protection_of
from marsad.model.release import Release
from marsad.store.base import Store, Wanted
from marsad.store.door import open_store
from tests.protect.leaks import forbidden, leaks
from tests.protect.release import HARBOUR, SAGA, readings_of, release_of, released, syria

TODAY = date(2018, 1, 1)


def judged_store(release: Release) -> Store:
    store = open_store("memory:")
    with store.writer() as writer:
        for one in released(release):
            writer.add_judgement(one.judgement)
    return store


def test_the_stores_own_secret_names_what_leaves():
    release = release_of(readings_of(HARBOUR), syria())
    store, other = judged_store(release), judged_store(release)
    first = protected(release, protection_of(store, syria(), TODAY))[0]
    assert protected(release, protection_of(store, syria(), TODAY))[0] == first
    assert {r["id"] for r in protected(release, protection_of(other, syria(), TODAY))[0].records}.isdisjoint(r["id"] for r in first.records)


def test_a_condition_is_asked_of_what_is_told():
    release = release_of(readings_of(SAGA), syria())
    protection = protection_of(judged_store(release), syria(), TODAY)
    assert protected(release, protection, Wanted(place="Taldou"))[0].records == ()
    homs = protected(release, protection, Wanted(place="homs", sort="movement"))[0]
    assert {r["record"] for r in homs.records} == {"movement"}
    near = protected(release, protection, Wanted(near=(34.87, 36.525, 5.0)))[0]
    assert near.records == ()
    with pytest.raises(MarsadError, match="text cannot be asked for in the public tier"):
        protected(release, protection, Wanted(text="Taldou"))


def test_what_several_exports_tell_together_is_no_more_than_one_tells():
    """A difference attack: each sort, kind, month and governorate asked for alone, in all three views."""
    release = release_of(readings_of(SAGA), syria())
    protection = protection_of(judged_store(release), syria(), TODAY)
    whole = protected(release, protection)[0]
    known = {r["id"]: json.dumps(r) for r in (*whole.records, *whole.claims)}
    secrets = forbidden(release)
    asked = [Wanted(sort=s) for s in ("event", "movement", "agreement", "control")]
    asked += [Wanted(kind=k) for k in ("battle", "shelling", "movement", "release", "aid")]
    asked += [Wanted(since="2017-03-12"), Wanted(until="2017-03-12"), Wanted(admin1="Hama"), Wanted(most=3), Wanted(most=3, skip=3)]
    seen = 0
    for wanted in asked:
        for view in ("conservative", "representative", "informative"):
            part = protected(Release(**{n: getattr(release, n) for n in release.__slots__} | {"view": view}), protection, wanted)[0]
            assert all(json.dumps(r) == known[r["id"]] for r in (*part.records, *part.claims))
            seen += len(part.records)
    assert seen > 100
    assert leaks("\n".join(known.values()), secrets) == []


def test_narrowing_keeps_only_what_belongs_to_it():
    release = release_of(readings_of(SAGA), syria(), "internal")
    part = narrowed(release, Wanted(kind="shelling"))
    assert part.records
    assert {r["kind"] for r in part.records} == {"shelling"}
    assert {c["event"] for c in part.claims} == {r["id"] for r in part.records}
    assert set(part.reports) == {report for r in (*part.records, *part.claims) for report in r["reports"]}
    assert all(part.statements_of(record) for record in part.records)
    assert narrowed(release, Wanted()) is release
