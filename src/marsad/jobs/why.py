"""Why a Reading says what it says, and why a sentence gave nothing: sentence by sentence, with the rules and their places in the pack."""

from collections.abc import Iterator
from typing import NamedTuple

from marsad.claim.tree import Tree
from marsad.claim.triggers import fits, triggers_of
from marsad.jobs.code import Job, completed, understood
from marsad.model.mention import Mention
from marsad.model.reading import Reading
from marsad.model.report import Report, Sentence
from marsad.model.statement import Statement
from marsad.pack.load import load_pack
from marsad.pack.pack import Pack, SourcedRule


class Refused(NamedTuple):
    """A word of which a rule might have spoken and did not. `fits`: its form and the words around it fit the rule, whose conditions do not
    hold here; else not even those."""

    word: str
    rule: str
    place: str
    fits: bool


class Why(NamedTuple):
    """One sentence with what rests on its words. `places`: where in the pack each rule of the statements stands.

    `refused`: words that rules know, of which nothing was said. `nothing`: why the sentence gave no statement; None where it gave one."""

    text: str
    start: int
    kind: str
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    places: dict[str, str]
    refused: tuple[Refused, ...]
    nothing: str | None


def why(report: Report, job: Job) -> tuple[Reading, Iterator[Why]]:
    """The Reading of a report, and its sentences, each with its reasons."""
    reading = understood(completed(report, job), job)
    return reading, _sentences(reading, load_pack(job.pack, job.gazetteers))


def _sentences(reading: Reading, pack: Pack) -> Iterator[Why]:
    rules = {r.rule.id: r for family in pack.rules.values() for r in family}
    for sentence in reading.sentences:
        told = tuple(s for s in reading.statements if sentence.start <= s.trigger.start < sentence.end)
        refused = tuple(sorted(_refused(reading, sentence, told, rules, pack), key=lambda r: not r.fits))  # those that fit first
        yield Why(
            text=reading.report.text[sentence.start : sentence.end],
            start=sentence.start,
            kind=sentence.kind,
            mentions=tuple(m for m in reading.mentions if sentence.start <= m.start < sentence.end),
            statements=told,
            places={s.rule: rules[s.rule].place for s in told if s.rule in rules},
            refused=refused,
            nothing=None if told else _nothing(sentence, refused),
        )


def _refused(
    reading: Reading, sentence: Sentence, told: tuple[Statement, ...], rules: dict[str, SourcedRule], pack: Pack
) -> Iterator[Refused]:
    """The words of a sentence that are triggers in the pack and made no statement. An entry of several words ("open + road", "is in",
    "break-in") is named only where the whole of it is there: "in" and "road" alone hint at nothing."""
    index, tree = triggers_of(pack), Tree(reading, sentence)
    for token in tree.tokens:
        if any(s.trigger.start < token.end and token.start < s.trigger.end for s in told):
            continue
        candidates = index.get(token.lemma, ())
        fitting = [t for t in candidates if fits(t, token, tree) is not None]
        chosen = {t.rule.id: t for t in fitting or (t for t in candidates if not (t.others or t.before))}
        for rule_id in chosen:
            yield Refused(reading.report.text[token.start : token.end], rule_id, rules[rule_id].place, bool(fitting))


def _nothing(sentence: Sentence, refused: tuple[Refused, ...]) -> str:
    if sentence.first == sentence.last:
        return "no words"
    if not refused:
        return "no word that a rule speaks of"
    if not any(r.fits for r in refused):
        return "words that rules know, but not in the form or company that the rules ask for"
    return "words that rules speak of, but what the rules need is not here, or what forbids them is"
