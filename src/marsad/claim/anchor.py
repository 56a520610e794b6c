"""When: the time that an act hangs on, from its own clause, the sentence, the narrative before it, or the day of publication."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from marsad.claim.drafts import Draft
from marsad.claim.inherited import MESSAGES
from marsad.claim.passing import Passing
from marsad.claim.tree import Tree
from marsad.model.mention import ReportMention, TimeMention
from marsad.model.reading import Reading
from marsad.model.report import Token
from marsad.model.statement import StatementWhen, WhenBasis

RANK = {"minute": 0, "hour": 1, "part_of_day": 2, "day": 3, "week": 4, "month": 5, "season": 6, "year": 7, "decade": 8, "vague": 9}
DAY = timedelta(days=1)
NOTHING: Mapping[int, Passing] = MappingProxyType({})
NO_SAYINGS: Mapping[str, str] = MappingProxyType({})
STORY = timedelta(days=45)
OF_ANOTHER = 3  # how far a time stands that is told of another act
OF_SAYING = 4  # ... or of the saying
STANDING = frozenset({"control", "agreement"})
COMING = frozenset({"expected", "planned", "conditional"})
CROSSES = frozenset({"ccomp", "advcl", "acl:relcl", "parataxis", "conj", "csubj", "acl", "advcl:relcl"})
UNTIL = frozenset({"before", "until", "till", "by", "prior to", "up to"})


class Anchors:
    """The times of a report by their head word, and the day on which the narrative stands."""

    def __init__(self, reading: Reading, passed: Mapping[int, Passing] = NOTHING, sayings: Mapping[str, str] = NO_SAYINGS) -> None:
        self.sayings = sayings
        self.reports = {m.id: m for m in reading.mentions if isinstance(m, ReportMention)}
        self.of_reports = [(m.start, m.end) for m in self.reports.values()]
        self.now = {m.id for m in reading.mentions if isinstance(m, TimeMention) and m.value == "PRESENT_REF"}
        self.published = _moment(reading.report.published)
        self.running: StatementWhen | None = None
        self.running_in = -1  # the sentence that told it
        self.passed = passed
        self.reached = 0
        self.dated: set[int] = set()

    def date(self, draft: Draft, drafts: list[Draft]) -> None:
        """Give a draft its time. Call it in the order of the text: what is stated carries on."""
        others = {d.clause.verb.number if d.clause.verb else d.token.number for d in drafts if d is not draft}
        others |= {d.token.number for d in drafts if d is not draft}
        self._go_on(draft.scene.tree.sentence.number)
        stated = self._stated(draft, others)
        if stated is not None and draft.status == "ongoing" and stated.basis == "context":
            stated = None  # what goes on goes on at publication, whatever the clauses around it tell of the past
        if stated is not None:
            draft.when = stated
            past = draft.status in ("happened", "alleged") or self._over(stated)
            if (
                past
                and stated.start is not None
                and self._of_this_story(stated)
                and stated.mention not in self.now
                and RANK[stated.precision or "vague"] <= RANK["day"]
            ):
                self.running, self.running_in = stated, draft.scene.tree.sentence.number
                self.dated.add(draft.scene.tree.sentence.number)
            return
        draft.when = self._context(draft) or self._by_publication(draft)

    def _go_on(self, sentence: int) -> None:
        """Take up the days of the sentences up to one, of whose acts no draft has told the day."""
        for number in range(self.reached, sentence):
            told = self.passed[number].time if number in self.passed and number not in self.dated else None
            if told is not None and not any(start <= told.start < end for start, end in self.of_reports):
                when = StatementWhen(told.start_at, told.end_at, told.precision, told.id, "context")
                if self._of_this_story(when):
                    self.running, self.running_in = when, number
        self.reached = max(self.reached, sentence)

    def _over(self, stated: StatementWhen) -> bool:
        """Whether a time ended by the day of publication: what was then planned ("an operation to capture X on Monday") tells the day."""
        return self.published is not None and stated.end is not None and stated.end <= self.published.replace(hour=0, minute=0) + DAY

    def _of_this_story(self, stated: StatementWhen) -> bool:
        """Whether a day lies near enough to publication for the story to go on there; older ones are background."""
        if self.published is None or stated.start is None:
            return True
        return abs(self.published - stated.start) <= STORY

    def _stated(self, draft: Draft, others: set[int]) -> StatementWhen | None:
        tree = draft.scene.tree
        own = {draft.token.number, *(w.number for w in draft.words)}
        if draft.clause.verb is not None:
            own.add(draft.clause.verb.number)
        best: tuple[tuple[int, int, int], TimeMention, Token] | None = None
        for token in tree.tokens:
            for mention in draft.scene.heads.of(token):
                if not isinstance(mention, TimeMention) or (mention.start_at is None and mention.end_at is None):
                    continue
                if any(start <= mention.start < end for start, end in self.of_reports):
                    continue
                distance = _distance(token, own, others, tree)
                if self._of_saying(token, own, tree):
                    if RANK[mention.precision or "vague"] < RANK["day"]:
                        continue  # "..., the army said in the evening"
                    distance = OF_SAYING
                key = (distance, RANK[mention.precision or "vague"], abs(token.number - draft.token.number))
                if best is None or key < best[0]:
                    best = (key, mention, token)
        if best is None or (best[0][0] == OF_ANOTHER and best[0][1] > RANK["week"]):
            return None  # "the bodies of soldiers kidnapped in 2014" dates the kidnapping alone
        if best[0][0] == OF_SAYING and self._goes_on(draft):
            return None  # "..., the army said on Sunday": the story stands where it stood
        basis: WhenBasis = "stated" if best[0][0] < 2 else "context"
        return _bounded(best[1], tree.preposition(best[2]), basis)

    def _of_saying(self, token: Token, own: set[int], tree: Tree) -> bool:
        """Whether a time hangs on a verb of saying that is not the act's own."""
        head = tree.head(token)
        while head is not None and head.lemma in MESSAGES and head.number not in own:
            head = tree.head(head)
        return head is not None and head.number not in own and head.lemma in self.sayings

    def _goes_on(self, draft: Draft) -> bool:
        """Whether an act lies on the day on which the narrative stands, where its own words tell no other."""
        return self.running is not None and draft.status not in COMING and draft.status != "ongoing" and draft.kind not in STANDING

    def _context(self, draft: Draft) -> StatementWhen | None:
        report = self.reports.get(draft.refers_to or "")
        if report is not None and report.published_to is not None:
            return StatementWhen(None, report.published_to, "day", None, "context")
        if self.running is None or not self._goes_on(draft):
            return None
        when = self.running if draft.scene.tree.sentence.number == self.running_in else _whole_day(self.running)
        return StatementWhen(when.start, when.end, when.precision, when.mention, "context")

    def _by_publication(self, draft: Draft) -> StatementWhen | None:
        if self.published is None:
            return None
        day = datetime(self.published.year, self.published.month, self.published.day)
        if draft.status in COMING:
            return StatementWhen(day, None, "vague", None, "published")
        start = day if draft.status == "ongoing" else day - DAY
        return StatementWhen(start, day + DAY, "day", None, "published")


