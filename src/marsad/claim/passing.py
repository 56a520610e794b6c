"""Where and when the narrative stands: the places and days that main clauses tell in passing, also where no rule speaks of their act."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from marsad.claim.tree import Heads
from marsad.claim.where import AT, NEAR
from marsad.model.mention import Mention, PlaceMention, TimeMention
from marsad.model.reading import Reading
from marsad.model.report import Sentence, Token

DAYS = frozenset({"minute", "hour", "part_of_day", "day"})
SIDEWAYS = frozenset({"acl:relcl", "ccomp", "advcl", "parataxis", "csubj", "appos"})
UNTOLD = frozenset({"since", "until", "till", "by", "before", "after"})


@dataclass(frozen=True, slots=True)
class Passing:
    """What a sentence tells of the place and the day at which the narrative stands; None where it tells nothing."""

    place: PlaceMention | None = None
    time: TimeMention | None = None


def passing(reading: Reading, heads: Heads) -> Mapping[int, Passing]:
    """Number of a sentence -> what its main clause tells in passing, for those told in the past."""
    starts = [s.start for s in reading.sentences]
    found: dict[int, Passing] = {}
    for mention in sorted(_told(reading), key=lambda m: m.start):
        at = bisect_right(starts, mention.start) - 1
        if at < 0 or reading.sentences[at].kind != "prose":
            continue
        sentence = reading.sentences[at]
        token = heads.head_of(mention.start, mention.end)
        if token is None or not _in_main_clause(token, sentence, reading):
            continue
        held = found.get(sentence.number, Passing())
        case = _preposition(token, sentence, reading)
        if isinstance(mention, PlaceMention) and held.place is None and case in AT | NEAR:
            found[sentence.number] = Passing(mention, held.time)
        elif isinstance(mention, TimeMention) and held.time is None and case not in UNTOLD:
            found[sentence.number] = Passing(held.place, mention)
    return found


def _told(reading: Reading) -> Iterator[Mention]:
    for mention in reading.mentions:
        if isinstance(mention, PlaceMention) or (
            isinstance(mention, TimeMention)
            and mention.start_at is not None
            and mention.precision in DAYS
            and mention.value != "PRESENT_REF"
        ):
            yield mention


def _in_main_clause(token: Token, sentence: Sentence, reading: Reading) -> bool:
    """Whether a word hangs on a main verb in the past, no other clause between."""
    for _ in range(30):
        if token.head == token.number:
            return token.tag in ("VBD", "VBN") and token.pos == "VERB"
        if token.relation in SIDEWAYS or not sentence.first <= token.head < sentence.last:
            return False
        token = reading.tokens[token.head]
    return False


def _preposition(token: Token, sentence: Sentence, reading: Reading) -> str:
    before = reading.tokens[max(sentence.first, token.number - 8) : token.number]
    return next((t.lower for t in before if t.head == token.number and t.relation == "case"), "")
