"""Where a format writes: a folder, whose files appear together when all are whole, or a stream."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple, Protocol, Self, TextIO

from marsad.errors import MarsadError

PIECE = 1 << 20


class Target(Protocol):
    """What a format needs of the place that it writes to."""

    def wants(self, name: str) -> bool:
        """Whether a file of this name is written at all."""

    def text(self, name: str) -> "_Text":
        """A file for text in UTF-8."""

    def path(self, name: str) -> "_Path":
        """A path for a library that writes files by itself."""


class _Text(Protocol):
    def __enter__(self) -> TextIO: ...
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> bool | None: ...


class _Path(Protocol):
    def __enter__(self) -> Path: ...
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /) -> bool | None: ...


class FileAbout(NamedTuple):
    """A file that was written."""

    name: str
    size: int
    sha256: str


class Folder:
    """A folder. Files are written beside it under names of their own and moved into it by `commit`; what breaks off leaves nothing."""

    def __init__(self, folder: Path, ours: frozenset[str] = frozenset()) -> None:
        """`ours`: names of files in the folder that an earlier export made, and that may be replaced."""
        self.folder, self._ours = folder, ours

    def __enter__(self) -> Self:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._work = Path(tempfile.mkdtemp(prefix=".marsad-", dir=self.folder))
        except OSError as error:
            raise MarsadError(
                (error.strerror or "cannot be written").lower(), place=str(self.folder), advice="choose another folder"
            ) from None
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._work, ignore_errors=True)

    def wants(self, name: str) -> bool:
        """Every file. Raises MarsadError where one is there that no export made."""
        if name not in self._ours and (self.folder / name).exists():
            raise MarsadError("is there already, and no export made it", place=str(self.folder / name), advice="choose another folder")
        return True

    @contextmanager
    def text(self, name: str) -> Iterator[TextIO]:
        """A file for text in UTF-8."""
        with self.path(name) as path, path.open("w", encoding="utf-8", newline="", errors="backslashreplace") as stream:
            yield stream

    @contextmanager
    def path(self, name: str) -> Iterator[Path]:
        """A path for a library that writes files by itself."""
        self.wants(name)
        yield self._work / name

    def files(self) -> tuple[FileAbout, ...]:
        """What was written so far, by name."""
        return tuple(FileAbout(p.name, p.stat().st_size, sha256_of(p)) for p in sorted(self._work.iterdir()))

    def commit(self, last: str) -> None:
        """Move all into the folder, the file `last` last; files of the earlier export that were not written again are removed."""
        names = sorted((p.name for p in self._work.iterdir()), key=lambda name: (name == last, name))
        for name in self._ours.difference(names):
            (self.folder / name).unlink(missing_ok=True)
        for name in names:
            (self._work / name).replace(self.folder / name)


class Stream:
    """Standard output: it takes one file, named when it is made."""

    def __init__(self, name: str, stream: BinaryIO) -> None:
        self._name, self._stream = name, stream

    def wants(self, name: str) -> bool:
        """Only the one file."""
        return name == self._name

    @contextmanager
    def text(self, name: str) -> Iterator[TextIO]:  # noqa: ARG002
        """The stream as text in UTF-8."""
        out = TextIOWrapper(self._stream, encoding="utf-8", newline="", errors="backslashreplace", write_through=True)
        try:
            yield out
        finally:
            out.detach()

    @contextmanager
    def path(self, name: str) -> Iterator[Path]:
        """A file whose bytes then go to the stream."""
        with tempfile.TemporaryDirectory(prefix="marsad-") as work:
            path = Path(work) / name
            yield path
            with path.open("rb") as made:
                shutil.copyfileobj(made, self._stream)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            found.update(piece)
    return found.hexdigest()
