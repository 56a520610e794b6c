"""Judgements, the log, the check and the rebuilding, as a person calls them."""

import hashlib
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

import marsad as package
from tests.cli.conftest import Marsad

PACKS = Path(package.__file__).parent / "packs"
SAID = "Regime forces shelled Taldou with mortars on Tuesday, killing 4 civilians. Warplanes hit Binnish on Monday."


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, marsad: Marsad) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MARSAD_PERSON", "Rima")
    (tmp_path / "a.txt").write_text(SAID, encoding="utf-8")
    marsad("read", "a.txt", "--published", "2017-03-09", "--source", "Monitor")
    return tmp_path


def records(marsad: Marsad) -> list[dict]:
    return [json.loads(line) for line in marsad("show", "--json").stdout.splitlines()]


def log(marsad: Marsad, *arguments: str) -> list[dict]:
    return [json.loads(line) for line in marsad("log", "--json", *arguments).stdout.splitlines()]


def test_a_person_judges_and_the_log_says_so(marsad: Marsad, here: Path):
    one, other = (r["statements"][0] for r in records(marsad)[:2])
    said = marsad("judge", "accept", one)
    assert said.returncode == 0, said.stderr
    assert said.stdout.decode().startswith("1. ")
    assert marsad("judge", "correct", one, "status", "denied", "--reason", "read again").returncode == 0
    assert marsad("judge", "reject", other, "--code", "not_said", "--by", "Ali", "--role", "reviewer").returncode == 0
    assert marsad("judge", "same", one, other).returncode == 0
    assert marsad("judge", "withdraw", "3", "--by", "Ali").returncode == 0
    assert marsad("judge", "release", one).returncode == 0
    assert marsad("judge", "embargo", one, "2027-01-01").returncode == 0
    rows = log(marsad)
    assert [(r["number"], r["verdict"], r["by"], r["field"], r["value"]) for r in rows] == [
        (1, "accept", "Rima", None, None), (2, "correct", "Rima", "status", '"denied"'), (3, "reject", "Ali", None, None),
        (4, "same", "Rima", None, None), (5, "withdraw", "Ali", None, None),
        (6, "release", "Rima", None, None), (7, "embargo", "Rima", None, "2027-01-01"),
    ]  # fmt: skip
    assert [r["number"] for r in log(marsad, "--by", "Ali", "--verdict", "reject")] == [3]
    assert [r["number"] for r in log(marsad, one)] == [1, 2, 4, 6, 7]
    words = marsad("log").stdout.decode()
    assert len(words.splitlines()) == 7
    assert "Ali (reviewer) rejects" in words
    assert "not_said" in words


def test_another_place_is_put_in_by_its_name(marsad: Marsad, here: Path):
    strike = next(r for r in records(marsad) if r.get("kind") == "airstrike")["statements"][0]
    unknown = marsad("judge", "correct", strike, "where.0.place", "Xyzzyqwrt", "--reason", "misread")
    assert unknown.returncode == 2
    assert "no place of this name is known" in unknown.stderr.decode()
    assert log(marsad) == []
    assert marsad("judge", "correct", strike, "where.0.place", "Saraqib", "--reason", "the headline says so").returncode == 0
    (found,) = [r for r in records(marsad) if r.get("kind") == "airstrike"]
    assert (found["place"]["name"], found["place"]["place_id"]) == ("Saraqib", "marsad:sy-saraqib")
    assert [(c["was"], c["now"]) for c in found["review"]["corrected"]] == [("Binnish", "Saraqib")]
    assert marsad("verify").returncode == 0


def test_anybody_can_check_the_exported_log_by_the_words_of_its_page(marsad: Marsad, here: Path):
    for reason in ("one", 'caf\u00e9 \u0642\u0635\u0641 "quoted"'):
        marsad("judge", "unsure", records(marsad)[0]["statements"][0], "--reason", reason)
    previous = "0" * 64
    for line in marsad("log", "--json").stdout.splitlines():
        row = json.loads(line)
        seal = row.pop("hash")
        assert hashlib.sha256(json.dumps(row, sort_keys=True, separators=(",", ":")).encode()).hexdigest() == seal
        assert row["previous"] == previous
        previous = seal


def test_a_record_stands_for_its_statements_and_refusals_put_nothing_down(marsad: Marsad, here: Path):
    record = records(marsad)[0]
    marsad("judge", "unsure", record["id"][:8])
    assert {r["statement"] for r in log(marsad)} == set(record["statements"])
    for arguments, said in {
        ("accept", "s0"): "no one statement or record",
        ("reject", record["id"]): "no reason",
        ("reject", record["id"], "--code", "because"): "no such reason",
        ("correct", record["id"], "status", "perhaps", "--reason", "x"): "happened or",
        ("accept", record["id"], "--role", "king"): "no role",
        ("withdraw", "1", "--by", "Ali"): "by another",
        ("withdraw", "99"): "no judgement 99",
    }.items():
        ran = marsad("judge", *arguments)
        assert (ran.returncode, said in ran.stderr.decode()) == (2, True), ran.stderr
    assert len(log(marsad)) == len(record["statements"])


