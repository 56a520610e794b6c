"""Who told which number, and three views of it: conservative, representative, informative. Nothing is averaged or added."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from marsad.fold.told import Key, Told
from marsad.fold.voices import voice_key
from marsad.model.record import FigureView, ToldFigure, ViewBasis
from marsad.model.statement import Figure


def told_figures(told: Iterable[Told]) -> tuple[ToldFigure, ...]:
    """Every whole figure with who told it and when, the earliest first. A later figure of the same voice supersedes its own earlier one,
    which is marked so; running totals and parts are left out, for no event is known by them."""
    rows: list[tuple[Key, ToldFigure]] = []
    for t in sorted(told, key=lambda t: t.order):
        voice = voice_key(t)
        for f in t.statement.figures:
            if not f.cumulative and f.part_of is None:
                rows.append((voice, ToldFigure(f.what, f.low, f.best, f.high, t.source, t.report, t.moment, t.statement.id, False)))
    latest: dict[tuple[Key, str], datetime] = {}
    for voice, row in rows:
        if row.published is not None:
            latest[voice, row.what] = max(row.published, latest.get((voice, row.what), row.published))
    return tuple(_marked(row, latest.get((voice, row.what))) for voice, row in rows)


def _marked(row: ToldFigure, latest: datetime | None) -> ToldFigure:
    old = row.published is not None and latest is not None and row.published < latest
    return replace(row, superseded=True) if old else row


def views(told: Sequence[ToldFigure]) -> tuple[FigureView, ...]:
    """The three views of each thing counted, from the figures that stand.

    `low` is the lowest of the lows, `high` the highest of the highs and open (None) where any teller leaves it open; conservative is the
    lowest number told, informative the highest. Representative is the number that most tellers give; where no number has most of them, the
    latest one told, of equally late ones the lower; where nothing tells which is the latest, None and `indeterminate`."""
    found: dict[str, list[ToldFigure]] = {}
    for row in told:
        if not row.superseded and (row.low is not None or row.high is not None):
            found.setdefault(row.what, []).append(row)
    return tuple(view(what, rows) for what, rows in found.items())


def view(what: str, rows: Sequence[ToldFigure]) -> FigureView:
    """The three views of one thing counted."""
    lows = [r.low for r in rows if r.low is not None]
    highs = [r.high for r in rows if r.high is not None]
    low = min(lows) if len(lows) == len(rows) else None
    high = max(highs) if len(highs) == len(rows) else None
    best, basis = representative(rows)
    return FigureView(
        what=what,
        conservative=min((*lows, *highs)) if low is None and lows else low,
        representative=best,
        informative=max((*highs, *lows)),
        low=low,
        high=high,
        open=high is None,
        basis=basis,
        tellers=len(rows),
    )


def number(row: ToldFigure | Figure) -> float | None:
    """The one number that a figure stands for: its best, the number that is both its ends, or the floor of an open one."""
    if row.best is not None:
        return row.best
    return row.low if row.low == row.high or row.high is None else None


def representative(rows: Sequence[ToldFigure]) -> tuple[float | None, ViewBasis]:
    """The number to take where one has to be taken, and on what ground."""
    numbers = [(number(r), r.published) for r in rows]
    told = [n for n, _ in numbers if n is not None]
    if len(rows) == 1:
        return (told[0], "only") if told else (None, "indeterminate")
    if not told:
        return None, "indeterminate"
    if len(set(told)) == 1:
        return told[0], "agreed"
    (first, most), *others = Counter(told).most_common()
    if most > 1 and all(n < most for _, n in others):
        return first, "most"
    dated = [(p, n) for n, p in numbers if n is not None and p is not None]
    if len(dated) < len(told):
        return None, "indeterminate"
    last = max(p for p, _ in dated)
    return min(n for p, n in dated if p == last), "latest"
