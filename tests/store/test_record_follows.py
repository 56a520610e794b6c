"""The record follows the reports: what is folded report by report, in any store, is the fold of all; and what people say is in it."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from marsad.fold.records import fold_records
from marsad.jobs.fold import forms_of
from marsad.jobs.rebuild import freshen, rebuild, refresh
from marsad.model.form_in import from_dict
from marsad.model.judgement import Judgement
from marsad.model.reading import Reading
from marsad.pack.load import load_pack
from marsad.store.base import Kept, Store
from marsad.store.door import open_store
from tests.golden.cases import HERE, expected

PACK = load_pack("syria")
Form = dict[str, Any]


def readings() -> list[Form]:
    names = ("saga.expected.jsonl", "digest.expected.jsonl", "swap.expected.jsonl")
    assert all((HERE / name).is_file() for name in names)
    return [form for name in names for form in expected(name)]


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres")()
    else:
        url = "memory:" if request.param == "memory" else f"sqlite:///{tmp_path / 'a.db'}"
    with open_store(url) as opened:
        yield opened


def add(store: Store, form: Form) -> None:
    with store.writer() as writer:
        writer.add_report(Kept(form["id"], b"raw", form))


def judge(store: Store, **said: Any) -> None:
    with store.writer() as writer:
        writer.add_judgement(Judgement(by="Nour", at="2017-06-01T10:00:00Z", reason="seen", **said))


def held(store: Store) -> dict[str, Form]:
    with store.view() as view:
        return {r["id"]: r for r in view.records()}


def at_once(store: Store) -> dict[str, Form]:
    """The records of all that the store keeps, folded without it."""
    with store.view() as view:
        told: list[Reading] = [from_dict(k.form) for k in view.reports()]
        return {r["id"]: json.loads(json.dumps(r)) for r in forms_of(fold_records(told, PACK, list(view.judgements())))}


def test_report_by_report_is_all_at_once(store: Store) -> None:
    forms = readings()
    Random(7).shuffle(forms)
    for n, form in enumerate(forms):
        add(store, form)
        if n % 2:
            assert refresh(store, PACK)
    refresh(store, PACK)
    assert held(store) == at_once(store)
    with store.view() as view:
        assert not view.stale()
    assert not refresh(store, PACK), "nothing has come since"


def test_what_people_say_is_in_the_record_at_once(store: Store) -> None:
    for form in readings():
        add(store, form)
    refresh(store, PACK)
    before = held(store)
    event = next(r for r in before.values() if r["record"] == "event" and len(r["reports"]) > 2)
    with store.view() as view:
        told = [(report, form["id"]) for s in event["statements"] for report, form in view.statement(s)]
    report, statement = told[0]
    judge(store, verdict="reject", report=report, statement=statement)
    assert refresh(store, PACK)
    assert held(store) == at_once(store) != before
    assert statement not in {s for r in held(store).values() for s in r["statements"]}
    judge(store, verdict="withdraw", report=report, statement=statement, undoes=1)
    refresh(store, PACK)
    assert held(store) == before
    other = next(t for t in told if t[0] != report)
    judge(store, verdict="different", report=report, statement=statement, other_report=other[0], other_statement=other[1])
    refresh(store, PACK)
    assert held(store) == at_once(store) != before


def test_a_reading_made_anew_takes_the_place_of_the_old_one(store: Store) -> None:
    forms = readings()
    for form in forms:
        add(store, form)
    refresh(store, PACK)
    fewer = forms[0] | {"statements": forms[0]["statements"][:2]}
    add(store, fewer)
    with store.view() as view:
        assert view.stale()
    assert freshen(store, lambda: PACK)
    assert held(store) == at_once(store)


def test_another_pack_folds_all_anew(store: Store) -> None:
    for form in readings()[:4]:
        add(store, form)
    refresh(store, PACK)
    seen: list[str] = []

    def watch(keys: Iterator[str]) -> Iterator[str]:
        for key in keys:
            seen.append(key)
            yield key

    assert not refresh(store, PACK, watch)  # type: ignore[arg-type]  # an iterator is handed over
    assert seen == []
    refresh(store, load_pack("base-en"), watch)  # type: ignore[arg-type]
    assert len(seen) == 4


def test_what_is_broken_off_goes_on(store: Store) -> None:
    for form in readings():
        add(store, form)

    def broken(keys: Any) -> Iterator[str]:
        yield next(iter(keys))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(store, PACK, broken)
    refresh(store, PACK)
    assert held(store) == at_once(store)
    assert not rebuild(store, PACK), "folding again changes nothing"
