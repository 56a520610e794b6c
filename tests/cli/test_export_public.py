from pathlib import Path

import pytest

from tests.cli.conftest import Marsad
from tests.protect.release import HARBOUR
from tests.protect.stores import released_store


def test_what_is_withheld_is_listed_for_the_operator_alone(marsad: Marsad, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    url = f"sqlite:///{tmp_path / 'a.db'}"
    released_store(url, (HARBOUR,)).close()
    monkeypatch.setenv("MARSAD_STORE", url)
    listed = marsad("export", "--tier", "public", "--explain")
    assert listed.returncode == 0
    lines = listed.stdout.decode().splitlines()
    assert any("all of it left out (protect/1: sexual_violence: sexual violence)" in line for line in lines)
    assert any(": destination hidden" in line or ": stops made coarse" in line for line in lines)
    assert b"things withheld" in listed.stderr

    folder = tmp_path / "out"
    made = marsad("export", "hxl", "--tier", "public", "--out", str(folder), "--explain")
    assert made.returncode == 0
    text = "".join(p.read_text(encoding="utf-8") for p in folder.iterdir())
    assert "sexual_violence" not in text
    assert b"sexual_violence" in made.stdout
    assert '"policy": "protect/1 ' in text
    refused = marsad("export", "hxl", "--tier", "public", "--out", "-", "--explain")
    assert refused.returncode == 2


def test_a_policy_of_ones_own(marsad: Marsad, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    url = f"sqlite:///{tmp_path / 'a.db'}"
    released_store(url, (HARBOUR,)).close()
    monkeypatch.setenv("MARSAD_STORE", url)
    own = tmp_path / "ours.yaml"
    own.write_text("name: ours/2\nsources:\n  - {name: Levant Monitor, label: a monitoring group}\n", encoding="utf-8")
    made = marsad("export", "reports", "--tier", "public", "--policy", str(own), "--out", str(tmp_path / "out"))
    assert made.returncode == 0
    text = "".join(p.read_text(encoding="utf-8") for p in (tmp_path / "out").iterdir())
    assert "a monitoring group" in text
    assert '"policy": "ours/2 ' in text
    own.write_text("name: ours/2\ntiers:\n  public:\n    delay_days: 3\n", encoding="utf-8")
    refused = marsad("export", "reports", "--tier", "public", "--policy", str(own), "--out", str(tmp_path / "out"))
    assert refused.returncode == 2
    assert b"ours.yaml:4" in refused.stderr
