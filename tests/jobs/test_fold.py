"""Readings in, records out."""

import io
import json
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manyvoices import readings

from marsad.errors import ReaderError
from marsad.jobs.fold import readings_of, records_of
from marsad.model.form import Form, to_dict
from marsad.model.form_in import from_dict
from marsad.model.mention import ObjectMention
from marsad.model.reading import Reading
from marsad.pack.load import load_pack
from marsad.pack.pack import Pack


def lines(found: list[Reading]) -> bytes:
    return b"".join(json.dumps(to_dict(r)).encode() + b"\n" for r in found)


def folded(held: bytes, pack: Pack) -> bytes:
    found = [r for r in readings_of(io.BytesIO(held), "x") if isinstance(r, Reading)]
    return "\n".join(json.dumps(r) for r in records_of(found, pack)).encode()


def test_a_reading_comes_back_as_it_went() -> None:
    for reading in readings():
        assert from_dict(to_dict(reading)) == reading


def test_what_a_thing_stands_for_comes_back() -> None:
    first, *_ = readings()
    convoy = ObjectMention(id="o8", start=0, end=1, text=first.report.text[:1], rule="hand", kind="vehicle")
    told = replace(first, mentions=(*first.mentions, convoy, replace(convoy, id="o9", corefers="o8")))
    assert {m.id: m for m in from_dict(to_dict(told)).mentions}["o9"] == told.mentions[-1]


def test_each_record_tells_its_sort_and_its_reports(syria: Pack) -> None:
    found = list(records_of(readings(), syria))
    assert {r["record"] for r in found} == {"event", "movement", "agreement", "control"}
    assert all(r["reports"] for r in found)


@given(st.integers())
@settings(max_examples=15, deadline=None)
def test_any_order_of_readings_gives_the_same_bytes(seed: int) -> None:
    pack, found = load_pack("syria"), readings()
    mixed = [*found, found[0]]
    Random(seed).shuffle(mixed)
    assert folded(lines(mixed), pack) == folded(lines(found), pack)


def test_what_is_no_reading_is_named_and_the_rest_goes_on() -> None:
    good = lines(readings()[:1])
    held = b"[1]\n{\n\n" + json.dumps({"id": "b", "error": "no text", "marsad": "1"}).encode() + b"\n" + b'{"marsad":NaN}\n' + good
    first, second, third, last = readings_of(io.BytesIO(held), "x")
    assert [str(e) for e in (first, second)] == [
        "x:1: line: an object expected, a list found (give what marsad code printed)",
        "x:2: no JSON object (give what marsad code printed)",
    ]
    assert isinstance(third, ReaderError)
    assert third.place == "x:5"
    assert isinstance(last, Reading)


def broken(**change: object) -> Form:
    form = to_dict(readings()[0])
    for path, value in change.items():
        *way, key = path.split("__")
        at: object = form
        for step in way:
            at = at[int(step)] if isinstance(at, list) else at[step]  # type: ignore[index]
        at[key] = value  # type: ignore[index]
    return form


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"marsad": "9"}, "marsad: version '1' expected, '9' found"),
        ({"mentions": {}}, "mentions: a list expected, a dict found"),
        ({"report__text": "another"}, "report.sha256: not that of report.text"),
        (
            {"report__published": "yesterday"},
            "report.published: a date or a date with a time of day (ISO 8601) expected, 'yesterday' found",
        ),
        ({"statements__0__start": -1}, "statements[0]: offsets within a text"),
        ({"statements__0__start": True}, "statements[0].start: a whole number expected, True found"),
        ({"statements__0__status": "sure"}, "statements[0].status: happened or ongoing"),
        ({"statements__0__score": 10**400}, "statements[0].score: a number of bearable size expected"),
        ({"statements__0__figures__0__part_of": 7}, "statements[0].figures[0].part_of: a place in a list of"),
        ({"mentions__0__text": "other words"}, "mentions[0].text: the words at its offsets expected"),
        ({"mentions__1__lat": 900}, "mentions[1].lat: degrees from -90 to 90 expected"),
        ({"mentions__0__type": "smell"}, "mentions[0].type: time or place"),
        ({"mentions__0__id": "m0"}, "mentions: two have one id"),
    ],
)
def test_what_breaks_the_form_is_named_with_its_path(change: dict[str, object], said: str) -> None:
    with pytest.raises(ReaderError) as found:
        from_dict(broken(**change))
    assert str(found.value).startswith(said)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda x: st.lists(x) | st.dictionaries(st.text(), x)))
@settings(max_examples=60)
def test_nothing_else_than_a_clear_error_comes_of_nonsense(form: object) -> None:
    with pytest.raises(ReaderError):
        from_dict(form)
