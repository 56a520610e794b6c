"""A name of a place -> the places that it may stand for, out of the pack's overlay, the world's towns and what the user imported.

Two stages (docs/decisions: measured on real spellings): names that fold to the same, then names whose consonant skeleton is the same or one
letter off, ranked again by how alike the spellings are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from heapq import nlargest
from typing import NamedTuple, cast

from marsad.model.mention import PlaceKind
from marsad.pack.gazetteer_file import GazetteerFile, KnownPlace, opened
from marsad.pack.lexicon import Entry
from marsad.pack.pack import Pack
from marsad.pack.skeleton import bare_name, fold_name, likeness, likeness_of_spelled, neighbours, skeleton, spelled
from marsad.pack.world_towns import SOURCE as WORLD

OVERLAY = "marsad"
CLOSE = 0.8
LEAST = 0.62
SAME_UNIT = 0.8  # how alike the names of one governorate are in two gazetteers
_MOST = 24
_MOST_IN_ALL_UNITS = 200  # taken from a file where only one governorate is asked for, which the file may spell otherwise
_TOWNS = ("settlement", "neighbourhood", "admin3")
_UNITLESS = ("country", "border", "region", "river", "road")  # they may lie in several units
_KM = 100.0  # a degree, roughly: only compared with itself
_CLEARLY = 1.5
_MOST_IMPORTED = 8  # countries; a gazetteer of more tells nothing of where its user's reports play
_SAME_TOWN = 0.025
_SAME_DEGREES = 0.06  # about 6 km
_AS_ALIKE = 0.03  # two spellings of one town may differ by so much; a town spelled nearer to the name than that is another one


class Candidate(NamedTuple):
    """A place that a name may stand for, and how alike the name is to the nearest of the place's spellings (0 to 1)."""

    place: KnownPlace
    alike: float
    overlay: bool
    listed_near: int = 0  # of a town, how many the pack itself lists in its square of the map: where reports tell of much


