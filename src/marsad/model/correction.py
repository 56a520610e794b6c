"""Corrections of a statement: which fields a person may correct, and the statement as it reads then."""

import copy
import json
import re
from collections.abc import Mapping
from typing import NamedTuple

from marsad.errors import JudgementError, ReaderError
from marsad.model.form import Form, statement_form
from marsad.model.form_in import statement_of
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
        ("where.N", "null: that place is not there"),
        ("where.N.role", "a role of a place"),
        ("with.N", "null: that thing is not there"),
        ("with.N.role", "a role of a thing"),
    )
)
LISTS = ("figures", "who", "where", "with")
EMPTY_WHEN = {"from": None, "to": None, "precision": None, "mention": None, "basis": "stated"}


def corrected(statement: Statement, corrections: Mapping[str, str], text: str) -> Statement:
    """The statement with the corrections (values as JSON text by path), in the report's text. Its id stays. One that the statement has
    no place for any more is passed over."""
    form = statement_form(statement)
    for path, value in corrections.items():
        _set(form, path, json.loads(value))
    return statement_of(_without_gaps(form), text)


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
    try:
        statement_of(form := _without_gaps(form), text)
    except ReaderError as error:
        raise JudgementError(error.message, place=field, advice=wanted) from None
    fault = _nonsense(form)
    if fault:
        raise JudgementError(fault, place=field, advice=wanted)


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
