"""The step `make_statements`: mentions into statements, each with the words it rests on and the rule that read them."""

from dataclasses import replace

from marsad.claim.absorb import VIOLENCE, absorb, absorb_following, drop_things, join_ways, specify_by_story
from marsad.claim.anchor import Anchors
from marsad.claim.blame import blame, lend_agents
from marsad.claim.context import lend_context
from marsad.claim.deals import bind
from marsad.claim.drafts import Draft
from marsad.claim.figures import carried, count, told_as_load
from marsad.claim.frames import drafts_of, means_of, specify
from marsad.claim.hedges import hedges_of, status_of
from marsad.claim.passing import passing
from marsad.claim.reasons import condition, reason
from marsad.claim.roles import WHERE, WITH
from marsad.claim.sayings import refer, say, sayings_of
from marsad.claim.scene import Counts, scene_of
from marsad.claim.subjects import put_ends, put_subject, ride
from marsad.claim.tree import Heads
from marsad.claim.triggers import triggers_of
from marsad.claim.where import borrow_places, leave_nearest, put_places
from marsad.model.reading import Reading
from marsad.model.report import Sentence, Token
from marsad.model.statement import Statement, Trigger, Where, Who, With, statement_id
from marsad.pack.pack import Pack

WHO = ("agent", "target", "participant", "escort", "giver", "receiver", "party", "holder", "loser", "source")
OF_VIOLENCE = frozenset(
    {"attack", "kill"}
)  # a sentence after violence need not say again that there is war: "Two men died. The bridge was hit."
AMONG = frozenset({"among", "amongst"})
NOTHING_LENT: frozenset[str] = frozenset()
PARTING = frozenset({"after", "when", "while", "once", "until"})
MOVING = frozenset({"movement", "displacement", "return", "deployment", "withdrawal", "release", "handover", "exchange"})

LONGEST_TRIGGER = 80  # code points


def make_statements(reading: Reading, pack: Pack) -> Reading:
    """The Reading with its statements, in the order of the text."""
    heads = Heads(reading)
    counts = Counts(reading, heads)
    drafts: list[Draft] = []
    lent = NOTHING_LENT
    for sentence in reading.sentences:
        if "\n" in reading.report.text[reading.sentences[sentence.number - 1].end if sentence.number else 0 : sentence.start]:
            lent = NOTHING_LENT
        read = _read_sentence(reading, sentence, heads, counts, pack, lent)
        lent = OF_VIOLENCE if any(d.kind in VIOLENCE and d.status in ("happened", "ongoing") for d in read) else NOTHING_LENT
        drafts.extend(read)
    if not drafts:
        return reading.with_statements(())
    specify_by_story(drafts, reading.report.text)
    drafts = absorb_following(drafts, reading.report.text)
    passed = passing(reading, heads)
    sayings = sayings_of(pack)
    anchors = Anchors(reading, passed, sayings)
    refer(drafts, reading)
    for draft in drafts:
        say(draft, reading, sayings)
    bind(drafts, reading.report.text)
    for draft in drafts:
        anchors.date(draft, _siblings(draft, drafts))
    lend_context(drafts, reading, passed)
    return reading.with_statements(_written(drafts, reading))


def _read_sentence(reading: Reading, sentence: Sentence, heads: Heads, counts: Counts, pack: Pack, lent: frozenset[str]) -> list[Draft]:
    scene = scene_of(reading, sentence, heads, counts, triggers_of(pack))
    if scene is None:
        return []
    scene.lent = lent
    drafts = drop_things(drafts_of(scene))
    scene.acts.update(d.token.number for d in drafts if not d.rule.yields_to)
    hedges = hedges_of(pack)
    for draft in drafts:
        draft.status = status_of(draft, hedges)
        count(draft)
        if draft.kind in MOVING:
            carried(draft)
        put_places(draft)
    blame(drafts)
    lend_agents(drafts)
    absorb(drafts)
    join_ways(drafts)
    means = means_of(pack)
    for draft in drafts:
        specify(draft, means)
        if not draft.has(*WHERE):
            put_places(draft)
    kept = [d for d in drafts if d.absorbed is None and not _no_news(d) and not _named_again(d) and not told_as_load(d, drafts)]
    for draft in kept:
        borrow_places(draft, kept)
        leave_nearest(draft)
        put_ends(draft)
        put_subject(draft)
        reason(draft)
        condition(draft, kept)
    ride(kept)
    return kept


def _no_news(draft: Draft) -> bool:
    """Whether a draft only says that nobody came to harm, with no act and nobody named ("no casualties were reported"), or that nobody
    spoke ("the army has not commented")."""
    if draft.kind == "statement" and draft.status == "denied":
        return True
    return draft.status == "denied" and bool(draft.rule.yields_to) and not draft.has("agent", "target")


def _named_again(draft: Draft) -> bool:
    """Whether a draft is no more than a word for those who were told of before: "among the dead were ..."."""
    among = draft.scene.tree.preposition(draft.token) in AMONG
    return among and draft.rule.yields_to != () and not draft.figures and not draft.has("agent", "target", *WHERE)


def _siblings(draft: Draft, drafts: list[Draft]) -> list[Draft]:
    return [d for d in drafts if d.scene is draft.scene]


