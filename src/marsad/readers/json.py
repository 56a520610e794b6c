"""JSON that is no lines: a list of reports, an object that holds such a list, or one report."""

import hashlib
import json
from dataclasses import replace

from marsad.errors import ReaderError
from marsad.readers import Came, Read, Unread, decoded
from marsad.readers.rows import LISTS, columns_of, report_of


def read(raw: bytes, came: Came) -> Read:
    """The reports of a JSON text, each with its object for its bytes, written anew. Raises ReaderError where it is none or holds no list.

    JSON lines under the name .json are not this reader's: the text goes on after the first object, and that is told."""
    try:
        held = json.loads(decoded(raw, came.place))
    except (ValueError, RecursionError) as error:
        said = f"no JSON: {str(error)[:80]}"
        raise ReaderError(said, place=came.place, advice="one object a line is a .jsonl file: name it so") from None
    rows = _rows(held)
    if rows is None:
        advice = "a list of objects with `text`, or an object that holds one under `reports`"
        raise ReaderError("no reports in the JSON", place=came.place, advice=advice)
    came = replace(came, how=replace(came.how, found=(*came.how.found, ("file_sha256", hashlib.sha256(raw).hexdigest()))))
    for number, row in enumerate(rows, 1):
        place = f"{came.place}:[{number}]"
        own = json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")
        if not isinstance(row, dict):
            yield Unread(place, ReaderError("no JSON object", place=place, advice="give each report as an object with `text`"), own)
            continue
        try:
            yield report_of(row, columns_of(row, came.asked, place), own, replace(came, place=place))
        except ReaderError as error:
            yield Unread(place, error, own)


def _rows(held: object) -> list[object] | None:
    if isinstance(held, list):
        return held or None
    if not isinstance(held, dict):
        return None
    for name in LISTS:
        inner = held.get(name)
        if isinstance(inner, list) and inner:
            return inner
    return [held]
