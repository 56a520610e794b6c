"""The narrow door of every store: reports kept byte for byte, and the Reading made of each."""

import hashlib
from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol, Self

Form = dict[str, Any]


class Kept(NamedTuple):
    """A report as it was given, and its Reading in the fixed form."""

    id: str
    raw: bytes
    form: Form

    @property
    def raw_sha256(self) -> str:
        """SHA-256 of the bytes as given."""
        return hashlib.sha256(self.raw).hexdigest()


class Store(Protocol):
    """Where reports and Readings are kept. A context manager; each `keep` is one transaction."""

    def keep(self, kept: Kept) -> bool:
        """Keep a report and its Reading; whether that changed anything. Other bytes under a known id raise StoreError."""

    def get(self, report_id: str) -> Kept | None:
        """A report, or None."""

    def all(self) -> Iterator[Kept]:
        """Every report, in the order of its id."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...
