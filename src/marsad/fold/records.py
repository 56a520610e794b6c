"""Statements into records: the one door of the fold, for a report alone and for many."""

from collections.abc import Iterable

from marsad.fold.agreements import agreements, deals
from marsad.fold.control import control
from marsad.fold.events import events
from marsad.fold.movements import chains, movements
from marsad.fold.told import Told, tell
from marsad.model.reading import Reading
from marsad.model.record import Records
from marsad.pack.pack import Pack


def fold_reading(reading: Reading, pack: Pack) -> Reading:
    """The Reading with the records of its own statements."""
    return reading.with_records(fold_told(tell(reading, pack)))


def fold_records(readings: Iterable[Reading], pack: Pack) -> Records:
    """The records of many Readings, each of its own report. The order of the Readings does not matter."""
    found = [fold_told(tell(r, pack)) for r in sorted(readings, key=lambda r: (r.report.published or "", r.report.id))]
    return Records(
        events=tuple(e for r in found for e in r.events),
        movements=tuple(m for r in found for m in r.movements),
        agreements=tuple(a for r in found for a in r.agreements),
        control=tuple(c for r in found for c in r.control),
    )


def fold_told(told: Iterable[Told]) -> Records:
    """The records of statements. Movements come first, for they may be steps of agreements; then each learns of the other."""
    told = tuple(told)
    found, bargains = chains(told), deals(told)
    agreed = agreements(bargains, found)
    deal_of = {p.statement.id: record.id for deal, record in zip(bargains, agreed, strict=True) for p in deal.parts}
    return Records(events=events(told), movements=movements(found, deal_of), agreements=agreed, control=control(told))
