"""A time stamp of an authority (RFC 3161): asked for over the network, and checked without it. Only a digest leaves this machine."""

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import Certificate, load_der_x509_certificate, load_pem_x509_certificates
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from marsad import __version__
from marsad.errors import MarsadError
from marsad.jobs.watch_client import Client, NoAnswerError

AGENT = f"marsad/{__version__} (time stamp)"
ASKS, ANSWERS = "application/timestamp-query", "application/timestamp-reply"
MOST_BYTES = 200_000  # of a stamp with its certificates
SECONDS = 30.0
_WEB = re.compile(r"https?://[^\s/]+(?:/\S*)?", re.ASCII)


class StampError(MarsadError):
    """A stamp that did not come, or that does not hold."""


class Stamp(NamedTuple):
    """When an authority saw a digest. `at`: UTC; `signer`: the name in the certificate that signed; `trusted`: the SHA-256 of each
    certificate of the authority that was given, by which a reader compares it with what the authority itself publishes."""

    at: datetime
    signer: str
    trusted: tuple[str, ...]


def ask_stamp(raw: bytes, url: str, authority: bytes, *, allow_private: bool = False, seconds: float = SECONDS) -> bytes:
    """The stamp of an authority over the SHA-256 of some bytes, checked. `authority`: its certificates as PEM. Raises StampError where no
    stamp comes, or one that does not hold; addresses inside the network are not asked unless `allow_private`."""
    if not _WEB.fullmatch(url):
        raise StampError("no address of an authority", place=url[:80], advice="give one that starts with http:// or https://")
    request = TimestampRequestBuilder().data(raw).hash_algorithm(HashAlgorithm.SHA256).build()
    try:
        with Client(AGENT, allow_private=allow_private, seconds=seconds, most=MOST_BYTES) as client:
            answer = client.post(url, request.as_bytes(), ASKS)
    except NoAnswerError as error:
        raise StampError(str(error), place=url, advice="try again, or ask another authority") from None
    if answer.status != 200 or answer.cut or answer.media_type != ANSWERS:
        raise StampError(f"answered {answer.status} {answer.media_type[:60]}, not with a stamp", place=url, advice="check the address")
    check_stamp(answer.body, raw, authority, place=url, nonce=request.nonce)
    return answer.body


def check_stamp(reply: bytes, raw: bytes, authority: bytes, *, place: str = "stamp", nonce: int | None = None) -> Stamp:
    """When the bytes were seen, and by whom: the stamp is over their SHA-256, signed by a certificate made for stamps, to which those of
    the authority lead. Raises StampError for what does not hold."""
    advice = "it is no stamp of these bytes by this authority"
    try:
        response = decode_timestamp_response(reply)
        signer, brought = _certificates(response)
        trusted = load_pem_x509_certificates(authority)
        verifier = VerifierBuilder(roots=list(trusted), intermediates=[c for c in brought if c not in trusted], nonce=nonce).build()
        verifier.verify(response, hashlib.sha256(raw).digest())
        at = response.tst_info.gen_time
    except (VerificationError, ValueError, TypeError, OverflowError) as error:
        raise StampError(f"the stamp does not hold: {str(error)[:120] or type(error).__name__}", place=place, advice=advice) from None
    sums = sorted(c.fingerprint(SHA256()).hex() for c in trusted)
    return Stamp(at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC), signer.subject.rfc4514_string(), tuple(sums))


def _certificates(response: TimeStampResponse) -> tuple[Certificate, Sequence[Certificate]]:
    """The certificate that signed, and all that came with a stamp. Raises ValueError where there is none."""
    brought = [load_der_x509_certificate(der) for der in sorted(response.signed_data.certificates)]
    signers = response.signed_data.signer_infos
    for one in signers:
        for certificate in brought:
            if (certificate.issuer, certificate.serial_number) == (one.issuer, one.serial_number):
                return certificate, brought
    raise ValueError("the certificate that signed did not come with it")
