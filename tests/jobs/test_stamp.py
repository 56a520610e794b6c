"""A stamp holds over its bytes alone, by its authority alone; nothing but a digest goes out, and a hostile answer is refused."""

import hashlib
import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from marsad.jobs.stamp import MOST_BYTES, StampError, ask_stamp, check_stamp
from tests.jobs.authority import ANSWERS, OPENSSL, Authority, serving

pytestmark = pytest.mark.skipif(OPENSSL is None and not os.environ.get("CI"), reason="needs openssl, whose authority it runs")
MANIFEST = b'{"evidence": "1", "secret": "names that stay here"}'


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def stamp(authority: Authority) -> bytes:
    with serving(lambda query: (ANSWERS, authority.stamp(query))) as (address, asked):
        made = ask_stamp(MANIFEST, address, authority.certificates, allow_private=True)
    (query,) = asked
    assert hashlib.sha256(MANIFEST).digest() in query
    assert b"names" not in query
    return made


def test_a_stamp_tells_when_and_by_whom(authority: Authority, stamp: bytes):
    found = check_stamp(stamp, MANIFEST, authority.certificates)
    assert abs((datetime.now(UTC) - found.at).total_seconds()) < 3600
    assert found.signer == "CN=Stamper"
    assert [len(one) for one in found.trusted] == [64]


def test_it_holds_for_no_other_bytes_and_by_no_other_authority(authority: Authority, stamp: bytes, tmp_path: Path):
    with pytest.raises(StampError, match="Mismatch"):
        check_stamp(stamp, MANIFEST + b" ", authority.certificates)
    with pytest.raises(StampError, match="does not hold"):
        check_stamp(stamp, MANIFEST, Authority(tmp_path / "another").certificates)
    with pytest.raises(StampError, match="does not hold"):
        check_stamp(stamp, MANIFEST, b"no certificate")


def test_a_changed_stamp_is_refused(authority: Authority, stamp: bytes):
    at = stamp.index(hashlib.sha256(MANIFEST).digest())
    for place in (at, at + 31, len(stamp) - 10, len(stamp) // 2):
        changed = bytearray(stamp)
        changed[place] ^= 1
        with pytest.raises(StampError):
            check_stamp(bytes(changed), MANIFEST, authority.certificates)


@pytest.mark.parametrize(
    ("media_type", "body", "said"),
    [(ANSWERS, b"", "does not hold"), (ANSWERS, b"\x30\x80" * 500, "does not hold"), ("text/html", b"<p>no", "not with a stamp"),
     (ANSWERS, b"0" * (MOST_BYTES + 9), "not with a stamp")],
)  # fmt: skip
def test_a_hostile_answer_is_no_stamp(authority: Authority, media_type: str, body: bytes, said: str):
    with serving(lambda _: (media_type, body)) as (address, _), pytest.raises(StampError, match=said):
        ask_stamp(MANIFEST, address, authority.certificates, allow_private=True)


def test_the_stamp_of_another_query_is_refused(authority: Authority, stamp: bytes):
    """It is over the same bytes, and was asked for before: its number is not that of this query."""
    with serving(lambda _: (ANSWERS, stamp)) as (address, _), pytest.raises(StampError, match="Nonce"):
        ask_stamp(MANIFEST, address, authority.certificates, allow_private=True)


def test_who_does_not_answer_is_not_waited_for(authority: Authority):
    def slow(_: bytes) -> tuple[str, bytes]:
        time.sleep(3)
        return ANSWERS, b""

    with serving(slow) as (address, _), pytest.raises(StampError, match="no answer"):
        ask_stamp(MANIFEST, address, authority.certificates, allow_private=True, seconds=0.5)


def test_an_address_inside_the_network_is_not_asked_unless_told(authority: Authority):
    with serving(lambda query: (ANSWERS, authority.stamp(query))) as (address, asked):
        with pytest.raises(StampError, match="not an address of the open internet"):
            ask_stamp(MANIFEST, address, authority.certificates)
        assert asked == []
    for wrong in ("file:///etc/passwd", "ftp://a.example/tsr", "freetsa", ""):
        with pytest.raises(StampError, match="no address"):
            ask_stamp(MANIFEST, wrong, authority.certificates)
