"""From a name to what is said of it: "about 4 km north of X", "the eastern countryside of X", "X province", "X's border with Y"."""

import re
from dataclasses import dataclass

from marsad.find.place_own import Name
from marsad.find.place_text import PlaceText
from marsad.model.mention import PlaceKind

_KM = re.compile(
    r"(\d{1,4}(?:[.,]\d{1,2})?)\s*-?\s*(km|kms|kilomet(?:er|re)s?|miles?|mi|m|met(?:er|re)s)\s*(?:to\s+the\s+|to\s+|away\s+)?$", re.I
)
_TO_KM = {"k": 1.0, "mi": 1.609, "m": 0.001}


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of text that tells a place: words first..last, with the name inside them at name_first..name_last.

    `area`: only a surrounding or a part of the named place is meant; `bearing`: the part or side of it; `away`: beside it rather
    than in it; `km`: how far. `own`: ids of the pack's rows. `stands_for`: the kind of an earlier place that this one points back to.
    """

    first: int
    last: int
    name_first: int
    name_last: int
    own: tuple[str, ...]
    rule: str
    kind: PlaceKind | None = None
    area: bool = False
    bearing: float | None = None
    away: bool = False
    km: float | None = None
    radius_km: float = 0.0
    stands_for: PlaceKind | None = None
    start: int = -1


def widen(text: PlaceText, name: Name, least: int, most: int) -> Spot:
    """The Spot of a name, its modifiers to the left (not before word `least`) and to the right (before word `most`) taken in."""
    spot = _rightwards(text, name, most)
    return _leftwards(text, spot, least)


def _rightwards(text: PlaceText, name: Name, most: int) -> Spot:
    table, words = text.table, text.words
    last, kind, area, bearing, radius = name.last, name.kind, False, None, 0.0
    for _ in range(3):
        if last >= most or not text.spaced(last - 1) or "\n" in text.gap(last - 1):
            break
        at = last
        direction = table.direction_at(words, at)
        if direction is not None:
            at = direction[0]
        typed = table.type_at(words, at) if at < most and (at == last or text.spaced(at - 1)) else None
        if typed is None or typed.last > most:
            break
        if typed.area or typed.kind == "region":
            area = area or typed.area or direction is not None
            kind = kind if kind is not None and not typed.area else "region"
        elif kind is None or kind == "region":
            kind = typed.kind
        radius = max(radius, typed.radius_km) if typed.kind != "region" or typed.area else radius
        bearing = direction[1] if direction is not None else bearing
        area = area or direction is not None
        last = typed.last
    return Spot(name.first, last, name.first, name.last, name.own, name.rule, kind, area, bearing, False, None, radius)


def _leftwards(text: PlaceText, spot: Spot, least: int) -> Spot:
    table, words = text.table, text.words
    first, kind, area, bearing, away, km, radius = spot.first, spot.kind, spot.area, spot.bearing, False, None, spot.radius_km
    start = -1
    at = spot.first
    for _ in range(4):
        before = text.skip_articles_back(at)
        if before < least or not text.spaced(before) or "\n" in text.gap(before):
            break
        of = text.key(before) in ("of", "from", "with")
        directed = table.direction_before(words, before + (0 if of else 1))
        typed = table.type_before(words, before + (0 if of else 1))
        if directed is not None and directed[0] >= least:
            outside = of and text.key(before) in ("of", "from") and bearing is None and not area
            at = directed[0]
            bearing, first = directed[1], at
            if outside:
                km, start = _distance(text, at)
                away = km is not None or not _is_adjective(text.key(before - 1))
                if km is not None:
                    break
            area = area or not outside
            continue
        if typed is None or typed[0] < least or (not of and not typed[1].area and not _capital_or_mount(text, typed[0], typed[1].kind)):
            break
        at, found = typed
        if found.area or (of and found.kind in ("region", "mountain", "border")):
            area, first, radius = True, at, max(radius, found.radius_km) if found.area else radius
            kind = "region" if found.area else found.kind
        elif kind is None and text.key(before) != "with":
            kind = found.kind
            if not of:
                first = at
        elif found.kind == "border":
            kind, first = "border", at
    return Spot(
        first, spot.last, spot.name_first, spot.name_last, spot.own, spot.rule, kind, area, bearing, away, km, radius, None, start
    )  # fmt: skip


def _is_adjective(key: str) -> bool:
    return key.endswith("ern")


def _capital_or_mount(text: PlaceText, at: int, kind: PlaceKind) -> bool:
    """Whether a type word may stand right before a name: "Camp X", "Lake X", "Mount X", or lower-case "jabal X"."""
    return text.capital[at] or kind == "mountain"


def _distance(text: PlaceText, at: int) -> tuple[float | None, int]:
    """The km before "north of X", with the code point where the number begins."""
    end = text.words[at].start
    window = text.text[max(0, end - 40) : end]
    found = _KM.search(window)
    if found is None:
        return None, -1
    unit = found[2].lower()
    factor = _TO_KM["k" if unit.startswith("k") else "mi" if unit.startswith("mi") else "m"]
    return float(found[1].replace(",", ".")) * factor, end - len(window) + found.start()
