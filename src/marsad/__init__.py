"""Marsad, an observatory for conflict reports.

>>> import marsad
>>> reading = marsad.read("Shells fell on Kafr Laha on Monday.", published="2017-03-09")
>>> reading.report.published
'2017-03-09'
"""

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.model.reading import Reading
    from marsad.store.base import Store

__all__ = ["open_store", "read"]

try:
    __version__ = version("marsad")
except PackageNotFoundError:  # run from a folder that was never installed
    __version__ = "0"


def read(
    text: str,
    *,
    published: str | None = None,
    source: str | None = None,
    title: str | None = None,
    url: str | None = None,
    id: str | None = None,
    pack: str = "syria",
    gazetteers: tuple[str, ...] = (),
) -> "Reading":
    """The Reading of one report: `.mentions`, `.statements`, `.records`; `.to_dict()` is the fixed form, `.rows()` a table of statements.

    `published` is an ISO 8601 date or date-time; without one the text is asked. `id` is the SHA-256 of the text where none is given.
    `pack` is a name or a folder; `gazetteers` are paths of files that `marsad gazetteer add` made. Raises PackError where the pack is
    missing or broken, ReaderError where the date is none or there is no text."""
    from marsad.errors import ReaderError  # late, so that `import marsad` alone does not load the parser
    from marsad.jobs.code import Job, completed, understood
    from marsad.model.report import Report, digest
    from marsad.readers import checked_date

    if not text.strip():
        raise ReaderError("there is no text", advice="give the text of a report")
    day = checked_date(published, "published")
    report = Report(id or digest(text), text, title, source, url, day, "given" if day else "none")
    job = Job(pack, gazetteers)
    return understood(completed(report, job), job)


def open_store(url: str = "sqlite:///marsad.db") -> "Store":
    """The record that `marsad read` keeps: `with open_store(url) as store, store.view() as view: ...`. Raises StoreError."""
    from marsad.store.door import open_store

    return open_store(url)
