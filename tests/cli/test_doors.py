"""The commands that keep a record, as a person calls them."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import PATIENCE, START, Marsad

SAID = "Homs province: regime forces shelled Taldou with mortars on Tuesday, killing at least 4 civilians, including 2 children."


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.txt").write_text(SAID, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_report_is_read_shown_and_read_again_without_change(marsad: Marsad, here: Path):
    first = marsad("read", "a.txt", "--published", "2017-03-09", "--source", "Levant Monitor")
    assert first.returncode == 0, first.stderr
    assert first.stderr == b"marsad: 1 new\n"
    shown = marsad("show")
    assert shown.stdout == first.stdout
    again = marsad("read", "a.txt")
    assert (again.stdout, again.stderr) == (first.stdout, b"marsad: 1 known\n"), "what was known of the report stays known"
    assert b"\x1b" not in first.stdout


def test_the_record_comes_as_json_by_sort_kind_and_id(marsad: Marsad, here: Path):
    records = [json.loads(line) for line in marsad("read", "--json", "a.txt", "--published", "2017-03-09").stdout.splitlines()]
    assert records
    assert {r["record"] for r in records} <= {"event", "movement", "agreement", "control"}
    one = records[-1]
    assert [json.loads(line) for line in marsad("show", one["id"], "--json").stdout.splitlines()] == [one]
    kinds = [json.loads(line)["kind"] for line in marsad("show", "--kind", "shelling", "--json").stdout.splitlines()]
    assert set(kinds) <= {"shelling"}
    assert one["id"].encode() in marsad("show", one["id"][:9]).stdout


def test_a_batch_keeps_and_names_what_fails(marsad: Marsad, here: Path):
    (here / "b.bin").write_bytes(b"\x7fELF\0\0")
    ran = marsad("read", "b.bin", "a.txt", "none.txt")
    assert ran.returncode == 1
    assert ran.stderr.splitlines()[-1] == b"marsad: 1 new, 2 failed"
    assert b"b.bin: not text" in marsad("show").stderr


BAD_FILES = {
    "empty.txt": (b"", "empty"),
    "binary.txt": (b"\x89PNG\r\n\x1a\n\0\0\0", "not text"),
    "empty.jsonl": (b"\n", "empty"),
    "no.jsonl": (b'{"id": "x"}\n', "no `text`"),
    "date.jsonl": (b'{"text": "Shells fell.", "published": "31 of May"}\n', "no date"),
    "table.csv": (b"name\nx\n", "no column `text`"),
    "odd.txt": (b"\x81\x8d\x8f\x90" * 50, "not text"),
}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("command", ["read", "code", "why"])
def test_a_bad_file_alone_is_one_line_and_exit_2(marsad: Marsad, here: Path, command: str, name: str):
    held, said = BAD_FILES[name]
    (here / name).write_bytes(held)
    ran = marsad(command, name)
    lines = ran.stderr.decode().splitlines()
    assert ran.returncode == 2
    assert said in lines[0]
    assert all(line.startswith("marsad: ") for line in lines)
    assert len(lines) == (2 if command == "read" else 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["read", "none.txt"], "no such file"),
        (["read", "a.txt", "--published", "tomorrow"], "no date"),
        (["read", "a.txt", "--pack", "nowhere"], "no pack"),
        (["read", "a.txt", "--store", "sqlite:///none/x.db"], "folder"),
        (["read", "a.txt", "--store", "sqlite:///a.txt"], "not a database"),
        (["read", "a.txt", "--store", "mysql://x"], "sqlite:///"),
        (["show"], "no record yet"),
        (["show", "--since", "soon"], "no date"),
        (["why", "none.txt"], "no such file"),
        (["pack", "show", "nowhere"], "no pack"),
        (["pack", "check", "nowhere"], "no pack"),
        (["none"], "No such command"),
    ],
)
def test_bad_usage_is_told_without_a_traceback(marsad: Marsad, here: Path, arguments: list[str], said: str):
    ran = marsad(*arguments)
    assert ran.returncode == 2
    assert said in ran.stderr.decode().splitlines()[0]
    assert b"Traceback" not in ran.stderr


def test_a_line_of_50_mb_is_refused_and_the_others_are_read(marsad: Marsad, here: Path):
    with (here / "long.jsonl").open("wb") as out:
        out.write(b"a" * 50_000_000 + b"\n")
        out.write(json.dumps({"id": "x", "text": SAID}).encode() + b"\n")
    ran = marsad("read", "long.jsonl", "--json")
    assert ran.returncode == 1
    assert b"more than 20 MB" in ran.stderr
    assert b"1 new, 1 failed" in ran.stderr


def test_another_language_is_kept_with_nothing_read_into_it(marsad: Marsad, here: Path):
    ran = marsad("read", "-", given="قصفت قوات النظام البلدة صباح اليوم".encode())
    assert ran.returncode == 0
    assert b"not English (und-Arab)" in ran.stderr
    assert ran.stdout == b""


def test_an_unknown_id_is_told(marsad: Marsad, here: Path):
    marsad("read", "a.txt")
    ran = marsad("show", "zzz")
    assert ran.returncode == 2
    assert b"zzz: no one record or report" in ran.stderr


def test_why_names_rules_and_what_gave_nothing(marsad: Marsad, here: Path):
    (here / "a.txt").write_text(SAID + " The weather was fine.", encoding="utf-8")
    ran = marsad("why", "a.txt", "--published", "2017-03-09")
    assert ran.returncode == 0, ran.stderr
    assert "no statement: no word that a rule speaks of" in ran.stdout.decode()
    forms = [json.loads(line) for line in marsad("why", "a.txt", "--json").stdout.splitlines()]
    assert [f["nothing"] is None for f in forms][-1] is False
    assert all(f["text"] in SAID + " The weather was fine." for f in forms)
    statements = [s for f in forms for s in f["statements"]]
    assert all(s["rule"] in f["rules"] for f in forms for s in f["statements"] if s["rule"].count("."))
    assert statements


def test_why_does_not_hint_at_the_small_words_of_a_longer_entry(marsad: Marsad, here: Path):
    (here / "a.txt").write_text("The people are in the house on the road.", encoding="utf-8")
    forms = [json.loads(line) for line in marsad("why", "a.txt", "--json").stdout.splitlines()]
    assert not {"in", "on", "people", "road"} & {r["word"] for f in forms for r in f["refused"]}


def test_packs_are_listed_shown_and_checked(marsad: Marsad, here: Path):
    names = [json.loads(line)["name"] for line in marsad("pack", "list", "--json").stdout.splitlines()]
    assert {"base-en", "syria"} <= set(names)
    size = json.loads(marsad("pack", "show", "base-en", "--json").stdout)
    assert size["examples"] >= size["rules"]["frames"] > 0
    assert b"- id: " in marsad("pack", "show", "base-en", "--rule", "violence.").stdout


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_keeps_what_was_read(marsad: Marsad, here: Path, workers: str):
    lines = [json.dumps({"id": f"r{n}", "text": f"{SAID} {n} more were hurt. " * 40}) for n in range(400)]
    (here / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    store = here / "marsad.db"
    command = [sys.executable, "-c", START, "read", "many.jsonl", "--json", "--workers", workers]
    ran = subprocess.Popen(command, cwd=here, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    try:
        deadline = time.monotonic() + PATIENCE
        while _kept(store) < 3 and time.monotonic() < deadline and ran.poll() is None:
            time.sleep(0.05)
        os.killpg(ran.pid, signal.SIGINT)  # as a terminal does: to the workers, too
        _, said = ran.communicate(timeout=PATIENCE)
    finally:
        if ran.poll() is None:
            os.killpg(ran.pid, signal.SIGKILL)
    assert ran.returncode == 130, said
    assert b"Traceback" not in said
    assert 3 <= _kept(store) < 400
    assert marsad("show", "--json").stdout


def _kept(path: Path) -> int:
    import sqlite3

    if not path.exists():
        return 0
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
            return int(connection.execute("SELECT count(*) FROM report").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_a_report_in_which_nothing_is_found_says_where_to_ask(marsad: Marsad, here: Path):
    ran = marsad("read", "-", given=b"The weather was fine and the sea was calm.")
    assert ran.returncode == 0
    assert b"nothing was found in what was read: marsad why" in ran.stderr


def test_the_two_pure_halves_give_the_record(marsad: Marsad, here: Path):
    lines = [json.dumps({"id": f"r{n}", "text": SAID, "published": f"2017-03-{n:02}", "source": f"S{n % 2}"}) for n in (9, 10, 11)]
    (here / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    readings = marsad("code", "many.jsonl").stdout
    folded = marsad("fold", "-", given=readings).stdout
    kept = marsad("read", "many.jsonl", "--json").stdout
    assert folded
    assert sorted(folded.splitlines()) == sorted(kept.splitlines())
