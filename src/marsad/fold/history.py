"""Many reports, one history: what several reports tell of stands once, with all that is told of it."""

from collections.abc import Iterable, Sequence

from marsad.fold.agreements import agreements, deals
from marsad.fold.control import control
from marsad.fold.events import event, tellings
from marsad.fold.features import telling
from marsad.fold.movements import chains, movements
from marsad.fold.same import clusters
from marsad.fold.stitch import bargains, told_of, ways
from marsad.fold.told import Told
from marsad.model.record import Event, Records


def history(reports: Iterable[Sequence[Told]]) -> Records:
    """The records of the statements of many reports, or of one. Neither the order of the reports nor that of their statements matters.

    Movements come first, for they may be steps of agreements; then each learns of the other."""
    ordered = sorted((tuple(sorted(r, key=lambda t: t.order)) for r in reports if r), key=lambda r: r[0].order)
    told = [t for r in ordered for t in r]
    moving = ways([c for r in ordered for c in chains(r)])
    struck = bargains([d for r in ordered for d in deals(r)], told_of(moving))
    agreed = agreements(struck, moving)
    deal_of = {p.key: record.id for deal, record in zip(struck, agreed, strict=True) for p in deal.parts}
    return Records(events=events(ordered), movements=movements(moving, deal_of), agreements=agreed, control=control(told))


def events(reports: Sequence[Sequence[Told]]) -> tuple[Event, ...]:
    """The events of many reports in the order of their first telling: those that several tell of once."""
    groups = [g for r in reports for g in tellings(r)]
    if len(reports) > 1:
        groups = _joined(groups)
    return tuple(event(g) for g in sorted(groups, key=lambda g: g[0].order))


def _joined(groups: Sequence[list[Told]]) -> list[list[Told]]:
    """The groups of statements, those of different reports that tell of one event made one."""
    told = {(e := event(g)).id: (e, g) for g in groups}
    compared = [t for e, g in told.values() if (t := telling(e, g[0].source, g[0].moment)) is not None]
    joined = [[s for t in cluster for s in told[t.event.id][1]] for cluster in clusters(compared)]
    alone = told.keys() - {t.event.id for t in compared}
    return [sorted(g, key=lambda t: t.order) for g in (*joined, *(told[i][1] for i in alone))]
