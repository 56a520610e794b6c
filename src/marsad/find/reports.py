"""Earlier reports that a report speaks of: "SOHR published a few hours ago that", "as we reported yesterday", "in an earlier report"."""

from collections.abc import Sequence
from datetime import datetime

from marsad.model.mention import ActorMention, PersonMention, ReportMention, TimeMention
from marsad.model.reading import Reading
from marsad.model.report import Token
from marsad.pack.pack import Pack

_VERBS = frozenset("publish report document monitor announce mention post circulate release issue disclose reveal".split())
_PUBLISHES = frozenset("publish document post release issue circulate".split())
_NOUNS = frozenset("report bulletin statement article dispatch communique update publication".split())
_EARLIER = frozenset("earlier previous previously prior last former yesterday before already".split())
_OURSELVES = frozenset("we".split())
_NEAR = 6  # tokens between a verb of publishing and the time beside it


def find_reports(reading: Reading, _pack: Pack) -> Reading:
    """The Reading with its mentions of earlier reports, `r1`, `r2` ...: who published it, and when as the time beside it tells.

    `published_from` and `published_to` are None where no time is told; `source` is the name of who published it, that of this report's
    own source for "we". A report that others "said" now is no earlier report: some word must set it before this one. The pack is not
    asked: the words of publishing are a closed set."""
    found: list[ReportMention] = []
    times = [m for m in reading.mentions if isinstance(m, TimeMention)]
    who = [m for m in reading.mentions if isinstance(m, ActorMention | PersonMention)]
    for sentence in reading.sentences:
        tokens = reading.tokens_of(sentence)
        for token in tokens:
            if token.lemma not in _VERBS and token.lemma not in _NOUNS:
                continue
            mention = _by_verb(reading, tokens, token, times, who, len(found)) or _by_noun(reading, tokens, token, times, who, len(found))
            if mention is not None and (not found or mention.start >= found[-1].end):
                found.append(mention)
    return reading.with_mentions(found)


def _by_verb(
    reading: Reading,
    tokens: Sequence[Token],
    verb: Token,
    times: Sequence[TimeMention],
    who: Sequence[ActorMention | PersonMention],
    count: int,
) -> ReportMention | None:
    """ "SOHR published on the 15th that", "as we reported yesterday"."""
    if verb.lemma not in _VERBS or verb.tag not in ("VBD", "VBN", "VBP", "VBZ"):
        return None
    subject = next((t for t in tokens if t.head == verb.number and t.relation == "nsubj"), None)
    if subject is None:
        return None
    time = _time_beside(tokens, verb, times)
    before = next((t for t in tokens if t.head == verb.number and t.lower in _EARLIER), None)
    clause = any(t.head == verb.number and t.relation in ("ccomp", "mark") for t in tokens)
    as_we = verb.relation == "advcl" and any(t.head == verb.number and t.lower == "as" for t in tokens)
    source = _name_at(subject, who)
    if subject.lower in _OURSELVES:
        source = reading.report.source
    if source is None and subject.lower not in _OURSELVES:
        return None
    told = verb.lemma in _PUBLISHES or before is not None or as_we or subject.lower in _OURSELVES
    if not told or (time is None and before is None and not as_we) or not (clause or as_we or verb.lemma in _PUBLISHES):
        return None
    first = _start_of(tokens, subject)
    ends = [verb.end] + ([before.end] if before is not None else []) + ([time.end] if time is not None else [])
    return _mention(reading, first, max(ends), time, source, count, "report.verb")


def _by_noun(
    reading: Reading,
    tokens: Sequence[Token],
    noun: Token,
    times: Sequence[TimeMention],
    who: Sequence[ActorMention | PersonMention],
    count: int,
) -> ReportMention | None:
    """ "In an earlier report", "yesterday's report", "its previous bulletin"."""
    if noun.lemma not in _NOUNS or not noun.tag.startswith("NN"):
        return None
    children = [t for t in tokens if t.head == noun.number]
    before = next((t for t in children if t.lower in _EARLIER), None)
    time = _time_beside(tokens, noun, times)
    if before is None:
        return None
    first = min([t.start for t in children if t.start < noun.start and t.relation != "case"], default=noun.start)
    source = next((_name_at(t, who) for t in children if t.relation in ("nmod", "nmod:poss", "compound")), None)
    if source is None and any(t.lower in ("our", "we") for t in children):
        source = reading.report.source
    return _mention(reading, first, noun.end, time, source, count, "report.noun")


def _mention(reading: Reading, start: int, end: int, time: TimeMention | None, source: str | None, count: int, rule: str) -> ReportMention:
    since: datetime | None = time.start_at if time is not None else None
    until: datetime | None = time.end_at if time is not None else None
    return ReportMention(
        id=f"r{count + 1}", start=start, end=end, text=reading.report.text[start:end], rule=rule, published_from=since, published_to=until,
        source=source,
    )  # fmt: skip


def _time_beside(tokens: Sequence[Token], head: Token, times: Sequence[TimeMention]) -> TimeMention | None:
    """The time right after a verb of publishing, or else before it, in the same sentence."""
    first, last = tokens[0].number, tokens[-1].number
    low, high = tokens[max(first, head.number - _NEAR) - first].start, tokens[min(last, head.number + _NEAR) - first].end
    beside = [t for t in times if low <= t.start and t.end <= high]
    after = [t for t in beside if t.start >= head.end and not _crossed(tokens, head, t)]
    return after[0] if after else next((t for t in reversed(beside) if t.end <= head.start), None)


def _crossed(tokens: Sequence[Token], head: Token, time: TimeMention) -> bool:
    """Whether "that" stands between a verb and a time: the time is then that of what was told, not of the telling."""
    return any(t.lower in ("that", ",") and head.end <= t.start < time.start for t in tokens)


def _name_at(subject: Token, who: Sequence[ActorMention | PersonMention]) -> str | None:
    return next((m.name for m in who if m.start <= subject.start < m.end), None)


def _start_of(tokens: Sequence[Token], subject: Token) -> int:
    """Where the subject's phrase begins."""
    return min([subject.start, *(t.start for t in tokens if t.head == subject.number and t.start < subject.start)])
