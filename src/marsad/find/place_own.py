"""The names of places that the pack itself lists, where its words stand as one, and what the words before a name ask for."""

from collections.abc import Iterator
from dataclasses import dataclass

from marsad.find.place_text import ARTICLES, PlaceText
from marsad.model.mention import PlaceKind
from marsad.pack.gazetteer import Gazetteer
from marsad.pack.lexicon import Match

DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november "
    "december sohr".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """Words first..last (last exclusive) that name a place. `own`: ids of the pack's rows. `kind`: what the words say it is."""

    first: int
    last: int
    own: tuple[str, ...]
    rule: str
    kind: PlaceKind | None = None


def demonym_only(match: Match) -> bool:
    """Whether a match of `countries` is a demonym, such as "Syrian"."""
    return match.lexicon == "countries" and all(e.phrase in e.get("demonym").split(";") for e in match.entries)


def own_names(text: PlaceText, gazetteer: Gazetteer) -> Iterator[Name]:
    """The names of the pack's own places and countries, none inside another or inside a longer name."""
    longest: dict[int, Match] = {}
    for match in text.matches:
        if match.lexicon in ("places", "countries") and not demonym_only(match):
            before = longest.get(match.first)
            if before is None or match.last > before.last:
                longest[match.first] = match
            elif match.last == before.last:
                longest[match.first] = match._replace(entries=(*before.entries, *match.entries))
    end = 0
    for first in sorted(longest):
        match = longest[first]
        if first < end or not _written_as_name(text, match) or _of_an_actor(text, match.first, match.last):
            continue
        first = _with_article(text, match.first, end)
        if _in_longer_name(text, gazetteer, first, match.last):
            continue
        owned = first > 0 and gazetteer.country_of_genitive(text.raw(first - 1, first)) is not None
        if not owned and _inside_other_name(text, first, match.last, longest):
            continue
        entries = [e for e in match.entries if not (e.lexicon == "countries" and e.phrase in e.get("demonym").split(";"))]
        end = match.last
        yield Name(first, match.last, tuple(dict.fromkeys(e.id for e in entries)), "place.pack")


def _in_longer_name(text: PlaceText, gazetteer: Gazetteer, first: int, last: int) -> bool:
    """Whether a gazetteer knows the capitalised words that lead to a name, and end in it, as the name of one place: Maarat al-Atarib."""
    begin = max(run_begin(text, first), first - 3)
    if begin == first or text.loud:
        return False
    return any(c.place.kind == "settlement" for b in range(begin, first) if text.capital[b] for c in gazetteer.exact(text.raw(b, last)))


def _of_an_actor(text: PlaceText, first: int, last: int) -> bool:
    """Whether words are part of a known actor's name, or all of one where no place is wanted."""
    for begin, end in text.actors:
        if begin <= first and last <= end:
            return (begin, end) != (first, last) or not place_wanted(text, first)
    return False


def _written_as_name(text: PlaceText, match: Match) -> bool:
    raw = text.text[match.start : match.end]
    if match.end - match.start <= 3 and raw.isascii():
        return any(e.phrase.rstrip(".") == raw for e in match.entries)
    return text.loud or text.capital[match.first] or (match.last - match.first > 1 and text.capital[match.last - 1])


def _with_article(text: PlaceText, first: int, least: int) -> int:
    """The index of the article before a name, where there is one."""
    before = first - 1
    if before >= least and text.key(before) in ARTICLES and text.joined(before) and (text.capital[before] or text.gap(before) != " "):
        return before
    return first


def _inside_other_name(text: PlaceText, first: int, last: int, known: dict[int, Match]) -> bool:
    """Whether capitalised words beside a name make it part of another name: "Aleppo Media Centre", "Ahmad Idlib"."""
    if text.loud:
        return False
    table = text.table
    after = last
    if after < len(text.words) and text.joined(last - 1) and text.gap(last - 1) == " " and text.capital[after] and after not in known:
        key = text.key(after)
        if key not in DATES and not table.is_word_of_place(text.words, after) and not _headline(text, after):
            return True
    if text.key(after) in ARTICLES and text.gap(last - 1) == " " and after + 1 < len(text.words) and text.joined(after):
        return text.capital[after + 1] and after not in known and after + 1 not in known
    before = first - 1
    if before >= 0 and text.gap(before) == " " and text.capital[before] and text.key(before) in table.titles:
        return text.key(before) not in table.cues
    if before >= 0 and text.joined(before) and text.gap(before) == " " and text.capital[before] and not text.opens(before):
        key = text.key(before)
        known_before = any(m.last == first for m in text.matches if m.first >= before - 3 and m.last <= first and m.lexicon == "countries")
        word_of_place = table.type_before(text.words, first) is not None or table.direction_before(text.words, first) is not None
        return not (
            known_before
            or word_of_place
            or key in table.cues
            or key in table.target_cues
            or key in table.not_places
            or _headline(text, before)
        )
    return False


def _headline(text: PlaceText, at: int) -> bool:
    """Whether a word stands in a line where most words are capitalised, so that capitals tell little."""
    start = text.text.rfind("\n", 0, text.words[at].start) + 1
    end = text.text.find("\n", text.words[at].start)
    end = len(text.text) if end < 0 else end
    if end - start > 160 or text.text[start:end].rstrip().endswith((".", "!", "?", ":")):
        return False
    longer = [w for w in text.text[start:end].split() if len(w) > 3]
    return len(longer) > 3 and sum(w[0].isupper() for w in longer) > 0.7 * len(longer)


def place_wanted(text: PlaceText, at: int) -> bool:
    """Whether a name at a word stands where a place is wanted: after a word of place, or under fire."""
    return text.cued(at) or (text.key(text.skip_articles_back(at)) in text.table.target_cues and attack_on(text, at))


def run_begin(text: PlaceText, at: int) -> int:
    """The first of the capitalised words that lead to a word."""
    while at > 0 and text.joined(at - 1) and (text.capital[at - 1] or (text.key(at - 1) in ARTICLES and at > 1 and text.capital[at - 2])):
        at -= 1
    return at


def back_over_modifiers(text: PlaceText, at: int) -> int:
    """The first word of "(northern) (countryside of) (the)" before a name."""
    for _ in range(4):
        before = text.skip_articles_back(at)
        if before < 0 or not text.spaced(before):
            return at
        if text.key(before) == "of":
            typed = text.table.type_before(text.words, before)
            directed = text.table.direction_before(text.words, before)
            if typed is not None:
                at = typed[0]
                continue
            if directed is not None:
                at = directed[0]
                continue
            return at
        directed = text.table.direction_before(text.words, before + 1)
        typed = text.table.type_before(text.words, before + 1)
        if directed is not None:
            at = directed[0]
        elif typed is not None:
            at = typed[0]
        else:
            return at
    return at


def attack_on(text: PlaceText, at: int) -> bool:
    """Whether "on" or the verb before a name follows words of fire or advance within a few words."""
    before = text.skip_articles_back(back_over_modifiers(text, at))
    if text.key(before) not in ("on", "upon"):
        return True
    return any(
        text.key(i).startswith(
            ("shell", "strike", "attack", "fell", "raid", "bomb", "fire", "advance", "assault", "rain", "drop", "land", "rocket")
        )
        for i in range(max(0, before - 4), before)
    )
