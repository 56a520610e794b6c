"""Pages as they came, in WARC files beside the record: head and body of the answer, the moment, the address, SHA-256."""

import base64
import hashlib
import io
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from marsad.errors import StoreError
from marsad.jobs.watch_client import Answer, unpacked
from marsad.jobs.watch_state import State

LARGEST = 1_000_000_000  # a file that has reached this is followed by another
LEFT_OUT = ("transfer-encoding", "connection", "keep-alive")  # of the connection, not of the page
TRUNCATED = "WARC-Truncated"
ASKED = "WARC-Source-URI"


class Place(NamedTuple):
    """Where a record lies: a file and an offset in it; `size`: how long the file is with it."""

    file: str
    at: int
    size: int


class Record(NamedTuple):
    """A page out of a WARC file. `asked`: the address that led to it; `when`: the moment, ISO 8601 in UTC."""

    asked: str
    answer: Answer
    when: str
    place: Place


class Keeper:
    """Adds to WARC files. What lies behind their noted size was written when a watch was stopped: whole pages there are told, the rest is
    taken away. Raises StoreError where it cannot write."""

    def __init__(self, folder: Path, state: State, software: str) -> None:
        self._folder, self._state, self._software = folder, state, software

    def recovered(self, most: int) -> Iterator[Record]:
        """The pages that were written and not noted, so that none is fetched twice or lost. `most`: of a body, unpacked."""
        sizes = self._state.sizes()
        for path in self._files():
            noted = sizes.get(path.name, 0)
            if path.stat().st_size <= noted:
                continue
            end = noted
            for record, reached in self._records(path, noted, most):
                end = reached
                if record is not None:
                    yield record
            with path.open("r+b") as stream:
                stream.truncate(end)
            self._state.sized(path.name, end)

    def add(self, asked: str, answer: Answer, when: str) -> Place:
        """Add a page; it is on the disk when this comes back."""
        files = self._files()
        path = files[-1] if files and files[-1].stat().st_size < LARGEST else self._folder / f"{len(files) + 1:05}.warc.gz"
        packed = io.BytesIO()
        writer = WARCWriter(packed, gzip=True)
        if not path.exists():
            writer.write_record(writer.create_warcinfo_record(path.name, {"software": self._software, "format": "WARC File Format 1.0"}))
        head = StatusAndHeaders(
            f"{answer.status} OK", [(n, s) for n, s in answer.headers if n.lower() not in LEFT_OUT], protocol="HTTP/1.1"
        )
        digest = base64.b32encode(hashlib.sha256(answer.wire).digest()).decode("ascii")
        about = {"WARC-Date": when, ASKED: asked, "WARC-Payload-Digest": f"sha256:{digest}"}
        if answer.cut:
            about[TRUNCATED] = "length"
        writer.write_record(
            writer.create_warc_record(answer.url, "response", payload=io.BytesIO(answer.wire), http_headers=head, warc_headers_dict=about)
        )
        try:
            with path.open("ab") as stream:
                at = stream.tell()
                stream.write(packed.getbuffer())
                stream.flush()
                os.fsync(stream.fileno())
                return Place(path.name, at, stream.tell())
        except OSError as error:
            raise StoreError(
                (error.strerror or str(error)).lower(), place=str(path), advice="make room on the disk, then watch again"
            ) from None

    def again(self, file: str, at: int, most: int) -> Record | None:
        """The page that lies at a place; None where it is there no more."""
        path = self._folder / file
        if not path.is_file():
            return None
        return next((record for record, _ in self._records(path, at, most) if record is not None), None)

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("[0-9]*.warc.gz"))

    def _records(self, path: Path, start: int, most: int) -> Iterator[tuple[Record | None, int]]:
        """The whole records from a place on, each with where it ends; None for one that is no page."""
        with path.open("rb") as stream:
            stream.seek(start)
            found = ArchiveIterator(stream, check_digests=True)
            try:
                for record in found:
                    wire = record.raw_stream.read()  # before its place is asked for: that reads to the end
                    at = found.get_record_offset()
                    end = at + found.get_record_length()
                    if record.digest_checker is not None and record.digest_checker.passed is False:
                        return
                    page = record.rec_type == "response" and record.http_headers is not None
                    yield (_record(record, wire, Place(path.name, at, end), most) if page else None), end
            except (ArchiveLoadFailed, EOFError, OSError, ValueError):
                return


def _record(record: "object", wire: bytes, place: Place, most: int) -> Record:
    heads, answered = record.rec_headers, record.http_headers  # type: ignore[attr-defined]
    headers = tuple((str(name), str(said)) for name, said in answered.headers)
    body, cut = unpacked(wire, next((said for name, said in headers if name.lower() == "content-encoding"), ""), most)
    cut = cut or ("cut when it came" if heads.get_header(TRUNCATED) else None)
    url = str(heads.get_header("WARC-Target-URI"))
    answer = Answer(url, int(answered.get_statuscode() or 0), headers, wire, body, cut)
    return Record(str(heads.get_header(ASKED) or url), answer, str(heads.get_header("WARC-Date")), place)


def now() -> str:
    """This moment as WARC writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
