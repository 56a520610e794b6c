"""Who may open the page where it is not on the loopback address."""

from dataclasses import dataclass
from typing import Literal

from marsad.model.judgement import Role

ROLES: tuple[Role, ...] = ("reader", "reviewer", "releaser", "admin")  # each may do what those before it may


@dataclass(frozen=True, slots=True)
class Account:
    """A person's account. `password` is the Argon2id hash, never the password; `made` is UTC in ISO 8601; `state` `closed`: kept, because
    its name stands in judgements, but nobody may log in with it."""

    name: str
    role: Role
    password: str
    made: str
    state: Literal["open", "closed"] = "open"


def may(role: Role, needed: Role) -> bool:
    """Whether who has a role may do what another role may."""
    return ROLES.index(role) >= ROLES.index(needed)
