"""The narrow door of every store: what goes in by a Writer, in one transaction, comes out by a View, as it went in."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol, Self

from marsad.errors import StoreError
from marsad.model.account import Account
from marsad.model.form import Form
from marsad.model.judgement import Judgement, Sealed
from marsad.model.report import Arrival

SECRET_BYTES = 32


class Kept(NamedTuple):
    """A report: the bytes as received, its Reading in the fixed form, which holds the text derived from them, and how it came."""

    id: str
    raw: bytes
    form: Form
    how: Arrival = Arrival()

    @property
    def raw_sha256(self) -> str:
        """SHA-256 of the bytes as received."""
        return hashlib.sha256(self.raw).hexdigest()


class Noted(NamedTuple):
    """A report with the sums that were noted when it came."""

    kept: Kept
    raw_sha256: str
    text_sha256: str


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

    `sort`: `event`, `movement`, `agreement` or `control`; `kind`: the kind of an event; `kinds`, `statuses`, `review`: one of these;
    `actor`: words of an actor's name. `since`..`until` (ISO 8601, `until` exclusive): those whose time, as far as it is known, meets it.

    Of its places one has to answer all of these: `place`: words of the name; `box`: (south, west, north, east) in degrees, west greater
    than east across the date line; `near`: (lat, lon, km); `admin1`: the name of the area; `country`: ISO 3166-1 alpha-2. Where a place is
    known only as an area, its point is meant.

    Of the reports that it rests on one has to answer all of these: `reports`: its id is one of them; `sources`: one of these published it;
    `text`: words that it holds, all of them; "words in quotes" together, word* by its beginning."""

    sort: str | None = None
    kind: str | None = None
    place: str | None = None
    reports: frozenset[str] | None = None
    since: str | None = None
    until: str | None = None
    most: int | None = None
    skip: int = 0
    statuses: frozenset[str] | None = None
    actor: str | None = None
    sources: frozenset[str] | None = None
    box: tuple[float, float, float, float] | None = None
    near: tuple[float, float, float] | None = None
    admin1: str | None = None
    country: str | None = None
    text: str | None = None
    review: frozenset[str] | None = None
    kinds: frozenset[str] | None = None


class Tally(NamedTuple):
    """How many records of one sort and kind begin on one day (ISO 8601); None: without a time, or without a kind."""

    day: str | None
    sort: str
    kind: str | None
    number: int


class Spread(NamedTuple):
    """How many records of one sort and kind are told of one place first; a record without a place is in none. `shown` is its name as it is
    written, `place_kind` the kind of place; the point is None where no gazetteer knows it."""

    shown: str
    place_id: str | None
    place_kind: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    sort: str
    kind: str | None
    number: int


class Listed(NamedTuple):
    """What is known of a report without its text. `statements`: how many were read from it."""

    id: str
    title: str | None
    source: str | None
    published: str | None
    language: str | None
    statements: int


class Published(NamedTuple):
    """How many reports a source has published, and the dates of the first and the last."""

    source: str | None
    reports: int
    first: str | None
    last: str | None


class Writer(Protocol):
    """One transaction: all that is added is kept together when it ends, or nothing."""

    def add_report(self, kept: Kept) -> bool:
        """Keep a report with its Reading; whether that changed anything. The bytes that came first, and how they came, stay. Raises
        ClashError where another text is known under the id."""

    def add_failure(self, failed: Failed) -> bool:
        """Keep a report that could not be read; whether that changed anything."""

    def add_judgement(self, judgement: Judgement) -> Sealed:
        """Put a judgement at the end of the chain. Nothing takes it away again. Whether it makes sense is asked before (`jobs.judge`)."""

    def account(self, name: str) -> Account | None:
        """The account of a name, or None."""

    def put_account(self, account: Account) -> None:
        """Keep an account, in the place of the one of its name where there is one."""

    def secret(self) -> bytes:
        """The secret of this store, made of chance when it is first asked for and the same ever after: 32 bytes. It goes with a copy of the
        store, and into nothing else."""

    def replace_records(self, records: Iterable[Form], revision: int) -> bool:
        """These, each with its `record`, in the place of all that were there; whether that changed anything. `revision`: that of the view
        whose reports they were folded from."""


class Brief(NamedTuple):
    """What the fold knows of a report: its `unit`, worked out from the Reading and what people said of it, its `standing` among others."""

    unit: Form
    standing: Form


Rests = Mapping[str, Collection[tuple[str, str]]]


