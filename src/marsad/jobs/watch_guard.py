"""Which addresses may be asked: names are looked up here, and the address that was looked at is the one that is connected to.

A name may answer with another address the second time (rebinding), and a redirect may lead into the network of whoever watches. So the
check stands where the connection is made, for every connection."""

import ipaddress
import socket
import time
from collections.abc import Iterable
from ssl import SSLContext
from typing import Any

import httpcore

MOST_TRIED = 4  # addresses of a name
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class ForbiddenAddressError(httpcore.ConnectError):
    """A name that leads to an address that is not for everybody."""


def is_public(said: str) -> bool:
    """Whether an IP address is one of the open internet: not private, loopback, link-local, multicast or kept for other uses; nor an IPv6
    address that stands for such an IPv4 address (mapped, 6to4, Teredo, NAT64)."""
    try:
        address: Address = ipaddress.ip_address(said.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if int(address) >> 32 == 0:  # the old way to write an IPv4 address as an IPv6 one
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def addresses_of(host: str, port: int) -> list[str]:
    """The IP addresses of a name. Raises httpcore.ConnectError where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"no address of {host}: {error}") from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to public addresses only, unless `allow_private`. Nothing may take longer than until `deadline`, of the monotonic clock."""

    def __init__(self, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._under = httpcore.SyncBackend()
        self.deadline = float("inf")

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to an address of the name that was checked."""
        found = addresses_of(host, port)
        allowed = found if self._allow_private else [address for address in found if is_public(address)]
        if not allowed:
            raise ForbiddenAddressError(f"{host} is {', '.join(found[:MOST_TRIED])}: not an address of the open internet")
        for address in allowed[:MOST_TRIED]:
            try:
                stream = self._under.connect_tcp(address, port, self.left(timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed: Exception = error
                continue
            return _Timed(stream, self)
        raise failed

    def left(self, timeout: float | None) -> float:
        """How long may still be waited. Raises httpcore.ReadTimeout where the time is over."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("took too long")
        return left if timeout is None else min(left, timeout)


class _Timed(httpcore.NetworkStream):
    """A connection whose every step looks at the time that is left: many short waits must not make an endless one."""

    def __init__(self, under: httpcore.NetworkStream, backend: GuardedBackend) -> None:
        self._under, self._backend = under, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._under.read(max_bytes, self._backend.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._under.write(buffer, self._backend.left(timeout))

    def close(self) -> None:
        self._under.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._under.start_tls(ssl_context, server_hostname, self._backend.left(timeout)), self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._under.get_extra_info(info)
