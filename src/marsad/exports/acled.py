"""ACLED-shaped CSV: the 31 columns of an ACLED event file, in their order, filled with events of our own under ids of our own.

The columns, words and codes are those of ACLED's codebook and of its exports; docs/exports/acled.md tells what is lost."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from marsad.exports.parts.cells import Cell, joined
from marsad.exports.parts.events import event_table, write_table
from marsad.exports.parts.facts import Facts, note
from marsad.exports.parts.figures import said as said_toll
from marsad.exports.parts.parties import CIVIL, Party
from marsad.exports.parts.spans import MONTHS, coded_day, day_of
from marsad.exports.parts.spots import admin1_of, coded_point, codes_of, rounded
from marsad.exports.parts.table import LeftOut, Line, Table, Written
from marsad.exports.parts.target import Target
from marsad.model.release import Release

ABOUT = "ACLED-shaped CSV (31 columns, ids MRS-...)"
FILES = ("acled.csv",)
COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 "
    "inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude longitude geo_precision source "
    "source_scale notes fatalities tags timestamp"
).split()
FIELDS = {
    "event_date": "when", "year": "when", "time_precision": "when", "event_type": "kind", "sub_event_type": "kind",
    "disorder_type": "kind", "actor1": "actors", "assoc_actor_1": "actors", "actor2": "targets", "assoc_actor_2": "targets",
    "location": "place", "latitude": "place", "longitude": "place", "geo_precision": "place", "admin1": "place", "country": "place",
    "fatalities": "figures.killed",
}  # fmt: skip

DEMONSTRATIONS = frozenset(("Peaceful protest", "Protest with intervention", "Violent demonstration"))
INTER = "State forces;Rebel group;Political militia;Identity militia;Rioters;Protesters;Civilians;External/Other forces".split(";")
ARMED = frozenset(("Battles", "Explosions/Remote violence", "Violence against civilians"))
UNARMED = frozenset(("Civilians", "Protesters", "Rioters"))
UNIDENTIFIED = "Political militia"  # the sort under which ACLED codes armed groups that nobody has identified


def write(release: Release, target: Target) -> Written:
    """The file. How many rows, and what was left out."""
    return write_table(table(release), COLUMNS, FILES[0], target)


def table(release: Release) -> Table:
    """A row for each event that took place, has a code in ACLED's scheme, a day within a month, a place below the country, and a party."""
    return event_table("acled", release, _line, FIELDS)


def _line(facts: Facts, release: Release) -> Line | LeftOut:
    record, event, place = facts.event["id"], facts.event, facts.place
    code = (event.get("codes") or {}).get("acled")
    coded = coded_day(facts.span)
    if code is None or not code.get("sub_event_type"):
        return LeftOut(record, "no code in this scheme")
    if coded is None:
        return LeftOut(record, "longer than a month" if facts.span.days else "no day is known")
    point = coded_point(place, release) if place else None
    precision = codes_of(place).acled if place else None
    if place is None or point is None or precision is None:
        return LeftOut(record, "no place on the map below the country")
    day, time_precision = coded
    kind, sub_kind = code["event_type"], code["sub_event_type"]
    one, two = _sides(facts, kind)
    if not one:
        return LeftOut(record, "no party is named")
    inter1, inter2 = _inter(one[0]), _inter(two[0]) if two else ""
    cells: dict[str, Cell] = {
        "event_id_cnty": f"MRS-{record}",
        "event_date": f"{day.day:02d} {MONTHS[day.month - 1]} {day.year}",
        "year": day.year,
        "time_precision": time_precision,
        "disorder_type": disorder(kind, sub_kind),
        "event_type": kind,
        "sub_event_type": sub_kind,
        "actor1": one[0].name,
        "assoc_actor_1": joined(p.name for p in one[1:]),
        "inter1": inter1,
        "actor2": two[0].name if two else "",
        "assoc_actor_2": joined(p.name for p in two[1:]),
        "inter2": inter2,
        "interaction": interaction(inter1, inter2),
        "civilian_targeting": _civilian(kind, sub_kind, two),
        "iso": facts.country.numeric if facts.country else None,
        "region": facts.country.acled_region if facts.country else "",
        "country": facts.country.name if facts.country else "",
        "admin1": admin1_of(place),
        "admin2": place["name"] if place["kind"] == "admin2" else "",
        "admin3": place["name"] if place["kind"] == "admin3" else "",
        "location": point.name,
        "latitude": rounded(point.lat),
        "longitude": rounded(point.lon),
        "geo_precision": precision,
        "source": joined(facts.sources),
        "source_scale": "Other",
        "notes": note(facts, release),
        "fatalities": _fatalities(facts),
        "tags": _tags(facts),
        "timestamp": _edited(facts, release),
    }
    return Line(f"MRS-{record}", record, cells)


