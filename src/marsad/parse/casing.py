"""Gives words that were shouted, or capitalised for a title, the case that running text would give them."""

from collections.abc import Mapping, Sequence

from marsad.parse.wordclasses import classes, proper_words

_PROPER = {"NN": "NNP", "NNS": "NNPS"}
_COMMON_ENDINGS = tuple("ing ed tion tions ly ness ment ments ity ance ence ers ists ism ive ous ful able".split())


def running_case(words: Sequence[str], known: Mapping[str, bool]) -> Sequence[str]:
    """The words as running text writes them. `known`: words in lower case -> whether they are mostly written with a capital."""
    letters = [w for w in words if len(w) > 1 and w[0].isalpha()]
    if len(letters) < 3:
        return words
    if sum(w.isupper() for w in letters) >= 0.75 * len(letters):
        return [_lowered(w, known, at == 0) for at, w in enumerate(words)]
    long = [w for w in letters if len(w) > 3]
    titled = sum(w[0].isupper() for w in long)
    common = sum(w[0].isupper() and not known.get(w.lower(), True) for w in long[1:])
    if len(long) >= 4 and titled >= 0.8 * len(long) and common >= 2:
        return [w if at == 0 or known.get(w.lower(), _may_be_name(w.lower())) else w.lower() for at, w in enumerate(words)]
    return words


def proper_tags(words: Sequence[str], tags: Sequence[str], known: Mapping[str, bool]) -> Sequence[str]:
    """The tags of words in running text, where a noun that no treebank knows and that has a capital inside the sentence is a name."""
    if not any(tag in _PROPER for tag in tags):
        return tags
    return [
        _PROPER[tag] if at and tag in _PROPER and word[0].isupper() and word.isalpha() and _unheard(word, words[at - 1], known) else tag
        for at, (word, tag) in enumerate(zip(words, tags, strict=True))
    ]


def _unheard(word: str, before: str, known: Mapping[str, bool]) -> bool:
    lower = word.lower()
    return before[-1].isalnum() and lower not in known and lower not in classes()


def _may_be_name(lower: str) -> bool:
    return lower in proper_words() or lower not in classes()


def _lowered(word: str, known: Mapping[str, bool], first: bool) -> str:
    lower = word.lower()
    if not word[:1].isalpha() or lower == "i":
        return word
    if lower in known:
        named = known[lower]
    elif lower in classes():
        named = lower in proper_words()
    else:
        named = not lower.endswith(_COMMON_ENDINGS) or len(lower) < 6
    if "." in word[:-1]:
        return word
    return word.title() if named or first else lower
