import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from marsad.readers import Received, Unread, bounds
from tests.readers.came import one, refused, taken, written

MEMBERS = {"b/two.txt": b"Two.", "a/one.txt": b"One.", "rows.jsonl": b'{"text":"Three."}\n{bad\n', ".hidden": b"x", "__MACOSX/._a": b"x"}


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, held in members.items():
            packed.writestr(name, held)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as packed:  # type: ignore[call-overload]
        for name, held in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(held)
            packed.addfile(info, io.BytesIO(held))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        packed.addfile(link)
    return out.getvalue()


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz", "a.tar.bz2", "a.tar.xz"])
def test_an_archive_gives_what_is_in_it(tmp_path: Path, name: str):
    mode = {"gz": "w:gz", "tgz": "w:gz", "bz2": "w:bz2", "xz": "w:xz"}.get(name.rpartition(".")[2], "w")
    found = taken(written(tmp_path, name, zipped(MEMBERS) if name == "a.zip" else tarred(MEMBERS, mode)))
    assert [f.report.text for f in found if isinstance(f, Received)] == ["Two.", "One.", "Three."]
    assert [f.id for f in found if isinstance(f, Unread)] == [f"{tmp_path}/{name}/rows.jsonl:2"]
    assert next(f.raw for f in found if isinstance(f, Received)) == b"Two."


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)])
def test_a_packed_file_is_read_as_what_it_is(tmp_path: Path, suffix: str, pack):
    found = taken(written(tmp_path, "a.jsonl" + suffix, pack(b'{"text":"One."}\n{"text":"Two."}\n')))
    assert [f.report.text for f in found if isinstance(f, Received)] == ["One.", "Two."]


def test_names_never_leave_the_archive(tmp_path: Path):
    held = zipped({"../../../evil.bin": b"\0", "/etc/evil.bin": b"\0", "C:\\evil\x1b[31m.bin": b"\0"})
    places = [f.id for f in taken(written(tmp_path, "a.zip", held)) if isinstance(f, Unread)]
    assert places == [f"{tmp_path}/a.zip/{inner}" for inner in ("evil.bin", "etc/evil.bin", "C:/evil?[31m.bin")]
    assert not list(tmp_path.parent.glob("evil*"))


def test_archives_in_archives_are_read_so_far_and_no_further(tmp_path: Path):
    held = zipped({"a.txt": b"Deep."})
    for _ in range(3):
        held = zipped({"in.zip": held})
    assert one(taken(written(tmp_path, "a.zip", held))).report.text == "Deep."
    for _ in range(9):
        held = zipped({"in.zip": held})
    assert "packed too often" in refused(taken(written(tmp_path, "b.zip", held)))


def test_what_is_encrypted_is_named_and_the_archive_kept(tmp_path: Path):
    held = bytearray(zipped({"a.txt": b"Open.", "secret.txt": b"Locked."}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag that a member is encrypted, in both its heads
        at = held.index(mark, held.index(mark) + 1)
        struct.pack_into("<H", held, at + offset, 1)
    first, second = taken(written(tmp_path, "a.zip", bytes(held)))
    assert isinstance(first, Received)
    assert isinstance(second, Unread)
    assert "encrypted: 1 files in it (secret.txt)" in str(second.error)
    assert second.raw == bytes(held)


def test_a_member_that_is_broken_does_not_take_the_others_with_it(tmp_path: Path):
    held = zipped({"a.txt": b"One. " * 99, "b.txt": b"Two."})
    at = held.index(b"a.txt") + 10
    found = taken(written(tmp_path, "a.zip", held[:at] + b"\xff\xff\xff\xff" + held[at + 4 :]))
    assert [isinstance(f, Unread) for f in found] == [True, False]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.jsonl.gz"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_an_archive_that_breaks_off_is_told(tmp_path: Path, name: str, share: float):
    many = {f"{n}.txt": b"Report %d. " % n * 2000 for n in range(9)}
    held = {"a.zip": zipped(many), "a.tar": tarred(many, "w"), "a.tar.gz": tarred(many, "w:gz")}.get(
        name, gzip.compress(b'{"text":"One."}\n' * 999)
    )
    found = taken(written(tmp_path, name, held[: int(len(held) * share)]))
    assert isinstance(found[-1], Unread)
    assert found[-1].error.advice


def test_a_bomb_does_not_go_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    large = b"0" * 30_000_000
    assert "swell" in refused(taken(written(tmp_path, "a.zip", zipped({"a.txt": large}))))
    monkeypatch.setattr(bounds.Unpacked.__init__, "__defaults__", (20_000_000,))
    assert "swell" in refused(taken(written(tmp_path, "a.txt.gz", gzip.compress(large))))
    assert "swell" in refused(taken(written(tmp_path, "a.tar.gz", tarred({"a.txt": large}, "w:gz"))))


def test_a_tar_file_that_lies_of_a_head_takes_no_memory(tmp_path: Path):
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 3_000_000_000
    held = gzip.compress(info.tobuf(tarfile.USTAR_FORMAT) + bytes(2_000))
    assert isinstance(taken(written(tmp_path, "a.tar.gz", held))[0], Unread)
