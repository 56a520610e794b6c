"""One report a line, as JSON objects. A bad line is a failure of its own; the others are not lost."""

import json
from dataclasses import replace
from typing import BinaryIO

from marsad.errors import ReaderError
from marsad.readers import MOST_BYTES, Came, Found, Read, Unread, decoded
from marsad.readers.rows import columns_of, report_of

ADVICE = "one JSON object with `text` a line"


def read(stream: BinaryIO, came: Came) -> Read:
    """The reports of a stream, in order, and the failures between them. Raises ReaderError where there is nothing."""
    number = found = 0
    while line := stream.readline(MOST_BYTES + 1):
        number += 1
        place = f"{came.place}:{number}"
        if len(line) > MOST_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MOST_BYTES)
            found += 1
            yield Unread(place, ReaderError(f"a line of more than {MOST_BYTES // 1_000_000} MB", place=place, advice="cut it into reports"))
        elif line.strip():
            found += 1
            yield _report(line, replace(came, place=place))
    if not found:
        raise ReaderError("the file is empty", place=came.place, advice=ADVICE)


def _report(line: bytes, came: Came) -> Found:
    """The report of one line, or why it is none."""
    try:
        row = json.loads(decoded(line, came.place))
        if not isinstance(row, dict):
            return Unread(came.place, ReaderError("no JSON object", place=came.place, advice=ADVICE), line)
        return report_of(row, columns_of(row, came.asked, came.place), line, came)
    except (ValueError, RecursionError):
        return Unread(came.place, ReaderError("no JSON", place=came.place, advice=ADVICE), line)
    except ReaderError as error:
        return Unread(came.place, error, line)
