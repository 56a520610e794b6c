"""A store that ends with the process."""

import copy
from collections.abc import Iterator
from typing import Self

from marsad.errors import StoreError
from marsad.store.base import Kept


class MemoryStore:
    """Reports and Readings in memory."""

    def __init__(self) -> None:
        self._held: dict[str, Kept] = {}

    def keep(self, kept: Kept) -> bool:
        """Keep a report and its Reading; whether that changed anything. Other bytes under a known id raise StoreError."""
        known = self._held.get(kept.id)
        if known is not None and known.raw != kept.raw:
            raise StoreError("another report has this id", place=kept.id, advice="give it an id of its own")
        self._held[kept.id] = copy.deepcopy(kept)
        return known is None or known.form != kept.form

    def get(self, report_id: str) -> Kept | None:
        """A report, or None."""
        return copy.deepcopy(self._held.get(report_id))

    def all(self) -> Iterator[Kept]:
        """Every report, in the order of its id."""
        return iter([copy.deepcopy(self._held[i]) for i in sorted(self._held)])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""
