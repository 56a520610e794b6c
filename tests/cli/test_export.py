import json
from pathlib import Path

import pytest

from tests.cli.conftest import Marsad

REPORT = Path(__file__).parent.parent.parent / "examples" / "report.txt"


@pytest.fixture
def store(marsad: Marsad, tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'marsad.db'}"
    assert marsad("read", "--published", "2017-03-09", "--source", "Monitor", str(REPORT), "--store", url).returncode == 0
    return url


def test_formats_go_to_a_folder(marsad: Marsad, store: str, tmp_path: Path):
    out = tmp_path / "out"
    ran = marsad("export", "acled", "hxl", "--out", str(out), "--where", "kind=shelling", "--store", store)
    assert ran.returncode == 0
    assert b"acled: 1 rows" in ran.stderr
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["filters"] == {"kind": "shelling"}
    assert (out / "provenance.csv").is_file()


def test_one_format_goes_to_standard_output(marsad: Marsad, store: str):
    ran = marsad("export", "ged", "--out", "-", "--store", store)
    assert ran.returncode == 0
    assert ran.stdout.startswith(b"id,relid,year")
    assert b"Syrian regime forces" in ran.stdout


def test_the_list_of_formats(marsad: Marsad):
    ran = marsad("export", "--list")
    assert ran.returncode == 0
    assert b"acled" in ran.stdout


def test_a_file_is_checked(marsad: Marsad, store: str, tmp_path: Path):
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_bytes(marsad("export", "ged", "--out", "-", "--store", store).stdout)
    bad.write_bytes(good.read_bytes().replace(b"Middle East", b"Elsewhere"))
    assert marsad("export", "--check", "ged", str(good)).returncode == 0
    ran = marsad("export", "--check", "ged", str(bad))
    assert ran.returncode == 1
    assert b"bad.csv:2: region" in ran.stdout


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["acled"], b"--out"),
        (["acled", "--out", "-", "--view", "rosy"], b"rosy"),
        (["acled", "--out", "-", "--since", "soon"], b"no date"),
        (["excel", "--out", "-"], b"no format is called"),
        (["acled", "--out", "-", "--where", "colour=red"], b"no condition"),
        (["--check", "acled", "x.csv"], b"nothing checks"),
        (["--check", "ged"], b"no file is named"),
        (["--check", "ged", "not-there.csv"], b"cannot be read"),
    ],
)
def test_what_makes_no_sense_is_refused_with_advice(marsad: Marsad, arguments: list[str], complaint: bytes):
    ran = marsad("export", *arguments)
    assert ran.returncode == 2
    assert complaint in ran.stderr
