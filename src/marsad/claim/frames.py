"""Triggers into drafts: which rule speaks of a word, and who stands in which role around it."""

from collections.abc import Iterable, Mapping
from functools import cache

from marsad.claim.clauses import Clause, copular_clause
from marsad.claim.drafts import Draft
from marsad.claim.holding import HOLDING, held_degree, holding_clause
from marsad.claim.order import complete, listed
from marsad.claim.roles import ARMED, GRAMMATICAL, WHERE, fillers, mentions_for, types_of
from marsad.claim.scene import Scene
from marsad.claim.triggers import Trigger, in_return
from marsad.model.mention import ActorMention, Mention, PersonMention, PlaceMention, WeaponMention
from marsad.model.report import Token
from marsad.pack.frame_rules import FrameRule
from marsad.pack.pack import Pack
from marsad.pack.words import key_of

EQUALS = ("party", "participant")
OPPOSED: Mapping[str, tuple[str, ...]] = {"target": ("agent", "giver", "holder"), "receiver": ("giver",), "loser": ("holder",)}
BESIDE = 6  # characters between a name and its short form
LISTED = ("target", "damaged")
VIOLENCE = frozenset(
    {"battle", "attack", "shelling", "airstrike", "explosion", "killing", "execution", "torture", "abduction", "destruction", "looting",
     "arrest", "sexual_violence"}
)  # fmt: skip
GENERIC = frozenset({"attack", "killing", "battle", "other", "statement", "crime", "destruction"})
OF_AN_ACT = frozenset("victim casualty death toll damage wave campaign operation site scene".split())  # "shelling victims" tell of the act
SUICIDAL = frozenset("bomber attacker assailant bomb device vest belt vehicle car truck motorcycle".split())
CROWDS = frozenset({"protesters", "rioters"})
GROUPS = frozenset({"rebel_group", "political_militia"})
NAMED = (ActorMention, PersonMention, PlaceMention, WeaponMention)
SPECIFIC = frozenset({"explosion", "airstrike", "shelling", "suicide_bombing", "chemical_attack", "abduction", "execution"})


def drafts_of(scene: Scene) -> list[Draft]:
    """The drafts of a sentence in the order of their triggers: one a trigger, and beside it what the same word tells of its consequence
    ("killed by a landmine" is an explosion and a death)."""
    found: list[Draft] = []
    for fitting in scene.events.values():
        options = [d for trigger, words in fitting if (d := _draft(trigger, words, scene)) is not None]
        for consequences in (False, True):
            alike = [d for d in options if bool(d.rule.yields_to) == consequences]
            if alike:
                found.append(max(alike, key=_rank))
    found = _without_swallowed(found)
    found.sort(key=lambda d: d.token.number)
    return found


def _draft(trigger: Trigger, words: list[Token], scene: Scene) -> Draft | None:
    if trigger.form == HOLDING:
        held = holding_clause(scene, words[0])
        if held is None:
            return None
        clause = held
    elif trigger.form == "phrase" and in_return(words[0], scene.tree):
        clause = _given(words, scene)
    elif trigger.form == "phrase":
        clause = _joined_clause(words, scene)
    elif trigger.form == "copula":
        clause = copular_clause(scene.tree, words[0])
    else:
        clause = scene.clause(words[0])
    rule = trigger.rule
    if rule.kind in VIOLENCE and trigger.form == "verb":
        complete(clause, scene)
    if not _allowed(rule, clause, words, scene):
        return None
    draft = Draft(rule, rule.kind, clause, scene, words)
    draft.degree, draft.change, draft.phase, draft.score = rule.degree, rule.change, rule.phase, rule.score
    if trigger.form == HOLDING:
        draft.degree = held_degree(scene, words[0]) or rule.degree
    for role, slots in rule.roles.items():
        fill(draft, role, slots)
    if clause.form == "noun" and "agent" in rule.roles and not draft.has("agent"):
        fill(draft, "agent", ("by if actor",))
    if "weapon" in rule.roles and not draft.has("weapon"):
        _named_weapon(draft)
    return draft


def _named_weapon(draft: Draft) -> None:
    """The weapon among the trigger's own words: "threw a grenade", "a mine exploded"."""
    for word in draft.words:
        for mention in draft.scene.heads.of(word):
            if isinstance(mention, WeaponMention):
                draft.put("weapon", mention)
                return


@cache
def means_of(pack: Pack) -> Mapping[str, str]:
    """Class of weapon, or a word for what acts -> the kind of act that it makes of an attack (the pack's lexicon `means`)."""
    return {entry.get("phrase"): entry.get("kind") for entry in pack.lexicons.get("means", ())}