def _distance(token: Token, own: set[int], others: set[int], tree: Tree) -> int:
    """How far a time stands from an act: 0 in its clause, 1 in the clause that it hangs on, 2 in another, 3 where it is another's own."""
    crossed = 0
    here = token
    for head in tree.ancestors(token):
        if head.number in own:
            return 0 if crossed == 0 else 1
        if head.number in others and crossed == 0 and here.relation not in CROSSES:
            return 2 if _above_all(head, own, tree) else 3
        if here.relation in CROSSES:
            crossed += 1
        here = head
    return 1 if crossed == 0 else 2


def _above_all(head: Token, own: set[int], tree: Tree) -> bool:
    """Whether an act hangs on the head: what is told beside it happened at its time."""
    return any(a.number == head.number for number in own for a in tree.ancestors(tree.token(number)))


def _bounded(mention: TimeMention, preposition: str, basis: WhenBasis) -> StatementWhen:
    start, end = mention.start_at, mention.end_at
    if preposition in UNTIL and start is not None and end is not None:
        return StatementWhen(None, start if preposition in ("before", "prior to") else end, mention.precision, mention.id, basis)
    if preposition == "since" and start is not None:
        return StatementWhen(start, None, mention.precision, mention.id, basis)
    return StatementWhen(start, end, mention.precision, mention.id, basis)


def _whole_day(when: StatementWhen) -> StatementWhen:
    """The day of a time of day: the next sentence goes on at that day, not at that minute."""
    if when.start is None or RANK[when.precision or "vague"] > RANK["hour"]:
        return when
    day = datetime(when.start.year, when.start.month, when.start.day)
    return StatementWhen(day, day + DAY, "day", when.mention, when.basis)


def _moment(published: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(published).replace(tzinfo=None) if published else None
    except ValueError:
        return None
