"""`marsad read`: reports into the record, and what they add to it printed."""

import sys
from collections import Counter
from typing import TYPE_CHECKING

import typer

from marsad import settings
from marsad.cli.options import AsJson, Files, PackName, Published, Source, StoreUrl, Workers, job_of
from marsad.cli.out import complain
from marsad.cli.progress import watched

if TYPE_CHECKING:
    from marsad.jobs.code import Job
    from marsad.jobs.ingest import Taken
    from marsad.store.base import Store

MOST_NAMED = 5_000  # more reports than these are not asked for one by one: the whole record is shown


def read(
    files: Files,
    published: Published = None,
    source: Source = None,
    pack: PackName = None,
    store: StoreUrl = None,
    workers: Workers = 1,
    json: AsJson = False,
) -> None:
    """Read reports into the record, and print what it now says of what they tell.

    Example: marsad read --published 2017-08-29 --source SOHR report.txt
    """
    job = job_of(published, source, pack)
    from marsad.cli.show import print_records
    from marsad.store.base import Wanted
    from marsad.store.door import open_store

    with open_store(store or settings.default_store()) as opened:
        taken = _take(files, job, opened, workers)
        read_well = frozenset(t.id for t in taken if t.state != "failed")
        shown = print_records(opened, Wanted(reports=read_well if len(read_well) <= MOST_NAMED else None), as_json=json)
    if read_well and not shown:
        complain("nothing was found in what was read: marsad why tells why, sentence by sentence")
    _tell(taken)
    failed = sum(t.state == "failed" for t in taken)
    if failed:
        raise typer.Exit(2 if failed == len(taken) == len(files) == 1 else 1)


def _take(files: list[str], job: "Job", store: "Store", workers: int) -> list["Taken"]:
    """What became of each report. The records are folded whatever ends it, so that what was read before Ctrl-C is in them."""
    from marsad.jobs.ingest import ingest
    from marsad.jobs.intake import reports_of
    from marsad.jobs.rebuild import refresh
    from marsad.pack.load import load_pack

    taken: list[Taken] = []
    try:
        for one in watched(ingest(reports_of(files, sys.stdin.buffer), job, store, workers), "reports read into the record"):
            taken.append(one)
            if one.error is not None:
                complain(one.error)
            elif not str(one.language).startswith("en"):
                complain(f"{one.id}: not English ({one.language}): kept, no statements read")
    except KeyboardInterrupt:
        complain(f"stopped: {len(taken)} reports are in the record")
        raise
    finally:
        if taken:
            refresh(store, load_pack(job.pack, job.gazetteers), lambda keys: watched(keys, "reports folded"))
    return taken


def _tell(taken: list["Taken"]) -> None:
    """One line on standard error: how many reports were new, changed, known, failed."""
    counted = Counter(t.state for t in taken)
    complain(", ".join(f"{counted[state]} {state}" for state in ("new", "changed", "known", "failed") if counted[state]) or "no reports")
