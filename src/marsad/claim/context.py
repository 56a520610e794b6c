"""What the text before lends: the place of the dateline or of the narrative, for acts whose sentence names none."""

from collections.abc import Mapping
from itertools import pairwise

from marsad.claim.drafts import Draft
from marsad.claim.passing import Passing
from marsad.claim.where import WORDS_ALONE
from marsad.model.mention import Mention, PlaceMention
from marsad.model.reading import Reading

PLACED = ("at", "near", "within", "to", "from", "via")
NO_CONTEXT = frozenset({"control", "movement"})
WIDE = ("country", "region")
UNITS = ("admin1", "admin2", "region")


def lend_context(drafts: list[Draft], reading: Reading, passed: Mapping[int, Passing]) -> None:
    """Give a draft without a place the last one told before it, as the area that it lies within. `passed`: what sentences tell of the
    narrative's place, the acts of which no rule speaks among them."""
    datelines = _datelines(reading)
    placed = {d.scene.tree.sentence.number for d in drafts if d.has("at", "near", "within")}
    units = {m.admin1: m for m in reading.mentions if isinstance(m, PlaceMention) and m.kind == "admin1" and m.lat is not None}
    last: Mention | None = None
    area: Mention | None = None  # the last one that is resolved
    home: PlaceMention | None = None  # the unit of the dateline
    reached = 0
    opened: set[int] = set()
    around = _around(reading)
    for draft in drafts:
        here = draft.scene.tree.sentence.number
        for number in range(reached, here + 1):
            if number in datelines and number not in opened:
                opened.add(number)
                last = datelines[number]
                home = _unit_of(datelines[number], units)
                area = home or area
            elif number < here and number in passed and number not in placed:
                told = passed[number].place
                if told is not None and not (told.kind in WIDE and last is not None):
                    last = told
                    area = told if _resolved(told) else around.get(told.id, area)
        reached = max(reached, here)
        held = next((m for role in ("at", "near", "within") for m in draft.roles.get(role, ())), None)
        if held is not None:
            inner = _area_of(draft, home or area, units, around)
            if inner is not None:
                draft.put("within", inner)  # a place that no gazetteer knows
            if not (isinstance(held, PlaceMention) and held.kind in WIDE and last is not None):
                last = held
                sure = (m for role in ("at", "near", "within") for m in draft.roles.get(role, ()) if _resolved(m))
                area = held if _resolved(held) else next(sure, area)
        elif last is not None and not draft.has(*PLACED) and draft.kind not in WORDS_ALONE | NO_CONTEXT:
            draft.put("within", last)
            if not _resolved(last) and area is not None:
                draft.put("within", area)


def _unit_of(dateline: PlaceMention, units: Mapping[str | None, PlaceMention]) -> PlaceMention | None:
    """The unit of which a report tells by its dateline: itself, or that of the town in it, where the text names it. A town alone may be no
    more than where the report was written."""
    if not _resolved(dateline):
        return None
    return dateline if dateline.kind != "settlement" else units.get(dateline.admin1) if dateline.admin1 else None


def _around(reading: Reading) -> dict[str, PlaceMention]:
    """Of a place that no gazetteer knows the wider one that the text names right behind it: "in X district, Y province"."""
    places = sorted((m for m in reading.mentions if isinstance(m, PlaceMention)), key=lambda m: m.start)
    return {
        one.id: other
        for one, other in pairwise(places)
        if one.lat is None
        and _resolved(other)
        and other.kind in UNITS
        and reading.report.text[one.end : other.start].strip(" ,(") in ("", "in", "of")
    }


def _area_of(
    draft: Draft, last: Mention | None, units: Mapping[str | None, PlaceMention], around: Mapping[str, PlaceMention]
) -> Mention | None:
    """Of a draft none of whose places is resolved the unit that the text names with one of them, else the last resolved place before it."""
    held = [m for role in ("at", "near", "within") for m in draft.roles.get(role, ()) if isinstance(m, PlaceMention)]
    if not held or any(m.lat is not None for m in held):
        return None
    wider = next((around[m.id] for m in held if m.id in around), None)
    if wider is not None:
        return wider
    unit = next((units[m.admin1] for m in held if m.admin1 in units and m.admin1), None)
    if unit is None and isinstance(last, PlaceMention) and all(m.country in (None, last.country) and not m.admin1 for m in held):
        return last
    return unit


def _resolved(mention: Mention) -> bool:
    return isinstance(mention, PlaceMention) and mention.lat is not None


def _datelines(reading: Reading) -> dict[int, PlaceMention]:
    """The first places of datelines and headlines, by the number of the line."""
    places = [m for m in reading.mentions if isinstance(m, PlaceMention)]
    found = {}
    for line in reading.sentences:
        if line.kind in ("dateline", "headline"):
            inside = next((p for p in places if line.start <= p.start < line.end), None)
            if inside is not None:
                found[line.number] = inside
    return found