def specify(draft: Draft, means: Mapping[str, str]) -> None:
    """Give an attack or killing the kind that its weapon makes it: killed by a landmine is an explosion, by a suicide bomber or device a
    suicide bombing."""
    if draft.kind == "battle" and _of_a_crowd(draft):
        draft.kind = "riot"
    if draft.kind not in ("attack", "killing", "explosion"):
        return
    if any("suicide" in key_of(m.text) for role in ("agent", "weapon") for m in draft.roles.get(role, ())) or _suicide(draft):
        draft.kind = "suicide_bombing"
        return
    flying = next((means[t.lemma] for t in _acting(draft) if t.lemma in means), None)
    if draft.kind == "explosion":
        draft.kind = flying if flying == "airstrike" else draft.kind
        return
    if flying is not None and draft.kind == "attack":
        draft.kind = flying
        return
    for mention in (*draft.roles.get("weapon", ()), *draft.roles.get("agent", ())):
        kind = means.get(mention.kind) if isinstance(mention, WeaponMention) else None
        if kind is not None:
            draft.kind = kind
            return
    if draft.kind == "attack" and _between_armed(draft):
        draft.kind = "battle"


def _acting(draft: Draft) -> list[Token]:
    """The words that act: those in the slot of the subject, and the one that stands before the verb."""
    shown = draft.scene.tree.child(draft.clause.verb, "nsubj") if draft.clause.verb is not None else None
    return [*draft.clause.slots.get("subject", ()), *((shown,) if shown is not None else ())]


def _suicide(draft: Draft) -> bool:
    """Whether who acts is a suicide bomber, or what goes off a device of one, though no mention says so."""
    tree = draft.scene.tree
    acting = [*_acting(draft), *draft.clause.slots.get("object", ())]
    return any(child.lower == "suicide" for token in acting if token.lemma in SUICIDAL for child in tree.children(token))


def _of_a_crowd(draft: Draft) -> bool:
    """Whether one side of a clash is a crowd and no side is an armed group: "clashes between police and protesters"."""
    types = {m.actor_type for m in draft.roles.get("participant", ()) if isinstance(m, ActorMention)}
    return bool(types & CROWDS) and not types & GROUPS


def _between_armed(draft: Draft) -> bool:
    """Whether armed people are hit by others: an attack on soldiers is an armed clash."""
    agents, targets = (draft.roles.get(role, ()) for role in ("agent", "target"))
    return (
        bool(agents)
        and bool(targets)
        and all(isinstance(m, ActorMention) and m.actor_type in ARMED for m in targets)
        and any(isinstance(m, ActorMention) and m.actor_type in ARMED for m in agents)
    )


def fill(draft: Draft, role: str, slots: Iterable[str]) -> None:
    """Fill a role from the first of its slots that has a mention fit for it; sides that stand as equals from as many slots as give two."""
    scene = draft.scene
    for slot in slots:
        name, _, wanted = slot.partition(" if ")
        for filler in fillers(draft.clause, name, scene.tree):
            if (filler is draft.token and filler.pos in ("VERB", "AUX")) or (wanted and wanted not in types_of(filler, scene)):
                continue
            if filler.pos == "VERB" and name not in GRAMMATICAL:
                continue
            for mention in mentions_for(role, filler, scene):
                if _named_before(draft, role, mention, filler):
                    continue
                draft.put(role, mention)
                for other in listed(mention, scene) if role in LISTED else ():
                    draft.put(role, other)
        if len(draft.roles.get(role, ())) >= (2 if role in EQUALS else 1):
            return


def _named_before(draft: Draft, role: str, mention: Mention, filler: Token) -> bool:
    """Whether a mention stands on the other side already, or only says again who the one before it is ("X, a close ally", "X (Y)")."""
    if any(m.id == mention.id for other in OPPOSED.get(role, ()) for m in draft.roles.get(other, ())):
        return True
    held = draft.roles.get(role, ())
    if filler.relation == "appos" and held and (draft.scene.tree.child(filler, "det") is not None or _short(mention.text, held[-1].text)):
        return True
    known = mention.actor_id if isinstance(mention, ActorMention) else None
    return known is not None and any(
        isinstance(m, ActorMention) and m.actor_id == known and 0 < mention.start - m.end <= BESIDE for m in held
    )


def _short(form: str, name: str) -> bool:
    """Whether a form is made of the first letters of a name: "ILO" of "the International Labor Office"."""
    return form.isupper() and 1 < len(form) <= len(name.split()) and form[-1] in (w[0].upper() for w in name.split())


