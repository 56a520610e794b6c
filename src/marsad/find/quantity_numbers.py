"""Numbers as a text writes them: digits, words, both mixed, vague words, comparisons and ranges, each with what it may stand for.

Which interval a phrase stands for is told in docs/quantities.md; the vague words and the comparisons with their classes are in numbers.csv.
"""

import math
from typing import NamedTuple

from marsad.find.noun_text import NounText

_SHARED_DASHES = frozenset("-–—‑")
_BEFORE_DIGITS = frozenset("/:.,#'’\\_@+")
_SCALES_FOR_ONE = frozenset(("a", "an"))


class Amount(NamedTuple):
    """Words first..last (last exclusive) that are a number: low..high (None = open), `best` where one value stands out, `vague` for "tens"
    and the like. `scale`: the multiplier that its last word named, 1 where none. `digits`: whether it is written in digits."""

    first: int
    last: int
    low: float
    best: float | None
    high: float | None
    vague: bool = False
    scale: float = 1
    digits: bool = False


class NumberWords:
    """The numbers of one report."""

    def __init__(self, view: NounText) -> None:
        self.view = view
        self.at = {first: (match.entries[0].get("class"), match.last) for first, match in view.at["numbers"].items()}
        self.low = {first: float(match.entries[0].get("low", "0")) for first, match in view.at["numbers"].items()}
        self.high = {first: float(high) for first, match in view.at["numbers"].items() if (high := match.entries[0].get("high"))}
        self.before: dict[int, list[tuple[str, int]]] = {}
        for first, (kind, last) in self.at.items():
            self.before.setdefault(last, []).append((kind, first))

    def kind(self, at: int) -> str:
        """The class of the phrase that starts at a word; empty where none does."""
        return self.at[at][0] if at in self.at else ""

    def amount(self, first: int) -> Amount | None:
        """The number that starts at a word, with its range and the comparisons around it; None where there is none."""
        plain = self._plain(first)
        if plain is None:
            return None
        ranged = self._ranged(plain)
        return None if ranged is None else self._compared(ranged)

    def _plain(self, first: int) -> Amount | None:
        if self.kind(first) == "vague":
            return self._vague(first)
        return self._cardinal(first)

    def _vague(self, first: int) -> Amount:
        last, low, high = self.at[first][1], self.low[first], self.high.get(first)
        at = last + 1 if self.view.key(last) == "of" else last
        if self.view.joined(last - 1) and (self.kind(at) == "scale" or (at > last and self.kind(at) == "vague" and self.low[at] >= 100)):
            scale = self.low[at]
            return Amount(first, self.at[at][1], low * scale, None, None if high is None else (high + 1) * scale - 1, True, scale)
        return Amount(first, last, low, None, high, True)

    def _cardinal(self, first: int) -> Amount | None:
        """A whole or decimal number in digits, words, or digits and a word."""
        at, halves = first, self._halves(first)
        total, current, room, floor, scale = 0.0, None, math.inf, math.inf, 1.0
        digits = False
        if halves is not None:
            at, current, room = halves
        else:
            written = self._digits(first)
            if written is not None:
                at, current, room, digits = written[0], written[1], 0, True
        last = at if current is not None and halves is None else first
        while at == first or self.view.joined(at - 1):
            step = at
            if at > first and self.view.key(at) == "and" and not digits and room >= 100 and self.view.joined(at):
                step = at + 1
            kind = self.kind(step)
            if kind == "small" or kind == "ten":
                value = self.low[step]
                if (current is not None or total) and value >= room or (value == 0 and step > first):
                    break
                current = (current or 0) + value
                room = 10 if kind == "ten" else 0
            elif kind == "scale" and step == at:
                worth = self.low[step]
                if worth <= 100 and (current is None or current < 100 or worth == 12):
                    if current is None and at > first:
                        break
                    current, room = (1 if current is None else current) * worth, (100 if worth == 100 else 0)
                elif worth >= 1000 and worth < floor and not (current is None and at > first):
                    total, current, room, floor = total + (1 if current is None else current) * worth, None, 1000, worth
                else:
                    break
                scale = worth
            else:
                break
            if kind != "scale":
                scale = 1.0
            at = last = self.at[step][1]
        if last == first or (current is None and not total):
            return None
        value = total + (current or 0)
        return Amount(first, last, value, value, value, False, scale, digits)

    def _halves(self, first: int) -> tuple[int, float, float] | None:
        """ "a hundred", "half a million": where the scale begins, its factor, the room that is left for what follows."""
        key, view = self.view.key(first), self.view
        if key in _SCALES_FOR_ONE and self.kind(first + 1) == "scale" and view.joined(first):
            return first + 1, 1.0, 0
        if key == "half" and view.key(first + 1) in _SCALES_FOR_ONE and self.kind(first + 2) == "scale" and view.joined(first + 1):
            return first + 2, 0.5, 0
        return None

    def _digits(self, first: int) -> tuple[int, float] | None:
        """A number in digits: the word after it and its value. None for what is part of a name, a time, a score or the like."""
        view = self.view
        if first >= len(view.words):
            return None
        word = view.words[first]
        if not _is_digits(word.key) or len(word.key) > 12 or (len(word.key) > 1 and word.key[0] == "0"):
            return None
        before = view.text[word.start - 1] if word.start else " "
        if before in _BEFORE_DIGITS or (before in _SHARED_DASHES and word.start > 1 and not view.text[word.start - 2].isspace()):
            return None
        last, figures = first + 1, word.key
        while len(figures) < 13 and len(word.key) <= 3 and self._thousands(last):
            figures += view.words[last].key
            last += 1
        value = float(figures)
        if view.gap(last - 1) == "." and last < len(view.words) and _is_digits(view.words[last].key):
            value = float(f"{figures}.{view.words[last].key[:9]}")
            last += 1
        after = view.text[view.words[last - 1].end : view.words[last - 1].end + 2]
        if after[:1] in ("/", ":", "’", "'", "_", ".", ",") and after[1:].isdigit():
            return None
        return last, value

    def _thousands(self, at: int) -> bool:
        """Whether a word is a further group of three digits."""
        view = self.view
        return (
            at < len(view.words)
            and len(view.words[at].key) == 3
            and _is_digits(view.words[at].key)
            and view.gap(at - 1) in (",", " ", "\u00a0", "\u202f", "’")
        )

    def _ranged(self, low: Amount) -> Amount | None:
        """The range that a number begins, else the number; None for digits that a dash joins to what makes no range ("555-0192")."""
        view, last = self.view, low.last
        gap, key = view.gap(last - 1), view.key(last)
        if gap in _SHARED_DASHES and low.digits:
            if not _is_digits(key):
                return low
            start = last
        elif key in ("to", "or", "and") and gap in (" ", "\u00a0") and view.joined(last):
            if key == "and" and view.key(low.first - 1) != "between":
                return low
            if key == "to" and view.key(low.first - 1) == "from" and any(self.kind(low.first - k) == "rise" for k in range(2, 6)):
                return low
            start = last + 1
        else:
            return low
        high = self._after_dash(start) if start == last else self._plain(start)
        if high is None or (high.high or 0) < 1:
            return None if start == last else low
        least = low.low
        if high.scale >= 100 and low.scale == 1 and low.low < 100 and low.low * high.scale <= high.low:
            least = low.low * high.scale
        if not least < (high.high or 0):
            return None if start == last else low
        return Amount(low.first, high.last, least, None, high.high, low.vague or high.vague, 1, low.digits)

    def _after_dash(self, at: int) -> Amount | None:
        if at >= len(self.view.words) or not _is_digits(self.view.words[at].key) or len(self.view.words[at].key) > 12:
            return None
        value, last = float(self.view.words[at].key), at + 1
        while self._thousands(last) and self.view.gap(last - 1) == ",":
            value, last = value * 1000 + float(self.view.words[last].key), last + 1
        scale = self.low[last] if self.kind(last) == "scale" and self.view.joined(last - 1) else 1
        return Amount(at, last + (scale > 1), value * scale, value * scale, value * scale, False, scale, True)

    def _compared(self, amount: Amount) -> Amount:
        """The number with the comparisons before and after it."""
        first = amount.first
        if self.view.key(first - 1) == "between" and amount.best is None:
            amount = amount._replace(first=first - 1)
        while True:
            kinds = [(kind, start) for kind, start in self.before.get(amount.first, ()) if kind in COMPARISONS]
            if not kinds or not self.view.joined(amount.first - 1):
                break
            kind, start = min(kinds, key=lambda k: k[1])
            amount = compared(amount, kind)._replace(first=start)
        return self.compared_after(amount)

    def compared_after(self, amount: Amount, at: int | None = None) -> Amount:
        """The number with "or more", "at least" and the like that stand after it, or after its noun, at a word."""
        at = amount.last if at is None else at
        kind = self.kind(at)
        if kind not in ("at_least", "at_most", "about") or not self.view.joined(at - 1):
            return amount
        last = self.at[at][1]
        if self.view.key(at) != "or" and (kind != "at_least" or self.kind(last) or _is_digits(self.view.key(last)) or amount.high is None):
            return amount
        return compared(amount, kind)._replace(last=last)


