"""Who is there: a signed cookie, and the token that forms must bring back."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field, replace

from itsdangerous import BadSignature, URLSafeTimedSerializer

from marsad.model.account import Account, may
from marsad.model.judgement import Role

COOKIE = "marsad_session"
LASTS_S = 12 * 3600


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks: the name that judgements bear, and the role."""

    name: str
    role: Role

    def may(self, needed: Role) -> bool:
        """Whether this person may do what a role may."""
        return may(self.role, needed)


@dataclass(frozen=True, slots=True)
class Session:
    """What a cookie says: `id` of its own; the `name` that somebody logged in with or, on the loopback address, gave; and the `mark` of
    the password that it was opened with, so that a new password closes it."""

    id: str
    name: str | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Sessions:
    """Cookies made and read with one key. The key lives as long as the process: a restart logs everybody out."""

    key: str = field(default_factory=lambda: secrets.token_hex(32))

    def fresh(self) -> Session:
        """A session of nobody yet."""
        return Session(secrets.token_urlsafe(18))

    def opened(self, account: Account) -> Session:
        """A session of an account, under a new id."""
        return replace(self.fresh(), name=account.name, mark=self.mark(account))

    def mark(self, account: Account) -> str:
        """What changes when the password of an account does."""
        return hmac.new(self.key.encode(), account.password.encode(), hashlib.sha256).hexdigest()[:24]

    def written(self, session: Session) -> str:
        """The session as a cookie's value."""
        return self._serializer().dumps([session.id, session.name, session.mark])

    def read(self, cookie: str | None) -> Session | None:
        """The session of a cookie; None where there is none, it is not ours, or too old."""
        try:
            said = self._serializer().loads(cookie or "", max_age=LASTS_S)
        except BadSignature:
            return None
        return Session(*said)

    def token(self, session: Session) -> str:
        """What a form of this session must bring back: nobody else's page can know it."""
        return hmac.new(self.key.encode(), f"form {session.id}".encode(), hashlib.sha256).hexdigest()

    def knows(self, session: Session, token: str) -> bool:
        """Whether a form brought the token back."""
        return hmac.compare_digest(self.token(session).encode(), token.encode("utf-8", "replace"))

    def _serializer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self.key, salt="session", signer_kwargs={"digest_method": hashlib.sha256})
