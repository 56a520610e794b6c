"""A word on standard error while work is long, on a terminal alone."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def watched(items: Iterable[T], what: str, *, apart: bool = True) -> Iterator[T]:
    """The items, with a running count on standard error where that is a terminal. `apart`: standard output is not the same terminal."""
    if not sys.stderr.isatty() or not apart:
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed} " + what), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        for item in items:
            progress.advance(task)
            yield item
