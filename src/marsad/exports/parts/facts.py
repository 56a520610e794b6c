"""An event as the narrow formats see it: days, spot, sides, tolls, voices, review; and in words for people."""

from collections.abc import Iterator
from typing import NamedTuple

from marsad.exports.parts.countries import Country, country_of
from marsad.exports.parts.figures import Toll, said, toll
from marsad.exports.parts.parties import Sides, sides_of
from marsad.exports.parts.spans import Span, day_of, said_span, span_of
from marsad.exports.parts.spans import said as said_day
from marsad.exports.parts.spots import admin1_of
from marsad.model.form import Form
from marsad.model.release import Release, StatementAbout
from marsad.model.review import ReviewState, weakest

HAPPENED = ("happened", "ongoing")


class Facts(NamedTuple):
    """One event. `voices`: how many independent voices tell of it (never less than 1); `sources`: the labels of its reports; `review`: the
    state of the least sure of its statements."""

    event: Form
    span: Span
    place: Form | None
    country: Country | None
    sides: Sides
    killed: Toll | None
    injured: Toll | None
    voices: int
    sources: tuple[str, ...]
    review: ReviewState
    statements: tuple[StatementAbout, ...]

    @property
    def corroborated(self) -> bool:
        """Whether a second, independent voice tells it."""
        return self.voices > 1


def facts_of(event: Form, release: Release) -> Facts:
    """The facts of an event record."""
    place, statements = event["place"], release.statements_of(event)
    return Facts(
        event=event,
        span=span_of(event, release),
        place=place,
        country=country_of(place.get("country")) if place else None,
        sides=sides_of(event),
        killed=toll(event, "killed", release.view),
        injured=toll(event, "injured", release.view),
        voices=max(1, len(event.get("voices", ()))),
        sources=tuple(dict.fromkeys(r.source for r in release.reports_of(event) if r.source)),
        review=review_of(statements),
        statements=statements,
    )


def happened(release: Release) -> Iterator[Facts]:
    """The events that took place or go on. What is denied, planned, expected, conditional or only alleged is no event of a data set."""
    return (facts_of(e, release) for e in release.sort("event") if e["status"] in HAPPENED)


def review_of(statements: tuple[StatementAbout, ...]) -> ReviewState:
    """The state of the least sure of some statements."""
    return weakest(s.review for s in statements)


def note(facts: Facts, release: Release) -> str:
    """An event in a few sentences: when and where, what, who, how many, the words of one report, and how far it is borne out."""
    told = [_lead(facts), _tolls(facts), _quote(facts, release), _standing(facts)]
    return " ".join(part for part in told if part)


def _lead(facts: Facts) -> str:
    event, place = facts.event, facts.place
    when = said_span(facts.span)
    where = ""
    if place is not None and place["name"]:
        unit = admin1_of(place)
        by = "near" if place.get("near") else "in"
        where = f"{by} {place['name']}" + (f" ({unit})" if unit and unit != place["name"] else "")
    parts = [f"On {when}" if facts.span.days == 1 else f"{when[:1].upper()}{when[1:]}" if when else "", where]
    head = ", ".join(p for p in parts if p)
    act = event["kind"].replace("_", " ")
    by = " and ".join(p.name for p in facts.sides.one)
    to = " and ".join(p.name for p in facts.sides.two)
    means = ", ".join(dict.fromkeys(w["text"] for w in event["weapons"] if w["text"]))
    equal = bool(to) and not event["targets"]
    act += f" between {by} and {to}" if equal else (f" by {by}" if by else "") + (f", acted upon: {to}" if to else "")
    act += f" ({means})" if means else ""
    return f"{head}: {act}." if head else f"{act[:1].upper()}{act[1:]}."


def _tolls(facts: Facts) -> str:
    counted = [(count, what) for count, what in ((facts.killed, "killed"), (facts.injured, "injured")) if count is not None]
    told = [said(count, what) + (" (tellers do not agree)" if count.disputed else "") for count, what in counted]
    return "; ".join(told).capitalize() + "." if told else "Toll not given."


def _quote(facts: Facts, release: Release) -> str:
    shown = next((s for s in facts.statements if s.quote), None)
    if shown is None or not shown.quote:
        return ""
    about = release.reports.get(shown.report)
    day = day_of(about.published) if about else None
    by = ", ".join(p for p in ((about.source if about else None), said_day(day) if day else None) if p)
    return f"“{shown.quote}”" + (f" ({by})." if by else ".")


def _standing(facts: Facts) -> str:
    voices = f"{facts.voices} independent voices" if facts.corroborated else "one voice, uncorroborated"
    return f"{voices[:1].upper()}{voices[1:]}; review: {facts.review.replace('_', ' ')}."
