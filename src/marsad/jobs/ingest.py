"""Reports into the record: each is read and kept in a transaction of its own; then the records are folded anew."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from marsad.jobs.code import Found, Job, coded
from marsad.model.form import Form
from marsad.model.report import Arrival, Report
from marsad.readers import Unread
from marsad.store.base import ClashError, Failed, Kept, Store


class Taken(NamedTuple):
    """What became of a report: `new`, `changed` (its Reading is another than before), `known` (nothing changed) or `failed`, and why.

    `language` is None for one that failed."""

    id: str
    state: Literal["new", "changed", "known", "failed"]
    language: str | None = None
    error: str | None = None


def ingest(found: Iterable[Found], job: Job, store: Store, workers: int = 1) -> Iterator[Taken]:
    """Read reports and keep them, in order; what has been given back is kept, whatever comes after. A report that fails is kept and named,
    if there is anything of it. Records are not folded: `rebuild` does that. Raises PackError before the first, StoreError where the
    store gives way."""
    for received, form in coded(_remembered(found, job, store), job, workers):
        yield _kept(received, form, store)


def received_before(store: Store) -> frozenset[str]:
    """The SHA-256 of the bytes of every report that a store holds: what need not be read again where nothing but going on is wanted."""
    with store.view() as view:
        return frozenset(view.sums())


def _remembered(found: Iterable[Found], job: Job, store: Store) -> Iterator[Found]:
    """The reports, each with what an earlier copy of it told that this one does not."""
    for received in found:
        if isinstance(received, Unread):
            yield received
            continue
        with store.view() as view:
            known = view.report(received.report.id)
        about = known.form["report"] if known else None
        same = about is not None and about["sha256"] == received.report.sha256
        yield received._replace(report=_completed(received.report, about, job)) if same and about else received


def _completed(report: Report, about: Form, job: Job) -> Report:
    for name, said in (("title", None), ("source", job.source), ("url", None), ("published", job.published)):
        given = name != "published" or about["published_basis"] == "given"
        if getattr(report, name) is None and said is None and given and about[name] is not None:
            report = replace(report, **{name: about[name]})
            report = replace(report, published_basis="given") if name == "published" else report
    return report


def _kept(received: Found, form: Form, store: Store) -> Taken:
    if "error" in form:
        return _failed(form["id"], received.raw, form["error"], store)
    with store.view() as view:
        known = view.report(form["id"]) is not None
    try:
        with store.writer() as writer:
            changed = writer.add_report(Kept(form["id"], received.raw, form, _dated(received)))
    except ClashError as error:
        return _failed(form["id"], received.raw, str(error), store)
    return Taken(form["id"], ("changed" if changed else "known") if known else "new", form["report"]["language"])


def _dated(received: Found) -> Arrival:
    """How a report came; where its reader does not know when, now."""
    how = Arrival() if isinstance(received, Unread) else received.how
    return how if how.collected_at else replace(how, collected_at=datetime.now(UTC).isoformat(timespec="seconds"))


def _failed(report_id: str, raw: bytes, error: str, store: Store) -> Taken:
    if raw:
        with store.writer() as writer:
            writer.add_failure(Failed(report_id, raw, error))
    return Taken(report_id, "failed", error=error)
