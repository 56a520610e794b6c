"""A Pack: lexicons and rules of one or more folders, frozen, picklable, named by its digest."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from marsad.pack.lexicon import Entry, Match, PhraseIndex, scan
from marsad.pack.schema import LEXICONS, Rule


@dataclass(frozen=True)
class SourcedRule:
    """A rule with the place that it was read from, `packs/base-en/rules/times.yaml:12`."""

    rule: Rule
    family: str
    place: str


@dataclass(frozen=True, eq=False)
class Pack:
    """All that data tells the mechanisms. Two packs are the same where their digests are.

    `countries`: the ISO codes of the countries at war, the first the main one. `timezone`: an IANA name. `gazetteers`: the files that
    know more places than the pack itself; what they hold is part of the digest.
    """

    name: str
    version: str
    language: str
    timezone: str
    countries: tuple[str, ...]
    digest: str
    lexicons: Mapping[str, tuple[Entry, ...]]
    rules: Mapping[str, tuple[SourcedRule, ...]]
    gazetteers: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pack) and other.digest == self.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    @cached_property
    def phrases(self) -> PhraseIndex:
        """The index of all phrases of those lexicons whose schema names columns of phrases."""
        return PhraseIndex.build(entry for name, entries in self.lexicons.items() if LEXICONS[name].phrases for entry in entries)

    def scan(self, text: str) -> tuple[Match, ...]:
        """Every phrase of the pack in a text, in order; matches may overlap."""
        return scan(self.phrases, text)

    def __getstate__(self) -> dict[str, object]:
        """Without what can be made again."""
        return {name: value for name, value in self.__dict__.items() if name != "phrases"}
