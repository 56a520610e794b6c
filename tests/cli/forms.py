"""Records in their fixed form, written by hand."""

from typing import Any

Form = dict[str, Any]


def place(name: str, admin1: str | None = None) -> Form:
    return {"name": name, "place_id": f"hand:{name}", "admin1": admin1}


def actor(name: str) -> Form:
    return {"name": name, "text": name}


def figure(what: str, low: float | None, high: float | None = None, best: float | None = None, part_of: int | None = None) -> Form:
    return {"what": what, "low": low, "best": best, "high": high, "part_of": part_of, "cumulative": False}


def day(first: str, last: str | None = None, basis: str = "stated") -> Form:
    return {"from": first, "to": last, "precision": "day", "basis": basis}


def event(**more: Any) -> Form:
    form = {
        "record": "event", "id": "e1", "kind": "shelling", "status": "happened", "when": day("2017-03-07", "2017-03-08"),
        "place": place("Taldou", "Homs"), "from_place": None, "to_place": None, "actors": [actor("regime forces")], "targets": [],
        "weapons": [], "figures": [], "said_by": [], "statements": ["s1"], "quote": "shelled Taldou", "reports": ["r1"],
    }  # fmt: skip
    return form | more


def movement(**more: Any) -> Form:
    form = {
        "record": "movement", "id": "m1", "what": "convoy", "participants": [], "cargo": [], "origin": None, "destination": None, "via": [],
        "stops": [], "position": None, "eta": None, "status": "under_way", "agreement": None, "statements": ["s1"], "reports": ["r1"],
    }  # fmt: skip
    return form | more


def agreement(**more: Any) -> Form:
    form = {
        "record": "agreement", "id": "a1", "parties": [], "date": day("2017-03-09", "2017-03-10"), "terms": [], "steps": [], "areas": [],
        "statements": ["s1"], "reports": ["r1"],
    }  # fmt: skip
    return form | more


def control(**more: Any) -> Form:
    form = {
        "record": "control", "id": "c1", "area": place("Kafr Laha"), "actors": [actor("regime forces")], "degree": None, "change": "held",
        "status": "happened", "from": None, "to": None, "except": [], "condition": None, "statements": ["s1"], "reports": ["r1"],
    }  # fmt: skip
    return form | more
