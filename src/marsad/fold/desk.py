"""One run of the fold: what was taken from the shelf, and what was made of it, each of it once."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Generic, NamedTuple, Protocol, TypeVar

from marsad.fold.agreements import Deal, deals
from marsad.fold.events import tellings
from marsad.fold.judged import Tie
from marsad.fold.movements import Chain, chains
from marsad.fold.shelf import Shelf, Shelved
from marsad.fold.told import Told
from marsad.fold.unit import Standing, mark

Key = tuple[Hashable, ...]
Statement = tuple[str, str]


class Keyed(Protocol):
    """What has a key."""

    @property
    def key(self) -> Key:
        """Names it among its like."""


T = TypeVar("T", bound=Keyed)
V = TypeVar("V")


class Marked(NamedTuple, Generic[T]):
    """A kind of things that a report tells of, which it has by `of`, and the marks by which each is found."""

    name: str
    of: "Callable[[Desk, str], list[T]]"
    marks: Callable[[T], Iterable[int]]


class Desk:
    """The reports that a run has taken from a shelf, by their keys. `before`: those that are another than they were, as they were."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.before: dict[str, Shelved] = {}
        self._held: dict[str, Shelved] = {}
        self._bearing: dict[int, Collection[str]] = {}
        self._made: dict[str, dict[str, object]] = defaultdict(dict)
        self._keys: dict[Statement, str] = {}

    def bring(self, marks: Iterable[int]) -> Mapping[int, Collection[str]]:
        """The keys of the reports that bear each of these marks, in order; the reports are taken from the shelf. A mark is asked for once:
        it may not be put on the shelf after a run has asked for it."""
        wanted = set(marks)
        missing = [m for m in wanted if m not in self._bearing]
        if missing:
            found = self.shelf.bearing(missing)
            self._bearing |= {m: sorted(found.get(m, ())) for m in missing}
            self.take({k for m in missing for k in self._bearing[m]})
        return {m: self._bearing[m] for m in wanted}

    def take(self, keys: Iterable[str]) -> None:
        """Take reports from the shelf, those that are there."""
        missing = {k for k in keys if k not in self._held}
        if missing:
            self._held |= self.shelf.take(sorted(missing))

    def at(self, key: str) -> Shelved:
        """A report that has been taken."""
        return self._held[key]

    def has(self, key: str) -> bool:
        """Whether a report has been taken."""
        return key in self._held

    def stand(self, key: str, standing: Standing) -> bool:
        """Give a report another standing; whether it is another."""
        held = self._held[key]
        if held.standing == standing:
            return False
        self.before.setdefault(key, held)
        self._held[key] = held._replace(standing=standing)
        self._made.pop(key, None)
        return True

    def lay(self, key: str, shelved: Shelved) -> None:
        """Lay a report on the desk, in the place of what it was."""
        self._held[key] = shelved
        self._made.pop(key, None)

    def made(self, name: str, key: str, make: Callable[[str], V]) -> V:
        """What is made of a report, made once for each standing of it."""
        made = self._made[key]
        if name not in made:
            made[name] = make(key)
        return made[name]  # type: ignore[return-value]  # one name, one maker

    def sharing(self, things: Sequence[T], kind: Marked[T], sought: Callable[[T], Iterable[int]]) -> list[list[T]]:
        """For each thing the others of its kind that bear a mark that it looks for, in order."""
        wanted = [sorted(set(sought(t))) for t in things]
        bearing = self.bring(m for marks in wanted for m in marks)
        return [self._others(thing, marks, bearing, kind) for thing, marks in zip(things, wanted, strict=True)]

    def _others(self, thing: T, marks: Iterable[int], bearing: Mapping[int, Collection[str]], kind: Marked[T]) -> list[T]:
        found: dict[Key, T] = {}
        for mark_ in marks:
            for report in bearing[mark_]:
                found |= {t.key: t for t in self.made(kind.name, report, lambda k: self._by_mark(k, kind)).get(mark_, ())}
        found.pop(thing.key, None)
        return [found[key] for key in sorted(found)]

    def _by_mark(self, report: str, kind: Marked[T]) -> dict[int, list[T]]:
        found: dict[int, list[T]] = {}
        for thing in kind.of(self, report):
            for mark_ in set(kind.marks(thing)):
                found.setdefault(mark_, []).append(thing)
        return found

    def told(self, key: str) -> tuple[Told, ...]:
        """The statements of a report with its standing; none where another report stands for its text."""
        return self.made("told", key, self._told)

    def _told(self, key: str) -> tuple[Told, ...]:
        unit, standing = self.at(key)
        if not standing.stands:
            return ()
        told = unit.told
        if standing.family or standing.copies:
            about = {"family": standing.family, "first": standing.first, "copies": standing.copies, "copiers": standing.copiers}
            told = tuple(replace(t, **about) for t in told)  # type: ignore[arg-type]  # the names and types are those of Told
        self._keys |= {t.key: key for t in told}
        return tuple(sorted(told, key=lambda t: t.order))

    def key_of(self, told: Told) -> str:
        """The key of the report in which a statement stands that was read on this desk."""
        return self._keys[told.key]

    def chains(self, key: str) -> list[Chain]:
        """The movements that a report tells of."""
        return self.made("chains", key, lambda k: chains(self.told(k)))

    def deals(self, key: str) -> list[Deal]:
        """The deals that a report tells of."""
        return self.made("deals", key, lambda k: deals(self.told(k)))

    def tellings(self, key: str) -> list[list[Told]]:
        """The events that a report tells of."""
        return self.made("tellings", key, lambda k: tellings(self.told(k)))

    def ties(self, statements: Iterable[Statement], key: str) -> tuple[Tie, ...]:
        """What people said of statements of a report being one with others or not."""
        own = {statement for _, statement in statements}
        return tuple(t for t in self.at(key).unit.ties if t.statement in own)


WEEK_DAYS = 7
EPOCH = datetime(1900, 1, 1)


def window(moment: datetime | None, days: int = WEEK_DAYS) -> int | None:
    """The number of the stretch of days that holds a moment."""
    return (moment - EPOCH).days // days if moment is not None else None


def around(number: int | None, reach: int) -> Sequence[int | None]:
    """The numbers of the stretches within `reach` of one."""
    return range(number - reach, number + reach + 1) if number is not None else (None,)


def tie_marks(ties: Iterable[Tie]) -> list[int]:
    """The marks by which the two halves of what a person tied find each other."""
    return [mark("tie", *t.pair) for t in ties]
