"""A folder of two thousand reports in all formats, some broken: what is read, what is named, what is passed over."""

import gzip
import hashlib
import io
import json
import mailbox
import os
from collections import Counter
from pathlib import Path

import pytest

from marsad.jobs.apart import Apart
from marsad.jobs.intake import Intake, Way, reports_of
from marsad.readers import MOST_BYTES, Found, Received, Unread
from tests.readers.test_archive import tarred, zipped
from tests.readers.test_documents import bomb, book, held_by, locked, portable, word
from tests.readers.test_html import MORE, PAGE
from tests.readers.test_mail import letter
from tests.readers.test_warc import WHEN, warc

BROKEN = {
    "bad/bomb.docx": (bomb(), "swell"),
    "bad/cut.docx": (word()[:-300], "broken zip"),
    "bad/cut.json": (b'[{"text":', "no JSON"),
    "bad/empty.txt": (b"", "empty"),
    "bad/locked.pdf": (locked(), "encrypted"),
    "bad/no-text.csv": (b"name,place\nx,y\n", "no column `text`"),
    "bad/none.pdf": (b"%PDF-1.7\n%%EOF", "broken PDF"),
    "bad/nothing.html": (b"<html><body></body></html>", "no text found"),
    "bad/old.doc": (b"\xd0\xcf\x11\xe0" + bytes(99), "old form"),
    "bad/photo.jpg": (b"\xff\xd8\xff\xe0" + bytes(99), "a picture"),
    "bad/program": (b"\x7fELF\0\0\0", "not text"),
    "bad/sheet.xlsx": (book([["a"]]), "no sheet"),
}


def said(number: int) -> str:
    return f"Report {number}: shells fell on the town on Monday, and {number} people were hurt."


def fill(folder: Path) -> int:
    """The folder with its two thousand reports; how many there are."""
    numbers = iter(range(10_000))

    def put(name: str, held: bytes, count: int) -> int:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(held)
        return count

    def rows(count: int) -> list[str]:
        return [said(next(numbers)) for _ in range(count)]

    def page(text: str) -> bytes:
        return PAGE.replace(MORE, f"{text} {MORE}").encode()

    made = sum(put(f"text/{n % 20}/{n}.{'md' if n % 2 else 'txt'}", rows(1)[0].encode(), 1) for n in range(700))
    made += put("lines.jsonl", "\n".join(json.dumps({"text": text}) for text in rows(500)).encode(), 500)
    made += put("table.csv", "\n".join(["Body", *(f'"{text}"' for text in rows(400))]).encode(), 400)
    made += put("list.json", json.dumps({"items": [{"content": text} for text in rows(100)]}).encode(), 100)
    made += put("book.xlsx", book([["Narrative"], *([text] for text in rows(100))]), 100)
    made += sum(put(f"pages/{n}.html", page(rows(1)[0]), 1) for n in range(40))
    made += sum(put(f"papers/{n}.pdf", portable(rows(1)[0]), 1) for n in range(10))
    for n in range(5):
        document = word_of(rows(1)[0])
        made += put(f"papers/{n}.docx", document, 1)
    made += sum(put(f"mail/{n}.eml", letter(rows(1)[0]).as_bytes(), 1) for n in range(20))
    box = mailbox.mbox(folder / "box.mbox")
    for text in rows(30):
        box.add(letter(text))
    box.flush()
    made += 30
    made += put("packed/a.zip", zipped({f"{n}.txt": text.encode() for n, text in enumerate(rows(40))}), 40)
    made += put("packed/b.tar.gz", tarred({f"{n}.txt": text.encode() for n, text in enumerate(rows(40))}, "w:gz"), 40)
    made += put("packed/c.txt.gz", gzip.compress(rows(1)[0].encode()), 1)
    made += put(
        "web.warc.gz", warc(*((f"https://example.org/{n}", "text/html", page(text), "200 OK") for n, text in enumerate(rows(14)))), 14
    )
    for name, (held, _) in BROKEN.items():
        put(name, held, 0)
    put("lines-too.jsonl", b'{"text":"One good line."}\n{bad\n', 1)
    put(".hidden/secret.txt", b"Not to be read.", 0)
    return made + 1


def word_of(text: str) -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph(text)
    return held_by(document.save)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    path = tmp_path_factory.mktemp("mixed")
    return path, fill(path)


@pytest.fixture(scope="module")
def found(folder: tuple[Path, int]) -> list[Found]:
    return list(reports_of([str(folder[0])], io.BytesIO()))


