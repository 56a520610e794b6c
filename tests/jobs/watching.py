"""What the tests of the watch share: a round of it, and what it left behind."""

import hashlib
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from marsad.jobs.code import Job
from marsad.jobs.watch import Limits, Seen, Watch
from marsad.jobs.watch_sources import Source, Sources
from marsad.store.base import Store
from tests.jobs.hostile import Server, feed

JOB = Job("base-en")
LIMITS = Limits(seconds=1.5, most=100_000)


def source(server: Server, **more: object) -> Source:
    return Source(**{"name": "LM", "sort": "feed", "url": f"{server.root}/feed", "delay": 0.0, "allow_private": True, **more})  # type: ignore[arg-type]


def watched(server: Server, store: Store, folder: Path, *sources: Source, limits: Limits = LIMITS) -> list[Seen]:
    """One round of a watch that is begun anew."""
    with Watch(Sources("desk@example.org", sources or (source(server),)), JOB, store, folder, limits) as watch:
        return list(watch.round())


def states(seen: list[Seen], server: Server) -> dict[str, str]:
    return {one.url.removeprefix(server.root): one.state for one in seen}


def put(server: Server, **pages: object) -> None:
    """Pages named by numbers, and the feed of all."""
    for name, held in pages.items():
        server.pages[f"/{name}"] = held  # type: ignore[assignment]
    server.pages["/feed"] = feed([f"{server.root}/{name}" for name in pages])


def texts(store: Store) -> list[str]:
    with store.view() as view:
        return [kept.form["report"]["text"] for kept in view.reports()]


def archived(folder: Path) -> list[tuple[str, str]]:
    """Address and SHA-256 of the body of every page in the WARC files."""
    found = []
    for path in sorted(folder.glob("*.warc.gz")):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                if record.rec_type == "response":
                    found.append((record.rec_headers.get_header("WARC-Target-URI"), hashlib.sha256(record.raw_stream.read()).hexdigest()))
    return found
