"""The last look: whether anything of a record that must stay inside is in what leaves of it, whichever way it came there."""

import re
from collections.abc import Iterable, Iterator

from marsad.model.form import Form
from marsad.pack.words import fold
from marsad.protect.case import Case, Guard
from marsad.protect.classes import places_in
from marsad.protect.people import names_nobody
from marsad.protect.places import is_fine

HOUR = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3]):[0-5]\d|\d{4}-\d\d-\d\dT\d\d|\d\s?[ap]\.?m\b")
ADDRESS = re.compile(r"[^\s@]@[^\s@]+\.\w|https?://|www\.")
NUMBER = re.compile(r"(?<![\dA-Fa-f-])\+?\d[\d ()/.-]{6,}\d(?![\dA-Fa-f-])")
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
POINT = re.compile(r"\d{1,3}\.\d{2,}")
SHORTEST = 4  # a name of fewer letters is part of too many words


def found_in(treated: object, case: Case, guard: Guard) -> str | None:
    """What of a record was found after all in what leaves of it: `hour`, `address`, `number`, `point`, `person` or `place`; else None."""
    strings = [s for s in texts_in(treated) if s]
    free = {fold(str(unit["name"])) for unit in guard.units.values()} | {fold(name) for name in case.places}
    for name, pattern in (("hour", HOUR), ("address", ADDRESS), ("number", NUMBER), ("point", POINT)):
        if any(pattern.search(s) for s in strings if not DATE.fullmatch(s)):
            return name
    folded = [_spaced(s) for s in strings]
    if any(f" {name} " in s for name in _persons(case, guard) for s in folded):
        return "person"
    if case.protected and any(f" {name} " in s for name in _places(case, free) for s in folded):
        return "place"
    return None


def texts_in(value: object) -> Iterator[str]:
    """Every text that somebody could read, names of groups that the pack knows left out: they are told everywhere. Ids are none."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        if value.get("actor_id") is None:
            for name, item in value.items():
                if name not in ("place_id", "id", "rule"):
                    yield from texts_in(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_in(item)


def _spaced(text: str) -> str:
    return f" {re.sub(r'[^0-9a-z]+', ' ', fold(text))} "


def _persons(case: Case, guard: Guard) -> Iterator[str]:
    for person in _persons_in(case.form):
        if guard.known.person(person, case.day) is None and names_nobody(person, guard) is None:
            yield from _names(person)


def _persons_in(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _persons_in(item)
    elif isinstance(value, dict):
        if value.get("type") == "person":
            yield str(value["name"])
        for item in value.values():
            yield from _persons_in(item)


def _places(case: Case, free: Iterable[str]) -> Iterator[str]:
    known = set(free)
    for place in places_in(case.form):
        if is_fine(place) and fold(str(place["name"])) not in known:
            yield from _names(str(place["name"]))


def _names(name: str) -> Iterator[str]:
    spaced = _spaced(name)
    if len(spaced.replace(" ", "")) >= SHORTEST:
        yield spaced.strip()


def plain_form(record: Form) -> Form:
    """A record without what is never read as words."""
    return {name: value for name, value in record.items() if name not in ("codes", "kind", "record", "status")}
