from pathlib import Path

import pytest

from marsad.errors import ReaderError
from marsad.readers import MOST_BYTES, Received, Unread, csv, html, jsonl, pdf, text

SAID = "A café in Homs was shelled on Monday."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_each_encoding(tmp_path: Path, encoding: str):
    path = tmp_path / "a.txt"
    path.write_bytes(SAID.encode(encoding))
    assert [(r.report.text, r.raw) for r in text.read(path)] == [(SAID, path.read_bytes())]


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"\x7fELF\0\0\1", "not text"),
        (bytes(range(1, 32)) * 9, "not text"),
        (b"a" * (MOST_BYTES + 1), "MB"),
    ],
)
def test_what_is_no_report_is_refused_in_one_line(tmp_path: Path, held: bytes, said: str):
    path = tmp_path / "a.txt"
    path.write_bytes(held)
    with pytest.raises(ReaderError, match=said) as caught:
        list(text.read(path))
    assert "\n" not in str(caught.value)


def test_a_bad_line_does_not_lose_the_others(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"id":"x","text":"One.","published":"soon"}\n{bad\n[]\n{"id":7,"text":"Two."}\n{"id":"y"}\n', encoding="utf-8")
    found = list(jsonl.read(path))
    ids = [f.id if isinstance(f, Unread) else f.report.id for f in found]
    assert ids == ["x", f"{path}:2", f"{path}:3", "7", "y"]
    assert b"".join(f.raw for f in found) == path.read_bytes()
    assert [isinstance(f, Unread) for f in found] == [True, True, True, False, True]


def test_an_endless_line_is_one_failure(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"a" * (2 * MOST_BYTES + 5) + b'\n{"text":"Two."}\n')
    first, second = jsonl.read(path)
    assert isinstance(first, Unread)
    assert isinstance(second, Received)


def test_a_table_gives_a_report_a_row(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text('id,text,published\n1,"One, two.",2017-03-01\n2,,\n3,Three.,never\n', encoding="utf-8")
    first, second, third = csv.read(path)
    assert isinstance(first, Received)
    assert first.raw == b'1,"One, two.",2017-03-01\n'
    assert (first.report.text, first.report.published, first.report.published_basis) == ("One, two.", "2017-03-01", "given")
    assert [f.id for f in (second, third) if isinstance(f, Unread)] == ["2", "3"]


def test_a_page_gives_its_text(tmp_path: Path):
    path = tmp_path / "a.html"
    body = "<p>" + "The convoy left the town on Monday morning, residents said. " * 8 + "</p>"
    path.write_text(
        f"<html><head><title>Convoy</title></head><body><nav>Menu</nav><article>{body}</article></body></html>", encoding="utf-8"
    )
    (found,) = html.read(path)
    assert found.raw == path.read_bytes()
    assert "convoy left the town" in found.report.text
    assert "Menu" not in found.report.text


def test_a_broken_pdf_is_refused(tmp_path: Path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\nnothing more")
    with pytest.raises(ReaderError):
        list(pdf.read(path))
