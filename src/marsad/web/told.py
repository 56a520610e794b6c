"""What a record says in the few words of a row: how many, in figures that several tellers may tell otherwise, and from when to when."""

from datetime import timedelta

from marsad.jobs import wording
from marsad.jobs.quotes import Quote
from marsad.model.form import Form


def figures(found: Form) -> list[str]:
    """The figures of a record. Where tellers of an event differ, the range that stands and the number to take: `killed 7–8 (8)`."""
    views = found.get("views") or []
    if not views:
        return wording.figures(found.get("figures") or found.get("cargo") or [])
    told = [_view(view) for view in views]
    parts = [f for f in found["figures"] if f["part_of"] is not None]
    seen: dict[str, Form] = {}
    for part in parts:
        seen.setdefault(part["what"], part)
    among = [wording.counted(p["low"], p["best"], p["high"], p["what"]) for p in seen.values() if p["low"] is not None]
    return told + ([f"among them {' and '.join(among)}"] if among else [])


def _view(view: Form) -> str:
    if view["low"] is None and view["high"] is None:
        return f"uncounted {wording.clean(view['what']).replace('_', ' ')}"
    said = wording.counted(view["low"], None, None if view["open"] else view["high"], view["what"])
    number = view["representative"]
    differs = view["tellers"] > 1 and number is not None and not (view["low"] == view["high"] == number)
    return said + (f", most likely {wording.number(number)}" if differs and not view["open"] else "")


def when_of(found: Form) -> Form | None:
    """The time of a record, of whatever sort."""
    match found["record"]:
        case "event":
            return _known(found["when"])
        case "agreement":
            return _known(found["date"])
        case "control":
            known = found["from"] is not None or found["to"] is not None
            return {"from": found["from"], "to": found["to"]} if known else _known(found.get("told"))
        case _:
            return _days([s["when"] for s in found["stops"] if s["when"]] + ([found["eta"]] if found["eta"] else []))


def _days(whens: list[Form]) -> Form | None:
    """The days from the first of some times to the last; hours are told stop by stop."""
    starts = [start for w in whens if (start := wording.moment(w["from"]))]
    ends = [end for w in whens if (end := wording.moment(w["to"]))]
    if not starts and not ends:
        return None
    until = (max(ends) - timedelta(seconds=1)).date() + wording.DAY if ends else None
    return {"from": min(starts).date().isoformat() if starts else None, "to": until.isoformat() if until else None}


def _known(when: Form | None) -> Form | None:
    return when if when and (when["from"] or when["to"]) else None


def way(found: Form) -> str:
    """From where to where: `Kafr Laha ➝ Idlib`; nothing where neither is told."""
    ends = [wording.place(found.get("origin") or found.get("from_place")), wording.place(found.get("destination") or found.get("to_place"))]
    return f"{ends[0] or '…'} ➝ {ends[1] or '…'}" if any(ends) else ""


def teller_of(quote: Quote) -> str:
    """Whose word a quote is: whom it cites where it cites one, else who published it."""
    return wording.clean(quote.cites[0] if quote.cites else quote.source or "source not given")
