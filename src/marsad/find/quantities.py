"""The numbers of a report that count something: low, best, high, of what, part of which, running total or not.

Which numbers are understood and which are passed over is told in docs/quantities.md.
"""

import re
from datetime import date

from marsad.find.noun_text import NounText, Spans
from marsad.find.quantity_nouns import MEASURES, VEHICLES, Counted, counted
from marsad.find.quantity_numbers import Amount, NumberWords
from marsad.find.quantity_parts import Draft, parents_of
from marsad.find.quantity_totals import cumulative_ones
from marsad.model.mention import QuantityMention, TimeMention
from marsad.model.reading import Reading
from marsad.pack.pack import Pack

_TIME_WORDS = frozenset(
    """second seconds minute minutes hour hours day days night nights week weeks month months year years decade decades century
    centuries am pm time times occasion occasions st nd rd th oclock hrs""".split()
)
_SHARES = frozenset("third thirds quarter quarters fourths fifth fifths half halves".split())
_IS = frozenset("is was are were be been being as became become becoming like remains remained not".split())
_HARMED = frozenset(
    "killed wounded injured dead hurt captured arrested detained missing died kidnapped abducted displaced martyred".split()
)
_TOLD = frozenset("reported recorded known confirmed documented announced registered reports report".split())
_SUFFIX_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "km": 1, "kg": 1}
_ATTACHED = re.compile(r"(\d{1,3}(?:,\d{3}){1,4}|\d{1,9})(\.\d{1,4})?(km|kg|k|mn|m|bn)\b", re.I)
_WITHIN_A_DAY = frozenset(("minute", "hour", "part_of_day", "vague", None))
_CURRENCIES = {"$": "dollars", "€": "euros", "£": "pounds"}


def find_quantities(reading: Reading, pack: Pack) -> Reading:
    """The Reading with its quantity mentions, `q1`, `q2` ... in the order of the text."""
    view = NounText.of(reading, pack)
    drafts = _Finder(view, reading).drafts()
    parents = parents_of(view, drafts)
    days = [(m.start, m.end) for m in reading.mentions if isinstance(m, TimeMention) and _days_back(m, view.day)]
    cumulative = cumulative_ones(view, drafts, parents, Spans(days))
    found: list[QuantityMention] = []
    for number, draft in enumerate(drafts):
        amount, parent = draft.amount, parents[number]
        start, end = draft.start, draft.end
        what = None if draft.counted is None or (draft.counted.pronoun and draft.unit is None) else draft.counted
        of_whole = parent is not None and (draft.counted is None or draft.counted.pronoun)
        unit = draft.unit or (drafts[parent].unit if parent is not None and of_whole else None)
        what_start = view.words[what.first].start if what else None
        what_end = view.words[what.last - 1].end if what else None
        found.append(
            QuantityMention(
                id=f"q{number + 1}",
                start=start,
                end=end,
                text=view.text[start:end],
                rule=f"quantities.{draft.rule}",
                low=amount.low,
                best=amount.best,
                high=amount.high,
                unit=unit,
                what=view.text[what_start:what_end] if what else None,
                vague=amount.vague,
                what_start=what_start,
                what_end=what_end,
                part_of=None if parent is None else f"q{parent + 1}",
                cumulative=cumulative[number],
            )
        )
    return reading.with_mentions(found)


def _days_back(time: TimeMention, published: date | None) -> bool:
    """Whether what has gone on since a time has gone on for days: it is a day or longer, or lies days before the publication."""
    if time.start_at is not None and published is not None and (published - time.start_at.date()).days > 1:
        return True
    return time.precision not in _WITHIN_A_DAY


