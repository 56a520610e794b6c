"""Many reports, one history: what several reports tell of stands once, with all that is told of it."""

from collections.abc import Iterable, Sequence

from marsad.fold.agreements import agreements, deals, says_something
from marsad.fold.control import control
from marsad.fold.events import event, tellings
from marsad.fold.movements import chains, movements
from marsad.fold.retold import retold
from marsad.fold.stitch import bargains, told_of, ways
from marsad.fold.told import Key, Told
from marsad.model.record import Records


def history(reports: Iterable[Sequence[Told]]) -> Records:
    """The records of the statements of many reports, or of one. Neither the order of the reports nor that of their statements matters.

    Movements come first, for they may be steps of agreements; then each learns of the other."""
    ordered = sorted((tuple(sorted(r, key=lambda t: t.order)) for r in reports if r), key=lambda r: r[0].order)
    told = [t for r in ordered for t in r]
    moving = ways([c for r in ordered for c in chains(r)])
    struck = [d for d in bargains([d for r in ordered for d in deals(r)], told_of(moving)) if says_something(d)]
    agreed = agreements(struck, moving)
    deal_of = {p.key: record.id for deal, record in zip(struck, agreed, strict=True) for p in deal.parts}
    groups = [g for r in ordered for g in tellings(r)]
    if len(ordered) > 1:
        groups = retold(groups, moving, struck)
    sources = publishers(told)
    return Records(
        events=tuple(event(g, sources) for g in sorted(groups, key=lambda g: g[0].order)),
        movements=movements(moving, deal_of),
        agreements=agreed,
        control=control(told, deal_of),
    )


def publishers(told: Iterable[Told]) -> dict[str, Key]:
    """Family of copies -> who published the first of them. `told` in the order of publication."""
    found: dict[str, Key] = {}
    for t in told:
        if t.family and t.publisher:
            found.setdefault(t.family, t.publisher)
    return found
