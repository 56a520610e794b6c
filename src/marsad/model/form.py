"""The fixed form of a Reading, as `marsad code` prints it: field names that everything else rests on."""

from typing import TYPE_CHECKING, Any

from marsad.model.mention import (
    MENTION_TYPES,
    ActorMention,
    Mention,
    ObjectMention,
    PersonMention,
    PlaceCandidate,
    PlaceMention,
    QuantityMention,
    ReportMention,
    TimeMention,
    WeaponMention,
)
from marsad.model.record import (
    Actor,
    Agreement,
    Control,
    Event,
    FigureView,
    Movement,
    Place,
    Range,
    Records,
    Saying,
    Step,
    Stop,
    Term,
    ToldFigure,
    Weapon,
)
from marsad.model.report import Report
from marsad.model.statement import Figure, SaidBy, Statement
from marsad.model.when import iso

if TYPE_CHECKING:  # a Reading knows its form, so that its form cannot load it
    from marsad.model.reading import Reading

VERSION = "1"

Form = dict[str, Any]


def to_dict(reading: "Reading") -> Form:
    """A Reading as the contract writes it: `id`, `report`, `mentions`, `statements`, `records`, `marsad`."""
    return {
        "id": reading.report.id,
        "report": report_form(reading.report),
        "mentions": [mention_form(m) for m in reading.mentions],
        "statements": [statement_form(s) for s in reading.statements],
        "records": records_form(reading.records),
        "marsad": VERSION,
    }


def error_form(report_id: str, error: str) -> Form:
    """What stands in the place of a report that could not be read."""
    return {"id": report_id, "error": error, "marsad": VERSION}


def report_form(report: Report) -> Form:
    """The report, text and all."""
    return {
        "id": report.id,
        "sha256": report.sha256,
        "title": report.title,
        "source": report.source,
        "url": report.url,
        "published": report.published,
        "published_basis": report.published_basis,
        "language": report.language,
        "text": report.text,
    }


def mention_form(mention: Mention) -> Form:
    """A mention with the fields of its type."""
    form: Form = {
        "id": mention.id,
        "type": MENTION_TYPES[type(mention)],
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "rule": mention.rule,
    }
    match mention:
        case TimeMention():
            form["timex_type"] = mention.timex_type
            form["value"] = mention.value
            form["from"] = iso(mention.start_at)
            form["to"] = iso(mention.end_at)
            form["precision"] = mention.precision
            if mention.alternative is not None:
                form["alternative"] = mention.alternative
        case PlaceMention():
            form |= place_form(mention)
            form["confidence"] = round(mention.confidence, 3)
            form["alternatives"] = [candidate_form(c) for c in mention.alternatives]
        case ActorMention():
            form["name"] = mention.name
            form["actor_id"] = mention.actor_id
            form["codes"] = dict(mention.codes)
            form["actor_type"] = mention.actor_type
            form["corefers"] = mention.corefers
        case PersonMention():
            form["name"] = mention.name
            form["role"] = mention.role
            form["codes"] = dict(mention.codes)
            form["corefers"] = mention.corefers
        case QuantityMention():
            form["low"] = _number(mention.low)
            form["high"] = _number(mention.high)
            form["best"] = _number(mention.best)
            form["unit"] = mention.unit
            form["what"] = mention.what
            form["vague"] = mention.vague
            form["part_of"] = mention.part_of
            form["cumulative"] = mention.cumulative
        case ObjectMention():
            form["kind"] = mention.kind
            form["corefers"] = mention.corefers
        case WeaponMention():
            form["kind"] = mention.kind
        case ReportMention():
            form["published_from"] = iso(mention.published_from)
            form["published_to"] = iso(mention.published_to)
            form["source"] = mention.source
    return form


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


def candidate_form(candidate: PlaceCandidate) -> Form:
    """Another place that the name may stand for."""
    return {
        "name": candidate.name,
        "place_id": candidate.place_id,
        "kind": candidate.kind,
        "lat": candidate.lat,
        "lon": candidate.lon,
        "country": candidate.country,
        "admin1": candidate.admin1,
        "confidence": round(candidate.confidence, 3),
    }


