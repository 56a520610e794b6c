"""Sentences of Universal Dependencies files, in the shape that the parser learns and is measured in.

Words that a treebank parts at a hyphen are joined ("Syrian-Lebanese"), as `tokens.py` keeps them; a name's word is never lost.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from marsad.parse.tokens import parts_at_hyphens


class Word(NamedTuple):
    """A word of a tree. `head` counts the words of the sentence from 0; the root is its own head."""

    form: str
    lemma: str
    pos: str
    tag: str
    head: int
    relation: str
    space: bool


Tree = tuple[Word, ...]


def read_trees(path: Path, name: str = "") -> Iterator[Tree]:
    """The trees of a CoNLL-U file, hyphens joined; with `name` only those whose sentence id holds it."""
    rows: list[list[str]] = []
    spaces: dict[int, bool] = {}
    wanted = True
    with path.open(encoding="utf-8") as lines:
        for line in [*lines, "\n"]:
            line = line.rstrip("\n")
            if line.startswith("# sent_id"):
                wanted = name in line
            elif line and line[0] != "#":
                _take(line.split("\t"), rows, spaces)
            elif not line:
                if rows and wanted:
                    yield join_hyphens(_tree(rows, spaces))
                rows, spaces = [], {}


def _take(row: list[str], rows: list[list[str]], spaces: dict[int, bool]) -> None:
    """Keeps a word's row; a multi-word token ("don't") tells that its first words have no space after them."""
    if "-" in row[0]:
        first, last = map(int, row[0].split("-"))
        spaces.update({at: at == last and "SpaceAfter=No" not in row[9] for at in range(first, last + 1)})
    elif "." not in row[0]:
        rows.append(row)


def _tree(rows: list[list[str]], spaces: dict[int, bool]) -> Tree:
    made = []
    for at, row in enumerate(rows):
        head = int(row[6]) - 1
        space = spaces.get(at + 1, "SpaceAfter=No" not in row[9])
        made.append(Word(row[1], row[2], row[3], row[4], head if head >= 0 else at, row[7], space))
    return tuple(made)


def join_hyphens(tree: Tree) -> Tree:
    """The tree with words parted at hyphens made one, save where `tokens.py` parts them too ("ISIS-held")."""
    groups: list[list[int]] = []
    for at, word in enumerate(tree):
        glued = bool(groups) and not tree[at - 1].space
        after_hyphen = glued and tree[at - 1].tag == "HYPH"
        before_hyphen = glued and word.tag == "HYPH" and at + 1 < len(tree) and not word.space
        if after_hyphen or before_hyphen:
            groups[-1].append(at)
        else:
            groups.append([at])
    parted: list[list[int]] = []
    for group in groups:
        whole = "".join(tree[i].form for i in group)
        parted.extend([[i] for i in group] if len(group) > 1 and parts_at_hyphens(whole) else [group])
    return join_groups(tree, parted)


def join_groups(tree: Tree, groups: list[list[int]]) -> Tree:
    """The tree with each group of neighbours made one word, under the head of the one that hangs outside the group."""
    place = {i: new for new, group in enumerate(groups) for i in group}
    made = []
    for new, group in enumerate(groups):
        top = group[0] if len(group) == 1 else min(group, key=lambda i: _depth(tree, i))
        head = new if tree[top].head == top else place[tree[top].head]
        form = "".join(tree[i].form + (" " if tree[i].space and i != group[-1] else "") for i in group)
        lemma = tree[top].lemma if len(group) == 1 else form.lower()
        made.append(tree[top]._replace(form=form, lemma=lemma, head=head, space=tree[group[-1]].space))
    return tuple(made)


def _depth(tree: Tree, at: int) -> int:
    depth = 0
    while tree[at].head != at:
        at, depth = tree[at].head, depth + 1
    return depth
