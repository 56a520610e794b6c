"""Kinds of event by family, each with the mark that the page draws it by. Which kind is of which family the pack says."""

from functools import lru_cache
from typing import NamedTuple

from marsad.model.form import Form
from marsad.pack.pack import Pack


class Family(NamedTuple):
    """`name` is that of the pack's lexicon, of the style and of the mark; `title` is for people."""

    name: str
    title: str


FAMILIES = (
    Family("fighting", "Fighting"),
    Family("strikes", "Strikes and explosions"),
    Family("killing", "Killing and torture"),
    Family("captivity", "Captivity and release"),
    Family("movement", "Movement of people"),
    Family("control", "Control and siege"),
    Family("deals", "Deals and talks"),
    Family("aid", "Aid"),
    Family("property", "Property and accidents"),
    Family("public", "Protest and statements"),
)
_TITLES = dict(FAMILIES)
_SORTS = {"movement": "movement", "agreement": "deals", "control": "control"}
REST = "public"


@lru_cache(maxsize=4)
def kinds_of(pack: Pack) -> dict[str, str]:
    """The family of every kind that the pack names."""
    return {e.id: e.get("family", REST) for e in pack.lexicons.get("kinds", ())}


def family_of(found: Form, pack: Pack) -> str:
    """The family of a record."""
    return _SORTS.get(found["record"]) or kinds_of(pack).get(found["kind"], REST)


def family_of_sort(sort: str) -> str | None:
    """The family of all records of a sort; None for events, which have their own."""
    return _SORTS.get(sort)


def title_of(family: str) -> str:
    """A family's name for people."""
    return _TITLES[family]
