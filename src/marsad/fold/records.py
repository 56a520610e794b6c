"""Statements into records: the one door of the fold, for a report alone and for many."""

from collections.abc import Iterable

from marsad.fold.history import history
from marsad.fold.told import tell
from marsad.model.reading import Reading
from marsad.model.record import Records
from marsad.pack.pack import Pack


def fold_reading(reading: Reading, pack: Pack) -> Reading:
    """The Reading with the records of its own statements."""
    return reading.with_records(fold_records([reading], pack))


def fold_records(readings: Iterable[Reading], pack: Pack) -> Records:
    """The records of Readings together: what several tell of stands once. The order of the Readings does not matter."""
    return history(tell(r, pack) for r in readings)
