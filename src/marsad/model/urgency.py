"""Which statement a person should look at first: most consequential and least sure before the rest."""

from marsad.model.form import Form

DEADLY = frozenset({"killing", "execution", "chemical_attack", "suicide_bombing"})
TERRITORIAL = frozenset({"control"})
GRAVE = frozenset({"torture", "sexual_violence", "abduction", "agreement", "siege", "displacement"})
HARM = ("killed", "injured", "missing", "detained")


def stakes(statement: Form) -> int:
    """What depends on a statement being right, 1 to 9: deaths, whoever is named for them, and territory weigh most (two people have to look
    at those before they are published)."""
    kind, figures = statement["kind"], statement.get("figures", ())
    weight = 1
    if any(figure["what"] == "killed" for figure in figures) or kind in DEADLY:
        weight += 4
    elif kind in TERRITORIAL:
        weight += 3
    elif kind in GRAVE or any(figure["what"] in HARM for figure in figures):
        weight += 2
    roles = {who["role"] for who in statement.get("who", ())}
    if "agent" in roles and weight > 1:
        weight += 3
    return min(9, weight + bool(statement["status"] not in ("happened", "ongoing")))


def urgency(statement: Form) -> float:
    """Stakes times doubt: the more, the sooner. A statement of no doubt still has a quarter of its weight."""
    doubt: float = 1.25 - min(1.0, max(0.0, statement.get("score", 1.0)))
    return round(stakes(statement) * doubt, 4)


def needs_two(statement: Form) -> bool:
    """Whether two people have to agree before it is published: deaths, a named perpetrator, a change of territory."""
    return stakes(statement) >= 4
