"""A statement with what its mentions name: the one form that every fold reads, whichever report it comes from."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache

from marsad.fold.spokesmen import speaks_for
from marsad.model.mention import (
    ActorMention,
    Mention,
    ObjectMention,
    PersonMention,
    PlaceMention,
    QuantityMention,
    ReportMention,
    WeaponMention,
)
from marsad.model.reading import Reading
from marsad.model.record import Actor, Correction, Place, Weapon
from marsad.model.review import ReviewState
from marsad.model.statement import Figure, SaidBy, Statement, WhereRole, WhoRole
from marsad.pack.lexicon import Match
from marsad.pack.pack import Pack
from marsad.pack.words import key_of

ARTICLES = frozenset({"the", "al", "el", "a", "an"})
BEFORE_DAYS = frozenset({"of", "on", "from", "dated", "in", "the", "late", "early", "last", "today", "yesterday"})
STRIKING = frozenset(
    "reached signed struck announced concluded sealed brokered agreed inked finalised finalized arranged made entered took".split()
)
SHORT_WORD = 4
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A place in its role."""

    role: WhereRole
    place: Place


@dataclass(frozen=True, slots=True)
class Named:
    """An actor in its role; `key` is the same wherever the same actor is named."""

    role: WhoRole
    actor: Actor
    key: Key
    specific: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One statement of one report with its mentions resolved and co-reference followed.

    `subject` names the thing that moves or the deal spoken of; `struck`: its time is that of striking it, not of an act under it; `quote`
    is the shortest stretch of the clause that carries the statement, `clause` the whole of it with its spaces mended, `words` are the
    uncommon words of it, names left out; `named` are the
    known actors whom the clause names in any place; `uncounted` are people named without a number; `moment` is that of publication;
    `publisher` and `sayers` are the keys of who published and of those named as having said it; `earlier` is when the report that it
    reminds of was published. `family` is the report that stands for all copies of this one's text, `first` who published the first of
    them; `copies` are other reports with the very same text, `copiers` who published those; `review` and `corrected`: what people said.
    """

    statement: Statement
    report: str
    quote: str
    clause: str
    where: tuple[Placed, ...]
    who: tuple[Named, ...]
    weapons: tuple[Weapon, ...]
    damaged: tuple[Actor, ...]
    exceptions: tuple[Place | str, ...]
    subject: Key | None
    subject_text: str
    named: tuple[Named, ...]
    uncounted: tuple[Figure, ...]
    vehicles: bool
    moment: datetime | None
    source: str | None
    publisher: Key | None
    sayers: tuple[Key, ...]
    earlier: tuple[datetime | None, datetime | None] | None
    struck: bool = False
    words: frozenset[str] = frozenset()
    family: str | None = None
    first: Key | None = None
    copies: tuple[str, ...] = ()
    copiers: tuple[str, ...] = ()
    review: ReviewState | None = None
    corrected: tuple[Correction, ...] = ()

    @property
    def order(self) -> tuple[datetime, str, int, int, str]:
        """When it was published and the place in the text; what everything is sorted by first, so that no other order can matter."""
        return self.moment or datetime.max, self.report, self.statement.start, self.statement.end, self.statement.id

    @property
    def key(self) -> tuple[str, str]:
        """What names the statement among those of many reports."""
        return self.report, self.statement.id

    def places(self, *roles: WhereRole) -> tuple[Place, ...]:
        """The places in these roles, in the order of the roles."""
        return tuple(p.place for role in roles for p in self.where if p.role == role)

    def actors(self, *roles: WhoRole) -> tuple[Named, ...]:
        """The actors in these roles, in the order of the roles."""
        return tuple(n for role in roles for n in self.who if n.role == role)


def moment_of(published: str | None) -> datetime | None:
    """The moment of publication, without its time zone; None where it is not known or no date."""
    try:
        return datetime.fromisoformat(published).replace(tzinfo=None) if published else None
    except ValueError:
        return None


@lru_cache(maxsize=100_000)
def name_key(name: str) -> Key:
    """The folded words of a name without its articles."""
    words = key_of(name)
    return tuple(w for w in words if w not in ARTICLES) or words


@lru_cache(maxsize=10_000)
def source_key(name: str, pack: Pack) -> Key:
    """The key of a source: that of the actor whom the pack knows by the whole of the name, else the name's own words."""
    whole = len(name.strip())
    for match in pack.scan(name.strip()):
        if match.lexicon == "actors" and match.start == 0 and match.end == whole:
            return "id", match.entries[0].id
    return name_key(name)


