"""Whose movement it is: the convoy, the buses or the people that an act of moving is about, named in this clause or before."""

from marsad.claim.drafts import Draft
from marsad.claim.roles import counted
from marsad.claim.where import FROM, TO, places_on
from marsad.model.mention import ActorMention, Mention, ObjectMention, PersonMention, PlaceMention
from marsad.model.report import Token

MOVING = frozenset({"movement", "displacement", "return", "deployment", "withdrawal"})
ELSEWHERE = frozenset({"acl:relcl", "acl", "appos", "parataxis", "advcl", "obl"})
TOWARDS = frozenset({"towards", "toward", "heading towards", "heading to", "heading for"})
LEAVING = frozenset({"leave", "quit", "exit", "flee", "evacuate", "depart"})


def put_subject(draft: Draft) -> None:
    """Name the mention whose movement a draft tells of."""
    if draft.kind not in MOVING and draft.phase is None:
        return
    scene = draft.scene
    carried = draft.phase == "carrying"
    for slot in ("subject", "object", "of", "modifier"):
        for token in draft.clause.slots.get(slot, ()):
            for candidate in (token, counted(token, scene.tree)):
                found = _mover(scene.heads.of(candidate))
                if carried and slot == "subject" and not isinstance(found, ObjectMention):
                    continue  # who carries others moves only where it is a vehicle: "the authorities evacuated the families"
                if found is not None:
                    draft.subject = found.id
                    _put_aboard(draft, candidate)
                    return
    for role in ("participant", "target") if carried else ("participant", "agent", "target"):
        held = draft.roles.get(role)
        if held:
            draft.subject = held[0].id
            return
    if draft.kind == "movement" and not carried:
        _vehicle_before(draft)


def _put_aboard(draft: Draft, vehicle: Token) -> None:
    """Those whom the words for a vehicle name as on board move too: "a convoy of buses with fighters and their families"."""
    scene = draft.scene
    if draft.kind != "movement" or not any(isinstance(m, ObjectMention) for m in scene.heads.of(vehicle)):
        return
    inside = [t for t in scene.tree.phrase(vehicle, ELSEWHERE) if t.number > vehicle.number]
    if not any(t.lower in ("of", "with", "carrying") for t in inside[:1]):
        return
    for token in inside:
        for mention in scene.heads.of(token):
            if isinstance(mention, ActorMention) and mention.corefers is None:
                draft.put("participant", mention)


def _vehicle_before(draft: Draft) -> None:
    """Of a way whose clause names nobody the vehicle named last before it in the sentence, where no stop lies between: "the convoy, which
    had left on Monday, arrived", "a convoy on its way to"."""
    scene = draft.scene
    found: list[tuple[bool, Mention]] = []
    for token in reversed(scene.tree.tokens[: draft.token.number - scene.tree.first]):
        if token.text in (";", ":"):
            break
        vehicle = _mover(scene.heads.of(token))
        root = scene.heads.root(vehicle) if vehicle is not None else None
        if vehicle is not None and isinstance(root, ObjectMention) and root.kind == "vehicle":
            found.append((bool(scene.counts.of(token)), vehicle))
    if found:  # counted buses are what a convoy told before them is made of
        _, vehicle = min(found, key=lambda f: f[0])
        draft.subject = vehicle.id
        draft.put("participant", vehicle)


def ride(drafts: list[Draft]) -> None:
    """Of people whom the same sentence tells to be carried by a vehicle the vehicle is what goes: "a convoy carrying fighters left"."""
    rides = [
        (d, vehicle, {m.id for m in d.roles.get("participant", ())})
        for d in drafts
        if d.phase == "carrying" and (vehicle := next((m for m in d.roles.get("means", ()) if isinstance(m, ObjectMention)), None))
    ]
    for draft in drafts:
        for carrying, vehicle, carried in rides:
            if (
                draft is not carrying
                and draft.kind == "movement"
                and draft.subject in carried
                and carrying.token.number < draft.token.number
            ):
                draft.subject = vehicle.id


def _mover(mentions: list[Mention]) -> Mention | None:
    """A vehicle rather than the people in it, an actor rather than a person."""
    for wanted in (ObjectMention, ActorMention, PersonMention):
        for mention in mentions:
            if isinstance(mention, wanted) and not (isinstance(mention, ObjectMention) and mention.kind != "vehicle"):
                return mention
    return None


def put_ends(draft: Draft) -> None:
    """Where a way begins and ends, where the rule's own slots do not tell: what is left ("waiting to leave the region"), and the ends of a
    way told by a noun."""
    if draft.kind not in ("movement", "displacement"):
        return
    if draft.phase == "passed" and not draft.has("via", "at") and TOWARDS & set(draft.clause.slots):
        draft.phase = "under_way"  # "crossed the open desert towards the river": the river is still ahead
    if not draft.has("from"):
        for token in (t for w in draft.words if w.lemma in LEAVING for t in draft.scene.tree.children(w) if t.relation == "obj"):
            for mention in places_on(token, draft.scene):
                draft.put("from", mention)
    if draft.token.pos == "NOUN" and not draft.has("from", "to"):
        _ends_of_noun(draft)


def _ends_of_noun(draft: Draft) -> None:
    """Where a way told by a noun begins and ends, by the order of the words where the tree hangs that on a word between: "the evacuation
    of the fighters who refuse to surrender from Kafr Laha to Idlib"."""
    tree = draft.scene.tree
    role = ""
    for token in tree.tokens[draft.token.number - tree.first + 1 :]:
        if token.lower in FROM | TO and token.pos in ("ADP", "SCONJ"):
            role = "from" if token.lower in FROM else "to"
        elif token.pos in ("VERB", "AUX", "ADP") and role:
            role = ""
        if role and (role == "from" or draft.has("from")):
            for mention in draft.scene.heads.of(token):
                if isinstance(mention, PlaceMention):
                    draft.put(role, mention)
