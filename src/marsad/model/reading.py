"""A Reading grows: each step gives a new one with more in it, and nothing found is ever changed in place."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from marsad.model.form import Form, to_dict
from marsad.model.mention import Mention
from marsad.model.record import Records
from marsad.model.report import Report, Sentence, Token
from marsad.model.rows import Row, rows_of
from marsad.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Reading:
    """One report with all that was understood of it so far."""

    report: Report
    sentences: tuple[Sentence, ...] = ()
    tokens: tuple[Token, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    records: Records = field(default_factory=Records)

    def with_parse(self, sentences: Iterable[Sentence], tokens: Iterable[Token]) -> "Reading":
        """The Reading with its sentences and tokens."""
        return replace(self, sentences=tuple(sentences), tokens=tuple(tokens))

    def with_mentions(self, more: Iterable[Mention]) -> "Reading":
        """The Reading with more mentions, all in the order of the text; at one start the longer first."""
        together = sorted((*self.mentions, *more), key=lambda m: (m.start, -m.end, m.id))
        return replace(self, mentions=tuple(together))

    def with_statements(self, statements: Iterable[Statement]) -> "Reading":
        """The Reading with these statements in the place of those it had."""
        return replace(self, statements=tuple(statements))

    def with_records(self, records: Records) -> "Reading":
        """The Reading with its own records."""
        return replace(self, records=records)

    def with_published(self, published: str) -> "Reading":
        """The Reading with a date of publication that the text itself told."""
        return replace(self, report=replace(self.report, published=published, published_basis="text"))

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds a code point, or the last one before it; None where there is none."""
        at = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        return self.sentences[at] if at >= 0 else None

    def tokens_of(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def to_dict(self) -> Form:
        """The fixed form, as `marsad code` prints it: ready for `json.dumps`."""
        return to_dict(self)

    def rows(self) -> list[Row]:
        """The statements as rows of one table, ready for `pandas.DataFrame`."""
        return rows_of(self.report, self.mentions, self.statements)
