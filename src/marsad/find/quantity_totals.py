"""Which quantities are running totals, that no single event may add: "raising to 45 the number of", "since the war began 45 have"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from marsad.find.noun_text import NounText, Spans
from marsad.find.quantity_parts import Draft

_REACH = 30
_LEADING = frozenset("the early late first hours of on morning evening night dawn noon day this past last".split())
_COUNTED = frozenset(
    "killed wounded injured died displaced detained arrested documented document recorded record counted count registered left lost".split()
)
_SENTENCE_END = re.compile(r"[.!?]\s|\n\n")


def cumulative_ones(view: NounText, drafts: Sequence[Draft], parents: Sequence[int | None], days: Spans) -> list[bool]:
    """For each quantity whether it is a running total; parts of one are too. `days`: the times of the text that are a day or longer."""
    cues: dict[str, list[int]] = {"rise": [], "total": [], "since": []}
    for first, match in sorted(view.at["numbers"].items()):
        kind = match.entries[0].get("class")
        if kind in cues:
            cues[kind].append(match.last if kind == "rise" else first)
    cues["since"] = sorted((*cues["since"], *_since_days(view, days)))
    found: list[bool] = []
    for number, draft in enumerate(drafts):
        parent = parents[number]
        one = (
            draft.rule == "indefinite"
        )  # "the body of a man was found, bringing to 14 the number of those killed since May": he is no total
        told = not one and (_risen(view, draft, cues["rise"], cues["total"]) or _near(view, draft, cues["since"], _REACH))
        found.append(told or (parent is not None and found[parent]))
    return found


def _since_days(view: NounText, days: Spans) -> Iterator[int]:
    """Each "since" with a day or a longer time after it, in a sentence that counts: "since Monday 45 have been killed"."""
    for at, word in enumerate(view.words):
        if word.key == "since" and at + 1 < len(view.words):
            step = at + 1
            while step < min(at + 8, len(view.words) - 1) and (view.key(step) in _LEADING or view.capital(step)):
                step += 1
            if days.overlap(word.end, view.words[step].end) and any(_counts(view, near) for near in _around(view, at)):
                yield at


def _around(view: NounText, at: int) -> Iterator[int]:
    """The words of a sentence that stand near one of its words."""
    step = at
    while step > max(0, at - 16) and not _SENTENCE_END.search(view.gap(step - 1)):
        step -= 1
        yield step
    step = at
    while step < min(at + 24, len(view.words) - 1) and not _SENTENCE_END.search(view.gap(step)):
        step += 1
        yield step


def _counts(view: NounText, at: int) -> bool:
    """Whether a perfect tense of counting or harm begins at a word: "have been killed", "has documented"."""
    return view.key(at) in ("has", "have") and any(view.key(step) in _COUNTED for step in range(at + 1, at + 5))


def _risen(view: NounText, draft: Draft, rises: Sequence[int], totals: Sequence[int]) -> bool:
    """Whether a total is said to have come to a number: "rose to 45", "reached 45"."""
    at = bisect_right(rises, draft.first) - 1
    if at < 0 or draft.first - rises[at] > 12 or not _one_breath(view, draft, rises[at] - 1):
        return False
    if rises[at] != draft.first and view.key(draft.first - 1) not in ("to", "at"):
        return False
    return _near(view, draft, totals, 4)


def _near(view: NounText, draft: Draft, words: Sequence[int], after: int) -> bool:
    """Whether one of the words stands in the sentence of a quantity, not farther after it than so many words."""
    nearest = bisect_left(words, draft.first)
    for at in (nearest - 1, nearest):
        if 0 <= at < len(words) and -_REACH <= words[at] - draft.last <= after and _one_breath(view, draft, words[at]):
            return True
    return False


def _one_breath(view: NounText, draft: Draft, word: int) -> bool:
    """Whether no sentence ends between a word and a quantity."""
    start, end = sorted((view.words[word].start, draft.start))
    return _SENTENCE_END.search(view.text, start, end) is None
