"""Every report of a store read again from the text that was kept, by the pack as it is now."""

from collections.abc import Iterable, Iterator

from marsad.jobs.code import Job, coded
from marsad.jobs.ingest import Taken
from marsad.model.form import Form
from marsad.model.report import Report
from marsad.readers import Received
from marsad.store.base import Kept, Store


def reread(store: Store, job: Job, workers: int = 1) -> Iterator[Taken]:
    """Read every report again and put its new Reading in the place of the old, each in a transaction of its own; what became of each. A
    report that cannot be read any more keeps the Reading it has. Records are not folded: `rebuild` does that.

    Raises PackError before the first, StoreError where the store gives way."""
    with store.view() as view:
        ids = list(view.ids())
    for received, form in coded(_kept(ids, store), job, workers):
        if "error" in form or not isinstance(received, Received):
            yield Taken(form["id"], "failed", error=form["error"])
            continue
        with store.writer() as writer:  # the bytes and how they came stay as they are
            changed = writer.add_report(Kept(form["id"], received.raw, form, received.how))
        yield Taken(form["id"], "changed" if changed else "known", form["report"]["language"])


def _kept(ids: Iterable[str], store: Store) -> Iterator[Received]:
    for name in ids:
        with store.view() as view:
            kept = view.report(name)
        if kept is not None:
            yield Received(_as_given(kept.form["report"]), kept.raw, kept.how)


def _as_given(about: Form) -> Report:
    """The report as it was before it was read: a date that was found in its text is looked for again."""
    given = about["published_basis"] == "given"
    return Report(
        id=about["id"],
        text=about["text"],
        title=about["title"],
        source=about["source"],
        url=about["url"],
        published=about["published"] if given else None,
        published_basis="given" if given else "none",
        language=about["language"],
    )
