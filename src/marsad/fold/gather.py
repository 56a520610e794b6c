"""Grouping what many reports tell without holding everything against everything: only what shares a word and a time is compared."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

WINDOW = timedelta(days=7)
MOST_MET = 60
EPOCH = datetime(1900, 1, 1)


def gather(
    items: Sequence[T],
    marks: Callable[[T], Iterable[Hashable]],
    moment: Callable[[T], datetime | None],
    reach: timedelta,
    alike: Callable[[T, T], bool],
    apart: Callable[[T, T], bool],
) -> list[list[T]]:
    """Each item joins the group that last took one like it, if that group has nobody that it must be told apart from.

    An item meets only the groups with which it shares a mark within `reach` of its moment, the latest 60 of them; items without a moment
    meet each other. The items' own order decides, so sort them first."""
    groups: list[list[T]] = []
    of_mark: dict[tuple[Hashable, int | None], dict[int, None]] = defaultdict(dict)
    for item in items:
        window, own = _window(moment(item)), sorted({repr(m): m for m in marks(item)}.items())
        near = range(-(reach // WINDOW) - 1, reach // WINDOW + 2) if window is not None else (0,)
        keys = [(mark, window + n if window is not None else None) for _, mark in own for n in near]
        met = sorted({g for key in keys for g in islice(reversed(of_mark.get(key, {})), MOST_MET)}, reverse=True)[:MOST_MET]
        home = next((g for g in met if any(alike(m, item) for m in groups[g]) and not any(apart(m, item) for m in groups[g])), None)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(item)
        for _, mark in own:
            of_mark[mark, window][home] = None
    return groups


def _window(moment: datetime | None) -> int | None:
    return (moment - EPOCH) // WINDOW if moment is not None else None
