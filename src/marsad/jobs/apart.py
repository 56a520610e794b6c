"""Complicated formats are read by a process of their own, which is ended where it takes too long and may not take all memory."""

import os
import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from typing import IO, NamedTuple, Self

from marsad.errors import ReaderError
from marsad.jobs.watch_links import Link
from marsad.readers import Came, Piece, Received, Unread

SECONDS = 60.0  # for one document; the first one pays for the start, too
BYTES = 4_000_000_000

Got = Received | Unread | Piece | Link


class Answer(NamedTuple):
    """What came of a document: what was read, and what ended it, if anything did."""

    got: list[Got]
    error: ReaderError | None


class Apart:
    """A reader in another process, begun when it is first needed. `seconds`: how long a document may take."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, kind: str, raw: bytes, came: Came) -> Answer:
        """What a reader makes of a document. One that takes too long, or that breaks the process, is an error like another."""
        process = self._begun()
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._seconds, end)
        timer.start()
        try:
            answer = _asked(process, (kind, raw, came))
        finally:
            timer.cancel()
        if answer is not None:
            return answer
        self.close()
        said = f"took longer than {self._seconds:.0f} seconds" if late.is_set() else "the reader broke down, or wanted too much memory"
        return Answer([], ReaderError(said, place=came.place, advice="save its text as .txt"))

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):
                    (stream or sys.stdin).close()
            process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _begun(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self.close()
            paths = os.pathsep.join(path for path in sys.path if path)
            self._process = subprocess.Popen(
                [sys.executable, "-m", "marsad.jobs.apart_worker", str(BYTES)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": paths},
                start_new_session=True,  # Ctrl-C is for the process that asks; it ends this one
            )
        return self._process


def _asked(process: "subprocess.Popen[bytes]", question: tuple[str, bytes, Came]) -> Answer | None:
    """The answer, or None where the process ended before it gave one."""
    asking, answering = process.stdin, process.stdout
    if asking is None or answering is None:
        return None
    try:
        send(question, asking)
        held = pickle.load(answering)
    except (OSError, EOFError, pickle.UnpicklingError, ValueError):
        return None
    return held if isinstance(held, Answer) else None


def send(value: object, stream: IO[bytes]) -> None:
    """Write a value for the other side."""
    pickle.dump(value, stream, protocol=pickle.HIGHEST_PROTOCOL)
    stream.flush()
