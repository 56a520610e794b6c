"""Laws of every Reading, whatever the text."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import marsad
from marsad.model.form_in import from_dict
from marsad.model.form_schema import reading_schema
from marsad.model.reading import Reading
from marsad.pack.load import load_pack
from tests.laws.form_check import faults

ROOT = Path(__file__).parent.parent.parent
REPORTS = [json.loads(line) for line in (ROOT / "examples/saga.jsonl").read_text(encoding="utf-8").splitlines()]
UNDATED = (ROOT / "examples/undated.txt").read_text(encoding="utf-8")
CLAUSES = [
    "Regime forces shelled Taldou on Tuesday", "killing at least 4 civilians, including 2 children",
    "the convoy of 30 buses left Kafr Laha",
    "ISIS handed over the bodies", "sources told the Monitor", "once the prisoners are released",
    "yesterday morning, the 28th of August 2017",
    "in exchange for 26 prisoners", "except for several farms", "the factions took full control of Taldou", "hundreds of them",
    "it is expected to arrive in Idlib within hours", "Homs province - Monitor:", "at least of the dead", "and their families",
]  # fmt: skip
NONE: dict[str, list[Any]] = {"events": [], "movements": [], "agreements": [], "control": []}
JOINTS = st.sampled_from([" ", ", ", ". ", "\n", "\n\n", " - ", "; ", " (", ") ", "", "…", "\u200f", " and ", ": "])
ODD = st.text(st.characters(exclude_categories=()), max_size=12)
TEXTS = st.lists(st.tuples(st.sampled_from(CLAUSES) | ODD, JOINTS), min_size=1, max_size=8).map(lambda ps: "".join(a + b for a, b in ps))


@cache
def schema() -> Draft202012Validator:
    made = reading_schema({e.id for e in load_pack("base-en").lexicons["kinds"]})
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


def problems(form: dict[str, Any]) -> list[str]:
    broken = [f"{inner.json_path}: {inner.message[:200]}" for e in schema().iter_errors(form) for inner in (e.context or [e])]
    return broken or faults(form)


def read_all() -> list[Reading]:
    found = [marsad.read(r["text"], published=r["published"], source=r["source"], title=r["title"], id=r["id"]) for r in REPORTS]
    return [*found, marsad.read(UNDATED)]


def test_readings_of_the_examples_keep_the_form():
    for reading in read_all():
        assert problems(json.loads(json.dumps(reading.to_dict()))) == [], reading.report.id


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(text=TEXTS.filter(str.strip), published=st.none() | st.dates().map(str))
def test_readings_of_any_text_keep_the_form(text: str, published: str | None):
    reading = marsad.read(text, published=published)
    form = json.loads(json.dumps(reading.to_dict()))
    assert problems(form) == []
    assert from_dict(form).to_dict() == form | {"records": NONE}, "all but the records, which are folded again"


@pytest.mark.parametrize("text", ["x", ".", "\n", "A" * 5000, "the " * 3000, "(" * 2000, "1,2,3," * 1000, "\ud800 killed 3"])
def test_odd_texts_are_read(text: str):
    if text.strip():
        assert problems(json.loads(json.dumps(marsad.read(text, published="2017-03-09").to_dict()))) == []


def test_a_reading_of_the_same_text_is_the_same():
    text = REPORTS[0]["text"]
    assert json.dumps(marsad.read(text).to_dict()) == json.dumps(marsad.read(text).to_dict())


def test_the_schema_and_the_check_find_faults():
    form = marsad.read("Shells fell on Taldou.", published="2017-03-09").to_dict()
    for key in ("id", "report", "mentions", "records", "marsad"):
        assert not schema().is_valid({k: v for k, v in form.items() if k != key}), key
    assert not schema().is_valid(form | {"report": form["report"] | {"published_basis": "guessed"}})
    assert faults(form | {"id": "another"})
    moved = json.loads(json.dumps(form))
    moved["mentions"] = [{"id": "p1", "start": 0, "end": 5, "text": "Taldou"}]
    assert faults(moved)[0] == "mention p1: 'Taldou' is not there"
    assert schema().is_valid({"id": "x", "error": "no text", "marsad": "1"})


@pytest.mark.shared
def test_the_contract_s_own_check_finds_nothing(shared: Path, tmp_path: Path):
    path = tmp_path / "readings.jsonl"
    path.write_text("".join(json.dumps(r.to_dict()) + "\n" for r in read_all()), encoding="utf-8")
    ran = subprocess.run([sys.executable, str(shared / "bench/check_form.py"), str(path)], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout
