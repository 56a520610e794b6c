"""Texts of reports as a page may show them: escaped, and with the marks that would turn or hide writing made visible."""

import re
import unicodedata

from markupsafe import Markup, escape

from marsad.jobs.wording import brief, clean

# Controls but for tab and line feed; marks of direction, joiners of nothing, byte order marks, and the letters of tags.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)


def visible(text: str) -> Markup:
    """A text escaped, each mark that is not seen but works in its place as a small label that tells its number and its name."""
    parts: list[str] = []
    at = 0
    for found in _HIDDEN.finditer(text):
        parts += [escape(text[at : found.start()]), _label(found.group())]
        at = found.end()
    return Markup("").join([*parts, escape(text[at:])])


def _label(mark: str) -> Markup:
    name = unicodedata.name(mark, "a control character").lower()
    return Markup('<span class="hidden-mark" title="{}">U+{:04X}</span>').format(name, ord(mark))


def named(text: str | None, most: int = 120) -> str:
    """A name or a title as one line: nothing that steers, cut where it is too long to be one."""
    return brief(clean(text or ""), most)


def direction(language: str | None, text: str = "") -> str:
    """`rtl` or `ltr`: how a text runs, by its language where that tells, else by its first letters."""
    if language and (language.split("-")[0] in ("ar", "fa", "he", "ku", "ps", "ur", "ug", "yi", "dv", "sd") or "-Arab" in language):
        return "rtl"
    strong = next((d for d in map(unicodedata.bidirectional, text[:2_000]) if d in ("L", "R", "AL")), "L")
    return "ltr" if strong == "L" else "rtl"
