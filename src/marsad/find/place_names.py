"""Which words name a place: names that the pack or a gazetteer knows, and unknown capitalised ones where the words around say so."""

from collections.abc import Iterator

from marsad.find.place_own import DATES, Name, attack_on, back_over_modifiers, demonym_only, own_names, place_wanted, run_begin
from marsad.find.place_text import ARTICLES, PlaceText
from marsad.model.mention import PlaceKind
from marsad.pack.gazetteer import Gazetteer

_CONNECTORS = frozenset("de del la las los el al da do dos du des bin ud ul e y ez az ar as ash an ad at".split())
_STRONG = frozenset("in at near towards toward outside inside around into nearby".split())
_ORGANISATIONAL = frozenset(
    "front base bases state agency zone union station factory plant hospital prison headquarters field square market port range gate post "
    "region area areas territory corridor summit route passage mine axis capital pass peak plain coast".split()
)
_BIG = 100_000
_SURELY = 0.9
_LONGEST_NAME = 5


def find_names(text: PlaceText, gazetteer: Gazetteer) -> list[Name]:
    """The names of places in the order of the text, none inside another."""
    own = {name.first: name for name in own_names(text, gazetteer)}
    taken = bytearray(len(text.words))
    for name in own.values():
        taken[name.first : name.last] = b"\1" * (name.last - name.first)
    demonyms = [(m.first, m.last) for m in text.matches if demonym_only(m)]
    for first, last in (*text.actors, *_names_of_persons(text, gazetteer), *demonyms):
        taken[first:last] = b"\1" * (last - first)
    runs = _loud_names(text, gazetteer, taken) if text.loud else _open_names(text, gazetteer, taken, own)
    return sorted((*own.values(), *runs), key=lambda n: n.first)


def _surely_known(gazetteer: Gazetteer, name: str) -> bool:
    """Whether the pack or the user's gazetteers know a place of this name in some spelling."""
    return any(c.alike >= _SURELY for c in gazetteer.find(name))


