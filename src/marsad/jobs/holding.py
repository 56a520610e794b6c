"""Who holds what, as a sentence. The area is its subject, so that no verb must agree with the number of actors."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from marsad.jobs import wording
from marsad.model.form import Form

HOW_FAR = {"full": "fully", "mostly": "mostly", "partial": "partly", "contested": "not undisputedly"}
ACTS = {"held": "held", "gained": "taken", "lost": "lost", None: "held"}


class Part(NamedTuple):
    """Some words of the sentence and what they tell; `plain` words only join the others."""

    tells: Literal["area", "verb", "act", "actors", "time", "except", "condition", "plain"]
    words: str


def sentence(found: Form, condition: str) -> Iterator[Part]:
    """`Kafr Laha (Homs) was fully taken by regime forces on 16 March 2017, except for several farms.` `condition`: its words."""
    change, status = found["change"], found["status"]
    area = wording.place(found["area"]) or "an area not named"
    yield Part("area", area[:1].upper() + area[1:])
    yield Part("verb", f" {_be(change, status)} ")
    if found["degree"]:
        yield Part("plain", f"{HOW_FAR[found['degree']]} ")
    yield Part("act", ACTS[change])
    yield Part("plain", " by ")
    yield Part("actors", wording.actors(found["actors"]) or "somebody not named")
    time = _time(found)
    if time:
        yield Part("time", f" {time}")
    if found["except"]:
        yield Part("plain", ", except for ")
        yield Part("except", wording.places(found["except"]))
    if condition:
        yield Part("plain", ", if “")
        yield Part("condition", condition)
        yield Part("plain", "”")
    yield Part("plain", ".")


def _be(change: str | None, status: str) -> str:
    """The verb before the participle."""
    passed = change in ("gained", "lost")
    match status:
        case "happened":
            return "was" if passed else "is"
        case "ongoing":
            return "is being" if passed else "is"
        case "expected":
            return "is expected to be"
        case "planned":
            return "is to be"
        case "conditional":
            return "would be"
        case "denied":
            return "is said not to have been" if passed else "is said not to be"
        case _:
            return "is said to have been" if passed else "is said to be"


def _time(found: Form) -> str:
    span = wording.span({"from": found["from"], "to": found["to"]})
    if not span:
        told = wording.span(found.get("told"))
        return f"(reported {told})" if told else ""
    if span.startswith(("since", "until")):
        passed = found["change"] in ("gained", "lost") and found["to"] is None
        return span.replace("since ", "on ", 1) if passed else span
    return f"on {span}" if found["change"] in ("gained", "lost") else f"({span})"
