"""Whether the words around a time tell of the past or of what is to come."""

import re
from bisect import bisect_right

_STOP = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z\"“(\[])|\n\s*\n|\n")
_REACH = 240
_CUE = re.compile(
    r"(?P<future>\b(?:will|won't|shall|should|would|must|to|’ll|'ll)\s+(?:not\s+|also\s+|then\s+|likely\s+|soon\s+)?(?:be|have|take|begin|start"
    r"|end|meet|hold|leave|arrive|expire|resume|continue|open|close|go|come|return|visit|attend|vote|run)\b(?:\s+(?:been\s+|being\s+)?\w+(?:ed|en|ld|nt))?"
    r"|\b(?:will|won't|shall|should|would|must)\b(?:\s+\w+)?"
    r"|\b(?:expected|scheduled|due|slated)\s+(?:to|for|on|in|by|at|within|before)\b(?:\s+be)?(?:\s+\w+ed\b)?"
    r"|\b(?:planned|set|plans?|planning|intends?|hopes?|going|vowed|pledged|promised|ready)\s+(?:to|for)\b(?:\s+be)?(?:\s+\w+ed\b)?"
    r"|\bupcoming|\bahead\s+of)"
    r"|(?P<past>\b(?:was|were|had|has|have|did|said|says|told|took|left|came|went|began|hit|fell|rose|shot|held|met|made|saw|struck|broke|blew|\w{2,}ed)\b)",
    re.IGNORECASE,
)


class Sentences:
    """Where sentences begin: as the parser cut them, else at stops and line ends."""

    def __init__(self, text: str, cuts: list[int]) -> None:
        self.text = text
        self.cuts = cuts or [0, *(match.end() for match in _STOP.finditer(text))]

    def around(self, offset: int) -> tuple[int, int]:
        """Start and end of the sentence that holds a code point."""
        at = bisect_right(self.cuts, offset)
        start = self.cuts[at - 1] if at else 0
        return start, self.cuts[at] if at < len(self.cuts) else len(self.text)


def sign_of(text: str, begin: int, end: int, start: int, stop: int) -> int:
    """+1 where the nearest verb before the time start..stop, or else after it, speaks of what is to come; -1 otherwise."""
    nearest = None
    for cue in _CUE.finditer(text, max(begin, start - _REACH), start):
        nearest = cue
    nearest = nearest or _CUE.search(text, stop, min(end, stop + _REACH))
    return 1 if nearest is not None and nearest.lastgroup == "future" else -1
