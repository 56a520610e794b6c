"""The narrow door of every store: what goes in by a Writer, in one transaction, comes out by a View, as it went in."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol, Self

from marsad.errors import StoreError
from marsad.model.form import Form


class Kept(NamedTuple):
    """A report: the bytes as received, and its Reading in the fixed form, which holds the text derived from them."""

    id: str
    raw: bytes
    form: Form

    @property
    def raw_sha256(self) -> str:
        """SHA-256 of the bytes as received."""
        return hashlib.sha256(self.raw).hexdigest()


class ClashError(StoreError):
    """A report whose id is that of another text."""


def clash(report_id: str) -> ClashError:
    """The error, in the same words from every store."""
    return ClashError("another report has this id", place=report_id, advice="give it an id of its own")


class Failed(NamedTuple):
    """A report that could not be read: kept and named, so that it can be read again."""

    id: str
    raw: bytes
    error: str


class Wanted(NamedTuple):
    """Which records. None asks for all.

    `sort`: `event`, `movement`, `agreement` or `control`; `kind`: the kind of an event; `place`: words of a place's name; `reports`: those
    that rest on one of these; `since`..`until` (ISO 8601, `until` exclusive): those whose time, as far as it is known, meets it."""

    sort: str | None = None
    kind: str | None = None
    place: str | None = None
    reports: frozenset[str] | None = None
    since: str | None = None
    until: str | None = None
    most: int | None = None
    skip: int = 0


class Writer(Protocol):
    """One transaction: all that is added is kept together when it ends, or nothing."""

    def add_report(self, kept: Kept) -> bool:
        """Keep a report with its Reading; whether that changed anything. The bytes that came first stay. Raises ClashError where another
        text is known under the id."""

    def add_failure(self, failed: Failed) -> bool:
        """Keep a report that could not be read; whether that changed anything."""

    def replace_records(self, records: Iterable[Form], revision: int) -> bool:
        """These, each with its `record`, in the place of all that were there; whether that changed anything. `revision`: that of the view
        whose reports they were folded from."""


class View(Protocol):
    """One look at the store: what others write meanwhile is not seen."""

    def report(self, report_id: str) -> Kept | None:
        """A report, or None."""

    def reports(self) -> Iterator[Kept]:
        """Every report, in the order of its id."""

    def failures(self) -> Iterator[Failed]:
        """Every report that could not be read, in the order of its id."""

    def statement(self, statement_id: str) -> Iterator[tuple[str, Form]]:
        """The statements of an id, each with the id of its report: the same text may be told in two reports."""

    def record(self, record_id: str) -> Form | None:
        """A record by its id or the start of it, where only one has it; else None."""

    def records(self, wanted: Wanted = Wanted()) -> Iterator[Form]:
        """The records wanted, in the order of time; those without one last."""

    def revision(self) -> int:
        """How often reports have changed."""

    def stale(self) -> bool:
        """Whether reports have changed since those that the records were folded from."""


class Store(Protocol):
    """Where reports, Readings and records are kept."""

    def writer(self) -> AbstractContextManager[Writer]:
        """Write in one transaction. Raises StoreError, and then nothing of it is kept."""

    def view(self) -> AbstractContextManager[View]:
        """Read. Raises StoreError."""

    def close(self) -> None:
        """Let go of the file or connection."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...
