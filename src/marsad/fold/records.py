"""Statements into records: the one door of the fold, for a report alone and for many."""

from collections.abc import Iterable

from marsad.fold.refold import refold
from marsad.fold.shelf import MemoryShelf
from marsad.fold.unit import Unit, unit_of
from marsad.model.judgement import Sealed
from marsad.model.reading import Reading
from marsad.model.record import Records
from marsad.pack.pack import Pack


def fold_reading(reading: Reading, pack: Pack) -> Reading:
    """The Reading with the records of its own statements."""
    return reading.with_records(fold_records([reading], pack))


def fold_records(readings: Iterable[Reading], pack: Pack, judgements: Iterable[Sealed] = ()) -> Records:
    """The records of Readings together: what several tell of stands once, and what people said of their statements holds. Neither the order
    of the Readings nor that in which judgements are handed over matters.

    The same text under several ids is folded once, and its records name all of them; near copies are one voice."""
    said = tuple(judgements)
    units: dict[str, Unit] = {}
    for reading in readings:
        unit, key = unit_of(reading, pack, said), f"{reading.report.id}/{reading.report.sha256}"
        units[key] = min(units.get(key, unit), unit, key=repr)  # two Readings of one report: the choice is a fixed one
    return refold(MemoryShelf(), units).records