def _joined_clause(words: list[Token], scene: Scene) -> Clause:
    """The clause of a phrase: what hangs on any of its words, the words themselves left out."""
    first = scene.clause(words[0])
    joined = Clause(first.trigger, first.form, first.passive, first.particle, {s: list(f) for s, f in first.slots.items()}, first.verb)
    for word in words[1:]:
        if word.pos not in ("NOUN", "PROPN", "VERB", "ADJ"):
            continue
        for slot, tokens in scene.clause(word).slots.items():
            if slot == "subject" and first.slots.get("subject"):
                continue
            for token in tokens:
                joined.add(slot, token)
    for tokens in joined.slots.values():
        tokens[:] = [t for t in tokens if t not in words or any(isinstance(m, NAMED) for m in scene.heads.of(t))]
    return joined


def _given(words: list[Token], scene: Scene) -> Clause:
    """The clause of what is given in return: that of its own noun alone, nothing of the verb around it."""
    clause = Clause(words[0], "noun")
    for word in words:
        if word.pos in ("NOUN", "PROPN") and not in_return(word, scene.tree):
            clause.add("for", word)
            for child in scene.tree.children(word):
                if child.relation.startswith("nmod") and scene.tree.preposition(child) == "of":
                    clause.add("of", child)
    return clause


def _allowed(rule: FrameRule, clause: Clause, words: list[Token], scene: Scene) -> bool:
    for slot, wanted in rule.needs.items():
        found = _types_in(clause, slot, words, scene)
        if not (found | scene.lent if slot == "clause" else found) & set(wanted):
            return False
    return not any(_types_in(clause, slot, words, scene) & set(banned) for slot, banned in rule.unless.items())


def _types_in(clause: Clause, slot: str, words: list[Token], scene: Scene) -> set[str]:
    """What fills a slot; of the whole sentence its words, of `case` the preposition that the trigger stands under."""
    if slot == "clause":
        return scene.words
    if slot == "case":
        return {scene.tree.preposition(w) for w in words}
    types: set[str] = set()
    for token in fillers(clause, slot, scene.tree):
        if token not in words:
            types |= types_of(token, scene)
    return types


def _rank(draft: Draft) -> tuple[bool, int, int, int, float]:
    rule = draft.rule
    filled = sum(min(len(draft.roles.get(role, ())), 2 if role in EQUALS else 1) for role in rule.roles if role not in WHERE)
    return draft.clause.form == HOLDING, len(draft.words), len(rule.needs), filled, rule.score


def _without_swallowed(found: list[Draft]) -> list[Draft]:
    """Leave out a trigger that is only a part of a longer one; a compound's first noun may say which kind its head is."""
    part_of: dict[int, Draft] = {}
    for draft in sorted(found, key=_whole_first):
        if all(w.number not in part_of for w in draft.words):
            part_of.update((w.number, draft) for w in draft.words)
    by_token = {d.token.number: d for d in found if not d.rule.yields_to}
    kept = []
    for draft in found:
        holder = part_of.get(draft.token.number)
        if holder is not draft and not (draft.rule.yields_to and holder is not None and not holder.rule.yields_to):
            continue
        token = draft.token
        head = by_token.get(token.head)
        if (
            head is not None
            and head is not draft
            and draft.clause.form != HOLDING
            and token.relation in ("compound", "amod", "nmod:poss")
            and token.pos in ("NOUN", "PROPN")
        ):
            if head.kind in GENERIC and draft.kind in SPECIFIC:
                head.kind, head.rule = draft.kind, replace_rule(head.rule, draft.rule)
            if draft.kind in SPECIFIC | GENERIC or head.kind in GENERIC:
                continue
        names_a_thing = (
            draft.clause.form != HOLDING
            and len(draft.words) == 1
            and token.relation == "compound"
            and head is None
            and token.pos in ("NOUN", "PROPN")
        )
        if names_a_thing and draft.scene.tree.token(token.head).lemma not in OF_AN_ACT:
            continue
        kept.append(draft)
    return kept


def _whole_first(draft: Draft) -> tuple[bool, int, bool, float, int, int]:
    """What a trigger is sorted by where several take the same words: who holds a place, then the longer one, then one that holds a verb."""
    return draft.clause.form != HOLDING, -len(draft.words), not _has_verb(draft), -draft.score, _spread(draft), draft.token.number


def _has_verb(draft: Draft) -> bool:
    """Whether a trigger holds the verb of its act: "set off an explosive device" rather than the device alone."""
    return any(w.pos == "VERB" for w in draft.words)


def _spread(draft: Draft) -> int:
    """How far apart the words of a trigger stand."""
    return max(w.number for w in draft.words) - min(w.number for w in draft.words)


def replace_rule(rule: FrameRule, named: FrameRule) -> FrameRule:
    """A rule under the name and kind of another that made it more precise."""
    return rule.model_copy(update={"id": named.id, "kind": named.kind})
