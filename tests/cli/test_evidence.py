from pathlib import Path

import pytest

from tests.cli.conftest import Marsad

ROOT = Path(__file__).parent.parent.parent


def test_evidence_from_the_command_line(marsad: Marsad, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MARSAD_STORE", f"sqlite:///{tmp_path / 'a.db'}")
    read = marsad("read", "--json", "--published", "2017-03-09", "--source", "Levant Monitor", str(ROOT / "examples/report.txt"))
    name = read.stdout.decode().partition('"id":')[2].split('"')[1]
    target = tmp_path / "a.zip"
    made = marsad("evidence", name, "-o", str(target))
    assert (made.returncode, b"not for publication" in made.stderr) == (0, True)
    held = target.read_bytes()
    checked = marsad("evidence", "check", str(target))
    assert checked.returncode == 0
    assert b"1 reports" in checked.stdout
    assert b"whole: compare" in checked.stdout
    assert marsad("evidence", "make", name, "--out", str(target)).returncode == 0
    assert target.read_bytes() == held
    target.write_bytes(held.replace(b"Levant Monitor", b"Levant Manitor", 1))
    broken = marsad("evidence", "check", str(target))
    assert broken.returncode in (1, 2)
    assert broken.stderr
    assert marsad("evidence", "check", str(tmp_path / "none.zip")).returncode == 2
    assert marsad("evidence", "nothing", "-o", str(target)).returncode == 2
    assert list(tmp_path.glob(".*partial")) == []