def _names_of_persons(text: PlaceText, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """The words of persons, save what follows "of" or "in": the mayor of a town is no town, but names one; and save a village called after
    a person, where a place is wanted: "fell on Tall Hassan"."""
    for first, last in text.persons:
        begin = run_begin(text, first)
        if begin < first and place_wanted(text, begin) and _surely_known(gazetteer, text.raw(begin, last)):
            continue
        end = next((i for i in range(first, last) if text.key(i) in ("of", "in", "from", "for", "at")), last)
        after = next((i for i in range(end, last) if "," in text.gap(i)), last)
        if not text.cued(first) and text.key(first - 1) != "on":  # "in Sheikh X" may be a village
            yield first, end
        yield after, last


def _open_names(text: PlaceText, gazetteer: Gazetteer, taken: bytearray, own: dict[int, Name]) -> Iterator[Name]:
    """Names outside the pack, in text with capitals."""
    at, count = 0, len(text.words)
    placed_until = -1
    while at < count:
        if at in own:
            at = placed_until = own[at].last
            continue
        article = not text.capital[at] and text.key(at) in ARTICLES and at + 1 < count and text.capital[at + 1] and _article_here(text, at)
        if article and at + 1 in own:  # "shells fell on al Tamanah": the article alone names nothing
            at += 1
            continue
        if taken[at] or not (text.capital[at] or article) or text.text[text.words[at].start].isdigit():
            at += 1
            continue
        end = _run_end(text, at, taken)
        name = _judge(text, gazetteer, at, end, placed_until, own)
        if name is not None:
            placed_until = name.last
            yield name
        at = max(end, at + 1)


def _article_here(text: PlaceText, at: int) -> bool:
    """Whether "al" opens a name: joined to it by a hyphen, or right after a word of place."""
    return text.gap(at) != " " or text.cued(at) or text.key(text.skip_articles_back(at)) in text.table.target_cues


def _run_end(text: PlaceText, at: int, taken: bytearray) -> int:
    """The end of the capitalised words that begin at a word, connectors between them included."""
    end = at + 1
    count = len(text.words)
    while end < count and text.joined(end - 1) and not taken[end]:
        hyphened = text.gap(end - 1) != " "
        if (text.capital[end] and text.key(end) not in DATES) or hyphened:
            end += 1
        elif text.key(end) in _CONNECTORS and end + 1 < count and text.joined(end) and text.capital[end + 1] and not taken[end + 1]:
            end += 2
        else:
            break
    return end


def _judge(text: PlaceText, gazetteer: Gazetteer, at: int, end: int, placed_until: int, own: dict[int, Name]) -> Name | None:
    """The place that a run of capitalised words names, or None. Words that only say where or what are cut off its ends first."""
    table = text.table
    opening = text.opens(at)
    while at < end:
        key = text.key(at)
        direction = table.direction_at(text.words, at)
        if direction is not None and (direction[0] < end or direction[0] in own):  # of "Northern Iraq" the direction is no name
            at, opening = direction[0], False
        elif key == "the" or (opening and (key in table.cues or key in table.target_cues or key in table.not_places)):
            at, opening = at + 1, False
        elif at + 1 < end and gazetteer.country_of_genitive(text.raw(at, at + 1)) is not None:
            at = at + 1
        else:
            break
    if at >= end:
        return None
    tail, kind, strong = _type_after(text, at, end)
    head, kind_before = _type_in_front(text, at, tail)
    core = text.raw(head, tail) if head < tail else ""
    if not core or tail - head > _LONGEST_NAME or not any(c.isalpha() for c in core):
        return None
    before = text.skip_articles_back(back_over_modifiers(text, at))
    cue = text.key(before) if before >= 0 and text.spaced(before) else ""
    titled = cue in table.titles or text.key(head) in table.titles
    if titled and (cue in table.cues or cue in table.target_cues) and tail - head > 1:
        titled = not _surely_known(gazetteer, core)  # "in Sheikh X": villages bear titles too
    if titled or " ".join(w.key for w in text.words[head:tail]) in table.not_places:
        return None
    return _accepted(text, gazetteer, (at, head, tail), kind or kind_before, strong or kind_before is not None, cue, placed_until, own)


def _type_after(text: PlaceText, at: int, end: int) -> tuple[int, PlaceKind | None, bool]:
    """Where the name proper ends, with the kind that a type word inside or after the run gives, and whether that word is a strong one."""
    for i in range(at + 1, end):
        found = text.table.type_at(text.words, i) if text.key(i - 1) not in ARTICLES else None  # "Khan al Jabal" is no mountain
        if found is not None and (found.last == end or text.table.is_word_of_place(text.words, found.last)):
            return i, found.kind, text.key(i) not in _ORGANISATIONAL
    if end < len(text.words) and text.spaced(end - 1):
        skip = end
        direction = text.table.direction_at(text.words, end)
        if direction is not None:
            skip = direction[0]
        found = text.table.type_at(text.words, skip)
        if found is not None:
            return end, found.kind, text.key(skip) not in _ORGANISATIONAL
    return end, None, False


def _type_in_front(text: PlaceText, at: int, tail: int) -> tuple[int, PlaceKind | None]:
    """Where the name proper begins: after "Camp", "Mount" or "Rural" at the head of a run."""
    found = text.table.type_at(text.words, at)
    if found is not None and found.last < tail:
        if found.kind in ("mountain", "river"):
            return at, found.kind
        return found.last, found.kind
    before = text.skip_articles_back(at)
    if text.key(before) == "of" and text.spaced(before):
        found_before = text.table.type_before(text.words, before)
        if found_before is not None and text.spaced(before - 1):
            return at, found_before[1].kind
    return at, None


def _accepted(
    text: PlaceText, gazetteer: Gazetteer, span: tuple[int, int, int], kind: PlaceKind | None, typed: bool, cue: str, placed_until: int,
    own: dict[int, Name],
) -> Name | None:  # fmt: skip
    at, head, tail = span
    table = text.table
    known = gazetteer.exact(text.raw(head, tail))
    most = max((c.place.population for c in known), default=0)
    listed = (
        0 <= placed_until <= head and text.words[head].start - text.words[placed_until - 1].end <= 6 and _list_gap(text, placed_until, head)
    )
    followed = tail < len(text.words) and text.gap(tail - 1).startswith(",") and (tail in own or tail + 1 in own)
    if typed and (cue or known or tail - head <= 3):
        return Name(head, tail, (), "place.typed", kind)
    if cue in _STRONG and (known or not text.all_capitals_around(head, tail)):
        owner = gazetteer.country_of_genitive(text.raw(head, tail))
        return Name(head, tail, (owner,) if owner else (), "place.cue", kind)
    if known and (cue in table.cues or cue in table.target_cues or listed or followed):
        return Name(head, tail, (), "place.known", kind)
    if listed and not text.table.titles.intersection(w.key for w in text.words[head:tail]) and tail - head <= 3:
        return Name(head, tail, (), "place.listed", kind)
    if followed and not text.opens(at):
        return Name(head, tail, (), "place.followed", kind)
    if (
        cue in table.target_cues
        and cue in ("on", "targeted", "targeting", "shelled", "bombed", "stormed", "entered", "upon")
        and attack_on(text, at)
    ):
        return Name(head, tail, (), "place.target", kind)
    if most >= _BIG and not text.opens(at):
        return Name(head, tail, (), "place.big", kind)
    return None


def _list_gap(text: PlaceText, placed_until: int, head: int) -> bool:
    between = text.text[text.words[placed_until - 1].end : text.words[head].start].strip().lower()
    return between in (",", "and", ", and", "&", "or", "، ", "–", "-")


def _loud_names(text: PlaceText, gazetteer: Gazetteer, taken: bytearray) -> Iterator[Name]:
    """Names outside the pack, in text all in capitals: known towns after a cue, and what "TOWN OF" and the like announce."""
    table = text.table
    at, count = 0, len(text.words)
    while at < count:
        if taken[at]:
            at += 1
            continue
        before = text.skip_articles_back(at)
        key = text.key(before) if before >= 0 and text.spaced(before) else ""
        cued = key in _STRONG or key in ("from", "to", "through") or text.gap(at - 1) == ", " or at == 0 or "\n" in text.gap(at - 1)
        typed = table.type_before(text.words, before) if key == "of" else None
        if not (cued or typed is not None):
            at += 1
            continue
        name = _longest_known(text, gazetteer, at, taken)
        if name is None and typed is not None and key == "of":
            name = _announced(text, at, typed[1].kind)
        if name is not None:
            yield name
            at = name.last
        else:
            at += 1


def _longest_known(text: PlaceText, gazetteer: Gazetteer, at: int, taken: bytearray) -> Name | None:
    for last in range(min(at + 4, len(text.words)), at, -1):
        if any(taken[at:last]) or not all(text.joined(i) for i in range(at, last - 1)):
            continue
        words = [w.key for w in text.words[at:last]]
        if (
            " ".join(words) in text.table.not_places
            or (last - at == 1 and len(words[0]) < 4)
            or words[0] in text.table.not_places
            and last - at == 1
        ):
            continue
        if any(c.place.population >= 5_000 for c in gazetteer.exact(text.raw(at, last))):
            return Name(at, last, (), "place.known")
    return None


def _announced(text: PlaceText, at: int, kind: PlaceKind) -> Name | None:
    last = at
    while (
        last < len(text.words) and last - at < 3 and text.key(last) not in text.table.not_places and text.key(last) not in text.table.cues
    ):
        last += 1
        if not text.joined(last - 1):
            break
    return Name(at, last, (), "place.typed", kind) if last > at else None
