"""Which column of a table of places holds what, and what kinds of place the words of other gazetteers are."""

import re
from collections.abc import Mapping, Sequence
from typing import cast

from marsad.errors import PackError
from marsad.model.mention import PlaceKind
from marsad.pack.schema import PLACE_KINDS
from marsad.pack.world_towns import town_radius

# What a column may be called, the surest name first; compared in lower case without spaces, signs and namespaces ("wof:name").
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": tuple("name nameen placename nameenglish englishname asciiname place town village locality namelatin label".split()),
    "arabic": tuple("arabic namear arabicname namearabic namelocal localname canonicalar".split()),
    "aliases": tuple("aliases altnames alternatenames alternativenames altname othernames spellings alias namevariants".split()),
    "lat": tuple("lat latitude y lbllatitude geomlatitude latitudey pointy latdd ycoord decimallatitude".split()),
    "lon": tuple("lon lng long longitude x lbllongitude geomlongitude longitudex pointx londd xcoord decimallongitude".split()),
    "kind": tuple("kind placetype featuretype featurecode fcode type placekind class".split()),
    "ref": tuple("ref id placeid sourceid geonameid pcode code uid".split()),
    "country": tuple("country countrycode isocountry iso2 wofcountry iso admin0pcode adm0pcode admin0code".split()),
    "admin1": tuple("admin1 adm1en admin1nameen admin1name governorate province adm1name regionname state oblast".split()),
    "admin2": tuple("admin2 adm2en admin2nameen admin2name district adm2name county".split()),
    "population": tuple("population pop inhabitants".split()),
}
_LEVEL = re.compile(r"(?:admin|adm)(\d)(?:nameen|en|name|nameenglish)")
_KIND_OF_LEVEL: tuple[PlaceKind, ...] = ("country", "admin1", "admin2", "admin3", "settlement", "neighbourhood")
_SIGNS = re.compile(r"^[a-z]+:|[\W_]+")


def _by_word(words: Mapping[PlaceKind, str]) -> dict[str, PlaceKind]:
    return {word: kind for kind, many in words.items() for word in many.split()}


_KINDS: Mapping[str, PlaceKind] = _by_word(
    {
        "settlement": "locality city town village hamlet ppl populatedplace community adm4",
        "admin3": "localadmin adm3 subdistrict",
        "neighbourhood": "macrohood suburb quarter borough microhood neighborhood",
        "admin1": "adm1 governorate province state",
        "admin2": "adm2 district county",
        "region": "macroregion macrocounty",
        "mountain": "mount hill peak",
        "other": "airport",
        "crossing": "bridge bordercrossing checkpoint",
        "road": "highway",
        "river": "stream",
        "camp": "refugeecamp",
        "field": "oilfield gasfield",
        "base": "militarybase",
    }
)
# GeoNames feature codes (geonames.org/export/codes.html) that a report may speak of.
_GEONAMES: Mapping[str, PlaceKind] = _by_word(
    {
        "country": "PCLI PCLD TERR PCLS PCLIX",
        "admin1": "ADM1",
        "admin2": "ADM2",
        "admin3": "ADM3 ADM4",
        "neighbourhood": "PPLX",
        "airbase": "AIRB",
        "other": "AIRQ AIRP AIRF MNQ MN LK RSV ISL PRT PRN PS OILR RSTN CSTL HSP MSQE UNIV",
        "base": "INSM FT",
        "camp": "CMP CMPRF CMPL CMPMN",
        "dam": "DAM DAMQ",
        "field": "OILF GASF FLDS FLD",
        "mountain": "MT MTS PK PKS HLL HLLS RDGE UPLD PASS",
        "region": "RGN RGNE RGNH DSRT PLN VAL OAS AREA",
        "river": "STM STMI WAD CNL",
        "road": "RD ST",
        "crossing": "BDG PSTB PSTP",
    }
)
_RADIUS: Mapping[str, float] = {
    "country": 300.0, "admin1": 60.0, "admin2": 25.0, "admin3": 12.0, "region": 30.0, "neighbourhood": 1.5, "mountain": 5.0, "river": 30.0,
    "road": 20.0, "border": 60.0, "field": 5.0,
}  # fmt: skip


def plain(column: str) -> str:
    """The name of a column as it is compared."""
    return _SIGNS.sub("", column.strip().lower().lstrip("\ufeff"))


def columns_of(header: Sequence[str], chosen: Mapping[str, str], place: str) -> dict[str, int]:
    """Which column holds what: as `chosen` says (`{"name": "Dorf"}`), else by what columns are usually called.

    Raises PackError where name, lat or lon has no column, or a chosen one is not there."""
    found: dict[str, int] = {}
    for what, column in chosen.items():
        if what not in COLUMNS:
            raise PackError(f"{what!r} is nothing that a column can hold", place="--column", advice="one of " + ", ".join(COLUMNS))
        if column not in header:
            raise PackError(f"there is no column {column!r}", place=place, advice="the file has " + shown(header))
        found[what] = header.index(column)
    names = [plain(c) for c in header]
    levels = {int(m[1]): i for i, n in enumerate(names) if (m := _LEVEL.fullmatch(n))}
    if levels and "name" not in found:
        found["name"] = levels[max(levels)]
        _take(found, "arabic", names, (f"adm{max(levels)}ar", f"admin{max(levels)}namear", f"admin{max(levels)}arabic"))
        _take(found, "ref", names, (f"adm{max(levels)}pcode", f"admin{max(levels)}pcode"))
    for what, known in COLUMNS.items():
        _take(found, what, names, known)
    missing = [what for what in ("name", "lat", "lon") if what not in found]
    if missing:
        raise PackError(
            f"no column for {', '.join(missing)}", place=place,
            advice=f"say which it is, as in --column {missing[0]}={header[0][:30] if header else 'Name'}; the file has {shown(header)}",
        )  # fmt: skip
    return found


def level_kind(header: Sequence[str]) -> PlaceKind | None:
    """The kind of the rows of a table of administrative levels: that of its deepest one."""
    levels = [int(m[1]) for c in header if (m := _LEVEL.fullmatch(plain(c)))]
    return _KIND_OF_LEVEL[min(max(levels), len(_KIND_OF_LEVEL) - 1)] if levels else None


def _take(found: dict[str, int], what: str, names: Sequence[str], known: Sequence[str]) -> None:
    if what not in found:
        at = next((names.index(k) for k in known if k in names), None)
        if at is not None:
            found[what] = at


def shown(header: Sequence[str]) -> str:
    """The first columns of a header, for an error."""
    return ", ".join(c[:30] for c in header[:12]) + (" ..." if len(header) > 12 else "")


def kind_of(word: str, whosonfirst: bool) -> PlaceKind:
    """The kind that another gazetteer's word is. Who's On First calls a governorate a region."""
    key = plain(word)
    if key == "region" and whosonfirst:
        return "admin1"
    if key in PLACE_KINDS:
        return cast(PlaceKind, key)
    return _KINDS.get(key) or _GEONAMES.get(word.upper()) or ("settlement" if not key or key.startswith("ppl") else "other")


def geonames_kind(feature_class: str, code: str) -> PlaceKind | None:
    """The kind of a row of a GeoNames dump; None for what reports do not speak of (shops, wells, tombs)."""
    return _GEONAMES.get(code) or ("settlement" if feature_class == "P" and code not in ("PPLH", "PPLQ", "PPLW") else None)


def radius_of(kind: PlaceKind, population: int) -> float:
    """How far a spot in a place may be from its point where the gazetteer does not tell, in km."""
    return town_radius(population) if kind == "settlement" else _RADIUS.get(kind, 3.0)