class Folding(Protocol):
    """One transaction in which the record follows the reports. Reports go by keys here, which are not always their ids."""

    def begin(self, basis: int) -> None:
        """Whatever was folded on another basis (another pack, another Marsad) is forgotten: all reports wait."""

    def waiting(self, most: int) -> list[str]:
        """The keys of the reports that have come or changed, or were judged, since they were folded; the earliest published first."""

    def waiting_count(self) -> int:
        """How many wait."""

    def report(self, key: str) -> Kept | None:
        """A report, or None."""

    def judgements(self, reports: Collection[str]) -> list[Sealed]:
        """All judgements of these reports (ids), those that pair statements, and all withdrawals, in order."""

    def briefs(self, keys: Collection[str]) -> dict[str, Brief]:
        """What is known of these reports, by key; those that were never folded are left out."""

    def bearing(self, marks: Collection[int]) -> dict[int, list[str]]:
        """The keys of the reports that bear each of these marks."""

    def put(self, key: str, brief: Brief, marks: Collection[int]) -> None:
        """Keep what is known of a report, with the marks that it bears now."""

    def folded(self, keys: Collection[str]) -> None:
        """These wait no longer."""

    def replace(self, gone: Rests, records: Iterable[Form]) -> bool:
        """Take away each record that rests on one of these statements (report, id), by the sort of record, and put these, each with its
        `record`; whether that changed anything."""

    def done(self) -> None:
        """Note that the records are those of all reports and judgements."""


class View(Protocol):
    """One look at the store: what others write meanwhile is not seen. What is asked for streams: no list of all is held."""

    def report(self, report_id: str) -> Kept | None:
        """A report, or None."""

    def ids(self) -> Iterator[str]:
        """The id of every report, in order."""

    def reports(self) -> Iterator[Kept]:
        """Every report, in the order of its id."""

    def noted(self, report_id: str) -> Noted | None:
        """A report with the sums that were noted when it came, or None."""

    def sums(self) -> Iterator[str]:
        """The SHA-256 of the bytes of every report as it came, in no order; the bytes themselves are not read."""

    def failures(self) -> Iterator[Failed]:
        """Every report that could not be read, in the order of its id."""

    def statement(self, statement_id: str) -> Iterator[tuple[str, Form]]:
        """The statements of an id, each with the id of its report: the same text may be told in two reports."""

    def by_urgency(self) -> Iterator[tuple[str, Form]]:
        """Every statement with the id of its report, the most urgent to look at first; equally urgent ones in the order of the reports' ids
        and of their texts."""

    def statement_count(self) -> int:
        """How many statements there are."""

    def account(self, name: str) -> Account | None:
        """The account of a name, or None."""

    def accounts(self) -> Iterator[Account]:
        """Every account, in the order of its name."""

    def judgements(self, after: int = 0, report: str | None = None, statement: str | None = None) -> Iterator[Sealed]:
        """The judgements whose number is greater than `after`, in order; of one report or one statement's id, where asked for."""

    def record(self, record_id: str) -> Form | None:
        """A record by its id or the start of it, where only one has it; else None."""

    def records(self, wanted: Wanted = Wanted()) -> Iterator[Form]:
        """The records wanted, in the order of time; those without one last."""

    def count(self, wanted: Wanted = Wanted()) -> int:
        """How many records are wanted; `most` and `skip` do not matter."""

    def counts(self, wanted: Wanted = Wanted()) -> Iterator[Tally]:
        """How many of the records wanted begin on each day, by sort and kind, in that order; those without a time last."""

    def spread(self, wanted: Wanted = Wanted()) -> Iterator[Spread]:
        """How many of the records wanted are told of each place first, by sort and kind, in no order."""

    def listed(self, source: str | None = None, most: int | None = None, skip: int = 0) -> Iterator[Listed]:
        """The reports, or those of one source, the one published last first; those without a date last."""

    def sources(self) -> Iterator[Published]:
        """Every source, in the order of its name; reports without one last."""

    def revision(self) -> int:
        """How often reports and judgements have changed."""

    def stale(self) -> bool:
        """Whether reports or judgements have changed since those that the records were folded from."""


class Store(Protocol):
    """Where reports, Readings, judgements and records are kept."""

    def writer(self) -> AbstractContextManager[Writer]:
        """Write in one transaction. Raises StoreError, and then nothing of it is kept."""

    def folding(self) -> AbstractContextManager[Folding]:
        """Let the record follow the reports, in one transaction. Raises StoreError, and then nothing of it is kept."""

    def view(self) -> AbstractContextManager[View]:
        """Read. Raises StoreError."""

    def close(self) -> None:
        """Let go of the file or connection."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...