def statement_form(statement: Statement) -> Form:
    """A statement; beside the contract's keys those of the model that are not empty."""
    form: Form = {
        "id": statement.id,
        "kind": statement.kind,
        "status": statement.status,
        "start": statement.start,
        "end": statement.end,
        "trigger": {"start": statement.trigger.start, "end": statement.trigger.end, "text": statement.trigger.text},
        "when": None,
        "where": [{"role": w.role, "mention": w.mention} for w in statement.where],
        "who": [{"role": w.role, "mention": w.mention} for w in statement.who],
        "with": [{"role": w.role, "mention": w.mention} for w in statement.with_],
        "figures": [figure_form(f) | {"mention": f.mention} for f in statement.figures],
        "said_by": [said_form(s) for s in statement.said_by],
        "condition": statement.condition,
        "because": statement.because,
        "refers_to": statement.refers_to,
        "rule": statement.rule,
        "score": round(statement.score, 3),
    }
    if statement.when is not None:
        when = statement.when
        form["when"] = {
            "from": iso(when.start),
            "to": iso(when.end),
            "precision": when.precision,
            "mention": when.mention,
            "basis": when.basis,
        }
    if isinstance(statement.because, tuple):
        form["because"] = {"start": statement.because[0], "end": statement.because[1]}
    for key in ("phase", "degree", "change", "against", "part_of_agreement", "step", "subject"):
        value = getattr(statement, key)
        if value is not None:
            form[key] = value
    return form


def figure_form(figure: Figure) -> Form:
    """A figure, its ends null where open or unknown."""
    return {
        "what": figure.what,
        "low": _number(figure.low),
        "best": _number(figure.best),
        "high": _number(figure.high),
        "part_of": figure.part_of,
        "cumulative": figure.cumulative,
    }


def said_form(said: SaidBy) -> Form:
    """Who says so."""
    return {"name": said.name, "mention": said.mention, "basis": said.basis}


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
        "said_by": [_saying(s) for s in event.said_by],
        "statements": list(event.statements),
        "quote": event.quote,
        "reports": list(event.reports),
        "voices": [{"name": v.name, "reports": list(v.reports), "carried_by": list(v.carried_by)} for v in event.voices],
        "told": [told_form(f) for f in event.told],
        "views": [view_form(v) for v in event.views],
    }


def told_form(told: ToldFigure) -> Form:
    """A figure as one report tells it."""
    return {
        "what": told.what,
        "low": _number(told.low),
        "best": _number(told.best),
        "high": _number(told.high),
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
        "conservative": _number(view.conservative),
        "representative": _number(view.representative),
        "informative": _number(view.informative),
        "low": _number(view.low),
        "high": _number(view.high),
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
        "said_by": [_saying(s) for s in control.said_by],
        "told": _range(control.told),
        "agreement": control.agreement,
    }


def actor_form(actor: Actor) -> Form:
    """An actor of a record."""
    return {"name": actor.name, "actor_id": actor.actor_id, "actor_type": actor.actor_type, "text": actor.text, "type": actor.type}


def _place(place: Place | None) -> Form | None:
    return place_form(place) if place is not None else None


def _weapon(weapon: Weapon) -> Form:
    return {"kind": weapon.kind, "text": weapon.text}


def _saying(saying: Saying) -> Form:
    return {"name": saying.name, "basis": saying.basis}


def _range(given: Range | None, *, grounded: bool = False) -> Form | None:
    if given is None:
        return None
    form: Form = {"from": iso(given.start), "to": iso(given.end), "precision": given.precision}
    if grounded:
        form["basis"] = given.basis
    return form


def _stop(stop: Stop) -> Form:
    return {"place": _place(stop.place), "when": _range(stop.when), "status": stop.status}


def _term(term: Term) -> Form:
    return {
        "what": term.what,
        "by": actor_form(term.by) if term.by else None,
        "to": actor_form(term.to) if term.to else None,
        "in_exchange_for": term.in_exchange_for,
    }


def _step(step: Step) -> Form:
    return {"order": step.order, "what": step.what, "status": step.status, "statements": list(step.statements)}


def _number(value: float | None) -> float | int | None:
    """Whole numbers without a point."""
    return int(value) if value is not None and value == int(value) else value
