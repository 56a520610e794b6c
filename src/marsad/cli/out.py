"""Where the command line writes: records for machines on standard output, words for people there too, complaints on standard error."""

import io
import json
import os
import re
import sys
from typing import IO, TYPE_CHECKING, TextIO, cast

from marsad.jobs.wording import clean
from marsad.model.form import Form

if TYPE_CHECKING:
    from rich.console import Console

PIPED_WIDTH = 110
_FILLED = re.compile(" +\n")


def put(form: Form) -> None:
    """One JSON object on one line of standard output."""
    line = json.dumps(form, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


def complain(line: str) -> None:
    """One line on standard error."""
    sys.stderr.write("marsad: " + clean(line) + "\n")
    sys.stderr.flush()


def console() -> "Console":
    """Standard output for people: colours on a terminal, plain text elsewhere."""
    from rich.console import Console

    made = Console(highlight=False, emoji=False)
    if made.is_terminal:
        return made
    width = None if "COLUMNS" in os.environ else PIPED_WIDTH
    return Console(file=cast("IO[str]", _Trimmed(sys.stdout)), width=width, highlight=False, emoji=False)


class _Trimmed(io.TextIOBase):
    """A stream that leaves out the spaces with which lines are filled up to the width of a screen."""

    def __init__(self, under: TextIO) -> None:
        self._under = under

    def write(self, text: str) -> int:
        self._under.write(_FILLED.sub("\n", text))
        return len(text)

    def flush(self) -> None:
        self._under.flush()
