"""Places that no name tells: "Syrian territories", "the Syrian-Lebanese border", "regime-held areas", "the border area", "the city"."""

from collections.abc import Iterator

from marsad.find.place_own import demonym_only
from marsad.find.place_spans import Spot
from marsad.find.place_text import PlaceText
from marsad.model.mention import PlaceKind
from marsad.pack.lexicon import Match

_LANDS = frozenset("territory territories soil land lands airspace side mainland countryside desert coast waters interior badia".split())
_BORDERS = frozenset("border borders frontier borderline".split())
_HELD = frozenset("held controlled run occupied dominated".split())
_HELD_HEADS = frozenset(
    "area areas territory territories region regions part parts town towns village villages zone zones land lands".split()
)
_DEFINITE = frozenset("the this that same".split())
_ANAPHORIC = frozenset("settlement admin1 admin2 admin3 neighbourhood camp crossing airbase base dam mountain field".split())
# Words that say what sort of thing is meant, but with "the" seldom point back to a place named before.
_NOT_POINTING = frozenset(
    "field base post port market square street prison hospital station plant factory mine state agency department capital "
    "headquarters summit peak range gate bridge passage mount castle".split()
)
_BORDER_TAILS = frozenset("area areas region regions strip line zone post town".split())


def phrase_spots(text: PlaceText, taken: bytearray) -> Iterator[Spot]:
    """Places told by a phrase, outside words that are taken. `stands_for` marks those that point back to another place."""
    demonyms = {m.first: m for m in text.matches if demonym_only(m)}
    end = 0
    for at in range(len(text.words)):
        if at < end or taken[at]:
            continue
        spot = None
        if at in demonyms:
            spot = _of_country(text, demonyms, demonyms[at])
        elif text.key(at) in _HELD:
            spot = _held(text, at)
        elif text.key(at) in _BORDERS:
            spot = _border(text, at)
        elif text.key(at) in _DEFINITE:
            spot = _pointing_back(text, at)
        if spot is not None and not any(taken[spot.first : spot.last]):
            end = spot.last
            yield spot


def _ids(match: Match) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e.id for e in match.entries))


def _of_country(text: PlaceText, demonyms: dict[int, Match], match: Match) -> Spot | None:
    """ "Lebanese territories", "the Turkish border", "the Iraqi-Syrian border", "Syrian airspace"."""
    last, ids = match.last, _ids(match)
    if not text.spaced(last - 1):
        gap = text.gap(last - 1).strip()
        if gap not in ("-", "–", "—", "/"):
            return None
    second = demonyms.get(last)
    if second is not None and text.gap(last - 1).strip() in ("-", "–", "—", "/", ""):
        last = second.last
        ids = (*ids, *_ids(second))
    direction = text.table.direction_at(text.words, last)
    at = direction[0] if direction is not None else last
    key = text.key(at)
    if key in _BORDERS and text.spaced(at - 1):
        return Spot(match.first, _tail(text, at + 1), match.first, last, ids, "place.border", "border")
    if key in _LANDS and len(ids) == 1 and text.spaced(at - 1):
        bearing = direction[1] if direction is not None else None
        return Spot(match.first, at + 1, match.first, match.last, ids, "place.territory", "country", direction is not None, bearing)
    return None


def _tail(text: PlaceText, at: int) -> int:
    return at + 1 if text.key(at) in _BORDER_TAILS and text.spaced(at - 1) else at


def _held(text: PlaceText, at: int) -> Spot | None:
    """ "regime-controlled areas": the word before the participle says who, the one after it what."""
    if text.gap(at - 1) not in ("-", "‑", "–") or not text.spaced(at):
        return None
    head = at + 1
    direction = text.table.direction_at(text.words, head)
    head = direction[0] if direction is not None else head
    if text.key(head) not in _HELD_HEADS:
        return None
    return Spot(at - 1, head + 1, at - 1, head + 1, (), "place.held", "region", True)


def _border(text: PlaceText, at: int) -> Spot | None:
    """ "the border area", "the border": of whatever country the text is about."""
    if (
        text.key(at - 1) not in _DEFINITE
        or not text.spaced(at - 1)
        or text.key(at + 1) in ("of", "with", "between", "guards", "guard", "police")
    ):
        return None
    last = _tail(text, at + 1)
    if text.table.type_at(text.words, last) is not None and text.spaced(last - 1) and last == at + 1:
        return None
    return Spot(at, last, at, last, (), "place.border", "border")


def _pointing_back(text: PlaceText, at: int) -> Spot | None:
    """ "in the city", "near the same village": a place named before."""
    before = text.key(at - 1)
    if before == "the":
        before = text.key(at - 2)
    if before not in text.table.cues or not text.spaced(at):
        return None
    typed = text.table.type_at(text.words, at + 1)
    if typed is None or typed.area or text.capital[at + 1] and not text.loud:
        return None
    kind: PlaceKind = typed.kind
    word = text.key(typed.last - 1)
    plural = word.endswith("s") and not word.endswith("ss")
    region = word in ("area", "region")
    if plural or not (kind in _ANAPHORIC or region) or text.key(typed.last) in ("of", "where", "called", "named", "that", "which"):
        return None
    if word in _NOT_POINTING:
        return None
    following = typed.last
    if following < len(text.words) and text.gap(typed.last - 1) == " " and text.capital[following] and not text.loud:
        return None
    return Spot(
        at + 1, typed.last, at + 1, typed.last, (), "place.anaphor", None if region else kind, stands_for="region" if region else kind
    )
