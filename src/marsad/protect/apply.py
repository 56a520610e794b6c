"""What may leave of a Release: one pure function, asked once, before anything is written. The same Release, policy, day and judgements
always give the same; nothing is left to chance."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from marsad.errors import MarsadError
from marsad.model.form import Form
from marsad.model.judgement import Sealed
from marsad.model.record import Saying
from marsad.model.release import Release, ReportAbout, StatementAbout
from marsad.protect.case import Case, Guard, day_told
from marsad.protect.classes import citations, classes_of, name_of, places_in
from marsad.protect.counts import figure, small_of, told_numbers
from marsad.protect.fields import FIELDS
from marsad.protect.judged import Judged, judged, kept_in
from marsad.protect.known import Known
from marsad.protect.people import is_private
from marsad.protect.places import is_fine
from marsad.protect.policy import labels_of
from marsad.protect.schema import Policy
from marsad.protect.sieve import found_in, plain_form
from marsad.protect.times import day_of
from marsad.protect.treat import Links, Told, treat
from marsad.protect.ways import origins_of
from marsad.protect.withheld import How, Withheld

HELD = ("targets", "participants")  # the parties of a record that a list of detainees would name
FIGURES = ("figures", "cargo", "told")
HOW: Mapping[str, How] = {"time": "made coarse", "place": "made coarse", "figures": "made coarse", "stops": "made coarse"}
TOLD_FILTERS = ("sort", "kind", "view", "tier")
COVERED = "[withheld]"
NO_LINKS = Links("", {}, {}, {})
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(slots=True)
class _Out:
    """What leaves, as it is gathered."""

    records: list[Form] = field(default_factory=list)
    claims: list[Form] = field(default_factory=list)
    reports: dict[str, tuple[bool, ReportAbout]] = field(default_factory=dict)
    statements: dict[tuple[str, str], tuple[bool, StatementAbout]] = field(default_factory=dict)
    withheld: list[Withheld] = field(default_factory=list)


def protect(
    release: Release, policy: Policy, today: date, judgements: Iterable[Sealed], *, known: Known, key: bytes
) -> tuple[Release, tuple[Withheld, ...]]:
    """What may leave of a Release in its tier on a day, and what was withheld, for the operator alone. The internal tier is given back as
    it is. `key`: the store's secret, from which names outside are made. Give the whole Release, and filter what comes back: what stands
    beside a record decides on its protection too. Raises MarsadError for a Release that was protected before."""
    if release.tier == "internal":
        return release, ()
    if release.policy is not None:
        raise MarsadError("protected already", place=release.policy, advice="give what the store holds, not what was released")
    guard = Guard(policy, policy.tier(release.tier), known, key, labels_of(policy), release.units)
    cases = _cases(release, guard)
    out, said = _Out(), judged(judgements)
    left = {name: why for name, case in cases.items() if (why := _inside(case, release, guard, said, today))}
    names = {name: _outside(name, case, guard) for name, case in cases.items()}
    for name, case in cases.items():  # records come first, and a claim leaves only with its event
        links = _links(
            case, release, guard, names[name], {n: names[n] for n in (case.event, *_pointed(case)) if n in cases and n not in left}
        )
        why = left.get(name) or ("its event is not told" if case.is_claim and left.get(case.event, case.event not in cases) else None)
        if why is None:
            why = _let_out(case, release, guard, links, out)
        if why is not None:
            left[name] = why
            out.withheld.append(Withheld(str(case.form["record"]), case.id, None, "left out", f"{policy.name}: {why}"))
    return _release(release, guard, out), tuple(out.withheld)


def _cases(release: Release, guard: Guard) -> dict[str, Case]:
    classes = classes_of(release, guard.policy)
    beside: dict[str, list[Form]] = defaultdict(list)
    for claim in release.claims:
        beside[str(claim["event"])].append(claim)
    records, origins = {str(record["id"]): record for record in release.records}, origins_of(release)
    found: dict[str, Case] = {}
    for form in (*release.records, *release.claims):
        event = str(form["event"]) if form["record"] == "claim" else str(form["id"])
        family = [records.get(event, form), *beside[event]]
        name = name_of(form)
        case = replace(_case(form, family, classes[name], event, guard), origins=origins.get(name))
        found[name] = replace(case, places=_shown(case, guard))
    return found


def _shown(case: Case, guard: Guard) -> tuple[str, ...]:
    """The names of the places that are told of a record."""
    sort = str(case.form["record"])
    places = {n: v for n, v in case.form.items() if FIELDS[sort].get(n) == "place"}
    told = [_part(sort, n, v, case, guard, NO_LINKS) for n, v in places.items()]
    return tuple(sorted({str(p["name"]) for p in places_in(told) if p.get("name")}))


def _outside(name: str, case: Case, guard: Guard) -> str:
    """The name of a record or claim outside."""
    sort = str(case.form["record"])
    return guard.outside("claim" if case.is_claim else "record", name, guard.rule.fields[sort]["id"][case.protected])


def _pointed(case: Case) -> tuple[str, ...]:
    """The other records that a record points to."""
    return (str(case.form["agreement"]),) if case.form.get("agreement") else ()


def _case(form: Form, family: Sequence[Form], classes: tuple[str, ...], event: str, guard: Guard) -> Case:
    """`family`: an event and what single reports tell of it, whose numbers are weighed together."""
    small_place = bool(classes) or not _wide(form)
    least = guard.rule.small_count if small_place else 1
    lists = [one[name] for one in family for name in FIGURES if isinstance(one.get(name), list)]
    small = small_of(lists, [v for one in family for v in one.get("views", ())], guard.policy.counted, least)
    return Case(
        form=form,
        classes=classes,
        circle=event if classes else "open",
        small=small,
        numbers=told_numbers(figure(f, small) for f in (*form.get("figures", ()), *form.get("cargo", ()))),
        day=day_told(form),
        places=(),
        origins=None,
    )


def _wide(form: Form) -> bool:
    """Whether a record is known to be of a governorate or country and of nothing smaller."""
    found = list(places_in(form))
    return bool(found) and not any(is_fine(p) for p in found)


def _inside(case: Case, release: Release, guard: Guard, said: Judged, today: date) -> str | None:
    """Why a record stays inside as a whole; None where it may leave."""
    rules = [(name, guard.policy.classes[name]) for name in case.classes if name in guard.policy.classes]
    if release.tier == "public":
        for name, rule in rules:
            if rule.then == "leave_out":
                return f"{name}: {rule.about}"
            if rule.if_named and any(is_private(a, case, guard) for held in HELD for a in case.form.get(held, ())):
                return f"{name}, with names: {rule.about}"
    if case.protected and (why := _too_early(case, release, guard, today)):
        return why
    return kept_in(citations(case.form, release), said, today, two_people=guard.rule.two_people)


def _too_early(case: Case, release: Release, guard: Guard, today: date) -> str | None:
    """Whether what a protected record tells, or a report that tells it, is younger than the delay, or so old as nobody knows."""
    delay = guard.rule.delay_days
    published = [release.reports[r].published if r in release.reports else None for r in case.form["reports"]]
    if any(day_of(p) is None for p in published):
        return f"{', '.join(case.classes)}: a report without a date, so that its age is not known"
    days = [d for said in (*published, *_moments(case.form)) if (d := day_of(said)) is not None]
    if max(days) + timedelta(days=delay) > today:
        return f"{', '.join(case.classes)}: younger than {delay} days"
    return None


def _moments(value: object) -> Iterator[str]:
    """Every date in a form."""
    if isinstance(value, str):
        if _ISO.match(value):
            yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _moments(item)
    elif isinstance(value, list):
        for item in value:
            yield from _moments(item)


def _let_out(case: Case, release: Release, guard: Guard, links: Links, out: _Out) -> str | None:
    """A record as it may leave, with the reports and statements that it rests on. Where the last look finds a leak: what, and nothing of
    the record leaves."""
    sort, notes = str(case.form["record"]), []
    told: Form = {"record": sort}
    for name, value in case.form.items():
        if name == "record":
            continue
        family = FIELDS[sort].get(name)
        columns = guard.rule.fields[sort].get(name)
        if family is None or columns is None:
            notes.append(Withheld(sort, case.id, name, "hidden", f"{guard.policy.name}: not named in the policy"))
            continue
        told[name] = treat(family, value, columns[case.protected], Told(name, case, guard, links))
        notes.extend(_note(case, name, family, value, told[name], columns[case.protected], guard))
    reports, statements = _cited(case, release, guard, links)
    said = [plain_form(told), [[s.quote, [p.text for p in s.phrases], [x.name for x in s.said_by]] for s in statements.values()]]
    said.append([[r.source, r.title, r.url] for r in reports.values()])
    if (leak := found_in(said, case, guard)) is not None:
        return f"the last look found a {leak} in it"
    (out.claims if sort == "claim" else out.records).append(told)
    out.withheld.extend(notes)
    for name, report in reports.items():  # where both a protected record and another cite a report, the stricter holds
        out.reports[name] = max(out.reports.get(name, (False, report)), (case.protected, report), key=lambda pair: pair[0])
    for citation, statement in statements.items():
        earlier = out.statements.get(citation, (False, statement))
        out.statements[citation] = max(earlier, (case.protected, statement), key=lambda pair: pair[0])
    return None


def _links(case: Case, release: Release, guard: Guard, own: str, records: Mapping[str, str]) -> Links:
    """`own`: its name outside; `records`: those of the records that it points to, as far as they leave."""
    side = case.protected
    report, statement = guard.rule.fields["report"]["id"][side], guard.rule.fields["statement"]["id"][side]
    cited = [case.form["report"]] if case.is_claim else case.form["reports"]
    return Links(
        own=own,
        reports={r: guard.outside("report", r, report, case.circle) for r in cited if r in release.reports},
        statements={s: guard.outside("statement", s, statement, case.circle) for _, s in citations(case.form, release)},
        records=records,
    )


def _note(case: Case, name: str, family: str, value: Any, told: object, treatment: str, guard: Guard) -> Iterator[Withheld]:
    if family == "id" or told == value or not value:
        return
    how: How = "hidden" if told in (None, [], {}) else HOW.get(family, "replaced")
    why = ", ".join(case.classes) if case.protected else "every record"
    yield Withheld(str(case.form["record"]), case.id, name, how, f"{guard.policy.name}: {why}: {treatment}")


def _cited(
    case: Case, release: Release, guard: Guard, links: Links
) -> tuple[dict[str, ReportAbout], dict[tuple[str, str], StatementAbout]]:
    """The reports and statements that a record rests on, as they may be named with it."""
    reports = {links.reports[r]: _report(release.reports[r], case, guard, links) for r in links.reports}
    statements = {}
    for inside, statement in citations(case.form, release):
        if inside in links.reports:
            about = _statement(release.statements[inside, statement], case, guard, links)
            statements[about.report, about.id] = about
    return reports, statements


def _report(about: ReportAbout, case: Case, guard: Guard, links: Links) -> ReportAbout:
    told = {name: _part("report", name, getattr(about, name), case, guard, links) for name in FIELDS["report"] if name != "id"}
    return ReportAbout(id=links.reports[about.id], **told)


def _statement(about: StatementAbout, case: Case, guard: Guard, links: Links) -> StatementAbout:
    names = [name for name in FIELDS["statement"] if name not in ("id", "report", "said_by", "phrases")]
    told = {name: _part("statement", name, getattr(about, name), case, guard, links) for name in names}
    said = _part("statement", "said_by", [{"name": s.name, "basis": s.basis} for s in about.said_by], case, guard, links)
    return StatementAbout(
        id=links.statements[about.id],
        report=links.reports[about.report],
        said_by=tuple(Saying(s["name"], s["basis"]) for s in said),
        phrases=_part("statement", "phrases", about.phrases, case, guard, links) or (),
        **told,
    )


def _part(sort: str, name: str, value: Any, case: Case, guard: Guard, links: Links) -> Any:
    return treat(FIELDS[sort][name], value, guard.rule.fields[sort][name][case.protected], Told(name, case, guard, links))


def _release(release: Release, guard: Guard, out: _Out) -> Release:
    """The Release of what leaves. Its order tells nothing that it does not tell itself."""
    policy = guard.policy
    kept = {str(p.get("country")) for form in (*out.records, *out.claims) for p in places_in(form)}
    return replace(
        release,
        records=tuple(sorted(out.records, key=_order)),
        claims=tuple(sorted(out.claims, key=_order)),
        reports={name: out.reports[name][1] for name in sorted(out.reports)},
        statements={citation: out.statements[citation][1] for citation in sorted(out.statements)},
        units={name: unit for name, unit in release.units.items() if name.partition("/")[0] in kept},
        policy=f"{policy.name} {policy.digest[:12]}",
        filters={name: said if name in TOLD_FILTERS else COVERED for name, said in release.filters.items()},
    )


def _order(form: Form) -> tuple[str, str, str]:
    day = day_told(form)
    return day.isoformat() if day else "9999", str(form["record"]), str(form["id"])
