"""Nothing that is to stay inside is in what leaves: the example saga, and reports with all that needs protection."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest

from marsad.model.release import Release
from marsad.pack.load import load_pack
from marsad.protect import Known, Withheld, load_policy, protect
from marsad.protect.classes import classes_of
from marsad.protect.ids import keyed
from tests.protect.leaks import Secret, forbidden, leaks
from tests.protect.release import HARBOUR, KEY, SAGA, readings_of, release_of, released, syria

TODAY = date(2018, 1, 1)
PERSONS = [
    "Nabil Qasmo", "Qasmo", "Samira Haddad", "Samira", "Yusuf Haddad", "Yusuf", "Rima Haddad", "Khalid Barakat", "Barakat",
    "Omar Sattouf", "Sattouf", "Hadi", "Layla Darwish", "Darwish", "Mahmoud Kanaan", "Kanaan", "Fadia Zaytun", "Zaytun", "Anas Khoury",
    "Maya Khoury", "Khoury", "Abu Khaled",
]  # fmt: skip
CONTACTS = ["944 555 019", "nabil.qasmo", "relief.example", "482913", "shelter.example"]
OF_SAGA = [
    "Taldou", "Kafr Laha", "Suqaylabiyah", "Salamiyah", "Saraqib", "Qalaat al-Madiq", "Houla", "14:05", "16:45", "19:20", "2 p.m.",
    "2017-03-12", "12 March", "2017-03-14", "34.88", "36.52", "Levant Monitor", "saga-0", "lists", "infant died",
]  # fmt: skip
OF_HARBOUR = [
    "Darkush", "Harim", "Armanaz", "Kafr Takharim", "Jisr al-Shughur", "35.98", "36.39", "09:40", "11:15", "22:30", "04:20", "06:25",
    "7 a.m.", "Al-Salam", "2017-05-08", "2017-05-09", "8 May", "raped", "basement", "neighbour", "witness", "tortured", "harbour-0",
    "Orontes", "sexual",
]  # fmt: skip
FILES = {"saga": (SAGA, OF_SAGA), "harbour": (HARBOUR, OF_HARBOUR)}


def given(path: Path, tier: str = "public") -> Release:
    return release_of(readings_of(path), syria(), tier)


def left(release: Release) -> tuple[Release, tuple[Withheld, ...]]:
    return protect(release, load_policy(), TODAY, released(release), known=Known(syria()), key=KEY)


def written(release: Release) -> str:
    """All of a Release, as a careless export would write it."""
    parts: Sequence[object] = [
        release.records, release.claims, [asdict(r) for r in release.reports.values()], list(release.reports),
        [asdict(s) for s in release.statements.values()], [list(c) for c in release.statements], dict(release.units),
        dict(release.filters), release.policy, release.tier,
    ]  # fmt: skip
    return json.dumps(parts, ensure_ascii=False)


@pytest.mark.parametrize("name", FILES)
def test_no_secret_of_the_record_is_in_what_leaves(name: str):
    release = given(FILES[name][0])
    secrets = forbidden(release, names=PERSONS)
    assert {s.what for s in secrets} == {"name", "place", "point", "day", "hour", "words", "id", "sum", "title or address"}
    assert len(leaks(written(release), secrets)) > 100  # they are there before
    out, _ = left(release)
    assert out.records
    assert leaks(written(out), secrets) == []


@pytest.mark.parametrize("name", FILES)
def test_what_a_person_would_look_for_is_not_there(name: str):
    path, strings = FILES[name]
    text = written(left(given(path))[0]).casefold()
    inside = path.read_text(encoding="utf-8").casefold()
    found = [s for s in (*strings, *PERSONS, *CONTACTS) if s.casefold() in text]
    assert found == []
    assert sum(s.casefold() in inside for s in (*strings, *PERSONS, *CONTACTS)) > 12


@pytest.mark.parametrize("name", FILES)
def test_each_protected_record_holds_nothing_of_its_own(name: str):
    """Without the exceptions of the search of the whole: no record helps another to a secret of its own."""
    release = given(FILES[name][0])
    out, _ = left(release)
    classes = classes_of(release, load_policy())
    outside = {r["id"]: r for r in out.records}
    checked = 0
    for record in release.records:
        told = outside.get(keyed(KEY, "record", "", record["id"]))
        if told is None or not classes[record["id"]]:
            continue
        alone = Release(records=(record,), reports=release.reports, statements=release.statements, units=release.units)
        own = {s for s in forbidden(alone, PERSONS) if s.what in ("place", "point", "day", "hour", "words", "name")}
        assert leaks(json.dumps(told, ensure_ascii=False), own) == [], record["id"]
        checked += 1
    assert checked >= 8


def test_what_needs_no_protection_is_told():
    out, _ = left(given(HARBOUR))
    battle = next(r for r in out.records if r.get("kind") == "battle")
    assert battle["place"]["name"] == "Al-Bab"
    assert battle["when"] == {"from": "2017-05-10", "to": "2017-05-11", "precision": "day", "basis": "stated"}
    assert battle["quote"] == "Regime forces clashed with ISIS fighters in Al-Bab on ████, killing 12 fighters"
    assert {a["name"] for a in battle["actors"]} >= {"Syrian regime forces", "Islamic State"}
    meeting = next(r for r in out.records if r.get("kind") == "negotiation")
    assert meeting["actors"][0]["name"] == "Bashar al-Assad"  # who held an office on that day
    shelling = next(r for r in out.records if (r.get("place") or {}).get("name") == "Douma")
    assert [a["name"] for a in shelling["targets"]] == ["a person", "teacher"]
    assert shelling["quote"] is None  # the one child that it tells of is too small a number for words


def test_a_movement_tells_governorate_and_month_and_nothing_of_its_way():
    out, _ = left(given(SAGA))
    movements = [m for m in out.records if m["record"] == "movement"]
    assert len(movements) == 5
    convoy = next(m for m in movements if len(m["cargo"]) > 5)
    assert convoy["origin"]["name"] == "Homs"
    assert convoy["origin"]["kind"] == "admin1"
    assert (convoy["destination"], convoy["via"], convoy["position"], convoy["eta"]) == (None, [], None, None)
    assert [(s["place"]["name"], s["when"]["from"], s["when"]["precision"]) for s in convoy["stops"]] == [("Homs", "2017-03-01", "month")]
    names = {p["name"] for r in out.records for p in (r.get("place"), r.get("from_place")) if p and r.get("kind") == "movement"}
    assert names <= {"Homs"}


def test_what_was_withheld_is_told_with_its_rule():
    _, withheld = left(given(HARBOUR))
    rules = {w.rule for w in withheld if w.field is None}
    assert "protect/1: sexual_violence: sexual violence" in rules
    assert any(rule.startswith("protect/1: detention, with names") for rule in rules)
    assert any("without a date" in rule for rule in rules)
    assert {("movement", "destination", "hidden"), ("movement", "stops", "made coarse")} <= {
        (w.sort, w.field, w.how) for w in left(given(SAGA))[1]
    }


@pytest.mark.parametrize("tier", ["trusted", "public"])
def test_of_a_review_only_the_state_leaves(tier: str):
    """A correction tells what stood there before, which may be the very town or day that is withheld."""
    release = given(HARBOUR, tier)
    change = {"statement": "s1", "field": "where.0.place", "was": "Salqin", "now": "Armanaz"}
    records = tuple({**r, "review": {"state": "corrected", "corrected": [change]}} for r in release.records)
    out, _ = left(replace(release, records=records))
    assert out.records
    assert [r["review"] for r in out.records] == [{"state": "corrected"}] * len(out.records)


@pytest.mark.parametrize("name", FILES)
def test_the_last_look_finds_nothing(name: str):
    """It is there for what the rest forgets; where it finds something in an example, a treatment has a hole."""
    assert [w for w in left(given(FILES[name][0]))[1] if "last look" in w.rule] == []


def test_a_trusted_partner_gets_towns_and_days_but_no_private_names_and_no_hours_of_a_way():
    release = given(HARBOUR, "trusted")
    out, _ = left(release)
    text = written(out)
    assert leaks(text, [Secret(n, "name") for n in PERSONS]) == []
    displaced = next(r for r in out.records if r.get("kind") == "displacement")
    assert displaced["from_place"]["name"] == "Salqin"
    planned = [r for r in out.records if r.get("kind") == "movement" and r["status"] == "planned"]
    assert planned
    assert "Armanaz" not in json.dumps(planned)  # where they were heading
    assert leaks(text, [Secret(h, "hour") for h in ("09:40", "11:15", "22:30")]) == []
    assert any(r["kind"] == "sexual_violence" for r in out.records if r["record"] == "event")


def test_the_internal_tier_is_given_back_as_it_is():
    release = given(HARBOUR, "internal")
    assert left(release) == (release, ())


def test_the_search_finds_what_is_hidden_in_files(tmp_path: Path):
    import gzip
    import sqlite3
    import zipfile

    secret = [Secret("Kafr Takharim", "place"), Secret("22:30", "hour"), Secret("36.45", "point")]
    (tmp_path / "kafr-takharim.txt").write_text("nothing", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("page.html", "<p>Kafr&#32;Takharim</p>")
    (tmp_path / "b.gz").write_bytes(gzip.compress(b'{"h": "2017-05-06T22:30:00"}'))
    (tmp_path / "c.json").write_text('{"n": "Kafr Takhar\\u0069m", "lat": 36.454}', encoding="utf-8")
    database = sqlite3.connect(tmp_path / "d.db")
    database.execute("CREATE TABLE t (x)")
    database.execute("INSERT INTO t VALUES ('Kafr Takharim')")
    database.commit()
    database.close()
    found = {leak.where for leak in leaks(tmp_path, secret)}
    assert {"kafr-takharim.txt", "a.zip/page.html", "b.gz", "c.json", "d.db"} <= found
    assert leaks("136.45 or 1:22:305", secret) == []


def test_the_packs_of_the_tests_are_those_that_ship():
    assert syria() == load_pack("syria")
