"""A real PostgreSQL for the tests: one that `pgserver` starts, or the one that MARSAD_TEST_POSTGRES names."""

import importlib.util
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

NUMBERS = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server on which databases may be made."""
    named = os.environ.get("MARSAD_TEST_POSTGRES")
    if named:
        yield named
        return
    if importlib.util.find_spec("pgserver") is None:
        said = "needs a PostgreSQL: pip install pgserver (up to Python 3.12), or name one in MARSAD_TEST_POSTGRES"
        pytest.fail(said) if os.environ.get("CI") else pytest.skip(said)
    import pgserver

    # not in pytest's own folder: that closes itself to others, and a server that root starts runs as another user
    folder = Path(tempfile.mkdtemp(prefix="marsad-postgres-"))
    started = pgserver.get_server(folder, cleanup_mode=None)
    with psycopg.connect(started.get_uri(), autocommit=True) as connection:  # it is thrown away: nothing waits for the disk
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    try:
        yield started.get_uri()
    finally:
        os.kill(started.get_pid(), signal.SIGQUIT)  # at once, without putting its things in order
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def new_database(server: str) -> Iterator[Callable[[], str]]:
    """Makes an empty database at each call and gives its address."""
    made: list[str] = []

    def new() -> str:
        name = f"marsad_test_{os.getpid()}_{next(NUMBERS)}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        made.append(name)
        head, mark, options = server.partition("?")
        return f"{head.rpartition('/')[0]}/{name}{mark}{options}"

    yield new
    if "MARSAD_TEST_POSTGRES" not in os.environ:
        return  # they go with the server
    with psycopg.connect(server, autocommit=True) as connection:
        for name in made:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres(new_database: Callable[[], str]) -> Callable[[], str]:
    """Makes an empty database at each call and gives its address."""
    return new_database
