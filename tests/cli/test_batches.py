"""Folders and going on after a stop, as a person asks for them."""

import json
import os
import pty
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from marsad.cli.progress import pace
from tests.cli.conftest import PATIENCE, START, Marsad

SAID = "Homs province: regime forces shelled Taldou with mortars on Tuesday, killing at least 4 civilians, including 2 children."


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in").mkdir()
    for n in range(6):
        (tmp_path / f"in/{n}.txt").write_text(f"{SAID} {n} more were hurt.", encoding="utf-8")
    (tmp_path / "in/bad.pdf").write_bytes(b"%PDF-1.4")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_is_read_with_its_failures_listed_at_the_end(marsad: Marsad, here: Path):
    ran = marsad("read", "in", "--published", "2017-03-09", "--json")
    assert ran.returncode == 1
    *_, failure, counted = ran.stderr.decode().splitlines()
    assert failure.startswith("marsad: in/bad.pdf: a broken PDF")
    assert failure.endswith("(print it to a new PDF)")
    assert counted == "marsad: 6 new, 1 failed"


def test_resume_passes_over_what_is_held_and_reads_the_rest(marsad: Marsad, here: Path):
    marsad("read", "in/0.txt", "in/1.txt", "--published", "2017-03-09")
    ran = marsad("read", "in", "--resume", "--published", "2017-03-09", "--json")
    assert ran.stderr.decode().splitlines()[-1] == "marsad: 4 new, 2 known, 1 failed"
    assert len({r for line in ran.stdout.splitlines() for r in json.loads(line)["reports"]}) == 6, "the whole record is shown"
    again = marsad("read", "in", "--resume", "--json")
    assert again.stderr.decode().splitlines()[-1] == "marsad: 6 known, 1 failed"
    assert again.stdout == ran.stdout, "what was given the first time stays"


def test_a_column_is_named_or_refused(marsad: Marsad, here: Path):
    (here / "a.csv").write_text(f"Title,Long form\nx,{SAID.replace(',', ';')}\n", encoding="utf-8")
    assert b"no column `text`" in marsad("code", "a.csv").stderr
    (line,) = marsad("code", "a.csv", "--column", "text=Long form").stdout.splitlines()
    assert json.loads(line)["report"]["title"] == "x"
    assert b"names no column of a field" in marsad("code", "a.csv", "--column", "words=x").stderr


def test_a_source_that_is_said_goes_before_one_that_is_found(marsad: Marsad, here: Path):
    page = f"<html><head><meta property='og:site_name' content='Its Own Name'></head><body><article><p>{SAID}</p></article></body></html>"
    (here / "a.html").write_text(page, encoding="utf-8")
    told = [json.loads(marsad("code", "a.html", *more).stdout)["report"]["source"] for more in ((), ("--source", "LM"))]
    assert told == ["Its Own Name", "LM"]


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_what_was_stopped_is_gone_on_with(marsad: Marsad, here: Path):
    for n in range(6, 60):
        (here / f"in/{n:03}.txt").write_text(f"{SAID} {n} more were hurt. " * 12, encoding="utf-8")
    ran = subprocess.Popen([sys.executable, "-c", START, "read", "in", "--json"], cwd=here, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    deadline = time.monotonic() + PATIENCE
    while _kept(here / "marsad.db") < 3 and time.monotonic() < deadline and ran.poll() is None:
        time.sleep(0.05)
    ran.send_signal(signal.SIGINT)
    _, told = ran.communicate(timeout=PATIENCE)
    assert ran.returncode == 130, told
    assert b"marsad read --resume goes on" in told
    rest = marsad("read", "in", "--resume", "--json").stderr.decode().splitlines()[-1]
    counts = {word: int(number) for number, word in (part.split() for part in rest.removeprefix("marsad: ").split(", "))}
    assert counts["new"] + counts["known"] == 60
    assert counts["known"] >= 3


def _kept(path: Path) -> int:
    if not path.exists():
        return 0
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM report").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_the_pace_tells_rate_and_time_left():
    assert pace(1, 1.0, 0.5) == ""
    assert pace(40, 4.0, None) == "10.0 a second"
    assert pace(40, 4.0, 0.1) == "10.0 a second, about 36 s left"
    assert pace(400, 600.0, 0.5) == "0.7 a second, about 10 min left"
    assert pace(400, 6000.0, 0.25) == "0.1 a second, about 5.0 h left"
    assert pace(40, 4.0, 1.0) == "10.0 a second"


@pytest.mark.skipif(os.name != "posix", reason="a terminal as POSIX has them")
def test_a_terminal_shows_a_count():
    master, slave = pty.openpty()
    code = "from marsad.cli.progress import watched; list(watched(range(3), 'reports read', share=lambda: 0.5))"
    ran = subprocess.Popen([sys.executable, "-c", code], stderr=slave)
    os.close(slave)
    seen = b""
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    ran.wait(timeout=60)
    assert b"reports read" in seen
