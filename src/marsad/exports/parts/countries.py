"""Countries in the names and numbers that event data sets know them by."""

import csv
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Country(NamedTuple):
    """A country: ISO 3166-1 codes, its name, its regions in ACLED and UCDP, its number in the list of Gleditsch and Ward."""

    iso2: str
    iso3: str
    numeric: int | None
    name: str
    acled_region: str
    ged_region: str
    gw: int | None


@cache
def _countries() -> dict[str, Country]:
    rows = _rows("countries.csv")
    return {
        r["iso2"]: Country(r["iso2"], r["iso3"], _int(r["numeric"]), r["name"], r["acled_region"], r["ged_region"], _int(r["gw"]))
        for r in rows
    }


def _rows(name: str) -> Iterable[dict[str, str]]:
    return csv.DictReader((files("marsad.exports.parts") / name).read_text(encoding="utf-8").splitlines())


def _int(cell: str) -> int | None:
    return int(cell) if cell else None


@cache
def _by_iso3() -> dict[str, Country]:
    return {c.iso3: c for c in _countries().values()}


def country_of(code: str | None) -> Country | None:
    """The country of an ISO 3166-1 code of two letters or three; None where there is none."""
    known = (code or "").upper()
    return _countries().get(known) or _by_iso3().get(known)


@cache
def _pcodes() -> dict[tuple[str, str], str]:
    return {(r["country"], r["admin1"]): r["pcode"] for r in _rows("pcodes.csv")}


def pcode_of(country: str | None, admin1: str | None) -> str | None:
    """The place code by which humanitarian data knows a first-level unit (OCHA's common data sets); None where it is not listed."""
    return _pcodes().get((country or "", admin1 or ""))
