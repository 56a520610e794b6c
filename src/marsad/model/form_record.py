"""The fixed form of records, as `marsad code` and `marsad fold` print them."""

import json
from typing import Any

from marsad.model.mention import PlaceMention
from marsad.model.record import (
    Actor,
    Agreement,
    Control,
    Event,
    Expectation,
    FigureView,
    Joined,
    Movement,
    Place,
    Range,
    Records,
    Reviewed,
    Saying,
    Step,
    Stop,
    Term,
    ToldFigure,
    Voice,
    Weapon,
)
from marsad.model.statement import Figure
from marsad.model.when import iso

Form = dict[str, Any]


def records_form(records: Records) -> Form:
    """The four lists of records."""
    return {
        "events": [event_form(e) for e in records.events],
        "movements": [movement_form(m) for m in records.movements],
        "agreements": [agreement_form(a) for a in records.agreements],
        "control": [control_form(c) for c in records.control],
    }


def event_form(event: Event) -> Form:
    """An event record."""
    return {
        "id": event.id,
        "kind": event.kind,
        "status": event.status,
        "when": _range(event.when, grounded=True),
        "place": _place(event.place),
        "from_place": _place(event.from_place),
        "to_place": _place(event.to_place),
        "actors": [actor_form(a) for a in event.actors],
        "targets": [actor_form(a) for a in event.targets],
        "weapons": [_weapon(w) for w in event.weapons],
        "figures": [figure_form(f) for f in event.figures],
        "said_by": [saying_form(s) for s in event.said_by],
        "statements": list(event.statements),
        "quote": event.quote,
        "reports": list(event.reports),
        "voices": [_voice(v) for v in event.voices],
        "told": [told_form(f) for f in event.told],
        "views": [view_form(v) for v in event.views],
        **({"merged": [_joined(j) for j in event.merged]} if event.merged else {}),
        **_review(event.review),
    }


def _joined(joined: Joined) -> Form:
    """Why two reports' statements were joined."""
    pair = [{"report": report, "statement": statement} for report, statement in (joined.one, joined.other)]
    return {"pair": pair, "score": joined.score, "reasons": list(joined.reasons)}


def _review(reviewed: Reviewed | None) -> Form:
    """What people said, where they said anything."""
    if reviewed is None:
        return {}
    changes = [{"statement": c.statement, "field": c.field, "was": json.loads(c.was), "now": json.loads(c.now)} for c in reviewed.corrected]
    return {"review": {"state": reviewed.state, **({"corrected": changes} if changes else {})}}


def told_form(told: ToldFigure) -> Form:
    """A figure as one report tells it."""
    return {
        "what": told.what,
        "low": number(told.low),
        "best": number(told.best),
        "high": number(told.high),
        "source": told.source,
        "report": told.report,
        "published": iso(told.published),
        "statement": told.statement,
        "superseded": told.superseded,
    }


def view_form(view: FigureView) -> Form:
    """Three views of one thing counted."""
    return {
        "what": view.what,
        "conservative": number(view.conservative),
        "representative": number(view.representative),
        "informative": number(view.informative),
        "low": number(view.low),
        "high": number(view.high),
        "open": view.open,
        "basis": view.basis,
        "tellers": view.tellers,
    }


def movement_form(movement: Movement) -> Form:
    """A movement record."""
    return {
        "id": movement.id,
        "what": movement.what,
        "participants": [actor_form(a) for a in movement.participants],
        "cargo": [figure_form(f) for f in movement.cargo],
        "origin": _place(movement.origin),
        "destination": _place(movement.destination),
        "via": [place_form(p) for p in movement.via],
        "stops": [_stop(s) for s in movement.stops],
        "position": _stop(movement.position) if movement.position else None,
        "eta": _range(movement.eta),
        "status": movement.status,
        "agreement": movement.agreement,
        "statements": list(movement.statements),
        "reports": list(movement.reports),
        "expected": [_expectation(e) for e in movement.expected],
        "told": [told_form(f) for f in movement.told],
        "voices": [_voice(v) for v in movement.voices],
        **_review(movement.review),
    }


