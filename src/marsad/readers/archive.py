"""What is packed: zip and tar files of anything that can be read, and single files packed by gzip, bzip2 or xz."""

import bz2
import gzip
import io
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from typing import BinaryIO, cast

from marsad.errors import ReaderError
from marsad.readers import MOST_BYTES, Came, Piece, Read, Unread
from marsad.readers.bounds import MOST_MEMBERS, MOST_UNPACKED, Unpacked, encrypted, opened_zip

PACKED = {b"\x1f\x8b": "gzip", b"BZ": "bzip2", b"\xfd7": "xz"}
HELD = 8_000_000  # of a member in memory; more goes to a file that has no name
STEP = 1_000_000
NAMED = 5
SUFFIXES = (".gz", ".bz2", ".xz")


def read_zip(stream: BinaryIO, came: Came) -> Read:
    """The files in a zip file, in its order; hidden ones are left out, encrypted ones named. Raises ReaderError where it is broken or would
    swell."""
    with opened_zip(stream, came.place) as opened:
        locked = [m.filename for m in opened.infolist() if encrypted(m)]
        for member in opened.infolist():
            if member.is_dir() or encrypted(member) or _hidden(member.filename):
                continue
            inside = came.inside(member.filename)
            try:
                with opened.open(member) as held:
                    spooled = _spooled(cast("BinaryIO", held), inside.place)
            except (
                zipfile.BadZipFile,
                zlib.error,
                lzma.LZMAError,
                EOFError,
                OSError,
                ValueError,
                NotImplementedError,
                RuntimeError,
            ) as error:
                said = f"broken in the archive: {str(error)[:80]}"
                yield Unread(inside.place, ReaderError(said, place=inside.place, advice="fetch or pack the archive again"))
                continue
            with spooled:
                yield Piece(inside, spooled)
    if locked:
        named = ", ".join(locked[:NAMED]) + (" ..." if len(locked) > NAMED else "")
        locking = ReaderError(f"encrypted: {len(locked)} files in it ({named})", place=came.place, advice="unpack it with its password")
        yield Unread(came.place, locking, _again(stream))


def read_tar(stream: BinaryIO, came: Came) -> Read:
    """The files in a tar file, packed or not; links and devices are left out. Raises ReaderError where it is broken or a bomb."""
    under = io.BufferedReader(Unpacked(_unpacking(stream), came.place))
    try:
        with tarfile.open(fileobj=under, mode="r:") as opened:
            for number, member in enumerate(opened):
                if number >= MOST_MEMBERS:
                    raise ReaderError(f"more than {MOST_MEMBERS} files in it", place=came.place, advice="unpack it and read the folder")
                held = opened.extractfile(member) if member.isreg() and not _hidden(member.name) else None
                if held is not None:
                    inside = came.inside(member.name)
                    with _spooled(cast("BinaryIO", held), inside.place) as spooled:
                        yield Piece(inside, spooled)
    except (tarfile.TarError, EOFError, OSError, zlib.error, lzma.LZMAError, ValueError) as error:
        raise ReaderError(f"a broken tar file: {str(error)[:80]}", place=came.place, advice="fetch or pack it again") from None


def read_packed(stream: BinaryIO, came: Came) -> Read:
    """The one file in a .gz, .bz2 or .xz file. Raises ReaderError where it is broken or a bomb."""
    name = next((came.name.removesuffix(s) for s in SUFFIXES if came.name.lower().endswith(s)), came.name)
    inside = came.inside(name or "unpacked")
    try:
        unpacked = cast("BinaryIO", Unpacked(_unpacking(stream), came.place))
        with _spooled(unpacked, came.place) as spooled:
            yield Piece(inside, spooled)
    except (EOFError, OSError, zlib.error, lzma.LZMAError) as error:
        raise ReaderError(f"broken: {str(error)[:80]}", place=came.place, advice="fetch or pack it again") from None


def _unpacking(stream: BinaryIO) -> BinaryIO:
    """The stream unpacked, if it is packed."""
    start = stream.read(2)
    stream.seek(0)
    kind = PACKED.get(start)
    if kind == "gzip":
        return cast("BinaryIO", gzip.GzipFile(fileobj=stream))
    if kind == "bzip2":
        return cast("BinaryIO", bz2.BZ2File(stream))
    return cast("BinaryIO", lzma.LZMAFile(stream)) if kind == "xz" else stream


def _spooled(held: BinaryIO, place: str) -> BinaryIO:
    """A member as a stream that can be gone back in. It never lies on the disk under a name. Raises ReaderError where it is too large."""
    spooled = cast("BinaryIO", tempfile.SpooledTemporaryFile(HELD))  # noqa: SIM115  # whoever asks closes it
    size = 0
    while part := held.read(STEP):
        size += len(part)
        if size > MOST_UNPACKED:
            spooled.close()
            raise ReaderError("unpacked it would swell beyond all measure", place=place, advice="if you trust it, unpack it yourself")
        spooled.write(part)
    spooled.seek(0)
    return spooled


def _hidden(name: str) -> bool:
    return any(step.startswith(".") and step.strip(".") or step == "__MACOSX" for step in name.replace("\\", "/").split("/"))


def _again(stream: BinaryIO) -> bytes:
    """All that was read, once more, where that is no more than a report may have."""
    stream.seek(0)
    held = stream.read(MOST_BYTES + 1)
    return held if len(held) <= MOST_BYTES else b""
