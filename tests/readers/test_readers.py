import io
from pathlib import Path

import pytest

from marsad.errors import ReaderError
from marsad.readers import MOST_BYTES, Asked, Received, Unread, checked_date, csv, encoding_named, json, jsonl, text
from tests.readers.came import came, one, refused, taken, written

SAID = "A café in Homs was shelled on Monday."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_each_encoding(encoding: str):
    raw = SAID.encode(encoding)
    (found,) = text.read(raw, came())
    assert isinstance(found, Received)
    assert (found.report.text, found.raw) == (SAID, raw)
    assert found.how.extractor == "marsad"


def test_the_encoding_that_came_with_a_text_is_tried_before_windows():
    (found,) = text.read("قصفت البلدة".encode("cp1256"), came(charset="windows-1256"))
    assert isinstance(found, Received)
    assert found.report.text == "قصفت البلدة"


@pytest.mark.parametrize("name", ["", "rot13", "base64", "utf-7", "unicode_escape", "no such", "a" * 500])
def test_what_is_no_encoding_of_text_is_not_used(name: str):
    assert encoding_named(name) is None


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"\x7fELF\0\0\1", "not text"),
        (bytes(range(1, 32)) * 9, "not text"),
        (b"a" * (MOST_BYTES + 1), "MB"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
        (b"Rar!\x1a\x07\0", "RAR"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "old form"),
    ],
)
def test_what_is_no_report_is_refused_in_one_line(tmp_path: Path, held: bytes, said: str):
    line = refused(taken(written(tmp_path, "a.txt", held)))
    assert said in line
    assert "\n" not in line


def test_a_bad_line_does_not_lose_the_others():
    held = b'{"id":"x","text":"One.","published":"soon"}\n{bad\n[]\n{"id":7,"text":"Two."}\n{"id":"y"}\n'
    found = list(jsonl.read(io.BytesIO(held), came("a.jsonl")))
    assert [f.id if isinstance(f, Unread) else f.report.id for f in found if not hasattr(f, "stream")] == [
        "x", "a.jsonl:2", "a.jsonl:3", "7", "y",
    ]  # fmt: skip
    assert b"".join(f.raw for f in found if isinstance(f, Unread | Received)) == held
    assert [isinstance(f, Unread) for f in found] == [True, True, True, False, True]


def test_an_endless_line_is_one_failure():
    first, second = jsonl.read(io.BytesIO(b"a" * (2 * MOST_BYTES + 5) + b'\n{"text":"Two."}\n'), came("a.jsonl"))
    assert isinstance(first, Unread)
    assert isinstance(second, Received)


def test_a_table_gives_a_report_a_row():
    held = b'id,text,published\n1,"One, two.",2017-03-01\n2,,\n3,Three.,never\n'
    first, second, third = csv.read(io.BytesIO(held), came("a.csv"))
    assert isinstance(first, Received)
    assert first.raw == b'1,"One, two.",2017-03-01\n'
    assert (first.report.text, first.report.published, first.report.published_basis) == ("One, two.", "2017-03-01", "given")
    assert [f.id for f in (second, third) if isinstance(f, Unread)] == ["2", "3"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_columns_go_by_other_names_in_any_table(tmp_path: Path, separator: str, encoding: str):
    rows = [["Headline", "Body", "Publication_Date", "Link"], ["A title", SAID, "Tue, 29 Aug 2017 10:30:00 +0300", "https://example.org/1"]]
    held = "".join(separator.join(row) + "\r\n" for row in rows if separator != "," or row is rows[0])
    held += '"A title","' + SAID + '","Tue, 29 Aug 2017 10:30:00 +0300",https://example.org/1\r\n' if separator == "," else ""
    report = one(taken(written(tmp_path, "a.csv", held.encode(encoding)))).report
    assert (report.text, report.title, report.url) == (SAID, "A title", "https://example.org/1")
    assert report.published == "2017-08-29T10:30:00+03:00", "the zone of the source is kept"


def test_a_column_that_is_asked_for_goes_before_its_name(tmp_path: Path):
    path = written(tmp_path, "a.csv", b"text,Long Form\nshort,The long one.\n")
    assert one(taken(path)).report.text == "short"
    assert one(taken(path, asked=Asked(columns=(("text", "long form"),)))).report.text == "The long one."
    assert "no column `none`" in refused(taken(path, asked=Asked(columns=(("text", "none"),))))


def test_a_table_is_read_row_by_row_and_a_quotation_that_never_ends_is_told():
    good = b"text\n" + b"".join(b"Report %d.\n" % n for n in range(5))
    endless = good + b'"never closed ' + b"a" * 1000 + b"\n" * 30
    found = list(csv.read(io.BytesIO(endless), came("a.csv")))
    assert len(found) == 6
    with pytest.raises(ReaderError, match="20 MB"):
        list(csv.read(io.BytesIO(good + b'"never closed\n' + b"a" * 1_000 + b"\n" * 1 + (b"b" * 999 + b"\n") * 20_100), came("a.csv")))


def test_a_row_that_is_not_utf_8_is_read_as_windows_1252_and_kept_as_it_came():
    held = b"text\n" + "Café one.\n".encode() + b"Caf\xe9 two.\n"
    first, second = csv.read(io.BytesIO(held), came("a.csv"))
    assert isinstance(first, Received)
    assert isinstance(second, Received)
    assert (first.report.text, second.report.text, second.raw) == ("Café one.", "Café two.", b"Caf\xe9 two.\n")


@pytest.mark.parametrize(
    "held",
    [
        b'[{"text":"One."},{"text":"Two."}]',
        b'{"count": 2, "reports": [{"body":"One."},{"content":"Two."}]}',
        b'{"messages":[{"id":1,"text":["On",{"type":"bold","text":"e."}]},{"id":2,"text":"Two."}]}',
    ],
)
def test_json_gives_the_reports_of_its_list(held: bytes):
    found = list(json.read(held, came("a.json")))
    assert [f.report.text for f in found if isinstance(f, Received)] == ["One.", "Two."]
    assert all(dict(f.how.found)["file_sha256"] for f in found if isinstance(f, Received))


@pytest.mark.parametrize("held", [b"{", b"[]", b"7", b'{"text":"One."}\n{"text":"Two."}', b"[" * 100_000])
def test_json_without_reports_is_refused(tmp_path: Path, held: bytes):
    assert "JSON" in refused(taken(written(tmp_path, "a.json", held)))


@pytest.mark.parametrize("said", ["31 of May", "tomorrow", "2017-13-01", "29/08/2017"])
def test_what_is_no_date_is_refused(said: str):
    with pytest.raises(ReaderError, match="no date"):
        checked_date(said, "x")
