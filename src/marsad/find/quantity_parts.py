"""Which quantities of a report include which: "40 people, including 12 women", "three people: a man and two women"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from marsad.find.noun_text import NounText
from marsad.find.quantity_nouns import Counted
from marsad.find.quantity_numbers import Amount

_OPENER = re.compile(r"\s{0,3}(?:[-–—:(]|,?\s?namely)\s{0,3}", re.I)
_BREAKDOWN = re.compile(r",\s|[^.;!?:\n]{0,40}:\s{1,3}")
_CHAIN = re.compile(r"\s{0,3}(?:,|;|\n|and|&|as well as|in addition to)(?:[\s,]{1,3}(?:and|the|another|other))?\s{0,3}", re.I)
_SENTENCE_END = re.compile(r"[.!?;](?:[\s”\"]|$)")
_LIST = re.compile(r"[^.!?\n]{0,40}:\s{0,3}\n\s{0,3}[•*–-]\s{0,3}")
_ITEM = re.compile(r"\n\s{0,3}[•*–-]\s{0,3}$")
_LIST_END = re.compile(r"\n(?!\s{0,3}[•*–-])")
_SUBGROUPS = frozenset(("children", "women", "civilians", "men"))
_WHOLES = frozenset(("people", "civilians", "members", "fighters", "prisoners"))
_LONGEST_CHAIN = 20
_UNPARTED = frozenset(("percent", "km", "m"))


@dataclass(frozen=True, slots=True)
class Draft:
    """A quantity before its mention: the amount, what it counts, start..end of the number in the text, the words first..last (last
    exclusive) of the number and what it counts, which end at `until`."""

    amount: Amount
    counted: Counted | None
    unit: str | None
    rule: str
    start: int
    end: int
    until: int
    first: int
    last: int


def parents_of(view: NounText, drafts: Sequence[Draft]) -> list[int | None]:
    """For each quantity the index of the one that includes it; always an earlier one, and no smaller than its part."""
    parts = _Parts(view, drafts)
    parts.read_cues()
    for number in range(len(drafts)):
        parts.read(number)
    return parts.parents


class _Parts:
    """One walk over the quantities of a report."""

    def __init__(self, view: NounText, drafts: Sequence[Draft]) -> None:
        self.view, self.drafts = view, drafts
        self.parents: list[int | None] = [None] * len(drafts)

    def read_cues(self) -> None:
        """Whatever "including", "among them", "of whom" and their like open."""
        firsts = [draft.first for draft in self.drafts]
        for word, match in sorted(self.view.at["numbers"].items()):
            if match.entries[0].get("class") != "part":
                continue
            child = bisect_left(firsts, match.last)
            if not 0 < child < len(self.drafts) or self.drafts[child].first - match.last > 5 or self.drafts[child - 1].last > word:
                continue
            between = self._between(child - 1, child)
            if len(between) < 200 and not _SENTENCE_END.search(between):
                self._include(child, child - 1)

    def read(self, number: int) -> None:
        """What a quantity tells of those before it."""
        draft = self.drafts[number]
        if number == 0 or self.parents[number] is not None:
            return
        if draft.counted is not None and draft.counted.pronoun:
            parent = self._spoken_of(number)
            if parent is not None:
                self._include(number, parent)
        elif self.parents[number - 1] is None:
            between = self._between(number - 1, number)
            if _LIST.fullmatch(between):
                self._list(number, number - 1)
            elif _OPENER.fullmatch(between) and self._same_kind(number - 1, number):
                self._include(number, number - 1)
            elif _BREAKDOWN.fullmatch(between):
                self._break_down(number, number - 1)

    def _between(self, earlier: int, later: int) -> str:
        return self.view.text[self.drafts[earlier].until : self.drafts[later].start]

    def _spoken_of(self, child: int) -> int | None:
        """What "of them" speaks of: the nearest quantity before it that is not itself a part, and is as large."""
        for number in range(child - 1, max(-1, child - 5), -1):
            draft = self.drafts[number]
            if self.drafts[child].start - draft.until > 250:
                return None
            counts = draft.unit not in _UNPARTED and (draft.unit is not None or draft.counted is None)
            if self.parents[number] is None and counts and self._fits(number, child):
                return number
        return None

    def _chain(self, child: int) -> Iterator[int]:
        """A quantity and those that are told in one breath with it, as many as a sentence holds."""
        kind, end = self.drafts[child].unit in _SUBGROUPS, min(child + _LONGEST_CHAIN, len(self.drafts))
        yield child
        while child + 1 < end:
            between = self._between(child, child + 1)
            child += 1
            if not _CHAIN.fullmatch(between) or (", and" in between and (self.drafts[child].unit in _SUBGROUPS) != kind):
                return
            yield child

    def _include(self, child: int, parent: int) -> None:
        """Puts a chain under its whole, as far as it fits."""
        room = self.drafts[parent].amount.high
        used = 0.0
        for number in self._chain(child):
            used += self.drafts[number].amount.low
            if (room is not None and used > room) or self.parents[number] is not None:
                return
            self.parents[number] = parent

    def _break_down(self, child: int, parent: int) -> None:
        """Puts a chain under the quantity before it where it is its sum: "two people, a man and a woman"."""
        whole = self.drafts[parent]
        if whole.amount.low != whole.amount.high and whole.amount.high is not None:
            return
        chain = list(self._chain(child))
        if len(chain) < 2 or sum(self.drafts[n].amount.low for n in chain) != whole.amount.low:
            return
        if ":" not in self._between(parent, child):
            parted = all(self.drafts[n].unit in _SUBGROUPS and self.drafts[n].unit != whole.unit for n in chain)
            if not parted or whole.unit not in _WHOLES:
                return
        for number in chain:
            self.parents[number] = parent

    def _list(self, child: int, parent: int) -> None:
        """Puts the items of a list under the quantity that announces it."""
        room = self.drafts[parent].amount.high
        used, before = 0.0, self.drafts[child].start
        for number in range(child, len(self.drafts)):
            draft = self.drafts[number]
            if _LIST_END.search(self.view.text[before : draft.start]):
                return
            before = draft.start
            if not _ITEM.search(self.view.text[max(0, draft.start - 8) : draft.start]) or self.parents[number] is not None:
                continue
            used += draft.amount.low
            if room is not None and used > room:
                return
            self.parents[number] = parent

    def _fits(self, whole: int, part: int) -> bool:
        high = self.drafts[whole].amount.high
        return high is None or self.drafts[part].amount.low <= high

    def _same_kind(self, whole: int, part: int) -> bool:
        """Whether both count people, or both the same unit."""
        of_whole, of_part = self.drafts[whole].counted, self.drafts[part].counted
        if of_part is None:
            return False
        if of_whole is None:
            return of_part.person and self.drafts[whole].unit is None
        return (of_whole.person and of_part.person) or self.drafts[whole].unit == self.drafts[part].unit
