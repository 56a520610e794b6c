"""An ingest that is killed at any moment loses nothing that it had acknowledged, and the same command again ends where it would have."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import make_url

from marsad.jobs.verify import Verified, verify
from marsad.store.door import open_store

START = "import sys; from marsad.cli.main import main; sys.argv[0] = 'marsad'; main()"
REPORTS = 500
KILLS = 2
PLACES = ["Taldou", "Kafr Laha", "Binnish", "Saraqib", "Azaz", "Tadef"]


def written(path: Path) -> Path:
    """Reports, most of them in a language that costs no parsing: what is tried here is the keeping."""
    chance = random.Random(3)
    with path.open("w", encoding="utf-8") as out:
        for n in range(REPORTS):
            words = f"قصف على البلدة رقم {n}"
            if n % 10 == 0:
                place, day, dead = chance.choice(PLACES), chance.randint(1, 28), chance.randint(2, 30)
                words = f"Regime forces shelled {place} on {day} March, killing {dead} people. ({n})"
            out.write(json.dumps({"id": f"r{n:03}", "text": words, "published": "2017-03-30", "source": "Monitor"}) + "\n")
    return path


def started(folder: Path, url: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", START, "read", "many.jsonl", "--json", "--store", url]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)


def finished(folder: Path, url: str) -> float:
    begun = time.monotonic()
    ran = started(folder, url)
    _, said = ran.communicate(timeout=300)
    assert ran.returncode == 0, said
    return time.monotonic() - begun


def tables(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """All that a store holds, but for the hour at which a report came."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg") if url.startswith("postgres") else url)
    held = {}
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        for name in (n for n in names if not n.startswith("report_words_")):
            columns = [c["name"] for c in inspect(connection).get_columns(name) if c["name"] != "how"]
            rows = connection.execute(text(f"SELECT {', '.join(columns)} FROM {name}")).all()
            held[name] = sorted((tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in rows), key=repr)
    engine.dispose()
    return held


def kept(url: str) -> set[str]:
    """The reports that are in the store, whatever moment this is."""
    with open_store(url) as store, store.view() as view:
        return set(view.ids())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("killed")
    written(made / "many.jsonl")
    return made


@pytest.fixture(scope="module")
def seconds(folder: Path) -> float:
    """How long an undisturbed run takes."""
    return finished(folder, f"sqlite:///{folder}/whole.db")


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_killed_at_random_moments_and_run_again_it_equals_an_undisturbed_run(
    database: str, folder: Path, seconds: float, new_database: Callable[[], str]
):
    url = f"sqlite:///{folder}/killed.db" if database == "sqlite" else new_database()
    open_store(url).close()
    chance = random.Random()
    before: set[str] = set()
    for _ in range(KILLS):
        moment = chance.uniform(0.3, 1.0) * seconds
        ran = started(folder, url)
        time.sleep(moment)
        acknowledged = kept(url)
        os.killpg(ran.pid, signal.SIGKILL)
        ran.communicate()
        now = kept(url)
        assert before <= acknowledged <= now, f"killed after {moment:.2f} s"
        before = now
        with open_store(url) as store:
            found = Verified()
            assert list(verify(store, found)) == [], f"killed after {moment:.2f} s"
            assert found.reports == len(now)
    finished(folder, url)
    whole, again = tables(f"sqlite:///{folder}/whole.db"), tables(url)
    assert len(whole["report"]) == REPORTS
    assert whole["record"]
    for name in whole:
        if name != "report_words":  # made for full-text search, each database in its own way
            assert again[name] == whole[name], name
    with open_store(url) as store, store.view() as view:
        assert not view.stale()
