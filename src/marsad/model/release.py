"""What leaves the house at one time: records, the reports and statements they rest on, and under which policy. Formats write this alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from marsad.model.form import Form
from marsad.model.record import Saying
from marsad.model.review import ReviewState
from marsad.model.statement import Status

Tier = Literal["internal", "trusted", "public"]
ExportView = Literal["conservative", "representative", "informative"]
Grade = Literal["A", "B", "C", "D", "E", "F"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAbout:
    """What may be said of a report. `source` is its label; `grade` the letter of the Admiralty scale by which its source is known, A
    (reliable) to F (cannot be judged); `published` an ISO 8601 date or date-time; `sha256` that of its text. None: not known or withheld.
    The key by which a Release knows the report is no more than a name: protection may give it another one."""

    id: str
    source: str | None = None
    grade: Grade = "F"
    title: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words from which one field of a statement was read. `field`: `when`, `place`, `from_place`, `to_place`, `actors`, `targets`,
    `weapons`, `kind` (the trigger) or `figures.WHAT`; `value`: what was understood (a name, a range); [start, end) code points of the
    report's text."""

    field: str
    value: str | None
    text: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementAbout:
    """What may be said of one statement of one report: its clause as `quote`, [start, end) in code points, the words of its fields, who
    says so, the rule that read it and how sure it is (0 to 1), and what people judged, when, in which role."""

    id: str
    report: str
    kind: str
    status: Status
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    rule: str | None = None
    score: float | None = None
    said_by: tuple[Saying, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    review: ReviewState = "unreviewed"
    reviewer_role: str | None = None
    reviewed_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """All that an export writes: nothing reaches a file, a file's name or the manifest that does not stand here.

    `records`: record forms, each with its sort as `record` (`event`, `movement`, `agreement`, `control`), in the order of time. Events
    hold the time, place and parties of the `view`, and beside the fields of the form `codes` (scheme -> code: `acled` -> `event_type`,
    `sub_event_type`; `plover` -> `event`); each of their `actors` and `targets` holds `side` (1 or 2, None where it is on neither) and
    `codes` (scheme -> its code there).
    `claims`: the same form with `record` = `claim`, an event as one report tells it, with `report` and `event` (the id of the record);
    claims of events that are not among the records are not here. Places of all of them hold `near` = true beside the fields of a place
    where the words only say that it was by or around the place.
    `units`: places (their forms) of countries by `SY`, of first-level units by `SY/Homs`, of the first towns of these by
    `SY/Homs/capital`: what a place may be coarsened to.
    `reports` by id, `statements` by ids of report and statement: those that records and claims name.
    `filters`: what was asked for, as a person wrote it. `pack`: its name and version, `pack_digest` its digest, `timezone` the IANA name of
    the zone in which all moments are told; `policy`: the name of the protection policy, None where none was applied."""

    records: tuple[Form, ...]
    claims: tuple[Form, ...] = ()
    reports: Mapping[str, ReportAbout] = field(default_factory=dict)
    statements: Mapping[tuple[str, str], StatementAbout] = field(default_factory=dict)
    units: Mapping[str, Form] = field(default_factory=dict)
    tier: Tier = "internal"
    view: ExportView = "representative"
    policy: str | None = None
    filters: Mapping[str, str] = field(default_factory=dict)
    version: str = "0"
    pack: str = ""
    pack_digest: str = ""
    timezone: str = "UTC"

    def sort(self, name: str) -> tuple[Form, ...]:
        """The records of one sort."""
        return tuple(r for r in self.records if r["record"] == name)

    def claims_of(self, record_id: str) -> tuple[Form, ...]:
        """What single reports tell of an event, the earliest published first."""
        return tuple(c for c in self.claims if c["event"] == record_id)

    def statements_of(self, record: Form) -> tuple[StatementAbout, ...]:
        """The statements that a record or claim rests on and that may be shown, in its order of statements and then of reports."""
        reports = [record["report"]] if record["record"] == "claim" else record["reports"]
        found = (self.statements.get((r, s)) for s in record["statements"] for r in reports)
        return tuple(about for about in found if about is not None)

    def reports_of(self, record: Form) -> tuple[ReportAbout, ...]:
        """The reports that a record rests on and that may be named, the earliest published first."""
        found = (self.reports[r] for r in record["reports"] if r in self.reports)
        return tuple(sorted(found, key=lambda r: (r.published or "~", r.id)))
