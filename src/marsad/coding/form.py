"""Codes as `marsad code --scheme` prints them: a key `codes` on every statement and event, beside the fields of the Reading."""

from collections.abc import Iterable, Sequence
from typing import Any

from marsad.coding.codes import codes_of, event_code
from marsad.coding.schemes import EventCode, Party, Scheme
from marsad.model.form import Form
from marsad.model.reading import Reading
from marsad.pack.pack import Pack


def with_codes(form: Form, reading: Reading, pack: Pack, schemes: Sequence[Scheme]) -> Form:
    """The form of a Reading with `codes` on its statements and events: scheme -> code, None where the scheme has none."""
    if not schemes:
        return form
    coded = {scheme: codes_of(reading, pack, scheme) for scheme in schemes}
    statements = {s.id: s for s in reading.statements}
    told = [part | {"codes": {s: code_form(s, codes.get(part["id"])) for s, codes in coded.items()}} for part in form["statements"]]
    events = [
        part | {"codes": {s: code_form(s, event_code(event, statements, codes)) for s, codes in coded.items()}}
        for part, event in zip(form["records"]["events"], reading.records.events, strict=True)
    ]
    return form | {"statements": told, "records": form["records"] | {"events": events}}


def code_form(scheme: Scheme, code: EventCode | None) -> dict[str, Any] | None:
    """A code under the names that its scheme gives to the parts."""
    if code is None:
        return None
    source, target = _parties(code.source), _parties(code.target)
    if scheme == "acled":
        return {"event_type": code.type, "sub_event_type": code.sub_type, "actor1": source, "actor2": target}
    if scheme == "plover":
        return {"event": code.type, "source": source, "target": target}
    return {"code": code.type, "root": code.type[:2], "source": source, "target": target}


def _parties(parties: Iterable[Party]) -> list[dict[str, str | None]]:
    return [{"mention": party.mention, "code": party.code} for party in parties]
