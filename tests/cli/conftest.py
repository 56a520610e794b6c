"""The command line, called as a person calls it."""

import io
import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from marsad.cli.main import main

# As from a terminal: a suite that runs in the background hands down that SIGINT is ignored.
START = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from marsad.cli.main import main; sys.argv[0] = 'marsad'; main()"
)
PATIENCE = 300  # seconds for another process to get somewhere, on a machine that has much else to do


class Ran(NamedTuple):
    """What a command did."""

    returncode: int
    stdout: bytes
    stderr: bytes


Marsad = Callable[..., Ran]


@pytest.fixture
def marsad(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Marsad:
    """Call `marsad` with arguments, and bytes on its standard input, in this process."""

    def call(*arguments: str, given: bytes = b"") -> Ran:
        capfdbinary.readouterr()
        monkeypatch.setattr(sys, "argv", ["marsad", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(given))))
        with pytest.raises(SystemExit) as ended:
            main()
        sys.stdout.flush()
        return Ran(int(ended.value.code or 0), *capfdbinary.readouterr())

    return call
