"""What a statement is before all is known of it: rule, clause, and the mentions in their roles."""

from dataclasses import dataclass, field

from marsad.claim.clauses import Clause
from marsad.claim.scene import Scene
from marsad.model.mention import Mention
from marsad.model.report import Token
from marsad.model.statement import Change, Degree, Figure, Phase, SaidBy, StatementWhen, Status
from marsad.pack.frame_rules import FrameRule


@dataclass(slots=True, eq=False)
class Draft:
    """One reading of one trigger. `words` are the trigger's tokens, the indexed one first; `roles` the mentions by role.

    `also_told_by`: nouns that name the same act beside the trigger ("airstrikes launched by warplanes"). `absorbed`: another statement
    tells of the same act and has taken over what this one knew.
    """

    rule: FrameRule
    kind: str
    clause: Clause
    scene: Scene
    words: list[Token]
    roles: dict[str, list[Mention]] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    status: Status = "happened"
    when: StatementWhen | None = None
    said_by: list[SaidBy] = field(default_factory=list)
    because: tuple[int, int] | None = None
    condition: "Draft | None" = None
    refers_to: str | None = None
    agreement: "Draft | None" = None
    against: "Draft | None" = None
    step: int | None = None
    subject: str | None = None
    degree: Degree | None = None
    change: Change | None = None
    phase: Phase | None = None
    score: float = 0.8
    absorbed: "Draft | None" = None
    also_told_by: list[Token] = field(default_factory=list)

    @property
    def token(self) -> Token:
        """The word that carries the trigger."""
        return self.words[0]

    def put(self, role: str, mention: Mention) -> None:
        """A mention in a role, once; nobody stands in two roles that exclude each other."""
        held = self.roles.setdefault(role, [])
        if all(m.id != mention.id for m in held):
            held.append(mention)

    def has(self, *roles: str) -> bool:
        """Whether one of the roles is filled."""
        return any(self.roles.get(role) for role in roles)

    def add_figure(self, figure: Figure) -> int:
        """Put a figure down, once for each mention and thing counted; gives its index."""
        for at, held in enumerate(self.figures):
            if held.what == figure.what and held.mention == figure.mention:
                return at
        self.figures.append(figure)
        return len(self.figures) - 1
