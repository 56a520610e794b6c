"""Corrections of a statement: which fields a person may correct, and the statement as it reads then."""

import copy
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from marsad.errors import JudgementError, ReaderError
from marsad.model.form import Form, mention_form, statement_form
from marsad.model.form_in import mention_of, statement_of
from marsad.model.mention import Mention
from marsad.model.statement import Statement


class Correctable(NamedTuple):
    """A field that may be corrected: the pattern of its path, and what its value may be."""

    path: re.Pattern[str]
    value: str


_INDEX = r"(?:0|[1-9]\d{0,3})"
CORRECTABLE = tuple(
    Correctable(re.compile(path.replace("N", _INDEX).replace(".", r"\.")), value)
    for path, value in (
        ("kind", "a kind of statement"),
        ("status", "happened, ongoing, expected, planned, conditional, denied or alleged"),
        ("phase", "a phase of a movement, or null"),
        ("degree", "full, mostly, partial, contested or null"),
        ("change", "gained, lost, held or null"),
        ("when", "null: no time is told"),
        ("when.from", "an ISO 8601 date or date-time, or null"),
        ("when.to", "an ISO 8601 date or date-time after it, or null"),
        ("when.precision", "minute, hour, part_of_day, day, week, month, season, year, decade or vague"),
        ("figures.N", "a number; or null: no such figure is told"),
        ("figures.N.what", "what is counted"),
        ("figures.N.low", "a number or null"),
        ("figures.N.best", "a number or null"),
        ("figures.N.high", "a number or null"),
        ("figures.N.cumulative", "true or false"),
        ("who.N", "null: that side is not there"),
        ("who.N.role", "a role of an actor"),
        ("who.N.actor", "the name of a group, a force or a kind of people"),
        ("where.N", "null: that place is not there"),
        ("where.N.role", "a role of a place"),
        ("where.N.place", "the name of a place, or its id in a gazetteer"),
        ("with.N", "null: that thing is not there"),
        ("with.N.role", "a role of a thing"),
    )
)
LISTS = ("figures", "who", "where", "with")
NAMING = {"who": "actor", "where": "place"}  # which parts of a statement name something that another may be put in for
PLAIN: Mapping[str, Form] = {
    "place": {"confidence": 1.0, "alternatives": []},
    "actor": {"codes": {}, "corefers": None},
}
EMPTY_WHEN = {"from": None, "to": None, "precision": None, "mention": None, "basis": "stated"}


class Corrected(NamedTuple):
    """A statement as people corrected it, with the mentions that stand for the places and actors that they put in: they rest on the words
    that were misread, by the rule `judgement`."""

    statement: Statement
    mentions: tuple[Mention, ...]


def corrected(statement: Statement, corrections: Mapping[str, str], text: str, mentions: Iterable[Mention] = ()) -> Corrected:
    """The statement with the corrections (values as JSON text by path), in the report's text, which holds the mentions. Its id stays. A
    correction that the statement has no place for any more is passed over."""
    form = statement_form(statement)
    known = {m.id: m for m in mentions}
    for path, value in corrections.items():
        _set(form, path, json.loads(value))
    put_in = {m.id: m for m in (_put_in(part, known, text) for name in NAMING for part in form[name] if part) if m is not None}
    return Corrected(statement_of(_without_gaps(form), text), tuple(put_in.values()))


def _put_in(part: Form, known: Mapping[str, Mention], text: str) -> Mention | None:
    """The mention that stands for what a person put into a part of a statement, which points to it from then on."""
    name = next((name for name in NAMING.values() if name in part), None)
    was = known.get(part["mention"])
    if name is None or was is None:
        return None
    named = part.pop(name)
    mark = hashlib.sha256(json.dumps(named, sort_keys=True).encode()).hexdigest()[:8]
    words = {key: mention_form(was)[key] for key in ("start", "end", "text")}
    new = mention_of(PLAIN[name] | named | words | {"type": name, "id": f"{was.id}.{mark}", "rule": "judgement"}, text)
    part["mention"] = new.id
    return new


