"""Free text, of which only what is known to be harmless is left: common words in small letters, names that everybody knows, numbers that
are told beside it. All else, and with it every name, hour, date, number and address that no rule knows, is covered by a mark."""

import re
from collections.abc import Collection
from datetime import date

from marsad.pack.words import fold
from marsad.protect.known import Known

MARK = "████"
LONGEST = 2_000
_TOKEN = re.compile(r"\w[\w'’ʼʿʾ*-]*|[^\w\s]|\s+")
_MARKS = re.compile(rf"{MARK}(?:[\s\W_]*{MARK})+")
_PLAIN = re.compile(r"[a-z]+(?:['’-][a-z]+)*")
_HARMLESS_SIGNS = frozenset(".,;()\"'“”‘’!?-–—")

# Words that open a sentence with a capital and name nobody.
OPENERS = frozenset(
    """the a an this that these those there it its they their he she his her we our in on at by of from to for with without within near
    after before during since until while when where as if once and but or no not all some several many most both more about around at
    least over under between according however meanwhile also then later earlier other another local armed unknown reports sources
    activists residents civilians fighters gunmen soldiers people women children men families""".split()
)
# Words that tell the hour, the day, the number or the age, which are told beside a text or not at all.
TELLING = frozenset(
    """dawn sunrise morning noon midday afternoon evening dusk sunset night midnight tonight overnight hour hours minute minutes oclock am
    pm gmt utc today yesterday tomorrow one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand dozen dozens single sole couple
    twin twins triplets aged old""".split()
)


def redacted(text: str, known: Known, day: date | None, numbers: Collection[str] = (), names: Collection[str] = ()) -> str:
    """A text with marks for all that is not known to be harmless. `day`: who holds an office then may be named; `numbers`: those that are
    told beside the text; `names`: of places that are."""
    text = text[:LONGEST]
    free = bytearray(len(text))
    for start, end in known.spans(text, day):
        free[start:end] = b"\1" * (end - start)
    for name in names:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            free[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    parts = [m.group() if _harmless(m, text, free, known, numbers) else MARK for m in _TOKEN.finditer(text)]
    return _MARKS.sub(MARK, "".join(parts)).strip()


def _harmless(token: re.Match[str], text: str, free: bytearray, known: Known, numbers: Collection[str]) -> bool:
    said = token.group()
    if said.isspace() or said in _HARMLESS_SIGNS:
        return True
    if all(free[token.start() : token.end()]):
        return True
    if said.isdigit() and said.isascii():
        return said in numbers and not _joined(text, token.start(), token.end())
    lower = fold(said)
    if lower in TELLING or any(part in TELLING for part in re.split(r"[-'’]", lower)):
        return False
    if _PLAIN.fullmatch(said):
        return not known.given(lower) and not _joined(text, token.start(), token.end())
    return (
        said[0].isupper()
        and (len(said) == 1 or said[1:].islower())
        and said.isascii()
        and (lower in OPENERS or known.word(lower))
        and _opens(text, token.start())
    )


def _opens(text: str, start: int) -> bool:
    """Whether a word is the first of the text or of a sentence."""
    before = text[:start].rstrip()
    return not before or before[-1] in '.!?:"“'


def _joined(text: str, start: int, end: int) -> bool:
    """Whether a token is part of a longer thing: an hour, a decimal number, an address."""
    before, after = text[max(0, start - 1) : start], text[end : end + 2]
    return (
        before in ("@", "/", ":", ".", "+", "#", "_", "\\")
        or after[:1] in ("@", "/", "_", "\\")
        or (after[:1] in (":", ".", ",") and after[1:2].isalnum())
    )
