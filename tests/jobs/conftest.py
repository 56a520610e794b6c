"""A hostile server and a store in memory, for the tests of the watch."""

from collections.abc import Iterator

import pytest

from marsad.store.base import Store
from marsad.store.door import open_store
from tests.jobs import hostile
from tests.jobs.hostile import Server


@pytest.fixture
def server() -> Iterator[Server]:
    with hostile.served() as made:
        yield made


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("memory:") as opened:
        yield opened
