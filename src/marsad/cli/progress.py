"""A word on standard error while work is long, on a terminal alone."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
SOON = 3.0  # seconds before a rate means anything


def watched(items: Iterable[T], what: str, *, apart: bool = True, share: Callable[[], float | None] | None = None) -> Iterator[T]:
    """The items, with a running count on standard error where that is a terminal, and how many a second.

    `apart`: standard output is not the same terminal; `share`: tells which part of the work is done, from 0 to 1, for the time left."""
    if not sys.stderr.isatty() or not apart:
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} " + what), TimeElapsedColumn(), TextColumn("{task.fields[pace]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None, pace="")
        began = time.monotonic()
        for count, item in enumerate(items, 1):
            progress.update(task, advance=1, pace=pace(count, time.monotonic() - began, share() if share else None))
            yield item


def pace(count: int, seconds: float, share: float | None) -> str:
    """How many a second, and about how long it will take yet, if the rest goes as fast: "12.5 a second, about 4 min left"."""
    if seconds < SOON:
        return ""
    rate = f"{count / seconds:.1f} a second"
    if not share or share >= 1:
        return rate
    left = seconds * (1 - share) / share
    said = f"{left / 3600:.1f} h" if left >= 5400 else f"{left / 60:.0f} min" if left >= 90 else f"{left:.0f} s"
    return f"{rate}, about {said} left"
