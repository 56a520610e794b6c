"""Readings in their fixed form into the records of all of them together."""

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NoReturn

from marsad.errors import ReaderError
from marsad.fold.records import fold_records
from marsad.model.form import Form, records_form
from marsad.model.form_in import from_dict
from marsad.model.reading import Reading
from marsad.model.record import Records
from marsad.pack.pack import Pack
from marsad.readers import MOST_BYTES

LISTS = {"events": "event", "movements": "movement", "agreements": "agreement", "control": "control"}
WIDEST = 20 * MOST_BYTES


def readings_of(stream: BinaryIO, place: str) -> Iterator[Reading | ReaderError]:
    """The Readings of a stream of JSON lines, and the error in the place of a line that is none. A report that failed has no Reading."""
    number = 0
    while line := stream.readline(WIDEST + 1):
        number += 1
        if not line.strip():
            continue
        try:
            yield from _reading(line)
        except ReaderError as error:
            yield ReaderError(error.message, place=f"{place}:{number}", advice=error.advice)


def _reading(line: bytes) -> Iterator[Reading]:
    if len(line) > WIDEST:
        raise ReaderError(f"a line of more than {WIDEST // 1_000_000} MB", advice="give what marsad code printed")
    try:
        form = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise ReaderError("no JSON object", advice="give what marsad code printed") from None
    if not (isinstance(form, dict) and "error" in form):
        yield from_dict(form)


def _no_number(said: str) -> NoReturn:
    raise ValueError(said)


def records_of(readings: Iterable[Reading], pack: Pack) -> Iterator[Form]:
    """The records of all Readings together, each with its sort as `record`. The order of the Readings changes nothing."""
    return forms_of(fold_records(readings, pack))


def forms_of(records: Records) -> Iterator[Form]:
    """The forms of records, each with its sort as `record`."""
    form = records_form(records)
    for key, name in LISTS.items():
        yield from ({"record": name, **record} for record in form[key])
