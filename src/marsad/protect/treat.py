"""A field with its treatment: what may be told of it."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from marsad.model.form import Form
from marsad.model.release import Phrase
from marsad.protect import counts, people, places, times
from marsad.protect.case import Case, Guard
from marsad.protect.fields import Family
from marsad.protect.texts import redacted
from marsad.protect.ways import on_the_way


class Links(NamedTuple):
    """Names outside: that of the record itself, and, by those inside, those of what it points to and what leaves with it."""

    own: str
    reports: Mapping[str, str]
    statements: Mapping[str, str]
    records: Mapping[str, str]


class Told(NamedTuple):
    """What a treatment needs beside the value: the field's name, the record, the whole, and where its ids lead."""

    name: str
    case: Case
    guard: Guard
    links: Links

    def column(self, sort: str, name: str) -> str:
        """The treatment of another field in the same record."""
        return self.guard.rule.fields[sort][name][self.case.protected]


Treated = Callable[[Any, str, Told], object]


def treat(family: Family, value: Any, treatment: str, told: Told) -> object:
    """The value as it leaves; None, or an empty list where it is one, for what is hidden or empty."""
    if treatment == "hide" or value is None:
        return [] if isinstance(value, list) else {} if isinstance(value, dict) and family == "plain" else None
    return _TREATED[family](value, treatment, told)


def _id(value: Any, _: str, told: Told) -> object:
    links = told.links
    if told.name == "id":
        return links.own
    if told.name == "condition":
        return links.statements.get(value)
    if told.name == "statements":
        return sorted({links.statements[v] for v in value if v in links.statements})
    if told.name == "reports":
        return sorted({links.reports[v] for v in value if v in links.reports})
    return links.reports.get(value) if told.name == "report" else links.records.get(value)


def _time(value: Any, treatment: str, told: Told) -> object:
    if treatment == "exact":
        return value
    if isinstance(value, dict):
        return times.span(value, treatment)
    if told.name in ("from", "to"):
        return (times.start if told.name == "from" else times.end)(value, treatment)
    return times.moment(value, treatment)


def _place(value: Any, treatment: str, told: Told) -> object:
    if isinstance(value, list):
        found: list[object] = []
        for item in value:
            known = _exception(item, treatment, told) if isinstance(item, str) else _place(item, treatment, told)
            if known is not None and known not in found:
                found.append(known)
        return found
    if told.case.protected and told.name in ("place", "areas") and on_the_way(value, treatment, told.case.form, told.case.origins):
        return None
    return value if treatment == "exact" else places.place(value, treatment, told.guard.units)


def _exception(words: str, treatment: str, told: Told) -> str | None:
    """What is excepted, in words: only such as name no place."""
    return words if treatment == "exact" or (treatment == "named" and redacted(words, told.guard.known, told.case.day) == words) else None


def _parties(value: Any, treatment: str, told: Told) -> object:
    return value if treatment == "exact" else people.parties(value, treatment, told.case, told.guard)


def _weapons(value: Any, treatment: str, _: Told) -> object:
    if treatment == "exact":
        return value
    found = [{"kind": w["kind"], "text": w["kind"]} for w in value]
    return [w for at, w in enumerate(found) if w not in found[:at]]


def _figures(value: Any, treatment: str, told: Told) -> object:
    if treatment == "exact":
        return value
    treated = counts.view if told.name == "views" else counts.figure
    return [treated(form, told.case.small) for form in value]


def _told(value: Any, treatment: str, told: Told) -> object:
    """A figure as each report tells it: its source by label, its report by its name outside."""
    published = told.column("report", "published")
    found = [
        (counts.figure(one, told.case.small) if treatment == "small" else dict(one))
        | {
            "source": people.label(one["source"], "publisher", told.case, told.guard),
            "report": told.links.reports.get(one["report"]),
            "statement": told.links.statements.get(one["statement"]),
            "published": _time(one["published"], published, told._replace(name="published")) if published != "hide" else None,
        }
        for one in value
        if one["what"] not in told.case.small.hidden and one["report"] in told.links.reports
    ]
    return sorted(found, key=lambda f: (f["what"], str(f["published"]), str(f["report"])))


def _text(value: Any, treatment: str, told: Told) -> str | None:
    if treatment == "exact":
        return str(value)
    if told.case.small.any:
        return None  # a small count would be told in words
    return redacted(str(value), told.guard.known, told.case.day, told.case.numbers, told.case.places) or None


def _texts(value: Any, treatment: str, told: Told) -> object:
    """Terms and steps of an agreement."""
    return [{name: _in_term(name, item, treatment, told) for name, item in one.items()} for one in value]


def _in_term(name: str, item: Any, treatment: str, told: Told) -> object:
    if name in ("order", "status") or item is None:
        return item
    if name == "statements":
        return _id(item, "keyed", told._replace(name="statements"))
    if name in ("by", "to"):
        found = treat("parties", [item], told.column("agreement", "parties"), told)
        return found[0] if isinstance(found, list) and found else None
    return _text(item, treatment, told) if name in ("what", "in_exchange_for") else None


def _sources(value: Any, _: str, told: Told) -> object:
    if isinstance(value, str):
        return people.label(value, "publisher", told.case, told.guard)
    if told.name == "voices":
        return people.voices(value, dict(told.links.reports), told.case, told.guard)
    return people.sayings(value, told.case, told.guard)


def _stops(value: Any, treatment: str, told: Told) -> object:
    """The points of a way; `first`: only that it began, in the governorate where it began."""
    if treatment == "exact":
        return value
    if treatment == "day":
        return [_stop(stop, "named", "day", told) for stop in value]
    begun = next((s for s in value if s["status"] == "departed"), None)
    first = begun or next(iter(value), None)
    if first is None:
        return []
    place, when = told.column("movement", "origin"), told.column("event", "when")
    start = {"place": begun["place"] if begun else told.case.form.get("origin"), "when": first["when"], "status": "departed"}
    return [_stop(start, place, "day" if when == "exact" else when, told)]


def _stop(stop: Form, place: str, when: str, told: Told) -> Form:
    return {
        "place": treat("place", stop["place"], place, told),
        "when": treat("time", stop["when"], when, told._replace(name="when")),
        "status": stop["status"],
    }


def _position(value: Any, treatment: str, told: Told) -> object:
    return value if treatment == "exact" else _stop(value, "named", "day", told)


def _phrases(value: Any, treatment: str, told: Told) -> object:
    if treatment == "exact":
        return value
    return tuple(Phrase(p.field, None, _text(p.text, "redacted", told) if p.text else None, None, None) for p in value)


def _plain(value: Any, _: str, __: Told) -> object:
    return value


def _review(value: Any, treatment: str, _: Told) -> object:
    """How far people have looked; what they corrected names what stood there before, and stays inside."""
    return value if treatment == "exact" else {"state": value["state"]}


_TREATED: Mapping[Family, Treated] = {
    "plain": _plain,
    "id": _id,
    "time": _time,
    "place": _place,
    "parties": _parties,
    "weapons": _weapons,
    "figures": _figures,
    "told": _told,
    "text": _text,
    "texts": _texts,
    "sources": _sources,
    "stops": _stops,
    "position": _position,
    "phrases": _phrases,
    "review": _review,
}
