"""`marsad held`, as a person calls it."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Marsad

TAKEN = "Homs province - Levant Monitor: The regime forces took full control of Taldou this morning."
HELD = "Homs province - Houla Live: Taldou is fully controlled by the rebel factions."


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rows = [
        {"id": "a", "text": TAKEN, "published": "2017-03-16", "source": "Levant Monitor"},
        {"id": "b", "text": HELD, "published": "2017-03-17", "source": "Houla Live"},
    ]
    (tmp_path / "two.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_both_answers_are_given_with_their_words(marsad: Marsad, here: Path) -> None:
    assert marsad("read", str(here / "two.jsonl")).returncode == 0
    shown = marsad("held", "Tal Dau", "--on", "2017-03-18").stdout.decode()
    assert shown.startswith("Taldou (Homs) on 18 March 2017")
    assert "contradict each other" in shown
    assert "Levant Monitor, 16 March 2017" in shown
    assert "Houla Live, 17 March 2017" in shown
    (form,) = [json.loads(line) for line in marsad("held", "Taldou", "--on", "2017-03-16", "--json").stdout.splitlines()]
    assert [h["reports"] for h in form["held_by"]] == [["a"]]
    assert form["contradictory"] is False


def test_a_wrong_day_and_an_unknown_place_are_told(marsad: Marsad, here: Path) -> None:
    marsad("read", str(here / "two.jsonl"))
    for arguments, said in ((("Taldou", "--on", "March"), b"is no date"), (("!?", "--on", "2017-03-16"), b"no place of this name")):
        ran = marsad("held", *arguments)
        assert ran.returncode == 2
        assert said in ran.stderr
