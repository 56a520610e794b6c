"""Which place a name stands for: candidates weighed by spelling, by the places beside it, by the countries of the report, by size."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp, log10

from marsad.find.place_areas import km_between
from marsad.find.place_spans import Spot
from marsad.model.mention import PlaceKind
from marsad.pack.gazetteer import Candidate
from marsad.pack.gazetteer_file import KnownPlace
from marsad.pack.skeleton import likeness

ADMIN_KINDS = ("admin1", "admin2", "admin3", "region")
_ALONE = 0.86
_SUPPORTED = 0.76
_CERTAIN = 0.97  # how alike a name must be to be believed against the governorate that the text gives
_LISTED = 0.12  # what it counts that the pack itself lists a place
_SAME_NAME = 0.96  # how alike two spellings of one name are at least
_ANOTHER_NAME = 2.0  # how much being less alike counts below that
_TRUST = 0.5  # and what is left there of size and of being listed
_TOLD_OF = 0.05  # how much it counts that the pack lists many places about it: reports tell of there
_MANY_NAMES = 0.05  # and that a gazetteer has many names for it
_MOST_NAMES = 12
_FAR_KM = 25.0
_INNER = ("neighbourhood", "road", "camp", "other")  # a quarter's or street's name is no town of a like name far away
_SPOKEN_OF = 0.05  # the part of the votes that a land has which a report speaks of
_SETTLED = ("settlement", "neighbourhood")
_HOLDS = 0.4
_OUTSIDE = -1.4  # outside the governorate that the text names with it
_REPORTED = 50_000  # how many people count for a place that the pack itself lists: reports name it, whatever its size


@dataclass(slots=True)
class Hint:
    """A place that another should lie in or near, and how much that counts. `binding`: the text says that it lies there."""

    place: KnownPlace
    weight: float
    binding: bool = False


@dataclass(slots=True)
class Context:
    """What a report tells about where it plays: votes for countries, and the places settled so far."""

    votes: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    settled: list[KnownPlace] = field(default_factory=list)

    def share(self, country: str | None) -> float:
        """The part of the votes that a country has."""
        total = sum(self.votes.values())
        return self.votes.get(country, 0.0) / total if country and total else 0.0

    def leading(self) -> tuple[str, ...]:
        """The countries that the report is about, first the most named."""
        total = sum(self.votes.values())
        ranked = sorted(self.votes.items(), key=lambda vote: (-vote[1], vote[0]))[:5]
        return tuple(country for country, votes in ranked if votes >= 0.12 * total)


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen place with how sure, and the others, best first."""

    place: KnownPlace
    confidence: float
    alternatives: tuple[tuple[KnownPlace, float], ...]


def choose(spot: Spot, candidates: Sequence[Candidate], hints: Sequence[Hint], context: Context, holds: bool = False) -> Choice | None:
    """The best candidate for a Spot; None where none is good enough. `holds`: another place is said to lie in it."""
    if not candidates:
        return None
    ranked = sorted(
        ((_weigh(spot, c, hints, context) + (_HOLDS if holds and c.place.kind == "admin1" else 0.0), c) for c in candidates),
        key=lambda r: (-r[0], r[1].place.place_id),
    )
    able = [(score, c) for score, c in ranked if _not_outside(c, hints) and c.alike >= _least(spot, c, hints, context)]
    if not able:
        return None
    score, best = able[0]
    if spot.kind in _INNER and best.alike < _SAME_NAME and best.place.kind != spot.kind and not _beside_settled(best.place, context):
        return None
    rival = next((s for s, c in ranked[1:] if _apart(c.place, best.place)), None)
    margin = 1.0 if rival is None else min(1.0, max(0.0, score - rival) / 0.5)
    confidence = round(min(0.99, best.alike**2 * (0.55 + 0.44 * margin)), 2)
    others = tuple((c.place, round(max(0.01, min(0.9, confidence * exp(s - score))), 2)) for s, c in ranked[1:5] if s > score - 1.0)
    return Choice(best.place, confidence, others)


def _not_outside(candidate: Candidate, hints: Sequence[Hint]) -> bool:
    """Whether a candidate does not lie far outside the area that the text names with it."""
    return all(not h.binding or lies_in(candidate.place, h.place) or _near_enough(candidate, h.place) for h in hints)


