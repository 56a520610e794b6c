"""A store with the example saga and the reports of everything that needs protection, all of it accepted by one person and released by
another: what tests of exports, pages and sites start from."""

import io
from pathlib import Path

from marsad.jobs.code import Job
from marsad.jobs.ingest import ingest
from marsad.jobs.intake import reports_of
from marsad.jobs.judge import judge
from marsad.jobs.rebuild import rebuild
from marsad.pack.load import load_pack
from marsad.store.base import Store
from marsad.store.door import open_store
from tests.protect.release import HARBOUR, SAGA, judgement


def released_store(url: str, files: tuple[Path, ...] = (SAGA, HARBOUR)) -> Store:
    """The store, open."""
    store = open_store(url)
    list(ingest(reports_of([str(f) for f in files], io.BytesIO()), Job("syria"), store))
    with store.view() as view:
        citations = [(kept.id, s["id"]) for kept in view.reports() for s in kept.form["statements"]]
    for citation in citations:
        judge(store, judgement("accept", citation, "reviewer-1", "reviewer"))
        judge(store, judgement("release", citation, "releaser-1", "releaser"))
    rebuild(store, load_pack("syria"))
    return store
