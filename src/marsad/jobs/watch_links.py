"""The addresses of pages, in one way of writing them, and what a list tells of each."""

from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

LONGEST_URL = 2_000


class Link(NamedTuple):
    """A page that a list names. `stamp`: what changes where the page does, as far as the list tells; `published`: ISO 8601; `is_list`: it
    is no page but a further list."""

    url: str
    title: str | None = None
    published: str | None = None
    stamp: str | None = None
    is_list: bool = False


def link(base: str, target: str) -> str | None:
    """The address that a link on a page leads to, in one way of writing it; None where it is none of a page."""
    try:
        joined = urldefrag(urljoin(base, target.strip()))[0]
        parts = urlsplit(joined)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc or len(joined) > LONGEST_URL:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    if port is not None and port != {"http": 80, "https": 443}[parts.scheme]:
        host = f"{host}:{port}"
    return parts._replace(netloc=host, path=parts.path or "/").geturl()
