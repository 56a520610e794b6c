"""What the scripts of a static site look at: places for the map, and a row of each record to search in."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from marsad.jobs import wording
from marsad.model.form import Form
from marsad.model.release import Release
from marsad.pack.pack import Pack
from marsad.store.base import Spread, Tally
from marsad.web import told
from marsad.web.assets import files
from marsad.web.families import family_of, kinds_of
from marsad.web.geo import spots

WORLD = "base/world.json"
ACTORS = ("actors", "targets", "participants", "parties")


def place_of(found: Form) -> Form | None:
    """The place that a record is drawn at; a movement only where it started, an agreement at the first of its areas."""
    match found["record"]:
        case "event":
            place = found["place"] or found["from_place"] or found["to_place"]
        case "movement":
            place = found["origin"] or found["destination"]
        case "agreement":
            place = next(iter(found["areas"]), None)
        case _:
            place = found["area"]
    return place if isinstance(place, dict) else None


def data_script(release: Release, pack: Pack) -> str:
    """The script that hands the data over: `window.MARSAD`."""
    held = {"files": {WORLD: json.loads(files()[WORLD])}, "places": places(release, pack), "rows": list(rows(release.records, pack))}
    return f"window.MARSAD = {json.dumps(held, ensure_ascii=True, separators=(',', ':'))};\n"


def places(release: Release, pack: Pack) -> Form:
    """The places of the records with how many are told of each, as GeoJSON."""
    told: Counter[tuple[str, str]] = Counter()
    about: dict[str, Form] = {}
    for found in release.records:
        place = place_of(found)
        if place is not None and place["name"]:
            shown = place["place_id"] or place["name"]
            about.setdefault(shown, place)
            told[shown, found.get("kind") or found["record"]] += 1
    return spots((_spread(about[shown], kind, number) for (shown, kind), number in told.items()), families_of(pack))


def _spread(place: Form, kind: str, number: int) -> Spread:
    lat, lon = (place["lat"], place["lon"]) if place["lat"] is not None else (None, None)
    return Spread(
        shown=place["name"], place_id=place["place_id"], place_kind=place["kind"], lat=lat, lon=lon, radius_km=place["radius_km"],
        sort="event", kind=kind, number=number,
    )  # fmt: skip


def families_of(pack: Pack) -> dict[str, str]:
    """The family of every kind of event, and of the other sorts of record."""
    return kinds_of(pack) | {sort: family_of({"record": sort}, pack) for sort in ("movement", "agreement", "control")}


def rows(records: Iterable[Form], pack: Pack) -> Iterator[list[str]]:
    """What can be searched of each record: id, family, what, where, when, how many and who."""
    for found in records:
        place = place_of(found)
        who = [
            *(found.get("actors") or ()),
            *(found.get("targets") or ()),
            *(found.get("participants") or ()),
            *(found.get("parties") or ()),
        ]
        yield [
            f"{found['record']}-{found['id']}",
            family_of(found, pack),
            (found.get("kind") or found.get("what") or found["record"]).replace("_", " "),
            wording.place(place),
            wording.span(told.when_of(found)),
            "; ".join(told.figures(found)),
            wording.brief(wording.actors(who), 160),
        ]


def tallies(records: Iterable[Form]) -> Iterator[Tally]:
    """How many records begin on each day."""
    counted: Counter[tuple[str | None, str, str]] = Counter()
    for found in records:
        when = told.when_of(found)
        start = (when["from"] or when["to"]) if when else None
        counted[start[:10] if start else None, found["record"], found.get("kind") or found["record"]] += 1
    for (day, sort, kind), number in sorted(counted.items(), key=lambda each: (each[0][0] is None, each[0][0] or "", each[0][1:])):
        yield Tally(day, sort, kind, number)
