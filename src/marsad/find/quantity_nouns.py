"""What a number counts: the noun phrase after it, and the unit that the pack gives its head."""

from collections.abc import Callable
from typing import NamedTuple

from marsad.find.noun_text import NounText
from marsad.pack.lexicon import Match

_HEADS = ("units", "people", "groups", "objects", "weapons")
_UNITS_OF_KIND = {"vehicle": "vehicles", "building": "buildings", "facility": "facilities", "body": "bodies"}
_UNITS_OF_LEXICON = {"groups": "groups", "weapons": "weapons"}
_PRONOUNS = frozenset(("them", "whom", "which", "these", "those", "us"))
_LEADING = frozenset("more other others additional further such of".split())
_DETERMINERS = frozenset("the these those its their his her our whole entire full".split())
_BEFALLEN = frozenset("dead wounded injured".split())
MEASURES = frozenset("km m feet miles yards km2 hectares dunams acres percent dollars pounds euros tons kg liters barrels".split())
VEHICLES = frozenset(("vehicles", "buses", "trucks", "tanks", "boats", "aircraft", "bodies"))


class Counted(NamedTuple):
    """Words first..last (last exclusive), the head and what follows of it; `unit` is None where the pack knows none. `pronoun`: "of them",
    "of them women". `one`: the head is a single person or vehicle; `person`: it is of people."""

    first: int
    last: int
    unit: str | None
    pronoun: bool = False
    one: bool = False
    person: bool = False


def counted(view: NounText, at: int, blocked: Callable[[int], bool]) -> Counted | None:
    """What the number before a word counts; None where no noun follows. `blocked` tells words that the phrase does not enter (times)."""
    if at >= len(view.words):
        return None
    if view.text[view.words[at - 1].end : view.words[at - 1].end + 1] == "%":
        return None
    if not view.joined(at - 1):
        return None
    if view.gap(at - 1) == "-" and (vehicle := view.at["units"].get(at)) is not None and vehicle.entries[0].get("unit") in VEHICLES:
        return Counted(at, vehicle.last, vehicle.entries[0].get("unit"))  # "an 11-bus convoy" is of eleven buses
    of = view.key(at) == "of"
    if of and view.key(at + 1) in _PRONOUNS and view.joined(at):
        named = _phrase(view, at + 2, blocked) if at + 2 < len(view.words) and view.joined(at + 1) else None
        if named is not None and named.person:
            return named._replace(pronoun=True)
        if view.key(at + 1) not in ("these", "those") or named is None:
            return Counted(at + 1, at + 2, None, pronoun=True)
    while at < len(view.words) and (view.key(at) in _LEADING or (of and view.key(at) in _DETERMINERS)) and view.joined(at):
        if view.key(at) in ("other", "others") and view.tag(at + 1)[:2] not in ("NN", "JJ"):
            break
        at += 1
    return _phrase(view, at, blocked)


def _phrase(view: NounText, first: int, blocked: Callable[[int], bool]) -> Counted | None:
    """The noun phrase that begins at a word."""
    at = _past_age(view, first)
    head = known = -1
    while at < len(view.words) and at < first + 9 and not blocked(at):
        match = _longest(view, at)
        name = view.at["actors"].get(at)
        if match is not None:
            if head == at - 1 and head >= first and view.key(at) in _BEFALLEN:
                break
            head = known = match.last - 1
            at = match.last
            if match.lexicon == "units" and match.entries[0].get("unit") in MEASURES:
                break
        elif name is not None:
            head, at = name.last - 1, name.last
        else:
            noun = view.tag(at)[:2] == "NN"
            if not noun and not view.modifies(at) and not (view.relations and view.relations[at] == "amod"):
                break
            if noun and known == at - 1 and view.tag(at)[:3] == "NNP" and view.tag(known) == "NNS":
                break
            if noun:
                head = at
            at += 1
        if view.gap(at - 1) == " (" and view.gap(at) == ") " and at + 1 < len(view.words):
            at += 1  # "300 Islamic State (IS) fighters"
            continue
        if not _runs_on(view, at - 1) or (view.gap(at - 1) == "\n" and (known == at - 1 or view.tag(at - 1) == "NNS")):
            break
    if head < 0:
        return _fallen(view, first, blocked)
    found = _unit(view, first, head)
    last = _complement(view, head + 1, blocked) if found is not None and found[0] in ("people", "groups") else head + 1
    if found is None:
        return Counted(first, last, "people" if view.tag(head) == "NNPS" else None)
    lexicon, match = found
    entry = match.entries[0]
    unit = entry.get("unit") or entry.get("what") or _UNITS_OF_LEXICON.get(lexicon) or _UNITS_OF_KIND.get(entry.get("kind"))
    singular = entry.get("number") == "one" if lexicon == "people" else unit in VEHICLES and view.tag(head) in ("NN", "NNP")
    return Counted(first, last, unit, one=singular, person=lexicon == "people" or unit == "people")


def _runs_on(view: NounText, at: int) -> bool:
    """Whether a phrase may go on after a word: also after the letters of "U.S."."""
    if view.joined(at):
        return True
    word = view.words[at]
    return word.end - word.start == 1 and view.gap(at) in (".", ". ") and (view.gap(at) == "." or view.gap(at - 1) == ".")


def _past_age(view: NounText, at: int) -> int:
    """The word after "12-year-old" and the like, where such a word begins; else the word itself."""
    if view.gap(at) != "-" or not (view.key(at).isdigit() or at in view.at["numbers"]):
        return at
    step = at
    while view.gap(step) == "-":
        step += 1
    return step + 1 if view.gap(step) == " " else at


def _longest(view: NounText, at: int) -> Match | None:
    matches = [match for name in _HEADS if (match := view.at[name].get(at)) is not None]
    return max(matches, key=lambda m: m.last, default=None)


def _unit(view: NounText, first: int, head: int) -> tuple[str, Match] | None:
    """The longest phrase of the pack that ends with the head; of two, the one of a unit. What has no unit is told by its kind."""
    for names in (("units", "people", "groups"), ("objects", "weapons")):
        for start in range(first, head + 1):
            for name in names:
                match = view.at[name].get(start)
                if match is not None and match.last == head + 1:
                    return name, match
    return None


def _complement(view: NounText, at: int, blocked: Callable[[int], bool]) -> int:
    """The end of "of the Northern Front" after people or groups; the word given where there is none."""
    if view.key(at) != "of" or not view.joined(at - 1) or not view.joined(at):
        return at
    step = at + 2 if view.key(at + 1) == "the" else at + 1
    last = at
    while step < len(view.words) and step < at + 9 and not blocked(step):
        match = view.at["actors"].get(step) or view.at["groups"].get(step)
        if match is not None:
            last = step = match.last
        elif view.capital(step) and not view.loud:
            step += 1
            if not view.tags or view.tag(step - 1).startswith("NN"):
                last = step
        elif view.modifies(step):
            step += 1
        else:
            break
        if not view.joined(step - 1):
            break
    return last


def _fallen(view: NounText, at: int, blocked: Callable[[int], bool]) -> Counted | None:
    """People told by what befell them: "20 dead", "five others"."""
    match = view.at["units"].get(at)
    if match is not None and not blocked(at):
        return Counted(at, match.last, match.entries[0].get("unit"), person=match.entries[0].get("unit") == "people")
    return None
