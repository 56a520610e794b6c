"""How much may come out of what is packed: archives, and documents that are archives inside."""

import io
import zipfile
from typing import BinaryIO

from marsad.errors import ReaderError
from marsad.readers import MOST_BYTES

MOST_MEMBERS = 100_000
MOST_UNPACKED = 4_000_000_000  # of one archive, all members together
MOST_OF_DOCUMENT = 200_000_000  # a zipped document holds pictures beside its text
STEEPEST = 300  # times smaller than it was: texts reach 10, tables 50, bombs 1,000 and more
SMALL = 5_000_000  # below which a steep ratio does no harm
LARGEST_STEP = 64_000_000  # asked for at once by a library that believes what a file says of itself


def opened_zip(stream: BinaryIO, place: str, most: int = MOST_UNPACKED) -> zipfile.ZipFile:
    """A zip file whose members may be read. Raises ReaderError where it is none, is broken, or would swell."""
    try:
        opened = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReaderError(f"a broken zip file: {str(error)[:80]}", place=place, advice="fetch or pack it again") from None
    members = opened.infolist()
    if len(members) > MOST_MEMBERS:
        raise ReaderError(f"more than {MOST_MEMBERS} files in it", place=place, advice="unpack it and read the folder")
    if sum(m.file_size for m in members) > most or any(swells(m) for m in members):
        raise ReaderError(
            "unpacked it would swell beyond all measure", place=place, advice="if you trust it, unpack it and read the folder"
        )
    return opened


def swells(member: zipfile.ZipInfo) -> bool:
    """Whether a member is packed as no report is."""
    return member.file_size > SMALL and member.file_size > STEEPEST * max(member.compress_size, 1)


def encrypted(member: zipfile.ZipInfo) -> bool:
    """Whether a member needs a password."""
    return bool(member.flag_bits & 0x1)


def checked_document(raw: bytes, place: str) -> None:
    """Look into a zipped document (.docx, .xlsx) before a library opens it. Raises ReaderError where it is encrypted, broken or a bomb."""
    if raw[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise ReaderError("encrypted, or of an old form", place=place, advice="open it and save it as .docx or .xlsx without a password")
    with opened_zip(io.BytesIO(raw), place, MOST_OF_DOCUMENT) as opened:
        if any(encrypted(m) for m in opened.infolist()):
            raise ReaderError("encrypted", place=place, advice="save it without a password")
        for member in opened.infolist():
            if member.filename.endswith((".xml", ".rels")) and member.file_size > 3 * MOST_BYTES:
                raise ReaderError("more text in it than a report may have", place=place, advice="cut it into reports")


class Unpacked(io.RawIOBase):
    """A stream that is being unpacked, bounded in all that it gives and in what it gives at once. Raises ReaderError beyond."""

    def __init__(self, under: BinaryIO, place: str, most: int = MOST_UNPACKED) -> None:
        self._under, self._place, self._most, self._given = under, place, most, 0

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """As what lies below."""
        return self._under.seekable()

    def tell(self) -> int:
        """How far it is."""
        return self._under.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place, within the bounds."""
        if whence == 0:
            self._checked(offset)
        return self._under.seek(offset, whence)

    def read(self, size: int = -1) -> bytes:
        """So many bytes, within the bounds."""
        if size > LARGEST_STEP:
            self._checked(self._most + 1)
        held = self._under.read(min(size, LARGEST_STEP) if size >= 0 else LARGEST_STEP)
        self._given += len(held)
        self._checked(self._given)
        return held

    def readinto(self, buffer: object) -> int:
        """Fill a buffer, within the bounds."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        held = self.read(len(view))
        view[: len(held)] = held
        return len(held)

    def _checked(self, reached: int) -> None:
        if reached > self._most:
            raise ReaderError("unpacked it would swell beyond all measure", place=self._place, advice="if you trust it, unpack it yourself")
