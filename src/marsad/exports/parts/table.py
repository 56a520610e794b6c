"""A narrow table: rows of one record each, with what every column comes from, so that each cell can be followed to its words."""

from collections.abc import Mapping
from typing import NamedTuple

from marsad.exports.parts.cells import Row


class LeftOut(NamedTuple):
    """A record that a format cannot hold, and why."""

    record: str
    reason: str


class Line(NamedTuple):
    """One row: its id in the format, the id of the record that it shows, its cells."""

    id: str
    record: str
    cells: Row


class Table(NamedTuple):
    """A format's rows. `fields`: the column -> the field of a statement that it is read from (`when`, `place`, `actors`, `figures.killed`);
    columns that are not there hold what the project itself adds."""

    name: str
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...]
    fields: Mapping[str, str]


class Written(NamedTuple):
    """What a format wrote: how many rows (or entities, features), and what it left out."""

    rows: int
    left_out: tuple[LeftOut, ...] = ()