class Gazetteer:
    """All places that a pack knows. Look-ups are cached; an instance belongs to one process."""

    def __init__(self, entries: Iterable[Entry], files: Iterable[GazetteerFile]) -> None:
        self._files = tuple(files)
        self._world = frozenset(f for f in self._files if any(i.name == WORLD for i in f.imports()))
        self._own: dict[str, KnownPlace] = {}
        self._by_name: dict[str, list[KnownPlace]] = defaultdict(list)
        self._by_skeleton: dict[str, list[KnownPlace]] = defaultdict(list)
        self._units: dict[str, list[KnownPlace]] = defaultdict(list)
        for entry in entries:
            self._add(entry)
        self._squares = Counter(_square(p) for p in self._own.values() if p.kind in _TOWNS)
        self._exact = lru_cache(maxsize=1 << 16)(self._exact_now)
        self._find = lru_cache(maxsize=1 << 15)(self._find_now)

    def _add(self, entry: Entry) -> None:
        if entry.id in self._own:
            return
        place = place_of(entry)
        self._own[entry.id] = place
        if place.kind == "admin1" and place.country:
            self._units[place.country].append(place)
        for spelling in dict.fromkeys(bare_name(fold_name(s)) for s in place.spellings()):
            self._by_name[spelling].append(place)
        if entry.lexicon == "places":
            for bones in {skeleton(s) for s in place.spellings()}:
                self._by_skeleton[bones].append(place)

    @cached_property
    def imported(self) -> tuple[str, ...]:
        """The countries whose places the user imported: those that the user's reports tell of. Empty where they are many."""
        countries = tuple(dict.fromkeys(country for file in self._files if file not in self._world for country in file.countries()))
        return countries if len(countries) <= _MOST_IMPORTED else ()

    def own(self, entry_id: str) -> KnownPlace:
        """A place of the pack's own lexicons by the id of its row."""
        return self._own[entry_id]

    def own_places(self) -> Mapping[str, KnownPlace]:
        """All places of the pack's own lexicons by the id of their rows."""
        return self._own

    def unit_of(self, place: KnownPlace) -> str | None:
        """The first-level unit that a place lies in: as its gazetteer says, else the one unit of the pack's own that is clearly the nearest
        by the measure of its size; None where that is not clear."""
        if place.admin1 is not None or place.country is None or place.kind in _UNITLESS:
            return place.admin1
        units = self._units.get(place.country, ())
        near = sorted((((u.lat - place.lat) ** 2 + (u.lon - place.lon) ** 2) ** 0.5 * _KM / u.radius_km, u.name) for u in units)
        if not near or near[0][0] > 0.9 or (len(near) > 1 and near[1][0] < _CLEARLY * near[0][0]):
            return None
        return near[0][1]

    def exact(self, name: str) -> tuple[Candidate, ...]:
        """The places that bear this name, articles, accents and hyphens aside; the overlay's first."""
        return self._exact(name)

    def country_of_genitive(self, word: str) -> str | None:
        """The row of the country whose genitive lost its apostrophe ("in Syrias second city"); None for every other word."""
        if not word.endswith("s") or len(word) < 5 or self.exact(word):
            return None
        return next((c.place.ref for c in self.exact(word[:-1]) if c.overlay and c.place.kind == "country"), None)

    def find(self, name: str, countries: tuple[str, ...] = (), admin1: str | None = None) -> tuple[Candidate, ...]:
        """The places that bear this name or one spelled alike, best first. The world's towns are asked for other spellings only within
        `countries`; imported gazetteers always. `admin1`: only those in a first-level unit of this name, looked for more widely."""
        return self._find(name, countries, admin1)

    def towns(self, box: tuple[float, float, float, float], least: int, most: int) -> list[KnownPlace]:
        """The towns in a box (south, west, north, east in degrees) of at least so many people, the largest first; those of the pack, whose
        people it does not count, last, or where another gazetteer tells of the same town, in its place and by the pack's name."""
        own = [p for p in self._own.values() if p.kind == "settlement" and box[0] <= p.lat <= box[2] and box[1] <= p.lon <= box[3]]
        found: list[KnownPlace] = []
        for place in (p for file in self._files for p in file.within(box, least, most)):
            same = next((p for p in own if abs(p.lat - place.lat) < _SAME_TOWN and abs(p.lon - place.lon) < _SAME_TOWN), None)
            found.append(replace(same, population=place.population) if same else place)
        told = {p.place_id: p for p in sorted(found, key=lambda p: -p.population)}
        return [*told.values(), *(p for p in own if p.place_id not in told and p.population >= least)][:most]

    def units(self, box: tuple[float, float, float, float]) -> list[KnownPlace]:
        """The first-level units of the pack's own whose middle lies in a box."""
        return [p for units in self._units.values() for p in units if box[0] <= p.lat <= box[2] and box[1] <= p.lon <= box[3]]

    def _exact_now(self, name: str) -> tuple[Candidate, ...]:
        key = bare_name(fold_name(name))
        if not key:
            return ()
        found = [self._ranked(name, p, True) for p in self._by_name.get(key, ())]
        for file in self._files:
            found.extend(self._ranked(name, p, False) for p in file.by_name(key) if not _told_by(p, found))
        return tuple(sorted(found, key=_order))

    def _find_now(self, name: str, countries: tuple[str, ...], admin1: str | None) -> tuple[Candidate, ...]:
        found = {c.place.place_id: c for c in self._exact(name)}
        bones = skeleton(name)
        if bones:
            most = _MOST if admin1 is None else _MOST_IN_ALL_UNITS
            self._alike(name, (bones,), countries, most, found)
            if len(bones) > 2 and max((c.alike for c in found.values() if _within(c, admin1)), default=0.0) < CLOSE:
                self._alike(name, tuple(neighbours(bones)), countries, most, found)
        return tuple(sorted((c for c in found.values() if c.alike >= LEAST and _within(c, admin1)), key=_order)[:_MOST])

    def _alike(self, name: str, keys: tuple[str, ...], countries: tuple[str, ...], most: int, found: dict[str, Candidate]) -> None:
        for key in keys:
            for place in self._by_skeleton.get(key, ()):
                found.setdefault(place.place_id, self._ranked(name, place, True))
        told = [c for c in found.values() if c.overlay]
        asked = spelled(bare_name(fold_name(name)), skeleton(name))
        for file in self._files:
            if file in self._world and not countries:
                continue
            best: dict[int, float] = {}
            for number, other, bones in file.names_alike(keys, countries if file in self._world else ()):
                alike = likeness_of_spelled(asked, spelled(other, bones))
                if alike >= LEAST and alike > best.get(number, 0.0):
                    best[number] = alike
            for number, place in file.numbered(nlargest(most, best, key=lambda n: (best[n], -n))).items():
                if place.place_id not in found and not _told_by(place, [c for c in told if c.alike >= best[number] - _AS_ALIKE]):
                    found[place.place_id] = Candidate(place, best[number], False, self._listed_near(place))

    def _ranked(self, name: str, place: KnownPlace, overlay: bool) -> Candidate:
        return Candidate(place, max(likeness(name, spelling) for spelling in place.spellings()), overlay, self._listed_near(place))

    def _listed_near(self, place: KnownPlace) -> int:
        return self._squares[_square(place)] if place.kind in _TOWNS else 0


