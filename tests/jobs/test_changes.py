from typing import Any

from marsad.jobs.changes import Change, changes
from marsad.store.door import open_store
from tests.store.made import event, fold


def told(name: str, *statements: str, **more: Any) -> dict[str, Any]:
    return event(name, "2017-03-09", **more) | {"statements": list(statements)}


def between(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[Change]:
    with open_store("memory:") as store:
        fold(store, *before)
        with store.view() as old:
            fold(store, *after)
            with store.view() as new:
                return list(changes(old, new))


def short(found: list[Change]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(c.state, (c.after or c.before or {})["id"], c.fields) for c in found]


def test_nothing_changes_where_all_is_the_same():
    held = [told("e1", "s1"), told("e2", "s2")]
    assert between(held, held) == []


def test_records_that_come_go_and_say_something_else():
    found = between([told("e1", "s1"), told("e2", "s2")], [told("e1", "s1", kind="raid"), told("e3", "s3")])
    assert short(found) == [("changed", "e1", ("kind",)), ("added", "e3", ()), ("gone", "e2", ())]


def test_a_record_with_another_id_is_the_one_that_it_shares_statements_with():
    found = between([told("e1", "s1", "s2")], [told("e2", "s1", "s2", "s3")])
    assert short(found) == [("changed", "e2", ("statements",))]
    assert (found[0].before or {})["id"] == "e1"


def test_of_two_that_become_one_the_nearer_changes_and_the_other_goes_into_it():
    found = between([told("e1", "s1"), told("e2", "s2", "s3")], [told("e3", "s1", "s2", "s3")])
    assert short(found) == [("changed", "e3", ("statements",)), ("gone", "e1", ())]
    assert ((found[0].before or {})["id"], found[1].into) == ("e2", "e3")


def test_of_one_that_becomes_two_one_changes_and_the_other_comes():
    found = between([told("e1", "s1", "s2")], [told("e2", "s1"), told("e3", "s2")])
    assert short(found) == [("changed", "e2", ("statements",)), ("added", "e3", ())]


def test_records_of_another_sort_are_never_the_same():
    other = {"record": "agreement", "id": "a1", "date": None, "reports": ["a"], "statements": ["s1"]}
    assert short(between([told("e1", "s1")], [other])) == [("added", "a1", ()), ("gone", "e1", ())]