def root_of(mention: Mention, mentions: Mapping[str, Mention]) -> Mention:
    """The mention that this one stands for in the end; a ring of references ends where it began to turn."""
    seen = {mention.id}
    while isinstance(mention, ActorMention | PersonMention | ObjectMention):
        other = mentions.get(mention.corefers) if mention.corefers else None
        if other is None or other.id in seen:
            break
        mention = other
        seen.add(mention.id)
    return mention


def place_of(mention: Mention) -> Place:
    """The place as a record names it; what is no place mention keeps its words alone."""
    if not isinstance(mention, PlaceMention):
        return Place(" ".join(mention.text.split()))
    m = mention
    return Place(m.name, m.place_id, m.kind, m.lat, m.lon, m.radius_km, m.country, m.admin1)


def _bare_name(mention: PersonMention) -> str:
    """The name as the text writes it, without the office before it; all words where no name is in them."""
    words = mention.text.split()
    count = len(mention.name.split())
    return " ".join(words[-count:]) if key_of(" ".join(words[-count:])) == key_of(mention.name) else " ".join(words)


def actor_of(mention: Mention) -> Actor:
    """The actor as a record names it."""
    text = " ".join(mention.text.split())
    match mention:
        case ActorMention():
            return Actor(mention.name, mention.actor_id, mention.actor_type, text)
        case PersonMention():
            return Actor(mention.name, None, None, _bare_name(mention), "person")
        case PlaceMention():
            return Actor(mention.name, None, None, text, "place")
        case QuantityMention():
            return Actor(mention.what or text, None, "unknown", text)
        case _:
            return Actor(text, None, None, text, "object")


@dataclass(frozen=True, slots=True)
class Names:
    """How a report names whom it speaks of: the words that name a known actor, the person whose full name stands elsewhere."""

    called: Mapping[str, str]
    fuller: Mapping[str, PersonMention]


def _called(reading: Reading, pack: Pack) -> dict[str, str]:
    """Mention -> the words inside it that name the actor whom the pack knows: of "fighters of the Front" the Front. Who is one of them
    ("a leader of the Front") keeps all words."""
    known = [m for m in reading.mentions if isinstance(m, ActorMention) and m.actor_id and not m.corefers]
    matches = [m for m in pack.scan(reading.report.text) if m.lexicon in ("actors", "people", "offices")] if known else []
    starts = [m.start for m in matches]
    found: dict[str, str] = {}
    for mention in known:
        inside = [m for m in matches[bisect_left(starts, mention.start) : bisect_left(starts, mention.end)] if m.end <= mention.end]
        name = next((m for m in inside if m.lexicon == "actors" and any(e.id == mention.actor_id for e in m.entries)), None)
        if name is None or any(m.lexicon != "actors" and not name.start <= m.start < name.end and _one(m, reading) for m in inside):
            continue
        words = " ".join(reading.report.text[name.start : name.end].split())
        if name_key(words) != name_key(mention.text):
            found[mention.id] = words
    return found


def _fuller(reading: Reading) -> dict[str, PersonMention]:
    """Mention of a person by a part of the name, first names left out -> the only person of the report whose full name holds it."""
    persons = [m for m in reading.mentions if isinstance(m, PersonMention) and not m.corefers]
    full: dict[Key, PersonMention] = {}
    for m in persons:
        full.setdefault(name_key(m.name), m)
    holding: dict[str, list[Key]] = {}
    for name in full:
        for word in dict.fromkeys(name[1:]):
            holding.setdefault(word, []).append(name)
    found: dict[str, PersonMention] = {}
    for m in persons:
        short = name_key(m.name)
        longer = [n for n in holding.get(short[-1], ())[:20] if len(n) > len(short) and " ".join(short) in " ".join(n[1:])] if short else []
        if len(longer) == 1:
            found[m.id] = full[longer[0]]
    return found


