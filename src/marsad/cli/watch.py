"""`marsad watch`: feeds, sitemaps and pages, asked again and again for what is new."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from marsad import settings
from marsad.cli.options import PackName, StoreUrl, job_of
from marsad.cli.out import complain

if TYPE_CHECKING:
    from marsad.jobs.code import Job
    from marsad.jobs.watch import Seen, Watch
    from marsad.store.base import Store

TOLD = ("new", "changed", "known", "same", "later", "gone", "forbidden", "failed", "nothing")
SILENT = ("new", "known", "same")


def watch(
    sources: Annotated[Path, typer.Argument(help="What to watch: a sources.toml.")],
    once: Annotated[bool, typer.Option("--once", help="Ask every source once, read what is new, and end.")] = False,
    keep: Annotated[Path | None, typer.Option(help="Folder for the pages as they came (WARC). [default: beside the record]")] = None,
    pack: PackName = None,
    store: StoreUrl = None,
) -> None:
    """Watch feeds, sitemaps and pages: fetch what is new, politely, keep it as it came, and read it into the record.

    Ctrl-C ends it; the next watch goes on from there. A sources.toml holds, for each source, three lines like these: [[source]], then
    name = "Levant Monitor", then feed = "https://example.org/rss". docs/watch.md tells what else it may say.

    Example: marsad watch sources.toml --once
    """
    from marsad.jobs.watch import Watch
    from marsad.jobs.watch_sources import read_sources
    from marsad.store.door import open_store

    wanted, job = read_sources(sources), job_of(None, None, pack)
    url = store or settings.default_store()
    with open_store(url) as opened, Watch(wanted, job, opened, keep or settings.pages_folder(url)) as made:
        failed = _round(made, job, opened, due_only=not once)
        while not once:
            made.wait()
            _round(made, job, opened, due_only=True)
    if failed:
        raise typer.Exit(1)


def _round(made: "Watch", job: "Job", store: "Store", *, due_only: bool) -> int:
    """One round, told line by line on standard error; how many pages or lists failed. The records are folded whatever ends it."""
    from marsad.jobs.rebuild import freshen
    from marsad.pack.load import load_pack

    seen: Counter[str] = Counter()
    try:
        for one in made.round(due_only=due_only):
            seen[one.state] += 1
            _tell(one)
    finally:
        freshen(store, lambda: load_pack(job.pack, job.gazetteers))
        complain(", ".join(f"{seen[state]} {state}" for state in TOLD if seen[state]) or "nothing new")
    return seen["failed"]


def _tell(one: "Seen") -> None:
    if one.state not in SILENT or one.said:
        complain(f"{one.source}: {one.url}: {one.state}" + (f": {one.said}" if one.said else ""))