def _written(drafts: list[Draft], reading: Reading) -> list[Statement]:
    made: list[tuple[Draft, Statement]] = []
    seen: dict[str, int] = {}
    for draft in drafts:
        statement = _statement(draft, drafts, reading)
        salt = seen.get(statement.id, 0)
        seen[statement.id] = salt + 1
        if salt:
            again = statement_id(reading.report.sha256, draft.kind, statement.trigger.start, statement.trigger.end, draft.rule.id, salt)
            statement = replace(statement, id=again)
        made.append((draft, statement))
    ids = {id(draft): statement.id for draft, statement in made}
    return [
        replace(
            statement,
            condition=ids.get(id(draft.condition)),
            part_of_agreement=ids.get(id(draft.agreement)),
            against=ids.get(id(draft.against)),
        )
        for draft, statement in made
    ]


def _statement(draft: Draft, drafts: list[Draft], reading: Reading) -> Statement:
    start, end = _clause_span(draft, _siblings(draft, drafts))
    first, last = _trigger_span(draft, start, end)
    return Statement(
        id=statement_id(reading.report.sha256, draft.kind, first, last, draft.rule.id),
        kind=draft.kind,
        status=draft.status,
        start=start,
        end=end,
        trigger=Trigger(first, last, reading.report.text[first:last]),
        when=draft.when,
        where=tuple(Where(role, m.id) for role in WHERE for m in draft.roles.get(role, ())),  # type: ignore[arg-type]  # roles of READING.md
        who=tuple(Who(role, m.id) for role in WHO for m in draft.roles.get(role, ())),  # type: ignore[arg-type]
        with_=tuple(With(role, m.id) for role in WITH for m in draft.roles.get(role, ())),  # type: ignore[arg-type]
        figures=tuple(draft.figures),
        said_by=tuple(draft.said_by),
        because=draft.because,
        refers_to=draft.refers_to,
        rule=draft.rule.id,
        score=draft.score,
        phase=draft.phase,
        degree=draft.degree,
        change=draft.change,
        step=draft.step,
        subject=draft.subject,
    )


def _trigger_span(draft: Draft, start: int, end: int) -> tuple[int, int]:
    """The words that tell the act: those that the rule names, and of a noun the verb of its clause start..end ("launched an attack",
    "killed in an attack") or the other verb that tells of it ("killed and five others injured"), as far as they stand together."""
    verb = draft.clause.verb if draft.token.pos in ("NOUN", "PROPN") else None
    if verb is not None and not start <= verb.start < verb.end <= end:
        verb = None
    told = [w for w in draft.also_told_by if w.pos == "VERB" and start <= w.start < w.end <= end]
    for words in ([*draft.words, verb] if verb is not None else [*draft.words, *told], draft.words):
        first, last = min(w.start for w in words), max(w.end for w in words)
        if last - first <= LONGEST_TRIGGER:
            return first, last
    return draft.token.start, draft.token.end


def _clause_span(draft: Draft, siblings: list[Draft]) -> tuple[int, int]:
    """The words of the clause: what hangs on the act, without the clauses of other acts, and all that stands in a role of it and is not
    parted from it by another clause."""
    tree = draft.scene.tree
    carrier = _carrier(draft, siblings)
    others = {t.number for d in siblings if d is not draft for t in (d.clause.verb or d.token, d.token)} - {
        carrier.number,
        *(w.number for w in draft.words),
    }
    words: list[Token] = []
    queue = [carrier]
    while queue:
        here = queue.pop()
        words.append(here)
        queue.extend(c for c in tree.children(here) if c.number not in others and c.relation != "punct")
    opening = {t.number for t in words if t.number < carrier.number and t.relation in ("mark", "cc", "case") and t.head == carrier.number}
    words.sort()
    while words and words[0].number in opening:
        words.pop(0)
    subjects = [t.number for t in words if t.head == carrier.number and t.relation.startswith("nsubj")]
    opened = [t.number for t in words if t.lower in PARTING and subjects and t.number < min(subjects)]
    words = [t for t in words if not opened or t.number > max(opened)]
    spans = [(t.start, t.end) for t in (*words, *draft.words)]
    first, last = min(s for s, _ in spans), max(e for _, e in spans)
    sentence = tree.sentence
    for mention in (m for ms in draft.roles.values() for m in ms if sentence.start <= m.start and m.end <= sentence.end):
        parted = [t for t in tree.tokens if mention.end <= t.start < first or last <= t.start < mention.start]
        if not any(
            t.text == ";" or t.lower in PARTING or (t.pos == "CCONJ" and subjects and tree.token(t.head).pos == "VERB") for t in parted
        ):
            spans.append((mention.start, mention.end))
    return min(s for s, _ in spans), max(e for _, e in spans)


def _carrier(draft: Draft, siblings: list[Draft]) -> Token:
    """What the words of an act hang on: its verb; of an act told by a noun beside another's verb the noun ("said, under a deal")."""
    verb, word = draft.clause.verb, draft.token
    if verb is None or verb in draft.words or word.pos not in ("NOUN", "PROPN"):
        return verb or word
    told = any(d is not draft and verb.number in (d.token.number, *(w.number for w in d.words)) for d in siblings)
    inner = word.relation.split(":")[0] in ("nmod", "obl", "compound", "conj") and not draft.has("agent")
    return word if told or inner else verb