def _one(match: Match, reading: Reading) -> bool:
    """Whether a word for people names one of them."""
    word = reading.report.text[match.start : match.end].lower()
    return not word.endswith(("s", "men", "people", "personnel"))


def _named(role: WhoRole, mention: Mention, mentions: Mapping[str, Mention], names: Names) -> Named:
    root = root_of(mention, mentions)
    root = names.fuller.get(root.id, root)
    actor = actor_of(root)
    actor = replace(actor, text=names.called.get(root.id, actor.text))
    key = ("id", actor.actor_id) if actor.actor_id else name_key(actor.name)
    return Named(role, actor, key, actor.actor_id is not None or actor.type == "person")


def _side(named: Named, mention: Mention, statement: Statement, mentions: Mapping[str, Mention], pack: Pack) -> Named:
    """One side of a deal: of a person the group that he speaks for, where his role tells it."""
    if statement.kind not in ("agreement", "ceasefire") or named.actor.type != "person":
        return named
    root = root_of(mention, mentions)
    group = speaks_for(root.name, root.role or "", pack) if isinstance(root, PersonMention) else None
    return Named(named.role, group, ("id", group.actor_id), True) if group and group.actor_id else named


def _hull(statement: Statement, mentions: Mapping[str, Mention]) -> tuple[int, int]:
    """The shortest stretch of the clause that holds the trigger and every word in a role."""
    ids = [w.mention for w in statement.who] + [w.mention for w in statement.where] + [w.mention for w in statement.with_]
    ids += [f.mention for f in statement.figures if f.mention]
    inside = [m for m in (mentions[i] for i in ids if i in mentions) if statement.start <= m.start and m.end <= statement.end]
    start = min([statement.trigger.start, *(m.start for m in inside)])
    end = max([statement.trigger.end, *(m.end for m in inside)])
    return start, end


def _uncounted(statement: Statement, mentions: Mapping[str, Mention], people: Sequence[Match]) -> Iterator[Figure]:
    """People in the statement's roles whom the text names but does not count ("along with their families")."""
    counted = [mentions[f.mention] for f in statement.figures if f.mention and f.mention in mentions]
    told = {f.what for f in statement.figures}
    for who in statement.who:
        mention = mentions.get(who.mention)
        carrier = who.role == "agent" and statement.phase == "carrying"
        if who.role not in ("participant", "target", "agent") or carrier or not isinstance(mention, ActorMention) or mention.corefers:
            continue
        if any(m.start < mention.end and mention.start < m.end for m in counted):
            continue
        inside = [m for m in people if mention.start <= m.start and m.end <= mention.end]
        for what in sorted({m.entries[0].get("what") for m in inside} - told):
            told.add(what)
            yield Figure(what, None, None, None)


def tell(reading: Reading, pack: Pack) -> tuple[Told, ...]:
    """The statements of a Reading with their mentions resolved, in the order of the text."""
    mentions = {m.id: m for m in reading.mentions}
    known = [m for m in reading.mentions if isinstance(m, ActorMention) and m.actor_id]
    moving = any(_moves(s) for s in reading.statements)
    people = [m for m in pack.scan(reading.report.text) if m.lexicon == "people"] if moving else []
    names = Names(_called(reading, pack), _fuller(reading))
    told = [_tell(s, reading, mentions, known, people, names, pack) for s in reading.statements]
    return tuple(sorted(told, key=lambda t: t.order))


