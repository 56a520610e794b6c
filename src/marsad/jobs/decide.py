"""What a person decides about a whole record: it is two, it is one with another, it may leave, or not before a day. Each decision is put
down as judgements of the statements that the record rests on, for those stay when records are folded anew."""

from collections.abc import Iterator
from typing import NamedTuple

from marsad.errors import JudgementError
from marsad.jobs.judge import judge
from marsad.model.form import Form
from marsad.model.judgement import Judgement, Role, Sealed, standing
from marsad.store.base import Store, View, Wanted

MOST = 200  # statements of one record that are judged at once


class Decider(NamedTuple):
    """Who decides, as what, when (UTC, ISO 8601), and why."""

    name: str
    role: Role
    at: str
    reason: str | None = None


class Cited(NamedTuple):
    """A statement of one report."""

    report: str
    statement: str


def cited(view: View, record: Form) -> list[Cited]:
    """The statements that a record rests on, each with its report."""
    reports = set(record["reports"])
    return [Cited(of, name) for name in record["statements"] for of, _ in view.statement(name) if of in reports]


def first_cited(view: View, record_id: str) -> Cited | None:
    """The first statement that a record rests on; None where there is no such record."""
    record = view.record(record_id)
    return next(iter(cited(view, record)), None) if record else None


def record_of(view: View, one: Cited) -> Form | None:
    """The record that rests on a statement now; None where none does. Of several an event is taken first."""
    found = [r for r in view.records(Wanted(reports=frozenset({one.report}))) if one.statement in r["statements"]]
    return min(found, key=lambda r: r["record"] != "event", default=None)


def split(store: Store, record_id: str, apart: Cited, who: Decider) -> tuple[Sealed, ...]:
    """One statement tells of something else than the other reports of a record: put down as `different` from the first statement of each
    of them. Raises JudgementError where the record is not there, does not rest on it, or has no other report."""
    with store.view() as view:
        record = _record(view, record_id)
        told = cited(view, record)
    if apart not in told:
        raise JudgementError("the record does not rest on this statement", place=record_id, advice="load the page again")
    others: dict[str, Cited] = {}
    for one in told:
        if one.report != apart.report:
            others.setdefault(one.report, one)
    if not others:
        raise JudgementError("one report alone tells of it", place=record_id, advice="correct or reject the statement instead")
    return tuple(judge(store, _pair("different", apart, other, who)) for other in list(others.values())[:MOST])


def merge(store: Store, record_id: str, other_id: str, who: Decider) -> tuple[Sealed, ...]:
    """Two records are one: put down as `same` of the first statement of each. Raises JudgementError where one is not there, they are of two
    sorts, or the same."""
    with store.view() as view:
        record, other = _record(view, record_id), _record(view, other_id)
        if record["id"] == other["id"] or record["record"] != other["record"]:
            raise JudgementError("not two records of one sort", place=other_id, advice="give the id at the foot of the other's page")
        one, two = cited(view, record)[0], cited(view, other)[0]
    return (judge(store, _pair("same", one, two, who)),)


def release(store: Store, record_id: str, who: Decider) -> tuple[Sealed, ...]:
    """A record may leave the house, as far as the protection policy lets it: every statement of it that was not released is. Raises
    JudgementError where it is not there."""
    with store.view() as view:
        record = _record(view, record_id)
        wanted = [one for one in cited(view, record)[:MOST] if not _released(view, one)]
    return tuple(judge(store, _of("release", one, who)) for one in wanted)


def embargo(store: Store, record_id: str, until: str, who: Decider) -> tuple[Sealed, ...]:
    """A record does not leave the house before a day (ISO 8601). Raises JudgementError where it is not there, or that is no day."""
    with store.view() as view:
        wanted = cited(view, _record(view, record_id))[:MOST]
    return tuple(judge(store, _of("embargo", one, who, until)) for one in wanted)


def released(view: View, record: Form) -> tuple[int, int]:
    """How many of a record's statements a releaser has let out, and how many there are."""
    told = cited(view, record)[:MOST]
    return sum(_released(view, one) for one in told), len(told)


def _released(view: View, one: Cited) -> bool:
    return any(s.judgement.verdict == "release" for s in _standing(view, one))


def _standing(view: View, one: Cited) -> Iterator[Sealed]:
    yield from standing(view.judgements(report=one.report, statement=one.statement))


def _record(view: View, record_id: str) -> Form:
    record = view.record(record_id)
    if record is None:
        raise JudgementError(
            "there is no such record", place=record_id, advice="ids change when records are folded anew: load the page again"
        )
    return record


def _pair(verdict: str, one: Cited, other: Cited, who: Decider) -> Judgement:
    return Judgement(
        verdict="same" if verdict == "same" else "different",
        report=one.report, statement=one.statement, other_report=other.report, other_statement=other.statement,
        reason=who.reason, by=who.name, role=who.role, at=who.at,
    )  # fmt: skip


def _of(verdict: str, one: Cited, who: Decider, value: str | None = None) -> Judgement:
    return Judgement(
        verdict="release" if verdict == "release" else "embargo",
        report=one.report, statement=one.statement, value=value, reason=who.reason, by=who.name, role=who.role, at=who.at,
    )  # fmt: skip
