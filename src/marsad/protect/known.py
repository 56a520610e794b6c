"""What a pack makes public: groups, countries, and persons while they hold an office. Everybody else is private."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from marsad.pack.lexicon import Entry
from marsad.pack.pack import Pack
from marsad.pack.words import fold, key_of

NAMES = ("actors", "countries")  # lexicons of names that may be told
WORDS = ("people", "groups", "objects", "weapons", "units", "offices", "kinds", "modifiers", "means")  # lexicons of words that name nobody
EVERYDAY = frozenset({"said", "raid", "mark", "bill"})  # words in small letters that are first names too
_LETTERS = re.compile(r"[^\W\d_]+")


class Span(NamedTuple):
    """Code points start..end (exclusive) of a text."""

    start: int
    end: int


class Known:
    """The names that a pack knows, for looking up. Where the pack does not know a name, nobody may."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack

    @cached_property
    def _persons(self) -> dict[tuple[str, ...], list[Entry]]:
        found: dict[tuple[str, ...], list[Entry]] = {}
        for entry in self._pack.lexicons.get("persons", ()):
            found.setdefault(key_of(entry.phrase), []).append(entry)
        return found

    @cached_property
    def _groups(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for entry in self._pack.lexicons.get("actors", ()):
            found.setdefault(entry.id, []).append(entry.get("name"))
        return found

    @cached_property
    def _group_names(self) -> dict[tuple[str, ...], str]:
        return {key_of(e.phrase): e.get("name") for e in self._pack.lexicons.get("actors", ())}

    @cached_property
    def _words(self) -> frozenset[str]:
        rows = (e for name in WORDS for e in self._pack.lexicons.get(name, ()))
        return frozenset(word for e in rows for word in _LETTERS.findall(fold(e.phrase)))

    def person(self, name: str, day: date | None) -> str | None:
        """The name of a person who holds a public office on a day; None for one who does not, or whose day is not known."""
        if day is None:
            return None
        return next((e.get("name") for e in self._persons.get(key_of(name), ()) if e.holds_on(day)), None)

    def group(self, actor_id: str | None, name: str) -> str | None:
        """The name of a group that the pack knows by this id and under this name."""
        return name if actor_id is not None and name in self._groups.get(actor_id, ()) else None

    def group_called(self, name: str) -> str | None:
        """The pack's own name of a group or organisation that is called so."""
        return self._group_names.get(key_of(name))

    @cached_property
    def _given(self) -> frozenset[str]:
        return frozenset(fold(e.phrase) for e in self._pack.lexicons.get("given_names", ())) - EVERYDAY

    def given(self, lower: str) -> bool:
        """Whether a word in small letters is somebody's first name, written without its capital."""
        return lower in self._given and lower not in self._words

    def word(self, lower: str) -> bool:
        """Whether a word in small letters is one that the pack has for people and things, which names nobody."""
        return lower in self._words

    def spans(self, text: str, day: date | None) -> Iterator[Span]:
        """Where names of groups and countries, and of persons who hold an office on a day, stand in a text, written with a capital."""
        for match in self._pack.scan(text):
            office = match.lexicon == "persons" and day is not None and any(e.holds_on(day) for e in match.entries)
            if (office or match.lexicon in NAMES) and any(c.isupper() for c in text[match.start : match.end]):
                yield Span(match.start, match.end)
