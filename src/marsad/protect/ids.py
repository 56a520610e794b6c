"""Names that lead nowhere: ids inside the house are hashes of texts, which who has the text can make again."""

import hashlib
import hmac

from marsad.errors import MarsadError

SHORTEST_KEY = 16
DIGITS = 16


def keyed(key: bytes, *parts: str) -> str:
    """The name of something outside: HMAC-SHA256 under the store's own secret, always the same there, and not to be made without it."""
    if len(key) < SHORTEST_KEY:
        raise MarsadError(f"a secret of at least {SHORTEST_KEY} bytes is needed", place="protection", advice="the store keeps one")
    said = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return "x" + hmac.new(key, said, hashlib.sha256).hexdigest()[:DIGITS]
