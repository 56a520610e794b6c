import os
import signal
import time
from collections.abc import Iterator

import pytest

from marsad.jobs.apart import Apart
from marsad.jobs.apart_worker import answer
from marsad.readers import Received
from tests.readers.came import came
from tests.readers.test_html import PAGE, SAID


@pytest.fixture
def apart() -> Iterator[Apart]:
    with Apart() as made:
        yield made


def test_a_document_is_read_in_another_process(apart: Apart):
    found = apart.read("html", PAGE.encode(), came("a.html"))
    assert found.error is None
    assert isinstance(found.got[0], Received)
    assert SAID in found.got[0].report.text


def test_one_that_takes_too_long_is_an_error_and_the_next_is_read():
    with Apart(seconds=0.01) as hasty:
        late = hasty.read("html", PAGE.encode(), came("a.html"))
        assert "took longer" in str(late.error)
        hasty._seconds = 60
        assert hasty.read("html", PAGE.encode(), came("b.html")).error is None


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_a_reader_that_breaks_down_is_an_error_and_the_next_is_read(apart: Apart):
    apart.read("html", PAGE.encode(), came("a.html"))
    assert apart._process is not None
    os.kill(apart._process.pid, signal.SIGSEGV)
    time.sleep(0.05)
    second = [apart.read("html", PAGE.encode(), came("b.html")).error for _ in range(2)]
    assert second[-1] is None


def test_a_library_that_fails_is_an_error_of_that_document():
    found = answer("docx", b"PK\x05\x06" + bytes(18), came("a.docx"))
    assert found.error is not None
    assert found.error.advice