def _least(spot: Spot, candidate: Candidate, hints: Sequence[Hint], context: Context) -> float:
    """How alike a candidate must be spelled to be meant: less where the text leads to it, more where it is no town and the text says
    so, or where it lies in a land that the report does not speak of."""
    place = candidate.place
    if spot.kind in _SETTLED and place.kind not in (*_SETTLED, *ADMIN_KINDS[:-1]):
        return _SAME_NAME
    inside = any(lies_in(place, h.place) for h in hints)
    if candidate.overlay and not inside and context.share(place.country) < _SPOKEN_OF:
        return _SAME_NAME
    supported = inside or (candidate.overlay and context.share(place.country) > 0.5)
    return _SUPPORTED if supported else _ALONE


def _beside_settled(place: KnownPlace, context: Context) -> bool:
    """Whether a place lies by one that the report has named for sure."""
    return any(km_between(place.lat, place.lon, p.lat, p.lon) <= _FAR_KM for p in context.settled[-6:])


def _weigh(spot: Spot, candidate: Candidate, hints: Sequence[Hint], context: Context) -> float:
    place = candidate.place
    people = place.population or (_REPORTED if candidate.overlay and place.kind != "country" else 0)
    score = 2.0 * candidate.alike + 1.0 * context.share(place.country)
    known = 0.06 * log10(people + 10) + (_LISTED if candidate.overlay else 0.0)
    if candidate.alike < _SAME_NAME:  # another spelling: being well known counts less, being less alike more
        known *= _TRUST
        score -= _ANOTHER_NAME * (_SAME_NAME - candidate.alike)
    names = _MOST_NAMES if candidate.overlay else min(len(place.aliases), _MOST_NAMES)
    score += known + _TOLD_OF * log10(1 + candidate.listed_near) + _MANY_NAMES * log10(1 + names)
    score += _kind_fit(spot, place.kind)
    for hint in hints:
        if place.place_id == hint.place.place_id:
            continue
        inside = lies_in(place, hint.place)
        score += hint.weight * (0.5 if inside else _OUTSIDE if hint.binding and not _beside(place, hint.place) else -0.35)
    if context.settled and place.kind != "country":
        nearest = min(km_between(place.lat, place.lon, p.lat, p.lon) for p in context.settled[-6:])
        score += 0.3 * exp(-nearest / 60.0)
    return score


def lies_in(place: KnownPlace, area: KnownPlace) -> bool:
    """Whether a place is known or likely to lie in another: by its country, its governorate's name, or by distance."""
    if area.kind == "country":
        return place.country == area.country
    if place.country and area.country and place.country != area.country and area.kind != "region":
        return False
    if area.kind == "admin1" and place.admin1:
        return likeness(place.admin1, area.admin1 or area.name) > 0.8
    reach = area.radius_km * (1.25 if area.kind in ADMIN_KINDS else 1.0) + (0.0 if area.kind in ADMIN_KINDS else 30.0)
    return km_between(place.lat, place.lon, area.lat, area.lon) <= reach


def _near_enough(best: Candidate, unit: KnownPlace) -> bool:
    """Whether a place outside the area that the text names with it may be meant: its very name, and beside a governorate."""
    if unit.kind not in ("admin1", "country"):
        return True
    return unit.kind == "admin1" and best.alike >= _CERTAIN and _beside(best.place, unit)


def _beside(place: KnownPlace, area: KnownPlace) -> bool:
    """Whether a place is near enough to an area that reports may count it in: boundaries are not always known to who writes."""
    return km_between(place.lat, place.lon, area.lat, area.lon) <= 1.3 * area.radius_km


def _kind_fit(spot: Spot, kind: PlaceKind) -> float:
    wide = kind in ("admin1", "region")
    if spot.kind is None:
        return {"settlement": 0.06, "country": 0.2, "admin3": -0.1, "admin2": -0.1}.get(kind, 0.0)
    if spot.area or spot.kind == "region":
        return 0.2 if wide or kind == "country" else 0.1 if kind in ("admin2", "settlement") else 0.0
    if spot.kind == kind:
        return 0.3
    if spot.kind in ("admin2", "admin3") and kind in ("admin2", "admin3", "settlement"):
        return 0.1
    if spot.kind in ("settlement", "neighbourhood"):
        return 0.1 if kind in ("settlement", "neighbourhood") else -0.35
    if spot.kind == "admin1":
        return -0.4
    return -0.25 if kind in ("settlement", "country", "admin1") else 0.0


def _apart(one: KnownPlace, other: KnownPlace) -> bool:
    return km_between(one.lat, one.lon, other.lat, other.lon) > _FAR_KM
