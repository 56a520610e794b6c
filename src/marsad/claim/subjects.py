"""Whose movement it is: the convoy, the buses or the people that an act of moving is about, named in this clause or before."""

from marsad.claim.drafts import Draft
from marsad.claim.roles import counted
from marsad.model.mention import ActorMention, Mention, ObjectMention, PersonMention

MOVING = frozenset({"movement", "displacement", "return", "deployment", "withdrawal"})


def put_subject(draft: Draft) -> None:
    """Name the mention whose movement a draft tells of."""
    if draft.kind not in MOVING and draft.phase is None:
        return
    scene = draft.scene
    for slot in ("subject", "object", "of", "modifier"):
        for token in draft.clause.slots.get(slot, ()):
            for candidate in (token, counted(token, scene.tree)):
                found = _mover(scene.heads.of(candidate))
                if found is not None:
                    draft.subject = found.id
                    return
    for role in ("participant", "agent", "target"):
        held = draft.roles.get(role)
        if held:
            draft.subject = held[0].id
            return


def _mover(mentions: list[Mention]) -> Mention | None:
    """A vehicle rather than the people in it, an actor rather than a person."""
    for wanted in (ObjectMention, ActorMention, PersonMention):
        for mention in mentions:
            if isinstance(mention, wanted) and not (isinstance(mention, ObjectMention) and mention.kind != "vehicle"):
                return mention
    return None
