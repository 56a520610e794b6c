"""Several who write at once, each with connections of their own: all that each wrote is there, and the chain is one."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.model.judgement import broken
from marsad.store.door import open_store
from tests.store.made import add, event, judged, kept

WRITERS, EACH = 4, 15


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_many_write_at_once_and_nothing_is_lost_or_doubled(database: str, tmp_path: Path, postgres: Callable[[], str]):
    url = f"sqlite:///{tmp_path}/a.db" if database == "sqlite" else postgres()
    begun, wrong = threading.Barrier(WRITERS), []

    def write(name: int) -> None:
        try:
            begun.wait()
            with open_store(url) as store:  # the first to come makes the tables, the others wait
                for n in range(EACH):
                    add(store, kept(f"{name}-{n}", f"Text of {name}."), kept("common"))
                    with store.writer() as writer:
                        writer.add_judgement(judged(by=f"writer {name}", reason=str(n)))
                    with store.view() as view:
                        revision = view.revision()
                    with store.writer() as writer:
                        writer.replace_records([event(f"e{m}", "2017-03-09", (f"{name}-{n}",)) for m in range(5)], revision)
        except BaseException as error:
            wrong.append(error)

    writers = [threading.Thread(target=write, args=(name,)) for name in range(WRITERS)]
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    assert wrong == []
    with open_store(url) as store, store.view() as view:
        assert len(list(view.ids())) == WRITERS * EACH + 1
        chain = list(view.judgements())
        assert list(broken(chain)) == []
        assert len(chain) == WRITERS * EACH
        for name in range(WRITERS):
            assert [one.judgement.reason for one in chain if one.judgement.by == f"writer {name}"] == [str(n) for n in range(EACH)]
        assert view.revision() == 2 * WRITERS * EACH + 1
        assert len(list(view.records())) == 5
