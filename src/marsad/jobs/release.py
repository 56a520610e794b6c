"""The record, or a part of it, as a Release: everything that a format, a page or a site may say, before anything is withheld."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from marsad import __version__
from marsad.fold.judged import judged
from marsad.fold.records import fold_records
from marsad.jobs.parties import Coded, coded, with_codes
from marsad.jobs.units import units_of, with_near
from marsad.jobs.viewed import viewed
from marsad.model.form import Form, statement_form
from marsad.model.form_in import from_dict
from marsad.model.form_record import records_form
from marsad.model.judgement import Sealed, standing
from marsad.model.record import Saying
from marsad.model.release import ExportView, Phrase, Release, ReportAbout, StatementAbout
from marsad.model.review import ReviewState, review_of
from marsad.pack.pack import Pack
from marsad.store.base import Kept, View, Wanted

Key = tuple[str, str]
FIELD_OF_ROLE = {
    "at": "place", "near": "place", "within": "place", "via": "place", "to": "to_place", "from": "from_place",
    "agent": "actors", "participant": "actors", "giver": "actors", "party": "actors", "holder": "actors",
    "target": "targets", "receiver": "targets", "loser": "targets", "weapon": "weapons", "means": "weapons", "damaged": "targets",
}  # fmt: skip

REVIEWING = ("accept", "correct", "reject", "unsure", "second_reader")


class Reviewed(NamedTuple):
    """What people say of a statement: its state, in which role the last of them spoke, and when; who it was stays in the house."""

    state: ReviewState = "unreviewed"
    role: str | None = None
    at: str | None = None


class Told(NamedTuple):
    """What one report gives to a Release."""

    about: ReportAbout
    statements: dict[str, StatementAbout]
    coded: dict[str, Coded]
    claims: tuple[Form, ...]
    near: dict[str, frozenset[str]]


def release_of(
    view: View,
    pack: Pack,
    wanted: Wanted = Wanted(),
    chosen: ExportView = "representative",
    filters: Mapping[str, str] | None = None,
    watch: Callable[[Iterable[str]], Iterable[str]] = iter,
) -> Release:
    """The records wanted, as an internal Release: nothing is withheld yet. `watch` sees the id of each report go by."""
    records = list(view.records(wanted))
    statements = _wanted(records)
    event_of = {(r, s): e["id"] for e in records if e["record"] == "event" for r in e["reports"] for s in e["statements"]}
    told = {
        i: _told(kept, tuple(view.judgements(report=i)), pack, statements[i], event_of)
        for i in watch(sorted(statements))
        if (kept := view.report(i)) is not None
    }
    claims = sorted(chain.from_iterable(t.claims for t in told.values()), key=lambda c: (told[c["report"]].about.published or "~", c["id"]))
    by_event: dict[str, list[Form]] = {}
    for claim in claims:
        by_event.setdefault(claim["event"], []).append(claim)
    finished = [_finished(r, told, by_event.get(r["id"], []), chosen, pack) for r in records]
    return Release(
        records=tuple(finished),
        claims=tuple(claims),
        reports={i: t.about for i, t in told.items()},
        statements={(i, s): about for i, t in told.items() for s, about in t.statements.items()},
        units=units_of({c for r in (*finished, *claims) for c in _countries(r)}, pack),
        view=chosen,
        filters=dict(filters or {}),
        version=__version__,
        pack=f"{pack.name} {pack.version}",
        pack_digest=pack.digest,
        timezone=pack.timezone,
    )


def _wanted(records: Iterable[Form]) -> dict[str, frozenset[str]]:
    """The statements that the records rest on, by report."""
    found: dict[str, set[str]] = {}
    for record in records:
        for report in record["reports"]:
            found.setdefault(report, set()).update(record["statements"])
    return {report: frozenset(ids) for report, ids in found.items()}


def _told(kept: Kept, judgements: tuple[Sealed, ...], pack: Pack, wanted: frozenset[str], event_of: Mapping[Key, str]) -> Told:
    form, about = kept.form, kept.form["report"]
    mentions = {m["id"]: m for m in form["mentions"]}
    reading, events = from_dict(form), form["records"]["events"]
    statements = form["statements"]
    if judgements:  # what people corrected is told as they corrected it, what they rejected is not told
        events = records_form(fold_records([reading], pack, judgements))["events"]
        reading = judged(reading, judgements).reading
        statements = [statement_form(s) for s in reading.statements]
    statements = [s for s in statements if s["id"] in wanted]
    by_id = coded(reading, pack, wanted)
    reviewed = reviews(judgements)
    claims = tuple(_claims(kept.id, events, by_id, event_of))
    near = {s["id"]: _near(s, mentions) for s in statements if s["where"]}
    for claim in claims:
        with_near(claim, pack, _all_near(near, claim["statements"]))
    return Told(
        about=ReportAbout(
            id=kept.id,
            source=about["source"],
            title=about["title"],
            url=about["url"],
            published=about["published"],
            language=about["language"],
            sha256=about["sha256"],
        ),
        statements={s["id"]: _statement(kept.id, s, mentions, about["text"], reviewed.get(s["id"], Reviewed())) for s in statements},
        coded=by_id,
        claims=claims,
        near=near,
    )


def _claims(report: str, events: Iterable[Form], coded: Mapping[str, Coded], event_of: Mapping[Key, str]) -> Iterator[Form]:
    """The events of one report, each with the record that it went into: that of the most of its statements, the first of equals."""
    for event in events:
        into = Counter(event_of[report, s] for s in event["statements"] if (report, s) in event_of)
        if into:
            told = with_codes(event, [coded[s] for s in event["statements"] if s in coded])
            yield {"record": "claim", "event": into.most_common(1)[0][0], "report": report} | told | {"reports": [report]}


def reviews(judgements: Iterable[Sealed]) -> dict[str, Reviewed]:
    """What people say of the statements of one report, by statement."""
    about: dict[str, list[Sealed]] = {}
    for one in standing(judgements):
        if one.judgement.verdict in REVIEWING:
            about.setdefault(one.judgement.statement, []).append(one)
    return {name: Reviewed(review_of(said).state, said[-1].judgement.role, said[-1].judgement.at) for name, said in about.items()}


def _statement(report: str, statement: Form, mentions: Mapping[str, Form], text: str, review: Reviewed) -> StatementAbout:
    trigger = statement["trigger"]
    phrases = [Phrase("kind", statement["kind"], trigger["text"], trigger["start"], trigger["end"]), *_phrases(statement, mentions)]
    return StatementAbout(
        id=statement["id"],
        report=report,
        kind=statement["kind"],
        status=statement["status"],
        quote=" ".join(text[statement["start"] : statement["end"]].split()),
        start=statement["start"],
        end=statement["end"],
        rule=statement["rule"],
        score=statement["score"],
        said_by=tuple(Saying(s["name"], s["basis"]) for s in statement["said_by"]),
        phrases=tuple(phrases),
        review=review.state,
        reviewer_role=review.role,
        reviewed_at=review.at,
    )


def _phrases(statement: Form, mentions: Mapping[str, Form]) -> Iterator[Phrase]:
    when = statement["when"]
    if when is not None and when["mention"] in mentions:
        yield _phrase("when", f"{when['from'] or ''}/{when['to'] or ''}", mentions[when["mention"]])
    for part in (*statement["where"], *statement["who"], *statement["with"]):
        if part["role"] in FIELD_OF_ROLE and (mention := mentions.get(part["mention"])) is not None:
            yield _phrase(FIELD_OF_ROLE[part["role"]], mention.get("name") or mention["text"], mention)
    for figure in statement["figures"]:
        if (mention := mentions.get(figure["mention"])) is not None:
            ends = ("" if n is None else f"{n:g}" for n in (figure["low"], figure["high"]))
            yield _phrase(f"figures.{figure['what']}", "..".join(ends), mention)


def _phrase(field: str, value: str, mention: Form) -> Phrase:
    return Phrase(field, value, mention["text"], mention["start"], mention["end"])


def _near(statement: Form, mentions: Mapping[str, Form]) -> frozenset[str]:
    """The names of places near which it was, and that stand in no closer role."""
    roles: dict[str, set[str]] = {}
    for where in statement["where"]:
        if (mention := mentions.get(where["mention"])) is not None and "name" in mention:
            roles.setdefault(mention["name"], set()).add(where["role"])
    return frozenset(name for name, told in roles.items() if told == {"near"})


def _all_near(near: Mapping[str, frozenset[str]], statements: Iterable[str]) -> frozenset[str]:
    """Names that are near in every statement that has a word on it."""
    told = [near[s] for s in statements if s in near]
    return frozenset.intersection(*told) if told else frozenset()


def _finished(record: Form, told: Mapping[str, Told], claims: list[Form], chosen: ExportView, pack: Pack) -> Form:
    if record["record"] == "event":
        parts = [told[r].coded[s] for s in record["statements"] for r in record["reports"] if r in told and s in told[r].coded]
        near = [told[r].near[s] for s in record["statements"] for r in record["reports"] if r in told and s in told[r].near]
        record = viewed(with_codes(record, parts), claims, chosen)
        with_near(record, pack, frozenset.intersection(*near) if near else frozenset())
    else:
        with_near(record, pack)
    return record


def _countries(value: object) -> Iterator[str]:
    """The countries of all places in a form."""
    if isinstance(value, list):
        yield from chain.from_iterable(map(_countries, value))
    elif isinstance(value, dict):
        if "place_id" in value and value.get("country"):
            yield value["country"]
        yield from chain.from_iterable(map(_countries, value.values()))
