"""Where the fold finds what is near: reports by what they have in common, without a look at all the others."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import NamedTuple, Protocol

from marsad.fold.unit import Standing, Unit


class Shelved(NamedTuple):
    """A report with its standing among the others."""

    unit: Unit
    standing: Standing


class Shelf(Protocol):
    """Reports by a key of their own and by marks."""

    def take(self, keys: Collection[str]) -> Mapping[str, Shelved]:
        """The reports of these keys, those that are there."""

    def bearing(self, marks: Collection[int]) -> Mapping[int, Collection[str]]:
        """The keys of the reports that bear each of these marks."""

    def put(self, key: str, shelved: Shelved, marks: Collection[int]) -> None:
        """A report in the place of what was there under the key."""


class MemoryShelf:
    """A shelf that holds all."""

    def __init__(self) -> None:
        self._held: dict[str, Shelved] = {}
        self._marks: dict[str, tuple[int, ...]] = {}
        self._bearing: dict[int, dict[str, None]] = defaultdict(dict)

    def take(self, keys: Collection[str]) -> Mapping[str, Shelved]:
        """The reports of these keys, those that are there."""
        return {k: self._held[k] for k in keys if k in self._held}

    def bearing(self, marks: Collection[int]) -> Mapping[int, Collection[str]]:
        """The keys of the reports that bear each of these marks."""
        return {m: self._bearing[m] for m in marks if m in self._bearing}

    def put(self, key: str, shelved: Shelved, marks: Collection[int]) -> None:
        """A report in the place of what was there under the key."""
        for mark in self._marks.get(key, ()):
            self._bearing[mark].pop(key, None)
        self._held[key], self._marks[key] = shelved, tuple(marks)
        for mark in marks:
            self._bearing[mark][key] = None
