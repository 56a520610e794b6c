"""How the numbers of a report hang together: which includes which, and which are running totals."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from marsad.find.noun_text import NounText
from marsad.find.quantity_nouns import Counted
from marsad.find.quantity_numbers import Amount

_OPENERS = re.compile(r"\s{0,3}(?:[-–—:(]|,?\s?namely)\s{0,3}(?:[•*\n-]\s{0,3})?", re.I)
_CHAIN = re.compile(
    r"\s{0,3}(?:,|;|•|\.?\n|and|&|as well as|in addition to|the|another|other)(?:[\s,•]{1,3}(?:and|the|another|other))?\s{0,3}", re.I
)
_SUBGROUPS = frozenset(("children", "women", "civilians", "men"))
_NEAR = 12
_UNPARTED = frozenset((None, "percent", "km", "m"))


@dataclass(frozen=True, slots=True)
class Draft:
    """A quantity before its mention: the amount, what it counts, start..end in the text, words first..last."""

    amount: Amount
    counted: Counted | None
    unit: str | None
    rule: str
    start: int
    end: int
    first: int
    last: int


def parents_of(view: NounText, drafts: Sequence[Draft]) -> list[int | None]:
    """For each quantity the index of the one that includes it."""
    parents: list[int | None] = [None] * len(drafts)
    firsts = [draft.first for draft in drafts]
    for word, match in sorted(view.at["numbers"].items()):
        if match.entries[0].get("class") == "part":
            child = bisect_left(firsts, match.last)
            _include(view, drafts, parents, child, _earlier(view, drafts, child, word), match.last)
    for number, draft in enumerate(drafts):
        if draft.counted is not None and draft.counted.pronoun and parents[number] is None:
            _adopt(drafts, parents, number, _before(drafts, parents, number))
        elif number and parents[number] is None and parents[number - 1] is None:
            between = view.text[drafts[number - 1].end : draft.start]
            if _OPENERS.fullmatch(between) and _same_kind(drafts[number - 1], draft):
                _include(view, drafts, parents, number, number - 1, draft.first)
    return parents


def _earlier(view: NounText, drafts: Sequence[Draft], child: int, word: int) -> int | None:
    """The last quantity before a cue, in its sentence."""
    number = child - 1
    if number < 0 or drafts[number].last > word:
        return None
    between = view.text[drafts[number].end : view.words[word].start]
    return None if len(between) > 160 or re.search(r"[.!?][\s”\"]", between) else number


def _before(drafts: Sequence[Draft], parents: Sequence[int | None], child: int) -> int | None:
    """What "of them" speaks of: the nearest quantity before it that is not itself a part, and is as large."""
    for number in range(child - 1, max(-1, child - 5), -1):
        if drafts[child].start - drafts[number].end > 250:
            return None
        if parents[number] is None and _fits(drafts[number], drafts[child]) and drafts[number].unit not in _UNPARTED:
            return number
    return None


def _include(view: NounText, drafts: Sequence[Draft], parents: list[int | None], child: int, parent: int | None, word: int) -> None:
    """Puts a quantity near a cue, and those that are told in one breath with it, under the one that includes them."""
    if parent is None or child >= len(drafts) or drafts[child].first - word > 5:
        return
    if (
        re.search(r"[.!?;:]\s", view.text[drafts[parent].end : drafts[child].start])
        and ":" not in view.text[drafts[parent].end : drafts[child].start]
    ):
        return
    room = drafts[parent].amount.high
    used, first_unit = 0.0, drafts[child].unit
    while child < len(drafts):
        draft = drafts[child]
        used += draft.amount.low
        if room is not None and used > room or parents[child] is not None:
            return
        _adopt(drafts, parents, child, parent)
        child += 1
        if child >= len(drafts):
            return
        between = view.text[draft.end : drafts[child].start]
        if not _CHAIN.fullmatch(between) or (", and" in between and (drafts[child].unit in _SUBGROUPS) != (first_unit in _SUBGROUPS)):
            return


def _adopt(drafts: Sequence[Draft], parents: list[int | None], child: int, parent: int | None) -> None:
    if parent is not None and parent < child and _fits(drafts[parent], drafts[child]):
        parents[child] = parent


def _fits(whole: Draft, part: Draft) -> bool:
    """Whether a part is no more than its whole may be."""
    return whole.amount.high is None or part.amount.low <= whole.amount.high


def _same_kind(whole: Draft, part: Draft) -> bool:
    """Whether both count people, or both the same unit."""
    if part.counted is None:
        return False
    if whole.counted is None:
        return part.counted.person and whole.unit is None
    return (whole.counted.person and part.counted.person) or whole.unit == part.unit


def cumulative_ones(view: NounText, drafts: Sequence[Draft], parents: Sequence[int | None]) -> list[bool]:
    """Which quantities are running totals: "raising to 45 the number of", "the toll has reached 45", "since the war began 45 have"."""
    cues = sorted((first, match.last, match.entries[0].get("class")) for first, match in view.at["numbers"].items())
    rises = [last for first, last, kind in cues if kind == "rise"]
    totals = [(first, last) for first, last, kind in cues if kind == "total"]
    sinces = [first for first, last, kind in cues if kind == "since"]
    found: list[bool] = []
    for number, draft in enumerate(drafts):
        parent = parents[number]
        told = _risen(view, draft, rises, totals) or any(_one_breath(view, draft, first) for first in sinces)
        found.append(told or (parent is not None and found[parent]))
    return found


def _risen(view: NounText, draft: Draft, rises: Sequence[int], totals: Sequence[tuple[int, int]]) -> bool:
    """Whether a total is said to have come to a number: "rose to 45", "reached 45"."""
    at = bisect_left(rises, draft.first + 1) - 1
    if at < 0 or draft.first - rises[at] > _NEAR or not _one_breath(view, draft, rises[at] - 1):
        return False
    if rises[at] != draft.first and view.key(draft.first - 1) not in ("to", "at"):
        return False
    return any(-_NEAR <= first - draft.last <= 4 and _one_breath(view, draft, first) for first, _ in totals)


def _one_breath(view: NounText, draft: Draft, word: int) -> bool:
    """Whether a word stands in the sentence of a quantity."""
    if abs(word - draft.first) > 40 or not 0 <= word < len(view.words):
        return False
    start, end = sorted((view.words[word].start, draft.start))
    return re.search(r"[.!?]\s|\n\n", view.text[start:end]) is None
