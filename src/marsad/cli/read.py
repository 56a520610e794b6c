"""`marsad read`: reports into the record, and what they add to it printed."""

import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from marsad import settings
from marsad.cli.options import AsJson, Column, Files, PackName, Published, Source, StoreUrl, Workers, asked_of, job_of
from marsad.cli.out import complain
from marsad.cli.progress import watched

if TYPE_CHECKING:
    from marsad.jobs.code import Job
    from marsad.jobs.ingest import Taken
    from marsad.readers import Asked
    from marsad.store.base import Store

MOST_NAMED = 5_000  # more reports than these are not asked for one by one: the whole record is shown


def read(
    files: Files,
    published: Published = None,
    source: Source = None,
    pack: PackName = None,
    store: StoreUrl = None,
    workers: Workers = 1,
    column: Column = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on after a stop: pass over what the record holds, unread.")] = False,
    json: AsJson = False,
) -> None:
    """Read reports into the record, and print what it now says of what they tell; at the end, what could not be read.

    Example: marsad read --published 2017-08-29 --source SOHR report.txt
    """
    job, asked = job_of(published, source, pack), asked_of(source, column)
    from marsad.cli.show import print_records
    from marsad.store.base import Wanted
    from marsad.store.door import open_store

    with open_store(store or settings.default_store()) as opened:
        taken = _take(files, job, asked, opened, workers, resume)
        read_well = frozenset(t.id for t in taken if t.state != "failed")
        named = read_well if len(read_well) <= MOST_NAMED and not resume else None
        shown = print_records(opened, Wanted(reports=named), as_json=json)
    if read_well and not shown:
        complain("nothing was found in what was read: marsad why tells why, sentence by sentence")
    failed = sum(t.state == "failed" for t in taken)
    if failed:
        raise typer.Exit(2 if failed == len(taken) == len(files) == 1 else 1)


def _take(files: list[str], job: "Job", asked: "Asked", store: "Store", workers: int, resume: bool) -> list["Taken"]:
    """What became of each report. Whatever ends it, the records are folded, so that what was read before Ctrl-C is in them, and what failed
    is told."""
    from marsad.jobs.ingest import ingest, received_before
    from marsad.jobs.intake import Way, reports_of
    from marsad.jobs.rebuild import refresh
    from marsad.pack.load import load_pack

    taken: list[Taken] = []
    way = Way()
    found = reports_of(files, sys.stdin.buffer, asked, received_before(store) if resume else (), way)
    try:
        for one in watched(ingest(found, job, store, workers), "reports read into the record", share=way.share):
            taken.append(one)
            if one.language is not None and not one.language.startswith("en"):
                complain(f"{one.id}: not English ({one.language}): kept, no statements read")
    except KeyboardInterrupt:
        _tell(taken, way.held)
        complain("stopped: what was read is in the record; marsad read --resume goes on")
        raise
    finally:
        if taken or way.held:
            refresh(store, load_pack(job.pack, job.gazetteers), lambda keys: watched(keys, "reports folded"))
    _tell(taken, way.held)
    return taken


def _tell(taken: list["Taken"], held: int) -> None:
    """On standard error what could not be read, one line each, and how many reports were new, changed, known, failed. `held`: those passed
    over, which are known."""
    for one in taken:
        if one.error is not None:
            complain(one.error)
    counted = Counter(t.state for t in taken)
    counted["known"] += held
    complain(", ".join(f"{counted[state]} {state}" for state in ("new", "changed", "known", "failed") if counted[state]) or "no reports")
