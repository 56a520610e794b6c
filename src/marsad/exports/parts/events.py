"""Tables with a row for each event: how they are made and written."""

from collections.abc import Callable, Mapping, Sequence

from marsad.exports.parts.cells import write_csv
from marsad.exports.parts.facts import Facts, happened
from marsad.exports.parts.table import LeftOut, Line, Table, Written
from marsad.exports.parts.target import Target
from marsad.model.release import Release


def event_table(name: str, release: Release, line: Callable[[Facts, Release], Line | LeftOut], fields: Mapping[str, str]) -> Table:
    """A row for each event that took place, as `line` makes it, and the events for which it makes none."""
    made = [line(facts, release) for facts in happened(release)]
    lines = tuple(one for one in made if isinstance(one, Line))
    return Table(name, lines, tuple(one for one in made if isinstance(one, LeftOut)), fields)


def write_table(made: Table, columns: Sequence[str], file: str, target: Target) -> Written:
    """Write a table as CSV. How many rows, and what was left out."""
    with target.text(file) as stream:
        rows = write_csv(stream, columns, (line.cells for line in made.lines))
    return Written(rows, made.left_out)
