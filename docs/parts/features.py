"""docs/records/features.md, from the tables of `fold/features.py` and `fold/bare.py`."""

from collections.abc import Sequence

from marsad.fold import bare, features, same

HEAD = """# One event told twice: the features

Made by `make docs` from `fold/features.py`, `fold/same.py` and `fold/bare.py`; do not edit.

Two tellings of different reports are compared where they are of one family of kinds, both of what was done or both of what is to come, in
one country, at most a day and {km:.0f} km apart. The weights of all features that hold are added to {prior:+.1f}; tellings are joined, the
most alike first, where the mean of all pairs of the two groups is {join:+.1f} or more. A pair that is not compared counts as {never:+.1f}.
A pair counts only where those that are alike with either bear it out, so that what one report more can change stays near it.
Where both tellings have more than {few} others that are a little like them, the score is lowered by {crowd} times the logarithm of how
many: on a day of many raids on one town, likeness tells less.

The weights of this table were fitted by logistic regression to pairs of hand-coded reports and rounded, so that each can be read and argued
with; a few were then moved by trial on one half of those reports and checked on the other. Those of `other_town`, `other_province`,
`no_point` and `reminds` are judgements.
"""

BARE_HEAD = """
## Without a place or without a time

What a report tells without a place or a time is compared with what is of the same kind and status, if both share a day, a place by its
name, a number of five or more, both sides, or a movement or deal of which their reports tell, and if no time, place, side or number lies
apart. Words are uncommon that neither `lexicon/common_words.csv` nor another list of the pack holds. The weights are judgements. They are
added to {prior:+.1f}; {join:+.1f} or more joins.
"""


def page() -> str:
    """The page."""
    head = HEAD.format(km=features.FARTHEST_KM, prior=features.PRIOR, join=same.JOIN, never=same.NEVER_SEEN, few=same.FEW, crowd=same.CROWD)
    rows = [(f.name, f.weight, f.reason) for f in features.FEATURES]
    bare_rows = [(f.name, f.weight, f.reason) for f in bare.FEATURES]
    return head + table(rows) + BARE_HEAD.format(prior=bare.PRIOR, join=bare.JOIN) + table(bare_rows)


def table(rows: Sequence[tuple[str, float, str]]) -> str:
    """Name, weight and reason of each feature."""
    lines = "".join(f"| `{name}` | {weight:+.1f} | {reason} |\n" for name, weight, reason in rows)
    return f"\n| feature | weight | holds where the two tellings have |\n|---|---|---|\n{lines}"
