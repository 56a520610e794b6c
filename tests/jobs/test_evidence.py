"""Evidence is whole, is found broken when a byte of it changes, and opens nothing that is none."""

import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from marsad.jobs.code import Job
from marsad.jobs.evidence import about, evidence, with_stamp, written
from marsad.jobs.evidence_check import Checked, Fault, check
from marsad.jobs.evidence_page import page
from marsad.jobs.evidence_zip import EvidenceError, packed, unpacked
from marsad.jobs.ingest import ingest
from marsad.jobs.intake import reports_of
from marsad.jobs.judge import judge
from marsad.jobs.rebuild import rebuild
from marsad.model.judgement import Judgement
from marsad.pack.load import load_pack
from marsad.store.base import Store, Wanted
from marsad.store.door import open_store
from tests.jobs.authority import ANSWERS, OPENSSL, Authority, serving

SAGA = Path(__file__).parent.parent.parent / "examples/saga.jsonl"
HOSTILE = {
    "id": "hostile <script>alert(1)</script>",
    "title": "</title><img src=x onerror=alert(2)>",
    "source": "\u202eA \x1b[31mDesk",
    "published": "2017-03-09",
    "text": "On Tuesday rebels shelled Taldou <script>alert(3)</script> & killed 3 soldiers. \ud800 End.",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("evidence")
    (folder / "hostile.jsonl").write_text(json.dumps(HOSTILE) + "\n", encoding="ascii")
    opened = open_store(f"sqlite:///{folder / 'a.db'}")
    list(ingest(reports_of([str(SAGA), str(folder / "hostile.jsonl")], io.BytesIO()), Job("syria"), opened))
    rebuild(opened, load_pack("syria"))
    with opened.view() as view:
        statements = [(kept.id, s["id"]) for kept in view.reports() for s in kept.form["statements"]]
    for number, (report, statement) in enumerate(statements[::4]):
        verdict: Any = ("accept", "unsure", "reject")[number % 3]
        reason = "<b>seen</b> by two" if verdict == "reject" else None
        who: Any = {"by": "amal", "role": "reviewer", "at": "2026-01-01"}
        judge(opened, Judgement(verdict=verdict, report=report, statement=statement, reason=reason, **who))
    return opened


def record_of(store: Store, wanted: Callable[[dict[str, Any]], bool]) -> str:
    with store.view() as view:
        return str(next(r["id"] for r in view.records(Wanted()) if wanted(r)))


@pytest.fixture(scope="module")
def archive(store: Store) -> bytes:
    name = record_of(
        store, lambda r: r["record"] == "event" and len(r["reports"]) > 1 and HOSTILE["id"] not in r["reports"] and len(r["statements"]) > 2
    )
    with store.view() as view:
        return evidence(view, name, load_pack("syria"))


def faults(raw: bytes) -> list[Fault]:
    return list(check(raw, Checked()))


def again(raw: bytes, name: str, change: Callable[[bytes], bytes], *, sealed: bool = True) -> bytes:
    """The archive with one file changed, and with a manifest and page that hide it where `sealed`."""
    files = unpacked(raw, "a")
    files[name] = change(files[name])
    if sealed:
        if name != "index.html":
            files["index.html"] = page(files).encode()
        manifest = json.loads(files["manifest.json"])
        manifest["files"] = [about(n, files[n]) for n in sorted(files) if n != "manifest.json"]
        if name == "manifest.json":
            manifest = json.loads(files[name])
        files["manifest.json"] = written(manifest)
    return packed(files)


def edited(change: Callable[[Any], None]) -> Callable[[bytes], bytes]:
    def apply(raw: bytes) -> bytes:
        form = json.loads(raw)
        change(form)
        return written(form)

    return apply


def test_evidence_is_whole_and_the_same_each_time(store: Store, archive: bytes):
    found = Checked()
    assert list(check(archive, found)) == []
    files = unpacked(archive, "a")
    record = json.loads(files["record.json"])
    assert (found.reports, found.statements) == (len(record["reports"]), len(record["statements"])) >= (2, 2)
    with store.view() as view:
        assert evidence(view, record["id"][:12], load_pack("syria")) == archive
        assert found.judgements == sum(1 for _ in view.judgements()) > 10
        kept = view.report(record["reports"][0])
    assert kept is not None
    assert files["reports/0001/received"] == kept.raw
    assert files["reports/0001/text.txt"].decode() == kept.form["report"]["text"]


def test_every_record_of_the_saga_gives_whole_evidence(store: Store):
    with store.view() as view:
        for record in list(view.records(Wanted()))[::5]:
            assert faults(evidence(view, record["id"], load_pack("syria"))) == [], record["id"]


def test_a_flipped_byte_is_found_wherever_it_is(archive: bytes):
    step = max(1, len(archive) // 400)
    for at in (*range(0, len(archive), step), *range(len(archive) - 60, len(archive))):
        broken = bytearray(archive)
        broken[at] ^= 0x20
        try:
            assert faults(bytes(broken)), at
        except EvidenceError:
            continue


def test_a_flipped_byte_of_any_file_is_found_though_the_archive_is_packed_anew(archive: bytes):
    for name, held in unpacked(archive, "a").items():
        for at in {0, len(held) // 2, len(held) - 1} if held else set():

            def flip(raw: bytes, at: int = at) -> bytes:
                return raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]

            assert faults(again(archive, name, flip, sealed=False)), (name, at)


SEALED: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "another text": ("reports/0001/text.txt", lambda raw: raw.replace(b"regime", b"rebels"), "not the text that was read"),
    "other bytes": ("reports/0001/received", lambda raw: raw + b"x", "not what was received"),
    "a judgement": ("judgements.jsonl", lambda raw: raw.replace(b'"amal"', b'"aaal"', 1), "not what was sealed"),
    "a judgement gone": ("judgements.jsonl", lambda raw: raw.split(b"\n", 1)[1], "number 1 is missing"),
    "the last judgements gone": ("judgements.jsonl", lambda raw: b"\n".join(raw.split(b"\n")[:-3]) + b"\n", "not that of the manifest"),
    "a kind": ("reports/0001/report.json", edited(lambda f: f["statements"][0].update(kind="aid")), "its id is not that of what it says"),
    "a clause": ("reports/0001/report.json", edited(lambda f: f["statements"][0].update(end=10**6)), "its clause is not in the text"),
    "words": ("reports/0001/report.json", edited(lambda f: f["statements"][0]["trigger"].update(text="fed")), "words of its rule"),
    "a mention": ("reports/0001/report.json", edited(lambda f: f["mentions"][0].update(text="Nobody")), "its words are not in the text"),
    "a mention gone": ("reports/0001/report.json", edited(lambda f: f["mentions"].clear()), "a mention that it rests on is not there"),
    "a statement gone": ("reports/0001/report.json", edited(lambda f: f["statements"].pop()), "is in no report"),
    "a quote": ("record.json", edited(lambda f: f.update(quote="all was quiet")), "its quote is in no text"),
    "another record": ("record.json", edited(lambda f: f.update(id="e0")), "not the record of the manifest"),
    "a page": ("index.html", lambda raw: raw.replace(b"<h1>", b"<h1>No "), "not the page of these files"),
    "no JSON": ("record.json", lambda _: b"{", "it cannot be read"),
    "deep JSON": ("judgements.jsonl", lambda _: b"[" * 100_000, "it cannot be read"),
}


@pytest.mark.parametrize("name", SEALED)
def test_a_change_with_a_manifest_that_hides_it_is_found(archive: bytes, name: str):
    file, change, said = SEALED[name]
    files = unpacked(archive, "a")
    changed = change(files[file])
    assert changed != files[file]
    try:
        raw = again(archive, file, lambda _: changed)
    except ValueError:  # no page can be made of it, so that the old one stays
        raw = again(archive, file, lambda _: changed, sealed=False)
    except RecursionError:
        raw = again(archive, file, lambda _: changed, sealed=False)
    assert any(said in fault.said for fault in faults(raw)), faults(raw)


def test_a_file_that_is_added_or_taken_away_is_found(archive: bytes):
    files = unpacked(archive, "a")
    more = packed({**files, "reports/0001/note.txt": b"more"})
    assert Fault("reports/0001/note.txt", "the manifest does not name it") in faults(more)
    for name in files:
        less = packed({n: raw for n, raw in files.items() if n != name})
        assert faults(less), name


def zipped(name: str = "record.json", data: bytes = b"{}", kind: int = zipfile.ZIP_STORED, times: int = 1) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", kind) as archive:
        for _ in range(times):
            archive.writestr(zipfile.ZipInfo(name), data, kind)
    return held.getvalue()


@pytest.mark.parametrize(
    "raw",
    [
        zipped("../record.json"),
        zipped("/etc/passwd"),
        zipped("reports/0001/../../x.json"),
        zipped("C:\\x.json"),
        zipped("reports/"),
        zipped("record.json\n"),
        zipped(data=b"0" * 50_000_000, kind=zipfile.ZIP_DEFLATED),
        zipped(kind=zipfile.ZIP_LZMA),
        pytest.param(b"PK\x03\x04", id="cut"),
        pytest.param(b"", id="empty"),
        pytest.param(b"a text", id="text"),
    ],
)
def test_what_is_no_evidence_is_refused(raw: bytes):
    with pytest.raises(EvidenceError):
        faults(raw)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_is_there_twice_is_refused():
    with pytest.raises(EvidenceError, match="no file of evidence"):
        faults(zipped(times=2))


def test_the_page_escapes_what_others_wrote_and_runs_nothing(store: Store):
    name = record_of(store, lambda r: HOSTILE["id"] in r["reports"])
    with store.view() as view:
        raw = evidence(view, name, load_pack("syria"))
    assert faults(raw) == []
    text = unpacked(raw, "a")["index.html"].decode()
    assert "<script" not in text
    assert "<img" not in text
    assert "&lt;script&gt;alert(3)&lt;/script&gt; &amp; killed" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "default-src 'none'" in text
    assert text.count("<mark>") >= 1
    assert any(b"\xed\xa0\x80" in held for held in unpacked(raw, "a").values())  # what is no letter is kept as it was hashed


def test_there_is_no_evidence_of_what_is_not_there_or_was_changed(store: Store):
    with store.view() as view, pytest.raises(EvidenceError, match="no one record"):
        evidence(view, "nothing", load_pack("syria"))


@pytest.mark.skipif(OPENSSL is None and not os.environ.get("CI"), reason="needs openssl, whose authority it runs")
def test_a_stamped_archive_is_whole_and_shows_what_was_changed(archive: bytes, tmp_path: Path):
    authority = Authority(tmp_path / "authority")
    with serving(lambda query: (ANSWERS, authority.stamp(query))) as (address, _):
        stamped = with_stamp(archive, address, authority.certificates, allow_private=True)
    found = Checked()
    assert list(check(stamped, found)) == []
    assert found.stamp is not None
    assert found.stamp.signer == "CN=Stamper"
    files = unpacked(stamped, "a")
    manifest = json.loads(files["manifest.json"]) | {"marsad": "9"}
    for changed, said in (
        ({**files, "manifest.json": written(manifest)}, "manifest.tsr"),
        ({name: raw for name, raw in files.items() if name != "authority.pem"}, "archive"),
        ({**files, "authority.pem": Authority(tmp_path / "another").certificates}, "manifest.tsr"),
        ({**files, "manifest.tsr": files["manifest.tsr"][:-1]}, "manifest.tsr"),
    ):
        assert said in {fault.place for fault in check(packed(changed), Checked())}
