import json

import pytest

from tests.cli.conftest import Marsad

SAID = "Residents said that the shelling of the town went on for two hours on Monday."


@pytest.mark.parametrize(
    "arguments",
    [
        ["code"],
        ["code", "--bad"],
        ["code", "none.txt"],
        ["code", "-", "--published", "soon"],
        ["code", "-", "--pack", "nowhere"],
        ["code", "-"],
    ],
)
def test_bad_usage_is_one_line_and_exit_2(marsad: Marsad, arguments: list[str]):
    ran = marsad(*arguments)
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"marsad: ")
    assert ran.stderr.count(b"\n") == 1


def test_a_failure_in_a_batch_is_kept_and_named_and_order_stays(marsad: Marsad):
    rows = [{"id": "a", "text": SAID}, {"id": "b", "text": ""}, {"id": "c", "text": SAID}]
    given = "\n".join(map(json.dumps, rows)).encode()
    alone, together = marsad("code", "-", given=given), marsad("code", "--workers", "2", "-", given=given)
    forms = [json.loads(line) for line in alone.stdout.splitlines()]
    assert [f["id"] for f in forms] == ["a", "b", "c"]
    assert ["error" in f for f in forms] == [False, True, False]
    assert alone.returncode == together.returncode == 1
    assert alone.stdout == together.stdout


def test_what_is_not_english_is_kept_with_no_statements(marsad: Marsad):
    ran = marsad("code", "-", given="قصفت قوات النظام البلدة صباح اليوم".encode())
    form = json.loads(ran.stdout)
    assert (form["report"]["language"], form["statements"], form["mentions"]) == ("und-Arab", [], [])
    assert b"not English" in ran.stderr
    assert ran.returncode == 0


def test_options_fill_in_what_a_report_does_not_say(marsad: Marsad):
    report = json.loads(marsad("code", "--published", "2017-08-29", "--source", "SOHR", "-", given=SAID.encode()).stdout)["report"]
    assert (report["published"], report["published_basis"], report["source"]) == ("2017-08-29", "given", "SOHR")
