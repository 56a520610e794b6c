"""Figures, times, places and actors of a record in a person's words. Plain functions of the fixed form, for the terminal and the page."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from marsad.model.form import Form

ABOUT = 0.1  # "about N" is told as N less and more a tenth
# Control characters, marks that turn the direction of writing, and those that nobody sees: a report must not steer a screen.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]")
# The plurals in which figures are told, and what one of each is called.
ONE_OF = {
    "people": "person", "children": "child", "women": "woman", "men": "man", "buses": "bus",
    "ss": "ss", "ies": "y", "s": "", "": "",
}  # fmt: skip
DAY = timedelta(days=1)
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def clean(text: str) -> str:
    """A text as one line that only shows, and steers nothing."""
    return " ".join(_STEERING.sub(" ", text).split())


def brief(text: str, most: int) -> str:
    """A text cut after a word where it is longer than `most` letters; after a letter where it has no words."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def amount(low: float | None, best: float | None, high: float | None) -> str:
    """A range: `8`, `10–99`, `at least 2,000`, `up to 300`, `about 20`, `1,500–1,740 (best 1,650)`, `uncounted`."""
    if low is None and high is None:
        return number(best) if best is not None else "uncounted"
    if high is None:
        return f"at least {number(low or 0)}"
    if low is None:
        return f"up to {number(high)}"
    if low == high:
        return number(low)
    if best is not None and _about(low, best, high):
        return f"about {number(best)}"
    span = f"{number(low)}–{number(high)}"
    return f"{span} (best {number(best)})" if best is not None and low < best < high else span


def _about(low: float, best: float, high: float) -> bool:
    near = max(1.0, best * ABOUT * 0.05)
    return abs(low - best * (1 - ABOUT)) <= near and abs(high - best * (1 + ABOUT)) <= near


def number(value: float) -> str:
    """`1,500`; a fraction with one digit."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def counted(low: float | None, best: float | None, high: float | None, what: str) -> str:
    """An amount of what is counted: `at least 4 killed`, `1 person`."""
    named = clean(what).replace("_", " ")
    return f"{amount(low, best, high)} {_one_of(named) if low == high == 1 else named}"


def _one_of(named: str) -> str:
    """The word for one of what is counted, whose figures bear plurals: `people` -> `person`, `airstrikes` -> `airstrike`."""
    *before, last = named.split(" ")
    ending = next((plural for plural in ONE_OF if last.endswith(plural)), "")
    return " ".join((*before, last.removesuffix(ending) + ONE_OF[ending]))


def figures(told: Sequence[Form]) -> list[str]:
    """Each figure that is part of no other, with its parts: `at least 2,000 people, of whom 300 fighters`; last what nobody counted."""
    whole = [(at, f) for at, f in enumerate(told) if f["part_of"] is None]
    counted = [at for at, f in whole if not _uncounted(f) or any(g["part_of"] == at for g in told)]
    rest = [clean(f["what"]).replace("_", " ") for at, f in whole if at not in counted]
    return [_with_parts(told, at, set()) for at in counted] + ([f"uncounted {', '.join(dict.fromkeys(rest))}"] if rest else [])


def _uncounted(figure: Form) -> bool:
    return figure["low"] is None and figure["best"] is None and figure["high"] is None


def _with_parts(told: Sequence[Form], at: int, seen: set[int]) -> str:
    figure = told[at]
    said = counted(figure["low"], figure["best"], figure["high"], figure["what"])
    said += " in all" if figure["cumulative"] else ""
    seen.add(at)
    parts = [_with_parts(told, i, seen) for i, f in enumerate(told) if f["part_of"] == at and i not in seen]
    return f"{said}, of whom {' and '.join(parts)}" if parts else said


def place(found: Form | None) -> str:
    """`Taldou (Homs)`; a place that no gazetteer knows keeps its words."""
    if found is None:
        return ""
    name, around = clean(found["name"]), clean(found["admin1"] or "")
    return f"{name} ({around})" if around and around.casefold() not in name.casefold() else name


def places(found: Sequence[Form | str]) -> str:
    """Several places, with commas."""
    return ", ".join(clean(p) if isinstance(p, str) else place(p) for p in found)


def actors(found: Sequence[Form]) -> str:
    """Several actors: `regime forces, Hezbollah and others`, each once."""
    names = list(dict.fromkeys(clean(a["name"] or a["text"] or "") for a in found))
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + (" and " if names else "") + "".join(names[-1:])


def span(found: Form | None) -> str:
    """A time: `7 March 2017`, `7–9 March 2017`, `March 2017`, `12 March 2017 14:00`, `since 9 March 2017`, `until 12 March 2017`."""
    if found is None or (found["from"] is None and found["to"] is None):
        return ""
    start, end = moment(found["from"]), moment(found["to"])
    if start is None:
        return f"until {_last(end)}" if end else ""
    if end is None:
        return f"since {day(start)}"
    if (start.hour, start.minute, end.hour, end.minute) != (0, 0, 0, 0):
        return _hours(start, end)
    return _days(start, end - DAY)


def _last(end: datetime) -> str:
    """The last day that an exclusive end leaves."""
    return day(end - DAY) if (end.hour, end.minute) == (0, 0) else f"{day(end)} {end:%H:%M}"


def _hours(start: datetime, end: datetime) -> str:
    if end - start <= timedelta(hours=1):
        return f"{day(start)} {start:%H:%M}"
    same = (end - timedelta(minutes=1)).date() == start.date()
    return f"{day(start)} {start:%H:%M}–{end:%H:%M}" if same else f"{day(start)} {start:%H:%M} – {day(end)} {end:%H:%M}"


def _days(first: datetime, last: datetime) -> str:
    following = last + DAY
    if first >= last:
        return day(first)
    if first.day == following.day == 1:
        if (first.month, following.month) == (1, 1) and following.year == first.year + 1:
            return str(first.year)
        if last.year == first.year and last.month == first.month:
            return f"{MONTHS[first.month - 1]} {first.year}"
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    return f"{first.day}–{day(last)}" if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]} – {day(last)}"


def day(found: date) -> str:
    """`7 March 2017`."""
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def moment(text: str | None) -> datetime | None:
    """The moment of an ISO 8601 text, without its time zone; None where it is none."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None) if text else None
    except ValueError:
        return None


def published(text: str | None) -> str:
    """The day of a date of publication, or nothing."""
    found = moment(text)
    return day(found) if found else ""
