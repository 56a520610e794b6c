"""The records of a store, folded anew from the Readings that it keeps."""

from collections.abc import Callable, Iterable

from marsad.jobs.fold import records_of
from marsad.model.form_in import from_dict
from marsad.pack.pack import Pack
from marsad.store.base import Kept, Store


def rebuild(store: Store, pack: Pack, watch: Callable[[Iterable[Kept]], Iterable[Kept]] = iter) -> bool:
    """Fold the records anew; whether that changed anything. `watch` sees each report go by. Raises StoreError."""
    with store.view() as view:
        records = list(records_of((from_dict(kept.form) for kept in watch(view.reports())), pack))
        revision = view.revision()
    with store.writer() as writer:
        return writer.replace_records(records, revision)


def freshen(store: Store, pack: Callable[[], Pack]) -> bool:
    """Fold the records anew where a reading was broken off before it came to that; whether it was. `pack` is called only then."""
    with store.view() as view:
        stale = view.stale()
    return stale and rebuild(store, pack())