def _square(place: KnownPlace) -> tuple[int, int]:
    """The square of half a degree that a place lies in."""
    return int(place.lat * 2 // 1), int(place.lon * 2 // 1)


def _within(candidate: Candidate, admin1: str | None) -> bool:
    return admin1 is None or (candidate.place.admin1 is not None and likeness(candidate.place.admin1, admin1) > SAME_UNIT)


def _told_by(place: KnownPlace, found: Iterable[Candidate]) -> bool:
    """Whether a place of a file is one that the overlay tells of already: a town of a like name in the same spot."""
    return place.kind in _TOWNS and any(
        c.overlay
        and c.place.kind in _TOWNS
        and abs(c.place.lat - place.lat) < _SAME_DEGREES
        and abs(c.place.lon - place.lon) < _SAME_DEGREES
        for c in found
    )


def _order(candidate: Candidate) -> tuple[float, bool, int, str]:
    return (-candidate.alike, not candidate.overlay, -candidate.place.population, candidate.place.place_id)


def place_of(entry: Entry) -> KnownPlace:
    """The place that a row of the lexicons `places` or `countries` tells of."""
    country = entry.lexicon == "countries"
    names = [entry.get("name"), *entry.get("aliases").split(";"), *entry.get("arabic").split(";")]
    if country:
        names.append(entry.get("phrase"))
    spellings = tuple(dict.fromkeys(n.strip() for n in names if n.strip()))
    return KnownPlace(
        source=OVERLAY,
        ref=entry.id,
        name=spellings[0],
        aliases=spellings[1:],
        kind=cast(PlaceKind, "country" if country else entry.get("kind")),
        lat=float(entry.get("lat", "0")),
        lon=float(entry.get("lon", "0")),
        radius_km=float(entry.get("radius_km", "300")),
        country=entry.id if country else entry.get("country") or None,
        admin1=entry.get("admin1") or None,
        admin2=entry.get("admin2") or None,
        population=int(float(entry.get("population", "0"))),
    )


@lru_cache(maxsize=4)
def gazetteer_of(pack: Pack) -> Gazetteer:
    """The gazetteer of a pack: made once a process."""
    entries = (*pack.lexicons.get("countries", ()), *pack.lexicons.get("places", ()))
    return Gazetteer(entries, (opened(path) for path in pack.gazetteers))
