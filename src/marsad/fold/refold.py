"""The fold: reports come or change, and the records that rest on them, or on what is near them, are made anew. All else stays as it was.

The stages follow one another: texts and their copies; movements; deals, of which movements may be steps; who holds what; events, which
tell of all of them. Each starts from the reports in which something changed, and ends at what that can reach.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic, NamedTuple, TypeVar

from marsad.fold.agreements import Deal, agreement, says_something
from marsad.fold.bargains import Bargain, Bargains, bargains_of, deal_marks
from marsad.fold.cluster import Clusters, Sort, Thing
from marsad.fold.control import Holding, Holdings, holding_marks, holdings_of, line
from marsad.fold.desk import Desk, Key, Statement
from marsad.fold.events import event
from marsad.fold.happenings import Happening, Happenings, happening_marks, happenings_of
from marsad.fold.movements import Chain, movement
from marsad.fold.shelf import Shelf, Shelved
from marsad.fold.texts import settle, text_marks
from marsad.fold.told import Told
from marsad.fold.unit import Standing, Unit, mark
from marsad.fold.ways import Way, Ways, way_marks, ways_of
from marsad.model.record import Agreement, Control, Event, Movement, Records

T = TypeVar("T", bound=Thing)


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """A sort of things that records are made of: how they are grouped, which of them a report tells, on which statements one rests."""

    name: str
    sort: Callable[[Desk], Sort[T]]
    of: Callable[[Desk, str], list[T]]
    told: Callable[[T], Sequence[Told]]


WAY: Kind[Way] = Kind("movement", Ways, ways_of, lambda w: w.chain.told)
DEAL: Kind[Bargain] = Kind("agreement", Bargains, bargains_of, lambda b: b.deal.told)
HOLDING: Kind[Holding] = Kind("control", Holdings, holdings_of, lambda h: (h.told,))
HAPPENING: Kind[Happening] = Kind("event", Happenings, happenings_of, lambda h: h.told)


class Refolded(NamedTuple):
    """Records made anew; and by the name of their sort the statements on which they and those that they replace rest: whatever of the sort
    rested on one of these before has gone."""

    records: Records
    gone: Mapping[str, frozenset[Statement]]


def refold(shelf: Shelf, units: Mapping[str, Unit]) -> Refolded:
    """Put reports on a shelf, each under its key, in the place of what it was, and make anew what that touches."""
    run = _Run(shelf)
    touched = run.lay(units)
    touched |= settle(run.desk, touched)
    run.keep()
    on_the_way = run.find_movements(touched)
    run.keep()
    run.find_agreements(touched | on_the_way)
    run.keep()
    told_otherwise = touched | {k for k in run.desk.before if run.changed(k)}
    return run.done(run.movements(), run.control(touched | run.desk.before.keys()), run.events(told_otherwise))


class _Run:
    """One refolding: the desk, what is made anew and what goes."""

    def __init__(self, shelf: Shelf) -> None:
        self.desk = Desk(shelf)
        self._was = Desk(shelf)
        self._kept: dict[str, Standing] = {}
        self._gone: dict[str, set[Statement]] = {kind.name: set() for kind in (WAY, DEAL, HOLDING, HAPPENING)}
        self._chains: dict[str, Chain] = {}
        self._agreements: list[tuple[Key, Agreement]] = []

    def lay(self, units: Mapping[str, Unit]) -> set[str]:
        """Lay reports on the desk; the keys of those that are new or another than they were."""
        desk = self.desk
        desk.take(units)
        touched = {k for k, unit in units.items() if not desk.has(k) or desk.at(k).unit != unit}
        for key in sorted(touched):
            standing = Standing()
            if desk.has(key):
                desk.before[key] = desk.at(key)
                standing = desk.at(key).standing
            desk.lay(key, Shelved(units[key], standing))
            self._put(key)
        return touched

    def changed(self, key: str) -> bool:
        """Whether a report stands otherwise than before, other than by the name of a record."""
        return replace(self.desk.before[key].standing, part={}) != replace(self.desk.at(key).standing, part={})

    def keep(self) -> None:
        """Put back on the shelf whatever has another standing, and remember how it was."""
        for key in sorted(self.desk.before):
            if self._kept.get(key, self.desk.before[key].standing) != self.desk.at(key).standing:
                self._put(key)

    def _put(self, key: str) -> None:
        shelved = self.desk.at(key)
        self.desk.shelf.put(key, shelved, sorted(set(_marks(self.desk, key))))
        self._kept[key] = shelved.standing

    def _groups(self, kind: Kind[T], keys: Iterable[str]) -> list[list[T]]:
        """The groups of a kind that may be others than they were, where these reports changed."""
        for key, shelved in self.desk.before.items():
            self._was.lay(key, shelved)
        keys = sorted(keys)
        new = [t for k in keys for t in kind.of(self.desk, k)]
        old = [t for k in keys if self._was.has(k) for t in kind.of(self._was, k)]
        clusters = Clusters(kind.sort(self.desk))
        lost = {t.key for t in old} - {t.key for t in new}
        stirred = [*Clusters(kind.sort(self.desk)).stirred(old), *clusters.stirred(new)]
        groups = self._closed(kind, clusters, {t.key: t for t in stirred if t.key not in lost})
        self._gone[kind.name] |= {s.key for t in (*old, *(t for g in groups for t in g)) for s in kind.told(t)}
        return groups

    def _closed(self, kind: Kind[T], clusters: Clusters[T], things: dict[Key, T]) -> list[list[T]]:
        """The groups of things, and of all that rest on one of their statements too: what replaces the one replaces the other."""
        while True:
            groups = clusters.groups(things.values())
            inside = {t.key: t for g in groups for t in g}
            statements = {s.key for t in inside.values() for s in kind.told(t)}
            reports = {self.desk.key_of(s) for t in inside.values() for s in kind.told(t)}
            beside = (t for k in sorted(reports) for t in kind.of(self.desk, k) if any(s.key in statements for s in kind.told(t)))
            more = {t.key: t for t in beside if t.key not in inside}
            if not more:
                return groups
            things = inside | more

    def find_movements(self, touched: set[str]) -> set[str]:
        """Find the movements, and note of which of them each report tells; the keys of the reports that tell of one that is another."""
        groups = self._groups(WAY, touched)
        self._chains = {_name(c.told): c for c in (_chain(w.chain for w in g) for g in groups)}
        names = {t.key: name for name, c in self._chains.items() for t in c.told}
        self._note(touched, (t for g in groups for w in g for t in w.chain.told), way=names)
        moved = touched | self.desk.before.keys()
        left = {name for was in self.desk.before.values() for name in was.standing.way.values()}
        told = [self._keys(c.told) for name, c in self._chains.items() if name in left or not moved.isdisjoint(self._keys(c.told))]
        return {k for keys in told for k in keys}

    def find_agreements(self, touched: set[str]) -> None:
        """Find the agreements with their steps, and note of which of them each report tells."""
        groups = self._groups(DEAL, touched)
        deals = [_deal(b.deal for b in g) for g in groups]
        anchors: dict[Statement, str] = {}
        terms: dict[Statement, str] = {}
        parts: dict[Statement, str] = {}
        for deal in (d for d in deals if says_something(d)):
            made = agreement(deal, [self._chain(name) for name in self._ways(deal.told)])
            self._agreements.append((deal.told[0].order, made))
            anchors |= dict.fromkeys((t.key for t in deal.anchors), _name(deal.told))
            terms |= dict.fromkeys((t.key for t in deal.parts), _name(deal.told))
            parts |= dict.fromkeys((t.key for t in deal.parts), made.id)
        self._note(touched, (t for d in deals for t in d.told), deal=anchors, term=terms, part=parts)

    def _note(self, touched: Iterable[str], told: Iterable[Told], **names: Mapping[Statement, str]) -> None:
        """Note in the standing of each report on which records its statements bear now, in the place of what was noted of them."""
        statements: dict[str, set[str]] = {key: {t.statement.id for t in self.desk.told(key)} for key in touched}
        for t in told:
            statements.setdefault(self.desk.key_of(t), set()).add(t.statement.id)
        for key in sorted(statements):
            standing, report = self.desk.at(key).standing, self.desk.at(key).unit.report
            for name, record_of in names.items():
                held: Mapping[str, str] = getattr(standing, name)
                kept = {} if key in touched else {s: r for s, r in held.items() if s not in statements[key]}
                new = {s: r for s in statements[key] if (r := record_of.get((report, s)))}
                standing = replace(standing, **{name: dict(sorted((kept | new).items()))})  # type: ignore[arg-type]  # all three are such maps
            self.desk.stand(key, standing)

    def _keys(self, told: Iterable[Told]) -> set[str]:
        return {self.desk.key_of(t) for t in told}

    def _ways(self, told: Iterable[Told]) -> list[str]:
        """The movements of which statements tell, by name."""
        found = {r for t in told if (r := self.desk.at(self.desk.key_of(t)).standing.way.get(t.statement.id))}
        return sorted(found)

    def _chain(self, name: str) -> Chain:
        """The movement of a name, found by those that tell of it where it was not made anew."""
        if name not in self._chains:
            story = mark("story", name)
            telling = self.desk.bring([story])[story]
            own = (w for k in telling for w in ways_of(self.desk, k) if self._ways(w.chain.told) == [name])
            self._chains[name] = _chain(w.chain for w in own)
        return self._chains[name]

    def movements(self) -> tuple[Movement, ...]:
        """The movements that are others than they were, or belong to another agreement."""
        for key, was in self.desk.before.items():
            now = self.desk.at(key).standing
            moved = {s for s in {*was.standing.part, *now.part} if was.standing.part.get(s) != now.part.get(s)}
            for name in sorted({now.way[s] for s in moved if s in now.way}):
                self._gone[WAY.name] |= {t.key for t in self._chain(name).told}
        chains = sorted(self._chains.values(), key=lambda c: c.told[0].order)
        wanted = [c for c in chains if not self._gone[WAY.name].isdisjoint(t.key for t in c.told)]
        return tuple(movement(c, self._part(c.told)) for c in wanted)

    def _part(self, told: Iterable[Told]) -> str | None:
        """The agreement that one of these statements is a part of."""
        return next((r for t in told if (r := self.desk.at(self.desk.key_of(t)).standing.part.get(t.statement.id))), None)

    def control(self, changed: set[str]) -> tuple[Control, ...]:
        """The lines of control that are others than they were."""
        return tuple(line(g, self._part(h.told for h in g)) for g in self._groups(HOLDING, changed))

    def events(self, changed: set[str]) -> tuple[Event, ...]:
        """The events that are others than they were, each with why reports were joined in it."""
        sort = Happenings(self.desk)
        found = self._groups(HAPPENING, changed)
        return tuple(event(sorted((t for h in g for t in h.told), key=lambda t: t.order), sort.joined(g)) for g in found)

    def done(self, movements: tuple[Movement, ...], control: tuple[Control, ...], events: tuple[Event, ...]) -> Refolded:
        """What was made, each kind in the order of the text."""
        agreements = tuple(made for _, made in sorted(self._agreements, key=lambda a: a[0]))
        return Refolded(Records(events, movements, agreements, control), {name: frozenset(s) for name, s in self._gone.items()})


def _name(told: Sequence[Told]) -> str:
    """What names a movement or deal among others: its first statement, which stays the same when later reports tell more."""
    return "/".join(told[0].key)


def _chain(chains: Iterable[Chain]) -> Chain:
    return Chain(tuple(sorted((t for c in chains for t in c.told), key=lambda t: t.order)))


def _deal(deals: Iterable[Deal]) -> Deal:
    deals = list(deals)
    return Deal(tuple(t for d in deals for t in d.anchors), tuple(t for d in deals for t in d.parts))


def _marks(desk: Desk, key: str) -> Iterator[int]:
    """All that a report is found by."""
    unit, standing = desk.at(key)
    yield from text_marks(unit)
    if standing.family:
        yield mark("family", standing.family)
    yield from (mark("story", s) for s in standing.stories)
    yield from (m for w in ways_of(desk, key) for m in way_marks(w))
    yield from (m for b in bargains_of(desk, key) for m in deal_marks(b))
    yield from (m for h in holdings_of(desk, key) for m in holding_marks(h))
    yield from (m for h in happenings_of(desk, key) for m in happening_marks(h))
