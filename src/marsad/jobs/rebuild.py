"""The records of a store, folded from the Readings that it keeps: what has come since, or all anew."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from importlib.metadata import version

from marsad.fold.refold import refold
from marsad.fold.shelf import Shelved
from marsad.fold.unit import Unit, mark, standing_form, standing_in, unit_form, unit_in, unit_of
from marsad.jobs.fold import forms_of
from marsad.model.form_in import from_dict
from marsad.pack.pack import Pack
from marsad.store.base import Brief, Folding, Store

AT_ONCE = 40  # reports that are folded in one transaction
FORM = 1  # of what is kept for the fold; another number, and all is folded anew
Watch = Callable[[Iterable[str]], Iterable[str]]


def refresh(store: Store, pack: Pack, watch: Watch = iter) -> bool:
    """Fold the reports that have come or changed, or were judged, since the last time, and all that this touches; whether it changed the
    records. Where the pack or Marsad is another one, all reports are folded. `watch` sees the key of each report go by. What was folded
    stays folded where it is broken off. Raises StoreError."""
    return _fold_waiting(store, pack, watch, _basis(pack))


def rebuild(store: Store, pack: Pack, watch: Watch = iter) -> bool:
    """Forget what was folded and fold all reports; whether that changed the records. Raises StoreError."""
    before = _sum(store)
    with store.folding() as folding:
        folding.begin(0)  # the basis of nothing
    _fold_waiting(store, pack, watch, _basis(pack))
    return _sum(store) != before


def _sum(store: Store) -> int:
    """A number that is the same for the same records."""
    with store.view() as view:
        return sum(mark(json.dumps(record, sort_keys=True)) for record in view.records())


def freshen(store: Store, pack: Callable[[], Pack]) -> bool:
    """Fold what waits where a reading was broken off before it came to that; whether it was. `pack` is called only then."""
    with store.view() as view:
        stale = view.stale()
    return stale and refresh(store, pack())


def _basis(pack: Pack) -> int:
    return mark("basis", FORM, version("marsad"), pack.digest) & 0x7FFFFFFF


def _fold_waiting(store: Store, pack: Pack, watch: Watch, basis: int) -> bool:
    changed = False

    def each() -> Iterator[str]:
        nonlocal changed
        while True:
            with store.folding() as folding:
                folding.begin(basis)
                waiting = folding.waiting(AT_ONCE)
                changed = _fold(folding, pack, waiting) or changed
                if len(waiting) < AT_ONCE:
                    folding.done()
            yield from waiting
            if len(waiting) < AT_ONCE:
                return

    for _ in watch(each()):
        pass
    return changed


def _fold(folding: Folding, pack: Pack, waiting: Collection[str]) -> bool:
    """Fold these reports, and those of the same texts, for what people said of one is said of all."""
    if not waiting:
        return False
    units = _units(folding, pack, waiting)
    texts = {mark("text", *u.text) for u in units.values()}
    twins = {k for keys in folding.bearing(texts).values() for k in keys} - units.keys()
    if twins:
        units = _units(folding, pack, {*waiting, *twins})
    made = refold(StoreShelf(folding), units)
    folding.folded(waiting)
    return folding.replace(made.gone, forms_of(made.records))


def _units(folding: Folding, pack: Pack, keys: Collection[str]) -> dict[str, Unit]:
    kept = {k: held for k in sorted(keys) if (held := folding.report(k)) is not None}
    said = folding.judgements({held.id for held in kept.values()})
    return {k: unit_of(from_dict(held.form), pack, said) for k, held in kept.items()}


class StoreShelf:
    """The shelf of the fold in a store."""

    def __init__(self, folding: Folding) -> None:
        self._folding = folding

    def take(self, keys: Collection[str]) -> Mapping[str, Shelved]:
        """The reports of these keys, those that are there."""
        return {k: Shelved(unit_in(b.unit), standing_in(b.standing)) for k, b in self._folding.briefs(keys).items()}

    def bearing(self, marks: Collection[int]) -> Mapping[int, Collection[str]]:
        """The keys of the reports that bear each of these marks."""
        return self._folding.bearing(marks)

    def put(self, key: str, shelved: Shelved, marks: Collection[int]) -> None:
        """A report in the place of what was there under the key."""
        self._folding.put(key, Brief(unit_form(shelved.unit), standing_form(shelved.standing)), marks)
