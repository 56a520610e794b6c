"""Small counts, told as a range; and the parts of a total by which they could be reckoned, not told at all."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from marsad.model.form import Form

ENDS = ("low", "best", "high")
VIEWS = {"conservative": "low", "representative": "best", "informative": "high", "low": "low", "high": "high"}

Number = float | int | None


class Small(NamedTuple):
    """What of a record's numbers is too small to be told: `ranged` as a range below `least`, `hidden` not at all."""

    least: int = 1
    ranged: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()

    @property
    def any(self) -> bool:
        """Whether anything is."""
        return bool(self.ranged or self.hidden)


def small_of(lists: Iterable[Sequence[Form]], views: Iterable[Form], counted: Sequence[str], least: int) -> Small:
    """What is too small in lists of figures (a record's own, what each report tells, what each claim tells) and in views of them."""
    gathered = [list(figures) for figures in lists]
    ranged = {f["what"] for figures in gathered for f in figures if f["what"] in counted and _any_small(f, ENDS, least)}
    ranged |= {v["what"] for v in views if v["what"] in counted and _any_small(v, tuple(VIEWS), least)}
    hidden = {what for figures in gathered for what in _reckonable(figures, ranged)}
    return Small(least, frozenset(ranged), frozenset(hidden - ranged))


def _any_small(form: Form, names: Iterable[str], least: int) -> bool:
    return any(_small(form.get(name), least) for name in names)


def _small(number: Number, least: int) -> bool:
    return number is not None and 0 < number < least


def _reckonable(figures: Sequence[Form], ranged: set[str]) -> Iterable[str]:
    """What stands beside a small part of one total, or is part of a small total: what is left of the total would tell it."""
    for part in figures:
        whole = part.get("part_of")
        if whole is None or not 0 <= whole < len(figures):
            continue
        beside = {f["what"] for f in figures if f is not part and f.get("part_of") == whole}
        if part["what"] in ranged:
            yield from beside
        if figures[whole]["what"] in ranged:
            yield part["what"]


def figure(form: Form, small: Small) -> Form:
    """A figure with what may be told of its numbers."""
    if form["what"] in small.hidden:
        return {**form, **dict.fromkeys(ENDS)}
    if form["what"] in small.ranged:
        return {**form, **{name: bounded(form.get(name), name, small.least) for name in ENDS}}
    return dict(form)


def view(form: Form, small: Small) -> Form:
    """Three views of one thing counted, with what may be told of its numbers."""
    if form["what"] in small.hidden:
        return {**form, **dict.fromkeys(VIEWS)}
    if form["what"] in small.ranged:
        return {**form, **{name: bounded(form.get(name), as_end, small.least) for name, as_end in VIEWS.items()}}
    return dict(form)


def bounded(number: Number, end: str, least: int) -> Number:
    """A small number as the end of the range 1 to `least` - 1 that it stands for; its best is not told."""
    if not _small(number, least):
        return number
    return {"low": 1, "best": None, "high": least - 1}[end]


def told_numbers(figures: Iterable[Form]) -> frozenset[str]:
    """The whole numbers of figures, as digits."""
    numbers = (f.get(name) for f in figures for name in ENDS)
    return frozenset(str(int(n)) for n in numbers if n is not None and n == int(n))
