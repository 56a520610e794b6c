"""The archive of evidence: the same files give the same bytes, on any machine and day, and nothing else is taken for one."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from marsad.errors import MarsadError

NAME = re.compile(r"(?:reports/\d{4,6}/)?[a-z]+(?:\.[a-z]+)?")
MOST_FILES = 100_000
MOST_BYTES = 1_000_000_000
EPOCH = (1980, 1, 1, 0, 0, 0)
NOT_OURS = "give a file that marsad evidence made"


class EvidenceError(MarsadError):
    """An archive that cannot be made, or that is none of evidence."""


def packed(files: Mapping[str, bytes]) -> bytes:
    """The archive of files, by name, in the order of their names; nothing is compressed, so that nothing can grow when it is read."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            about = zipfile.ZipInfo(name, EPOCH)
            about.create_system = 3
            about.external_attr = 0o644 << 16
            archive.writestr(about, files[name])
    return held.getvalue()


def read_archive(path: Path) -> bytes:
    """The bytes of an archive. Raises EvidenceError where it cannot be read or is too large."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise EvidenceError(f"more than {MOST_BYTES // 1_000_000} MB", place=str(path), advice=NOT_OURS)
        return path.read_bytes()
    except OSError as error:
        raise EvidenceError((error.strerror or str(error)).lower(), place=str(path), advice="check the path") from None


def unpacked(raw: bytes, place: str) -> dict[str, bytes]:
    """The files of an archive, by name. Nothing is written anywhere. Raises EvidenceError for a path, a name that no archive of ours has,
    a file that is compressed, encrypted or there twice, and for what is no archive."""
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = archive.infolist()
            if len(members) > MOST_FILES or sum(m.file_size for m in members) > MOST_BYTES:
                raise EvidenceError("more or larger files than evidence has", place=place, advice=NOT_OURS)
            for member in members:
                name = member.filename
                if not NAME.fullmatch(name) or member.compress_type != zipfile.ZIP_STORED or member.flag_bits & 1 or name in found:
                    raise EvidenceError(f"{name[:80]!r} is no file of evidence", place=place, advice=NOT_OURS)
                found[name] = archive.read(member)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise EvidenceError(f"damaged, or no archive: {str(error)[:100]}", place=place, advice=NOT_OURS) from None
    return found


def saved(raw: bytes, path: Path) -> None:
    """Write an archive, all of it or nothing. Raises EvidenceError."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        partial.write_bytes(raw)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise EvidenceError((error.strerror or str(error)).lower(), place=str(path), advice="check the folder and the disk") from None