def _sides(facts: Facts, kind: str) -> tuple[Sequence[Party], Sequence[Party]]:
    """The parties under ACLED's names: people of no known group are the civilians, protesters or rioters of their country; of violence
    whose author nobody names an unidentified armed group is."""
    country = facts.country.name if facts.country else "unknown"
    one, two = ([_named(p, country) for p in side] for side in facts.sides)
    one, two = list({p.name: p for p in one}.values()), list({p.name: p for p in two}.values())
    two = [p for p in two if p.name not in {q.name for q in one}]
    if not one and kind in ARMED:
        one = [Party(f"Unidentified Armed Group ({country})", None, UNIDENTIFIED, None, False)]
    elif not one and kind in ("Protests", "Riots"):
        sort = "Protesters" if kind == "Protests" else "Rioters"
        one = [Party(f"{sort} ({country})", None, sort, None, False)]
    elif not one:
        one, two = two, []
    return one, two


def _named(party: Party, country: str) -> Party:
    return party._replace(name=f"{party.acled} ({country})") if party.acled in UNARMED and not party.known else party


def _inter(party: Party) -> str:
    return party.acled or UNIDENTIFIED


def interaction(one: str, two: str) -> str:
    """The words of ACLED's interaction: the lower code first, save that external forces stand before civilians."""
    if not two:
        return f"{one} only"
    first, second = sorted((one, two), key=INTER.index)
    return f"{second}-{first}" if (first, second) == (CIVIL, INTER[7]) else f"{first}-{second}"


def disorder(kind: str, sub_kind: str) -> str:
    """ACLED's disorder type of a pair of types."""
    if sub_kind == "Excessive force against protesters":
        return "Political violence; Demonstrations"
    if kind == "Strategic developments":
        return kind
    return "Demonstrations" if sub_kind in DEMONSTRATIONS else "Political violence"


def _civilian(kind: str, sub_kind: str, two: Sequence[Party]) -> str:
    unarmed = bool(two) and all(_inter(p) in UNARMED for p in two)
    violent = kind in ("Explosions/Remote violence", "Violence against civilians") or sub_kind in (
        "Mob violence",
        "Excessive force against protesters",
    )
    return "Civilian targeting" if violent and unarmed else ""


def _fatalities(facts: Facts) -> float | None:
    """One number, that of the view; where nothing decides between tellers the lowest, as ACLED does. None where no toll is given."""
    if facts.killed is None:
        return None
    return facts.killed.best if facts.killed.best is not None else facts.killed.low


def _tags(facts: Facts) -> str:
    tolls = [said_toll(t, what) for t, what in ((facts.killed, "killed"), (facts.injured, "injured")) if t and (t.low != t.high or t.open)]
    return joined([f"voices={facts.voices}", "" if facts.corroborated else "uncorroborated", f"review={facts.review}", *tolls])


def _edited(facts: Facts, release: Release) -> int | None:
    """When the row last changed: the last judgement, else the last report. Seconds since 1970, days at midnight UTC."""
    days = [d for r in release.reports_of(facts.event) if (d := day_of(r.published))]
    days += [d for s in facts.statements if (d := day_of(s.reviewed_at))]
    return int(datetime.combine(max(days), time(), UTC).timestamp()) if days and max(days) > date.min else None