COMPARISONS = frozenset(("at_least", "more_than", "at_most", "less_than", "about", "nearly", "exactly"))


def compared(amount: Amount, kind: str) -> Amount:
    """A number under a comparison: see docs/quantities.md."""
    low, best, high = amount.low, amount.best, amount.high
    step = 0 if amount.vague or low != int(low) else 1
    match kind:
        case "at_least":
            return amount._replace(best=best if best is not None else low, high=None)
        case "more_than":
            return amount._replace(low=low + step, best=low + step, high=None)
        case "at_most":
            return amount._replace(low=0, best=None)
        case "less_than":
            return amount._replace(low=0, best=None, high=max(0, high - step) if high is not None else None)
        case "about" if best is not None and high is not None:
            return amount._replace(low=less_a_tenth(low), high=more_a_tenth(high))
        case "nearly" if best is not None:
            return amount._replace(low=less_a_tenth(low))
        case _:
            return amount


def less_a_tenth(value: float) -> float:
    """A number less a tenth; a whole number rounds down."""
    return int(value) * 9 // 10 if value == int(value) else value * 0.9


def more_a_tenth(value: float) -> float:
    """A number more a tenth; a whole number rounds up."""
    return -(-int(value) * 11 // 10) if value == int(value) else value * 1.1


def _is_digits(key: str) -> bool:
    return key.isascii() and key.isdigit()
