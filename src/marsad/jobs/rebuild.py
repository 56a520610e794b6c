"""The records of a store, folded anew from the Readings that it keeps."""

from marsad.jobs.fold import LISTS
from marsad.model.form import Form
from marsad.store.base import Store, View


def rebuild(store: Store) -> bool:
    """Fold the records anew; whether that changed anything. Raises StoreError."""
    with store.view() as view:
        records, revision = _folded(view), view.revision()
    with store.writer() as writer:
        return writer.replace_records(records, revision)


def _folded(view: View) -> list[Form]:
    """The records of all Readings, each of its own report."""
    return [{"record": sort, **r} for kept in view.reports() for name, sort in LISTS.items() for r in kept.form["records"][name]]