def test_two_thousand_reports_of_all_formats_are_read_and_each_broken_one_is_named(folder: tuple[Path, int], found: list[Found]):
    path, made = folder
    good = [f for f in found if isinstance(f, Received)]
    assert made >= 2_000
    assert len(good) == made
    numbers = Counter(f.report.text.partition("Report ")[2].partition(":")[0] for f in good if "Report " in f.report.text)
    assert len(numbers) == made - 1, "each of them, once"
    assert set(numbers.values()) == {1}
    failed = {f.id.removeprefix(f"{path}/"): f for f in found if isinstance(f, Unread)}
    assert set(failed) == {*BROKEN, "lines-too.jsonl:2"}
    for name, (held, reason) in BROKEN.items():
        assert reason in failed[name].error.message, name
        assert failed[name].error.advice
        assert failed[name].raw == held, "what cannot be read is kept"


def test_each_report_tells_how_it_came(found: list[Found]):
    good = [f for f in found if isinstance(f, Received)]
    assert all(f.how.collected_at and f.how.extractor and f.how.extractor_version for f in good)
    assert {f.how.method for f in good} == {"file", "warc"}
    assert {f.how.extractor for f in good} == {"marsad", "trafilatura", "pypdf", "python-docx"}
    assert {f.how.collected_at for f in good if f.how.method == "warc"} == {WHEN}


def test_the_order_is_that_of_the_names(folder: tuple[Path, int], found: list[Found]):
    again = list(reports_of([str(folder[0])], io.BytesIO()))
    assert [_id(f) for f in again] == [_id(f) for f in found]


def _id(one: Found) -> str:
    return one.id if isinstance(one, Unread) else one.report.id


def test_what_is_known_is_passed_over_without_being_read(folder: tuple[Path, int], found: list[Found]):
    known = {hashlib.sha256(f.raw).hexdigest() for f in found if isinstance(f, Received)}

    class Unused(Apart):
        def read(self, kind, raw, came):
            assert came.place.partition("/bad/")[1] or kind in ("letter", "xlsx"), f"{came.place} is known and was read again"
            return super().read(kind, raw, came)

    way = Way()
    with Unused() as apart:
        again = list(Intake(apart, known=known, way=way).files([str(folder[0])], io.BytesIO()))
    assert [f for f in again if isinstance(f, Received)] == []
    assert way.held >= 1_900
    assert way.share() == 1.0


def test_the_way_tells_how_far_the_reading_is(tmp_path: Path):
    (tmp_path / "a.jsonl").write_bytes(b'{"text":"One."}\n' * 20_000)
    (tmp_path / "b.jsonl").write_bytes(b'{"text":"One."}\n' * 20_000)
    way = Way()
    shares = [way.share() for _ in reports_of([str(tmp_path)], io.BytesIO(), way=way)]
    assert shares == sorted(shares, key=lambda s: s or 0)
    assert shares[0] is not None
    assert shares[0] < 0.1
    assert 0.4 < (shares[20_000] or 0) < 0.6


def test_standard_input_is_looked_at(tmp_path: Path):
    def given(held: bytes) -> list[Found]:
        return list(reports_of(["-"], io.BufferedReader(io.BytesIO(held))))

    assert [isinstance(f, Received) for f in given(b'{"text":"One."}\n{"text":"Two."}\n')] == [True, True]
    assert [isinstance(f, Received) for f in given(b'[{"text":"One."},{"text":"Two."}]')] == [True, True]
    assert [f.report.text for f in given(b"Shells fell.") if isinstance(f, Received)] == ["Shells fell."]
    assert [f.report.text for f in given(zipped({"a.txt": b"One."})) if isinstance(f, Received)] == ["One."]
    assert [f.how.method for f in given(b"Shells fell.") if isinstance(f, Received)] == ["input"]


def test_a_pipe_that_cannot_be_gone_back_in_is_read(tmp_path: Path):
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as out:
        out.write(b"%PDF-1.4 broken")
    with os.fdopen(reading, "rb") as stream:
        (only,) = reports_of(["-"], stream)
    assert isinstance(only, Unread)
    assert "broken PDF" in only.error.message


def test_what_is_not_there_or_may_not_be_read_is_told(tmp_path: Path):
    (tmp_path / "large.txt").write_bytes(b"a" * (MOST_BYTES + 1))
    (tmp_path / "empty").mkdir()
    found = list(reports_of([str(tmp_path / "none.txt"), str(tmp_path / "empty"), str(tmp_path / "large.txt")], io.BytesIO()))
    assert [f.error.message for f in found if isinstance(f, Unread)] == [
        "no such file or directory",
        "nothing in the folder",
        "more than 20 MB",
    ]


def test_a_ring_of_folders_ends(tmp_path: Path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/one.txt").write_text("One.")
    (tmp_path / "a/again").symlink_to(tmp_path, target_is_directory=True)
    assert len(list(reports_of([str(tmp_path)], io.BytesIO()))) == 1
