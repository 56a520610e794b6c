import json

from marsad.errors import ReaderError
from marsad.jobs.fold import records_of

EMPTY = {"events": [], "movements": [], "agreements": [], "control": []}


def test_each_record_tells_its_sort_and_a_failed_reading_has_none():
    lines = [
        json.dumps({"id": "a", "records": EMPTY | {"events": [{"id": "e1"}], "control": [{"id": "c1"}]}}).encode(),
        json.dumps({"id": "b", "error": "no text"}).encode(),
    ]
    assert list(records_of(lines, "x")) == [{"record": "event", "id": "e1"}, {"record": "control", "id": "c1"}]


def test_what_is_no_reading_is_named_and_the_rest_goes_on():
    lines = [b"[1]\n", b"{\n", json.dumps({"records": EMPTY | {"movements": [{"id": "m"}]}}).encode()]
    first, second, third = records_of(lines, "x")
    assert isinstance(first, ReaderError)
    assert str(second).startswith("x:2: no Reading")
    assert third == {"record": "movement", "id": "m"}
