"""What a statement is before all is known of it: rule, clause, and the mentions in their roles."""

from dataclasses import dataclass, field

from marsad.claim.clauses import Clause
from marsad.claim.tree import Tree
from marsad.model.mention import Mention
from marsad.model.report import Token
from marsad.model.statement import Change, Degree, Figure, Phase, SaidBy, StatementWhen, Status
from marsad.pack.frame_rules import FrameRule


@dataclass(slots=True, eq=False)
class Draft:
    """One reading of one trigger. `words` are the trigger's tokens, `roles` the mentions by role."""

    rule: FrameRule
    kind: str
    clause: Clause
    tree: Tree
    words: list[Token]
    roles: dict[str, list[Mention]] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    status: Status = "happened"
    phase: Phase | None = None
    degree: Degree | None = None
    change: Change | None = None
    when: StatementWhen | None = None
    said_by: list[SaidBy] = field(default_factory=list)
    because: tuple[int, int] | None = None
    condition: "Draft | None" = None
    refers_to: str | None = None
    agreement: "Draft | None" = None
    against: "Draft | None" = None
    step: int | None = None
    subject: str | None = None
    score: float = 0.8
    start: int = 0
    end: int = 0
    absorbed: bool = False

    def put(self, role: str, mention: Mention) -> None:
        """A mention in a role, once."""
        held = self.roles.setdefault(role, [])
        if all(m.id != mention.id for m in held):
            held.append(mention)

    def has(self, *roles: str) -> bool:
        """Whether one of the roles is filled."""
        return any(self.roles.get(role) for role in roles)
