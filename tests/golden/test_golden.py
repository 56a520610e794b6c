import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.golden.cases import HERE, differences, expected, made
from tests.laws.form_check import faults

ROOT = HERE.parent.parent
SCHEMA = Draft202012Validator(json.loads((ROOT / "docs/reading.schema.json").read_text(encoding="utf-8")))
NAMES = sorted(path.name for path in HERE.glob("*.expected.jsonl"))


@pytest.fixture(scope="module")
def now() -> dict[str, list[dict[str, Any]]]:
    return made()


@pytest.mark.parametrize("name", NAMES)
def test_the_reading_is_the_one_expected(name: str, now: dict[str, list[dict[str, Any]]]):
    found = list(differences(expected(name), now[name]))
    assert not found, "\n".join([*found[:20], "if that is better: python tests/golden/update.py"])


def test_every_input_has_an_expected_file(now: dict[str, list[dict[str, Any]]]):
    assert not NAMES or sorted(now) == NAMES


@pytest.mark.parametrize("name", [n for n in NAMES if ".records." not in n])
def test_what_is_expected_keeps_the_form(name: str):
    for form in expected(name):
        assert [e.message[:200] for e in SCHEMA.iter_errors(form)] == []
        assert faults(form) == []
        assert list(undeclared(form)) == []


def test_a_difference_is_named():
    assert list(differences({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]})) == [".a[1].b: 2 -> 3"]
    assert list(differences([1], [1, 2], "x")) == ["x: 1 items -> 2 items"]


def undeclared(form: dict[str, Any]) -> Iterator[str]:
    """Keys of statements and records that the published schema does not name."""
    parts: dict[str, Any] = SCHEMA.schema["$defs"]  # type: ignore[index,call-overload]
    for statement in form["statements"]:
        yield from statement.keys() - parts["statement"]["properties"].keys()
    for part, key in (("event", "events"), ("movement", "movements"), ("agreement", "agreements"), ("control", "control")):
        for record in form["records"][key]:
            yield from record.keys() - parts[part]["properties"].keys()


def test_the_golden_folder_holds_what_it_should():
    assert {path.suffix for path in Path(HERE).iterdir() if path.is_file()} <= {".py", ".jsonl", ".txt"}