def agreement_form(agreement: Agreement) -> Form:
    """An agreement record."""
    return {
        "id": agreement.id,
        "parties": [actor_form(a) for a in agreement.parties],
        "date": _range(agreement.date),
        "terms": [_term(t) for t in agreement.terms],
        "steps": [_step(s) for s in agreement.steps],
        "areas": [place_form(p) for p in agreement.areas],
        "statements": list(agreement.statements),
        "reports": list(agreement.reports),
        "voices": [_voice(v) for v in agreement.voices],
        **_review(agreement.review),
    }


def control_form(control: Control) -> Form:
    """A line of control."""
    return {
        "id": control.id,
        "area": _place(control.area),
        "actors": [actor_form(a) for a in control.actors],
        "degree": control.degree,
        "change": control.change,
        "status": control.status,
        "from": iso(control.start),
        "to": iso(control.end),
        "except": [e if isinstance(e, str) else place_form(e) for e in control.exceptions],
        "condition": control.condition,
        "statements": list(control.statements),
        "reports": list(control.reports),
        "said_by": [saying_form(s) for s in control.said_by],
        "told": _range(control.told),
        "agreement": control.agreement,
        "voices": [_voice(v) for v in control.voices],
        **_review(control.review),
    }


def actor_form(actor: Actor) -> Form:
    """An actor of a record."""
    return {"name": actor.name, "actor_id": actor.actor_id, "actor_type": actor.actor_type, "text": actor.text, "type": actor.type}


def _place(place: Place | None) -> Form | None:
    return place_form(place) if place is not None else None


def _weapon(weapon: Weapon) -> Form:
    return {"kind": weapon.kind, "text": weapon.text}


def saying_form(saying: Saying) -> Form:
    """Who says so, as a record has it."""
    return {"name": saying.name, "basis": saying.basis}


def _range(given: Range | None, *, grounded: bool = False) -> Form | None:
    if given is None:
        return None
    form: Form = {"from": iso(given.start), "to": iso(given.end), "precision": given.precision}
    if grounded:
        form["basis"] = given.basis
    return form


def _stop(stop: Stop) -> Form:
    return {"place": _place(stop.place), "when": _range(stop.when), "status": stop.status, "statements": list(stop.statements)}


def _expectation(expected: Expectation) -> Form:
    return {
        "place": place_form(expected.place),
        "when": _range(expected.when),
        "statements": list(expected.statements),
        "outcome": expected.outcome,
        "ground": list(expected.ground),
    }


def _voice(voice: Voice) -> Form:
    return {"name": voice.name, "reports": list(voice.reports), "carried_by": list(voice.carried_by)}


def _term(term: Term) -> Form:
    return {
        "what": term.what,
        "by": actor_form(term.by) if term.by else None,
        "to": actor_form(term.to) if term.to else None,
        "in_exchange_for": term.in_exchange_for,
    }


def _step(step: Step) -> Form:
    return {"order": step.order, "what": step.what, "status": step.status, "statements": list(step.statements)}


def number(value: float | None) -> float | int | None:
    """A number as the forms write it: a whole one without a point."""
    return int(value) if value is not None and value == int(value) else value


def place_form(place: Place | PlaceMention) -> Form:
    """A place object."""
    return {
        "name": place.name,
        "place_id": place.place_id,
        "kind": place.kind,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "country": place.country,
        "admin1": place.admin1,
    }


def figure_form(figure: Figure) -> Form:
    """A figure, its ends null where open or unknown."""
    return {
        "what": figure.what,
        "low": number(figure.low),
        "best": number(figure.best),
        "high": number(figure.high),
        "part_of": figure.part_of,
        "cumulative": figure.cumulative,
    }