def check_correction(statement: Form, field: str, value: str, text: str) -> None:
    """Raises JudgementError where a field cannot be corrected, or not to this value (JSON text). `statement`: its form; `text`: that of its
    report."""
    about = next((c for c in CORRECTABLE if c.path.fullmatch(field)), None)
    if about is None:
        raise JudgementError("no field that can be corrected", place=field, advice="for example: status, when.from, figures.0.low")
    wanted = f"give {about.value}"
    try:
        new = json.loads(value)
    except (ValueError, RecursionError):
        raise JudgementError("no JSON value", place=field, advice=wanted) from None
    if about.value.startswith("null:") and new is not None:
        raise JudgementError("this can only be taken out", place=field, advice=wanted)
    form = copy.deepcopy(statement)
    if not _set(form, field, new):
        raise JudgementError("the statement has no such part", place=field, advice="marsad show --json prints what it has")
    named = field.rpartition(".")[2]
    try:
        if named in PLAIN:
            mention_of(_bare(new, named) | {"type": named, "id": "", "start": 0, "end": 0, "text": "", "rule": ""}, text)
        statement_of(form := _without_gaps(form), text)
    except ReaderError as error:
        raise JudgementError(error.message, place=field, advice=wanted) from None
    fault = _nonsense(form)
    if fault:
        raise JudgementError(fault, place=field, advice=wanted)


def _bare(value: object, name: str) -> Form:
    """What a person puts in, with what its mention has beside it."""
    if not isinstance(value, dict):
        raise ReaderError("what is put in is no object", advice="give its name, and let marsad judge look it up")
    return PLAIN[name] | value


def _set(form: Form, path: str, value: object) -> bool:
    """Put a value into a form; whether it has such a place."""
    *way, last = path.split(".")
    held: object = form
    for step in way:
        if isinstance(held, dict) and step == "when" and held.get("when") is None:
            held["when"] = dict(EMPTY_WHEN)
        held = _under(held, step)
    if isinstance(held, list) and last.isdigit() and int(last) < len(held):
        held[int(last)] = _figure(held[int(last)], value) if way == ["figures"] else value
        return True
    if isinstance(held, dict):
        held[last] = value
        return True
    return False


def _figure(held: object, value: object) -> object:
    """A figure with one exact number, where a number is said."""
    exact = isinstance(value, int | float) and not isinstance(value, bool) and isinstance(held, dict)
    return {**held, "low": value, "best": value, "high": value} if exact and isinstance(held, dict) else value


def _under(held: object, step: str) -> object:
    if isinstance(held, list):
        return held[int(step)] if step.isdigit() and int(step) < len(held) else None
    return held.get(step) if isinstance(held, dict) else None


def _without_gaps(form: Form) -> Form:
    """The form without the parts that were taken out; figures that were a part of such a one stand alone."""
    moved: dict[object, int] = {old: new for new, old in enumerate(i for i, f in enumerate(form["figures"]) if f is not None)}
    lists = {name: [item for item in form[name] if item is not None] for name in LISTS}
    lists["figures"] = [f | {"part_of": moved.get(f.get("part_of"))} if isinstance(f, dict) else f for f in lists["figures"]]
    return form | lists


def _nonsense(form: Form) -> str | None:
    """What a well-formed statement may not say all the same."""
    if not re.fullmatch(r"[a-z][a-z_]{0,59}", form["kind"]):
        return f"no kind is called {form['kind'][:60]!r}"
    when = form["when"]
    if when and when["from"] and when["to"] and not when["from"] < when["to"]:
        return "it would end before it starts"
    for figure in form["figures"]:
        told = [figure[name] for name in ("low", "best", "high") if figure[name] is not None]
        if told != sorted(told) or (told and told[0] < 0):
            return "low, best and high must be numbers from 0 on that do not fall"
    return None
