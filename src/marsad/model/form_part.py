"""A part of a form that somebody else wrote: every field is asked for by its type, and what breaks it is named with its path."""

import math
from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from marsad.errors import ReaderError

T = TypeVar("T")

LONG = 10**18


class Part:
    """One object of the form, with the path that leads to it. Each method gives a field in its type, or raises ReaderError."""

    def __init__(self, held: object, path: str) -> None:
        if not isinstance(held, Mapping):
            raise fault(path or "line", "an object", held)
        self.held: Mapping[str, object] = held
        self.path = path

    def at(self, key: str) -> str:
        """The path of a field."""
        return f"{self.path}.{key}" if self.path else key

    def text(self, key: str) -> str:
        """A text that has to be there."""
        found = self.held.get(key)
        if not isinstance(found, str):
            raise fault(self.at(key), "text", found)
        return found

    def maybe(self, key: str) -> str | None:
        """A text or None."""
        return self.text(key) if self.held.get(key) is not None else None

    def whole(self, key: str) -> int:
        """A whole number that has to be there."""
        found = self.held.get(key)
        if isinstance(found, bool) or not isinstance(found, int):
            raise fault(self.at(key), "a whole number", found)
        return found

    def maybe_whole(self, key: str) -> int | None:
        """A whole number or None."""
        return self.whole(key) if self.held.get(key) is not None else None

    def number(self, key: str) -> float | None:
        """A finite number or None."""
        found = self.held.get(key)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int | float):
            raise fault(self.at(key), "a number or null", found)
        try:
            value = float(found)
        except OverflowError:
            raise fault(self.at(key), "a number of bearable size", found) from None
        if not math.isfinite(value):
            raise fault(self.at(key), "a finite number", found)
        return value

    def share(self, key: str) -> float:
        """A number from 0 to 1."""
        value = self.number(key)
        if value is None or not 0 <= value <= 1:
            raise fault(self.at(key), "a number from 0 to 1", value)
        return value

    def truth(self, key: str) -> bool:
        """True or false; false where it is not told."""
        found = self.held.get(key)
        if found is not None and not isinstance(found, bool):
            raise fault(self.at(key), "true or false", found)
        return bool(found)

    def one_of(self, key: str, allowed: tuple[T, ...]) -> T:
        """One of the words of a closed set."""
        found = self.held.get(key)
        known = next((a for a in allowed if a == found and isinstance(found, str)), None)
        if known is None:
            raise fault(self.at(key), " or ".join(map(str, allowed)), found)
        return known

    def maybe_one_of(self, key: str, allowed: tuple[T, ...]) -> T | None:
        """One of the words of a closed set, or None."""
        return self.one_of(key, allowed) if self.held.get(key) is not None else None

    def moment(self, key: str) -> datetime | None:
        """A moment without its time zone, or None."""
        found = self.maybe(key)
        if found is None:
            return None
        try:
            return datetime.fromisoformat(found).replace(tzinfo=None)
        except ValueError:
            raise fault(self.at(key), "a date or a date with a time of day (ISO 8601)", found) from None

    def part(self, key: str) -> "Part | None":
        """An object within, or None."""
        found = self.held.get(key)
        return Part(found, self.at(key)) if found is not None else None

    def parts(self, key: str) -> list["Part"]:
        """The objects of a list."""
        found = self.held.get(key)
        if not isinstance(found, list):
            raise fault(self.at(key), "a list", found)
        return [Part(item, f"{self.at(key)}[{i}]") for i, item in enumerate(found)]


def fault(path: str, wanted: str, found: object) -> ReaderError:
    """The error for a field that is not what the form says."""
    if isinstance(found, str) or (isinstance(found, int | float) and abs(found) < LONG):
        said = repr(found)[:60]
    else:
        said = "nothing" if found is None else "a long number" if isinstance(found, int | float) else f"a {type(found).__name__}"
    return ReaderError(f"{path}: {wanted} expected, {said} found", advice="give what marsad code printed")
