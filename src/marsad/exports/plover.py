"""PLOVER as JSON lines: one event a line, with the offsets of its words. What was denied, is still to come or hangs on a condition stands
here too, marked in `context` (negation, future, hypothetical), as PLOVER's manual provides."""

import json

from marsad.exports.parts.cells import clean, number
from marsad.exports.parts.countries import country_of
from marsad.exports.parts.facts import Facts, facts_of
from marsad.exports.parts.figures import Toll
from marsad.exports.parts.parties import Party
from marsad.exports.parts.spots import admin1_of
from marsad.exports.parts.table import LeftOut, Written
from marsad.exports.parts.target import Target
from marsad.model.form import Form
from marsad.model.release import Release, StatementAbout

ABOUT = "PLOVER JSON lines, with offsets of the words; denied, future and conditional events marked by context"
FILES = ("plover.jsonl",)
QUADS = {
    1: "AGREE CONSULT SUPPORT CONCEDE", 2: "COOPERATE AID RETREAT", 3: "REQUEST ACCUSE REJECT SANCTION THREATEN",
    4: "PROTEST MOBILIZE COERCE ASSAULT",
}  # fmt: skip
QUAD_OF = {event: quad for quad, events in QUADS.items() for event in events.split()}
CONTEXTS = {"denied": "negation", "planned": "future", "expected": "future", "conditional": "hypothetical", "alleged": "hypothetical"}
MODES = {
    "RETREAT": {
        "withdrawal": "withdraw", "movement": "withdraw", "release": "release", "exchange": "return", "handover": "return",
        "return": "return", "surrender": "disarm", "ceasefire": "ceasefire",
    },
}  # fmt: skip
NOBODY = "---"  # the code of an actor of whom nothing is known, since KEDS
SECTORS = frozenset(
    "GOV MIL REB PRM UAF COP SPY OPP PTY JUD LEG CVL REF REL CRM MED EDU JRN BUS LAB AGR SOC ELI".split(),
)
NOT_STATES = frozenset("IGO NGO ISM IMG MNC".split())
CODER = "marsad"


def write(release: Release, target: Target) -> Written:
    """The file. How many events, and which have no PLOVER code or no day."""
    rows, left_out = 0, []
    with target.text(FILES[0]) as stream:
        for event in release.sort("event"):
            made = record(facts_of(event, release), release)
            if isinstance(made, LeftOut):
                left_out.append(made)
            else:
                stream.write(json.dumps(made, ensure_ascii=True) + "\n")
                rows += 1
    return Written(rows, tuple(left_out))


def record(facts: Facts, release: Release) -> Form | LeftOut:
    """An event in PLOVER's keys; empty ones are left out."""
    event, span = facts.event, facts.span
    code = ((event.get("codes") or {}).get("plover") or {}).get("event")
    if code not in QUAD_OF:
        return LeftOut(event["id"], "no code in this scheme")
    first = span.first or span.last
    if first is None:
        return LeftOut(event["id"], "no day is known")
    shown = next((s for s in facts.statements if s.quote), None)
    made: Form = {
        "id": f"MRS-{event['id']}",
        "date": first.isoformat(),
        "enddate": span.last.isoformat() if span.last and span.last != first else None,
        "source": [_actor(p) for p in facts.sides.one] or [{"code": NOBODY}],
        "recipient": [_actor(p) for p in facts.sides.two],
        "event": [code],
        "event_loc": _place(facts),
        "event_text": clean(event["quote"] or "") or None,
        "quad_code": QUAD_OF[code],
        "mode": MODES.get(code, {}).get(event["kind"]),
        "context": [c for c in (CONTEXTS.get(event["status"]),) if c],
        "size": {k: v for k, v in (("dead", _size(facts.killed)), ("injured", _size(facts.injured))) if v is not None},
        "text": shown.quote if shown else None,
        "text_info": _span(shown),
        "cite_info": _cited(shown, release),
        "coder": CODER,
        "comment": f"kind: {event['kind']}; status: {event['status']}; voices: {facts.voices}; review: {facts.review}",
    }
    return {key: value for key, value in made.items() if value not in (None, [], {}, "") or key == "source"}


def _actor(party: Party) -> Form:
    """A code is a state or a sort of organisation, a sector what it does there."""
    said = party.plover or ""
    parts = [said[i : i + 3] for i in range(0, len(said), 3)]
    code = next((p for p in parts[:1] if p in NOT_STATES or country_of(p)), None)
    sectors = [p for p in parts if p in SECTORS]
    made = {"code": code or (NOBODY if not sectors else None), "sector": sectors or None, "actor_text": clean(party.name)}
    return {key: value for key, value in made.items() if value}


def _place(facts: Facts) -> str | None:
    place = facts.place
    if place is None:
        return None
    unit = admin1_of(place)
    names = [place["name"], unit if unit != place["name"] else None, facts.country.name if facts.country else None]
    return ", ".join(clean(n) for n in names if n) or None


def _size(count: Toll | None) -> str | int | float | None:
    """A number, or the range as PLOVER writes it: 7-8, 7+."""
    if count is None:
        return None
    if count.open:
        return f"{number(count.low)}+"
    return number(count.low) if count.low == count.high else f"{number(count.low)}-{number(count.high)}"


def _span(shown: StatementAbout | None) -> Form | None:
    if shown is None or shown.start is None or shown.end is None:
        return None
    return {"sequence": 1, "start": shown.start, "end": shown.end}


def _cited(shown: StatementAbout | None, release: Release) -> Form:
    about = release.reports.get(shown.report) if shown else None
    if about is None:
        return {}
    made = {
        "citation": about.id,
        "url": about.url,
        "title": clean(about.title or ""),
        "publication": clean(about.source or ""),
        "language": about.language,
        "coder": CODER,
        "codebook": release.pack,
        "version": release.version,
    }
    return {key: value for key, value in made.items() if value}
