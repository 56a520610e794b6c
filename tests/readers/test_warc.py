import io
import json
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from marsad.readers import Received, Unread
from tests.readers.came import refused, taken, written
from tests.readers.test_documents import portable
from tests.readers.test_html import PAGE, SAID

WHEN = "2017-08-30T04:05:06Z"


def warc(*pages: tuple[str, str, bytes, str], gzip: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for url, kind, held, status in pages:
        head = StatusAndHeaders(status, [("Content-Type", kind), ("ETag", '"1"')], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(held), http_headers=head, warc_headers_dict={"WARC-Date": WHEN}
        )
        writer.write_record(record)
    return out.getvalue()


PAGES = [
    ("https://example.org/a/1", "text/html; charset=utf-8", PAGE.encode(), "200 OK"),
    ("https://example.org/style.css", "text/css", b"p {}", "200 OK"),
    ("https://example.org/robots.txt", "text/plain", b"User-agent: *", "200 OK"),
    ("https://example.org/gone", "text/html", PAGE.encode(), "404 Not Found"),
    ("https://example.org/b.pdf", "application/pdf", portable("Shells fell on the town."), "200 OK"),
]


@pytest.mark.parametrize(("name", "gzip"), [("a.warc", False), ("a.warc.gz", True)])
def test_a_web_archive_gives_its_pages_with_address_and_moment(tmp_path: Path, name: str, gzip: bool):
    found = [f for f in taken(written(tmp_path, name, warc(*PAGES, gzip=gzip))) if isinstance(f, Received)]
    assert [f.report.url for f in found] == ["https://example.org/a/1", "https://example.org/b.pdf"]
    assert SAID in found[0].report.text
    assert found[0].raw == PAGE.encode()
    how = found[0].how
    assert (how.collected_at, how.method, how.url) == (WHEN, "warc", "https://example.org/a/1")
    assert ("ETag", '"1"') in how.headers
    assert found[0].report.published == "2017-08-29T23:30:00+03:00"


def test_a_page_that_is_not_what_was_captured_is_told(tmp_path: Path):
    held = warc(*PAGES[:1], gzip=False).replace(b"18 buses", b"80 buses")
    assert "digest" in refused(taken(written(tmp_path, "a.warc", held)))


def test_a_package_gives_the_pages_that_it_lists(tmp_path: Path):
    other = ("https://example.org/frame", "text/html", PAGE.replace("18", "19").encode(), "200 OK")
    lines = [json.dumps({"format": "json-pages-1.0"}), json.dumps({"url": "https://example.org/a/1", "ts": WHEN})]
    for listed, count in ((lines, 1), ([], 2)):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            packed.writestr("datapackage.json", "{}")
            packed.writestr("archive/data.warc.gz", warc(PAGES[0], other))
            packed.writestr("pages/pages.jsonl", "\n".join(listed))
        found = taken(written(tmp_path, "a.wacz", out.getvalue()))
        assert len([f for f in found if isinstance(f, Received)]) == count


def test_an_archive_that_breaks_off_gives_what_came_before(tmp_path: Path):
    held = warc(*PAGES)
    found = taken(written(tmp_path, "a.warc.gz", held[: len(held) - 200]))
    assert isinstance(found[0], Received)
    assert isinstance(found[-1], Unread)
    assert "broken WARC" in refused(taken(written(tmp_path, "b.warc", b"no archive of anything\r\n\r\n")))
