"""The pages of single records: what is told, by whom, in which words, and what it hangs together with."""

from collections import defaultdict
from typing import Any, NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from marsad.jobs.decide import released
from marsad.jobs.holders import holders_of
from marsad.jobs.quotes import Quote, Quotes
from marsad.jobs.route import points
from marsad.model.form import Form
from marsad.store.base import View, Wanted
from marsad.web import links
from marsad.web.geo import feature
from marsad.web.render import page
from marsad.web.sides import Sides
from marsad.web.site import site_of
from marsad.web.told import teller_of

MOST_QUOTES = 400
MOST_RELATED = 12


class Said(NamedTuple):
    """A sentence and the statements that stand in it; each piece of its text is lit where a statement rests on it."""

    quote: Quote
    pieces: tuple[tuple[str, bool], ...]
    told: "tuple[Told, ...]"


class Told(NamedTuple):
    """One statement of a record: its words, its form with its mentions by id, and the report."""

    quote: Quote
    form: Form
    figures: tuple[Form, ...]


def show(request: Request) -> Response:
    """The page of a record; the start of an id leads to the whole, the room of another sort to the right one."""
    with site_of(request).store.view() as view:
        found = view.record(request.path_params["id"])
        if found is None:
            raise HTTPException(404)
        if request.url.path != links.record(found):
            return RedirectResponse(links.record(found), 308)
        context = _context(view, found)
    return page(request, f"{found['record']}.html", found=found, **context)


def _context(view: View, found: Form) -> dict[str, Any]:
    told = _told(view, found, found["statements"])
    common = {"told": told, "by_report": _by_report(told), "related": _related(view, found), "map": _map(found)}
    common["let_out"] = released(view, found)
    match found["record"]:
        case "event":
            return common | {"bars": _bars(found)}
        case "movement":
            agreement = view.record(found["agreement"]) if found["agreement"] else None
            return common | {"points": points(found), "agreement": agreement, "cargo": _cargo(told)}
        case "agreement":
            steps = [_told(view, found, step["statements"]) for step in found["steps"]]
            return common | {"steps": steps, "movements": _under(view, found)}
        case _:
            condition = next(Quotes(view).of_statement(found["condition"]), None) if found["condition"] else None
            agreement = view.record(found["agreement"]) if found.get("agreement") else None
            lines = view.records(Wanted(sort="control")) if found["area"] else ()
            held = holders_of(lines, found["area"]) if found["area"] else ()
            return common | {"condition": condition, "agreement": agreement, "holders": held, "span": Sides(held)}


def _told(view: View, found: Form, statements: list[str]) -> list[Told]:
    """Some statements of a record, with their words; those published first stand first."""
    quotes = Quotes(view)
    told = []
    for statement in statements[:MOST_QUOTES]:
        forms = dict(view.statement(statement))
        for quote in quotes.of_statement(statement, found["reports"]):
            form = forms[quote.report]
            told.append(Told(quote, form, tuple(f for f in form["figures"] if f["part_of"] is None)))
    return sorted(told, key=lambda t: (t.quote.published or "9", t.quote.report, t.form["start"]))


def _by_report(told: list[Told]) -> list[list[Said]]:
    """The sentences that statements stand in, those of one report together; what several statements rest on is lit once."""
    reports: dict[str, dict[tuple[int, int], list[Told]]] = {}
    for one in told:
        start = one.form["start"] - len(one.quote.before)
        end = one.form["start"] + len(one.quote.text) + len(one.quote.after)
        reports.setdefault(one.quote.report, {}).setdefault((start, end), []).append(one)
    return [[_said(start, group) for (start, _), group in sorted(sentences.items())] for sentences in reports.values()]


def _said(start: int, group: list[Told]) -> Said:
    quote = group[0].quote
    text = quote.before + quote.text + quote.after
    lit = bytearray(len(text))
    for one in group:
        at = one.form["start"] - start
        lit[at : at + len(one.quote.text)] = b"\1" * len(one.quote.text)
    pieces = [(text[:0], False)]
    for letter, on in zip(text, lit, strict=True):
        if pieces[-1][1] == bool(on):
            pieces[-1] = (pieces[-1][0] + letter, bool(on))
        else:
            pieces.append((letter, bool(on)))
    return Said(quote, tuple(p for p in pieces if p[0]), tuple(group))


def _related(view: View, found: Form) -> list[Form]:
    """Other records that rest on one of the same statements: the act that a deal is a step of, the way that an event is part of."""
    statements = set(found["statements"])
    near = view.records(Wanted(reports=frozenset(found["reports"])))
    shared = (r for r in near if r["id"] != found["id"] and not statements.isdisjoint(r["statements"]) and not _retells(r, found))
    rank = {"agreement": 0, "movement": 1, "control": 2, "event": 3}
    return sorted(shared, key=lambda r: rank[r["record"]])[:MOST_RELATED]


def _retells(event: Form, found: Form) -> bool:
    """Whether an event tells only what a movement, an agreement or a line of control has told already."""
    retold = event["record"] == "event" and event["kind"] == found["record"] != "event"
    return retold and set(event["statements"]) <= set(found["statements"])


def _under(view: View, found: Form) -> list[Form]:
    """The movements under an agreement."""
    near = view.records(Wanted(sort="movement", reports=frozenset(found["reports"])))
    return [r for r in near if r["agreement"] == found["id"]]


def _cargo(told: list[Told]) -> list[tuple[str, list[tuple[Quote, Form]]]]:
    """What is on board, thing by thing, as each source counts it; only things that somebody counted."""
    things: dict[str, dict[tuple[Any, ...], tuple[Quote, Form]]] = defaultdict(dict)
    for one in told:
        for figure in one.form["figures"]:
            if figure["low"] is not None or figure["high"] is not None or figure["best"] is not None:
                same = (teller_of(one.quote), figure["low"], figure["best"], figure["high"])
                things[figure["what"]].setdefault(same, (one.quote, figure))
    return [(what, list(said.values())) for what, said in things.items()]


def _bars(found: Form) -> list[dict[str, Any]]:
    """For each thing counted, its views and all that was told of it on one scale: measures in hundredths of the highest number."""
    bars = []
    for view in found.get("views") or []:
        told = [t for t in found["told"] if t["what"] == view["what"]]
        numbers = [n for t in told for n in (t["low"], t["best"], t["high"]) if n is not None]
        open_ended = any(t["high"] is None and t["low"] is not None for t in told)
        most = max(numbers, default=0) * (1.4 if open_ended else 1.1) or 1
        bars.append({"view": view, "told": told, "most": most})
    return bars


def _map(found: Form) -> Form | None:
    """The places of a record as features, for its map; None where none has a point."""
    if found["record"] == "movement":
        stops = [(p.place, {"mark": p.mark, "note": p.note, "awaited": p.awaited}) for p in points(found)]
        made = [feature(place, role="stop", number=n, **about) for n, (place, about) in enumerate(stops, 1)]
    elif found["record"] == "agreement":
        made = [feature(p, role="area") for p in found["areas"]]
    elif found["record"] == "control":
        made = [feature(found["area"], role="at"), *(feature(p, role="except") for p in found["except"] if isinstance(p, dict))]
    else:
        made = [feature(found["place"], role="at"), feature(found["from_place"], role="from"), feature(found["to_place"], role="to")]
    features = [f for f in made if f is not None]
    return {"type": "FeatureCollection", "features": features} if features else None


ROUTES = [Route(f"/{room}/{{id}}", show) for room in links.ROOMS.values()]
