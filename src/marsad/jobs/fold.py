"""Readings in their fixed form into records, one after another: each Reading's own, in its own order."""

import json
from collections.abc import Iterable, Iterator

from marsad.errors import ReaderError
from marsad.model.form import Form
from marsad.readers import MOST_BYTES

LISTS = {"events": "event", "movements": "movement", "agreements": "agreement", "control": "control"}
WIDEST = 20 * MOST_BYTES


def records_of(lines: Iterable[bytes], place: str) -> Iterator[Form | ReaderError]:
    """The records of Readings, and the error in the place of a line that is none. A Reading that failed has none."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            form = json.loads(line[:WIDEST])
            if "error" in form:
                continue
            found = [{"record": name, **record} for key, name in LISTS.items() for record in form["records"][key]]
        except (ValueError, KeyError, TypeError, RecursionError):
            yield ReaderError("no Reading", place=f"{place}:{number}", advice="give what marsad code printed")
            continue
        yield from found
