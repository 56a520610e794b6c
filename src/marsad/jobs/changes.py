"""What differs between two looks at the records of a store."""

from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from marsad.model.form import Form
from marsad.store.base import View

UNTOLD = ("id", "record")  # fields whose change says nothing


class Change(NamedTuple):
    """A record that has come, has gone, or says something else. `fields`: the names of the fields that differ; `into`: where one has gone,
    the record that now rests on most of its statements, if there is any."""

    state: Literal["added", "gone", "changed"]
    before: Form | None
    after: Form | None
    fields: tuple[str, ...] = ()
    into: str | None = None


class _Old(NamedTuple):
    """What has to be known of a record of before that is no more: the rest is looked up when it is told."""

    id: str
    sort: str
    statements: frozenset[str]


def changes(before: View, after: View) -> Iterator[Change]:
    """The changes from one look to another: what changed and what came in the order of time, then what has gone.

    A record's id follows from the statements that it rests on. One with other statements is the record that it shares most of them with,
    if that one is no more."""
    old = {record["id"]: _old(record) for record in before.records() if _exact(after, record["id"]) is None}
    by_statement: dict[tuple[str, str], list[str]] = {}
    for name, one in old.items():
        for statement in one.statements:
            by_statement.setdefault((one.sort, statement), []).append(name)
    taken: set[str] = set()
    into: dict[str, Counter[str]] = {}
    for record in after.records():
        was = _exact(before, record["id"])
        if was is None:
            shared = Counter(name for s in record["statements"] for name in by_statement.get((record["record"], s), ()))
            for name, number in shared.items():
                into.setdefault(name, Counter())[record["id"]] += number
            name = next((n for n, _ in sorted(shared.items(), key=lambda each: (-each[1], each[0])) if n not in taken), None)
            if name is not None:
                taken.add(name)
                was = before.record(name)
        if was is None:
            yield Change("added", None, record)
        elif fields := _fields(was, record):
            yield Change("changed", was, record, fields)
    for name in old:
        if name not in taken:
            heir = min(into.get(name, Counter()).items(), key=lambda each: (-each[1], each[0]), default=(None, 0))[0]
            yield Change("gone", _exact(before, name), None, into=heir)


def _old(record: Form) -> _Old:
    return _Old(record["id"], record["record"], frozenset(record["statements"]))


def _exact(view: View, name: str) -> Form | None:
    found = view.record(name)
    return found if found is not None and found["id"] == name else None


def _fields(before: Form, after: Form) -> tuple[str, ...]:
    names = dict.fromkeys((*before, *after))
    return tuple(name for name in names if name not in UNTOLD and before.get(name) != after.get(name))