def test_verify_says_what_it_looked_at_and_finds_what_was_changed(marsad: Marsad, here: Path):
    for _ in range(3):
        marsad("judge", "accept", records(marsad)[0]["statements"][0])
    whole = marsad("verify")
    head = whole.stdout.decode().split()[-1]
    assert whole.returncode == 0, whole.stderr
    assert "1 reports" in whole.stdout.decode()
    assert "cut off" in whole.stderr.decode()
    assert head == log(marsad)[-1]["hash"]
    assert marsad("verify", "--head", head).returncode == 0
    with sqlite3.connect("marsad.db") as store:
        for name in ("judgement_stays", "judgement_remains"):
            store.execute(f"DROP TRIGGER {name}")
        store.execute("DELETE FROM judgement WHERE number = 3")
    store.close()
    assert marsad("verify").returncode == 0, "a chain cannot show that its end was cut off"
    cut = marsad("verify", "--head", head)
    assert (cut.returncode, b"not in the chain" in cut.stderr) == (1, True)
    with sqlite3.connect("marsad.db") as store:
        store.execute("UPDATE judgement SET form = replace(form, 'Rima', 'Omar') WHERE number = 1")
        store.execute("UPDATE report SET raw = X'00', reading = replace(reading, 'Taldou with', 'Saraqib by')")
        store.execute("INSERT INTO report SELECT 'b', raw, raw_sha256, text_sha256, source, published, language, '{', how, 2 FROM report")
    store.close()
    ran = marsad("verify", "--json")
    faults = [json.loads(line) for line in ran.stdout.splitlines()]
    assert ran.returncode == 1
    said = " ".join(f"{f['place']}: {f['fault']}" for f in faults if "fault" in f)
    assert "judgement 1: what it says is not what was sealed" in said
    assert "the bytes are not those" in said
    assert "the text is not the one" in said
    assert "its words do not stand" in said
    assert "b: what is kept of it cannot be read" in said
    assert faults[-1]["faults"] == len(faults) - 1


def test_the_database_itself_refuses_to_change_a_judgement(marsad: Marsad, here: Path):
    marsad("judge", "accept", records(marsad)[0]["statements"][0])
    store = sqlite3.connect("marsad.db")
    for command in ("DELETE FROM judgement", "UPDATE judgement SET form = ''"):
        with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
            store.execute(command)
    store.close()


def test_a_pack_that_reads_less_gives_a_diff_and_orphans_and_a_better_one_takes_them_in(marsad: Marsad, here: Path):
    before = records(marsad)
    shelling = next(r for r in before if r.get("kind") == "shelling")
    marsad("judge", "accept", *(r["id"] for r in before))
    judged = len(log(marsad))
    assert {r["review"]["state"] for r in records(marsad)} == {"accepted"}, "what was judged is folded before it is shown"
    assert marsad("rebuild", "--json").stdout == b"", "the same pack changes nothing"
    poor = here / "poor"
    shutil.copytree(PACKS / "base-en", poor)
    for rules in (poor / "rules" / "frames").glob("*.yaml"):
        rules.write_text(without(rules.read_text(encoding="utf-8"), "explosives.shelling"), encoding="utf-8")
    ran = marsad("rebuild", "--pack", str(poor), "--json")
    assert ran.returncode == 0, ran.stderr
    changes = [json.loads(line) for line in ran.stdout.splitlines()]
    assert shelling["id"] in {c["before"]["id"] for c in changes if c["change"] in ("gone", "changed")}
    assert b"marsad log --orphaned" in ran.stderr
    orphaned = log(marsad, "--orphaned")
    assert 0 < len(orphaned) < judged
    assert "shelled Taldou" in json.loads(orphaned[0]["about"])["quote"]
    back = marsad("rebuild")
    assert back.returncode == 0, back.stderr
    assert f"+ event {shelling['id']} shelling, 7 March 2017, Taldou (Homs)" in back.stdout.decode()
    assert log(marsad, "--orphaned") == []
    assert len(log(marsad)) == judged


def without(text: str, rule: str) -> str:
    """The rules of a file without one."""
    head, *rest = text.split("\n- id: ")
    return "\n- id: ".join([head, *(part for part in rest if not part.startswith(rule + "\n"))])
