"""All that a record rests on, in one archive that can be checked with nothing but itself."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from marsad import __version__
from marsad.jobs.evidence_page import page
from marsad.jobs.evidence_zip import EvidenceError, packed, unpacked
from marsad.jobs.stamp import ask_stamp
from marsad.model.form import Form
from marsad.model.judgement import FIRST, Sealed, broken, canonical, sealed_form
from marsad.model.report import digest
from marsad.pack.pack import Pack
from marsad.store.base import Kept, View

FORM = "1"
MANIFEST, RECORD, JUDGEMENTS, PAGE = "manifest.json", "record.json", "judgements.jsonl", "index.html"
STAMP, AUTHORITY = "manifest.tsr", "authority.pem"  # they stand beside the manifest, whose digest is stamped
POINTING = ("mention", "refers_to", "subject", "corefers")


def evidence(view: View, record_id: str, pack: Pack) -> bytes:
    """The archive of a record, by its id or the start of it: the reports as they were received, the texts derived from them, the statements
    with their mentions, all judgements up to the last, a page to read, and a manifest with the SHA-256 of each file. The same store
    gives the same bytes. Raises EvidenceError where there is no such record, or where the store no longer holds what it kept."""
    record = view.record(record_id)
    if record is None:
        raise EvidenceError("no one record has this id", place=record_id, advice="marsad show lists the records with their ids")
    files = {RECORD: written(record)}
    for number, name in enumerate(record["reports"], 1):
        files |= _report(view.report(name), name, record, f"reports/{number:04}/")
    chain = tuple(view.judgements())
    fault = next(broken(chain), None)
    if fault is not None:
        raise EvidenceError(f"judgement {fault.number}: {fault.fault}", place="judgements", advice="marsad verify tells what was changed")
    files[JUDGEMENTS] = "".join(canonical(sealed_form(one)) + "\n" for one in chain).encode("ascii")
    files[PAGE] = page(files).encode("utf-8")
    files[MANIFEST] = written(_manifest(record, chain, pack, files))
    return packed(files)


def with_stamp(raw: bytes, url: str, authority: bytes, *, allow_private: bool = False) -> bytes:
    """An archive with the time stamp of an authority over its manifest (RFC 3161), and with the authority's certificates (PEM). Raises
    StampError."""
    files = unpacked(raw, "evidence")
    stamp = ask_stamp(files[MANIFEST], url, authority, allow_private=allow_private)
    return packed({**files, STAMP: stamp, AUTHORITY: authority})


def written(form: Form) -> bytes:
    """A form as a file: JSON in ASCII, keys in order."""
    return (json.dumps(form, ensure_ascii=True, sort_keys=True, indent=1) + "\n").encode("ascii")


def text_bytes(text: str) -> bytes:
    """A text as a file, whose SHA-256 is that by which the store knows the text."""
    return text.encode("utf-8", "surrogatepass")


def _report(kept: Kept | None, name: str, record: Form, folder: str) -> Mapping[str, bytes]:
    if kept is None:
        raise EvidenceError("a report of the record is not there", place=name, advice="marsad verify tells what is missing")
    about = kept.form["report"]
    if digest(about["text"]) != about["sha256"]:
        raise EvidenceError("the text is not the one that was kept", place=name, advice="marsad verify tells what was changed")
    statements = [s for s in kept.form["statements"] if s["id"] in record["statements"]]
    known = {m["id"]: m for m in kept.form["mentions"]}
    form = {
        "report": {key: value for key, value in about.items() if key != "text"},
        "received": {"sha256": kept.raw_sha256, "bytes": len(kept.raw), **asdict(kept.how)},
        "statements": statements,
        "mentions": [known[m] for m in sorted(_needed(statements, known))],
    }
    return {f"{folder}received": kept.raw, f"{folder}text.txt": text_bytes(about["text"]), f"{folder}report.json": written(form)}


def _needed(statements: list[Form], known: Mapping[str, Form]) -> set[str]:
    """The mentions that statements name, and those that these stand for."""
    found: set[str] = set()
    waiting = [name for s in statements for name in pointed(s)]
    while waiting:
        name = waiting.pop()
        if name in known and name not in found:
            found.add(name)
            waiting.extend(pointed(known[name]))
    return found


def pointed(value: object) -> Iterator[str]:
    """The ids of mentions that a form points to."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in POINTING and isinstance(item, str):
                yield item
            yield from pointed(item)
    elif isinstance(value, list):
        for item in value:
            yield from pointed(item)


def _manifest(record: Form, chain: tuple[Sealed, ...], pack: Pack, files: Mapping[str, bytes]) -> Form:
    return {
        "evidence": FORM,
        "record": {"id": record["id"], "record": record["record"]},
        "marsad": __version__,
        "pack": {"name": pack.name, "version": pack.version, "digest": pack.digest},
        "judgements": {"number": len(chain), "head": chain[-1].hash if chain else FIRST},
        "files": [about(name, raw) for name, raw in sorted(files.items())],
    }


def about(name: str, raw: bytes) -> dict[str, Any]:
    """A file as the manifest names it."""
    return {"name": name, "bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}
