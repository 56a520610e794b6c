"""Particles that the network took for prepositions: "handed the bodies over to the army", "pulled out of the barrens".

The verbs and their particles are those of phrasal.csv. Only what word order leaves no doubt about is changed.
"""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files


@cache
def phrasal_verbs() -> tuple[Mapping[str, str], ...]:
    """The rows of phrasal.csv: the five forms of a verb, its particle, and whether it takes an object ("yes", "no")."""
    return tuple(csv.DictReader(files("marsad.parse").joinpath("phrasal.csv").read_text(encoding="utf-8").splitlines()))


@cache
def _particles() -> Mapping[str, frozenset[str]]:
    """Any form of a verb -> its particles."""
    found: dict[str, set[str]] = {}
    for row in phrasal_verbs():
        for form in ("base", "past", "participle", "gerund", "third"):
            found.setdefault(row[form], set()).add(row["particle"])
    return {form: frozenset(particles) for form, particles in found.items()}


@cache
def _all_particles() -> frozenset[str]:
    return frozenset(row["particle"] for row in phrasal_verbs())


def with_particles(
    words: Sequence[str], tags: Sequence[str], heads: Sequence[int], relations: Sequence[str]
) -> tuple[Sequence[str], Sequence[int], Sequence[str]]:
    """Tags, heads and relations of a sentence with its particles hung on their verbs; `heads` count the words, a root is its own."""
    for at in range(1, len(words)):
        if words[at] in _all_particles() and relations[at] in ("case", "advmod"):
            verb = _verb_of(at, words, tags, heads, relations)
            if verb is not None:
                tags, heads, relations = list(tags), list(heads), list(relations)
                for below in range(at + 1, len(words)):
                    if heads[below] == at:
                        heads[below] = verb
                tags[at], heads[at], relations[at] = "RP", verb, "compound:prt"
    return tags, heads, relations


def _verb_of(at: int, words: Sequence[str], tags: Sequence[str], heads: Sequence[int], relations: Sequence[str]) -> int | None:
    """The verb whose particle a word is: another preposition follows, and the verb stands right before or has its object between."""
    if at + 1 == len(words) or tags[at + 1] not in ("IN", "TO") or relations[at + 1] != "case" or words[at + 1] == "than":
        return None
    above = heads[at]
    verb = heads[above] if relations[at] == "case" else above
    if verb >= at or not tags[verb].startswith("VB") or words[at] not in _particles().get(words[verb].lower(), ()):
        return None
    between = any(heads[i] == verb and relations[i] == "obj" for i in range(verb + 1, at))
    return verb if verb == at - 1 or between else None
