"""What happened, told for people: sections of entries, each with numbers as ranges, the words of reports, and how far it is borne out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from marsad.exports.parts.cells import clean
from marsad.exports.parts.facts import HAPPENED, Facts, facts_of, review_of
from marsad.exports.parts.figures import said as said_toll
from marsad.exports.parts.spans import Span, day_of, last_day, said, said_span
from marsad.exports.parts.spots import admin1_of
from marsad.model.form import Form
from marsad.model.release import Release, StatementAbout

MOST_QUOTES = 3
LATEST = "9999"
TOLD_BY_OTHERS = ("movement", "agreement", "control")
NOT_YET = ("expected", "planned", "conditional")


class Quote(NamedTuple):
    """Words of a report, and where they stand."""

    words: str
    source: str


class Entry(NamedTuple):
    """One record: a line that names it, lines that tell of it, quotes."""

    head: str
    lines: tuple[str, ...]
    quotes: tuple[Quote, ...]


class Section(NamedTuple):
    """Entries of one sort. `note`: what a reader must know of all of them."""

    title: str
    note: str
    entries: tuple[Entry, ...]


class Source(NamedTuple):
    """A report that the story rests on."""

    label: str
    url: str | None


class Story(NamedTuple):
    """The whole."""

    title: str
    lines: tuple[str, ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]


def story_of(release: Release) -> Story:
    """A Release as a story. Sections without entries are not there; an event that only tells again what a movement, a deal or a line of
    control tells is left to these."""
    others = {s for sort in TOLD_BY_OTHERS for r in release.sort(sort) for s in r["statements"]}
    facts = [facts_of(e, release) for e in release.sort("event")]
    facts = [f for f in facts if not (f.event["kind"] in TOLD_BY_OTHERS and others.issuperset(f.event["statements"]))]
    facts.sort(key=lambda f: (f.span.first.isoformat() if f.span.first else LATEST, f.event["id"]))
    held = release.sort("control")

    def told(*statuses: str) -> tuple[Entry, ...]:
        return tuple(_event(f, release) for f in facts if f.event["status"] in statuses)

    def holds(*statuses: str) -> tuple[Entry, ...]:
        return tuple(_control(c, release) for c in held if c["status"] in statuses)

    sections = (
        Section("What happened", "", told(*HAPPENED)),
        Section("On the move", "", tuple(_movement(m, release) for m in release.sort("movement"))),
        Section("Agreements", "", tuple(_agreement(a, release) for a in release.sort("agreement"))),
        Section("Who holds what", "", holds(*HAPPENED)),
        Section("Alleged", "One side says so, and who reports it keeps a distance.", (*told("alleged"), *holds("alleged"))),
        Section("Denied", "Said not to have happened.", (*told("denied"), *holds("denied"))),
        Section("Expected, planned or conditional", "None of this is told as having happened.", (*told(*NOT_YET), *holds(*NOT_YET))),
    )
    return Story(_title(facts, release), _lines(release), tuple(s for s in sections if s.entries), tuple(_sources(release)))


def _title(facts: Sequence[Facts], release: Release) -> str:
    since, until = release.filters.get("since"), release.filters.get("until")
    days = sorted(d for f in facts if f.event["status"] in HAPPENED for d in (f.span.first, f.span.last) if d)
    first = day_of(since) or (days[0] if days else None)
    last = last_day(since, until) or (days[-1] if days else None)
    return f"What happened, {said_span(Span(first, last))}" if first or last else "What happened"


def _lines(release: Release) -> tuple[str, ...]:
    counts = [(len(release.sort(sort)), sort) for sort in ("event", "movement", "agreement")]
    told = ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in counts if n)
    count = len(release.reports)
    lines = [
        f"{told or 'No records'}, read by machine in {count} report{'' if count == 1 else 's'}. Numbers are as told, not counted by us."
    ]
    asked = "; ".join(f"{key}: {clean(value)}" for key, value in sorted(release.filters.items()))
    lines += [f"Asked for: {asked}."] if asked else []
    lines.append(f"View: {release.view}. Tier: {release.tier}." + (f" Policy: {release.policy}." if release.policy else ""))
    return tuple(lines)


def _sources(release: Release) -> Iterator[Source]:
    for about in sorted(release.reports.values(), key=lambda r: (r.published or LATEST, r.id)):
        day = day_of(about.published)
        parts = [about.source, f"“{clean(about.title)}”" if about.title else None, said(day) if day else None]
        yield Source(", ".join(clean(p) for p in parts if p) or about.id, about.url)


def _event(facts: Facts, release: Release) -> Entry:
    event = facts.event
    act = event["kind"].replace("_", " ") + ("" if event["status"] in HAPPENED else f" ({event['status']})")
    one, two = (" and ".join(p.name for p in side) for side in facts.sides)
    parties = " → ".join(p for p in (one, two) if p)
    counted = ((facts.killed, "killed"), (facts.injured, "injured"))
    tolls = [said_toll(t, what) + (" (tellers do not agree)" if t.disputed else "") for t, what in counted if t]
    lines = [
        parties,
        ", ".join(dict.fromkeys(w["text"] or w["kind"].replace("_", " ") for w in event["weapons"])),
        "; ".join(tolls),
        _standing(facts.voices, facts.review),
    ]
    return _entry((said_span(facts.span), act, _where(facts.place)), lines, facts.statements, release)


def _movement(record: Form, release: Release) -> Entry:
    told = release.statements_of(record)
    who = ", ".join(p["name"] for p in record["participants"])
    stops = [
        " ".join(p for p in (s["status"], _name(s["place"]), f"({_when(s['when'])})" if _when(s["when"]) else "") if p)
        for s in record["stops"]
        if s["place"]
    ]
    ends = [("from", record["origin"]), ("to", record["destination"])]
    lines = [
        who,
        " ".join(f"{word} {_where(place)}" for word, place in ends if place),
        ("by way of " + ", ".join(_name(p) for p in record["via"])) if record["via"] else "",
        "; ".join(stops),
        _cargo(record["cargo"]),
        f"expected {_when(record['eta'])}" if _when(record["eta"]) else "",
        _standing(None, review_of(told)),
    ]
    return _entry((record["what"] or "movement", record["status"].replace("_", " ")), lines, told, release)


def _agreement(record: Form, release: Release) -> Entry:
    told = release.statements_of(record)
    parties = ", ".join(p["name"] for p in record["parties"])
    terms = [
        t["what"] + (f", in exchange for {t['in_exchange_for']}" if t["in_exchange_for"] else "") for t in record["terms"] if t["what"]
    ]
    steps = [f"step {s['order'] or '?'}, {s['status'].replace('_', ' ')}: {s['what']}" for s in record["steps"] if s["what"]]
    head = (_when(record["date"]), "agreement", f"between {parties}" if parties else "")
    return _entry(head, [*(f"term: {t}" for t in terms), *steps, _standing(None, review_of(told))], told, release)


def _control(record: Form, release: Release) -> Entry:
    told = release.statements_of(record)
    who = " and ".join(a["name"] for a in record["actors"]) or "not told whom"
    status = "" if record["status"] in HAPPENED else f" ({record['status']})"
    act = f"{record['change'] or 'held'} by {who}{status}"
    except_for = ", ".join(e if isinstance(e, str) else _name(e) for e in record["except"])
    when = said_span(Span(day_of(record["from"]), last_day(record["from"], record["to"])))
    lines = [
        f"degree: {record['degree']}" if record["degree"] else "",
        f"except for {except_for}" if except_for else "",
        _standing(None, review_of(told)),
    ]
    return _entry((when, _where(record["area"]), act), lines, told, release)


def _entry(head: Iterable[str], lines: Iterable[str], told: Sequence[StatementAbout], release: Release) -> Entry:
    shown: dict[str, Quote] = {}
    for about in told:
        if about.quote and clean(about.quote) not in shown:
            shown[clean(about.quote)] = Quote(clean(about.quote), _source(about, release))
    quotes = tuple(list(shown.values())[:MOST_QUOTES])
    return Entry(" · ".join(clean(h) for h in head if h), tuple(clean(line) for line in lines if clean(line)), quotes)


def _source(about: StatementAbout, release: Release) -> str:
    report = release.reports.get(about.report)
    if report is None:
        return ""
    cited = [s.name for s in about.said_by if s.basis == "named" and s.name]
    day: date | None = day_of(report.published)
    parts = [report.source, said(day) if day else None, f"citing {', '.join(cited)}" if cited else None]
    return clean(", ".join(p for p in parts if p))


def _standing(voices: int | None, review: str) -> str:
    said_by = "" if voices is None else f"{voices} independent voices; " if voices > 1 else "one voice, uncorroborated; "
    return f"{said_by}review: {review.replace('_', ' ')}"


def _cargo(figures: Sequence[Form]) -> str:
    """What is carried, told by whoever tells it, parts left out."""
    told = []
    for f in figures:
        if f["part_of"] is None and not f["cumulative"] and (f["low"] is not None or f["high"] is not None):
            low, high = f["low"], f["high"]
            span = (
                f"at least {low:g}"
                if high is None
                else f"up to {high:g}"
                if low is None
                else f"{low:g}"
                if low == high
                else f"{low:g} to {high:g}"
            )
            told.append(f"{span} {f['what'].replace('_', ' ')}")
    return "told: " + "; ".join(dict.fromkeys(told)) if told else ""


def _when(when: Form | None) -> str:
    if when is None:
        return ""
    return said_span(Span(day_of(when["from"]), last_day(when["from"], when["to"])))


def _name(place: Form | None) -> str:
    return clean(place["name"] or "") if place else ""


def _where(place: Form | None) -> str:
    if place is None or not _name(place):
        return ""
    unit = admin1_of(place)
    by = "near " if place.get("near") else ""
    return by + _name(place) + (f" ({unit})" if unit and unit != place["name"] else "")
