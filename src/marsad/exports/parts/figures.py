"""One number, or three, of what several reports counted. docs/exports/README.md gives the rules with their sources."""

from typing import NamedTuple

from marsad.model.form import Form
from marsad.model.release import ExportView


class Toll(NamedTuple):
    """What was counted: the lowest, the one of the view (None: the tellers do not agree and nothing decides), the highest; `open`: a teller
    leaves the upper end open ("at least"), so that `high` is only the highest number told. `disputed`: two tellers or more do not agree."""

    low: float
    best: float | None
    high: float
    open: bool
    disputed: bool


def toll(event: Form, what: str, view: ExportView) -> Toll | None:
    """The toll of an event; None where no number was told. What was told as "up to N" starts at 0. Of one teller's range without a best
    number the low end is taken ("tens": 10), of several tellers' ranges nothing."""
    found = next((v for v in event.get("views", ()) if v["what"] == what), None)
    if found is None or (found["conservative"] is None and found["informative"] is None):
        return None
    told = [n for n in (found["low"], found["conservative"], found["representative"], found["informative"], found["high"]) if n is not None]
    low = found["low"] if found["low"] is not None else 0 if found["high"] is not None else min(told)
    high = max(told)
    best = {"conservative": low, "informative": high}.get(view, found["representative"])
    if best is None and found["tellers"] == 1:
        best = low
    best = None if best is None else max(low, min(high, best))
    return Toll(low, best, high, bool(found["open"]), found["tellers"] > 1 and low != high)


def said(count: Toll, what: str) -> str:
    """The toll in words: 7 to 8 killed, at least 21 injured."""
    low, high = f"{count.low:g}", f"{count.high:g}"
    if count.open:
        return f"at least {low} {what}" if low == high else f"{low} to {high} or more {what}"
    return f"{low} {what}" if low == high else f"{low} to {high} {what}" if count.low else f"up to {high} {what}"
