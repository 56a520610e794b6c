"""Is a text English? Told from its script and its commonest words: cheap, and enough to keep from misreading what is not."""

import re

COMMON = frozenset(
    (
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "that",
        "is",
        "was",
        "for",
        "on",
        "by",
        "with",
        "at",
        "from",
        "were",
        "as",
        "it",
        "its",
        "their",
        "has",
        "have",
        "had",
        "are",
        "an",
        "be",
        "been",
        "they",
        "this",
        "after",
        "near",
    )
)
SCRIPTS = (("Arab", "\u0600", "\u06ff"), ("Cyrl", "\u0400", "\u04ff"), ("Hebr", "\u0590", "\u05ff"), ("Hani", "\u4e00", "\u9fff"))
FEWEST_WORDS = 25
LEAST_SHARE = 0.08


def language_of(text: str) -> str:
    """`en`, or a BCP 47 tag of what is known of another: `und-Arab` for a script, `und` for other words."""
    start = text[:4_000]
    letters = sum(1 for c in start if c.isalpha())
    for script, low, high in SCRIPTS:
        if letters and sum(1 for c in start if low <= c <= high) * 2 > letters:
            return f"und-{script}"
    words = re.findall(r"[^\W\d_]+", start.lower())
    if len(words) >= FEWEST_WORDS and sum(1 for w in words if w in COMMON) < LEAST_SHARE * len(words):
        return "und"
    return "en"
