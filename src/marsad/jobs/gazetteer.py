"""Gazetteers of the user's own: add a file or a country's dump, list, search, remove."""

import re
import shutil
import tempfile
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from marsad.errors import PackError
from marsad.pack.gazetteer import Candidate, gazetteer_of
from marsad.pack.gazetteer_file import GazetteerFile, Import
from marsad.pack.gazetteer_rows import Progress, Tally, read_places
from marsad.pack.load import load_pack
from marsad.pack.skeleton import likeness

GEONAMES = "https://download.geonames.org/export/dump/{}.zip"
MOST_DOWNLOAD = 500_000_000
PATIENCE = 30.0  # seconds without an answer
_CODE = re.compile(r"geonames:([A-Za-z]{2})", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,60}", re.ASCII)


class Added(NamedTuple):
    """What an import did: under which name, how many places, and how many rows were left out for which reason."""

    name: str
    places: int
    left_out: Mapping[str, int]


def add(
    what: str, store: Path, name: str | None = None, columns: Mapping[str, str] | None = None, progress: Progress | None = None,
    fetch: Callable[[str, Path], None] | None = None,
) -> Added:  # fmt: skip
    """Import a file, or with `geonames:SY` the dump of a country over the network, into the gazetteer file `store`. An import of the same
    name is replaced; nothing changes where the new one fails.

    Raises PackError where the file cannot be read or fetched, or holds no place."""
    code = _CODE.fullmatch(what)
    chosen = _checked(name or (f"geonames-{code[1].upper()}" if code else _named_after(Path(what))))
    if code is None:
        if what.startswith("geonames:"):
            raise PackError(f"{what!r} names no country", place="geonames:", advice="write two letters, as in geonames:SY")
        return _import(Path(what), what, store, chosen, columns or {}, progress)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{code[1].upper()}.zip"
        url = GEONAMES.format(code[1].upper())
        (fetch or fetched)(url, path)
        return _import(path, url, store, chosen, columns or {}, progress)


def _import(path: Path, origin: str, store: Path, name: str, columns: Mapping[str, str], progress: Progress | None) -> Added:
    if path.is_dir():
        raise PackError("is a folder", place=str(path), advice="give one file")
    tally = Tally()
    file = GazetteerFile(store)
    places = file.add(name, origin, read_places(path, name, columns, tally, progress))
    if not places:
        file.remove(name)
        raise PackError("holds no place that could be read", place=str(path), advice=_why(tally) or "check the columns")
    return Added(name, places, tally.left_out)


def _why(tally: Tally) -> str:
    return "; ".join(f"{n:,} rows {why}" for why, n in tally.left_out.items())


def _named_after(path: Path) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", path.name.split(".")[0]).strip("-._")[:60] or "gazetteer"


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name) or name in ("marsad", "geonames"):
        raise PackError(
            f"{name!r} cannot name a gazetteer", place="--name", advice="letters, digits, dots and hyphens; not marsad or geonames"
        )
    return name


def fetched(url: str, path: Path) -> None:
    """Fetch a file over the network. Raises PackError where that fails or the file is too large."""
    advice = "where there is no network, fetch the file elsewhere and give its path"
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer, path.open("wb") as out:
            shutil.copyfileobj(_Bounded(answer.read, url), out, 1 << 16)
    except OSError as error:
        raise PackError(f"could not be fetched: {getattr(error, 'reason', error)}", place=url, advice=advice) from None


class _Bounded:
    """A stream that stops where more comes than any country's dump holds."""

    def __init__(self, read: Callable[[int], bytes], url: str) -> None:
        self._read, self._url, self._left = read, url, MOST_DOWNLOAD

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes."""
        chunk = self._read(size)
        self._left -= len(chunk)
        if self._left < 0:
            raise PackError(f"is larger than {MOST_DOWNLOAD:,} bytes", place=self._url, advice="fetch it yourself and give its path")
        return chunk


def imports(store: Path) -> list[Import]:
    """What was imported; empty where nothing was."""
    return GazetteerFile(store).imports() if store.is_file() else []


def remove(name: str, store: Path) -> None:
    """Take an import out again. Raises PackError where there is none of that name."""
    if not GazetteerFile(store).remove(name):
        known = ", ".join(i.name for i in imports(store)) or "nothing was imported"
        raise PackError(f"there is no import {name!r}", place="gazetteer remove", advice=f"there is: {known}")


def search(name: str, pack: str, gazetteers: tuple[str, ...], admin1: str | None = None, most: int = 12) -> list[Candidate]:
    """The places that a name may stand for, best first: the pack's own, the world's towns, the imported. `admin1`: only those in a
    governorate or province, however it is spelled."""
    loaded = load_pack(pack, gazetteers)
    found = gazetteer_of(loaded).find(name, loaded.countries)
    if admin1:
        found = tuple(c for c in found if c.place.admin1 and likeness(c.place.admin1, admin1) > 0.8)
    return list(found[:most])
