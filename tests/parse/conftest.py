from collections.abc import Callable

import pytest

from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.pack.pack import Pack
from marsad.parse.english import parse

Parse = Callable[[str], Reading]


@pytest.fixture(scope="session")
def parsed(syria: Pack) -> Parse:
    """Parses a text with the Syrian pack."""
    return lambda text: parse(Reading(report=Report("r", text)), syria)


@pytest.fixture(scope="session")
def drawn(parsed: Parse) -> Callable[[str], list[str]]:
    """The tree of a text, an arc a token: "opened: Gunmen nsubj"."""

    def draw(text: str) -> list[str]:
        tokens = parsed(text).tokens
        return [f"{'*' if t.head == t.number else tokens[t.head].text}: {t.text} {t.relation}" for t in tokens]

    return draw
