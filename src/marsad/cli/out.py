"""Where the command line writes: records for machines on standard output, words for people there too, complaints on standard error."""

import json
import re
import sys
from typing import TYPE_CHECKING

from marsad.model.form import Form

if TYPE_CHECKING:
    from rich.console import Console

PIPED_WIDTH = 110
# Control characters, and marks that turn the direction of writing: a report must not steer the terminal of who reads it.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def put(form: Form) -> None:
    """One JSON object on one line of standard output."""
    line = json.dumps(form, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


def complain(line: str) -> None:
    """One line on standard error."""
    sys.stderr.write("marsad: " + clean(line) + "\n")
    sys.stderr.flush()


def clean(text: str) -> str:
    """A text as one line that a terminal only shows."""
    return " ".join(_STEERING.sub(" ", text).split())


def console() -> "Console":
    """Standard output for people: colours on a terminal, plain text elsewhere."""
    from rich.console import Console

    made = Console(highlight=False, emoji=False)
    if not made.is_terminal and "COLUMNS" not in made._environ:
        made.width = PIPED_WIDTH
    return made