class _Finder:
    """One walk over the words of a report."""

    def __init__(self, view: NounText, reading: Reading) -> None:
        self.view, self.reading = view, reading
        self.numbers = NumberWords(view)
        self.found: list[Draft] = []
        self.times = Spans([(m.start, m.end) for m in reading.mentions if isinstance(m, TimeMention)])

    def drafts(self) -> list[Draft]:
        """Every number that counts something, in the order of the text."""
        at, count = 0, len(self.view.words)
        while at < count:
            draft = self._draft(at)
            if draft is None:
                at += 1
                continue
            if not self.found or draft.first >= self.found[-1].last:
                self.found.append(draft)
            at = max(draft.last, at + 1)
        return self.found

    def _blocked(self, at: int) -> bool:
        word = self.view.words[at]
        return self.times.overlap(word.start, word.end) or word.key in _TIME_WORDS

    def _draft(self, at: int) -> Draft | None:
        key = self.view.words[at].key
        if key[0].isdigit() and (attached := self._attached(at)) is not None:
            return attached
        if at in self.numbers.at or key[0].isdigit() or key == "half":
            return self._none(at) if self.numbers.kind(at) == "zero" else self._number(at)
        if key in ("a", "an", "another"):
            return self._number(at) if self.numbers.kind(at + 1) == "scale" else self._indefinite(at)
        return None

    def _attached(self, at: int) -> Draft | None:
        """ "7km", "$59.5m": digits with their unit or scale in one word."""
        view, start = self.view, self.view.words[at].start
        match = _ATTACHED.match(view.text, start)
        before = view.text[start - 1] if start else " "
        if match is None or before in "-–.,:/":
            return None
        currency, suffix = _CURRENCIES.get(before), match[3].lower()
        if currency is None and suffix not in ("km", "kg", "m"):
            return None
        value = float(match[1].replace(",", "") + (match[2] or "")) * (_SUFFIX_SCALES[suffix] if currency else 1)
        last = at + 1
        while last < len(view.words) and view.words[last - 1].end < match.end():
            last += 1
        amount = Amount(at, last, value, value, value, digits=True)
        start -= 1 if currency else 0
        return Draft(amount, None, currency or suffix, "attached", start, match.end(), match.end(), at, last)

    def _number(self, at: int) -> Draft | None:
        amount = self.numbers.amount(at)
        if amount is None:
            return None
        view = self.view
        start, end = view.words[amount.first].start, view.words[amount.last - 1].end
        if self.times.overlap(view.words[at].start, end):
            return None
        currency = _CURRENCIES.get(view.text[view.words[at].start - 1 : view.words[at].start])
        if currency:
            start = min(start, view.words[at].start - 1)
            return Draft(amount, None, currency, "money", start, end, end, amount.first, amount.last)
        what = counted(view, amount.last, self._blocked)
        if self._counts_nothing(at, amount, what):
            return None
        last = max(amount.last, what.last if what else 0)
        until, unit = view.words[last - 1].end, what.unit if what else None
        if unit in MEASURES:
            end = until
        elif view.text[end : end + 1] == "%" and what is None:
            end = until = end + 1
            unit = "percent"
        elif what is not None and not what.pronoun:
            after = self.numbers.compared_after(amount, last)
            amount, last = after._replace(last=amount.last), max(last, after.last)
            until = view.words[last - 1].end
        rule = "vague" if amount.vague else "digits" if amount.digits else "words"
        return Draft(amount, what, unit, rule, start, end, max(end, until), amount.first, last)

    def _counts_nothing(self, at: int, amount: Amount, what: Counted | None) -> bool:
        """Whether a number is a time, an age, a name's number, a list's number, or a pronoun."""
        view, last = self.view, amount.last
        next_key = view.key(last)
        gap = view.gap(last - 1)
        if next_key in _TIME_WORDS and view.joined(last - 1) or next_key in _SHARES and gap in (" ", "-"):
            return True
        if next_key in ("aged", "age") or view.key(at - 1) in ("aged", "age", "number", "no", "resolution", "article"):
            return True
        if view.key(at) == "one" and amount.first == at:
            return self._pronoun(at, last, what)
        if amount.digits and amount.low == amount.high and 1900 <= amount.low <= 2100 and view.gap(at - 1).startswith(","):
            return True
        known = what is not None and (what.unit is not None or what.pronoun)
        if known:
            return gap == "-" and what is not None and not what.person and what.unit not in VEHICLES
        if amount.digits:
            return self._bare_digits(at, amount, what, gap)
        return gap == "-" or (
            amount.vague and what is None and next_key not in _HARMED and view.key(last) != "of" and view.tag(last)[:2] != "VB"
        )

    def _bare_digits(self, at: int, amount: Amount, what: Counted | None, gap: str) -> bool:
        """Whether digits without a known unit are a name's number, a year, an age or the number of a list."""
        view = self.view
        before = view.gap(at - 1)
        if what is not None:
            return gap == "-" or (self._named(at) and view.tag(what.last - 1) not in ("NNS", "NNPS"))
        if self._named(at):
            return True
        if amount.low == amount.high and 1900 <= amount.low <= 2100 and amount.last == at + 1:
            return True
        if gap.startswith(",") and before.startswith(",") and view.tag(at - 1)[:3] == "NNP":
            return True
        if (before.startswith(",") and view.key(at - 1).isdigit()) or (gap.startswith(",") and view.key(amount.last).isdigit()):
            return True
        if view.key(at - 1) == "of" and at > 1 and view.tag(at - 2) == "NN":
            return True
        if (
            at
            and view.tag(at - 1) == "NN"
            and view.gap(at - 1) == " "
            and gap.strip() in ("", ".", ",", ")")
            and not self._told_of(amount.last)
        ):
            return True
        if view.key(amount.last) in ("and", "or", "to") and amount.last + 1 < len(view.words) and self._blocked(amount.last + 1):
            return True
        if gap[:1] in (".", ")", "-", ":") and view.opens(at):
            return True
        return amount.low != int(amount.low)

    def _told_of(self, at: int) -> bool:
        """Whether a verb or what befell people follows, so that the number before it is a subject."""
        return self.view.tag(at)[:2] in ("VB", "MD") or self.view.key(at) in _HARMED

    def _named(self, at: int) -> bool:
        """Whether a name, or a noun that is told by number, stands before a word: "Brigade 46", "highway 5"."""
        view = self.view
        if at == 0 or view.gap(at - 1) not in (" ", "-"):
            return False
        if any(view.at[lexicon].get(at - 1) is not None for lexicon in ("groups", "objects")) and view.tag(at - 1) not in ("NNS", "NNPS"):
            return True
        return view.capital(at - 1) and not view.loud and (view.tag(at - 1)[:3] == "NNP" or view.tag(at - 1) == "NN")

    def _pronoun(self, at: int, last: int, what: Counted | None) -> bool:
        """Whether "one" is a pronoun or counts nothing that can be counted apart."""
        view = self.view
        after = view.key(last + 1) if view.key(last) in ("was", "were", "is") else view.key(last)
        if after in _HARMED and view.key(at - 1) != "no":
            return False
        if view.key(at - 1) in ("no", "any", "every", "each", "this", "that", "some", "the", "another", "which", "only") and what is None:
            return True
        if what is not None:
            return what.unit in (None, "groups") or view.key(last) == "of"
        return view.tag(at - 1) not in ("VBG", "VBD", "VBN")

    def _indefinite(self, at: int) -> Draft | None:
        """ "a child", "an ambulance": one, where it counts."""
        view = self.view
        if not view.joined(at) or view.key(at - 1) in _IS or self._blocked(at):
            return None
        what = counted(view, at + 1, self._blocked)
        if what is None or not what.one:
            return None
        if view.relations and view.relations[what.last - 1] == "appos" and view.gap(at - 1).startswith(","):
            told = self.found and self.found[-1].last == at and self.found[-1].amount.low > 1
            if not told:
                return None
        amount = Amount(at, at + 1, 1, 1, 1)
        word = view.words[at]
        return Draft(amount, what, what.unit, "indefinite", word.start, word.end, view.words[what.last - 1].end, at, what.last)

    def _none(self, at: int) -> Draft | None:
        """ "no civilians", "no one was hurt": none."""
        view, last = self.view, self.numbers.at[at][1]
        amount = Amount(at, last, 0, 0, 0)
        start, end = view.words[at].start, view.words[last - 1].end
        if view.key(at) == "no" and last == at + 1:
            what = counted(view, last, self._blocked)
            if what is None or not (what.person or what.unit in VEHICLES) or self._unreported(what.last):
                return None
            return Draft(amount, what, what.unit, "none", start, end, view.words[what.last - 1].end, at, what.last)
        after = view.key(last + 1) if view.key(last) in ("was", "were") else view.key(last)
        if after not in _HARMED or self._unreported(last):
            return None
        return Draft(amount, None, "people", "none", start, end, end, at, last)

    def _unreported(self, at: int) -> bool:
        """Whether what follows says only that nothing was reported: "no casualties have been reported" tells no number."""
        for step in range(at, at + 7):
            if not self.view.joined(step - 1):
                return False
            if self.view.key(step) in _TOLD:
                return True
        return False
