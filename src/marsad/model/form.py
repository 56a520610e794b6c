"""The fixed form of a Reading, as `marsad code` prints it: field names that everything else rests on."""

from typing import TYPE_CHECKING

from marsad.model.form_record import Form, figure_form, number, place_form, records_form
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
from marsad.model.report import Report
from marsad.model.statement import SaidBy, Statement
from marsad.model.when import iso

if TYPE_CHECKING:  # a Reading knows its form, so that its form cannot load it
    from marsad.model.reading import Reading

__all__ = [
    "VERSION", "Form", "candidate_form", "error_form", "figure_form", "mention_form", "place_form", "records_form", "report_form",
    "said_form", "statement_form", "to_dict",
]  # fmt: skip

VERSION = "1"


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
            form["low"] = number(mention.low)
            form["high"] = number(mention.high)
            form["best"] = number(mention.best)
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


def said_form(said: SaidBy) -> Form:
    """Who says so."""
    return {"name": said.name, "mention": said.mention, "basis": said.basis}
