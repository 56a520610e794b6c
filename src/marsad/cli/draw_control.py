"""Who holds what, as a sentence. The area is its subject, so that no verb must agree with the number of actors."""

from rich.text import Text

from marsad.cli.ink import ink
from marsad.jobs import wording
from marsad.model.form import Form

HOW_FAR = {"full": "fully", "mostly": "mostly", "partial": "partly", "contested": "not undisputedly"}
ACTS = {"held": "held", "gained": "taken", "lost": "lost", None: "held"}


def control_line(found: Form, condition: str) -> Text:
    """`Kafr Laha (Homs) was fully taken by regime forces on 16 March 2017, except for several farms.` `condition`: its words."""
    change, status = found["change"], found["status"]
    area = wording.place(found["area"]) or "an area not named"
    line = ink(area[:1].upper() + area[1:], "bold")
    line.append(f" {_be(change, status)} ", "red" if status == "denied" else "")
    line.append(f"{HOW_FAR[found['degree']]} " if found["degree"] else "")
    line.append(ACTS[change], "bold")
    line.append(" by ")
    line.append(wording.actors(found["actors"]) or "somebody not named", "green")
    time = _time(found)
    line.append(f" {time}" if time else "", "cyan")
    if found["except"]:
        line.append(", except for ").append(wording.places(found["except"]), "yellow")
    if condition:
        line.append(", if “").append(condition, "italic").append("”")
    return line.append(".")


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