def _tell(
    statement: Statement,
    reading: Reading,
    mentions: Mapping[str, Mention],
    known: Sequence[ActorMention],
    people: Sequence[Match],
    names: Names,
    pack: Pack,
) -> Told:
    start, end = _hull(statement, mentions)
    subject = mentions.get(statement.subject) if statement.subject else None
    root = root_of(subject, mentions) if subject else None
    means = [mentions[w.mention] for w in statement.with_ if w.role in ("weapon", "means") and w.mention in mentions]
    things = [(w.role, mentions[w.mention]) for w in statement.with_ if isinstance(mentions.get(w.mention), ObjectMention)]
    movers = [root_of(mentions[w.mention], mentions) for w in statement.who if w.role == "participant" and w.mention in mentions]
    who = tuple(
        _side(_named(w.role, mentions[w.mention], mentions, names), mentions[w.mention], statement, mentions, pack)
        for w in statement.who
        if w.mention in mentions
    )
    named = tuple(_named("source", m, mentions, names) for m in known if statement.start <= m.start and m.end <= statement.end)
    clause = " ".join(reading.report.text[statement.start : statement.end].split())
    return Told(
        statement=statement,
        report=reading.report.id,
        quote=reading.report.text[start:end],
        clause=clause,
        where=tuple(Placed(w.role, place_of(mentions[w.mention])) for w in statement.where if w.role != "except" and w.mention in mentions),
        who=who,
        weapons=tuple(Weapon(m.kind, m.text) for m in means if isinstance(m, WeaponMention | ObjectMention)),
        damaged=tuple(actor_of(m) for role, m in things if role == "damaged"),
        exceptions=tuple(_exception(mentions[w.mention]) for w in statement.where if w.role == "except" and w.mention in mentions),
        subject=(reading.report.id, root.id) if root else None,
        subject_text=f"{subject.text} {root.text}" if subject and root else "",
        named=named,
        uncounted=tuple(_uncounted(statement, mentions, people)) if _moves(statement) else (),
        moment=moment_of(reading.report.published),
        source=reading.report.source,
        publisher=source_key(reading.report.source, pack) if reading.report.source else None,
        sayers=tuple(_sayer(s, mentions, pack) for s in statement.said_by if s.basis == "named" and s.name),
        earlier=_earlier(statement, mentions),
        struck=_struck(statement, reading, mentions),
        words=_uncommon(clause, (*who, *named), pack),
        vehicles=any(
            isinstance(m, ObjectMention) and m.kind == "vehicle" for m in (*movers, *(m for _, m in things), *([root] if root else []))
        ),
    )


def _uncommon(clause: str, named: Sequence[Named], pack: Pack) -> frozenset[str]:
    names = {w for n in named for w in key_of(n.actor.text)}
    return frozenset(s for w in key_of(clause) if len(w) > SHORT_WORD and w not in names and (s := w.removesuffix("s")) not in common(pack))


@lru_cache(maxsize=8)
def common(pack: Pack) -> frozenset[str]:
    """The words, without the s of a plural, that tell nothing by standing in two reports: those that the pack lists, and those of its other
    words for people, things, times and sayings."""
    phrases = (e.get("phrase") for name, entries in pack.lexicons.items() if name not in ("given_names",) for e in entries)
    return frozenset(word.removesuffix("s") for phrase in phrases for word in key_of(phrase))


def _moves(statement: Statement) -> bool:
    return statement.kind == "movement" or statement.phase is not None


def _sayer(said: SaidBy, mentions: Mapping[str, Mention], pack: Pack) -> Key:
    mention = mentions.get(said.mention) if said.mention else None
    root = root_of(mention, mentions) if mention else None
    if isinstance(root, ActorMention) and root.actor_id:
        return "id", root.actor_id
    return source_key(said.name or "", pack)


def _earlier(statement: Statement, mentions: Mapping[str, Mention]) -> tuple[datetime | None, datetime | None] | None:
    mention = mentions.get(statement.refers_to) if statement.refers_to else None
    return (mention.published_from, mention.published_to) if isinstance(mention, ReportMention) else None


def _struck(statement: Statement, reading: Reading, mentions: Mapping[str, Mention]) -> bool:
    """Whether the time told is that at which an agreement was struck, not that of what was done under it: it stands right behind the word,
    or a verb of striking stands with them."""
    time = mentions.get(statement.when.mention) if statement.when and statement.when.mention else None
    if statement.kind != "agreement" or time is None:
        return True
    trigger = statement.trigger
    words = key_of(reading.report.text[min(trigger.start, time.start) : max(trigger.end, time.end)])
    between = key_of(reading.report.text[trigger.end : time.start]) if trigger.end <= time.start else ("before",)
    return all(w in BEFORE_DAYS for w in between) or any(w in STRIKING for w in words)


def _exception(mention: Mention) -> Place | str:
    if isinstance(mention, PlaceMention):
        return place_of(mention)
    counted = f"{mention.text} {mention.what or ''}" if isinstance(mention, QuantityMention) else mention.text
    return " ".join(counted.split())
