"""FollowTheMoney: events, trips, groups, people, places and reports as entities (JSON lines) and as statements (CSV).

A property has no range: where FollowTheMoney would cut a value in silence ("2026-01-01/2026-01-03") or drop it ("early January"), both
ends go to properties of their own, and the literal phrase to the statement's `original_value`. Ids of entities are hashes of names."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from marsad.exports.parts.cells import Cell, clean, joined, text, write_csv
from marsad.exports.parts.countries import country_of
from marsad.exports.parts.facts import HAPPENED, Facts, facts_of, note, review_of
from marsad.exports.parts.parties import ORGANISED
from marsad.exports.parts.spans import Span, day_of, last_day
from marsad.exports.parts.spots import admin1_of, located, rounded
from marsad.exports.parts.table import LeftOut, Written
from marsad.exports.parts.target import Target
from marsad.model.form import Form
from marsad.model.release import Release, StatementAbout

ABOUT = "FollowTheMoney entities (JSON lines) and statements (CSV)"
FILES = ("entities.ftm.jsonl", "statements.csv")
COLUMNS = "canonical_id entity_id prop prop_type schema value dataset origin lang original_value external first_seen last_seen id".split()
DATASET = "marsad"
UNDER_WAY = ("under_way", "stalled", "arrived", "turned_back")
LANGUAGES = {"en": "eng", "ar": "ara", "fr": "fra", "de": "deu", "es": "spa", "ru": "rus", "tr": "tur", "uk": "ukr", "fa": "fas"}
TYPES = {
    "name": "name", "alias": "name", "startDate": "date", "endDate": "date", "date": "date", "publishedAt": "date", "location": "address",
    "full": "address", "addressEntity": "entity", "involved": "entity", "organizer": "entity", "startLocation": "entity",
    "endLocation": "entity", "proof": "entity", "document": "entity", "entity": "entity", "country": "country", "summary": "text",
    "notes": "text", "sourceUrl": "url", "language": "language", "latitude": "number", "longitude": "number",
}  # fmt: skip
_COMMAS = re.compile(r"(\s*,[\s,.]*)+")
_URL = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@]+([/?#]\S*)?", re.ASCII)


class Value(NamedTuple):
    """One value of a property, with the words that it was read from and where they stand."""

    value: str
    phrase: str | None = None
    origin: str | None = None


class Entity(NamedTuple):
    """A thing of a schema with the values of its properties."""

    id: str
    schema: str
    properties: dict[str, list[Value]]


def write(release: Release, target: Target) -> Written:
    """Both files. How many entities, and which records are none."""
    left_out: list[LeftOut] = []
    found = sorted(_merged(_entities(release, left_out)).values(), key=lambda e: e.id)
    if target.wants(FILES[0]):
        with target.text(FILES[0]) as stream:
            for entity in found:
                stream.write(json.dumps(entity_form(entity), ensure_ascii=True) + "\n")
    if target.wants(FILES[1]):
        with target.text(FILES[1]) as stream:
            write_csv(stream, COLUMNS, (row for entity in found for row in statements(entity)))
    return Written(len(found), tuple(left_out))


def entity_form(entity: Entity) -> Form:
    """An entity as FollowTheMoney writes it."""
    properties = {prop: [v.value for v in values] for prop, values in entity.properties.items()}
    return {"id": entity.id, "schema": entity.schema, "properties": properties}


def statements(entity: Entity) -> Iterator[dict[str, Cell]]:
    """A row for each value; its id is the hash that FollowTheMoney gives to it."""
    for prop, values in entity.properties.items():
        for v in values:
            key = f"{DATASET}.{entity.id}.{prop}.{v.value}"
            yield {
                "canonical_id": entity.id,
                "entity_id": entity.id,
                "prop": prop,
                "prop_type": TYPES.get(prop, "string"),
                "schema": entity.schema,
                "value": v.value,
                "dataset": DATASET,
                "origin": v.origin,
                "original_value": v.phrase,
                "external": "f",
                "id": hashlib.sha1(key.encode("utf-8")).hexdigest(),
            }


def _merged(entities: Iterable[Entity]) -> dict[str, Entity]:
    """One entity an id, with the values of all that have it, each once."""
    found: dict[str, Entity] = {}
    for entity in entities:
        known = found.setdefault(entity.id, Entity(entity.id, entity.schema, {}))
        for prop, values in entity.properties.items():
            held = known.properties.setdefault(prop, [])
            held.extend(v for v in values if v.value not in {h.value for h in held})
    return found


def _entities(release: Release, left_out: list[LeftOut]) -> Iterator[Entity]:
    for about in release.reports.values():
        yield _article(about.id, release)
    for event in release.sort("event"):
        if event["status"] in HAPPENED:
            yield from _event(facts_of(event, release), release)
    for movement in release.sort("movement"):
        if movement["status"] in UNDER_WAY:
            yield from _trip(movement, release)
        else:
            left_out.append(LeftOut(movement["id"], "not under way"))
    for agreement in release.sort("agreement"):
        yield from _agreement(agreement, release)
    left_out.extend(LeftOut(c["id"], "no schema holds control of territory") for c in release.sort("control"))


def _event(facts: Facts, release: Release) -> Iterator[Entity]:
    event, place = facts.event, facts.place
    me = f"mrs-{event['id']}"
    kind = event["kind"].replace("_", " ")
    properties = {
        "name": [Value(f"{kind}, {text(place['name'])}" if place and text(place["name"]) else kind)],
        "keywords": _worded([kind], facts.statements, "kind"),
        "summary": [Value(note(facts, release))],
        "notes": [Value(f"review: {facts.review}; independent voices: {facts.voices}")],
        "recordId": [Value(event["id"])],
        **_dates(facts.span, facts.statements),
    }
    if place is not None:
        address = _address(place)
        properties |= {"location": _worded([text(place["name"])], facts.statements, "place", place["name"]), "country": _country(place)}
        if address.properties:
            properties["addressEntity"] = [Value(address.id)]
            yield address
    yield from _parties(properties, "organizer", event["actors"], facts.statements)
    yield from _parties(properties, "involved", event["targets"], facts.statements)
    yield from _proofs(properties, me, facts.statements, release)
    yield _entity(me, "Event", properties)


def _trip(movement: Form, release: Release) -> Iterator[Entity]:
    """A movement; a Trip only where both ends are known, which that schema asks for, else an Event."""
    me, told = f"mrs-{movement['id']}", release.statements_of(movement)
    ends = {"startLocation": movement["origin"], "endLocation": movement["destination"]}
    whens = [s["when"] for s in movement["stops"] if s["when"]]
    starts = [d for w in whens if (d := day_of(w["from"]))]
    stops = [d for w in whens if (d := last_day(w["from"], w["to"]))]
    what = movement["what"] or "movement"
    names = [text(p["name"]) for p in ends.values() if p and text(p["name"])]
    via = joined((p["name"] for p in (*movement["via"], *(s["place"] for s in movement["stops"] if s["place"]))), ", ")
    properties: dict[str, list[Value]] = {
        "name": [Value(f"{what}: {' to '.join(names)}" if names else what)],
        "keywords": [Value(what)],
        "summary": [Value(f"{what}, {movement['status'].replace('_', ' ')}" + (f"; by way of {via}" if via else ""))],
        "notes": [Value(f"review: {review_of(told)}")],
        "recordId": [Value(movement["id"])],
        **_dates(Span(min(starts, default=None), max(stops, default=None)), ()),
    }
    found = {prop: address for prop, place in ends.items() if place is not None and (address := _address(place)).properties}
    whole = len(found) == len(ends)
    for prop, address in found.items():
        properties |= {prop if whole else "addressEntity": [Value(address.id)]}
        yield address
    yield from _parties(properties, "involved", movement["participants"], told)
    yield from _proofs(properties, me, told, release)
    yield _entity(me, "Trip" if whole else "Event", properties)


def _agreement(agreement: Form, release: Release) -> Iterator[Entity]:
    me, told, when = f"mrs-{agreement['id']}", release.statements_of(agreement), agreement["date"] or {}
    steps = "; ".join(f"{s['what']} ({s['status'].replace('_', ' ')})" for s in agreement["steps"])
    terms = "; ".join(t["what"] + (f" in exchange for {t['in_exchange_for']}" if t["in_exchange_for"] else "") for t in agreement["terms"])
    properties: dict[str, list[Value]] = {
        "name": [Value(text(f"agreement of {joined((p['name'] for p in agreement['parties']), ', ') or 'unnamed parties'}"))],
        "keywords": [Value("agreement")],
        "summary": [Value(text(part)) for part in (f"Terms: {terms}" if terms else "", f"Steps: {steps}" if steps else "") if part],
        "recordId": [Value(agreement["id"])],
        **_dates(Span(day_of(when.get("from")), last_day(when.get("from"), when.get("to"))), told),
    }
    for area in agreement["areas"]:
        if (address := _address(area)).properties:
            properties.setdefault("addressEntity", []).append(Value(address.id))
            yield address
    yield from _parties(properties, "involved", agreement["parties"], told)
    yield from _proofs(properties, me, told, release)
    yield _entity(me, "Event", properties)


def _entity(me: str, schema: str, properties: dict[str, list[Value]]) -> Entity:
    """The entity with its values as FollowTheMoney itself would clean them, for it changes others in silence; empty ones are left out."""
    fitted = {prop: [v._replace(value=_fitted(v.value, TYPES.get(prop, "string"))) for v in values] for prop, values in properties.items()}
    return Entity(me, schema, {prop: kept for prop, values in fitted.items() if (kept := [v for v in values if v.value])})


def _fitted(value: str, kind: str) -> str:
    if kind in ("name", "address"):
        value = value.replace("\u200c", "").replace("\u200d", "")
    if kind == "name":
        value = clean(value).strip("'\" ")
    if kind == "address":
        value = _COMMAS.sub(", ", clean(value).replace(";", ","))
    return text(value)


def _id(sort: str, key: str) -> str:
    return f"mrs-{sort}-{hashlib.sha256(key.encode('utf-8', 'backslashreplace')).hexdigest()[:16]}"


def _dates(span: Span, told: tuple[StatementAbout, ...]) -> dict[str, list[Value]]:
    """One day as `date`, a span as its two ends; never both in one value."""
    if span.first and span.first == span.last:
        return {"date": _worded([span.first.isoformat()], told, "when")}
    ends = {"startDate": span.first, "endDate": span.last}
    return {prop: _worded([day.isoformat()], told, "when") for prop, day in ends.items() if day}


def _worded(values: Iterable[str], told: tuple[StatementAbout, ...], field: str, named: str | None = None) -> list[Value]:
    """Values with the first phrase from which a statement reads them; `named`: only a phrase that means this."""
    phrases = ((s, p) for s in told for p in s.phrases if p.field == field and p.text and (named is None or p.value == named))
    about, phrase = next(phrases, (None, None))
    origin = f"{about.report}#{phrase.start}-{phrase.end}" if about and phrase and phrase.start is not None else None
    return [Value(v, text(phrase.text) if phrase else None, origin) for v in values if v]


def _country(place: Form) -> list[Value]:
    known = country_of(place["country"])
    return [Value(known.iso2.lower())] if known else []


def _address(place: Form) -> Entity:
    name, unit = text(place["name"]), text(admin1_of(place))
    full = joined((place["name"], admin1_of(place), place["country"]), ", ")
    properties = {
        "full": [Value(full)],
        "name": [Value(name)],
        "city": [Value(name)] if place["kind"] == "settlement" else [],
        "state": [Value(unit)],
        "country": _country(place),
    }
    if located(place):
        properties |= {"latitude": [Value(str(rounded(place["lat"])))], "longitude": [Value(str(rounded(place["lon"])))]}
        properties["notes"] = [Value(f"kind: {place['kind']}; within {place['radius_km']} km of the point")]
    key = f"{place['place_id'] or full}|{properties.get('latitude')}|{properties.get('longitude')}|{place['kind']}"
    return _entity(_id("address", key), "Address", properties)


def _parties(properties: dict[str, list[Value]], prop: str, actors: Iterable[Form], told: tuple[StatementAbout, ...]) -> Iterator[Entity]:
    """Groups, bodies and people with a name of their own, linked; who is only described ("civilians") stands in the summary."""
    for actor in actors:
        name = text(actor["name"])
        known = actor["actor_id"] is not None or actor["type"] in ("person", "place") or actor["actor_type"] in ORGANISED
        if not name or not known or actor["type"] == "object":
            continue
        schema = _schema(actor)
        me = _id(schema.lower(), actor["actor_id"] or name.casefold())
        field = "actors" if prop == "organizer" else "targets"
        properties.setdefault(prop, []).extend(_worded([me], told, field, actor["name"]))
        yield _entity(me, schema, {"name": [Value(name)], "alias": [Value(text(actor["text"]))] if actor["actor_id"] else []})


def _schema(actor: Form) -> str:
    if actor["type"] == "person":
        return "Person"
    return "PublicBody" if actor["type"] == "place" or actor["actor_type"] == "state_forces" else "Organization"


def _proofs(properties: dict[str, list[Value]], me: str, told: tuple[StatementAbout, ...], release: Release) -> Iterator[Entity]:
    """The reports as proof, and a link for each with the words that it has on it."""
    for about in told:
        if about.report in release.reports:
            article = _id("report", about.report)
            proofs = properties.setdefault("proof", [])
            if article not in {v.value for v in proofs}:
                proofs.append(Value(article))
            quote = text(about.quote)
            link: dict[str, list[Value]] = {
                "document": [Value(article)],
                "entity": [Value(me)],
                "role": [Value(about.status)],
                "summary": [Value(quote, None, f"{about.report}#{about.start}-{about.end}" if about.start is not None else None)],
                "recordId": [Value(about.id)],
            }
            yield _entity(_id("link", f"{about.report}|{about.id}|{me}"), "Documentation", link)


def _article(name: str, release: Release) -> Entity:
    about = release.reports[name]
    day = day_of(about.published)
    url = about.url if about.url and _URL.fullmatch(about.url) else None
    values = {
        "title": text(about.title or about.source or "report"),
        "fileName": text(about.id),
        "publishedAt": day.isoformat() if day else None,
        "publisher": text(about.source),
        "sourceUrl": url,
        "language": LANGUAGES.get((about.language or "")[:2]),
        # the library's own validation takes only SHA-1 as `contentHash`
        "notes": f"source graded {about.grade}" + (f"; SHA-256 of the text {text(about.sha256)}" if about.sha256 else ""),
    }
    return _entity(_id("report", name), "Article", {prop: [Value(v)] for prop, v in values.items() if v})
