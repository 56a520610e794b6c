"""Sentences of our own through the real pipeline, with what a test asks of their statements."""

from functools import cache

from marsad.model.mention import Mention
from marsad.model.reading import Reading
from marsad.model.report import Report, digest
from marsad.model.statement import Statement
from marsad.pack.load import load_pack
from marsad.pipeline import read


@cache
def reading(text: str, published: str = "2017-08-29", source: str | None = "Levant Monitor") -> Reading:
    """The Reading of a text by the Syria pack."""
    report = Report(digest(text), text, published=published, published_basis="given", source=source, language="en")
    return read(report, load_pack("syria"))


def statements(text: str, kind: str | None = None, **given: str) -> list[Statement]:
    """The statements of a text, of one kind or all."""
    return [s for s in reading(text, **given).statements if kind is None or s.kind == kind]


def one(text: str, kind: str, **given: str) -> Statement:
    """The only statement of a kind."""
    found = statements(text, kind, **given)
    assert len(found) == 1, [(s.kind, s.status, s.trigger.text) for s in reading(text, **given).statements]
    return found[0]


def words(text: str, statement: Statement, role: str) -> list[str]:
    """The words of the mentions in a role."""
    mentions: dict[str, Mention] = {m.id: m for m in reading(text).mentions}
    filled = [*statement.who, *statement.where, *statement.with_]
    return [mentions[w.mention].text for w in filled if w.role == role]


def figures(statement: Statement) -> list[tuple[str, float | None, float | None, int | None]]:
    """The figures: what, low, high, index of the one that includes it."""
    return [(f.what, f.low, f.high, f.part_of) for f in statement.figures]
