"""Releases written by hand and by hypothesis: forms of records as the fold makes them, with names as hostile as reports can be."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from marsad.model.record import Saying
from marsad.model.release import Phrase, Release, ReportAbout, StatementAbout

Form = dict[str, Any]
TALDOU = {
    "name": "Taldou", "place_id": "marsad:sy-taldou", "kind": "settlement", "lat": 34.87, "lon": 36.525, "radius_km": 1.5,
    "country": "SY", "admin1": "Homs",
}  # fmt: skip
HOMS = {
    "name": "Homs", "place_id": "marsad:sy-homs-governorate", "kind": "admin1", "lat": 34.5, "lon": 38.0, "radius_km": 110.0,
    "country": "SY", "admin1": "Homs",
}  # fmt: skip
HOMS_TOWN = TALDOU | {"name": "Homs", "place_id": "marsad:sy-homs", "lat": 34.73, "lon": 36.71, "radius_km": 6.0}
SHELLING = {"acled": {"event_type": "Explosions/Remote violence", "sub_event_type": "Shelling/artillery/missile attack"},
            "plover": {"event": "ASSAULT"}}  # fmt: skip


def actor(name: str, kind: str | None = "state_forces", known: bool = True, side: int | None = None, **more: Any) -> Form:
    codes = {"state_forces": "State forces", "rebel_group": "Rebel group", "civilians": "Civilians", "protesters": "Protesters"}
    plover = {"state_forces": "SYRMIL", "rebel_group": "SYRREB", "civilians": "CVL"}
    return {
        "name": name, "actor_id": name.casefold() if known else None, "actor_type": kind, "text": name, "type": "actor", "side": side,
        "codes": {"acled": codes.get(kind or ""), "plover": plover.get(kind or "")},
    } | more  # fmt: skip


ARMY, REBELS, CIVILIANS = actor("Army"), actor("Rebels", "rebel_group"), actor("civilians", "civilians", known=False)


def when(first: str, last: str | None, basis: str = "stated", precision: str = "day") -> Form:
    return {"from": first, "to": last, "precision": precision, "basis": basis}


def toll(what: str, low: float | None, high: float | None, best: float | None = None, tellers: int = 1, **more: Any) -> Form:
    """A view of a figure as the fold makes it."""
    numbers = [n for n in (low, high, best) if n is not None]
    return {
        "what": what, "conservative": min(numbers, default=None), "representative": best, "informative": max(numbers, default=None),
        "low": low, "high": high, "open": high is None, "basis": "only", "tellers": tellers,
    } | more  # fmt: skip


def event(name: str = "e1", **more: Any) -> Form:
    """Four people killed by shelling of a town on one day, as one report tells it."""
    return {
        "record": "event", "id": name, "kind": "shelling", "status": "happened", "when": when("2017-03-07", "2017-03-08"),
        "place": TALDOU, "from_place": None, "to_place": None, "actors": [ARMY], "targets": [CIVILIANS],
        "weapons": [{"kind": "mortar", "text": "mortars"}],
        "figures": [{"what": "killed", "low": 4, "best": 4, "high": 4, "part_of": None, "cumulative": False}],
        "said_by": [{"name": "Monitor", "basis": "publisher"}], "statements": ["s1"], "quote": "shelled Taldou",
        "reports": ["r1"], "voices": [{"name": "Monitor", "reports": ["r1"], "carried_by": []}], "told": [
            {"what": "killed", "low": 4, "best": 4, "high": 4, "source": "Monitor", "report": "r1", "published": "2017-03-09",
             "statement": "s1", "superseded": False}],
        "views": [toll("killed", 4, 4, 4)], "codes": SHELLING,
    } | more  # fmt: skip


def claim(form: Form, report: str = "r1") -> Form:
    """An event as its report tells it."""
    return form | {"record": "claim", "event": form["id"], "report": report, "reports": [report]}


def movement(name: str = "m1", **more: Any) -> Form:
    stop = {"place": TALDOU, "when": when("2017-03-12T14:05:00", "2017-03-12T14:06:00", precision="minute"), "status": "departed"}
    later = {"place": HOMS_TOWN, "when": when("2017-03-12T16:00:00", "2017-03-12T16:01:00", precision="minute"), "status": "passed"}
    return {
        "record": "movement", "id": name, "what": "convoy", "participants": [actor("families", "civilians", known=False)],
        "cargo": [{"what": "people", "low": 10, "best": None, "high": 99, "part_of": None, "cumulative": False}],
        "origin": TALDOU, "destination": HOMS_TOWN, "via": [], "stops": [stop, later], "position": later, "eta": None,
        "status": "under_way", "agreement": None, "statements": ["s1"], "reports": ["r1"],
    } | more  # fmt: skip


def agreement(name: str = "a1", **more: Any) -> Form:
    return {
        "record": "agreement", "id": name, "parties": [ARMY, REBELS], "date": when("2017-03-09", "2017-03-10"),
        "terms": [{"what": "buses leave", "by": REBELS, "to": None, "in_exchange_for": "bread"}],
        "steps": [{"order": 1, "what": "bodies are exchanged", "status": "done", "statements": ["s1"]}],
        "areas": [TALDOU], "statements": ["s1"], "reports": ["r1"],
    } | more  # fmt: skip


def control(name: str = "c1", **more: Any) -> Form:
    return {
        "record": "control", "id": name, "area": TALDOU, "actors": [ARMY], "degree": "full", "change": "gained", "status": "happened",
        "from": "2017-03-16", "to": None, "except": ["the farms", HOMS_TOWN], "condition": None, "statements": ["s1"], "reports": ["r1"],
        "said_by": [{"name": "Monitor", "basis": "publisher"}], "told": None, "agreement": None,
    } | more  # fmt: skip


def about(name: str = "r1", **more: Any) -> ReportAbout:
    given: dict[str, Any] = {"source": "Monitor", "title": "Shelling", "published": "2017-03-09", "language": "en", "sha256": "ab" * 32}
    return ReportAbout(id=name, **(given | more))


def statement(name: str = "s1", report: str = "r1", **more: Any) -> StatementAbout:
    phrases = (
        Phrase("kind", "shelling", "shelled", 10, 17), Phrase("when", "2017-03-07/2017-03-08", "On Tuesday", 0, 10),
        Phrase("place", "Taldou", "Taldou", 18, 24), Phrase("actors", "Army", "the army", 2, 9),
        Phrase("targets", "civilians", "civilians", 30, 39), Phrase("figures.killed", "4..4", "4 civilians", 28, 39),
    )  # fmt: skip
    given: dict[str, Any] = {
        "kind": "shelling", "status": "happened", "quote": "the army shelled Taldou", "start": 0, "end": 40, "rule": "explosives.shelling",
        "score": 0.9, "said_by": (Saying("Monitor", "publisher"),), "phrases": phrases,
    }  # fmt: skip
    return StatementAbout(id=name, report=report, **(given | more))


def release(*records: Form, claims: Sequence[Form] | None = None, **more: Any) -> Release:
    """A Release of records that rest on one statement of one report; their claims are the events themselves."""
    told = [claim(r) for r in records if r["record"] == "event"] if claims is None else list(claims)
    given: dict[str, Any] = {
        "records": records, "claims": tuple(told), "reports": {"r1": about()}, "statements": {("r1", "s1"): statement()},
        "units": {"SY/Homs": HOMS, "SY/Homs/capital": HOMS_TOWN}, "version": "0.1.0", "pack": "syria 1", "pack_digest": "d" * 32,
        "timezone": "Asia/Damascus",
    }  # fmt: skip
    return Release(**(given | more))


HOSTILE = (
    "=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=x", "\r=y", "＝z", '"quoted", with; marks', "line\nbreak",
    "<script>alert(1)</script>", "](javascript:x)", "مرصد", "\u202eright to left", "\ud800 alone", "nul\x00byte", " ",
    "Army", "a | b", "'apostrophe",
)  # fmt: skip
NAMES = st.sampled_from(HOSTILE) | st.text(max_size=12)
KINDS = "settlement admin1 admin2 admin3 country region neighbourhood mountain border crossing road river base camp other".split()
TYPES = [
    "state_forces", "rebel_group", "political_militia", "identity_militia", "rioters", "protesters", "civilians", "external_forces",
    "organisation", "media", "unknown", None,
]  # fmt: skip
MOMENTS = st.datetimes(datetime(2011, 1, 1), datetime(2025, 1, 1)).map(lambda m: m.replace(microsecond=0, second=0))
ACLED_CODES = [
    ("Battles", "Armed clash"), ("Battles", None), ("Protests", "Peaceful protest"), ("Protests", "Excessive force against protesters"),
    ("Riots", "Mob violence"), ("Explosions/Remote violence", "Air/drone strike"), ("Violence against civilians", "Attack"),
    ("Strategic developments", "Agreement"), ("Strategic developments", "Other"),
]  # fmt: skip
INTER = [*"State forces;Rebel group;Political militia;Civilians;Protesters;Rioters;External/Other forces".split(";"), None]


def iso(moment: datetime) -> str:
    return moment.date().isoformat() if moment.hour == moment.minute == 0 else moment.isoformat()


@st.composite
def whens(draw: st.DrawFn) -> Form | None:
    start, length = draw(MOMENTS), draw(st.integers(1, 60 * 24 * 400))
    days = draw(st.booleans())
    start = start.replace(hour=0, minute=0) if days else start
    end = start + (timedelta(days=1 + length // 1440) if days else timedelta(minutes=length))
    ends = draw(st.sampled_from([(start, end), (start, end), (start, None), (None, end), None]))
    if ends is None:
        return None
    basis, precision = draw(st.sampled_from(["stated", "context", "published"])), draw(st.sampled_from(["minute", "day", "month", "vague"]))
    return {"from": iso(ends[0]) if ends[0] else None, "to": iso(ends[1]) if ends[1] else None, "precision": precision, "basis": basis}


@st.composite
def places(draw: st.DrawFn) -> Form:
    located = draw(st.booleans())
    return {
        "name": draw(NAMES), "place_id": draw(st.sampled_from(["marsad:x", None])), "kind": draw(st.sampled_from([*KINDS, None])),
        "lat": draw(st.floats(-90, 90)) if located else None, "lon": draw(st.floats(-180, 180)) if located else None,
        "radius_km": draw(st.floats(0.1, 400) | st.none()), "country": draw(st.sampled_from(["SY", "LB", "FR", "XX", None])),
        "admin1": draw(NAMES | st.none()),
    } | draw(st.sampled_from([{}, {"near": True}]))  # fmt: skip


@st.composite
def actors(draw: st.DrawFn) -> Form:
    return {
        "name": draw(NAMES), "actor_id": draw(st.sampled_from(["some-id", None])), "actor_type": draw(st.sampled_from(TYPES)),
        "text": draw(NAMES), "type": draw(st.sampled_from(["actor", "person", "object", "place"])),
        "side": draw(st.sampled_from([1, 2, None])),
        "codes": {"acled": draw(st.sampled_from(INTER)), "plover": draw(st.sampled_from(["SYRMIL", "USAMIL", "REB", "LBNREB", None]))},
    }  # fmt: skip


@st.composite
def tolls(draw: st.DrawFn, what: str) -> Form:
    numbers = sorted(draw(st.lists(st.integers(0, 500), min_size=3, max_size=3)))
    low, best, high = numbers
    return toll(
        what,
        draw(st.sampled_from([low, None])),
        draw(st.sampled_from([high, None])),
        draw(st.sampled_from([best, None])),
        draw(st.integers(1, 3)),
    )


@st.composite
def events(draw: st.DrawFn, number: int = 1) -> Form:
    code = draw(st.sampled_from([*ACLED_CODES, None]))
    statuses = ["happened", "ongoing", "happened", "expected", "planned", "conditional", "denied", "alleged"]
    return event(
        f"e{number:04}",
        kind=draw(st.sampled_from(["shelling", "battle", "killing", "movement", "agreement", "release", "other"])),
        status=draw(st.sampled_from(statuses)),
        when=draw(whens()),
        place=draw(places() | st.none()),
        actors=draw(st.lists(actors(), max_size=3)),
        targets=draw(st.lists(actors(), max_size=3)),
        weapons=draw(st.lists(st.builds(lambda t: {"kind": "mortar", "text": t}, NAMES), max_size=2)),
        quote=draw(NAMES),
        views=[draw(tolls("killed")), *draw(st.lists(tolls("injured"), max_size=1))],
        codes={
            "acled": {"event_type": code[0], "sub_event_type": code[1]} if code else None,
            "plover": draw(st.sampled_from([{"event": "ASSAULT"}, {"event": "AGREE"}, None])),
        },
    )


@st.composite
def movements(draw: st.DrawFn) -> Form:
    stops = draw(
        st.lists(st.builds(lambda p, w: {"place": p, "when": w, "status": "passed"}, places() | st.none(), whens() | st.none()), max_size=4)
    )
    return movement(
        participants=draw(st.lists(actors(), max_size=2)),
        origin=draw(places() | st.none()),
        destination=draw(places() | st.none()),
        via=draw(st.lists(places(), max_size=2)),
        stops=stops,
        position=draw(st.sampled_from([*stops, None])),
        eta=draw(whens()),
    )


@st.composite
def releases(draw: st.DrawFn) -> Release:
    """Any Release: events of all sorts, and at times a movement, an agreement, a line of control."""
    records: list[Form] = [draw(events(n)) for n in range(draw(st.integers(0, 4)))]
    if draw(st.booleans()):
        records.append(draw(movements()))
        records.append(
            agreement(parties=draw(st.lists(actors(), max_size=3)), date=draw(whens()), areas=draw(st.lists(places(), max_size=2)))
        )
        span = draw(whens()) or {"from": None, "to": None}
        held = draw(places() | st.none())
        records.append(control(area=held, actors=draw(st.lists(actors(), max_size=2)), **{"from": span["from"], "to": span["to"]}))
    report = about(source=draw(NAMES | st.none()), title=draw(NAMES | st.none()), published=draw(st.sampled_from(["2026-01-05", None])))
    told = statement(quote=draw(NAMES | st.none()))
    return release(
        *records,
        reports={"r1": report} if draw(st.booleans()) else {},
        statements={("r1", "s1"): told} if draw(st.booleans()) else {},
        view=draw(st.sampled_from(["conservative", "representative", "informative"])),
    )
