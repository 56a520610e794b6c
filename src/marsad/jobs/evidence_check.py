"""Is evidence whole? Told from the archive alone: its bytes, its sums, its spans, its words, its chain of judgements, its page."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from marsad.jobs.evidence import AUTHORITY, FORM, JUDGEMENTS, MANIFEST, PAGE, RECORD, STAMP, about, pointed
from marsad.jobs.evidence_page import page
from marsad.jobs.evidence_zip import packed, unpacked
from marsad.jobs.stamp import Stamp, StampError, check_stamp
from marsad.model.form import Form
from marsad.model.judgement import FIRST, Sealed, broken, from_sealed_form
from marsad.model.statement import statement_id

MOST_SALTS = 1_000
BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)  # what a changed file may lead to


class Fault(NamedTuple):
    """Something that is not as it was put down. `place`: a file of the archive, or the archive."""

    place: str
    said: str


@dataclass(slots=True)
class Checked:
    """What was looked at. `manifest`: the SHA-256 of the manifest, and `head`: the hash of the last judgement; kept elsewhere, these two
    show that nothing was made anew as a whole, which the archive alone cannot show. `stamp`: the time stamp that shows it, where there is
    one that holds."""

    record: str = ""
    reports: int = 0
    statements: int = 0
    judgements: int = 0
    manifest: str = ""
    head: str = FIRST
    stamp: Stamp | None = None


def check(raw: bytes, found: Checked, place: str = "evidence") -> Iterator[Fault]:
    """Every fault of an archive; `found` counts what was looked at meanwhile. Raises EvidenceError for what is no archive of evidence, or
    is so damaged that it cannot be opened."""
    files = unpacked(raw, place)
    if packed(files) != raw:
        yield Fault("archive", "its bytes are not those that its files give")
    missing = {MANIFEST, RECORD, JUDGEMENTS, PAGE} - set(files)
    if missing:
        yield Fault("archive", f"{', '.join(sorted(missing))} is not there")
        return
    found.manifest = hashlib.sha256(files[MANIFEST]).hexdigest()
    for name, look in (
        ("manifest.json", _manifest),
        ("record.json", _record),
        ("judgements.jsonl", _chain),
        ("index.html", _page),
        (STAMP, _stamp),
    ):
        try:
            yield from look(files, found)
        except BROKEN as error:
            yield Fault(name, f"it cannot be read: {type(error).__name__}")


def _manifest(files: Mapping[str, bytes], _: Checked) -> Iterator[Fault]:
    """Every file is there with its sum, and no other."""
    manifest = json.loads(files[MANIFEST])
    if manifest["evidence"] != FORM:
        yield Fault(MANIFEST, f"evidence of another form than {FORM}")
    named = {entry["name"]: entry for entry in manifest["files"]}
    for name, entry in named.items():
        if name not in files:
            yield Fault(name, "it is not there")
        elif entry != about(name, files[name]):
            yield Fault(name, "its SHA-256 is not that of the manifest")
    for name in sorted(set(files) - set(named) - {MANIFEST, STAMP, AUTHORITY}):
        yield Fault(name, "the manifest does not name it")
    if len(named) != len(manifest["files"]):
        yield Fault(MANIFEST, "it names a file twice")


def _record(files: Mapping[str, bytes], found: Checked) -> Iterator[Fault]:
    """The record is that of the manifest and rests on what is there; each report, text, span and statement holds."""
    record, manifest = json.loads(files[RECORD]), json.loads(files[MANIFEST])
    found.record = f"{record['record']} {record['id']}"
    if manifest["record"] != {"id": record["id"], "record": record["record"]}:
        yield Fault(RECORD, "it is not the record of the manifest")
    told: set[str] = set()
    texts: list[str] = []
    for number, name in enumerate(record["reports"], 1):
        folder = f"reports/{number:04}/"
        try:
            form, text = json.loads(files[f"{folder}report.json"]), files[f"{folder}text.txt"].decode("utf-8", "surrogatepass")
            found.reports += 1
            found.statements += len(form["statements"])
            told |= {s["id"] for s in form["statements"]}
            texts.append(text)
            yield from _report(form, text, files, folder, name)
        except BROKEN as error:
            yield Fault(f"{folder}report.json", f"it cannot be read: {type(error).__name__}")
    for statement in record["statements"]:
        if statement not in told:
            yield Fault(RECORD, f"statement {statement} is in no report")
    if record.get("quote") and not any(record["quote"] in text for text in texts):
        yield Fault(RECORD, "its quote is in no text")


def _report(form: Form, text: str, files: Mapping[str, bytes], folder: str, name: str) -> Iterator[Fault]:
    place, report = f"{folder}report.json", form["report"]
    if report["id"] != name:
        yield Fault(place, "it is not the report that the record names")
    if hashlib.sha256(files[f"{folder}text.txt"]).hexdigest() != report["sha256"]:
        yield Fault(f"{folder}text.txt", "it is not the text that was read")
    if hashlib.sha256(files[f"{folder}received"]).hexdigest() != form["received"]["sha256"]:
        yield Fault(f"{folder}received", "it is not what was received")
    known = {m["id"] for m in form["mentions"]}
    for mention in form["mentions"]:
        if text[mention["start"] : mention["end"]] != mention["text"]:
            yield Fault(place, f"mention {mention['id']}: its words are not in the text where it says")
    for statement in form["statements"]:
        yield from (Fault(place, f"statement {statement['id']}: {said}") for said in _statement(statement, text, report["sha256"], known))


def _statement(form: Form, text: str, sha256: str, known: set[str]) -> Iterator[str]:
    trigger = form["trigger"]
    if not 0 <= form["start"] < form["end"] <= len(text):
        yield "its clause is not in the text"
    if text[trigger["start"] : trigger["end"]] != trigger["text"]:
        yield "the words of its rule are not in the text where it says"
    parts = sha256, form["kind"], trigger["start"], trigger["end"], form["rule"]
    if all(statement_id(*parts, salt) != form["id"] for salt in range(MOST_SALTS)):
        yield "its id is not that of what it says"
    if not known.issuperset(pointed(form)):
        yield "a mention that it rests on is not there"


def _chain(files: Mapping[str, bytes], found: Checked) -> Iterator[Fault]:
    """The chain holds from the first judgement to the head that the manifest names, and speaks of the texts that are here."""
    chain = [_sealed(json.loads(line)) for line in files[JUDGEMENTS].splitlines()]
    found.judgements = len(chain)
    found.head = chain[-1].hash if chain else FIRST
    for fault in broken(chain):
        yield Fault(JUDGEMENTS, f"judgement {fault.number}: {fault.fault}")
    if json.loads(files[MANIFEST])["judgements"] != {"number": len(chain), "head": found.head}:
        yield Fault(JUDGEMENTS, "its head is not that of the manifest")
    sums = {r["id"]: r["sha256"] for r in (json.loads(files[n])["report"] for n in files if n.endswith("/report.json"))}
    for one in chain:
        noted = json.loads(one.judgement.about).get("sha256")
        if one.judgement.report in sums and noted is not None and noted != sums[one.judgement.report]:
            yield Fault(JUDGEMENTS, f"judgement {one.number}: it was given on another text of {one.judgement.report}")


def _sealed(form: dict[str, Any]) -> Sealed:
    return from_sealed_form(form)


def _stamp(files: Mapping[str, bytes], found: Checked) -> Iterator[Fault]:
    """The time stamp, where there is one, is over this manifest, and by the authority whose certificates lie beside it."""
    if STAMP not in files and AUTHORITY not in files:
        return
    if STAMP not in files or AUTHORITY not in files:
        yield Fault("archive", f"{STAMP if STAMP not in files else AUTHORITY} is not there")
        return
    try:
        found.stamp = check_stamp(files[STAMP], files[MANIFEST], files[AUTHORITY], place=STAMP)
    except StampError as error:
        yield Fault(STAMP, error.message)


def _page(files: Mapping[str, bytes], _: Checked) -> Iterator[Fault]:
    """The page says what the files say."""
    if page(files).encode("utf-8") != files[PAGE]:
        yield Fault(PAGE, "it is not the page of these files")
